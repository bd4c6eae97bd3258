"""How many nodes there are of which role, and what tells where the nodes themselves may not be read."""

from collections.abc import Callable

from deckgen.cluster import builder
from deckgen.cluster.liveness import live_api_servers
from deckgen.cluster.node import is_control_plane, is_worker
from deckgen.cluster.running import component_pods
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Node, Snapshot
from deckgen.fact import Finding, absent, not_visible, observed

_ON_EVERY_NODE = {"kube-proxy", "calico-node", "canal", "rke2-canal", "cilium", "kube-flannel-ds", "kube-ovn-cni"}
_HOSTED = "the control plane is hosted elsewhere (ConfigMap kube-system/shoot-info), none of it is a node here"

Test = Callable[[Node], bool]


def everyone(_: Node) -> bool:
    """Hold for every node."""
    return True


def how_many(snapshot: Snapshot, *, test: Test = everyone) -> Finding:
    """Count the nodes for which ``test`` holds. Source: the Node objects."""
    found = [node for node in snapshot.nodes if test(node)]
    return observed(len(found), f"{len(found)} of {len(snapshot.nodes)} Node objects")


def count(snapshot: Snapshot) -> Finding:
    """Count the nodes; with rights to view only, by what runs on every node.

    Source: the Node objects; else DaemonSet ``.status.desiredNumberScheduled`` of kube-proxy or the network plug-in;
    else the distinct ``.spec.nodeName`` of Pods.
    """
    reason = unread(snapshot, "nodes")
    if not reason:
        return how_many(snapshot)
    sets = [one for one in snapshot.workloads if one.kind == "DaemonSet" and one.name in _ON_EVERY_NODE]
    if sets:
        widest = max(sets, key=lambda one: one.replicas)
        place = f"DaemonSet {widest.namespace}/{widest.name} .status.desiredNumberScheduled"
        return observed(widest.replicas, f"{place}, since {reason}")
    used = {pod.node for pod in snapshot.pods if pod.node}
    if used:
        return observed(len(used), f"distinct .spec.nodeName of Pods (nodes without Pods do not count), since {reason}")
    return not_visible(reason)


def control_plane_count(snapshot: Snapshot) -> Finding:
    """Count the control-plane nodes, or the live API servers where the control plane is not among the nodes.

    Source: node labels by key (see ``role``); with rights to view only, the nodes of kubeadm's Pods
    ``component=kube-apiserver``; else leases and endpoints of the API servers. A hosted control plane
    (gardener/gardener shoot-info without control-plane nodes) has no nodes here.
    """
    found = [node for node in snapshot.nodes if is_control_plane(node)]
    if found:
        return observed(len(found), f"control-plane label on {len(found)} of {len(snapshot.nodes)} nodes")
    reason = unread(snapshot, "nodes")
    servers = _nodes_of(snapshot, "kube-apiserver")
    if servers:
        why = reason or "no node carries a control-plane label"
        return observed(len(servers), f"nodes of the Pods with component=kube-apiserver, since {why}")
    if builder.is_hosted(snapshot):
        return absent(_HOSTED)
    return live_api_servers(snapshot, reason or "the control plane is not among the nodes")


def workers_count(snapshot: Snapshot) -> Finding:
    """Count the workers: nodes with neither the control-plane nor the etcd role.

    Source: node labels; with rights to view only, all nodes but those that run kube-apiserver or etcd Pods.
    """
    reason = unread(snapshot, "nodes")
    if not reason:
        return how_many(snapshot, test=is_worker)
    everywhere, others = count(snapshot), _nodes_of(snapshot, "kube-apiserver", "etcd")
    if everywhere.value is None or not others:
        return not_visible(reason)
    return observed(everywhere.value - len(others), f"all nodes but the {len(others)} with API server or etcd Pods")


def control_plane_names(snapshot: Snapshot) -> Finding:
    """Give the control-plane nodes' names. Source: node labels, else the nodes of ``component=kube-apiserver`` Pods."""
    labelled = [node.name for node in snapshot.nodes if is_control_plane(node)]
    if labelled:
        return observed(sorted(labelled), "nodes with a control-plane label")
    served = _nodes_of(snapshot, "kube-apiserver")
    if served:
        return observed(sorted(served), "nodes of the Pods with component=kube-apiserver")
    return not_visible(unread(snapshot, "nodes") or "the control plane is not among the nodes")


def control_plane_among_nodes(snapshot: Snapshot) -> Finding:
    """Say whether the control plane is among the nodes of the cluster.

    Source: node labels, else the nodes of ``component=kube-apiserver`` Pods. Where both were read and none shows any,
    it is elsewhere, and ``control_plane_count`` counts live API servers.
    """
    found = control_plane_names(snapshot)
    if found.value:
        return observed(value=True, evidence=f"{found.evidence}: {len(found.value)}")
    if reason := unread(snapshot, "nodes", "pods"):
        return not_visible(reason)
    if not snapshot.nodes:
        return not_visible("there are no nodes")
    evidence = f"none of {len(snapshot.nodes)} nodes has a control-plane label or a Pod with component=kube-apiserver"
    return observed(value=False, evidence=evidence)


def control_plane_hosted(snapshot: Snapshot) -> Finding:
    """Say whether others host the control plane elsewhere. Source: see ``builder.is_hosted``; else nothing tells it."""
    if builder.is_hosted(snapshot):
        evidence = "ConfigMap kube-system/shoot-info (Gardener), no control-plane node and no Pod of an API server"
        return observed(value=True, evidence=evidence)
    among = control_plane_among_nodes(snapshot)
    if among.value:
        return observed(value=False, evidence=among.evidence)
    return not_visible(among.reason or "the control plane is not among the nodes, and nothing says who runs it")


def _nodes_of(snapshot: Snapshot, *components: str) -> set[str]:
    return {pod.node for pod in component_pods(snapshot, *components) if pod.node}
