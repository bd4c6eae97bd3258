"""Pods to show the pod network by: one on each of a few nodes, with its address and its node's range."""

from collections import defaultdict
from collections.abc import Collection

from deckgen.cluster.facts.namespaces import customers
from deckgen.cluster.ranges import outside
from deckgen.cluster.snapshot import Pod, Snapshot
from deckgen.fact import Finding, not_visible, observed

_EXAMPLES = 3
"""So many nodes are shown with a Pod of theirs."""


def find(snapshot: Snapshot) -> Finding:
    """Give a Pod to show on each of up to three nodes, with its address and its node's range, rather the customer's.

    Source: Pod ``.status.podIP`` of those without ``.spec.hostNetwork``; Node ``.spec.podCIDRs``, which not every
    plug-in heeds, where each such Pod on the node has its address from there.
    """
    own, found = customers(snapshot), defaultdict[str, list[Pod]](list)
    for pod in snapshot.pods:
        if pod.node and pod.pod_ip and not pod.host_network and pod.phase == "Running":
            found[pod.node].append(pod)
    if not found:
        return not_visible("no running Pod has an address of the pod network")
    shown = {name: min(pods, key=lambda pod: _rank(pod, own)) for name, pods in found.items()}
    names = sorted(sorted(shown, key=lambda name: (shown[name].namespace not in own, name))[:_EXAMPLES])
    cidrs = {node.name: node.pod_cidrs for node in snapshot.nodes}
    rows = [
        {
            "node": name,
            "range": _own_range(cidrs.get(name, []), found[name]),
            "pod": f"{shown[name].namespace}/{shown[name].name}",
            "address": shown[name].pod_ip,
        }
        for name in names
    ]
    return observed(rows, f"Pod .status.podIP, Node .spec.podCIDRs of {len(rows)} of {len(found)} nodes with Pods")


def _rank(pod: Pod, own: Collection[str]) -> tuple[bool, int, str, str]:
    return pod.namespace not in own, len(pod.name), pod.namespace, pod.name


def _own_range(cidrs: list[str], pods: list[Pod]) -> str:
    """Give the node's range of the Pods' family, where all of them have their address from it."""
    return next((cidr for cidr in cidrs if all(not outside([pod.pod_ip], [cidr]) for pod in pods)), "")
