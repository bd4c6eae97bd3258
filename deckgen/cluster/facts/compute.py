"""What nova does for the cluster, as far as Kubernetes' API shows it."""

from collections import Counter, defaultdict

from deckgen.cluster.definition import Definition
from deckgen.cluster.facts import openstack
from deckgen.cluster.node import is_control_plane, role, zone
from deckgen.cluster.sight import refused
from deckgen.cluster.snapshot import Custom, Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_MACHINES = ("OpenStackServer", "OpenStackMachine")
_RESOURCES = ("openstackmachines", "openstackservers")
_GROUPS = ("spec.serverGroup.filter.name", "spec.serverGroup.id", "spec.serverGroupID")
_CLUSTER = "metadata.labels.cluster.x-k8s.io/cluster-name"
_HOST = "topology.openstack.org/host-id"
_IN_NOVA = "server groups stand in nova, not in the cluster's API"


def anti_affinity(snapshot: Snapshot) -> Finding:
    """Say that a server group's policy does not show; which groups there are shows on a management cluster alone.

    Source: nova's API, or the customer profile; ``compute.server_groups`` for the groups.
    """
    groups = sorted({group for machine in _machines(snapshot) if (group := _group(machine))})
    named = f"; OpenStackMachines here name {', '.join(groups)}, without its policy" if groups else ""
    return not_visible(f"{_IN_NOVA}{named}: say it in the customer profile")


def server_groups(snapshot: Snapshot) -> Finding:
    """Give nova's server groups that Cluster API puts machines into, on a management cluster.

    Source: OpenStackMachine ``.spec.serverGroup`` (``.serverGroupID`` up to v1alpha7), OpenStackServer
    ``.spec.serverGroup`` (kubernetes-sigs/cluster-api-provider-openstack api). Zones, which spread servers too, are no
    server groups.
    """
    machines = _machines(snapshot)
    if not machines:
        return not_visible(refused(snapshot, *_RESOURCES) or f"{_IN_NOVA}; no OpenStackMachine is kept here")
    counted = Counter((str(one.fields.get(_CLUSTER, "")), _group(one)) for one in machines if _group(one))
    if not counted:
        return not_visible(f"none of {len(machines)} OpenStackMachines names a server group")
    rows = [{"group": group, "cluster": cluster, "count": times} for (cluster, group), times in sorted(counted.items())]
    kinds = " and ".join(sorted({one.kind for one in machines}))
    return observed(rows, f"{kinds} .spec.serverGroup: {counted.total()} of {len(machines)}")


def servers_count(snapshot: Snapshot) -> Finding:
    """Count the nodes that are seen to be servers of nova; others may be, too.

    Source: Node ``.spec.providerID``, see ``openstack.servers``.
    """
    known = {node.name for node in openstack.servers(snapshot)}
    if not known:
        return not_visible("no node has a provider ID of OpenStack")
    others = [node.name for node in snapshot.nodes if node.name not in known]
    without = f"; without: {', '.join(others)}" if others else ""
    return observed(len(known), f"Node .spec.providerID openstack://: {len(known)} of {len(snapshot.nodes)}{without}")


def control_plane_hosts(snapshot: Snapshot) -> Finding:
    """Count the hosts of nova that the control-plane nodes stand on: fewer than nodes means that two share one.

    Source: node label ``topology.openstack.org/host-id``, which newer cloud controllers write
    (kubernetes/cloud-provider-openstack pkg/openstack/instances.go); it says where servers are, not by what rule.
    """
    hosts = _hosts(snapshot)
    if hosts.value is None:
        return hosts
    together = control_plane_together(snapshot).value
    shared = f"; one host has {', '.join(together)}" if together else ""
    return observed(len(hosts.value), hosts.evidence + shared)


def control_plane_together(snapshot: Snapshot) -> Finding:
    """Give the control-plane nodes that share a host, host by host. Source: see ``control_plane_hosts``."""
    hosts = _hosts(snapshot)
    if hosts.value is None:
        return hosts
    return observed(sorted(" and ".join(sorted(names)) for names in hosts.value if len(names) > 1), hosts.evidence)


def _hosts(snapshot: Snapshot) -> Finding:
    """Give the names of the control-plane nodes by host."""
    nodes = [node for node in snapshot.nodes if is_control_plane(node)]
    hosts: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node.labels.get(_HOST):
            hosts[node.labels[_HOST]].append(node.name)
    told = sum(map(len, hosts.values()))
    if not nodes or told < len(nodes):
        return not_visible(f"Node label {_HOST}: {told} of {len(nodes)} control-plane nodes have it")
    return observed(list(hosts.values()), f"Node label {_HOST}: {told} of {len(nodes)} control-plane nodes")


def hosts(snapshot: Snapshot) -> Finding:
    """Give the hosts of nova, numbered, and how many nodes of which role each has, where every node tells its own.

    Source: see ``control_plane_hosts``; the label's value is a hash, which names nothing.
    """
    ids = {node.name: node.labels.get(_HOST, "") for node in snapshot.nodes}
    told = sum(map(bool, ids.values()))
    if not ids or told < len(ids):
        return not_visible(f"Node label {_HOST}: {told} of {len(ids)} nodes have it")
    ordered = sorted(snapshot.nodes, key=lambda node: (zone(node), node.name))
    numbers = {one: number for number, one in enumerate(dict.fromkeys(ids[node.name] for node in ordered), 1)}
    counted = Counter((numbers[ids[node.name]], zone(node), role(node)) for node in ordered)
    rows = [{"host": host, "zone": place, "role": kind, "count": n} for (host, place, kind), n in counted.items()]
    return observed(rows, f"Node label {_HOST}: {told} of {len(ids)} nodes, {len(numbers)} hosts")


def _machines(snapshot: Snapshot) -> list[Custom]:
    """Give the machines; OpenStackServers, from which newer OpenStackMachines are made, stand for those."""
    found = [one for one in snapshot.customs if one.kind in _MACHINES]
    servers = {(one.namespace, one.name) for one in found if one.kind == "OpenStackServer"}
    return [one for one in found if one.kind == "OpenStackServer" or (one.namespace, one.name) not in servers]


def _group(machine: Custom) -> str:
    return next((str(machine.fields[path]) for path in _GROUPS if machine.fields.get(path)), "")


FACTS = (
    Definition(
        "compute.anti_affinity",
        "The anti-affinity policy of the cluster's servers in nova",
        "text",
        anti_affinity,
        "the customer profile",
        holds=Holds.FREE_TEXT,
    ),
    Definition(
        "compute.server_groups",
        "The server groups of nova that Cluster API puts machines into, on a management cluster",
        "rows",
        server_groups,
        "OpenStackMachine .spec.serverGroup, OpenStackServer .spec.serverGroup",
        holds=Holds.OBJECT,
        columns=("group", "cluster", "count"),
    ),
    Definition(
        "compute.servers.count",
        "How many nodes name the server of nova that they are",
        "number",
        servers_count,
        "Node .spec.providerID",
        needs=("nodes",),
    ),
    Definition(
        "compute.control_plane.together",
        "The control-plane nodes that share a host of nova",
        "texts",
        control_plane_together,
        f"Node label {_HOST}",
        needs=("nodes",),
        holds=Holds.HOST_NAME,
    ),
    Definition(
        "compute.control_plane.hosts.count",
        "On how many hosts of nova the control-plane nodes stand",
        "number",
        control_plane_hosts,
        f"Node label {_HOST}",
        needs=("nodes",),
    ),
    Definition(
        "compute.hosts",
        "The hosts of nova that nodes stand on, numbered, and how many nodes of which role each has",
        "rows",
        hosts,
        f"Node label {_HOST}",
        holds=Holds.HOST_NAME,
        needs=("nodes",),
        columns=("host", "zone", "role", "count"),
    ),
)
