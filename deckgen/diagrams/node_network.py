"""The way of a packet out of a pod: what guards it in Kubernetes, and what in OpenStack."""

from collections.abc import Iterator

from deckgen.fact import Facts, Source
from deckgen.overlay import ROUTED, is_alone, overlay_name, plug_in
from deckgen.scene import Box, Scene
from deckgen.sketch import Station, counted, known, listed, path, some, source_of, source_of_lines, uses


def draw(facts: Facts) -> Scene | None:
    """Draw the layers below a pod; None where neutron or the network plug-in does not show."""
    if not uses(facts, "neutron") or not known(facts, "network.cni"):
        return None
    return path("node-network", "A packet's way out of a pod", list(_stations(facts)))


def _stations(facts: Facts) -> Iterator[Station]:
    policies = known(facts, "network.policies.count")
    guarded = counted(policies, "network policy", "network policies") if policies else None
    lines = some([listed(known(facts, "network.pod_ranges", []), 1), guarded])
    source = source_of_lines(lines, facts, "network.pod_ranges", "network.policies.count" if guarded else None)
    yield Box("pods", "pods", lines, source=source, role="pod"), ""
    source = source_of(facts, "network.cni", "network.cni.version")
    yield Box("plug-in", "network plug-in", some([plug_in(facts)]), source=source, role="plug-in"), ""
    number = counted(known(facts, "nodes.count"), "node")
    source = source_of(facts, "nodes.count") if number else Source.OBSERVED
    yield Box("nodes", number or "nodes", source=source, role="node"), ""
    # No Kubernetes object shows ports and security groups: that a server has them is how neutron works.
    yield Box("ports", "ports", ("guarded by security groups",), "openstack", Source.DOCUMENTED, role="policy"), ""
    carried = _carried(facts)
    alone = is_alone(facts)
    names = "network.overlay" if carried else None, "nodes.count" if alone else None
    source = source_of(facts, "openstack.integrations", *names)
    lines = some(["the node's network" if alone else "joins the nodes", carried])
    yield Box("neutron", "neutron", lines, "openstack", source, role="network"), ""


def _carried(facts: Facts) -> str | None:
    """Say what neutron carries between pods, where the overlay is known; nothing on a single node."""
    if is_alone(facts):
        return None
    if known(facts, "network.overlay") == ROUTED:
        return "carries pod addresses"
    name = overlay_name(facts)
    between = " between subnets" if known(facts, "network.overlay.across_subnets") else ""
    return name and f"carries {name} tunnels{between}"
