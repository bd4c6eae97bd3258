"""A packet from a pod to a pod on another node, byte by byte: what is wrapped round it, or what is done instead.

Sizes and ports are those of the standards: VXLAN RFC 7348 (8 bytes; with the outer IPv4 and UDP headers and the inner
Ethernet header 50; port 4789, Linux' own is 8472), Geneve RFC 8926 (8 bytes and options, port 6081), IP in IP RFC 2003
(an IP header more), WireGuard (wireguard.com/papers/wireguard.pdf: 16 bytes before the packet and 16 behind it).
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from deckgen.fact import UNSURE, Facts, Source
from deckgen.overlay import NAMES, ROUTED, is_alone, overlay_name, plug_in
from deckgen.scene import Arrow, Box, Group, Scene, World
from deckgen.sketch import described, known, least_sure, listed, say, some, source_of, with_source

IPV4, IPV6 = 20, 40
"""Bytes of an IP header without options (RFC 791), and of one of IPv6 (RFC 8200)."""


class Header(Struct, frozen=True):
    """A part of what is wrapped round a packet.

    Attributes:
        name: its protocol.
        size: in bytes.
        says: what it says, in a few words.
        options: whether some may follow, so that the size is the least.
    """

    name: str
    size: int
    says: str = ""
    options: bool = False


OUTER, UDP, INNER = Header("IP", IPV4, "node to node"), Header("UDP", 8), Header("Ethernet", 14, "tunnel to tunnel")
SEEN_BY_THE_NETWORK = {OUTER.name, UDP.name}
"""What the network between the nodes looks at; the rest is data to it."""

WRAPPINGS = {
    "vxlan": (OUTER, UDP, Header("VXLAN", 8), INNER),
    "ipip": (replace(OUTER, says="node to node, protocol 4"),),
    "geneve": (OUTER, UDP, Header("Geneve", 8, options=True), INNER),
    "wireguard": (OUTER, UDP, Header("WireGuard", 32, "encrypts what follows")),
}
PORTS = {"vxlan": "port 4789 or 8472", "geneve": "port 6081", "wireguard": "port 51820"}
"""What is usual where the cluster does not show its own."""


class Wrapping(Struct, frozen=True):
    """What is wrapped round a packet, in this cluster or elsewhere.

    Attributes:
        kind: by its key in ``overlay.NAMES``.
        headers: the outermost first.
        here: whether the nodes of this cluster do so; where not, it is told as the standard describes it.
        source: where it is known from.
        told: that in words, which stand above it.
    """

    kind: str
    headers: tuple[Header, ...]
    here: bool
    source: Source
    told: str

    @property
    def size(self) -> str:
        """All headers together, in words."""
        least = "at least " if any(header.options for header in self.headers) else ""
        return f"{least}{sum(header.size for header in self.headers)} bytes"


def draw(facts: Facts) -> Scene | None:
    """Draw the packet's way and its headers; None where neither nodes nor a pod network are visible."""
    if all(known(facts, name) is None for name in ("network.cni", "network.overlay", "nodes.count")):
        return None
    wrapping = _wrapping(facts)
    way = _way(facts, wrapping)
    arrows = [Arrow(one.id, other.id, source=_less_sure(one, other)) for one, other in pairwise(way)]
    if wrapping.here or known(facts, "network.overlay") == ROUTED:
        travels = "packet" if wrapping.here else "sent"
        arrows += [Arrow(box.id, travels, "a packet here", box.source) for box in way if box.id == "between"]
    rows = (Group("way", "", way, "neutral", "row", framed=False), _packets(facts, wrapping))
    return Scene("vxlan", Group("vxlan", "", rows), tuple(arrows), _alt(facts, wrapping))


def _less_sure(one: Box, other: Box) -> Source:
    return least_sure((one.source, other.source))


def _wrapping(facts: Facts) -> Wrapping:
    """Give what this cluster wraps packets in; where it wraps none, or that is not known, VXLAN as others use it."""
    overlay, source = known(facts, "network.overlay"), source_of(facts, "network.overlay")
    kind = overlay if overlay in WRAPPINGS else "vxlan"
    headers = _fitted(WRAPPINGS[kind], facts)
    if overlay == ROUTED:
        return Wrapping(kind, headers, here=False, source=Source.DOCUMENTED, told="Not used here: VXLAN")
    if overlay not in WRAPPINGS:
        return Wrapping(kind, headers, here=False, source=Source.DOCUMENTED, told="As many clusters use it: VXLAN")
    if is_alone(facts):
        told = f"With a second node: {NAMES[kind]}"
        return Wrapping(kind, headers, here=False, source=Source.DOCUMENTED, told=told)
    return Wrapping(kind, headers, here=True, source=source, told=f"Wrapped round it: {NAMES[kind]}")


def _fitted(headers: Sequence[Header], facts: Facts) -> tuple[Header, ...]:
    """Give the headers with an outer one of IPv6 where pods have no other addresses: nodes are alike then."""
    ranges = known(facts, "network.pod_ranges", [])
    six = bool(ranges) and all(":" in one for one in ranges)
    return tuple(replace(one, size=IPV6) if six and one.name == OUTER.name else one for one in headers)


def _way(facts: Facts, wrapping: Wrapping) -> tuple[Box, ...]:
    """Give the stations of a packet: through both nodes and what joins them, or through one where there is one."""
    overlay, named = known(facts, "network.overlay"), plug_in(facts)
    seen = source_of(facts, "network.cni", "network.cni.version")
    first, last = Box("pod-a", "pod", role="pod"), Box("pod-b", "another pod", role="pod")
    if is_alone(facts):
        only = Box("node-a", "the only node", some([named, "nothing leaves it"]), source=seen, role="node")
        return first, only, last
    does, undoes = ("wraps it", "unwraps it") if wrapping.here else (_routed_by(facts), "")
    if overlay != ROUTED and not wrapping.here:
        does = ""
    seen = source_of(facts, "network.cni", "network.cni.version", "network.overlay" if does else None)
    one = Box("node-a", "its node", some([named, does]), source=seen, role="node")
    other = Box("node-b", "another node", some([named, undoes]), source=seen, role="node")
    return first, one, _between(facts), other, last


def _routed_by(facts: Facts) -> str:
    by = known(facts, "network.routes")
    return f"knows the way by {by}" if by else "knows the way"


def _between(facts: Facts) -> Box:
    """Give what joins the nodes, and how much of a packet it sees; what is not known of it is said."""
    overlay = known(facts, "network.overlay")
    on_openstack = known(facts, "openstack.present")
    source = source_of(facts, "network.overlay", "openstack.present" if on_openstack else None)
    label = "neutron network" if on_openstack else "nodes' network"
    world: World = "openstack" if on_openstack else "neutral"
    if overlay == UNSURE:
        return Box("between", label, ("overlay unsure",), world, Source.NOT_VISIBLE, role="network")
    if overlay is None:
        return Box("between", label, ("overlay not visible",), world, Source.NOT_VISIBLE, role="network")
    if overlay == ROUTED:
        return Box("between", label, ("sees pods' addresses",), world, source, strong=True, role="network")
    alone = "between subnets alone" if known(facts, "network.overlay.across_subnets") else "sees only nodes"
    return Box("between", label, (f"{overlay_name(facts)} tunnel", alone), world, source, role="network")


def _packets(facts: Facts, wrapping: Wrapping) -> Group:
    """Give what the pod sent and its wrapping: in one frame, but apart and dashed where this cluster wraps nothing."""
    head = f"{wrapping.told} · {wrapping.size}".upper()
    round_it = Group("wrapping", head, _headers(facts, wrapping), "neutral", "row")
    sent = Group("sent", _sent(facts), _from_the_pod(facts, wrapping), "kubernetes", "row")
    return Group("packet", "", (round_it, sent), "neutral", "row", framed=wrapping.here)


def _headers(facts: Facts, wrapping: Wrapping) -> tuple[Box, ...]:
    return tuple(_header(number, header, facts, wrapping) for number, header in enumerate(wrapping.headers))


def _header(number: int, header: Header, facts: Facts, wrapping: Wrapping) -> Box:
    """Give a header; what this cluster writes in it only where it shows, else what is usual, as the standard's."""
    says, source = header.says, wrapping.source
    size = f"{header.size} bytes{' and options' if header.options else ''}"
    own = known(facts, "network.overlay") == wrapping.kind
    if header.name == UDP.name:
        port = known(facts, "network.overlay.port") if own else None
        says = f"port {port}" if port else PORTS[wrapping.kind]
        told = source_of(facts, "network.overlay", "network.overlay.port")
        source = told if port and wrapping.here else Source.DOCUMENTED
    elif header.name == NAMES[wrapping.kind]:
        number_of_net = known(facts, "network.overlay.vni") if own else None
        says = f"VNI {number_of_net}" if number_of_net is not None else says or "says which network"
        told = source_of(facts, "network.overlay.vni") if number_of_net is not None else source
        source = least_sure((source, told))
    strong = wrapping.here and (header.name == NAMES[wrapping.kind] or len(wrapping.headers) == 1)
    outside: World = "openstack" if known(facts, "openstack.present") else "neutral"
    world = outside if header.name in SEEN_BY_THE_NETWORK else "kubernetes"
    return Box(f"header:{number}", header.name, some([says, size]), world, source, strong)


def _sent(facts: Facts) -> str:
    mtu = known(facts, "network.mtu")
    if not mtu:
        return "WHAT THE POD SENT"
    return with_source(f"WHAT THE POD SENT · UP TO {mtu:,} BYTES", source_of(facts, "network.mtu"))


def _from_the_pod(facts: Facts, wrapping: Wrapping) -> tuple[Box, ...]:
    ranges = known(facts, "network.pod_ranges", [])
    seen = source_of(facts, "network.pod_ranges") if ranges else Source.OBSERVED
    addresses = Box("pods-header", "IP", some(["pod to pod", listed(ranges, 1)]), source=seen)
    less = f"{wrapping.size} less room" if wrapping.here else None
    room = wrapping.source if wrapping.here else Source.OBSERVED
    return addresses, Box("data", "data", some([less]), source=room)


def _alt(facts: Facts, wrapping: Wrapping) -> str:
    headers = ", ".join(described(box) for box in _headers(facts, wrapping))
    mtu = known(facts, "network.mtu")
    return say(
        f"A packet passes: {', '.join(described(box) for box in _way(facts, wrapping))}.",
        f"{wrapping.told}, {wrapping.size}: {headers}.",
        f"The pod itself sends up to {mtu:,} bytes." if mtu else None,
    )
