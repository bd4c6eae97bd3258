"""Security limits that hold for this cluster, as far as its objects show them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from deckgen.cluster import exposure, upkeep
from deckgen.cluster.admission import ENFORCE
from deckgen.cluster.caveats import POLICIES, caveats
from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.sight import WORKLOADS
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds

_BINDINGS = ("clusterrolebindings",)
_RUNS = ("pods", "namespaces", *WORKLOADS)


def _define(
    name: str, meaning: str, shape: Shape, find: Callable[[Snapshot], Finding], read_from: str, **more: Any
) -> Definition:
    return Definition(f"security.{name}", meaning, shape, find, read_from, **more)


_PRIVILEGED = "securityContext.privileged"
_HOST_NETWORK = "Pod .spec.hostNetwork"
_CLUSTER_BINDINGS = "ClusterRoleBinding .roleRef, .subjects"

FACTS = (
    _define(
        "caveats",
        "The security caveats that are true of this cluster",
        "rows",
        caveats,
        "RBAC, NetworkPolicies, Namespace labels, Pods, kube-apiserver flags",
        columns=("caveat", "detail"),
    ),
    _define(
        "dashboard_admin",
        "Whether the dashboard's account may do everything",
        "flag",
        exposure.dashboard_admin,
        _CLUSTER_BINDINGS,
        needs=(*_BINDINGS, *WORKLOADS),
    ),
    _define(
        "wide_admins",
        "Service accounts and catch-all groups that may do everything",
        "texts",
        exposure.wide_admins,
        _CLUSTER_BINDINGS,
        needs=_BINDINGS,
        holds=Holds.OBJECT,
    ),
    _define(
        "privileged.count",
        "How many Pods of the customer's have a privileged container",
        "number",
        partial(upkeep.pods_counted, check=exposure.privileged_pods, fields=_PRIVILEGED),
        f"Pod .spec.containers[].{_PRIVILEGED}",
        needs=_RUNS,
    ),
    _define(
        "no_policy_namespaces",
        "The customer's namespaces without a NetworkPolicy",
        "texts",
        exposure.no_policy_namespaces,
        "NetworkPolicy .metadata.namespace",
        needs=(POLICIES, *_RUNS),
        holds=Holds.NAMESPACE,
    ),
    _define(
        "pod_security",
        "By what Pods are held back from too many rights",
        "text",
        exposure.pod_security,
        f"Namespace label {ENFORCE}, PodSecurityPolicies, kube-apiserver flags",
        needs=_RUNS,
    ),
    _define(
        "no_level_namespaces",
        "The customer's namespaces in which nothing holds Pods back from rights on their node",
        "texts",
        exposure.no_level_namespaces,
        f"Namespace label {ENFORCE}, PodSecurityPolicies, kube-apiserver flags",
        needs=_RUNS,
        holds=Holds.NAMESPACE,
    ),
    _define(
        "privileged.worst",
        "Whose Pods have a privileged container, most Pods first",
        "texts",
        partial(upkeep.owners_worst, check=exposure.privileged_pods, fields=_PRIVILEGED),
        f"Pod .spec.containers[].{_PRIVILEGED}",
        needs=_RUNS,
        holds=Holds.OBJECT,
    ),
    _define(
        "host_network.count",
        "How many Pods of the customer's are on their node's own network",
        "number",
        partial(upkeep.pods_counted, check=exposure.host_network_pods, fields=_HOST_NETWORK),
        _HOST_NETWORK,
        needs=_RUNS,
    ),
    _define(
        "host_network.worst",
        "Whose Pods are on their node's own network, most Pods first",
        "texts",
        partial(upkeep.owners_worst, check=exposure.host_network_pods, fields=_HOST_NETWORK),
        _HOST_NETWORK,
        needs=_RUNS,
        holds=Holds.OBJECT,
    ),
)
