"""The nodes: how many of which role, flavor, zone and version."""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.duration import whole
from deckgen.cluster.node import flavor, is_control_plane, is_worker, kubelet, os_image, pool, role, runtime, zone
from deckgen.cluster.nodecount import (
    Test,
    control_plane_among_nodes,
    control_plane_count,
    control_plane_hosted,
    control_plane_names,
    count,
    everyone,
    how_many,
    workers_count,
)
from deckgen.cluster.quantity import GIB, number
from deckgen.cluster.snapshot import Node, Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed


def is_not_ready(node: Node) -> bool:
    """Whether the node does not say that it is ready. Source: condition Ready of Node ``.status.conditions``."""
    return not node.ready


def is_cordoned(node: Node) -> bool:
    """Whether the node takes no new Pods. Source: Node ``.spec.unschedulable``."""
    return node.unschedulable


def names(snapshot: Snapshot, *, test: Test) -> Finding:
    """Give the names of the nodes for which ``test`` holds. Source: Node ``.metadata.name``."""
    found = sorted(node.name for node in snapshot.nodes if test(node))
    return observed(found, f"Node .metadata.name: {len(found)} of {len(snapshot.nodes)}")


def texts(snapshot: Snapshot, *, read: Callable[[Node], str], what: str, test: Test = everyone) -> Finding:
    """Give the distinct values that ``read`` gives. Source: as ``read`` says; ``what`` names the field."""
    nodes = [node for node in snapshot.nodes if test(node)]
    found = sorted({read(node) for node in nodes} - {""})
    holders = sum(bool(read(node)) for node in nodes)
    if not found:
        return not_visible(f"{_none_says(len(nodes))} ({what})")
    return observed(found, f"Node {what}: {holders} of {len(nodes)}")


def _none_says(number: int) -> str:
    if not number:
        return "no such node is here to say it"
    return "this one node does not say it" if number == 1 else f"none of these {number} nodes says it"


def total(snapshot: Snapshot, *, read: Callable[[Node], str], unit: float = 1) -> Finding:
    """Add up a quantity of all workers. Source: Node ``.status.capacity``."""
    workers = [node for node in snapshot.nodes if is_worker(node)]
    said = [read(node) for node in workers if read(node)]
    if not said:
        return not_visible("no worker says its capacity")
    return observed(
        whole(sum(map(number, said)) / unit), f"Node .status.capacity: {len(said)} of {len(workers)} workers"
    )


def flavors(snapshot: Snapshot) -> Finding:
    """Count the nodes by flavor and role. Source: label ``node.kubernetes.io/instance-type``, see ``flavor``."""
    counted = Counter((flavor(node), role(node)) for node in snapshot.nodes if flavor(node))
    if not counted:
        return not_visible("no node carries the name of a flavor (label node.kubernetes.io/instance-type)")
    rows = [{"flavor": name, "role": kind, "count": times} for (name, kind), times in sorted(counted.items())]
    return observed(rows, f"label node.kubernetes.io/instance-type: {counted.total()} of {len(snapshot.nodes)} nodes")


def pools(snapshot: Snapshot) -> Finding:
    """Count the nodes by pool. Source: see ``node.pool``."""
    groups: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in snapshot.nodes:
        if pool(node):
            groups[pool(node), role(node)].append(node)
    if not groups:
        return not_visible(f"none of {len(snapshot.nodes)} nodes has a label or annotation that names its pool")
    rows = [
        {"pool": name, "role": kind, "count": len(group), "flavors": ", ".join(sorted(set(map(flavor, group)) - {""}))}
        for (name, kind), group in sorted(groups.items())
    ]
    told = sum(map(len, groups.values()))
    return observed(rows, f"Node labels and annotations of pools: {told} of {len(snapshot.nodes)} nodes")


def by_zone(snapshot: Snapshot) -> Finding:
    """Give the nodes by zone and role. Source: label ``topology.kubernetes.io/zone``."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node in snapshot.nodes:
        if zone(node):
            groups[zone(node), role(node)].append(node.name)
    if not groups:
        return not_visible(f"none of {len(snapshot.nodes)} nodes carries the label topology.kubernetes.io/zone")
    rows = [
        {"zone": place, "role": kind, "count": len(group), "names": sorted(group)}
        for (place, kind), group in sorted(groups.items())
    ]
    told = sum(map(len, groups.values()))
    return observed(rows, f"Node label topology.kubernetes.io/zone: {told} of {len(snapshot.nodes)}")


def zone_counts(snapshot: Snapshot) -> Finding:
    """Count the nodes by zone and role, without their names. Source: see ``by_zone``."""
    found = by_zone(snapshot)
    if found.value is None:
        return found
    rows = [{key: row[key] for key in ("zone", "role", "count")} for row in found.value]
    return observed(rows, found.evidence)


def listing(snapshot: Snapshot) -> Finding:
    """Give every node with what the deck says of it. Source: Node labels, ``.status.nodeInfo``, condition Ready."""
    return observed(
        [_row(node) for node in sorted(snapshot.nodes, key=lambda one: one.name)], f"{len(snapshot.nodes)} Node objects"
    )


def _row(node: Node) -> dict[str, Any]:
    return {
        "name": node.name,
        "role": role(node),
        "flavor": flavor(node),
        "zone": zone(node),
        "pool": pool(node),
        "kubelet": kubelet(node),
        "runtime": runtime(node),
        "ready": bool(node.ready),
    }


def _define(
    name: str,
    meaning: str,
    shape: Shape,
    find: Callable[[Snapshot], Finding],
    read_from: str,
    **more: Any,
) -> Definition:
    return Definition(f"nodes.{name}", meaning, shape, find, read_from, **{"needs": ("nodes",), **more})


_ROLE_LABELS = "Node .metadata.labels[node-role.kubernetes.io/*]"
_TYPE_LABEL = "Node .metadata.labels[node.kubernetes.io/instance-type]"
_ZONE_LABEL = "Node .metadata.labels[topology.kubernetes.io/zone]"
_CORDONED = "Node .spec.unschedulable"
_INFO = "Node .status.nodeInfo"
_READY = "Node .status.conditions[Ready]"
_flavors_of = partial(partial, texts, read=flavor, what=".metadata.labels[node.kubernetes.io/instance-type]")
_NAMED = {"holds": Holds.HOST_NAME}

FACTS = (
    _define("count", "How many nodes the cluster has", "number", count, "Node objects", needs=()),
    _define(
        "ready.count",
        "How many nodes are ready",
        "number",
        partial(how_many, test=lambda node: bool(node.ready)),
        _READY,
    ),
    _define("not_ready", "The nodes that are not ready", "texts", partial(names, test=is_not_ready), _READY, **_NAMED),
    _define("not_ready.count", "How many nodes are not ready", "number", partial(how_many, test=is_not_ready), _READY),
    _define(
        "cordoned",
        "The nodes that take no new Pods (cordoned)",
        "texts",
        partial(names, test=is_cordoned),
        _CORDONED,
        **_NAMED,
    ),
    _define(
        "cordoned.count", "How many nodes take no new Pods", "number", partial(how_many, test=is_cordoned), _CORDONED
    ),
    _define(
        "pools",
        "The pools that nodes are made in: Cluster API's, Magnum's or Gardener's, how many nodes each has and of which "
        "flavors",
        "rows",
        pools,
        "Node labels */nodegroup, */node-group, worker.gardener.cloud/pool, annotations cluster.x-k8s.io/owner-*",
        holds=Holds.PLATFORM,
        columns=("pool", "role", "count", "flavors"),
    ),
    _define(
        "control_plane.among_nodes",
        "Whether the control plane is among the nodes; elsewhere, live API servers are counted",
        "flag",
        control_plane_among_nodes,
        f"{_ROLE_LABELS}, kube-apiserver Pods",
        needs=(),
    ),
    _define(
        "control_plane.hosted",
        "Whether the control plane is hosted elsewhere, as Gardener does it, so that no standard of ours is promised",
        "flag",
        control_plane_hosted,
        f"ConfigMap kube-system/shoot-info, {_ROLE_LABELS}, kube-apiserver Pods",
        needs=(),
    ),
    _define(
        "control_plane.count",
        "How many control-plane nodes there are, or live API servers where these are no nodes of the cluster",
        "number",
        control_plane_count,
        f"{_ROLE_LABELS}, kube-apiserver Pods, Leases of the API servers",
        needs=(),
    ),
    _define(
        "control_plane.names",
        "The names of the control-plane nodes",
        "texts",
        control_plane_names,
        _ROLE_LABELS,
        needs=(),
        **_NAMED,
    ),
    _define(
        "control_plane.flavors",
        "The OpenStack flavors of the control-plane nodes",
        "texts",
        _flavors_of(test=is_control_plane),
        _TYPE_LABEL,
        holds=Holds.PLATFORM,
    ),
    _define("workers.count", "How many workers there are", "number", workers_count, _ROLE_LABELS, needs=()),
    _define(
        "workers.names", "The names of the workers", "texts", partial(names, test=is_worker), _ROLE_LABELS, **_NAMED
    ),
    _define(
        "workers.flavors",
        "The OpenStack flavors of the workers",
        "texts",
        _flavors_of(test=is_worker),
        _TYPE_LABEL,
        holds=Holds.PLATFORM,
    ),
    _define(
        "workers.cpu",
        "How many vCPUs the workers have together",
        "number",
        partial(total, read=lambda node: node.cpu),
        "Node .status.capacity.cpu",
        unit="vCPU",
    ),
    _define(
        "workers.memory",
        "How much memory the workers have together",
        "number",
        partial(total, read=lambda node: node.memory, unit=GIB),
        "Node .status.capacity.memory",
        unit="GiB",
    ),
    _define(
        "flavors",
        "How many nodes of each role use which OpenStack flavor",
        "rows",
        flavors,
        _TYPE_LABEL,
        holds=Holds.PLATFORM,
        columns=("flavor", "role", "count"),
    ),
    _define(
        "zones",
        "The availability zones of the nodes",
        "texts",
        partial(texts, read=zone, what=".metadata.labels[topology.kubernetes.io/zone]"),
        _ZONE_LABEL,
        holds=Holds.PLATFORM,
    ),
    _define(
        "by_zone",
        "The nodes of each zone by role",
        "rows",
        by_zone,
        _ZONE_LABEL,
        columns=("zone", "role", "count", "names"),
        **_NAMED,
    ),
    _define(
        "zone_counts",
        "How many nodes of each role stand in which zone",
        "rows",
        zone_counts,
        _ZONE_LABEL,
        holds=Holds.PLATFORM,
        columns=("zone", "role", "count"),
    ),
    _define(
        "kubelet.versions",
        "The versions of the kubelets",
        "texts",
        partial(texts, read=kubelet, what=".status.nodeInfo.kubeletVersion"),
        _INFO,
    ),
    _define(
        "runtimes",
        "The container runtimes",
        "texts",
        partial(texts, read=runtime, what=".status.nodeInfo.containerRuntimeVersion"),
        _INFO,
    ),
    _define(
        "os_images",
        "The operating systems of the nodes",
        "texts",
        partial(texts, read=os_image, what=".status.nodeInfo.osImage"),
        _INFO,
    ),
    _define(
        "list",
        "Every node with its role, flavor, zone, pool, versions and readiness",
        "rows",
        listing,
        "Node objects",
        columns=("name", "role", "flavor", "zone", "pool", "kubelet", "runtime", "ready"),
        **_NAMED,
    ),
)
