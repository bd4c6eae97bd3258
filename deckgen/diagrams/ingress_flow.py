"""A web request's way: the name in the DNS, the load balancer, the ingress controller, the Service and its Pods."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene, World
from deckgen.sketch import (
    HEADS,
    counted,
    described,
    is_withheld,
    known,
    listed,
    say,
    some,
    source_of,
    source_of_lines,
    uses,
)

ON_NODES = {
    "node ports": "its port of each node",
    "host ports": "a port of the node",
    "host network": "its own network",
}
"""The ways in of ``ingress.way_in`` that lead to a node itself, in words."""

WEB = frozenset({"ingress", "gateway-httproute"})
"""Of ``dns.sources`` those that a web request's name comes from."""

Row = Mapping[str, Any]
"""A row of the fact ``ingress.example`` or ``loadbalancers.list``."""

Stack = tuple[Box | None, Box | None]
"""What stands above, which is about names, and what a request passes below it."""


def draw(facts: Facts) -> Scene | None:
    """Draw the way as far as it is known; None where neither an ingress controller nor a Gateway shows."""
    door = _door(facts)
    if door is None:
        return None
    example: Row = next(iter(known(facts, "ingress.example", [])), {})
    asks = some([_asks(example)])
    client = Box("client", "client", asks, "outside", source_of_lines(asks, facts, "ingress.example"), role="internet")
    names, balancer, node = _names(facts, example), _balancer(facts), _node(facts)
    inner = [box for box in (node, door, _service(facts, example), _pods(facts, example)) if box]
    writer = _writer(facts, names)
    stacks: dict[World, list[Stack]] = {"outside": [(None, client)], "openstack": []}
    for world in ("outside", "openstack"):
        stack = _of_world(world, names, balancer)
        stacks[world].extend([stack] if any(stack) else [])
    stacks["kubernetes"] = [(None if number else writer, box) for number, box in enumerate(inner)]
    frames = [_frame(world, own) for world, own in stacks.items() if own]
    way = [box for box in (client, balancer, *inner) if box]
    arrows = (*_arrows(way, example), *_lookups(client, names, writer))
    return Scene("ingress-flow", Group("flow", "", tuple(frames), direction="row"), arrows, _alt(example, names, way))


def _of_world(world: World, *boxes: Box | None) -> Stack:
    above, below = (box if box and box.world == world else None for box in boxes)
    return above, below


def _frame(world: World, stacks: list[Stack]) -> Group:
    """Give the frame of a world: names above, the request's way below, so that the way is one straight line."""
    columns = (
        Group(
            f"{world}:{number}",
            "",
            tuple(box or Box(f"{world}:{number}:{row}", "") for row, box in enumerate(stack)),
            framed=False,
        )
        for number, stack in enumerate(stacks)
    )
    return Group(world, HEADS[world], tuple(columns), world, "row")


def _asks(example: Row) -> str | None:
    if not example:
        return None
    return f"{'' if example['tls'] else 'http://'}{example['host']}{str(example['path']).rstrip('/')}"


def _names(facts: Facts, example: Row) -> Box:
    """Give who answers for the name: designate where the host's record is written to it, else a DNS out of sight."""
    host, zones = str(example.get("host", "")), known(facts, "dns.zones", [])
    zone = next((zone for zone in zones if f".{host}".endswith(f".{zone}")), None)
    designate, watched = known(facts, "dns.designate.present"), WEB.intersection(known(facts, "dns.sources", WEB))
    if designate and watched and (zone or not (host and zones)):
        lines = some([zone and f"zone {zone}"])
        source = source_of(facts, "dns.designate.present", "dns.zones" if zone else None)
        return Box("names", "designate", lines, "openstack", source, role="dns")
    told = "who keeps it does not show" if designate is None or not watched else "not written by the cluster"
    return Box("names", "DNS", (told,), "outside", Source.NOT_VISIBLE, role="dns")


def _writer(facts: Facts, names: Box) -> Box | None:
    version = known(facts, "dns.external_dns.version")
    if names.world != "openstack" or not version:
        return None
    source = source_of(facts, "dns.external_dns.version")
    return Box("writer", "external-dns", (version,), source=source, role="controller")


def _front(facts: Facts) -> tuple[str, Row]:
    """Give the address that leads in, and the load balancer that has it, or an empty row."""
    address = known(facts, "ingress.address") or next(iter(known(facts, "gateway.addresses", [])), "")
    rows: list[Row] = known(facts, "loadbalancers.list", [])
    return address, next((row for row in rows if address and address in str(row["address"]).split(", ")), {})


def _balancer(facts: Facts) -> Box | None:
    """Give what stands before the nodes; None where requests come to a node itself, or nothing shows."""
    way, (address, row) = known(facts, "ingress.way_in"), _front(facts)
    if way in ON_NODES or (address and not row and known(facts, "loadbalancers.list") is not None):
        return None
    if not row and not known(facts, "loadbalancers.count"):
        return None
    octavia = row.get("octavia", uses(facts, "octavia"))
    sure = row or way == "load balancer"
    seen = source_of(
        facts,
        "loadbalancers.count",
        "loadbalancers.list" if row else "ingress.way_in",
        "ingress.address" if known(facts, "ingress.address") else "gateway.addresses",
        "openstack.integrations" if octavia and "octavia" not in row else None,
    )
    source = seen if sure else Source.NOT_VISIBLE
    lines = some([address, None if sure else "where it leads is not visible"])
    label = "octavia" if octavia else "load balancer"
    return Box("balancer", label, lines, "openstack" if octavia else "outside", source, role="load-balancer")


def _node(facts: Facts) -> Box | None:
    """Give the node as a station where the ingress controller is reached on it directly."""
    way = known(facts, "ingress.way_in")
    if way not in ON_NODES:
        return None
    address = known(facts, "ingress.address")
    lines = (str(address),) if address else (ON_NODES[way],)
    return Box("node", "node", lines, source=source_of(facts, "ingress.way_in", "ingress.address"), role="node")


def _door(facts: Facts) -> Box | None:
    """Give the ingress controller, or the Gateways that take requests in where there is none."""
    name, version = known(facts, "ingress.controller"), known(facts, "ingress.version")
    if name:
        ready = known(facts, "ingress.replicas.ready")
        lines = some([f"{name} {version}" if version else name, f"{ready} ready" if ready is not None else None])
        source = source_of(facts, "ingress.controller", "ingress.version", "ingress.replicas.ready")
        return Box("door", "ingress controller", lines, source=source, strong=True, role="ingress")
    by = known(facts, "gateway.controllers", [])
    if not known(facts, "gateway.count") or not by:
        return None
    source = source_of(facts, "gateway.count", "gateway.controllers")
    label = "Gateway" if known(facts, "gateway.count") == 1 else "Gateways"
    return Box("door", label, (listed(by),), source=source, strong=True, role="ingress")


def _service(facts: Facts, example: Row) -> Box:
    if not example:
        return Box("service", "Service", source=_unnamed(facts), role="service")
    lines = (f"{example['namespace']}/{example['service']}",)
    return Box("service", "Service", lines, source=source_of(facts, "ingress.example"), role="service")


def _unnamed(facts: Facts) -> Source:
    """Give where a Service and its Pods come from that are not named: seen, where only their names are withheld."""
    return source_of(facts, "ingress.count") if is_withheld(facts, "ingress.example") else Source.NOT_VISIBLE


def _pods(facts: Facts, example: Row) -> Box:
    """Give the Pods behind the Service, with their number where it is known."""
    number = example.get("pods")
    source = _unnamed(facts) if number is None else source_of(facts, "ingress.example")
    if number:
        return Box("pods", counted(number, "pod") or "", ("ready",), source=source, role="pod")
    return Box("pods", "pods", ("none is ready",) if number == 0 else (), source=source, role="pod")


def _arrows(way: list[Box], example: Row) -> Iterator[Arrow]:
    """Give the arrows from station to station, dashed where either end is not known."""
    first = "" if not example else "HTTPS" if example["tls"] else "HTTP"
    for one, other in pairwise(way):
        sure = Source.NOT_VISIBLE not in (one.source, other.source)
        word = first if one.id == "client" else "by host and path" if other.id == "service" else ""
        yield Arrow(one.id, other.id, word, other.source if sure else Source.NOT_VISIBLE)


def _lookups(client: Box, names: Box, writer: Box | None) -> Iterator[Arrow]:
    yield Arrow(client.id, names.id, "asks for the address", names.source)
    if writer:
        yield Arrow(writer.id, names.id, "writes the record", names.source)


def _alt(example: Row, names: Box, way: list[Box]) -> str:
    what = f"A request for {example['host']}" if example else "A web request"
    who = f"{names.label[:1].upper()}{names.label[1:]}{f' ({names.lines[0]})' if names.lines else ''}"
    return say(f"{who} tells the address of the name.", f"{what} passes: {', '.join(map(described, way))}.")
