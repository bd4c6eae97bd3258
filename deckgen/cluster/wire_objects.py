"""What an API server answers for the objects around the workloads; see ``wire`` for how these structs are meant."""

# msgspec copies the defaults of a Struct, which the rule sees only of classes that derive from it directly.
# ruff: noqa: RUF012

from datetime import datetime
from typing import Any

import msgspec

from deckgen.cluster.wire import ManagedMeta, Meta, Named, Wire


class Taint(Wire):
    """core/v1 Taint."""

    key: str
    effect: str = ""
    value: str = ""


class NodeSpec(Wire):
    """core/v1 NodeSpec."""

    provider_id: str = msgspec.field(name="providerID", default="")
    unschedulable: bool = False
    taints: list[Taint] = []
    pod_cidr: str = msgspec.field(name="podCIDR", default="")
    pod_cidrs: list[str] = msgspec.field(name="podCIDRs", default_factory=list)


class Condition(Wire):
    """A condition of an object's status, without its message."""

    type: str
    status: str = ""


class Address(Wire):
    """core/v1 NodeAddress."""

    type: str
    address: str = ""


class NodeInfo(Wire):
    """core/v1 NodeSystemInfo."""

    kubelet_version: str = ""
    container_runtime_version: str = ""
    os_image: str = ""


class NodeStatus(Wire):
    """core/v1 NodeStatus."""

    conditions: list[Condition] = []
    addresses: list[Address] = []
    capacity: dict[str, Any] = {}
    allocatable: dict[str, Any] = {}
    node_info: NodeInfo = msgspec.field(default_factory=NodeInfo)


class Node(Wire):
    """core/v1 Node."""

    metadata: Meta
    spec: NodeSpec = msgspec.field(default_factory=NodeSpec)
    status: NodeStatus = msgspec.field(default_factory=NodeStatus)


class Phase(Wire):
    """A status of which only the phase is read."""

    phase: str = ""


class Namespace(Wire):
    """core/v1 Namespace."""

    metadata: Meta
    status: Phase = msgspec.field(default_factory=Phase)


class ServicePort(Wire):
    """core/v1 ServicePort."""

    port: int
    name: str = ""
    protocol: str = "TCP"
    node_port: int = 0


class ServiceSpec(Wire):
    """core/v1 ServiceSpec."""

    type: str = "ClusterIP"
    selector: dict[str, str] = {}
    cluster_ip: str = msgspec.field(name="clusterIP", default="")
    external_ips: list[str] = msgspec.field(name="externalIPs", default_factory=list)
    load_balancer_class: str = ""
    ports: list[ServicePort] = []


class LoadBalancerIngress(Wire):
    """core/v1 LoadBalancerIngress."""

    ip: str = ""
    hostname: str = ""


class LoadBalancer(Wire):
    """core/v1 LoadBalancerStatus."""

    ingress: list[LoadBalancerIngress] = []


class ServiceStatus(Wire):
    """core/v1 ServiceStatus."""

    load_balancer: LoadBalancer = msgspec.field(default_factory=LoadBalancer)


class Service(Wire):
    """core/v1 Service."""

    metadata: Meta
    spec: ServiceSpec = msgspec.field(default_factory=ServiceSpec)
    status: ServiceStatus = msgspec.field(default_factory=ServiceStatus)


class EndpointConditions(Wire):
    """discovery EndpointConditions; an unknown ``ready`` counts as ready, as the API says."""

    ready: bool | None = None


class Endpoint(Wire):
    """discovery Endpoint."""

    addresses: list[str] | None = None
    conditions: EndpointConditions = msgspec.field(default_factory=EndpointConditions)


class EndpointSlice(Wire):
    """discovery.k8s.io v1 or v1beta1 EndpointSlice."""

    metadata: Meta
    endpoints: list[Endpoint] | None = None


class EndpointAddress(Wire):
    """core/v1 EndpointAddress."""

    ip: str


class EndpointSubset(Wire):
    """core/v1 EndpointSubset; the addresses that are not ready are not read."""

    addresses: list[EndpointAddress] = []


class Endpoints(Wire):
    """core/v1 Endpoints."""

    metadata: Meta
    subsets: list[EndpointSubset] | None = None


class Backend(Wire):
    """networking IngressBackend, as v1 (``service``) or older (``serviceName``)."""

    service: Named | None = None
    service_name: str = ""


class Path(Wire):
    """networking HTTPIngressPath."""

    path: str = ""
    backend: Backend = msgspec.field(default_factory=Backend)


class Http(Wire):
    """networking HTTPIngressRuleValue."""

    paths: list[Path] | None = None


class Rule(Wire):
    """networking IngressRule."""

    host: str = ""
    http: Http | None = None


class Tls(Wire):
    """networking IngressTLS; its Secret's name is not read."""

    hosts: list[str] = []


class IngressSpec(Wire):
    """networking IngressSpec, v1 (``defaultBackend``) or older (``backend``)."""

    ingress_class_name: str = ""
    rules: list[Rule] = []
    tls: list[Tls] = []
    default_backend: Backend | None = None
    backend: Backend | None = None


class Ingress(Wire):
    """networking.k8s.io v1 or v1beta1 Ingress."""

    metadata: ManagedMeta
    spec: IngressSpec = msgspec.field(default_factory=IngressSpec)


class IngressClassSpec(Wire):
    """networking IngressClassSpec."""

    controller: str = ""


class IngressClass(Wire):
    """networking.k8s.io v1 or v1beta1 IngressClass."""

    metadata: Meta
    spec: IngressClassSpec = msgspec.field(default_factory=IngressClassSpec)


class Bare(Wire):
    """An object of which only the metadata is read."""

    metadata: Meta


class Subject(Wire):
    """rbac Subject."""

    kind: str
    name: str
    namespace: str = ""


class RoleRef(Wire):
    """rbac RoleRef."""

    kind: str = ""
    name: str = ""


class Binding(Wire):
    """rbac.authorization.k8s.io/v1 RoleBinding or ClusterRoleBinding."""

    metadata: Meta
    role_ref: RoleRef
    subjects: list[Subject] | None = None


class LeaseSpec(Wire):
    """coordination LeaseSpec."""

    renew_time: datetime | None = None


class Lease(Wire):
    """coordination.k8s.io/v1 Lease."""

    metadata: Meta
    spec: LeaseSpec = msgspec.field(default_factory=LeaseSpec)


class ServiceAccount(Wire):
    """core/v1 ServiceAccount, without the Secrets that hold its tokens."""

    metadata: Meta
    image_pull_secrets: list[Named] | None = None


class ConfigMap(Wire):
    """core/v1 ConfigMap; held only while its allow-listed settings are taken out."""

    metadata: Meta
    data: dict[str, str] = {}
