"""Security limits that hold for this cluster, as far as its objects show them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from deckgen.cluster import product
from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.facts import practices, rbac
from deckgen.cluster.facts.namespaces import customers
from deckgen.cluster.running import api_servers
from deckgen.cluster.sight import WORKLOADS, unread
from deckgen.cluster.snapshot import Snapshot, Subject
from deckgen.fact import Finding, Holds, not_visible, observed

_EVERYONE = {"system:authenticated", "system:unauthenticated", "system:anonymous"}
_ENFORCE = "pod-security.kubernetes.io/enforce"
_LOOSE = {"", "privileged"}
_BINDINGS = ("clusterrolebindings",)
_RUNS = ("pods", "namespaces", *WORKLOADS)

Caveat = tuple[str, str]
"""A caveat and its detail."""


class _Check(NamedTuple):
    """A caveat that is looked for, and the resources without which it cannot be."""

    find: Callable[[Snapshot], Caveat | None]
    needs: tuple[str, ...]


def wide_admins(snapshot: Snapshot) -> Finding:
    """Give who may do everything although no person needs it: service accounts, and everyone.

    Source: ClusterRoleBindings to ``cluster-admin`` or to a ClusterRole whose rules are all wildcards, with subjects of
    kind ServiceAccount, or ``system:authenticated``, ``system:unauthenticated``, ``system:anonymous``. Kubernetes' own
    service accounts in kube-system are left out.
    """
    found = sorted({_named(subject) for subject in _wide(snapshot)})
    return observed(found, "ClusterRoleBindings to cluster-admin or a role of wildcards")


def dashboard_admin(snapshot: Snapshot) -> Finding:
    """Say whether the dashboard may do everything: its service account is bound to cluster-admin.

    Source: ClusterRoleBinding subjects of kind ServiceAccount in the dashboard's namespace with dashboard or headlamp
    in the name (kubernetes/dashboard and kubernetes-sigs/headlamp name them so).
    """
    dashboards = [
        *product.KUBERNETES_DASHBOARD.found(snapshot),
        *product.HEADLAMP.found(snapshot),
    ]
    if not dashboards:
        return not_visible("nothing runs an image of a dashboard")
    homes = {one.namespace for one, _ in dashboards}
    found = [
        _named(subject)
        for subject in _admins(snapshot)
        if subject.kind == "ServiceAccount"
        and subject.namespace in homes
        and any(word in subject.name for word in ("dashboard", "headlamp"))
    ]
    return observed(bool(found), ", ".join(found) or "no service account of a dashboard is bound to cluster-admin")


def privileged_count(snapshot: Snapshot) -> Finding:
    """Count the customer's Pods with a privileged container. Source: ``.securityContext.privileged``."""
    found = [pod for pod in practices.pods(snapshot) if any(one.privileged for one in pod.containers)]
    return observed(len(found), f"securityContext.privileged: {len(found)} of {len(practices.pods(snapshot))} Pods")


def no_policy_namespaces(snapshot: Snapshot) -> Finding:
    """Give the customer's namespaces in which any Pod may reach any other. Source: none with a NetworkPolicy."""
    covered = {policy.namespace for policy in snapshot.network_policies}
    found = sorted(customers(snapshot) - covered)
    return observed(found, f"{len(found)} of {len(customers(snapshot))} namespaces have no NetworkPolicy")


def pod_security(snapshot: Snapshot) -> Finding:
    """Give by what Pods are held back from too many rights, in one sentence.

    Source: Namespace label ``pod-security.kubernetes.io/enforce`` (Pod Security, GA in 1.25); PodSecurityPolicy
    ``policy/v1beta1`` up to 1.24.
    """
    own = [one for one in snapshot.namespaces if one.name in customers(snapshot)]
    strict = [one for one in own if one.labels.get(_ENFORCE, "") not in _LOOSE]
    if strict:
        return observed(f"Pod Security on {len(strict)} of {len(own)} namespaces", f"Namespace label {_ENFORCE}")
    policies = sum(custom.kind == "PodSecurityPolicy" for custom in snapshot.customs)
    if policies:
        return observed(f"{policies} PodSecurityPolicies, which Kubernetes 1.25 removes", "PodSecurityPolicy objects")
    return observed("none", f"no customer's namespace enforces a level (label {_ENFORCE})")


def caveats(snapshot: Snapshot) -> Finding:
    """Give the caveats that are true of this cluster, each with its detail.

    What cannot be looked at is named in the evidence; where that leaves nothing found, the fact is not visible, since
    an empty list would say that there is no caveat. Source: the facts of this topic and of ``rbac``; kube-apiserver
    ``--encryption-provider-config``; the state of the projects (kubernetes/ingress-nginx README: no fixes after March
    2026; goharbor/harbor 2.2 dropped Clair).
    """
    reasons = [unread(snapshot, *check.needs) for check in _CHECKS]
    closed = sorted({reason for reason in reasons if reason})
    said = [check.find(snapshot) for check, reason in zip(_CHECKS, reasons, strict=True) if not reason]
    rows = [{"caveat": caveat, "detail": detail} for caveat, detail in filter(None, said)]
    if closed and not rows:
        return not_visible("; ".join(closed))
    return observed(rows, "; ".join([f"{len(said)} of {len(_CHECKS)} possible caveats were looked for", *closed]))


def _admin_people(snapshot: Snapshot) -> Caveat | None:
    found = len(rbac.cluster_admins(snapshot).value)
    people = "person or group is" if found == 1 else "people and groups are"
    return ("Full administrators see every Secret", f"{found} {people} bound to cluster-admin") if found else None


def _admin_accounts(snapshot: Snapshot) -> Caveat | None:
    found = wide_admins(snapshot).value
    return ("Whoever gets such an account has the whole cluster", ", ".join(found)) if found else None


def _open_namespaces(snapshot: Snapshot) -> Caveat | None:
    found = no_policy_namespaces(snapshot).value
    return ("Pods reach each other across namespaces", f"no NetworkPolicy in {', '.join(found)}") if found else None


def _unenforced(snapshot: Snapshot) -> Caveat | None:
    if any(custom.kind == "PodSecurityPolicy" for custom in snapshot.customs):
        return None
    own = customers(snapshot)
    found = sorted(
        one.name for one in snapshot.namespaces if one.name in own and one.labels.get(_ENFORCE, "") in _LOOSE
    )
    return ("Pods may ask for rights on their node", f"no Pod Security level in {', '.join(found)}") if found else None


def _privileged(snapshot: Snapshot) -> Caveat | None:
    found = privileged_count(snapshot).value
    pods = "Pod" if found == 1 else "Pods"
    return ("A privileged container is root on its node", f"{found} {pods} of yours") if found else None


def _no_encryption(snapshot: Snapshot) -> Caveat | None:
    servers = api_servers(snapshot)
    if not servers or any("encryption-provider-config" in one.flags for one in servers):
        return None
    return "Secrets lie unencrypted in etcd", "kube-apiserver has no --encryption-provider-config"


def _retired_ingress(snapshot: Snapshot) -> Caveat | None:
    found = product.INGRESS_NGINX.version(snapshot)
    return ("ingress-nginx gets no fixes since March 2026", f"version {found} runs here") if found else None


def _retired_clair(snapshot: Snapshot) -> Caveat | None:
    found = product.CLAIR.found(snapshot)
    return ("Clair is no longer part of Harbor since 2.2", "Trivy is the scanner that follows it") if found else None


_CHECKS = (
    _Check(_admin_people, _BINDINGS),
    _Check(_admin_accounts, _BINDINGS),
    _Check(_open_namespaces, ("networkpolicies", *_RUNS)),
    _Check(_unenforced, _RUNS),
    _Check(_privileged, _RUNS),
    _Check(_no_encryption, ("pods",)),
    _Check(_retired_ingress, WORKLOADS),
    _Check(_retired_clair, WORKLOADS),
)


def _admins(snapshot: Snapshot) -> list[Subject]:
    wildcards = {f"ClusterRole/{custom.name}" for custom in snapshot.customs if custom.kind == "ClusterRole"}
    roles = {rbac.ADMIN} | wildcards
    return [
        subject
        for binding in snapshot.bindings
        if not binding.namespace and binding.role in roles
        for subject in binding.subjects
    ]


def _wide(snapshot: Snapshot) -> list[Subject]:
    return [
        subject
        for subject in _admins(snapshot)
        if subject.name in _EVERYONE or (subject.kind == "ServiceAccount" and not _is_kubernetes_own(subject))
    ]


def _is_kubernetes_own(subject: Subject) -> bool:
    return subject.namespace == "kube-system" and subject.name.endswith("-controller")


def _named(subject: Subject) -> str:
    return f"{subject.namespace}/{subject.name}" if subject.namespace else subject.name


def _define(
    name: str, meaning: str, shape: Shape, find: Callable[[Snapshot], Finding], read_from: str, **more: Any
) -> Definition:
    return Definition(f"security.{name}", meaning, shape, find, read_from, **more)


_CLUSTER_BINDINGS = "ClusterRoleBinding .roleRef, .subjects"

FACTS = (
    _define(
        "caveats",
        "The security caveats that are true of this cluster",
        "rows",
        caveats,
        "RBAC, NetworkPolicies, Namespace labels, Pods, kube-apiserver flags",
        columns=("caveat", "detail"),
        holds=Holds.IDENTIFIER,
    ),
    _define(
        "dashboard_admin",
        "Whether the dashboard's account may do everything",
        "flag",
        dashboard_admin,
        _CLUSTER_BINDINGS,
        needs=(*_BINDINGS, *WORKLOADS),
    ),
    _define(
        "wide_admins",
        "Service accounts and catch-all groups that may do everything",
        "texts",
        wide_admins,
        _CLUSTER_BINDINGS,
        needs=_BINDINGS,
        holds=Holds.IDENTIFIER,
    ),
    _define(
        "privileged.count",
        "How many Pods of the customer's have a privileged container",
        "number",
        privileged_count,
        "Pod .spec.containers[].securityContext.privileged",
        needs=_RUNS,
    ),
    _define(
        "no_policy_namespaces",
        "The customer's namespaces without a NetworkPolicy",
        "texts",
        no_policy_namespaces,
        "NetworkPolicy .metadata.namespace",
        needs=("networkpolicies", *_RUNS),
        holds=Holds.IDENTIFIER,
    ),
    _define(
        "pod_security",
        "By what Pods are held back from too many rights",
        "text",
        pod_security,
        f"Namespace label {_ENFORCE}, PodSecurityPolicies",
        needs=_RUNS,
    ),
)
