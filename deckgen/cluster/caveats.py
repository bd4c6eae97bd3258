"""The caveats of security that are true of a cluster, the gravest first."""

from collections.abc import Callable
from typing import NamedTuple

from deckgen.cluster import admission, builder, exposure, product, upkeep
from deckgen.cluster.facts import ingress, rbac, server
from deckgen.cluster.image import is_of
from deckgen.cluster.plugin import PLUGIN_POLICY_LISTS, plugin
from deckgen.cluster.running import api_servers, running
from deckgen.cluster.sight import WORKLOADS, refused, unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, not_visible, observed
from deckgen.wording import noun

POLICIES = "networkpolicies.networking.k8s.io"

_BINDINGS = ("clusterrolebindings",)
_RUNS = ("pods", "namespaces", *WORKLOADS)

Caveat = tuple[str, str]
"""A caveat and its detail."""


class _Check(NamedTuple):
    """A caveat that is looked for, or why it cannot be; and the resources without which it cannot."""

    find: Callable[[Snapshot], Caveat | str | None]
    needs: tuple[str, ...]


def caveats(snapshot: Snapshot) -> Finding:
    """Give the caveats that are true of this cluster, each with its detail.

    What cannot be looked at is named in the evidence; where that leaves nothing found, the fact is not visible, since
    an empty list would say that there is no caveat. Source: the facts of this topic and of ``rbac``; kube-apiserver
    ``--encryption-provider-config``; the state of the projects (kubernetes/ingress-nginx README: no fixes after March
    2026; goharbor/harbor 2.2 dropped Clair).
    """
    answers = [unread(snapshot, *check.needs) or check.find(snapshot) for check in _CHECKS]
    closed = list(dict.fromkeys(answer for answer in answers if isinstance(answer, str)))
    rows = [{"caveat": one[0], "detail": one[1]} for one in answers if isinstance(one, tuple)]
    looked = sum(not isinstance(answer, str) for answer in answers)
    if closed and not rows:
        return not_visible("; ".join(closed))
    return observed(rows, "; ".join([f"{looked} of {len(_CHECKS)} possible caveats were looked for", *closed]))


def _open_to_all(snapshot: Snapshot) -> Caveat | None:
    found = rbac.open_grants(snapshot)
    if not found:
        return None
    everything = [one for one in found if one.binding.role == rbac.ADMIN and not one.binding.namespace]
    shown = everything or found
    unknown = any(one.subject.name in rbac.STRANGERS for one in shown)
    if everything:
        who = "Anybody may do everything, without signing in" if unknown else "Whoever gets in may do everything"
    else:
        who = "Somebody who did not sign in has a role" if unknown else "Everybody who signs in has a role"
    return who, ", ".join(f"{one.subject.name}: {one.role} in {one.scope}" for one in shown)


def _admin_people(snapshot: Snapshot) -> Caveat | None:
    found = len(rbac.cluster_admins(snapshot).value)
    people = "person or group is" if found == 1 else "people and groups are"
    return ("Full administrators see every Secret", f"{found} {people} bound to cluster-admin") if found else None


def _admin_accounts(snapshot: Snapshot) -> Caveat | None:
    accounts = [name for name in exposure.wide_admins(snapshot).value if not name.startswith("system:")]
    return ("Whoever gets such an account has the whole cluster", ", ".join(accounts)) if accounts else None


def _skipped_login(snapshot: Snapshot) -> Caveat | None:
    for one, container in product.KUBERNETES_DASHBOARD.found(snapshot):
        if container.flags.get("enable-skip-login") == "true":
            return "The dashboard lets people in without a login", f"{one.place} --enable-skip-login"
    return None


def _end_of_support(snapshot: Snapshot) -> Caveat | str | None:
    ended = server.is_supported(snapshot)
    if ended.value is not False:
        return ended.reason or None
    return "This Kubernetes gets no security fixes any more", ended.evidence


def _open_namespaces(snapshot: Snapshot) -> Caveat | str | None:
    found = exposure.no_policy_namespaces(snapshot).value
    if not found:
        return None
    if beyond := exposure.reaching_all(snapshot) or refused(snapshot, *PLUGIN_POLICY_LISTS):
        return beyond
    return "Pods reach each other across namespaces", f"no NetworkPolicy in {', '.join(found)}"


def _idle_policies(snapshot: Snapshot) -> Caveat | None:
    """Flannel lets everything through; k3s has a policy controller of its own (k3s-io/k3s pkg/agent/netpol)."""
    found = plugin(snapshot)
    if not snapshot.network_policies or found is None or found.name != "Flannel" or builder.is_k3s(snapshot):
        return None
    if any(
        is_of(box.image, "kube-network-policies", "kube-router") for one in running(snapshot) for box in one.containers
    ):
        return None
    return "Network policies have no effect here", f"{found.evidence}: Flannel does not enforce them"


def _unenforced(snapshot: Snapshot) -> Caveat | str | None:
    found = exposure.no_level_namespaces(snapshot)
    if found.value is None:
        return None if admission.policies(snapshot) else found.reason
    where = f"no Pod Security level in {', '.join(found.value)}"
    return ("Pods may ask for rights on their node", where) if found.value else None


def _privileged(snapshot: Snapshot) -> Caveat | None:
    found = exposure.privileged_pods(snapshot)
    if not found:
        return None
    worst = ", ".join(upkeep.by_owner(snapshot, found)[: upkeep.WORST])
    return "A privileged container is root on its node", f"{len(found)} {noun(len(found), 'Pod')}: {worst}"


def _node_sockets(snapshot: Snapshot) -> Caveat | None:
    found = [place for place in upkeep.on_host_paths(snapshot).places if place.endswith(".sock")]
    return ("A container with the runtime's socket is root on its node", ", ".join(found)) if found else None


def _no_encryption(snapshot: Snapshot) -> Caveat | str | None:
    servers = api_servers(snapshot)
    if not servers:
        return "the API servers do not run as Pods of this cluster, so that their encryption does not show"
    if any("encryption-provider-config" in one.flags for one in servers):
        return None
    return "Secrets lie unencrypted in etcd", "kube-apiserver has no --encryption-provider-config"


def _retired_ingress(snapshot: Snapshot) -> Caveat | None:
    found = [one for one in ingress.controllers(snapshot) if one.name == product.INGRESS_NGINX.name]
    runs = f"version {product.INGRESS_NGINX.version(snapshot)}".removesuffix("version ") or "it"
    return ("ingress-nginx gets no fixes since March 2026", f"{runs} runs here") if found else None


def _retired_dashboard(snapshot: Snapshot) -> Caveat | None:
    found = product.KUBERNETES_DASHBOARD.found(snapshot)
    return ("The Kubernetes Dashboard was archived in January 2026", "Headlamp is what follows it") if found else None


def _retired_clair(snapshot: Snapshot) -> Caveat | None:
    found = product.CLAIR.found(snapshot)
    return ("Clair is no longer part of Harbor since 2.2", "Trivy is the scanner that follows it") if found else None


_CHECKS = (
    _Check(_open_to_all, rbac.NEEDS),
    _Check(_admin_accounts, _BINDINGS),
    _Check(_skipped_login, WORKLOADS),
    _Check(_end_of_support, ()),
    _Check(_no_encryption, ("pods",)),
    _Check(_admin_people, _BINDINGS),
    _Check(_privileged, _RUNS),
    _Check(_node_sockets, _RUNS),
    _Check(_unenforced, _RUNS),
    _Check(_idle_policies, (POLICIES, *WORKLOADS)),
    _Check(_open_namespaces, (POLICIES, *_RUNS)),
    _Check(_retired_ingress, WORKLOADS),
    _Check(_retired_dashboard, WORKLOADS),
    _Check(_retired_clair, WORKLOADS),
)
