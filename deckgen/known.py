"""What is known to be confidential in a run: every value of the snapshot and the profile whose type says so.

A record's and a profile's field names its class where it is declared (``cluster.records``, ``customer``). Texts that
hold more than one thing, such as an image with its registry or an Ingress's URL, give each of their parts as well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct
from pydantic import BaseModel

from deckgen import makers
from deckgen.brief import UNNAMED
from deckgen.cluster.node import is_worker
from deckgen.cluster.snapshot import Node, Setting, Snapshot, Subject
from deckgen.confidential import NAMES, Value
from deckgen.customer import Customer
from deckgen.fact import Holds
from deckgen.ordinary import leaves, stands_in_scripts
from deckgen.pattern import LIKE_A_NUMBER, host_of, is_address, kind_of

SHORTEST = 4
"""Characters: a shorter name is no sign of anything, and would be found in every other word."""

_NOBODYS = ("0.0.0.0", "127.0.0.1", "::1", "::", "0.0.0.0/0", "::/0", "None")  # noqa: S104 - what nobody lives at

SHOWN_TO_A_PROSPECT = ("name", "needs", "brand")
"""What of a prospect's profile is for the prospect to see."""

_LABELS = {
    "topology.kubernetes.io/zone": "az",
    "failure-domain.beta.kubernetes.io/zone": "az",
    "topology.cinder.csi.openstack.org/zone": "az",
    "topology.kubernetes.io/region": "region",
    "failure-domain.beta.kubernetes.io/region": "region",
    "node.kubernetes.io/instance-type": "flavor",
    "beta.kubernetes.io/instance-type": "flavor",
}
"""Labels whose values are names of the platform's parts (kubernetes.io/docs/reference/labels-annotations-taints)."""

_STEMS = {
    "StorageClass": "storage",
    "IngressClass": "ingress",
    "PersistentVolume": "volume",
    "PersistentVolumeClaim": "claim",
    "Service": "service",
    "CronJob": "job",
    "Pod": "pod",
}
"""What the made-up names of records begin with, where not as their class says."""

_PARAMETERS = {"type": "type", "availability": "az"}
"""Parameters of StorageClasses (cinder CSI driver), with what their values are called."""

_BUILDS = ("version", "kubelet", "runtime", "os_image")
"""Fields that hold a product with its version."""

_KEYED = ("labels", "pod_labels", "annotations")

_RKE = "rke.cattle.io/internal-ip"
_ADVERTISED = (
    "kubeadm.kubernetes.io/etcd.advertise-client-urls",
    "kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint",
)
"""Annotations that name addresses of nodes (rancher/rke; kubernetes cmd/kubeadm/app/constants)."""

_FLAGS = {"domain-filter": Holds.DOMAIN, "etcd-servers": Holds.OUR_ADDRESS, "cluster-name": Holds.CUSTOMER}
"""Flags whose values are of another class than a name's."""


def values_of(snapshot: Snapshot | None, profile: Customer | None = None) -> dict[str, Value]:
    """Give every confidential value by its text; what says the more comes first where a text is two things.

    Args:
        snapshot: the cluster, if any.
        profile: the customer, if any.
    """
    found: dict[str, Value] = {}
    ours = _ours(snapshot) if snapshot else frozenset()
    for value in (*(_of_profile(profile) if profile else ()), *(_of_record(snapshot) if snapshot else ())):
        for part in _parts(value, ours):
            if part.text not in found and _tells(part):
                found[part.text] = part
    return found


def _ours(snapshot: Snapshot) -> frozenset[str]:
    """Give the addresses of nodes and of etcd, wherever they were read: they stay ours where a Pod has them, too."""
    nodes = (one for node in snapshot.nodes for one in (*node.addresses.values(), node.annotations.get(_RKE, "")))
    hosts = (pod.pod_ip for pod in snapshot.pods if pod.host_network)
    told = (pod.annotations.get(name, "") for pod in snapshot.pods for name in _ADVERTISED)
    settings = (one.value for one in snapshot.settings if "etcd" in one.name)
    flags = (one.flags.get("etcd-servers", "") for pod in snapshot.pods for one in pod.containers)
    texts = (text for several in chain(told, settings, flags) for text in several.split(","))
    return frozenset(filter(is_address, chain(nodes, hosts, map(_host_in, texts))))


def _host_in(text: str) -> str:
    """Give the host of ``https://10.0.0.1:2379`` or ``10.0.0.1:6443``; an address is one itself."""
    return text if is_address(text) else host_of(text if "://" in text else f"none://{text}")


def zones_of(snapshot: Snapshot) -> list[str]:
    """Give the DNS zones that external-dns is told to keep to (``--domain-filter``)."""
    of_workloads = (one for each in snapshot.workloads for one in each.containers)
    containers = chain(of_workloads, (one for each in snapshot.pods for one in each.containers))
    return sorted({zone for one in containers for zone in one.flags.get("domain-filter", "").split(",") if zone})


def networks_of(values: Mapping[str, Value]) -> list[str]:
    """Give the networks among the values, such as ``10.42.0.0/16``."""
    return [text for text in values if "/" in text and is_address(text)]


def _of_record(record: Struct) -> Iterator[Value]:
    stem = _STEMS.get(type(record).__name__, "")
    if isinstance(record, Node):
        yield Value(record.name, Holds.HOST_NAME, "worker" if is_worker(record) else "control-plane")
        yield from (
            Value(record.labels[key], Holds.PLATFORM, what) for key, what in _LABELS.items() if key in record.labels
        )
    if isinstance(record, Subject) and record.kind != "User":
        yield Value(record.name, Holds.OBJECT, "group")
    if isinstance(record, Setting) and "etcd" in record.name:
        yield Value(record.value, Holds.OUR_ADDRESS)
    if isinstance(record, Setting) and record.name.endswith("container"):
        yield Value(record.value, Holds.OBJECT, "container")
    for name, holds in _fields(type(record)):
        value = getattr(record, name)
        if name in _BUILDS:
            yield from _of_build(value)
            continue
        if name in _KEYED:
            yield from _of_keys(value)
        yield from _of(value, holds, stem if name == "name" else "")


def _of_keys(keys: Iterable[str]) -> Iterator[Value]:
    """Give what keys of labels tell that are of a domain of somebody's own, and roles that somebody made up."""
    for key in keys:
        prefix, slash, name = key.partition("/")
        if slash and (prefix == "node-role.kubernetes.io" or not makers.PROJECTS.fullmatch(prefix)):
            yield Value(prefix, Holds.DOMAIN)
            yield Value(name, Holds.OBJECT)


def _of_build(text: str) -> Iterator[Value]:
    """Give the words in a product's name or version that are not those of its maker."""
    for word in re.split(r"[\s:/+()~_-]+", text):
        if word.lower() not in makers.PRODUCTS:
            yield Value(word, Holds.OBJECT, "build")


def _of(value: Any, holds: Holds, stem: str = "") -> Iterator[Value]:
    if isinstance(value, str):
        yield Value(value, holds, stem)
    elif isinstance(value, Struct):
        yield from _of_record(value)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _of(each, _FLAGS.get(name, holds), _PARAMETERS.get(name, ""))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _of(each, holds)


@cache
def _fields(record: type) -> tuple[tuple[str, Holds], ...]:
    """Give the fields of a record that can hold something, each with the class that its type names."""
    hints = get_type_hints(record, include_extras=True)
    return tuple((name, _class_of(hint)) for name, hint in hints.items() if _holds_text(hint))


def _class_of(hint: Any) -> Holds:
    for part in (hint, *get_args(hint)):
        if isinstance(part, Holds):
            return part
    return next((found for part in get_args(hint) if (found := _class_of(part)) is not Holds.PUBLIC), Holds.PUBLIC)


def _holds_text(hint: Any) -> bool:
    inner = get_args(hint)
    is_record = isinstance(hint, type) and issubclass(hint, Struct)
    return _class_of(hint) is not Holds.PUBLIC or is_record or any(map(_holds_text, inner if get_origin(hint) else ()))


def _of_profile(profile: BaseModel) -> Iterator[Value]:
    if isinstance(profile, Customer) and profile.name == UNNAMED:
        return
    own = SHOWN_TO_A_PROSPECT if isinstance(profile, Customer) and profile.prospect else ()
    for name, field in type(profile).model_fields.items():
        if name in own:
            continue
        holds = next((each for each in field.metadata if isinstance(each, Holds)), None)
        for each in leaves(getattr(profile, name)):
            if isinstance(each, BaseModel):
                yield from _of_profile(each)
            elif holds and isinstance(each, str):
                yield Value(each, holds)
                if holds is Holds.PERSON and " " in each:
                    yield Value(each.split()[-1], holds)  # a surname tells who it is


def _parts(value: Value, ours: frozenset[str]) -> Iterator[Value]:
    """Give the things in a text: a list's members, a URL and its host, an image's registry and name."""
    for text in re.split(r"[,\n]\s*", value.text) if value.holds is not Holds.FREE_TEXT else (value.text,):
        kind = kind_of(text) or value.holds
        if kind in (Holds.ADDRESS, Holds.URL) and (value.holds is Holds.OUR_ADDRESS or _host_in(text) in ours):
            yield from _of_our_url(text)
            continue
        if kind is Holds.PUBLIC or (kind is Holds.DOMAIN and makers.DRIVERS.fullmatch(text.partition("/")[0])):
            continue
        if kind in (Holds.OBJECT, Holds.DOMAIN) and re.search("[/=]", text):
            yield from _of_path(text)
            continue
        yield Value(text, kind, value.stem)
        if kind is Holds.URL:
            yield from _of_url(text)


def _of_url(text: str) -> Iterator[Value]:
    host = host_of(text)
    yield Value(host, Holds.ADDRESS if is_address(host) else Holds.DOMAIN)


def _of_our_url(text: str) -> Iterator[Value]:
    yield Value(text, Holds.OUR_ADDRESS)
    if "://" in text:
        yield Value(host_of(text), Holds.OUR_ADDRESS)


def _of_path(text: str) -> Iterator[Value]:
    """Give the parts of ``registry/project/image:tag``, of ``namespace/name`` or of ``key=value:effect``."""
    if makers.REGISTRIES.match(text):
        return
    for part in re.split(r"[/:@=]", text):
        yield Value(part, Holds.DOMAIN if re.fullmatch(r"([\w-]+\.)+[a-z]{2,}", part) else Holds.OBJECT)


def _tells(value: Value) -> bool:
    """Tell whether a value says anything at all: numbers, standard names and very short ones do not."""
    if value.holds is Holds.PUBLIC or not value.text.strip():
        return False
    if value.holds is Holds.FREE_TEXT and stands_in_scripts(value.text):
        return False
    if value.holds is Holds.DOMAIN and makers.PROJECTS.fullmatch(value.text):
        return False
    if value.holds not in NAMES and value.holds is not Holds.FREE_TEXT:
        return value.text not in _NOBODYS
    return (
        len(value.text) >= SHORTEST
        and not LIKE_A_NUMBER.fullmatch(value.text)
        and not makers.STANDARD.fullmatch(value.text)
    )
