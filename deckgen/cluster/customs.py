"""Which custom resources, and which other objects, are read into ``Custom`` records, and which of their fields."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from deckgen.cluster.applied import DROPPED, applied_as
from deckgen.cluster.decoder import decoder_of
from deckgen.cluster.paths import fields
from deckgen.cluster.snapshot import Custom
from deckgen.cluster.wire import Managed


class Kind(Struct, frozen=True):
    """A kind of object of which a few fields are kept.

    Attributes:
        kind: as the objects say it.
        plural: as it stands in the API's path.
        versions: ``group/version``, the one to prefer first.
        paths: the fields that are kept, as ``paths.fields`` understands them.
        built_in: every server of some version has it.
    """

    kind: str
    plural: str
    versions: tuple[str, ...]
    paths: tuple[str, ...] = ()
    built_in: bool = False


APPLIED_AS = "applied_as"
"""Among a record's fields: the API version that ``applied`` found, where it found one."""

_PROMETHEUS = (
    "spec.retention",
    "spec.retentionSize",
    "spec.replicas",
    "spec.shards",
    "spec.version",
    "spec.externalUrl",
)
_CERT_MANAGER = ("cert-manager.io/v1", "cert-manager.io/v1beta1", "cert-manager.io/v1alpha2")
_ISSUER = ("spec.acme.server", "status.conditions[Ready].status")
_SNAPSHOTS = ("snapshot.storage.k8s.io/v1", "snapshot.storage.k8s.io/v1beta1")

_CAPO = tuple(
    f"infrastructure.cluster.x-k8s.io/{version}" for version in ("v1beta2", "v1beta1", "v1alpha7", "v1alpha6")
)
_SERVER_GROUP = (
    "metadata.labels.cluster.x-k8s.io/cluster-name",
    "spec.serverGroup.id",
    "spec.serverGroup.filter.name",
    "spec.serverGroupID",
)

KINDS = (
    # prometheus-operator/prometheus-operator pkg/apis/monitoring/v1
    Kind("Prometheus", "prometheuses", ("monitoring.coreos.com/v1",), _PROMETHEUS),
    Kind("Alertmanager", "alertmanagers", ("monitoring.coreos.com/v1",), _PROMETHEUS),
    # grafana/loki operator/api/loki/v1/lokistack_types.go
    Kind(
        "LokiStack",
        "lokistacks",
        ("loki.grafana.com/v1",),
        ("spec.limits.global.retention.days", "spec.limits.global.retention.streams[].days"),
    ),
    # projectcalico/calico api/pkg/apis/projectcalico/v3/ippool.go; both groups hold the same pools
    Kind(
        "IPPool",
        "ippools",
        ("crd.projectcalico.org/v1", "projectcalico.org/v3"),
        ("spec.cidr", "spec.vxlanMode", "spec.ipipMode", "spec.disabled", "spec.allowedUses", "spec.natOutgoing"),
    ),
    # projectcalico/calico api/pkg/apis/projectcalico/v3/felixconfig.go
    Kind(
        "FelixConfiguration",
        "felixconfigurations",
        ("crd.projectcalico.org/v1", "projectcalico.org/v3"),
        ("spec.vxlanPort", "spec.vxlanVNI"),
    ),
    # tigera/operator api/v1/installation_types.go
    Kind(
        "Installation",
        "installations",
        ("operator.tigera.io/v1",),
        (
            "spec.variant",
            "spec.cni.type",
            "spec.calicoNetwork.mtu",
            "spec.calicoNetwork.bgp",
            "spec.calicoNetwork.ipPools[].encapsulation",
            "spec.calicoNetwork.ipPools[].cidr",
        ),
    ),
    # cilium/cilium pkg/k8s/apis/cilium.io: where ipam is multi-pool
    Kind(
        "CiliumPodIPPool",
        "ciliumpodippools",
        ("cilium.io/v2", "cilium.io/v2alpha1"),
        ("spec.ipv4.cidrs", "spec.ipv6.cidrs"),
    ),
    # kubernetes-sigs/gateway-api apis/v1
    Kind(
        "GatewayClass",
        "gatewayclasses",
        ("gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1"),
        ("spec.controllerName", "status.conditions[Accepted].status"),
    ),
    Kind(
        "Gateway",
        "gateways",
        ("gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1"),
        (
            "spec.gatewayClassName",
            "spec.listeners[].{name,hostname,protocol}",
            "status.addresses[].value",
            "status.conditions[Programmed].status",
        ),
    ),
    Kind(
        "HTTPRoute",
        "httproutes",
        ("gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1"),
        (
            "spec.hostnames",
            "spec.parentRefs[].{name,namespace,sectionName}",
            "spec.rules[].backendRefs[].{name,namespace}",
            "status.parents[].controllerName",
        ),
    ),
    Kind(
        "GRPCRoute",
        "grpcroutes",
        ("gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1alpha2"),
        ("status.parents[].controllerName",),
    ),
    Kind(
        "TLSRoute",
        "tlsroutes",
        tuple(f"gateway.networking.k8s.io/{version}" for version in ("v1", "v1alpha3", "v1alpha2")),
        ("status.parents[].controllerName",),
    ),
    # cert-manager/cert-manager pkg/apis/certmanager/v1: expiry without reading the Secret
    Kind(
        "Certificate",
        "certificates",
        _CERT_MANAGER,
        (
            "spec.dnsNames",
            "spec.issuerRef.kind",
            "spec.issuerRef.name",
            "status.notAfter",
            "status.renewalTime",
            "status.conditions[Ready].status",
        ),
    ),
    Kind("ClusterIssuer", "clusterissuers", _CERT_MANAGER, _ISSUER),
    Kind("Issuer", "issuers", _CERT_MANAGER, _ISSUER),
    # vmware-tanzu/velero pkg/apis/velero/v1
    Kind(
        "Schedule",
        "schedules",
        ("velero.io/v1",),
        (
            "spec.schedule",
            "spec.paused",
            "spec.template.ttl",
            "spec.template.snapshotVolumes",
            "spec.template.snapshotMoveData",
            "spec.template.defaultVolumesToFsBackup",
            "status.phase",
            "status.lastBackup",
        ),
    ),
    Kind(
        "Backup",
        "backups",
        ("velero.io/v1",),
        ("metadata.labels.velero.io/schedule-name", "status.phase", "status.completionTimestamp"),
    ),
    Kind("VolumeSnapshotLocation", "volumesnapshotlocations", ("velero.io/v1",), ("spec.provider",)),
    Kind(
        "BackupStorageLocation",
        "backupstoragelocations",
        ("velero.io/v1",),
        ("spec.provider", "spec.objectStorage.bucket", "spec.config.s3Url", "spec.config.region", "status.phase"),
    ),
    # kubernetes-sigs/cluster-api-provider-openstack api, on a management cluster: serverGroupID up to v1alpha7
    Kind("OpenStackMachine", "openstackmachines", _CAPO, _SERVER_GROUP),
    Kind("OpenStackServer", "openstackservers", ("infrastructure.cluster.x-k8s.io/v1alpha1",), _SERVER_GROUP),
    # kubernetes-csi/external-snapshotter client/apis
    Kind(
        "VolumeSnapshotClass",
        "volumesnapshotclasses",
        _SNAPSHOTS,
        (
            "driver",
            "deletionPolicy",
            "parameters.type",
            "metadata.annotations.snapshot.storage.kubernetes.io/is-default-class",
        ),
    ),
    Kind("VolumeSnapshot", "volumesnapshots", _SNAPSHOTS, ("spec.volumeSnapshotClassName", "status.readyToUse")),
    # Policies that reach beyond those of Kubernetes: projectcalico/calico api/pkg/apis, cilium/cilium pkg/k8s/apis
    Kind("NetworkPolicy", "networkpolicies", ("crd.projectcalico.org/v1", "projectcalico.org/v3")),
    Kind("GlobalNetworkPolicy", "globalnetworkpolicies", ("crd.projectcalico.org/v1", "projectcalico.org/v3")),
    Kind("CiliumNetworkPolicy", "ciliumnetworkpolicies", ("cilium.io/v2",)),
    Kind("CiliumClusterwideNetworkPolicy", "ciliumclusterwidenetworkpolicies", ("cilium.io/v2",)),
    # kubernetes-sigs/network-policy-api apis: v1alpha1's two kinds are one in v1alpha2
    Kind("AdminNetworkPolicy", "adminnetworkpolicies", ("policy.networking.k8s.io/v1alpha1",)),
    Kind("BaselineAdminNetworkPolicy", "baselineadminnetworkpolicies", ("policy.networking.k8s.io/v1alpha1",)),
    Kind("ClusterNetworkPolicy", "clusternetworkpolicies", ("policy.networking.k8s.io/v1alpha2",)),
    # kubernetes/api networking/v1
    Kind(
        "ServiceCIDR",
        "servicecidrs",
        ("networking.k8s.io/v1", "networking.k8s.io/v1beta1"),
        ("spec.cidrs", "status.conditions[Ready].status"),
    ),
    # kubernetes/api policy/v1
    Kind(
        "PodDisruptionBudget",
        "poddisruptionbudgets",
        ("policy/v1", "policy/v1beta1"),
        (
            "spec.minAvailable",
            "spec.maxUnavailable",
            "spec.selector",
            "status.disruptionsAllowed",
            "status.expectedPods",
        ),
        built_in=True,
    ),
    # kubernetes/api autoscaling; v1 tells no metrics and is served for ever
    Kind(
        "HorizontalPodAutoscaler",
        "horizontalpodautoscalers",
        ("autoscaling/v2", "autoscaling/v2beta2", "autoscaling/v2beta1", "autoscaling/v1"),
        built_in=True,
    ),
    Kind("PodSecurityPolicy", "podsecuritypolicies", ("policy/v1beta1",), ("spec.privileged",)),
    # kubernetes-sigs/kubespray roles/kubernetes-apps/cluster_roles: its PriorityClass is a sign of it
    Kind("PriorityClass", "priorityclasses", ("scheduling.k8s.io/v1",), ("value",), built_in=True),
)

SNAPSHOT_FILE = Kind(
    "ETCDSnapshotFile",
    "etcdsnapshotfiles",
    ("k3s.cattle.io/v1",),
    ("spec.nodeName", "spec.location", "spec.s3.bucket", "status.creationTime", "status.readyToUse"),
)
"""RKE2's and k3s' list of etcd snapshots: k3s-io/api k3s.cattle.io/v1."""

WILDCARD_ROLE = Kind(
    "ClusterRole", "clusterroles", ("rbac.authorization.k8s.io/v1",), ("rules.wildcard",), built_in=True
)
"""A ClusterRole that allows everything on every resource; others are not kept."""


def record_of(kind: Kind) -> Callable[[dict[str, Any], str], Custom]:
    """Give the function that makes records of this kind's objects out of a list's items and the list's version."""

    def record(source: dict[str, Any], version: str) -> Custom:
        return _custom(kind, version, source, fields(source, kind.paths))

    return record


def snapshot_file(source: dict[str, Any], version: str) -> Custom:
    """Make the record of an ETCDSnapshotFile: of its location only the scheme (``file``, ``s3``), not the path."""
    kept = fields(source, SNAPSHOT_FILE.paths)
    if "spec.location" in kept:
        kept["spec.location"] = str(kept["spec.location"]).partition(":")[0]
    return _custom(SNAPSHOT_FILE, version, source, kept)


def wildcard_role(source: dict[str, Any], version: str) -> Custom | None:
    """Make the record of a ClusterRole with a rule that allows all verbs on all resources, None of another."""
    for rule in source.get("rules") or ():
        if all("*" in (rule.get(part) or ()) for part in ("apiGroups", "resources", "verbs")):
            return _custom(WILDCARD_ROLE, version, source, {"rules.wildcard": True})
    return None


def _custom(kind: Kind, version: str, source: dict[str, Any], kept: dict[str, Any]) -> Custom:
    meta = source.get("metadata") or {}
    if kind.kind in DROPPED:
        decoder_of(list[Managed])  # so that msgspec knows the Struct before several threads convert to it
        managed = msgspec.convert(meta.get("managedFields") or [], list[Managed])
        if said := applied_as(kind.kind, meta.get("annotations") or {}, managed):
            kept[APPLIED_AS] = said
    return Custom(
        kind=kind.kind,
        api_version=version,
        name=str(meta.get("name", "")),
        namespace=str(meta.get("namespace", "")),
        fields=kept,
    )
