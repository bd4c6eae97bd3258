"""How the customer's own applications are kept, held against good practice.

All facts look at the customer's namespaces and at ``default``; what the platform runs is not the customer's to mend.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from deckgen.cluster import upkeep
from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.sight import WORKLOADS, unread
from deckgen.cluster.snapshot import Snapshot, Workload
from deckgen.cluster.upkeep import WORST, Found, naked, pods, workloads
from deckgen.fact import Finding, Holds, not_visible, observed

_TOOL_LABELS = (
    "helm.sh/chart",
    "argocd.argoproj.io/instance",
    "kustomize.toolkit.fluxcd.io/name",
    "helm.toolkit.fluxcd.io/name",
)
_TOOL_KEYS = ("meta.helm.sh/release-name", "argocd.argoproj.io/tracking-id")
_MANAGERS = {"helm", "argocd", "argo-cd", "flux", "fluxcd", "kustomize"}

Check = Callable[[Snapshot], Found]


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


def unmanaged_worst(snapshot: Snapshot) -> Finding:
    """Give workloads that no tool applied, at most five, those with most replicas first. Source: see ``is_managed``."""
    found = [one for one in workloads(snapshot) if not is_managed(one)]
    found.sort(key=lambda one: -one.replicas)
    named = [f"{one.namespace}/{one.name}" for one in found[:WORST]]
    return observed(named, f"{len(found)} of {len(workloads(snapshot))} workloads without labels or annotations")


def no_requests_worst(snapshot: Snapshot) -> Finding:
    """Give the owners of most Pods without requests, at most five. Source: see ``upkeep.without_requests``."""
    lacking = upkeep.without_requests(snapshot)
    ranked = upkeep.by_owner(snapshot, lacking)
    return observed(ranked[:WORST], f"{len(lacking)} Pods of {len(ranked)} owners")


def counted(snapshot: Snapshot, *, check: Check, fields: str, of: str) -> Finding:
    """Count what a check found. Source: see the check in ``upkeep``."""
    found = check(snapshot)
    return observed(len(found.places), f"{fields}: {len(found.places)} of {found.of} {of}")


def worst(snapshot: Snapshot, *, check: Check, fields: str, of: str) -> Finding:
    """Give the five worst of what a check found. Source: see the check in ``upkeep``."""
    found = check(snapshot)
    return observed(found.places[:WORST], f"{fields}: {len(found.places)} of {found.of} {of}, the worst first")


def dropped_apis(snapshot: Snapshot) -> Finding:
    """Give what was applied in an API version that Kubernetes drops. Source: see ``upkeep.dropped_versions``.

    Where nothing tells how an object was applied (server-side managers and annotation alike) nothing is claimed of it.
    """
    if reason := unread(snapshot, *_APPLIED):
        return not_visible(reason)
    found = upkeep.dropped_versions(snapshot)
    return observed(found, f"last-applied annotation, else .metadata.managedFields[].apiVersion: {len(found)} objects")


def dropped_apis_count(snapshot: Snapshot) -> Finding:
    """Count them. Source: see ``dropped_apis``."""
    found = dropped_apis(snapshot)
    return found if found.value is None else observed(len(found.value), found.evidence)


def _has_tool_key(workload: Workload) -> bool:
    return any(key in _TOOL_KEYS for key in workload.annotation_keys)


def _stateful(snapshot: Snapshot) -> list[Workload]:
    return [workload for workload in workloads(snapshot) if workload.kind == "StatefulSet"]


_PODS = ("pods", "namespaces", *WORKLOADS)
_BUDGETS = ("poddisruptionbudgets",)
_APPLIED = (*_PODS, "cronjobs", "ingresses", *_BUDGETS, "horizontalpodautoscalers")


def _define(
    name: str, meaning: str, shape: Shape, find: Callable[[Snapshot], Finding], read_from: str, **more: Any
) -> Definition:
    return Definition(f"practices.{name}", meaning, shape, find, read_from, **{"needs": _PODS, **more})


_NAMED = {"holds": Holds.OBJECT}


def _checked(name: str, what: str, check: Check, fields: str, of: str, *needs: str) -> tuple[Definition, Definition]:
    """Give the two facts of a check: how many, and the five worst."""
    more = {"needs": (*_PODS, *needs)}
    count = partial(counted, check=check, fields=fields, of=of)
    five = partial(worst, check=check, fields=fields, of=of)
    return (
        _define(f"{name}.count", f"How many {what} the customer has", "number", count, fields, **more),
        _define(f"{name}.worst", f"The five worst of the {what}", "texts", five, fields, **more, **_NAMED),
    )


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
        partial(
            upkeep.pods_counted,
            check=upkeep.without_requests,
            fields="containers without requests.cpu or requests.memory",
        ),
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
    _define(
        "unmanaged.worst",
        "Workloads of the customer's that neither Helm, Argo CD nor Flux applied, at most five",
        "texts",
        unmanaged_worst,
        ".metadata.labels, keys of .metadata.annotations",
        **_NAMED,
    ),
    *_checked(
        "no_probe",
        "workloads behind a Service without a readiness probe",
        upkeep.without_probe,
        "Service .spec.selector, .spec.template.spec.containers[].readinessProbe",
        "behind a Service",
        "services",
    ),
    *_checked(
        "no_budget",
        "workloads with two replicas or more that no PodDisruptionBudget keeps",
        upkeep.without_budget,
        "PodDisruptionBudget .spec.selector, .spec.replicas",
        "with two replicas or more",
        *_BUDGETS,
    ),
    *_checked(
        "blocking_budgets",
        "PodDisruptionBudgets that let no Pod go now",
        upkeep.blocking_budgets,
        "PodDisruptionBudget .status.disruptionsAllowed",
        "PodDisruptionBudgets",
        *_BUDGETS,
    ),
    *_checked(
        "unpinned",
        "workloads that run an image without a version",
        upkeep.unpinned,
        "Pod .spec.containers[].image",
        "owners of Pods",
    ),
    *_checked(
        "host_paths",
        "workloads that mount a path of their node",
        upkeep.on_host_paths,
        "Pod .spec.volumes[].hostPath",
        "owners of Pods",
    ),
    _define(
        "dropped_apis",
        "What the customer applied in an API version that Kubernetes drops, and with which version it goes",
        "rows",
        dropped_apis,
        ".metadata.managedFields[].apiVersion, last-applied annotation",
        columns=("object", "version", "gone"),
        **_NAMED,
    ),
    _define(
        "dropped_apis.count",
        "How many objects the customer applied in an API version that Kubernetes drops",
        "number",
        dropped_apis_count,
        ".metadata.managedFields[].apiVersion, last-applied annotation",
    ),
)
