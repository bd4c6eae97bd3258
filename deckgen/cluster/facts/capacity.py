"""How much of the nodes is set aside for Pods: what they request against what the nodes have for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from deckgen.cluster.definition import Definition
from deckgen.cluster.node import is_worker, pool, role
from deckgen.cluster.quantity import GIB
from deckgen.cluster.reservation import MILLI, number_or_zero
from deckgen.cluster.snapshot import Node, Pod, Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_ENDED = ("Succeeded", "Failed")
"""Phases of Pods for which nothing is set aside any more: kubernetes pkg/scheduler, fields of its Pod informer."""

_FIELDS = "Pod .spec requests against Node .status.allocatable"
_ALLOCATABLE = "Node .status.allocatable"
_COLUMNS = ("group", "role", "nodes", "cpu_requested", "cpu", "cpu_share", "memory_requested", "memory", "memory_share")


def groups(snapshot: Snapshot) -> Finding:
    """Give the nodes by pool, or by role where none has a pool, with what Pods request and what there is for them.

    Source: Node ``.status.allocatable``, what the kubelet leaves for Pods (kubernetes pkg/kubelet/cm
    node_container_manager); what is requested, see ``reservation.reserved``; ``node.pool``.
    """
    told = {node.name: node for node in snapshot.nodes if _has(node)}
    if len(told) < len(snapshot.nodes):
        return not_visible(f"{_ALLOCATABLE} with cpu and memory: {len(told)} of {len(snapshot.nodes)} nodes")
    pooled = any(map(pool, snapshot.nodes))
    members: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in told.values():
        members[(pool(node) or "in no pool") if pooled else role(node), role(node)].append(node)
    if not members:
        return not_visible("there is no node")
    running = _running(snapshot)
    rows = [
        {"group": name, "role": kind, "nodes": len(own), **_figures(own, running)}
        for (name, kind), own in sorted(members.items())
    ]
    return observed(rows, f"{_FIELDS}: {sum(map(len, running.values()))} Pods on {len(told)} nodes")


def share(snapshot: Snapshot, *, resource: str) -> Finding:
    """Give the share of the workers that Pods request, in percent. Source: see ``groups``."""
    workers = [node for node in snapshot.nodes if is_worker(node)]
    told = [node for node in workers if _has(node)]
    if not told or len(told) < len(workers):
        return not_visible(f"{_ALLOCATABLE} with cpu and memory: {len(told)} of {len(workers)} workers")
    running = _running(snapshot)
    pods = sum(len(running.get(node.name, ())) for node in told)
    return observed(_figures(told, running)[f"{resource}_share"], f"{_FIELDS}: {pods} Pods on {len(told)} workers")


def _has(node: Node) -> bool:
    return number_or_zero(node.allocatable_cpu) > 0 and number_or_zero(node.allocatable_memory) > 0


def _running(snapshot: Snapshot) -> Mapping[str, list[Pod]]:
    """Give the Pods for which something is set aside, by node."""
    found: dict[str, list[Pod]] = defaultdict(list)
    for pod in snapshot.pods:
        if pod.node and pod.phase not in _ENDED:
            found[pod.node].append(pod)
    return found


def _figures(nodes: Iterable[Node], running: Mapping[str, list[Pod]]) -> dict[str, Any]:
    """Add up nodes: what is requested and what there is, in vCPUs and GiB, and the share in percent."""
    cpu = memory = cpu_requested = memory_requested = 0.0
    for node in nodes:
        cpu += number_or_zero(node.allocatable_cpu)
        memory += number_or_zero(node.allocatable_memory) / GIB
        cpu_requested += sum(pod.cpu for pod in running.get(node.name, ())) / MILLI
        memory_requested += sum(pod.memory for pod in running.get(node.name, ())) / GIB
    return {
        "cpu_requested": round(cpu_requested, 1),
        "cpu": round(cpu, 1),
        "cpu_share": round(100 * cpu_requested / cpu),
        "memory_requested": round(memory_requested, 1),
        "memory": round(memory, 1),
        "memory_share": round(100 * memory_requested / memory),
    }


FACTS = (
    Definition(
        "capacity.groups",
        "What Pods request of each pool of nodes, or of each role, against what there is for them, in vCPUs, GiB and "
        "percent",
        "rows",
        groups,
        "Pod .spec.containers[].resources.requests, Node .status.allocatable",
        holds=Holds.PLATFORM,
        needs=("nodes", "pods"),
        columns=_COLUMNS,
    ),
    *(
        Definition(
            f"capacity.workers.{resource}_share",
            f"The share of the workers' {name} that Pods request",
            "number",
            partial(share, resource=resource),
            "Pod .spec.containers[].resources.requests, Node .status.allocatable",
            needs=("nodes", "pods"),
            unit="%",
        )
        for resource, name in (("cpu", "vCPUs"), ("memory", "memory"))
    ),
)
