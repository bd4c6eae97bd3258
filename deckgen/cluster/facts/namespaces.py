"""Namespaces: the system's, those of managed services, and the customer's own."""

import re
from collections import defaultdict

from deckgen.cluster import product
from deckgen.cluster.definition import Definition
from deckgen.cluster.published import is_front, releases_of
from deckgen.cluster.remember import remembered
from deckgen.cluster.running import Running, running
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds, observed

_SYSTEM = re.compile(r"kube-.*|cattle-.*|rook-ceph.*|openstack-.*|.*-system|.*-operator")
_KNOWN = frozenset(
    {
        "default",
        "calico-apiserver",
        "tigera-operator",
        "cilium",
        "cilium-secrets",
        "cert-manager",
        "ingress-nginx",
        "traefik",
        "monitoring",
        "logging",
        "prometheus",
        "grafana",
        "loki",
        "harbor",
        "velero",
        "external-dns",
        "kubernetes-dashboard",
        "headlamp",
        "argocd",
        "local-path-storage",
        "node-feature-discovery",
    }
)


@remembered
def customers(snapshot: Snapshot) -> frozenset[str]:
    """Give the names of the namespaces that are the customer's own.

    Not the customer's are ``kube-*``, ``default`` (nobody's by rule), ``*-system`` (kept for platforms by convention),
    the namespaces that well-known components install themselves into (``cert-manager``, ``ingress-nginx``, …), and
    those where all that runs are products of the platform (see ``product``) and their fronts. An empty namespace is the
    customer's. Source: the conventions of the projects named; a rule of thumb, so the names stand in
    ``namespaces.customer``.
    """
    inhabitants: dict[str, list[Running]] = defaultdict(list)
    for one in running(snapshot):
        inhabitants[one.namespace].append(one)
    return frozenset(
        namespace.name
        for namespace in snapshot.namespaces
        if not is_system(namespace.name) and not _managed_only(inhabitants[namespace.name])
    )


def is_system(name: str) -> bool:
    """Whether a namespace's name alone says that it is not the customer's. Source: see ``customers``."""
    return name in _KNOWN or _SYSTEM.fullmatch(name) is not None


def _managed_only(inhabitants: list[Running]) -> bool:
    """Whether all are products of the platform, or fronts of their releases, as kong is of the dashboard."""
    known = [one for one in inhabitants if product.of(one)]
    releases = {release for one in known for release in releases_of(one)}
    fronts = [one for one in inhabitants if is_front(one) and releases.intersection(releases_of(one))]
    return bool(inhabitants) and all(one in known or one in fronts for one in inhabitants)


def count(snapshot: Snapshot) -> Finding:
    """Count the namespaces. Source: Namespace objects."""
    return observed(len(snapshot.namespaces), "Namespace objects")


def names(snapshot: Snapshot) -> Finding:
    """Give the namespaces' names. Source: Namespace ``.metadata.name``."""
    return observed(sorted(namespace.name for namespace in snapshot.namespaces), "Namespace .metadata.name")


def customer(snapshot: Snapshot) -> Finding:
    """Give the customer's own namespaces. Source: see ``customers``."""
    own = sorted(customers(snapshot))
    return observed(own, f"{len(own)} of {len(snapshot.namespaces)} namespaces are not the platform's")


def customer_count(snapshot: Snapshot) -> Finding:
    """Count the customer's own namespaces. Source: see ``customers``."""
    found = customer(snapshot)
    return observed(len(found.value), found.evidence)


_READ_FROM = "Namespace .metadata.name, images of what runs in them"

FACTS = (
    Definition(
        "namespaces.count", "How many namespaces there are", "number", count, "Namespaces", needs=("namespaces",)
    ),
    Definition(
        "namespaces.names",
        "The names of all namespaces",
        "texts",
        names,
        "Namespace .metadata.name",
        needs=("namespaces",),
        holds=Holds.NAMESPACE,
    ),
    Definition(
        "namespaces.customer",
        "The namespaces that are the customer's own",
        "texts",
        customer,
        _READ_FROM,
        needs=("namespaces",),
        holds=Holds.NAMESPACE,
    ),
    Definition(
        "namespaces.customer.count",
        "How many namespaces are the customer's own",
        "number",
        customer_count,
        _READ_FROM,
        needs=("namespaces",),
    ),
)
