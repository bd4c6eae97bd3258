"""The one-page map: control plane, nodes and add-ons of this cluster, and the OpenStack services they rest on."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from msgspec import Struct

from deckgen.diagrams.block_storage import CINDER_DRIVERS
from deckgen.fact import UNSURE, Facts, Source
from deckgen.overlay import ROUTED, is_alone, overlay_name, plug_in
from deckgen.rounded import how_many
from deckgen.scene import Arrow, Box, Group, Role, Scene
from deckgen.sketch import (
    ALT_LIMIT,
    counted,
    described,
    known,
    least_sure,
    listed,
    say,
    some,
    source_of,
    surest,
    with_source,
)
from deckgen.wording import size, words

ON_OPENSTACK = "openstack.present"
INTEGRATIONS = "openstack.integrations"

CONTROL_PLANE, NODES, ADD_ONS = "control plane", "nodes", "add-ons"
"""The parts of the cluster that ask for something, from left to right."""

MOST_NAMED = 4
"""So many services of which there is no sign are named; more are counted."""


MOST_USES = 2
"""So many uses of swift have a line each; of more, the first and their number."""


class Asked(NamedTuple):
    """Who in the cluster asks a service, and for what.

    Attributes:
        label: who asks.
        role: what that is.
        word: what goes over the line, with its number.
        lines: this cluster's numbers.
        below: what more is known of the service.
        uses: the facts that who asks and its numbers lean on.
        told_by: the facts that ``below`` leans on, where it does not say itself how surely it is known.
        source: how surely it is that one, where no fact tells.
    """

    label: str
    role: Role
    word: str
    lines: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    source: Source | None = None


class Concern(Struct, frozen=True):
    """A service of OpenStack and the part of the cluster that asks it.

    Attributes:
        service: its name.
        gives: what it is for.
        part: the part of the cluster that asks.
        role: what the service is.
        present: the fact that says whether the cluster uses it, beside the list of integrations.
        asked: who asks it in this cluster, and for what.
    """

    service: str
    gives: str
    part: str
    role: Role
    present: str
    asked: Callable[[Facts], Asked]


class Line(Struct, frozen=True):
    """One service in use: who asks, the service, and the arrow between them."""

    part: str
    upper: Box
    lower: Box
    arrow: Arrow


def draw(facts: Facts) -> Scene | None:
    """Draw each service in use below the part that asks it; None where no OpenStack, or no use of it, shows."""
    if known(facts, ON_OPENSTACK) is False:
        return None
    lines = sorted(_lines(facts), key=lambda line: PARTS.index(line.part))
    if not lines:
        return None
    unused = _unused(facts)
    above, below = [], []
    for part, several in groupby(lines, key=lambda line: line.part):
        own = list(several)
        above.append(_panel(f"above: {part}", _head(part, facts), [line.upper for line in own]))
        below.append(_panel(f"below the {part}", "", [line.lower for line in own]))
    if unused:
        above.append(Group("unused:above", "", (Box("unused:place", ""),), framed=False))
        below.append(Group("unused:below", "", (unused,), framed=False))
    version = known(facts, "server.version")
    head = with_source(f"KUBERNETES {version}", source_of(facts, "server.version")) if version else "KUBERNETES"
    upper = Group("kubernetes", head, tuple(above), "kubernetes", "row", framed=False, head="above")
    lower = Group("openstack", "OPENSTACK", tuple(below), "openstack", "row", framed=False, head="below")
    root = Group("map", "", (upper, lower))
    return Scene("openstack-integrations", root, tuple(line.arrow for line in lines), _alt(lines, unused, facts))


def _panel(key: str, head: str, boxes: list[Box]) -> Group:
    return Group(key, head, tuple(boxes), boxes[0].world, "row")


def _head(part: str, facts: Facts) -> str:
    """Give a part's name: the control plane's with its number, as surely as that is known, the nodes' with zones."""
    zones = known(facts, "nodes.zones", []) if part == NODES else []
    if len(zones) > 1:
        return with_source(f"{part.capitalize()} · {how_many(zones)} zones", source_of(facts, "nodes.zones"))
    number = known(facts, "nodes.control_plane.count") if part == CONTROL_PLANE else None
    if not number:
        return part.capitalize()
    source = source_of(facts, "nodes.control_plane.count")
    live = known(facts, "nodes.control_plane.among_nodes") is False and source is Source.OBSERVED
    return with_source(f"{part.capitalize()} · {counted(number, 'API server' if live else 'node')}", source)


def _lines(facts: Facts) -> Iterator[Line]:
    for concern in (*CONCERNS, *_others(facts)):
        source = _source(concern, facts)
        if source is not Source.NOT_VISIBLE:
            yield _line(concern, source, facts)


def _line(concern: Concern, source: Source, facts: Facts) -> Line:
    asked = concern.asked(facts)
    seen = source_of(facts, *asked.uses)
    top = f"{concern.service}-user"
    upper = Box(
        top,
        asked.label,
        asked.lines,
        "kubernetes",
        asked.source or (source if seen is Source.NOT_VISIBLE else seen),
        strong=concern.service == "nova",
        role=asked.role,
    )
    lines = some([concern.gives, *asked.below])
    told = source_of(facts, *asked.told_by) if asked.told_by else source
    surely = least_sure((source, told))
    lower = Box(concern.service, concern.service, lines, "openstack", surely, role=concern.role)
    return Line(concern.part, upper, lower, Arrow(top, concern.service, asked.word, source))


def _source(concern: Concern, facts: Facts) -> Source:
    """Say how surely the cluster uses the service: by its own fact, or by the list of integrations.

    That the cluster runs on OpenStack tells of no service by itself where there is that list.
    """
    told = concern.present != ON_OPENSTACK or known(facts, INTEGRATIONS) is None
    sources = [source_of(facts, concern.present)] if told and known(facts, concern.present) else []
    if any(row["present"] and _is_row(row, concern.service) for row in known(facts, INTEGRATIONS, [])):
        sources.append(source_of(facts, INTEGRATIONS))
    return surest(sources)


def _is_row(row: Mapping[str, Any], service: str) -> bool:
    return str(row["service"]).lower().startswith(service.lower())


def _others(facts: Facts) -> Iterator[Concern]:
    """Give the services on the list of integrations that no concern here speaks of."""
    for row in known(facts, INTEGRATIONS, []):
        if row["present"] and not any(_is_row(row, concern.service) for concern in CONCERNS):
            used_for = str(row["used_for"]) or "also in use"
            asked = Asked(used_for[:1].upper() + used_for[1:], "plug-in", "")
            yield Concern(str(row["service"]), "", ADD_ONS, "", INTEGRATIONS, _always(asked))


def _always(asked: Asked) -> Callable[[Facts], Asked]:
    return lambda _: asked


def _unused(facts: Facts) -> Box | None:
    """Give the services of which no sign was found, together and faint; None where there is none of them."""
    concerns = {concern.service: concern for concern in CONCERNS}
    names = [
        str(row["service"])
        for row in known(facts, INTEGRATIONS, [])
        if not row["present"]
        and (row["service"] not in concerns or _source(concerns[row["service"]], facts) is Source.NOT_VISIBLE)
    ]
    if not names:
        return None
    lines = (*names[:MOST_NAMED], *([f"and {len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []))
    return Box("unused", "no sign of", lines, "neutral", Source.NOT_VISIBLE)


def _keystone(facts: Facts) -> Asked:
    bindings = counted(known(facts, "rbac.bindings.count") or None, "role binding")
    return Asked("API server", "api", "tokens", some([bindings]), uses=("rbac.bindings.count",))


def _octavia(facts: Facts) -> Asked:
    own, every = known(facts, "loadbalancers.octavia.count"), known(facts, "loadbalancers.count")
    word = f"{own} of {every} load balancers" if own is not None and every is not None and own < every else None
    word = word or counted(every if own is None else own, "load balancer") or "load balancers"
    # Of those that others make too, nobody knows whose wait.
    pending = known(facts, "loadbalancers.pending.count") if own is not None and own == every else None
    below = some([counted(pending or None, "waits for an address", "wait for an address")])
    told_by = tuple(f"loadbalancers.{of}count" for of in ("pending.", "octavia.", "")) if below else ()
    if not known(facts, "openstack.cloud_controller.present"):
        # It is the one that asks octavia (cloud-provider-openstack), and on some clusters runs outside of them.
        lines = ("out of sight",)
        return Asked("cloud controller", "controller", word, lines, below, told_by=told_by, source=Source.NOT_VISIBLE)
    version = known(facts, "openstack.cloud_controller.version")
    uses = ("openstack.cloud_controller.present", "openstack.cloud_controller.version")
    return Asked("cloud controller", "controller", word, some([version]), below, uses, told_by)


def _barbican(_: Facts) -> Asked:
    return Asked("encryption", "api", "keys")


def _nova(facts: Facts) -> Asked:
    masters, workers = known(facts, "nodes.control_plane.count"), known(facts, "nodes.workers.count")
    number = known(facts, "nodes.count")
    among = masters and number is not None and masters + (workers or 0) <= number
    lines = some([f"{masters} control plane" if among else None, counted(workers or None, "worker")])
    rows = known(facts, "nodes.flavors", [])
    below = some([counted(how_many({row["flavor"] for row in rows}, rows) or None, "flavor")])
    told_by = ("nodes.flavors",) if below else ()
    servers = known(facts, "compute.servers.count")
    if servers and servers < (number or 0):
        uses: tuple[str, ...] = ("nodes.count", "compute.servers.count")
        return Asked(f"{servers} of {number} nodes", "node", "servers", (), below, uses, told_by)
    word = "server" if number == 1 else "servers"
    uses = ("nodes.count", *(["nodes.control_plane.count"] if among else []), "nodes.workers.count")
    return Asked(counted(number, "node") or "nodes", "node", word, lines, below, uses, told_by)


def _neutron(facts: Facts) -> Asked:
    if is_alone(facts):
        named = some([plug_in(facts)])
        uses: tuple[str, ...] = ("network.cni", "network.cni.version", "nodes.count")
        return Asked("pod network", "packet", "packets", named, uses=uses)
    overlay, kind = known(facts, "network.overlay"), overlay_name(facts)
    between = " between subnets" if known(facts, "network.overlay.across_subnets") else ""
    said = {ROUTED: "without an overlay", UNSURE: "overlay unsure"}.get(overlay, kind and f"{kind}{between}")
    word = f"{kind} packets" if kind and not between else "packets"
    uses = ("network.cni", "network.cni.version", "network.overlay")
    return Asked("pod network", "packet", word, some([plug_in(facts), said]), uses=uses)


def _designate(facts: Facts) -> Asked:
    version, zones = known(facts, "dns.external_dns.version"), known(facts, "dns.zones")
    below = some([zones and counted(how_many(zones), "zone")])
    told_by = ("dns.zones",) if below else ()
    if not version:
        return Asked("host names", "dns", "names", (), below, ("dns.designate.present",), told_by)
    return Asked("external-dns", "controller", "names", (version,), below, ("dns.external_dns.version",), told_by)


def _cinder(facts: Facts) -> Asked:
    classes = known(facts, "storage.classes", [])
    rows = [row for row in classes if row["driver"] in CINDER_DRIVERS]
    count = known(facts, "storage.cinder.volumes.count")
    only = count is not None and count == known(facts, "storage.volumes.count")
    held = known(facts, "storage.volumes.capacity") if only else None
    by_csi = CINDER_DRIVERS[0] in known(facts, "storage.csi_drivers", [])
    lines = some([counted(how_many(rows, classes) or None, "class", "classes"), held and size(held, "GiB")])
    behind = known(facts, "storage.cinder.backend")
    below = some([behind and with_source(f"on {behind}", source_of(facts, "storage.cinder.backend"))])
    label = "cinder CSI driver" if by_csi else "volumes"
    word = counted(count or None, "volume") or "volumes"
    shown = {"classes": rows, "csi_drivers": by_csi, "volumes.capacity": held, "volumes.count": held}
    uses = ("storage.cinder.present", *(f"storage.{name}" for name, there in shown.items() if there))
    return Asked(label, "plug-in" if by_csi else "claim", word, lines, below, uses)


def _manila(_: Facts) -> Asked:
    return Asked("manila CSI driver", "plug-in", "shares", uses=("storage.manila.present",))


def _swift(facts: Facts) -> Asked:
    uses = known(facts, "objectstorage.swift.uses", [])
    said = " ".join(uses).lower()
    registry = any(word in said for word in ("registry", "harbor", "image"))
    backups = any(word in said for word in ("backup", "snapshot", "velero", "etcd"))
    role: Role = "registry" if registry else "backup" if backups else "object-storage"
    label = " & ".join(name for name, used in (("registry", registry), ("backups", backups)) if used) or "objects"
    word = ", ".join(name for name, used in (("images", registry), ("backups", backups)) if used) or "objects"
    lines = uses if len(uses) <= MOST_USES else [uses[0], f"and {len(uses) - 1} more"]
    return Asked(label, role, word, tuple(lines), uses=("objectstorage.swift.uses",))


def _alt(lines: list[Line], unused: Box | None, facts: Facts) -> str:
    """Tell every line with this cluster's numbers; where that is too long, without them."""
    version = known(facts, "server.version")
    head = f"Kubernetes{f' {version}' if version else ''} rests on {words(len(lines), 'service')} of OpenStack."
    missing = f"There is no sign of {listed(unused.lines, MOST_NAMED + 1)}." if unused else ""
    long, short = ([head, *(_told(line, numbers=numbers) for line in lines), missing] for numbers in (True, False))
    return say(*(long if len(" ".join(long)) <= ALT_LIMIT else short))


def _told(line: Line, *, numbers: bool) -> str:
    service = with_source(line.lower.label.capitalize(), line.arrow.source)
    asks = described(line.upper) if numbers else line.upper.label
    return f"{service}: {f'{line.arrow.label} for ' if line.arrow.label else ''}{asks}."


PARTS = (CONTROL_PLANE, NODES, ADD_ONS)
CONCERNS = (
    Concern("keystone", "identity", CONTROL_PLANE, "identity", "identity.keystone.present", _keystone),
    Concern("octavia", "load balancing", CONTROL_PLANE, "load-balancer", "", _octavia),
    Concern("barbican", "secrets", CONTROL_PLANE, "certificate", "", _barbican),
    Concern("nova", "compute", NODES, "server", ON_OPENSTACK, _nova),
    Concern("neutron", "networks", NODES, "network", ON_OPENSTACK, _neutron),
    Concern("designate", "DNS", ADD_ONS, "dns", "dns.designate.present", _designate),
    Concern("cinder", "block storage", ADD_ONS, "volume", "storage.cinder.present", _cinder),
    Concern("manila", "shared files", ADD_ONS, "volume", "storage.manila.present", _manila),
    Concern("swift", "object storage", ADD_ONS, "object-storage", "objectstorage.swift.present", _swift),
)
