"""How the customer's own applications are kept: what is found wanting, by the name of what a person wrote.

Everything here looks at the customer's namespaces and at ``default``; what the platform runs is not the customer's to
mend. A place is ``namespace/name``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from deckgen.cluster import image
from deckgen.cluster.applied import DROPPED, FOLLOWED
from deckgen.cluster.budget import budgets, keeps, lets_none_go
from deckgen.cluster.customs import APPLIED_AS
from deckgen.cluster.facts.namespaces import customers
from deckgen.cluster.facts.server import minor_of
from deckgen.cluster.running import Running, running
from deckgen.cluster.snapshot import Container, Pod, Snapshot, Workload
from deckgen.fact import Finding, observed

WORST = 5
"""So many of what is found wanting are named, the worst first."""

_ENDED = {"Succeeded", "Failed"}
_SEVERAL = 2
_REQUESTS = {"cpu", "memory"}
_NODES_OWN = ("/etc", "/root", "/boot", "/var/lib/kubelet", "/var/lib/etcd", "/var/lib/docker", "/var/lib/containerd")
_SOCKETS = ("/run", "/var/run")


class Found(Struct, frozen=True):
    """What a check found.

    Attributes:
        places: what is wanting, the worst first.
        of: how many were looked at.
    """

    places: list[str]
    of: int


def pods(snapshot: Snapshot) -> list[Pod]:
    """Give the customer's Pods that have not ended, sorted. Source: Pod ``.status.phase``."""
    own = _own(snapshot)
    found = [pod for pod in snapshot.pods if pod.namespace in own and pod.phase not in _ENDED]
    return sorted(found, key=lambda one: (one.namespace, one.name))


def workloads(snapshot: Snapshot) -> list[Workload]:
    """Give the customer's Deployments, StatefulSets and DaemonSets, sorted."""
    own = _own(snapshot)
    found = [workload for workload in snapshot.workloads if workload.namespace in own]
    return sorted(found, key=lambda one: (one.namespace, one.name))


def naked(snapshot: Snapshot) -> list[Pod]:
    """Give the Pods that nothing would bring back.

    Source: no controlling owner in ``.metadata.ownerReferences``, not the mirror of a static Pod (annotation
    ``kubernetes.io/config.mirror``), neither Succeeded nor Failed.
    """
    return [pod for pod in pods(snapshot) if not pod.owner and "kubernetes.io/config.mirror" not in pod.annotations]


def by_owner(snapshot: Snapshot, found: Iterable[Pod]) -> list[str]:
    """Give the places that the Pods were made by, the one with most of them first.

    Source: ``.metadata.ownerReferences``; behind a ReplicaSet stands the Deployment of its name without the hash.
    """
    known = {(one.namespace, one.name) for one in snapshot.workloads}
    counted = Counter(_owner(pod, known) for pod in found)
    return sorted(counted, key=lambda place: (-counted[place], place))


def pods_counted(snapshot: Snapshot, *, check: Callable[[Snapshot], list[Pod]], fields: str) -> Finding:
    """Count the Pods that a check found. Source: see the check."""
    found = check(snapshot)
    return observed(len(found), f"{fields}: {len(found)} of {len(pods(snapshot))} Pods")


def owners_worst(snapshot: Snapshot, *, check: Callable[[Snapshot], list[Pod]], fields: str) -> Finding:
    """Give the owners of most of the Pods that a check found, at most five. Source: see the check and ``by_owner``."""
    ranked = by_owner(snapshot, check(snapshot))
    return observed(ranked[:WORST], f"{fields}: Pods of {len(ranked)} owners")


def without_requests(snapshot: Snapshot) -> list[Pod]:
    """Give the Pods with a container that asks for no CPU or no memory. Source: ``.resources.requests``."""
    return [
        pod
        for pod in pods(snapshot)
        if any(not set(one.requests) >= _REQUESTS for one in pod.containers if not one.init)
    ]


def without_probe(snapshot: Snapshot) -> Found:
    """Give what a Service leads to though nothing tells when it is ready.

    Source: Service ``.spec.selector``; ``.readinessProbe`` of each container that declares a port, or of one at least
    where none does; init containers and Jobs aside.
    """
    selectors = [(one.namespace, one.selector) for one in snapshot.services if one.selector]
    served = [
        one
        for one in _running(snapshot)
        if any(one.namespace == home and wanted.items() <= one.pod_labels.items() for home, wanted in selectors)
    ]
    return Found([_place(one) for one in _heaviest(served) if not _is_probed(one.containers)], len(served))


def without_budget(snapshot: Snapshot) -> Found:
    """Give what has several replicas, all of which may be taken away at once.

    Source: Deployment and StatefulSet ``.spec.replicas`` of two or more whose template's labels no PodDisruptionBudget
    selects (see ``budget.keeps``).
    """
    several = [one for one in _running(snapshot) if one.kind in {"Deployment", "StatefulSet"}]
    several = [one for one in several if one.replicas >= _SEVERAL]
    there = budgets(snapshot)
    bare = [one for one in several if not any(keeps(each, one.namespace, one.pod_labels) for each in there)]
    return Found([_place(one) for one in _heaviest(bare)], len(several))


def blocking_budgets(snapshot: Snapshot) -> Found:
    """Give the budgets that let no Pod go now, so that a node cannot be drained. Source: see ``budget``."""
    own = _own(snapshot)
    there = [one for one in budgets(snapshot) if one.namespace in own]
    found = [one for one in there if lets_none_go(one)]
    found.sort(key=lambda one: (-one.fields.get("status.expectedPods", 0), one.namespace, one.name))
    return Found([f"{one.namespace}/{one.name}" for one in found], len(there))


def unpinned(snapshot: Snapshot) -> Found:
    """Give what may be another image tomorrow. Source: ``.image`` with no tag or ``latest``, and without a digest."""
    looked_at = pods(snapshot)
    found = [pod for pod in looked_at if any(image.is_unpinned(one.image) for one in pod.containers)]
    return Found(by_owner(snapshot, found), len(by_owner(snapshot, looked_at)))


def on_host_paths(snapshot: Snapshot) -> Found:
    """Give what mounts a path of its node, as ``namespace/name: path``, the most dangerous first.

    Source: Pod ``.spec.volumes[].hostPath.path``, ``.volumeMounts[].readOnly``. Worst are the root, the node's own
    settings and data, and a socket, by which one may do anything on the node; then what can be written to.
    """
    looked_at = pods(snapshot)
    ranks: dict[str, tuple[int, str]] = {}
    for pod in looked_at:
        if pod.host_paths:
            rank, path = min((_harm(path), path) for path in pod.host_paths)
            (place,) = by_owner(snapshot, [pod])
            ranks[place] = min((rank, path.removesuffix(":ro")), ranks.get(place, (9, "")))
    ordered = sorted(ranks, key=lambda place: (ranks[place], place))
    return Found([f"{place}: {ranks[place][1]}" for place in ordered], len(by_owner(snapshot, looked_at)))


def dropped_versions(snapshot: Snapshot) -> list[dict[str, str]]:
    """Give what was applied in an API version that Kubernetes no longer serves, or will not: object, version, since.

    Source: see ``applied``; only where this server already serves the version that takes its place.
    """
    own, here = _own(snapshot), minor_of(snapshot) or 0
    found = [
        *((one.kind, one.namespace, one.name, one.applied_as) for one in snapshot.workloads),
        *(("CronJob", one.namespace, one.name, one.applied_as) for one in snapshot.cron_jobs),
        *(("Ingress", one.namespace, one.name, one.applied_as) for one in snapshot.ingresses),
        *((one.kind, one.namespace, one.name, one.fields.get(APPLIED_AS, "")) for one in snapshot.customs),
    ]
    return [
        {"object": f"{kind} {home}/{name}", "version": version, "gone": f"1.{DROPPED[kind][version]}"}
        for kind, home, name, version in sorted(found)
        if version and home in own and here >= FOLLOWED.get(kind, 0)
    ]


def _own(snapshot: Snapshot) -> frozenset[str]:
    return customers(snapshot) | {"default"}


def _running(snapshot: Snapshot) -> Iterator[Running]:
    own = _own(snapshot)
    return (one for one in running(snapshot) if one.namespace in own)


def _place(one: Running) -> str:
    return f"{one.namespace}/{one.name}"


def _heaviest(found: Iterable[Running]) -> list[Running]:
    return sorted(found, key=lambda one: (-one.replicas, one.namespace, one.name))


def _is_probed(containers: Iterable[Container]) -> bool:
    lasting = [one for one in containers if not one.init]
    serving = [one for one in lasting if one.serves]
    return all(one.readiness for one in serving) if serving else any(one.readiness for one in lasting)


def _harm(path: str) -> int:
    """Rank a path of the node, the most dangerous 0."""
    plain = path.removesuffix(":ro").rstrip("/")
    is_socket = plain.endswith(".sock") or plain in _SOCKETS
    is_nodes_own = not plain or any(plain == each or plain.startswith(f"{each}/") for each in _NODES_OWN)
    can_write = not path.endswith(":ro")
    if is_socket or (is_nodes_own and can_write):
        return 0
    return 1 if is_nodes_own else 3 - can_write


def _owner(pod: Pod, known: set[tuple[str, str]]) -> str:
    kind, _, name = pod.owner.partition("/")
    if kind == "ReplicaSet":
        behind = name.rpartition("-")[0]
        name = behind if (pod.namespace, behind) in known else name
    return f"{pod.namespace}/{name or pod.name}"
