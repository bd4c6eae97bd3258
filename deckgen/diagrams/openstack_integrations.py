"""What in Kubernetes rests on which OpenStack service, with this cluster's numbers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import counted, known, listed, say, some, source_of, surest, with_source
from deckgen.wording import size

ON_OPENSTACK = "openstack.present"

Lines = Callable[[Facts], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Concern:
    """A part of Kubernetes and the OpenStack service that it asks.

    Attributes:
        service: the service's name.
        gives: what the service is for.
        word: what goes over the line.
        label: the part of Kubernetes.
        lines: this cluster's numbers of it.
        present: the fact that says whether the cluster uses the service, beside ``openstack.integrations``.
        uses: the facts that ``lines`` leans on.
    """

    service: str
    gives: str
    word: str
    label: str
    lines: Lines
    present: str
    uses: tuple[str, ...]


def draw(facts: Facts) -> Scene | None:
    """Draw each service that the cluster uses below the part that asks for it; None without any OpenStack."""
    if known(facts, ON_OPENSTACK) is False:
        return None
    pairs = list(_pairs(facts))
    if not pairs:
        return None
    above = Group("kubernetes", "KUBERNETES", tuple(top for top, _, _ in pairs), "kubernetes", "row", head="above")
    below = Group("openstack", "OPENSTACK", tuple(low for _, low, _ in pairs), "openstack", "row", head="below")
    arrows = tuple(arrow for _, _, arrow in pairs)
    return Scene("openstack-integrations", Group("map", "", (above, below)), arrows, _alt(pairs))


def _pairs(facts: Facts) -> Iterator[tuple[Box, Box, Arrow]]:
    for concern in (*CONCERNS, *_others(facts)):
        source = _source(concern, facts)
        if source is not Source.NOT_VISIBLE:
            yield _pair(concern, source, facts)


def _pair(concern: Concern, source: Source, facts: Facts) -> tuple[Box, Box, Arrow]:
    top = f"{concern.service}-user"
    lines = concern.lines(facts)
    seen = source_of(facts, *concern.uses) if lines else Source.OBSERVED
    label = _objects_label(lines) if concern.service == "swift" else concern.label
    upper = Box(top, label, lines, "kubernetes", seen)
    lower = Box(concern.service, *_served(concern, facts), "openstack", source)
    return upper, lower, Arrow(top, concern.service, concern.word, source)


def _source(concern: Concern, facts: Facts) -> Source:
    """Say how surely the cluster uses the service: by its own fact, or by the list of integrations.

    That the cluster runs on OpenStack tells of no service by itself where there is that list.
    """
    told = concern.present != ON_OPENSTACK or known(facts, "openstack.integrations") is None
    sources = [source_of(facts, concern.present)] if told and known(facts, concern.present) else []
    if any(_is_row(row, concern.service) for row in _rows(facts)):
        sources.append(source_of(facts, "openstack.integrations"))
    return surest(sources)


def _rows(facts: Facts) -> list[Mapping[str, Any]]:
    return [row for row in known(facts, "openstack.integrations", []) if row["present"]]


def _is_row(row: Mapping[str, Any], service: str) -> bool:
    return str(row["service"]).lower().startswith(service.lower())


def _others(facts: Facts) -> Iterator[Concern]:
    """Give the services on the list of integrations that no concern here speaks of."""
    for row in _rows(facts):
        if not any(_is_row(row, concern.service) for concern in CONCERNS):
            used_for = str(row["used_for"]) or "also in use"
            label = used_for[:1].upper() + used_for[1:]
            yield Concern(str(row["service"]), "", "", label, lambda _: (), "openstack.integrations", ())


def _served(concern: Concern, facts: Facts) -> tuple[str, tuple[str, ...]]:
    """Give a service's name and what it gives; what cinder rests on is said only as surely as it is known."""
    if concern.service != "cinder":
        return concern.service, some([concern.gives])
    if known(facts, "storage.ceph.present"):
        return "cinder + Ceph", (concern.gives,)
    behind = known(facts, "storage.cinder.backend")
    source = source_of(facts, "storage.cinder.backend")
    return "cinder", some([concern.gives, behind and with_source(f"on {behind}", source)])


def _objects_label(uses: tuple[str, ...]) -> str:
    said = " ".join(uses).lower()
    registry = any(word in said for word in ("registry", "harbor", "image"))
    backups = any(word in said for word in ("backup", "snapshot", "velero", "etcd"))
    names = [name for name, used in (("Registry", registry), ("backups", backups)) if used]
    return " & ".join(names).capitalize() if names else "Objects"


def _roles(facts: Facts) -> tuple[str, ...]:
    return some([counted(known(facts, "rbac.bindings.count"), "binding")])


def _services(facts: Facts) -> tuple[str, ...]:
    count, own = known(facts, "loadbalancers.count"), known(facts, "loadbalancers.octavia.count")
    if own is not None and count is not None and own < count:
        return (f"{own} of {count} load balancers",)
    return some([counted(count, "load balancer")])


def _names(facts: Facts) -> tuple[str, ...]:
    version, zones = known(facts, "dns.external_dns.version"), known(facts, "dns.zones")
    return some([version and f"external-dns {version}", zones and counted(len(zones), "zone")])


def _nodes(facts: Facts) -> tuple[str, ...]:
    flavors = {row["flavor"] for row in known(facts, "nodes.flavors", [])}
    return some([counted(known(facts, "nodes.count"), "node"), counted(len(flavors) or None, "flavor")])


def _network(facts: Facts) -> tuple[str, ...]:
    overlay = known(facts, "network.overlay")
    return some([known(facts, "network.cni"), OVERLAYS.get(overlay, overlay)])


def _volumes(facts: Facts) -> tuple[str, ...]:
    capacity = known(facts, "storage.volumes.capacity")
    held = None if capacity is None else size(capacity, "GiB")
    return some([counted(known(facts, "storage.volumes.count"), "volume"), held])


def _objects(facts: Facts) -> tuple[str, ...]:
    return some([listed(known(facts, "objectstorage.swift.uses", []), 3)])


def _alt(pairs: list[tuple[Box, Box, Arrow]]) -> str:
    head = f"{counted(len(pairs), 'part')} of the cluster and the OpenStack services behind them."
    return say(head, *(_told(upper, lower) for upper, lower, _ in pairs))


def _told(upper: Box, lower: Box) -> str:
    numbers = f" ({', '.join(upper.lines)})" if upper.lines else ""
    return f"{upper.label}{numbers}: {with_source(lower.label, lower.source)}."


OVERLAYS = {"vxlan": "VXLAN", "ipip": "IP-in-IP", "geneve": "Geneve", "none": "no overlay", "unsure": "overlay unsure"}

CONCERNS = (
    Concern(
        "keystone",
        "identity",
        "tokens",
        "Users & roles",
        _roles,
        "identity.keystone.present",
        ("rbac.bindings.count",),
    ),
    Concern("octavia", "load balancing", "listeners", "Services", _services, "", ("loadbalancers.count",)),
    Concern(
        "designate",
        "DNS",
        "records",
        "Names",
        _names,
        "dns.designate.present",
        ("dns.external_dns.version", "dns.zones"),
    ),
    Concern("nova", "compute", "servers", "Nodes", _nodes, ON_OPENSTACK, ("nodes.count", "nodes.flavors")),
    Concern(
        "neutron",
        "networks",
        "ports",
        "Pod network",
        _network,
        ON_OPENSTACK,
        ("network.cni", "network.overlay"),
    ),
    Concern(
        "cinder",
        "block storage",
        "volumes",
        "Volumes",
        _volumes,
        "storage.cinder.present",
        ("storage.volumes.count", "storage.volumes.capacity"),
    ),
    Concern("manila", "shared files", "shares", "Shared volumes", lambda _: (), "storage.manila.present", ()),
    Concern(
        "swift",
        "object storage",
        "objects",
        "Objects",
        _objects,
        "objectstorage.swift.present",
        ("objectstorage.swift.uses",),
    ),
)
