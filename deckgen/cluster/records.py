"""The records of a snapshot: small, and an allow-list.

A record has a field for what a fact needs and for nothing else, so that a secret's value, an environment or a whole
ConfigMap has no place to stand in. The type of a field says what its text would reveal (``fact.Holds``); a plain
``str`` reveals nothing: a version, a phase, a kind.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from deckgen.fact import Holds

HostName = Annotated[str, Holds.HOST_NAME]
NamespaceName = Annotated[str, Holds.NAMESPACE]
Name = Annotated[str, Holds.OBJECT]
"""What somebody called an object; also a label's or a setting's value, of which nothing else is known."""

PlatformName = Annotated[str, Holds.PLATFORM]
Domain = Annotated[str, Holds.DOMAIN]
Address = Annotated[str, Holds.ADDRESS]
OurAddress = Annotated[str, Holds.OUR_ADDRESS]
Identifier = Annotated[str, Holds.IDENTIFIER]
Person = Annotated[str, Holds.PERSON]
Driver = Annotated[str, Holds.DOMAIN]
"""What a driver or a controller calls itself: most are a project's, some are of somebody's own domain."""

Build = Annotated[str, Holds.OBJECT]
"""A product with its version, which somebody may have built and named on their own."""

Told = Annotated[str, Holds.FREE_TEXT]
"""What a server, or a webhook of somebody's own, answered."""


class Record(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What all records share: immutable, without cycles, and fields at their default are left out of the file."""


class Origin(Record, frozen=True, kw_only=True):
    """An API that was read.

    Attributes:
        api: which one; OpenStack's own APIs stand beside Kubernetes'.
        version: the server's version as it says it, such as ``v1.33.4`` (``/version`` gitVersion).
        name: what the person calls it: the kubeconfig context, or "in-cluster".
    """

    api: Literal["kubernetes"] = "kubernetes"
    version: Build = ""
    name: Name = ""


class Gap(Record, frozen=True, kw_only=True):
    """Something that could not be read.

    Attributes:
        resource: plural and group, as in RBAC rules: ``nodes``, ``prometheuses.monitoring.coreos.com``.
        reason: "absent" where the server does not serve the resource at all.
        detail: what the server answered, in one line without addresses.
        namespace: the one namespace of which it was read all the same, or "".
    """

    resource: str
    reason: Literal["forbidden", "absent", "timed out", "failed"]
    detail: Told = ""
    namespace: NamespaceName = ""


class Container(Record, frozen=True, kw_only=True):
    """One container of a Pod or of a Pod template.

    Attributes:
        flags: of the command and args only the flags that ``allowed`` names, by name without dashes. The last one
            wins, but repeated domain filters are joined by commas; a flag without a value is "true". A few variables
            of the environment stand for flags, as ``allowed.VARIABLES`` says.
        does: what a command was recognised as, such as "etcd snapshot save"; the command itself is not kept.
        config_maps: names of ConfigMaps that it takes its environment from.
        environment: names of the variables that it sets, without values; kept of Curator alone, whose settings may
            hang on them.
        privileged: ``securityContext.privileged``.
        requests: of ``cpu`` and ``memory`` what it asks for, in whatever amount.
        serves: whether it declares a port.
        host_ports: the ports of its node at which it answers, where its Pod has a network of its own.
        readiness: whether it has a readiness probe.
    """

    name: Name
    image: Name = ""
    init: bool = False
    flags: dict[str, Name] = {}
    does: list[str] = []
    config_maps: list[Name] = []
    environment: list[str] = []
    requests: list[str] = []
    privileged: bool = False
    serves: bool = False
    host_ports: list[int] = []
    readiness: bool = False


class Node(Record, frozen=True, kw_only=True):
    """A Node.

    Attributes:
        annotations: the ones that facts read.
        taints: as ``key=value:effect``.
        cpu, memory: the node's capacity, as the quantities that the API gives.
        allocatable_cpu, allocatable_memory: what of that is left for Pods, as quantities.
    """

    name: HostName
    labels: dict[str, Name] = {}
    annotations: dict[str, Name] = {}
    taints: list[Name] = []
    provider_id: Identifier = ""
    unschedulable: bool = False
    ready: bool | None = None
    kubelet: Build = ""
    runtime: Build = ""
    os_image: Build = ""
    addresses: dict[str, OurAddress] = {}
    pod_cidrs: list[Address] = []
    cpu: str = ""
    memory: str = ""
    allocatable_cpu: str = ""
    allocatable_memory: str = ""


class Pod(Record, frozen=True, kw_only=True):
    """A Pod.

    Attributes:
        owner: the controlling owner as ``Kind/name``.
        phase: as the status says; "Running" where the file does not say it.
        host_paths: paths of its node that it mounts; ``:ro`` behind one that no container can write to.
        cpu: what is set aside for it on its node, in thousandths of a vCPU, as the scheduler reckons its requests.
        memory: the same in bytes.
        not_ready: names of the containers that the status does not call ready; init containers aside.
    """

    namespace: NamespaceName
    name: Name
    labels: dict[str, Name] = {}
    annotations: dict[str, Name] = {}
    owner: Name = ""
    node: HostName = ""
    phase: str = "Running"
    pod_ip: Address = ""
    host_network: bool = False
    host_paths: list[Name] = []
    claims: list[Name] = []
    pull_secrets: list[Name] = []
    cpu: int = 0
    memory: int = 0
    not_ready: list[Name] = []
    containers: list[Container] = []


class Workload(Record, frozen=True, kw_only=True):
    """A Deployment, StatefulSet or DaemonSet.

    Attributes:
        replicas: wanted: ``spec.replicas``, or a DaemonSet's ``status.desiredNumberScheduled``.
        ready: ``status.readyReplicas``, or a DaemonSet's ``status.numberReady``.
        claim_templates: how many volumeClaimTemplates a StatefulSet has.
        annotation_keys: the keys alone, without values, of what a person or a tool annotated.
        service_account: that its Pods run as, "" for the namespace's default one.
        applied_as: the API version that it was last applied in, where Kubernetes has dropped it since or will (see
            ``applied``).
    """

    kind: Literal["Deployment", "StatefulSet", "DaemonSet"]
    namespace: NamespaceName
    name: Name
    labels: dict[str, Name] = {}
    pod_labels: dict[str, Name] = {}
    annotation_keys: list[Name] = []
    service_account: Name = ""
    applied_as: str = ""
    replicas: int = 0
    ready: int = 0
    claim_templates: int = 0
    claims: list[Name] = []
    config_maps: list[Name] = []
    containers: list[Container] = []


class CronJob(Record, frozen=True, kw_only=True):
    """A CronJob, read as batch/v1 or batch/v1beta1; times from its status. ``applied_as``: as a Workload's."""

    namespace: NamespaceName
    name: Name
    schedule: str
    time_zone: str = ""
    suspended: bool = False
    applied_as: str = ""
    last_scheduled: datetime | None = None
    last_succeeded: datetime | None = None
    config_maps: list[Name] = []
    containers: list[Container] = []


class Port(Record, frozen=True, kw_only=True):
    """A Service's port."""

    port: int
    name: Name = ""
    protocol: str = "TCP"
    node_port: int = 0


class Service(Record, frozen=True, kw_only=True):
    """A Service.

    Attributes:
        addresses: IPs and host names of ``status.loadBalancer.ingress``.
        balancer_class: ``spec.loadBalancerClass``: who shall make the load balancer, where not the cloud controller.
    """

    namespace: NamespaceName
    name: Name
    type: str = "ClusterIP"
    labels: dict[str, Name] = {}
    annotations: dict[str, Name] = {}
    selector: dict[str, Name] = {}
    cluster_ip: Address = ""
    external_ips: list[Address] = []
    addresses: list[Address] = []
    balancer_class: PlatformName = ""
    ports: list[Port] = []


class Endpoints(Record, frozen=True, kw_only=True):
    """The ready addresses behind a Service, from its EndpointSlices or its Endpoints."""

    namespace: NamespaceName
    service: Name
    addresses: list[Address] = []


class Route(Record, frozen=True, kw_only=True):
    """One host and path of an Ingress. ``tls``: the host is in ``spec.tls``, by name or by a wildcard."""

    host: Domain = ""
    path: Name = ""
    service: Name = ""
    tls: bool = False


class Ingress(Record, frozen=True, kw_only=True):
    """An Ingress.

    Attributes:
        ingress_class: the spec's or, older, the annotation's.
        issuer: the issuer of cert-manager that an annotation names, as ``ClusterIssuer/name`` or ``Issuer/name``.
        applied_as: as a Workload's.
    """

    namespace: NamespaceName
    name: Name
    ingress_class: PlatformName = ""
    issuer: Name = ""
    applied_as: str = ""
    routes: list[Route] = []


class IngressClass(Record, frozen=True, kw_only=True):
    """An IngressClass and the controller that it names."""

    name: PlatformName
    controller: Driver = ""
    default: bool = False


class NetworkPolicy(Record, frozen=True, kw_only=True):
    """A NetworkPolicy of networking.k8s.io; that there is one, not what it says."""

    namespace: NamespaceName
    name: Name


class StorageClass(Record, frozen=True, kw_only=True):
    """A StorageClass. ``parameters``: the ones that facts read (volume type, availability zone, share type)."""

    name: PlatformName
    provisioner: Driver
    default: bool = False
    reclaim_policy: str = ""
    binding_mode: str = ""
    expandable: bool = False
    parameters: dict[str, PlatformName] = {}


class PersistentVolume(Record, frozen=True, kw_only=True):
    """A PersistentVolume. ``driver``: the CSI driver, or the in-tree plug-in's provisioner name; capacity in bytes."""

    name: Name
    storage_class: PlatformName = ""
    driver: Driver = ""
    capacity: int = 0
    phase: str = ""
    reclaim_policy: str = ""
    claim: Name = ""


class PersistentVolumeClaim(Record, frozen=True, kw_only=True):
    """A PersistentVolumeClaim. ``provisioner`` from its annotation; capacity in bytes as bound, else as asked for."""

    namespace: NamespaceName
    name: Name
    storage_class: PlatformName = ""
    volume: Name = ""
    phase: str = ""
    capacity: int = 0
    provisioner: Driver = ""


class Namespace(Record, frozen=True, kw_only=True):
    """A Namespace."""

    name: NamespaceName
    labels: dict[str, Name] = {}
    phase: str = ""


class ServiceAccount(Record, frozen=True, kw_only=True):
    """A ServiceAccount. ``pull_secrets``: the names alone of the Secrets that its Pods pull images with."""

    namespace: NamespaceName
    name: Name
    pull_secrets: list[Name] = []


class Subject(Record, frozen=True, kw_only=True):
    """Whom a binding names."""

    kind: str
    name: Person
    namespace: NamespaceName = ""


class Binding(Record, frozen=True, kw_only=True):
    """A RoleBinding, or, without a namespace, a ClusterRoleBinding. ``role`` is ``Kind/name``."""

    name: Name
    role: Name
    namespace: NamespaceName = ""
    subjects: list[Subject] = []


class Setting(Record, frozen=True, kw_only=True):
    """One allow-listed setting out of a ConfigMap, never the whole of it.

    Attributes:
        config_map: the ConfigMap's name.
        name: the setting, as a path below the ConfigMap's data: ``ClusterConfiguration.networking.podSubnet``.
    """

    namespace: NamespaceName
    config_map: Name
    name: str
    value: Name


class Custom(Record, frozen=True, kw_only=True):
    """A custom resource. ``fields``: the allow-listed paths that it has, such as ``spec.retention``."""

    kind: str
    api_version: str
    name: Name
    namespace: NamespaceName = ""
    fields: dict[str, Annotated[Any, Holds.OBJECT]] = {}


class Lease(Record, frozen=True, kw_only=True):
    """A Lease in kube-system by which an API server says that it lives."""

    name: Name
    labels: dict[str, Name] = {}
    renewed: datetime | None = None


class Table(Record, frozen=True, kw_only=True):
    """The first rows of a list, as ``kubectl get`` printed them when the snapshot was taken.

    Attributes:
        resource: plural and group: ``pods``, ``deployments.apps``.
        namespace: the one that was looked into, "" of nodes.
        columns: the heads, those of ``-o wide`` last.
        wide: how many of the columns stand there with ``-o wide`` alone.
    """

    resource: str
    namespace: NamespaceName = ""
    columns: list[str] = []
    wide: int = 0
    rows: list[list[Name]] = []
