"""The way of a request through octavia: from a client to the Pods behind one Service of this cluster."""

from collections.abc import Iterator, Mapping
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.scene import Box, Scene, World
from deckgen.sketch import Station, counted, known, path, some, source_of, uses

Row = Mapping[str, Any]
"""A row of the fact ``loadbalancers.list``."""


def draw(facts: Facts) -> Scene | None:
    """Draw the way to one Service; who asks for an address where none has one; None without such Services."""
    count = known(facts, "loadbalancers.count")
    if not count:
        return None
    if known(facts, "loadbalancers.pending.count") == count:
        return path("load-balancing", "How a Service gets its address", list(_waiting(facts, count)))
    row = _example(facts)
    if row:
        name = f"{row['namespace']}/{row['name']}"
        return path("load-balancing", f"A request's way to the Service {name}", list(_to(row, facts)))
    return path("load-balancing", "A request's way to a Service", list(_counted(facts)))


def _example(facts: Facts) -> Row | None:
    """Give a Service with an address: rather octavia's, the customer's, reached from outside, with ready Pods."""
    rows: list[Row] = [row for row in known(facts, "loadbalancers.list", []) if row["address"]]
    own = set(known(facts, "namespaces.customer", []))

    def rank(row: Row) -> tuple[bool, ...]:
        outside = row["scope"] == "external"
        return not row.get("octavia"), row["namespace"] not in own, not outside, not row.get("pods")

    return min(rows, key=rank, default=None)


def _to(row: Row, facts: Facts) -> Iterator[Station]:
    """Follow a request to one Service."""
    ports, source = str(row["ports"]).replace("/TCP", ""), source_of(facts, "loadbalancers.list")
    world, name = _maker(facts, octavia=row.get("octavia", False))
    inside = row["scope"] == "internal"
    who = ("from your own network",) if inside else ()
    known_by = source if inside else Source.OBSERVED
    yield Box("client", "client", who, "outside", known_by, role="user" if inside else "internet"), ""
    label = "internal address" if inside else "floating IP" if row.get("floating") else "address"
    yield Box("address", label, (str(row["address"]),), world, source, role="network"), f"port {ports}" if ports else ""
    yield _balancer(facts, name, world), ""
    if row.get("node_ports"):
        several = "," in str(row["node_ports"])
        there = (str(row["node_ports"]), "on each node")
        yield Box("nodes", "node ports" if several else "node port", there, source=source, role="node"), ""
    pods = counted(row.get("pods"), "pod") or "pods"
    ready = ["ready"] if row.get("pods") else ["none is ready"] if row.get("pods") == 0 else []
    lines = some([*ready, f"Service {row['namespace']}/{row['name']}"])
    yield Box("pods", pods if row.get("pods") else "pods", lines, source=source, role="pod"), ""


def _maker(facts: Facts, *, octavia: bool) -> tuple[World, str]:
    """Give whose load balancers they are; those of another maker are outside, as far as the cluster tells."""
    return ("openstack", "octavia") if octavia or uses(facts, "octavia") else ("outside", "load balancer")


def _balancer(facts: Facts, name: str, world: World) -> Box:
    """Give the load balancer, with how many there are and how many of these wait for their address."""
    count, waiting = known(facts, "loadbalancers.count"), known(facts, "loadbalancers.pending.count")
    own = known(facts, "loadbalancers.octavia.count")
    some_of_them = own is not None and own < count
    many = f"{own} of {count} load balancers" if some_of_them else counted(count, "load balancer")
    source = source_of(
        facts,
        "openstack.integrations" if world == "openstack" else None,
        "loadbalancers.count",
        "loadbalancers.octavia.count" if some_of_them else None,
        "loadbalancers.pending.count" if waiting else None,
    )
    # Those that wait are counted over all makers.
    of_all = f" of the {count}" if some_of_them else ""
    lines = some([many, f"{waiting}{of_all} without an address" if waiting else None])
    return Box("octavia", name, lines, world, source, strong=True, role="load-balancer")


def _counted(facts: Facts) -> Iterator[Station]:
    """Follow a request where the Services and their addresses may not be shown."""
    world, name = _maker(facts, octavia=False)
    yield Box("client", "client", (), "outside", role="internet"), ""
    yield _balancer(facts, name, world), ""
    source = source_of(facts, "nodes.count")
    yield Box("nodes", "node ports", ("on each node",), source=Source.DOCUMENTED, role="node"), ""
    number = counted(known(facts, "nodes.count"), "node")
    yield Box("pods", "pods", some([number and f"on {number}"]), source=source, role="pod"), ""


def _waiting(facts: Facts, count: int) -> Iterator[Station]:
    """Give who asks for an address where no Service has one yet."""
    world, name = _maker(facts, octavia=False)
    source = source_of(facts, "loadbalancers.count")
    label = counted(count, "Service") or "Services"
    yield Box("services", label, ("of type LoadBalancer",), source=source, role="service"), ""
    if known(facts, "openstack.cloud_controller.present"):
        version = known(facts, "openstack.cloud_controller.version")
        seen = source_of(facts, "openstack.cloud_controller.present", "openstack.cloud_controller.version")
        yield Box("controller", "cloud controller", some([version]), source=seen, role="controller"), "asks"
    yield Box("octavia", name, ("no address yet",), world, source, role="load-balancer"), "asks"
