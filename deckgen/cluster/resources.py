"""What is read of a cluster: each resource, the versions it may be served as, and the record that is made of it."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from deckgen.cluster import customs, objects, wire, wire_objects, wire_storage, workloads


class Resource(Struct, frozen=True):
    """A resource that is listed.

    Attributes:
        plural: as it stands in the API's path.
        versions: the groups and versions that hold it, the one to prefer first (see the API's deprecation guide,
            https://kubernetes.io/docs/reference/using-api/deprecation-guide/).
        item: the type that an item of the list is decoded into.
        record: makes the record of an item, or None of one that is not wanted.
        field: of the snapshot, where the records go.
        needed: that a server does not have it is a gap.
        namespace: the only one that is looked into, or "".
        versioned: ``record`` wants to know the version, too.
        local: where all may not be listed, those of one namespace are worth having.
        instead: what tells the same and is read where this one cannot be.
    """

    plural: str
    versions: tuple[str, ...]
    item: Any
    record: Callable[..., Any]
    field: str
    needed: bool = True
    namespace: str = ""
    versioned: bool = False
    local: bool = False
    instead: "Resource | None" = None

    @property
    def name(self) -> str:
        """The name as RBAC rules and gaps have it: ``pods``, ``deployments.apps``."""
        group, slash, _ = self.versions[0].rpartition("/")
        return f"{self.plural}.{group}" if slash else self.plural


_NETWORKING = ("networking.k8s.io/v1", "networking.k8s.io/v1beta1")
_RBAC = ("rbac.authorization.k8s.io/v1",)

# The longest lists come first, so that the others are read while their next pages are on the way.
_BUILT_IN = (
    Resource("pods", ("v1",), wire.Pod, workloads.pod, "pods", local=True),
    Resource("nodes", ("v1",), wire_objects.Node, objects.node, "nodes"),
    Resource("namespaces", ("v1",), wire_objects.Namespace, objects.namespace, "namespaces", local=True),
    Resource("deployments", ("apps/v1",), wire.Workload, workloads.deployment, "workloads", local=True),
    Resource("statefulsets", ("apps/v1",), wire.Workload, workloads.stateful_set, "workloads", local=True),
    Resource("daemonsets", ("apps/v1",), wire.Workload, workloads.daemon_set, "workloads", local=True),
    Resource("cronjobs", ("batch/v1", "batch/v1beta1"), wire.CronJob, workloads.cron_job, "cron_jobs", local=True),
    Resource("services", ("v1",), wire_objects.Service, objects.service, "services", local=True),
    Resource(
        "endpointslices",
        ("discovery.k8s.io/v1", "discovery.k8s.io/v1beta1"),
        wire_objects.EndpointSlice,
        objects.endpoint_slice,
        "endpoints",
        local=True,
        # `view` has EndpointSlices from 1.21 on only, and Endpoints in all versions.
        instead=Resource("endpoints", ("v1",), wire_objects.Endpoints, objects.endpoints, "endpoints", local=True),
    ),
    Resource("ingresses", _NETWORKING, wire_objects.Ingress, objects.ingress, "ingresses", local=True),
    Resource("ingressclasses", _NETWORKING, wire_objects.IngressClass, objects.ingress_class, "ingress_classes"),
    Resource(
        "networkpolicies",
        ("networking.k8s.io/v1",),
        wire_objects.Bare,
        objects.network_policy,
        "network_policies",
        local=True,
    ),
    Resource(
        "storageclasses", ("storage.k8s.io/v1",), wire_storage.StorageClass, objects.storage_class, "storage_classes"
    ),
    Resource(
        "csidrivers",
        ("storage.k8s.io/v1", "storage.k8s.io/v1beta1"),
        wire_objects.Bare,
        objects.csi_driver,
        "csi_drivers",
    ),
    Resource("persistentvolumes", ("v1",), wire_storage.PersistentVolume, objects.volume, "volumes"),
    Resource(
        "persistentvolumeclaims", ("v1",), wire_storage.PersistentVolumeClaim, objects.claim, "claims", local=True
    ),
    Resource(
        "serviceaccounts",
        ("v1",),
        wire_objects.ServiceAccount,
        objects.service_account,
        "service_accounts",
        local=True,
    ),
    Resource("rolebindings", _RBAC, wire_objects.Binding, objects.binding, "bindings"),
    Resource("clusterrolebindings", _RBAC, wire_objects.Binding, objects.binding, "bindings"),
    Resource(
        "leases", ("coordination.k8s.io/v1",), wire_objects.Lease, objects.lease, "leases", namespace="kube-system"
    ),
)


def _custom(kind: customs.Kind, record: Callable[..., Any] | None = None) -> Resource:
    make = record or customs.record_of(kind)
    return Resource(kind.plural, kind.versions, dict[str, Any], make, "customs", needed=kind.built_in, versioned=True)


ALL = (
    *_BUILT_IN,
    _custom(customs.WILDCARD_ROLE, customs.wildcard_role),
    _custom(customs.SNAPSHOT_FILE, customs.snapshot_file),
    *map(_custom, customs.KINDS),
)
