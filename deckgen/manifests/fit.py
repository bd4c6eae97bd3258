"""What the demo application is fitted to: a cluster's facts, and what a person names."""

import re

from msgspec import Struct

from deckgen.errors import InputError
from deckgen.fact import Facts

NAME = "hello"
"""The application's, and its namespace's where none is named."""

PLACEHOLDER = f"{NAME}.change-me.example"
"""A host that nobody can have (RFC 2606), for where no Ingress shows a domain."""

FACTS = (
    "demo.host",
    "demo.ingress_class",
    "demo.ingress_class.annotated",
    "demo.namespace",
    "demo.storage_class",
    "ingress.controller",
    "namespaces.names",
    "server.minor",
)
"""What is asked of a cluster to fit the application to it."""

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
"""A label of the DNS, as Kubernetes takes it (RFC 1123)."""


class Fit(Struct, frozen=True):
    """What the application is fitted to.

    Attributes:
        namespace: where it goes.
        makes_namespace: the namespace is made for it.
        host: under which its Ingress answers.
        ingress_class: of its Ingress, or "": there is none then.
        annotated: the class stands in the older annotation.
        node_ports: its Services have node ports, as octavia's ingress controller wants them.
        storage_class: of its volume, or "": there is none then.
        minor: the API server's minor version, None where it is not known.
    """

    namespace: str = NAME
    makes_namespace: bool = True
    host: str = PLACEHOLDER
    ingress_class: str = ""
    annotated: bool = False
    node_ports: bool = False
    storage_class: str = ""
    minor: int | None = None


def check(namespace: str, host: str) -> None:
    """Make sure that what a person named is a namespace's name and a host; "" is none.

    Raises:
        InputError: it is not.
    """
    if namespace and not _LABEL.fullmatch(namespace):
        raise InputError(f"{namespace!r} names no namespace", "small letters, digits and '-', at most 63 of them")
    if host and not all(map(_LABEL.fullmatch, host.split("."))):
        raise InputError(f"{host!r} names no host", "small letters, digits and '-', in labels joined by '.'")


def fit(facts: Facts, namespace: str = "", host: str = "") -> Fit:
    """Fit the application to a cluster.

    Args:
        facts: of the cluster, those in ``FACTS``; a version that is not known is taken to be new.
        namespace: where to put it; "": into one of its own.
        host: where to publish it; "": in the domain that the cluster's Ingresses are in.
    """
    own = namespace or facts.value("demo.namespace", NAME)
    return Fit(
        namespace=own,
        makes_namespace=own not in facts.value("namespaces.names", ()),
        host=host or facts.value("demo.host", PLACEHOLDER),
        ingress_class=facts.value("demo.ingress_class", ""),
        annotated=facts.value("demo.ingress_class.annotated", default=False),
        node_ports=facts.value("ingress.controller", "") == "octavia-ingress-controller",
        storage_class=facts.value("demo.storage_class", ""),
        minor=facts.value("server.minor"),
    )


def left_out(facts: Facts, to: Fit, host: str = "") -> list[str]:
    """Say which parts the cluster has nothing for, and what is left to a person, a sentence each."""
    said = []
    if not to.storage_class:
        said.append(f"Without a volume: {facts['demo.storage_class'].reason}.")
    if not to.ingress_class:
        unused = f", so {host} is not used" if host else ""
        said.append(f"Without an Ingress: {facts['demo.ingress_class'].reason}{unused}.")
    elif to.host == PLACEHOLDER:
        said.append(f"The Ingress has a placeholder for its host, since {facts['demo.host'].reason}: give --host.")
    if not to.makes_namespace:
        said.append(f"Namespace {to.namespace} is there already, and stays as it is.")
    return said
