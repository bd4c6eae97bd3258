"""Makes the records of what stands around the workloads: nodes, Services, Ingresses, storage, RBAC."""

from collections.abc import Iterable
from typing import Any

from deckgen.cluster import allowed, commands, wire_objects, wire_storage
from deckgen.cluster.applied import applied_as
from deckgen.cluster.quantity import number
from deckgen.cluster.snapshot import (
    Binding,
    Endpoints,
    Ingress,
    IngressClass,
    Lease,
    Namespace,
    NetworkPolicy,
    Node,
    PersistentVolume,
    PersistentVolumeClaim,
    Port,
    Route,
    Service,
    ServiceAccount,
    StorageClass,
    Subject,
)
from deckgen.cluster.workloads import labels

DEFAULT_STORAGE_CLASS = (
    "storageclass.kubernetes.io/is-default-class",
    "storageclass.beta.kubernetes.io/is-default-class",
)
DEFAULT_INGRESS_CLASS = "ingressclass.kubernetes.io/is-default-class"
INGRESS_CLASS = "kubernetes.io/ingress.class"
ISSUERS = {"cert-manager.io/cluster-issuer": "ClusterIssuer", "cert-manager.io/issuer": "Issuer"}
"""Annotations of cert-manager's ingress-shim: cert-manager/cert-manager pkg/apis/certmanager/v1/types.go."""
PROVISIONER = ("volume.kubernetes.io/storage-provisioner", "volume.beta.kubernetes.io/storage-provisioner")
SLICE_OF = "kubernetes.io/service-name"
API_SERVER_LEASE = ("apiserver.kubernetes.io/identity", "k8s.io/component")
IN_TREE = {
    "cinder": "kubernetes.io/cinder",
    "rbd": "kubernetes.io/rbd",
    "cephfs": "kubernetes.io/cephfs",
    "nfs": "kubernetes.io/nfs",
    "host_path": "kubernetes.io/host-path",
    "local": "kubernetes.io/local-volume",
}
"""The in-tree plug-ins' names by their field: kubernetes pkg/volume."""


def node(source: wire_objects.Node) -> Node:
    """Make the record of a Node."""
    meta, spec, status = source.metadata, source.spec, source.status
    ready = next((one.status == "True" for one in status.conditions if one.type == "Ready"), None)
    return Node(
        name=meta.name,
        labels=labels(meta.labels),
        annotations=commands.node_annotations(meta.annotations),
        taints=[f"{one.key}={one.value}:{one.effect}" for one in spec.taints],
        provider_id=spec.provider_id,
        unschedulable=spec.unschedulable,
        ready=ready,
        kubelet=status.node_info.kubelet_version,
        runtime=status.node_info.container_runtime_version,
        os_image=status.node_info.os_image,
        addresses={one.type: one.address for one in reversed(status.addresses)},
        pod_cidrs=spec.pod_cidrs or [spec.pod_cidr] * bool(spec.pod_cidr),
        cpu=str(status.capacity.get("cpu", "")),
        memory=str(status.capacity.get("memory", "")),
        allocatable_cpu=str(status.allocatable.get("cpu", "")),
        allocatable_memory=str(status.allocatable.get("memory", "")),
    )


def namespace(source: wire_objects.Namespace) -> Namespace:
    """Make the record of a Namespace."""
    return Namespace(name=source.metadata.name, labels=labels(source.metadata.labels), phase=source.status.phase)


def service(source: wire_objects.Service) -> Service:
    """Make the record of a Service."""
    meta, spec = source.metadata, source.spec
    return Service(
        namespace=meta.namespace,
        name=meta.name,
        type=spec.type,
        labels=labels(meta.labels),
        annotations=allowed.picked(meta.annotations, allowed.SERVICE_ANNOTATIONS),
        selector=labels(spec.selector),
        cluster_ip=spec.cluster_ip,
        external_ips=spec.external_ips,
        addresses=[one.ip or one.hostname for one in source.status.load_balancer.ingress],
        balancer_class=spec.load_balancer_class,
        ports=[
            Port(port=one.port, name=one.name, protocol=one.protocol, node_port=one.node_port) for one in spec.ports
        ],
    )


def endpoint_slice(source: wire_objects.EndpointSlice) -> Endpoints:
    """Make the record of one EndpointSlice; ``merged`` joins those of a Service."""
    ready = [one for one in source.endpoints or () if one.conditions.ready is not False]
    return Endpoints(
        namespace=source.metadata.namespace,
        service=source.metadata.labels.get(SLICE_OF, ""),
        addresses=[address for one in ready for address in one.addresses or ()],
    )


def endpoints(source: wire_objects.Endpoints) -> Endpoints:
    """Make the record of a Service's Endpoints, which is called as the Service is."""
    return Endpoints(
        namespace=source.metadata.namespace,
        service=source.metadata.name,
        addresses=[address.ip for subset in source.subsets or () for address in subset.addresses],
    )


def merged(slices: Iterable[Endpoints]) -> list[Endpoints]:
    """Join what belongs to the same Service, with each address once, sorted."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in slices:
        found.setdefault((one.namespace, one.service), set()).update(one.addresses)
    return [
        Endpoints(namespace=namespace, service=service, addresses=sorted(addresses))
        for (namespace, service), addresses in found.items()
    ]


def ingress(source: wire_objects.Ingress) -> Ingress:
    """Make the record of an Ingress."""
    meta, spec = source.metadata, source.spec
    routes = [
        Route(host=rule.host, path=path.path, service=_backend(path.backend), tls=_is_secured(rule.host, spec.tls))
        for rule in spec.rules
        for path in (rule.http.paths if rule.http else None) or ()
    ]
    fallback = spec.default_backend or spec.backend
    return Ingress(
        namespace=meta.namespace,
        name=meta.name,
        ingress_class=spec.ingress_class_name or meta.annotations.get(INGRESS_CLASS, ""),
        issuer=next(
            (f"{kind}/{meta.annotations[key]}" for key, kind in ISSUERS.items() if key in meta.annotations), ""
        ),
        applied_as=applied_as("Ingress", meta.annotations, meta.managed_fields),
        routes=[*routes, *([Route(service=_backend(fallback))] if fallback else [])],
    )


def _is_secured(host: str, tls: Iterable[wire_objects.Tls]) -> bool:
    """Whether the host is in ``spec.tls``: by name, by a wildcard for its first label, or in an entry for all hosts.

    Source: kubernetes/api networking/v1 IngressTLS.Hosts, which without hosts stands for all of them.
    """
    wildcard = f"*.{host.partition('.')[2]}"
    return any(not one.hosts or host in one.hosts or wildcard in one.hosts for one in tls)


def _backend(source: wire_objects.Backend) -> str:
    return source.service.name if source.service else source.service_name


def ingress_class(source: wire_objects.IngressClass) -> IngressClass:
    """Make the record of an IngressClass."""
    default = source.metadata.annotations.get(DEFAULT_INGRESS_CLASS) == "true"
    return IngressClass(name=source.metadata.name, controller=source.spec.controller, default=default)


def network_policy(source: wire_objects.Bare) -> NetworkPolicy:
    """Make the record of a NetworkPolicy."""
    return NetworkPolicy(namespace=source.metadata.namespace, name=source.metadata.name)


def storage_class(source: wire_storage.StorageClass) -> StorageClass:
    """Make the record of a StorageClass."""
    annotations = source.metadata.annotations
    return StorageClass(
        name=source.metadata.name,
        provisioner=source.provisioner,
        default=any(annotations.get(key) == "true" for key in DEFAULT_STORAGE_CLASS),
        reclaim_policy=source.reclaim_policy,
        binding_mode=source.volume_binding_mode,
        expandable=source.allow_volume_expansion,
        parameters=allowed.picked(source.parameters, allowed.STORAGE_PARAMETERS),
    )


def csi_driver(source: wire_objects.Bare) -> str:
    """Give the name of a CSIDriver."""
    return source.metadata.name


def volume(source: wire_storage.PersistentVolume) -> PersistentVolume:
    """Make the record of a PersistentVolume."""
    spec = source.spec
    in_tree = (name for field, name in IN_TREE.items() if getattr(spec, field) is not None)
    return PersistentVolume(
        name=source.metadata.name,
        storage_class=spec.storage_class_name,
        driver=spec.csi.driver if spec.csi else next(in_tree, ""),
        capacity=_bytes(spec.capacity.get("storage")),
        phase=source.status.phase,
        reclaim_policy=spec.persistent_volume_reclaim_policy,
        claim=f"{spec.claim_ref.namespace}/{spec.claim_ref.name}" if spec.claim_ref else "",
    )


def claim(source: wire_storage.PersistentVolumeClaim) -> PersistentVolumeClaim:
    """Make the record of a PersistentVolumeClaim."""
    meta, spec, status = source.metadata, source.spec, source.status
    return PersistentVolumeClaim(
        namespace=meta.namespace,
        name=meta.name,
        storage_class=spec.storage_class_name,
        volume=spec.volume_name,
        phase=status.phase,
        capacity=_bytes(status.capacity.get("storage") or spec.resources.requests.get("storage")),
        provisioner=next((meta.annotations[key] for key in PROVISIONER if key in meta.annotations), ""),
    )


def binding(source: wire_objects.Binding) -> Binding:
    """Make the record of a RoleBinding or a ClusterRoleBinding."""
    return Binding(
        name=source.metadata.name,
        namespace=source.metadata.namespace,
        role=f"{source.role_ref.kind}/{source.role_ref.name}",
        subjects=[Subject(kind=one.kind, name=one.name, namespace=one.namespace) for one in source.subjects or ()],
    )


def service_account(source: wire_objects.ServiceAccount) -> ServiceAccount | None:
    """Make the record of a ServiceAccount, or None of one that names no pull secret."""
    secrets = [one.name for one in source.image_pull_secrets or () if one.name]
    if not secrets:
        return None
    return ServiceAccount(namespace=source.metadata.namespace, name=source.metadata.name, pull_secrets=secrets)


def lease(source: wire_objects.Lease) -> Lease | None:
    """Make the record of an API server's Lease, or None for another's.

    1.26 labels them ``k8s.io/component``, later ones ``apiserver.kubernetes.io/identity`` (kubernetes
    pkg/controlplane/apiserver).
    """
    found = source.metadata.labels
    if not any(found.get(key) == "kube-apiserver" for key in API_SERVER_LEASE):
        return None
    return Lease(name=source.metadata.name, labels=found, renewed=source.spec.renew_time)


def _bytes(quantity: Any) -> int:
    """Give a quantity such as ``10Gi`` as a number of bytes, 0 where there is none."""
    return int(number(str(quantity))) if quantity else 0
