"""The pod network: Pods on their nodes, what carries their packets from node to node, and the network beneath."""

from collections.abc import Iterator, Mapping
from typing import Any

from deckgen.fact import UNSURE, Facts, Source
from deckgen.overlay import ROUTED, is_alone, overlay_name, plug_in
from deckgen.scene import Arrow, Box, Group, Scene, World
from deckgen.sketch import HEADS, counted, known, least_sure, listed, say, some, source_of, with_source

MOST_NODES = 3
"""So many nodes are drawn; the others are counted."""

MOST_RANGES = 2

Row = Mapping[str, Any]
"""A row of the fact ``network.examples``."""


def draw(facts: Facts) -> Scene | None:
    """Draw a Pod on each of a few nodes above what joins them; None where neither plug-in nor overlay is visible."""
    if known(facts, "network.cni") is None and known(facts, "network.overlay") is None:
        return None
    frames, between, ground = list(_frames(facts)), _between(facts), _ground(facts)
    pods = [str(member.id) for frame in frames for member in frame.members]
    more = _more(facts, len(frames))
    above = [_joined_inside(frame, between) for frame in frames] if is_alone(facts) else [*frames, *more]
    nodes = Group("nodes", HEADS["kubernetes"], tuple(above), "kubernetes", "row", framed=False)
    wide = () if is_alone(facts) else (between, ground) if ground else (between,)
    arrows = [*_crossing(pods, between, facts), *(Arrow(between.id, box.id, "", box.source) for box in _ends(more))]
    arrows += [Arrow(between.id, ground.id, "", ground.source)] if ground else []
    return Scene("pod-network", Group("network", "", (nodes, *wide)), tuple(arrows), _alt(facts, between, ground))


def _joined_inside(node: Group, between: Box) -> Group:
    """Give the only node with what joins its Pods in it."""
    pods = Group(f"{node.id}:pods", "", node.members, "kubernetes", "row", framed=False)
    return Group(node.id, node.label, (pods, between), "kubernetes")


def _ends(more: list[Group]) -> Iterator[Box]:
    return (member for frame in more for member in frame.members if isinstance(member, Box))


def _frames(facts: Facts) -> Iterator[Group]:
    """Give the nodes with a Pod of theirs; without examples one node and another, as far as there are so many."""
    rows: list[Row] = known(facts, "network.examples", [])[:MOST_NODES]
    source = source_of(facts, "network.examples")
    for number, row in enumerate(rows):
        namespace, _, name = str(row["pod"]).partition("/")
        lines = some([str(row["address"]), f"namespace {namespace}"])
        pod = Box(f"pod:{number}", name, lines, source=source, role="pod")
        head = " · ".join(some([f"node {row['node']}", str(row["range"])]))
        beside = (Box("pod:beside", "another pod", role="pod"),) if is_alone(facts) else ()
        yield Group(f"node:{number}", head, (pod, *beside), "kubernetes", "row")
    if not rows:
        yield from _unnamed(facts)


def _unnamed(facts: Facts) -> Iterator[Group]:
    """Give two nodes, or two Pods on the only one, where no Pod may be shown."""
    source = source_of(facts, "network.cni", "nodes.count")
    if is_alone(facts):
        pods = (Box("pod:0", "pod", source=source, role="pod"), Box("pod:1", "another pod", source=source, role="pod"))
        yield Group("node:0", "the node", pods, "kubernetes", "row")
        return
    for number, head in enumerate(("node", "another node")):
        own = (Box(f"pod:{number}", "pods", source=source, role="pod"),)
        yield Group(f"node:{number}", head, own, "kubernetes")


def _more(facts: Facts, drawn: int) -> list[Group]:
    """Give the nodes that are not drawn, with their number."""
    left = (known(facts, "nodes.count") or 0) - drawn
    if left < 1:
        return []
    source = source_of(facts, "nodes.count")
    head = with_source(f"{left:,} more {'node' if left == 1 else 'nodes'}", source)
    pods = Box("more", "pods", ("joined the same way",), source=source, role="pod")
    return [Group("more:frame", head, (pods,), "kubernetes")]


def _between(facts: Facts) -> Box:
    """Give what joins the nodes: tunnels, plain routes, nothing on one node, or what is not known of it."""
    overlay, source = known(facts, "network.overlay"), source_of(facts, "network.overlay")
    if is_alone(facts):
        return _joint("inside the node", source_of(facts, "network.cni", "nodes.count"), facts, "no tunnel is needed")
    if overlay == ROUTED:
        routes = known(facts, "network.routes")
        way = f"{routes} tells the nodes the way" if routes else None
        return _joint("routes, no overlay", source, facts, "packets travel as they are", way)
    if overlay == UNSURE:
        return _joint("overlay unsure", Source.NOT_VISIBLE, facts, *known(facts, "network.overlay.sources", []))
    if overlay is None:
        return _joint("overlay not visible", Source.NOT_VISIBLE, facts)
    alone = "between subnets alone" if known(facts, "network.overlay.across_subnets") else None
    wraps = "a pod's packet travels inside one between nodes"
    return _joint(f"{overlay_name(facts)} tunnels", source, facts, wraps, alone)


def _joint(label: str, source: Source, facts: Facts, *more: str | None) -> Box:
    """Give what joins the nodes, with the plug-in and the pods' range."""
    ranges = known(facts, "network.pod_ranges", [])
    named = " · ".join(some([plug_in(facts), f"pods {listed(ranges, MOST_RANGES)}" if ranges else None]))
    shown = source_of(facts, "network.cni", "network.cni.version", "network.pod_ranges") if named else source
    strong, source = source is not Source.NOT_VISIBLE, least_sure((source, shown))
    return Box("between", label, some([named, *more], 4), source=source, strong=strong, wide=True, role="network")


def _ground(facts: Facts) -> Box | None:
    """Give the network beneath: neutron's, or just the nodes'; on one node nothing leaves it."""
    if is_alone(facts):
        return None
    on_openstack = known(facts, "openstack.present")
    world: World = "openstack" if on_openstack else "outside"
    sees = _sees(facts)
    where = "openstack.present" if on_openstack else "nodes.count"
    source = source_of(facts, where, "network.overlay" if sees else None)
    label = "neutron: the nodes' network" if on_openstack else "the nodes' network"
    return Box("ground", label, some([sees]), world, source, wide=True, role="network")


def _sees(facts: Facts) -> str | None:
    overlay = known(facts, "network.overlay")
    if overlay in (None, UNSURE):
        return None
    if overlay == ROUTED or known(facts, "network.overlay.across_subnets"):
        return "carries pods' own addresses" + ("" if overlay == ROUTED else " within a subnet")
    return "sees nodes talk, never pods"


def _crossing(pods: list[str], between: Box, facts: Facts) -> Iterator[Arrow]:
    """Give the way of a packet from the first Pod to the others."""
    wrapped = overlay_name(facts) is not None and not is_alone(facts) and len(pods) > 1
    first, *others = pods
    yield Arrow(first, between.id, "wrapped" if wrapped else "", between.source)
    for pod in others:
        yield Arrow(between.id, pod, "unwrapped" if wrapped else "", between.source)


def _alt(facts: Facts, between: Box, ground: Box | None) -> str:
    rows: list[Row] = known(facts, "network.examples", [])[:MOST_NODES]
    pods, services = known(facts, "network.pod_ranges", []), known(facts, "network.service_ranges", [])
    told = [f"{row['pod']} at {row['address']} on {row['node']}" for row in rows]
    nodes = counted(known(facts, "nodes.count"), "node") or "all nodes"
    beneath = f" Beneath is {ground.label}{f', which {ground.lines[0]}' if ground.lines else ''}." if ground else ""
    how = f": {between.label}" if ground else ", which need no tunnel"
    return say(
        f"{plug_in(facts) or 'The network plug-in'} connects the pods of {nodes}{how}.{beneath}",
        f"Pods have addresses in {listed(pods)}." if pods else None,
        f"Services have addresses in {listed(services)}." if services else None,
        f"For example: {'; '.join(told)}." if told else None,
    )
