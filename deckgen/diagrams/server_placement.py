"""Where nova puts the servers: the rule that keeps them apart, the zones, and the hosts as far as they show."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.rounded import how_many
from deckgen.scene import Arrow, Box, Group, Role, Scene
from deckgen.sketch import (
    counted,
    is_withheld,
    known,
    listed,
    say,
    some,
    source_of,
    source_of_lines,
    sourced,
    with_source,
)

MOST_HOSTS = 5
"""So many hosts are drawn one by one; more are counted by zone."""

MOST_ZONES = 5
"""So many zones stand side by side; more are one frame with their number."""

LONGEST = 30
"""So many letters of a zone's name stand in a head; the alternative text has all of them."""

CONTROL_PLANE, WORKER = "control plane", "worker"

Row = Mapping[str, Any]
"""A row of the fact ``compute.hosts`` or ``nodes.zone_counts``."""


def draw(facts: Facts) -> Scene | None:
    """Draw the rule and what of the spread shows; None off OpenStack, of one node, and where neither is known."""
    if not known(facts, "openstack.present") or known(facts, "nodes.count") == 1:
        return None
    hosts: list[Row] = known(facts, "compute.hosts", [])
    seen = source_of(facts, "compute.hosts" if hosts else "nodes.zone_counts")
    frames = [sourced(frame, seen) for frame in _by_host(hosts) or _by_zone(hosts, facts)] or _by_role(facts)
    rule = known(facts, "compute.anti_affinity")
    if not frames or not (rule or hosts or known(facts, "nodes.zones")):
        return None
    nova = _nova(facts)
    servers = Group("servers", _head(hosts, facts), tuple(frames), "kubernetes", "row")
    rules = Group("rule", "OPENSTACK", (nova,), "openstack", framed=False)
    root = Group("placement", "", (servers, rules), direction="row")
    arrow = Arrow("nova", "servers", "places", nova.source)
    return Scene("server-placement", root, (arrow,), _alt(facts, hosts))


def _nova(facts: Facts) -> Box:
    """Give nova with its rule, dashed where its rule is not visible; whoever may not see the rule sees nova alone."""
    rule, source = known(facts, "compute.anti_affinity"), source_of(facts, "compute.anti_affinity")
    if is_withheld(facts, "compute.anti_affinity"):
        return Box("nova", "nova", (), "openstack", source_of(facts, "nodes.zones", "nodes.count"), role="server")
    if not rule:
        return Box("nova", "nova", ("its rule is not visible",), "openstack", Source.NOT_VISIBLE, role="server")
    # The rule keeps hosts apart, not zones: what it did does not show by zones alone.
    unseen = not known(facts, "compute.hosts") and not is_withheld(facts, "compute.hosts")
    lines = some([rule, "hosts not visible" if unseen else None])
    return Box("nova", "nova: anti-affinity", lines, "openstack", source, strong=True, role="server")


def _placed(facts: Facts) -> str | None:
    """Count the nodes, and apart those that are seen to be servers, where they are fewer."""
    nodes, servers = known(facts, "nodes.count"), known(facts, "compute.servers.count")
    return f"{servers} of {nodes} nodes" if servers and nodes and servers < nodes else counted(nodes, "node")


def _head(hosts: list[Row], facts: Facts) -> str:
    nodes, zones = _placed(facts), known(facts, "nodes.zones", [])
    number = counted(how_many({row["host"] for row in hosts}, hosts) or None, "host")
    where = f" on {number} of nova" if number else f" in {counted(how_many(zones), 'zone')}" if zones else ""
    place = "compute.hosts" if number else "nodes.zones" if zones else None
    names = "nodes.count", "compute.servers.count" if nodes else None, place
    said = source_of_lines(some([nodes, where]), facts, *names)
    return with_source(f"{nodes or 'nodes'}{where}".upper(), said)


def _by_host(hosts: list[Row]) -> list[Group]:
    """Give a frame for each host, where they are few."""
    numbers = sorted({row["host"] for row in hosts})
    if not 0 < len(numbers) <= MOST_HOSTS:
        return []
    roles = _roles(hosts)
    return [_host(number, [row for row in hosts if row["host"] == number], roles) for number in numbers]


def _roles(rows: list[Row]) -> list[str]:
    """Give the roles that there are, those of the control plane first."""
    return sorted({str(row["role"]) for row in rows}, key=lambda role: (not role.startswith(CONTROL_PLANE), role))


def _host(number: int, rows: list[Row], roles: list[str]) -> Group:
    """Give a host with a place for each role, empty where none of it stands here; its nodes may name several zones."""
    zones = listed(dict.fromkeys(_end(str(row["zone"])) for row in rows if row["zone"]))
    boxes = []
    for role in roles:
        count = sum(row["count"] for row in rows if row["role"] == role)
        lines = ("share this host" if count > 1 else "the only one here",) if role.startswith(CONTROL_PLANE) else ()
        boxes.append(_box(f"host:{number}:{role}", role, count, lines))
    return Group(f"host:{number}", f"host {number}{f' · {zones}' if zones else ''}", tuple(boxes), "neutral")


def _end(zone: str) -> str:
    """Give a zone's name, or the end of a long one, which tells it from the others."""
    return zone if len(zone) <= LONGEST else f"\N{HORIZONTAL ELLIPSIS}{zone[-LONGEST:]}"


def _by_zone(hosts: list[Row], facts: Facts) -> list[Group]:
    """Give a frame for each zone, where every node stands in one of a few, with the hosts counted where they show."""
    rows: list[Row] = hosts or known(facts, "nodes.zone_counts", [])
    zones = sorted({str(row["zone"]) for row in rows})
    placed = sum(row["count"] for row in rows)
    if not zones or len(zones) > MOST_ZONES or "" in zones or placed != known(facts, "nodes.count"):
        return []
    roles = _roles(rows)
    return [
        Group(f"zone:{zone}", f"zone {_end(zone)}", tuple(_in_zone(zone, rows, roles, told=bool(hosts))), "neutral")
        for zone in zones
    ]


def _in_zone(zone: str, rows: list[Row], roles: list[str], *, told: bool) -> Iterator[Box]:
    """Give a place for each role, empty where none of it stands in this zone."""
    for role in roles:
        own = [row for row in rows if row["zone"] == zone and row["role"] == role]
        lines = (_spread(own),) if told and own else ()
        yield _box(f"zone:{zone}:{role}", role, sum(row["count"] for row in own), lines)


def _spread(rows: list[Row]) -> str:
    """Say on how many hosts these nodes stand, and how many at most on one."""
    most = max(row["count"] for row in rows)
    return f"on {counted(len(rows), 'host')}" + (f", at most {most} on one" if most > 1 and len(rows) > 1 else "")


def _by_role(facts: Facts) -> list[Group]:
    """Give all nodes in one frame, by role."""
    rows = ((CONTROL_PLANE, "nodes.control_plane.count"), (WORKER, "nodes.workers.count"))
    among = known(facts, "nodes.control_plane.among_nodes", default=True)
    boxes = [
        _counted(role, name, number, facts)
        for role, name in rows
        if (number := known(facts, name)) and (role == WORKER or among)
    ]
    return [Group("nodes", "", tuple(boxes), "kubernetes", "row", framed=False)] if boxes else []


def _counted(role: str, name: str, number: int, facts: Facts) -> Box:
    """Give all nodes of a role, and in how many zones they are, where each of them is in one."""
    rows = [row for row in known(facts, "nodes.zone_counts", []) if str(row["role"]).startswith(role)]
    placed = sum(row["count"] for row in rows) == number
    zones = counted(len({row["zone"] for row in rows}), "zone") if placed else None
    source = source_of(facts, name, "nodes.zone_counts" if zones else None)
    return _box(name, role, number, some([zones and f"in {zones}"]), source)


def _box(key: str, role: str, number: int, lines: tuple[str, ...], source: Source = Source.OBSERVED) -> Box:
    label = "" if not number else role if number == 1 else f"{role} x\N{NO-BREAK SPACE}{number}"
    icon: Role = "control-plane" if role.startswith(CONTROL_PLANE) else "etcd" if role == "etcd" else "node"
    return Box(key, label, lines, source=source, role=icon)


def _shared(hosts: list[Row]) -> list[int]:
    """Give the hosts that more than one node of the control plane stands on."""
    counts = Counter[int]()
    for row in hosts:
        counts[row["host"]] += row["count"] if str(row["role"]).startswith(CONTROL_PLANE) else 0
    return sorted(host for host, number in counts.items() if number > 1)


def _alt(facts: Facts, hosts: list[Row]) -> str:
    rule, source = known(facts, "compute.anti_affinity"), source_of(facts, "compute.anti_affinity")
    nodes, zones = _placed(facts), known(facts, "nodes.zones", [])
    number, shared = how_many({row["host"] for row in hosts}, hosts), [f"host {one}" for one in _shared(hosts)]
    where = f" in {counted(how_many(zones), 'zone')}: {listed(zones, MOST_ZONES)}" if zones else ""
    return say(
        f"nova places {nodes or 'the nodes'}{where}.",
        f"They stand on {counted(number, 'host')}." if number else _unseen(facts, "compute.hosts", "Their hosts are"),
        f"More than one node of the control plane stands on {listed(shared)}." if shared else None,
        f"Anti-affinity: {with_source(rule, source)}."
        if rule
        else _unseen(facts, "compute.anti_affinity", "Whether a rule keeps them apart is"),
        _kinds(facts),
    )


def _unseen(facts: Facts, name: str, what: str) -> str | None:
    return None if is_withheld(facts, name) else f"{what} not visible."


def _kinds(facts: Facts) -> str | None:
    masters, workers = known(facts, "nodes.control_plane.count"), known(facts, "nodes.workers.count")
    among = known(facts, "nodes.control_plane.among_nodes", default=True)
    return f"Control plane: {masters}; workers: {workers}." if masters and workers and among else None
