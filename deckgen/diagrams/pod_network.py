"""How traffic travels in this cluster: from outside to a pod, and from pod to pod."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import described, known, listed, say, some, source_of, uses

TUNNELS = {
    "vxlan": "VXLAN tunnel",
    "ipip": "IP-in-IP tunnel",
    "geneve": "Geneve tunnel",
    "wireguard": "WireGuard tunnel",
}
ROUTED, UNSURE = "none", "unsure"

Path = tuple[tuple[Box, ...], tuple[str, ...]]
"""Boxes in the order in which a packet passes them, and the words on the arrows between them."""


def draw(facts: Facts) -> Scene | None:
    """Draw the ways that are known; None where neither the network plug-in nor a way in is visible."""
    paths = {"outside": _from_outside(facts), "inside": _from_pod_to_pod(facts)}
    drawn = {key: path for key, path in paths.items() if path[0]}
    if not drawn:
        return None
    groups = tuple(Group(key, HEADS[key], path[0], "neutral", "row", framed=False) for key, path in drawn.items())
    arrows = tuple(arrow for path in drawn.values() for arrow in _arrows(*path))
    return Scene("pod-network", Group("network", "", groups), arrows, _alt(facts, drawn))


def _arrows(boxes: tuple[Box, ...], words: tuple[str, ...]) -> Iterator[Arrow]:
    for (one, other), word in zip(pairwise(boxes), words, strict=True):
        sure = Source.NOT_VISIBLE not in (one.source, other.source)
        yield Arrow(one.id, other.id, word, Source.OBSERVED if sure else Source.NOT_VISIBLE)


def _from_pod_to_pod(facts: Facts) -> Path:
    """Follow a packet between pods: through both nodes and what joins them, or through one node where there is one."""
    if known(facts, "network.cni") is None and known(facts, "network.overlay") is None:
        return (), ()
    pods = some([listed(known(facts, "network.pod_ranges", []), 1)])
    plug_in = some([_plug_in(facts)])
    source = source_of(facts, "network.cni")
    first, last = Box("pod-a", "pod", pods), Box("pod-b", "another pod", pods)
    node = Box("node-a", "its node", plug_in, source=source)
    if known(facts, "nodes.count") == 1:
        return (first, node, last), ("", "")
    other = Box("node-b", "another node", plug_in, source=source)
    return (first, node, _between(facts), other, last), ("", *_crossing(facts), "")


def _plug_in(facts: Facts) -> str | None:
    name, version = known(facts, "network.cni"), known(facts, "network.cni.version")
    return f"{name} {version}" if name and version else name


def _between(facts: Facts) -> Box:
    """Give what joins the nodes: a tunnel, plain routing, or what is not known of it."""
    overlay, source = known(facts, "network.overlay"), source_of(facts, "network.overlay")
    ground = "over neutron's network" if known(facts, "openstack.present") else "over the nodes' network"
    if overlay == ROUTED:
        return Box("between", "routed", ("no encapsulation", ground), source=source, strong=True)
    if overlay == UNSURE:
        doubts = known(facts, "network.overlay.sources", [])
        return Box("between", "overlay unsure", some(doubts), source=Source.NOT_VISIBLE)
    if overlay is None:
        return Box("between", "nodes' network", ("overlay not visible",), source=Source.NOT_VISIBLE)
    alone = "between subnets alone" if known(facts, "network.overlay.across_subnets") else None
    return Box("between", TUNNELS.get(overlay, f"{overlay} overlay"), some([alone, ground]), source=source, strong=True)


def _crossing(facts: Facts) -> tuple[str, str]:
    tunnelled = known(facts, "network.overlay") not in (None, ROUTED, UNSURE)
    return ("wrapped", "unwrapped") if tunnelled else ("", "")


def _from_outside(facts: Facts) -> Path:
    """Follow a request from outside as far as its stations are known; nothing where none of them is."""
    balancer, controller = _balancer(facts), _controller(facts)
    if not balancer and not controller:
        return (), ()
    services = some([listed(known(facts, "network.service_ranges", []), 1)])
    stations = [
        (Box("client", "client", some([_host(facts)]), "outside"), ""),
        *((station, word) for station, word in ((balancer, _ports(facts)), (controller, "")) if station),
        (Box("service", "Service", services), "by host and path" if controller else ""),
        (Box("pod", "pod", ("one that is ready",)), ""),
    ]
    return tuple(box for box, _ in stations), tuple(word for _, word in stations[1:])


def _balancer(facts: Facts) -> Box | None:
    """Give the load balancer in front: of the ingress controller where its address is one, else any there is."""
    row = _front(facts)
    if not known(facts, "loadbalancers.count") or (known(facts, "ingress.address") and not row):
        return None
    octavia = uses(facts, "octavia")
    # Without addresses and a way in it cannot be told whether a load balancer leads to the ingress controller.
    sure = row or known(facts, "ingress.way_in") == "load balancer" or not known(facts, "ingress.controller")
    source = source_of(facts, "loadbalancers.count") if sure else Source.NOT_VISIBLE
    doubt = None if sure else "where it leads is not visible"
    lines = some([row.get("address"), "octavia" if octavia else None, doubt])
    return Box("balancer", "load balancer", lines, "openstack" if octavia else "outside", source)


def _front(facts: Facts) -> Mapping[str, Any]:
    """Give the load balancer whose address is the ingress controller's, or an empty row."""
    rows: list[Mapping[str, Any]] = known(facts, "loadbalancers.list", [])
    address = known(facts, "ingress.address")
    return next((row for row in rows if address and address in str(row["address"]).split(", ")), {})


def _ports(facts: Facts) -> str:
    return str(_front(facts).get("ports", "")).replace("/TCP", "")


def _controller(facts: Facts) -> Box | None:
    name, version = known(facts, "ingress.controller"), known(facts, "ingress.version")
    if not name:
        return _gateway(facts)
    ready = known(facts, "ingress.replicas.ready")
    lines = some([f"{name} {version}" if version else name, f"{ready} ready" if ready is not None else None])
    return Box("controller", "ingress controller", lines, source=source_of(facts, "ingress.controller"), strong=True)


def _gateway(facts: Facts) -> Box | None:
    """Give the Gateways that take requests in where no ingress controller does."""
    by = known(facts, "gateway.controllers", [])
    if not known(facts, "gateway.count") or not by:
        return None
    label = "Gateway" if known(facts, "gateway.count") == 1 else "Gateways"
    return Box("controller", label, (listed(by),), source=source_of(facts, "gateway.count"), strong=True)


def _host(facts: Facts) -> str | None:
    """Give one host name that leads in: the shortest, which reads best."""
    hosts = [str(url).rpartition("://")[2] for url in known(facts, "ingress.hosts", [])]
    return min(hosts, key=lambda host: (len(host), host), default=None)


def _alt(facts: Facts, drawn: Mapping[str, Path]) -> str:
    ways = {key: ", ".join(described(box) for box in boxes) for key, (boxes, _) in drawn.items()}
    services = known(facts, "network.service_ranges", [])
    return say(
        f"From outside a request passes: {ways['outside']}." if "outside" in ways else None,
        f"From pod to pod a packet passes: {ways['inside']}." if "inside" in ways else None,
        f"Services have addresses in {listed(services)}." if services else None,
    )


HEADS = {"outside": "FROM OUTSIDE TO A POD", "inside": "FROM POD TO POD"}
