"""Where a cluster is more open than it need be: rights, Pods that reach their node, and who reaches whom."""

from deckgen.cluster import admission, product, upkeep
from deckgen.cluster.admission import ENFORCE
from deckgen.cluster.facts import rbac
from deckgen.cluster.facts.namespaces import customers
from deckgen.cluster.plugin import GLOBAL_POLICIES, PLUGIN_POLICIES
from deckgen.cluster.snapshot import Namespace, Pod, Snapshot, Subject
from deckgen.fact import Finding, not_visible, observed

_DASHBOARD_WORDS = ("dashboard", "headlamp")


def wide_admins(snapshot: Snapshot) -> Finding:
    """Give who may do everything although no person needs it: service accounts, and everyone.

    Source: ClusterRoleBindings to ``cluster-admin`` or to a ClusterRole whose rules are all wildcards, with subjects of
    kind ServiceAccount, or those that ``rbac.is_everyone`` names. Kubernetes' own service accounts in kube-system are
    left out.
    """
    found = sorted({_named(subject) for subject in _wide(snapshot)})
    return observed(found, "ClusterRoleBindings to cluster-admin or a role of wildcards")


def dashboard_admin(snapshot: Snapshot) -> Finding:
    """Say whether the dashboard may do everything: its service account is bound to cluster-admin.

    Source: ClusterRoleBinding subjects of kind ServiceAccount that are the ``.spec.serviceAccountName`` of what runs a
    dashboard's image; where it names none, those in its namespace with dashboard or headlamp in the name. An account
    beside it, made to sign in with (``admin-user`` in the project's guide), is none of the dashboard's own.
    """
    dashboards = [
        *product.KUBERNETES_DASHBOARD.found(snapshot),
        *product.HEADLAMP.found(snapshot),
    ]
    if not dashboards:
        return not_visible("nothing runs an image of a dashboard")
    places = {(one.namespace, one.name) for one, _ in dashboards}
    accounts = {
        (one.namespace, one.service_account) for one in snapshot.workloads if (one.namespace, one.name) in places
    }
    found = [
        _named(subject)
        for subject in _admins(snapshot)
        if subject.kind == "ServiceAccount"
        and (
            (subject.namespace, subject.name) in accounts
            or ((subject.namespace, "") in accounts and any(word in subject.name for word in _DASHBOARD_WORDS))
        )
    ]
    return observed(bool(found), ", ".join(found) or "no service account of a dashboard is bound to cluster-admin")


def no_policy_namespaces(snapshot: Snapshot) -> Finding:
    """Give the customer's namespaces in which any Pod may reach any other.

    Source: those without a NetworkPolicy of ``networking.k8s.io``, of Calico (``crd.projectcalico.org``) or of Cilium
    (CiliumNetworkPolicy); policies for the whole cluster are named in the evidence.
    """
    covered = {policy.namespace for policy in snapshot.network_policies}
    covered |= {custom.namespace for custom in snapshot.customs if custom.kind in PLUGIN_POLICIES}
    own = customers(snapshot)
    found = sorted(own - covered)
    beyond = reaching_all(snapshot)
    evidence = f"{len(found)} of {len(own)} namespaces have no NetworkPolicy"
    return observed(found, f"{evidence}; {beyond}" if beyond else evidence)


def pod_security(snapshot: Snapshot) -> Finding:
    """Give by what Pods are held back from too many rights, in one sentence. Source: see ``admission``."""
    own = _namespaces(snapshot)
    strict = [one for one in own if admission.level(snapshot, one)]
    if strict:
        return observed(f"Pod Security on {len(strict)} of {len(own)} namespaces", f"Namespace label {ENFORCE}")
    if policies := admission.policies(snapshot):
        text = f"{len(policies)} PodSecurityPolicies, which Kubernetes 1.25 removes"
        return observed(text, "PodSecurityPolicy objects; kube-apiserver --enable-admission-plugins where it shows")
    if hidden := admission.elsewhere(snapshot):
        return not_visible(hidden)
    return observed("none", f"no customer's namespace enforces a level (label {ENFORCE}, in force from 1.23 on)")


def no_level_namespaces(snapshot: Snapshot) -> Finding:
    """Give the customer's namespaces in which nothing holds Pods back from rights on their node.

    Source: see ``admission``; not visible where PodSecurityPolicies or what does not show here may do so.
    """
    policies = admission.policies(snapshot)
    hidden = f"{len(policies)} PodSecurityPolicies are in force" if policies else admission.elsewhere(snapshot)
    if hidden:
        return not_visible(hidden)
    own = _namespaces(snapshot)
    found = sorted(one.name for one in own if not admission.level(snapshot, one))
    return observed(found, f"Namespace label {ENFORCE}: {len(found)} of {len(own)} namespaces without a level")


def _namespaces(snapshot: Snapshot) -> list[Namespace]:
    own = customers(snapshot)
    return [one for one in snapshot.namespaces if one.name in own]


def privileged_pods(snapshot: Snapshot) -> list[Pod]:
    """Give the customer's Pods with a privileged container. Source: ``.securityContext.privileged``."""
    return [pod for pod in upkeep.pods(snapshot) if any(one.privileged for one in pod.containers)]


def host_network_pods(snapshot: Snapshot) -> list[Pod]:
    """Give the customer's Pods on their node's own network, where no policy reaches. Source: ``.spec.hostNetwork``."""
    return [pod for pod in upkeep.pods(snapshot) if pod.host_network]


def reaching_all(snapshot: Snapshot) -> str:
    """Say which policies may cover every namespace, or ""."""
    found = [custom.kind for custom in snapshot.customs if custom.kind in GLOBAL_POLICIES]
    return f"{len(found)} {found[0]} objects may cover every namespace" if found else ""


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
        if rbac.is_everyone(subject) or (subject.kind == "ServiceAccount" and not _is_kubernetes_own(subject))
    ]


def _is_kubernetes_own(subject: Subject) -> bool:
    return subject.namespace == "kube-system" and subject.name.endswith("-controller")


def _named(subject: Subject) -> str:
    return f"{subject.namespace}/{subject.name}" if subject.namespace else subject.name
