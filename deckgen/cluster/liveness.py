"""API servers that show by what they keep alive in the API, where they are no nodes of the cluster."""

from datetime import timedelta

from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Lease, Snapshot
from deckgen.fact import Finding, not_visible, observed

_IDENTITIES = ("apiserver.kubernetes.io/identity", "k8s.io/component")
_STALE_AFTER = timedelta(minutes=1)


def live_api_servers(snapshot: Snapshot, why: str) -> Finding:
    """Count the live API servers.

    Source: Leases in kube-system labelled ``apiserver.kubernetes.io/identity=kube-apiserver`` (from 1.27; 1.26 has
    ``k8s.io/component``), renewed every ten seconds but collected hourly, so only those within a minute of the newest
    (kubernetes/kubernetes pkg/controlplane/apiserver/server.go); else the addresses of Endpoints default/kubernetes.
    A single one tells nothing: a load balancer's address reads as one, too.

    Args:
        snapshot: where they are counted.
        why: why they are counted in place of nodes, for the evidence or the reason.
    """
    leases = len(_fresh([lease for lease in snapshot.leases if _is_api_server(lease)]))
    served = _addresses(snapshot)
    by_leases = f"{leases} Leases in kube-system renewed within a minute of the newest"
    by_addresses = f"{served} addresses of Endpoints default/kubernetes"
    if leases > 1:
        others = [f"{by_addresses}: {served}"] if served > 1 and served != leases else []
        return observed(leases, f"live API servers by {by_leases}, since {why}", others)
    if served > 1:
        return observed(served, f"live API servers by {by_addresses}, since {why}")
    if reason := unread(snapshot, "leases", "endpointslices"):
        return not_visible(f"{why}; {reason}")
    return not_visible(f"{why}; {by_leases}, {by_addresses}: one may stand for several")


def _addresses(snapshot: Snapshot) -> int:
    """Count the addresses behind the Service default/kubernetes, of one family where it has two."""
    found = {
        address for one in snapshot.endpoints if _is_kubernetes(one.namespace, one.service) for address in one.addresses
    }
    newer = sum(":" in address for address in found)
    return max(newer, len(found) - newer)


def _fresh(leases: list[Lease]) -> list[Lease]:
    newest = max((lease.renewed for lease in leases if lease.renewed), default=None)
    if newest is None:
        return []
    return [lease for lease in leases if lease.renewed and newest - lease.renewed <= _STALE_AFTER]


def _is_api_server(lease: Lease) -> bool:
    return any(lease.labels.get(key) == "kube-apiserver" for key in _IDENTITIES)


def _is_kubernetes(namespace: str, service: str) -> bool:
    return (namespace, service) == ("default", "kubernetes")
