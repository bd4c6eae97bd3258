"""What kubectl would print on this cluster, for the commands that the call shows."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.facts.namespaces import customers, is_system
from deckgen.cluster.printed import (
    NODE_COLUMNS,
    NODES_COMMAND,
    POD_COLUMNS,
    WORKLOAD_COLUMNS,
    WORKLOADS_OUTPUT,
    described,
    node_row,
    pod_row,
    workload_row,
)
from deckgen.cluster.sight import WORKLOADS
from deckgen.cluster.snapshot import Pod, Service, Snapshot, Workload
from deckgen.fact import Finding, Holds, not_visible, observed

_NO_PODS = "no Pod of the customer's runs"
_NO_EXAMPLE = "there is none in kubectl.example_namespace"
_GET = "kubectl get"


def example_namespace(snapshot: Snapshot) -> str:
    """Give the customer's namespace with most Pods that have not ended, or "".

    Where no namespace is the customer's, the busiest one that is not the system's.
    """
    own = customers(snapshot) or {one.name for one in snapshot.namespaces if not is_system(one.name)}
    counted = Counter(pod.namespace for pod in snapshot.pods if pod.namespace in own and pod.phase != "Succeeded")
    return min(counted, key=lambda name: (-counted[name], name), default="")


def example_deployment(snapshot: Snapshot) -> Workload | None:
    """Give the Deployment of the example namespace to show: one that an Ingress or Service leads to, most replicas."""
    home = example_namespace(snapshot)
    found = [one for one in snapshot.workloads if one.kind == "Deployment" and one.namespace == home]
    return min(found, key=lambda one: (_service_of(snapshot, one) is None, -one.ready, one.name), default=None)


def example_pod(snapshot: Snapshot) -> Pod | None:
    """Give the Pod of the example namespace to describe: rather a StatefulSet's with a claim, rather a running one."""
    home = example_namespace(snapshot)
    found = [pod for pod in snapshot.pods if pod.namespace == home]
    return min(
        found,
        key=lambda pod: (pod.phase != "Running", not pod.owner.startswith("StatefulSet/"), not pod.claims, pod.name),
        default=None,
    )


def nodes(snapshot: Snapshot) -> Finding:
    """Give the nodes with flavor, zone and version. Source: Node objects, see ``printed``."""
    return observed([node_row(one) for one in sorted(snapshot.nodes, key=lambda node: node.name)], "Node objects")


def pods(snapshot: Snapshot) -> Finding:
    """Give the Pods of the example namespace. Source: Pod ``.status``, see ``printed``."""
    home = example_namespace(snapshot)
    if not home:
        return not_visible(_NO_PODS)
    found = [pod for pod in snapshot.pods if pod.namespace == home]
    return observed([pod_row(pod, snapshot) for pod in _sorted(found)], f"{len(found)} Pods in {home}")


def all_namespaces(snapshot: Snapshot) -> Finding:
    """Give all Pods by namespace. Source: Pod ``.status``, see ``printed``."""
    rows = [{"NAMESPACE": pod.namespace, **pod_row(pod, snapshot)} for pod in _sorted(snapshot.pods)]
    return observed(rows, f"{len(rows)} Pods")


def workloads(snapshot: Snapshot, *, kind: str) -> Finding:
    """Give the workloads of one kind in the example namespace. Source: ``.spec.replicas``, ``.status``."""
    home = example_namespace(snapshot)
    if not home:
        return not_visible(_NO_PODS)
    found = [one for one in snapshot.workloads if one.namespace == home and one.kind == kind]
    rows = [workload_row(one) for one in sorted(found, key=lambda one: one.name)]
    return observed(rows, f"{len(rows)} {kind}s in {home}")


def named(snapshot: Snapshot, *, find: Callable[[Snapshot], Workload | Pod | Service | None]) -> Finding:
    """Give the name of an example. Source: see the functions ``example_*``."""
    found = find(snapshot)
    if found is None:
        return not_visible(_NO_EXAMPLE if example_namespace(snapshot) else _NO_PODS)
    return observed(found.name, f"1 in namespace {found.namespace}")


def namespace_name(snapshot: Snapshot) -> Finding:
    """Give the example namespace's name. Source: see ``example_namespace``."""
    found = example_namespace(snapshot)
    return observed(found, "the customer's namespace with most Pods") if found else not_visible(_NO_PODS)


def describe(snapshot: Snapshot) -> Finding:
    """Give an excerpt of ``kubectl describe pod`` of the example Pod. Source: see ``printed.described``."""
    pod = example_pod(snapshot)
    if pod is None:
        return not_visible(_NO_PODS)
    return observed(described(pod), f"Pod {pod.namespace}/{pod.name}")


def deployment_image(snapshot: Snapshot) -> Finding:
    """Give the image of the example Deployment's first container. Source: ``.spec.template.spec.containers``."""
    found = example_deployment(snapshot)
    images = [one.image for one in found.containers if not one.init] if found else []
    return observed(images[0], f"first container of {found.name}") if found and images else not_visible(_NO_EXAMPLE)


def deployment_replicas(snapshot: Snapshot) -> Finding:
    """Count the example Deployment's ready replicas. Source: ``.status.readyReplicas``."""
    found = example_deployment(snapshot)
    return observed(found.ready, f"{found.name}: {found.replicas} wanted") if found else not_visible(_NO_EXAMPLE)


def example_service(snapshot: Snapshot) -> Service | None:
    """Give the Service in front of the example Deployment, or None."""
    found = example_deployment(snapshot)
    return _service_of(snapshot, found) if found else None


def _service_of(snapshot: Snapshot, workload: Workload) -> Service | None:
    for service in snapshot.services:
        same = service.namespace == workload.namespace and bool(service.selector)
        if same and service.selector.items() <= workload.pod_labels.items():
            return service
    return None


def _sorted(found: list[Pod]) -> list[Pod]:
    return sorted(found, key=lambda pod: (pod.namespace, pod.name))


def _define(
    name: str, meaning: str, shape: Shape, find: Callable[[Snapshot], Finding], read_from: str, **more: Any
) -> Definition:
    needs = ("pods", "namespaces", *WORKLOADS)
    return Definition(
        f"kubectl.{name}",
        meaning,
        shape,
        find,
        read_from,
        **{"needs": needs, "holds": Holds.IDENTIFIER, "local": True, **more},
    )


_OF_PODS = "Pod .status"

FACTS = (
    _define(
        "nodes",
        f"What `{NODES_COMMAND}` prints",
        "rows",
        nodes,
        "Node objects",
        columns=NODE_COLUMNS,
        needs=("nodes",),
        holds=Holds.HOST_NAME,
        local=False,
    ),
    _define(
        "pods",
        f"What `{_GET} pods -n NAMESPACE` prints for kubectl.example_namespace",
        "rows",
        pods,
        _OF_PODS,
        columns=POD_COLUMNS,
    ),
    _define(
        "all_namespaces",
        f"What `{_GET} pods -A` prints",
        "rows",
        all_namespaces,
        _OF_PODS,
        columns=("NAMESPACE", *POD_COLUMNS),
        local=False,
    ),
    _define(
        "deployments",
        f"What `{_GET} deployments -n NAMESPACE {WORKLOADS_OUTPUT}` prints for kubectl.example_namespace",
        "rows",
        partial(workloads, kind="Deployment"),
        "Deployments",
        columns=WORKLOAD_COLUMNS,
    ),
    _define(
        "statefulsets",
        f"What `{_GET} statefulsets -n NAMESPACE {WORKLOADS_OUTPUT}` prints for kubectl.example_namespace",
        "rows",
        partial(workloads, kind="StatefulSet"),
        "StatefulSets",
        columns=WORKLOAD_COLUMNS,
    ),
    _define(
        "example_namespace", "A namespace of the customer's to show, the busiest", "text", namespace_name, _OF_PODS
    ),
    _define(
        "example_deployment",
        "A Deployment to show, in kubectl.example_namespace",
        "text",
        partial(named, find=example_deployment),
        "Deployments",
    ),
    _define(
        "example_deployment.image",
        "The image that kubectl.example_deployment runs",
        "text",
        deployment_image,
        "Deployments",
    ),
    _define(
        "example_deployment.replicas",
        "How many replicas of kubectl.example_deployment are ready",
        "number",
        deployment_replicas,
        "Deployment .status.readyReplicas",
    ),
    _define(
        "example_service",
        "The Service in front of kubectl.example_deployment",
        "text",
        partial(named, find=example_service),
        "Service .spec.selector",
        needs=("pods", "namespaces", "services", *WORKLOADS),
    ),
    _define(
        "example_pod",
        "A Pod to describe, in kubectl.example_namespace",
        "text",
        partial(named, find=example_pod),
        "Pods",
    ),
    _define(
        "describe",
        "Lines of what `kubectl describe pod` prints for kubectl.example_pod",
        "texts",
        describe,
        "Pod .metadata, .spec, .status",
    ),
)
