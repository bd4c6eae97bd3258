"""The nodes of this cluster: etcd, control plane and workers, zone by zone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from msgspec.structs import replace

from deckgen.fact import Facts, Source
from deckgen.rounded import About, how_many
from deckgen.scene import Box, Group, Role, Scene
from deckgen.sketch import counted, known, listed, say, some, source_of, sourced, with_source

MOST_ZONES = 5
"""So many zones stand side by side; with more, or without any, the nodes stand together by role."""

APART = "\N{NO-BREAK SPACE}· "
"""Stands between the parts of a head, and never at the beginning of its second line."""

MOST_EACH = 3
"""So many nodes of one role in a zone are drawn one by one; more are drawn as one box with their number."""

MOST_TOGETHER = 8
"""The same for all nodes of a role where they do not stand by zone."""

A_ROW = 4
"""So many boxes stand side by side where nodes do not stand by zone."""

MOST_NAMED = 2
"""So many pools or flavors are named in one box; more are counted."""

CONTROL_PLANE, WORKER, ETCD = "control plane", "worker", "etcd"
TOPICS = ((CONTROL_PLANE, "nodes.control_plane"), (WORKER, "nodes.workers"))
NO_ZONE = "without a zone"
STACKED = "on the control-plane nodes"
"""The words of ``etcd.location`` for members that share the nodes of the control plane."""

ICONS: Mapping[str, Role] = {CONTROL_PLANE: "control-plane", ETCD: "etcd"}

Node = Mapping[str, Any]
"""A row of the fact ``nodes.list``."""


def draw(facts: Facts) -> Scene | None:
    """Draw the nodes by zone where they can be told apart, else their numbers; None where no number is visible."""
    # One by one they could be counted, where their number is told as about so many.
    told = [] if isinstance(known(facts, "nodes.count"), About) else known(facts, "nodes.list", [])
    nodes: Sequence[Node] = [_with_etcd(row, facts) for row in told]
    zones = sorted({str(node["zone"]) for node in nodes}, key=lambda zone: (not zone, zone))
    by_zone = None if nodes else _zones_counted(facts)
    by_name = sourced(_arranged(nodes, zones), source_of(facts, "nodes.list")) if nodes else None
    below = by_name or by_zone or _counts(facts)
    if below is None:
        return None
    rows = [_with_etcd(row, facts) for row in known(facts, "nodes.zone_counts")] if by_zone else nodes
    roles = {str(row["role"]) for row in rows}
    above = [*_etcd(facts, roles), *_control_plane_elsewhere(facts, roles)]
    return Scene("cluster-layout", Group("layout", "", (*above, below)), (), _alt(facts))


def _with_etcd(row: Node, facts: Facts) -> Node:
    """Give a row of nodes with etcd in its role where it was seen that each control-plane node has a member."""
    role, members = str(row["role"]), known(facts, "etcd.members.count")
    stacked = known(facts, "etcd.location") == STACKED and members == known(facts, "nodes.control_plane.count")
    told = source_of(facts, "etcd.location", "etcd.members.count", "nodes.control_plane.count")
    seen = told is Source.OBSERVED
    if not (stacked and seen and role.startswith(CONTROL_PLANE)) or ETCD in role:
        return row
    rest = role.removeprefix(CONTROL_PLANE)
    return {**row, "role": f"{CONTROL_PLANE}, {ETCD}{rest}" if rest else f"{CONTROL_PLANE} and {ETCD}"}


def _icon(role: str) -> Role:
    return next((icon for word, icon in ICONS.items() if role.startswith(word)), "node")


def _arranged(nodes: Sequence[Node], zones: Sequence[str]) -> Group:
    return _by_zone(nodes, zones) if 1 < len(zones) <= MOST_ZONES else _together(nodes, zones)


def _by_zone(nodes: Sequence[Node], zones: Sequence[str]) -> Group:
    """Give the zones side by side, each role at the same height in all of them."""
    roles = _roles(str(node["role"]) for node in nodes)
    depth = {role: max(len(_here(nodes, zone, role)) for zone in zones) for role in roles}
    frames = []
    for zone in zones:
        boxes = [box for role in roles for box in _boxes(_here(nodes, zone, role), role, zone, depth[role])]
        frames.append(Group(f"zone:{zone}", f"zone {zone}" if zone else NO_ZONE, tuple(boxes)))
    return Group("zones", "", tuple(frames), direction="row", framed=False)


def _roles(of_nodes: Iterable[str]) -> list[str]:
    """Give the roles that there are, each once, in the order in which they are drawn."""
    order = [ETCD, CONTROL_PLANE, f"{CONTROL_PLANE} and {ETCD}", WORKER]
    present = set(of_nodes)
    return [*(role for role in order if role in present), *sorted(present.difference(order))]


def _here(nodes: Sequence[Node], zone: str, role: str) -> list[Node]:
    return [node for node in nodes if node["zone"] == zone and node["role"] == role]


def _boxes(nodes: Sequence[Node], role: str, zone: str, depth: int) -> Iterator[Box]:
    """Give the boxes of one role in one zone: as many in each zone, empty places where there are fewer nodes."""
    single = depth <= MOST_EACH
    places = depth if single else 1
    drawn = [_single(node) for node in nodes] if single else [_several(nodes, f"{zone}:{role}")] if nodes else []
    yield from drawn
    yield from (Box(f"{zone}:{role}:{number}", "") for number in range(len(drawn), places))


def _single(node: Node) -> Box:
    role, strong = str(node["role"]), str(node["role"]).startswith(CONTROL_PLANE)
    state = None if node["ready"] else "not ready"
    lines = some([str(node["name"]), str(node["flavor"]), state])
    return Box(f"node:{node['name']}", role, lines, strong=strong, role=_icon(role))


def _named_alone(node: Node) -> Box:
    """Give a node by its name, where the frame's head says its role."""
    box = _single(node)
    _, *lines = box.lines
    return replace(box, label=box.lines[0], lines=tuple(lines))


def _several(nodes: Sequence[Node], key: str) -> Box:
    role = str(nodes[0]["role"])
    kinds = [line for key in ("pool", "flavor") for line in _named(nodes, key)]
    waiting = sum(not node["ready"] for node in nodes)
    away = f"{waiting} not ready" if waiting else None
    lines = some([*kinds, away], 2 * MOST_NAMED + 1)
    label = role if len(nodes) == 1 else f"{role} x\N{NO-BREAK SPACE}{len(nodes)}"
    return Box(f"nodes:{key}", label, lines, strong=role.startswith(CONTROL_PLANE), role=_icon(role))


def _named(nodes: Sequence[Node], key: str) -> list[str]:
    """Give how many nodes are of which pool or flavor, the most frequent first; of many only their number."""
    counts = Counter(str(node.get(key) or "") for node in nodes)
    named = [f"{times} x {name}" if len(counts) > 1 else name for name, times in counts.most_common() if name]
    return named if len(named) <= MOST_NAMED else [f"{len(named)} {key}s"]


def _together(nodes: Sequence[Node], zones: Sequence[str]) -> Group:
    """Give the nodes role by role, in one zone, in none that is known, or in many."""
    named = [zone for zone in zones if zone]
    place = f"zone {named[0]}" if len(zones) == 1 and named else f"in {len(named)} zones" if named else ""
    frames = []
    for role in _roles(str(node["role"]) for node in nodes):
        own = [node for node in nodes if node["role"] == role]
        boxes = [_named_alone(node) for node in own] if len(own) <= MOST_TOGETHER else _by_kind(own)
        rows = [tuple(boxes[start : start + A_ROW]) for start in range(0, len(boxes), A_ROW)]
        stacked = (Group(f"{role}:{number}", "", row, direction="row", framed=False) for number, row in enumerate(rows))
        head = APART.join(part for part in (role, counted(len(own), "node"), place) if part)
        frames.append(Group(f"role:{role}", head, tuple(stacked)))
    return Group("roles", "", tuple(frames), framed=False)


def _by_kind(nodes: Sequence[Node]) -> list[Box]:
    """Give a box for each pool, or flavor where no pool shows, the largest first; of many the rest together."""
    key = "pool" if any(node.get("pool") for node in nodes) else "flavor"
    kinds = [kind for kind, _ in Counter(str(node.get(key) or "") for node in nodes).most_common()]
    apart, rest = (kinds, []) if len(kinds) <= A_ROW else (kinds[: A_ROW - 1], kinds[A_ROW - 1 :])
    groups = [[node for node in nodes if str(node.get(key) or "") == kind] for kind in apart]
    groups += [[node for node in nodes if str(node.get(key) or "") in rest]] if rest else []
    return [_several(group, f"{group[0]['role']}:{number}") for number, group in enumerate(groups)]


def _zones_counted(facts: Facts) -> Group | None:
    """Give the numbers of nodes by zone, where what each is called may not be shown; None where some have no zone."""
    rows = [_with_etcd(row, facts) for row in known(facts, "nodes.zone_counts", [])]
    counts = {(str(row["zone"]), str(row["role"])): row["count"] for row in rows}
    zones = sorted({zone for zone, _ in counts})
    if not 1 < len(zones) <= MOST_ZONES or sum(counts.values()) != known(facts, "nodes.count"):
        return None
    roles = _roles(role for _, role in counts)
    frames = (
        Group(
            f"zone:{zone}",
            f"zone {zone}",
            tuple(_many(f"{zone}:{role}", role, counts.get((zone, role), 0)) for role in roles),
        )
        for zone in zones
    )
    zones_by_side = Group("zones", "", tuple(frames), direction="row", framed=False)
    return sourced(zones_by_side, source_of(facts, "nodes.zone_counts"))


def _many(key: str, role: str, number: int) -> Box:
    """Give a role with its number; where there is none an empty place."""
    label = "" if not number else role if number == 1 else f"{role} x\N{NO-BREAK SPACE}{number}"
    return Box(f"nodes:{key}", label, strong=role.startswith(CONTROL_PLANE), role=_icon(role))


def _counts(facts: Facts) -> Group | None:
    """Give the numbers of nodes alone, where what each of them is called may not be shown or could not be read."""
    boxes = [box for role, topic in TOPICS for box in _count(facts, role, topic)]
    if not boxes and known(facts, "nodes.count"):
        label = f"node x\N{NO-BREAK SPACE}{known(facts, 'nodes.count')}"
        source = source_of(facts, "nodes.count")
        boxes.append(Box("nodes", label, ("roles not visible",), source=source, role="node"))
    if not boxes:
        return None
    zones = known(facts, "nodes.zones", [])
    head = (
        with_source(f"nodes in {how_many(zones)} zones", source_of(facts, "nodes.zones")) if len(zones) > 1 else "nodes"
    )
    return Group("nodes-by-role", head, tuple(boxes), direction="row")


def _count(facts: Facts, role: str, topic: str) -> Iterator[Box]:
    number = known(facts, f"{topic}.count")
    if number:
        label = role if number == 1 else f"{role} x\N{NO-BREAK SPACE}{number}"
        flavors = listed(known(facts, f"{topic}.flavors", []))
        source, strong = source_of(facts, f"{topic}.count"), role == CONTROL_PLANE
        yield Box(topic, label, some([flavors]), source=source, strong=strong, role=_icon(role))


def _etcd(facts: Facts, roles: AbstractSet[str]) -> Iterator[Box]:
    """Give etcd as a thing of its own, unless it is among the nodes drawn below."""
    members = known(facts, "etcd.members.count")
    if members and not any(ETCD in role for role in roles):
        source = source_of(facts, "etcd.members.count", "etcd.location")
        where = known(facts, "etcd.location")
        label = f"etcd · {counted(members, 'member')}"
        yield Box(
            "etcd", label, some([where and with_source(where, source)]), "kubernetes", source, wide=True, role="etcd"
        )


def _control_plane_elsewhere(facts: Facts, roles: AbstractSet[str]) -> Iterator[Box]:
    """Give a control plane that is not among the nodes that the API lists."""
    among = any(CONTROL_PLANE in role for role in roles)
    counted_below = not roles and known(facts, "nodes.control_plane.count")
    if among or counted_below:
        return
    number = known(facts, "nodes.control_plane.count")
    source = source_of(facts, f"nodes.control_plane.{'count' if number else 'hosted'}")
    label = f"{CONTROL_PLANE} x\N{NO-BREAK SPACE}{number}" if number and number > 1 else CONTROL_PLANE
    hosted = known(facts, "nodes.control_plane.hosted")
    line = "hosted elsewhere" if hosted else "not among the nodes" if roles else "not visible"
    yield Box(
        "control-plane",
        label,
        (with_source(line, source) if number else line,),
        source=source,
        wide=True,
        role="control-plane",
    )


def _alt(facts: Facts) -> str:
    etcd = known(facts, "etcd.members.count")
    workers = known(facts, "nodes.workers.count")
    zones = known(facts, "nodes.zones", [])
    waiting = known(facts, "nodes.not_ready.count")
    where = known(facts, "etcd.location")
    source = source_of(facts, "etcd.members.count", "etcd.location")
    return say(
        with_source(f"etcd has {counted(etcd, 'member')}{f', {where}' if where else ''}", source) + "."
        if etcd
        else None,
        _control_plane_words(facts),
        f"There {'is' if workers == 1 else 'are'} {counted(workers, 'worker')}." if workers else _alone(facts),
        f"The nodes stand in {counted(how_many(zones), 'zone')}: {listed(zones, 5)}." if zones else None,
        f"{counted(waiting, 'node')} {'is' if waiting == 1 else 'are'} not ready." if waiting else None,
    )


def _alone(facts: Facts) -> str | None:
    return "It is the only node." if known(facts, "nodes.count") == 1 else None


def _control_plane_words(facts: Facts) -> str:
    number = known(facts, "nodes.control_plane.count")
    if not number:
        hosted = known(facts, "nodes.control_plane.hosted")
        return "The control plane is hosted elsewhere." if hosted else "The control plane is not visible."
    source = source_of(facts, "nodes.control_plane.count")
    counted_live = known(facts, "nodes.control_plane.among_nodes") is False and source is Source.OBSERVED
    what = "live API server" if counted_live else "node"
    return with_source(f"The control plane has {counted(number, what)}", source) + "."
