"""The way from nodes to nova: which servers they are, and by what rule those are kept apart."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from deckgen.fact import Facts
from deckgen.scene import Box, Scene
from deckgen.sketch import Station, counted, known, path, some, source_of, uses

MOST_FLAVORS = 3
"""So many flavors are named; more are counted."""


def draw(facts: Facts) -> Scene | None:
    """Draw what keeps nodes and servers together; None where nova or the nodes do not show."""
    if not uses(facts, "nova") or not known(facts, "nodes.count"):
        return None
    return path("compute", "From nodes to servers", list(_stations(facts)))


def _stations(facts: Facts) -> Iterator[Station]:
    nodes, servers = known(facts, "nodes.count"), known(facts, "compute.servers.count")
    label = f"{servers} of {nodes} nodes" if servers and servers < nodes else counted(nodes, "node") or "nodes"
    roles = () if servers and servers < nodes else _roles(facts)
    yield Box("nodes", label, roles, source=source_of(facts, "nodes.count")), ""
    if known(facts, "openstack.cloud_controller.present"):
        version = known(facts, "openstack.cloud_controller.version")
        source = source_of(facts, "openstack.cloud_controller.present")
        yield Box("controller", "cloud controller", some([version, "finds each server"]), source=source), ""
    zones = counted(len(known(facts, "nodes.zones", [])) or None, "zone")
    lines = some([*_flavors(facts), zones and f"in {zones}"], MOST_FLAVORS + 1)
    yield Box("nova", "nova", lines, "openstack", source_of(facts, "openstack.integrations")), ""
    rule = known(facts, "compute.anti_affinity")
    if rule:
        source = source_of(facts, "compute.anti_affinity")
        yield Box("apart", "anti-affinity", (rule,), "openstack", source), ""


def _roles(facts: Facts) -> tuple[str, ...]:
    """Count the roles; the control plane only where it is among the nodes."""
    masters, workers = known(facts, "nodes.control_plane.count"), known(facts, "nodes.workers.count")
    among = masters and workers is not None and masters + workers <= known(facts, "nodes.count")
    return some([f"{masters} control plane" if among else None, counted(workers or None, "worker")])


def _flavors(facts: Facts) -> list[str]:
    rows: list[dict[str, Any]] = known(facts, "nodes.flavors", [])
    counts = Counter[str]()
    for row in rows:
        counts[str(row["flavor"])] += row["count"]
    if len(counts) > MOST_FLAVORS:
        return [f"{len(counts)} flavors"]
    return [f"{times} \N{MULTIPLICATION SIGN} {flavor}" for flavor, times in counts.most_common()]
