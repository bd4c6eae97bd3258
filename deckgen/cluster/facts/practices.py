"""How the customer's own applications are kept, held against good practice.

All facts look at the customer's namespaces and at ``default``; what the platform runs is not the customer's to mend.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.facts.namespaces import customers
from deckgen.cluster.sight import WORKLOADS
from deckgen.cluster.snapshot import Pod, Snapshot, Workload
from deckgen.fact import Finding, Holds, observed

_ENDED = {"Succeeded", "Failed"}
_TOOL_LABELS = (
    "helm.sh/chart",
    "argocd.argoproj.io/instance",
    "kustomize.toolkit.fluxcd.io/name",
    "helm.toolkit.fluxcd.io/name",
)
_TOOL_KEYS = ("meta.helm.sh/release-name", "argocd.argoproj.io/tracking-id")
_MANAGERS = {"helm", "argocd", "argo-cd", "flux", "fluxcd", "kustomize"}
_WORST = 5


def workloads(snapshot: Snapshot) -> list[Workload]:
    """Give the customer's Deployments, StatefulSets and DaemonSets, sorted."""
    own = _own(snapshot)
    found = [workload for workload in snapshot.workloads if workload.namespace in own]
    return sorted(found, key=lambda one: (one.namespace, one.name))


def pods(snapshot: Snapshot) -> list[Pod]:
    """Give the customer's Pods that have not ended, sorted. Source: Pod ``.status.phase``."""
    own = _own(snapshot)
    found = [pod for pod in snapshot.pods if pod.namespace in own and pod.phase not in _ENDED]
    return sorted(found, key=lambda one: (one.namespace, one.name))


def naked(snapshot: Snapshot) -> list[Pod]:
    """Give the Pods that nothing would bring back.

    Source: no controlling owner in ``.metadata.ownerReferences``, not the mirror of a static Pod (annotation
    ``kubernetes.io/config.mirror``), neither Succeeded nor Failed.
    """
    return [pod for pod in pods(snapshot) if not pod.owner and "kubernetes.io/config.mirror" not in pod.annotations]


def is_managed(workload: Workload) -> bool:
    """Whether a tool applied the workload from a source that is kept.

    Source: labels and annotations of Helm (``app.kubernetes.io/managed-by``, ``helm.sh/chart``,
    ``meta.helm.sh/release-name``), Argo CD (argoproj/argo-cd resource tracking) and Flux (fluxcd/flux2).
    """
    by_label = workload.labels.get("app.kubernetes.io/managed-by", "").lower() in _MANAGERS
    return by_label or any(key in workload.labels for key in _TOOL_LABELS) or _has_tool_key(workload)


def pods_count(snapshot: Snapshot) -> Finding:
    """Count the customer's Pods that have not ended. Source: see ``pods``."""
    return observed(len(pods(snapshot)), "Pods that have not ended in the customer's namespaces and default")


def naked_pods(snapshot: Snapshot) -> Finding:
    """Give the naked Pods as ``namespace/name``. Source: see ``naked``."""
    return observed([f"{pod.namespace}/{pod.name}" for pod in naked(snapshot)], "Pods without a controlling owner")


def naked_pods_count(snapshot: Snapshot) -> Finding:
    """Count the naked Pods. Source: see ``naked``."""
    return observed(len(naked(snapshot)), f"{len(naked(snapshot))} of {len(pods(snapshot))} Pods have no owner")


def default_namespace_count(snapshot: Snapshot) -> Finding:
    """Count workloads and naked Pods in ``default``. Source: ``.metadata.namespace``."""
    places = [*(one.namespace for one in workloads(snapshot)), *(pod.namespace for pod in naked(snapshot))]
    return observed(places.count("default"), "workloads and Pods by themselves in namespace default")


def workloads_count(snapshot: Snapshot) -> Finding:
    """Count the customer's workloads. Source: Deployments, StatefulSets and DaemonSets."""
    return observed(len(workloads(snapshot)), "Deployments, StatefulSets, DaemonSets in the customer's namespaces")


def managed_count(snapshot: Snapshot) -> Finding:
    """Count the workloads that a tool applied. Source: see ``is_managed``."""
    found = sum(map(is_managed, workloads(snapshot)))
    return observed(found, f"labels or annotations of Helm, Argo CD or Flux: {found} of {len(workloads(snapshot))}")


def annotated_count(snapshot: Snapshot) -> Finding:
    """Count the workloads that carry annotations. Source: ``.metadata.annotations``, what controllers write aside."""
    found = sum(bool(workload.annotation_keys) for workload in workloads(snapshot))
    return observed(found, f"{found} of {len(workloads(snapshot))} workloads have annotations")


def stateful_count(snapshot: Snapshot) -> Finding:
    """Count the customer's StatefulSets. Source: StatefulSets."""
    return observed(len(_stateful(snapshot)), "StatefulSets in the customer's namespaces")


def stateful_without_claims(snapshot: Snapshot) -> Finding:
    """Give the StatefulSets whose data is gone with the Pod, as ``namespace/name``.

    Source: StatefulSet without ``.spec.volumeClaimTemplates`` and without a persistentVolumeClaim volume.
    """
    found = [one for one in _stateful(snapshot) if not one.claim_templates and not one.claims]
    return observed([f"{one.namespace}/{one.name}" for one in found], "StatefulSets without any claim")


def no_requests_count(snapshot: Snapshot) -> Finding:
    """Count the Pods with a container that asks for no CPU or no memory. Source: ``.resources.requests``."""
    found = sum(map(_lacks_requests, pods(snapshot)))
    return observed(found, f"containers without requests.cpu or requests.memory: {found} of {len(pods(snapshot))} Pods")


def no_requests_worst(snapshot: Snapshot) -> Finding:
    """Give the owners of most such Pods, at most five, as ``namespace/name``. Source: see ``no_requests_count``."""
    lacking = [pod for pod in pods(snapshot) if _lacks_requests(pod)]
    counted = Counter(_owner(snapshot, pod) for pod in lacking)
    ranked = sorted(counted, key=lambda name: (-counted[name], name))
    return observed(ranked[:_WORST], f"{len(lacking)} Pods of {len(ranked)} owners")


def _own(snapshot: Snapshot) -> set[str]:
    return customers(snapshot) | {"default"}


def _has_tool_key(workload: Workload) -> bool:
    return any(key in _TOOL_KEYS for key in workload.annotation_keys)


def _stateful(snapshot: Snapshot) -> list[Workload]:
    return [workload for workload in workloads(snapshot) if workload.kind == "StatefulSet"]


def _lacks_requests(pod: Pod) -> bool:
    return any(not (one.cpu_request and one.memory_request) for one in pod.containers if not one.init)


def _owner(snapshot: Snapshot, pod: Pod) -> str:
    """Name what a person wrote: the Deployment behind a ReplicaSet, which is its name without the hash."""
    kind, _, name = pod.owner.partition("/")
    if kind == "ReplicaSet":
        behind = name.rpartition("-")[0]
        names = {(one.namespace, one.name) for one in snapshot.workloads}
        name = behind if (pod.namespace, behind) in names else name
    return f"{pod.namespace}/{name or pod.name}"


_PODS = ("pods", "namespaces", *WORKLOADS)


def _define(
    name: str, meaning: str, shape: Shape, find: Callable[[Snapshot], Finding], read_from: str, **more: Any
) -> Definition:
    return Definition(f"practices.{name}", meaning, shape, find, read_from, **{"needs": _PODS, **more})


_NAMED = {"holds": Holds.IDENTIFIER}

FACTS = (
    _define("pods.count", "How many Pods of the customer's run or wait", "number", pods_count, "Pod .status.phase"),
    _define(
        "naked_pods",
        "The Pods of the customer's that nothing would bring back",
        "texts",
        naked_pods,
        "Pod .metadata.ownerReferences",
        **_NAMED,
    ),
    _define(
        "naked_pods.count",
        "How many Pods of the customer's nothing would bring back",
        "number",
        naked_pods_count,
        "Pod .metadata.ownerReferences",
    ),
    _define(
        "default_namespace.count",
        "How many workloads and Pods by themselves are in the namespace default",
        "number",
        default_namespace_count,
        ".metadata.namespace",
    ),
    _define(
        "workloads.count",
        "How many Deployments, StatefulSets and DaemonSets the customer has",
        "number",
        workloads_count,
        "Deployments, StatefulSets, DaemonSets",
    ),
    _define(
        "managed.count",
        "How many workloads of the customer's Helm, Argo CD or Flux applied",
        "number",
        managed_count,
        ".metadata.labels, keys of .metadata.annotations",
    ),
    _define(
        "annotated.count",
        "How many workloads of the customer's carry annotations",
        "number",
        annotated_count,
        "keys of .metadata.annotations",
    ),
    _define("stateful.count", "How many StatefulSets the customer has", "number", stateful_count, "StatefulSets"),
    _define(
        "stateful.without_claims",
        "The StatefulSets of the customer's that keep no data",
        "texts",
        stateful_without_claims,
        "StatefulSet .spec.volumeClaimTemplates, .spec.template.spec.volumes",
        **_NAMED,
    ),
    _define(
        "no_requests.count",
        "How many Pods of the customer's do not ask for CPU and memory",
        "number",
        no_requests_count,
        "Pod .spec.containers[].resources.requests",
    ),
    _define(
        "no_requests.worst",
        "Whose Pods do not ask for CPU and memory, most Pods first",
        "texts",
        no_requests_worst,
        "Pod .spec.containers[].resources.requests",
        **_NAMED,
    ),
)
