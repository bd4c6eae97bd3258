"""Picks what the call shows of the customer's own: a namespace, and a Deployment, a Service and a Pod in it."""

from collections import Counter

from deckgen.cluster.facts.namespaces import customers, is_system
from deckgen.cluster.snapshot import Pod, Service, Snapshot, Workload


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


def example_service(snapshot: Snapshot) -> Service | None:
    """Give the Service in front of the example Deployment, or None."""
    found = example_deployment(snapshot)
    return _service_of(snapshot, found) if found else None


def example_pod(snapshot: Snapshot) -> Pod | None:
    """Give the Pod of the example namespace to describe: rather a StatefulSet's with a claim, rather a running one."""
    home = example_namespace(snapshot)
    found = [pod for pod in snapshot.pods if pod.namespace == home]
    return min(
        found,
        key=lambda pod: (pod.phase != "Running", not pod.owner.startswith("StatefulSet/"), not pod.claims, pod.name),
        default=None,
    )


def _service_of(snapshot: Snapshot, workload: Workload) -> Service | None:
    for service in snapshot.services:
        same = service.namespace == workload.namespace and bool(service.selector)
        if same and service.selector.items() <= workload.pod_labels.items():
            return service
    return None
