"""How a Service gets its load balancer: who asks for it, who makes it, who then reaches it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from deckgen.fact import Facts
from deckgen.scene import Arrow, Box, Scene
from deckgen.sketch import Station, counted, known, path, some, source_of, uses

REACH = {"external": "from outside", "internal": "from inside only"}
"""The scopes of ``loadbalancers.list`` in words."""


def draw(facts: Facts) -> Scene | None:
    """Draw the way from the Services to octavia and its clients; None where octavia or such Services do not show."""
    if not uses(facts, "octavia") or not known(facts, "loadbalancers.count"):
        return None
    scene = path("load-balancing", "A load balancer's way", list(_stations(facts)))
    # Clients come from the other side: all others ask for the load balancer, they are what it is for.
    back = (Arrow(one.end, one.start, one.label, one.source) if one.end == "clients" else one for one in scene.arrows)
    return replace(scene, arrows=tuple(back))


def _stations(facts: Facts) -> Iterator[Station]:
    count, waiting = known(facts, "loadbalancers.count"), known(facts, "loadbalancers.pending.count")
    own = known(facts, "loadbalancers.octavia.count")
    some_only = own is not None and own < count  # which of them have an address is then not told apart
    asked = f"{own} of {count} Services" if some_only else counted(count, "Service") or "Services"
    yield Box("services", asked, ("of type LoadBalancer",), source=source_of(facts, "loadbalancers.count")), ""
    if known(facts, "openstack.cloud_controller.present"):
        version = known(facts, "openstack.cloud_controller.version")
        source = source_of(facts, "openstack.cloud_controller.present")
        yield Box("controller", "cloud controller", some([version]), source=source), "ask"
    served = count - waiting if waiting is not None and not some_only else None
    lines = some([f"{served} of {count} have an address" if served is not None else None])
    yield Box("octavia", "octavia", lines, "openstack", source_of(facts, "openstack.integrations")), "has made"
    if served:
        yield Box("clients", "clients", _reach(facts), "outside"), "traffic"


def _reach(facts: Facts) -> tuple[str, ...]:
    """Say how many load balancers answer whom, where the list of them may be shown."""
    rows: list[dict[str, Any]] = known(facts, "loadbalancers.list", [])
    scopes = Counter(str(row["scope"]) for row in rows if row["address"])
    counts = [f"{scopes[scope]} {words}" for scope, words in REACH.items() if scopes[scope]]
    return some(f"reach {count}" if count is counts[0] else count for count in counts)
