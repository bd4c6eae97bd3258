"""What an API server answers, as far as records are made of it.

Each struct has the fields that are read and no others, so the rest of a page (environment values, managed fields, the
last-applied annotation's neighbours) is skipped while decoding and never becomes a Python object. Names and types are
those of the Kubernetes API reference; what Go writes as ``null`` (lists without ``omitempty``) may be None.
"""

from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

Item = TypeVar("Item")


class Wire(msgspec.Struct, rename="camel", gc=False):
    """What all share: camelCase names; no garbage collection, since a tree has no cycles."""


class ListMeta(Wire):
    """``continue_`` is where the next page begins, "" on the last one."""

    continue_: str = msgspec.field(name="continue", default="")


class Page(Wire, Generic[Item]):
    """One page of a list."""

    metadata: ListMeta = msgspec.field(default_factory=ListMeta)
    items: list[Item] | None = None


class Owner(Wire):
    """metav1.OwnerReference."""

    kind: str
    name: str
    controller: bool = False


class Meta(Wire):
    """metav1.ObjectMeta."""

    name: str
    namespace: str = ""
    labels: dict[str, str] = {}
    annotations: dict[str, str] = {}
    owner_references: list[Owner] = []


class Managed(Wire):
    """metav1.ManagedFieldsEntry without the fields that it is about."""

    manager: str = ""
    api_version: str = ""
    subresource: str = ""
    time: datetime | None = None


class ManagedMeta(Meta):
    """metav1.ObjectMeta of what people apply: with who wrote it, and in which API version."""

    managed_fields: list[Managed] = []


class Named(Wire):
    """A reference by name; optional in the API where it says so."""

    name: str = ""


class EnvFrom(Wire):
    """core/v1 EnvFromSource; a Secret's name is not read."""

    config_map_ref: Named | None = None


class EnvSource(Wire):
    """core/v1 EnvVarSource, for the ConfigMap that it names."""

    config_map_key_ref: Named | None = None


class Env(Wire):
    """core/v1 EnvVar. The value is not decoded but where ``allowed.VARIABLES`` has the name."""

    name: str = ""
    value: msgspec.Raw = msgspec.Raw()
    value_from: EnvSource | None = None


class Resources(Wire):
    """core/v1 ResourceRequirements."""

    requests: dict[str, Any] = {}


class SecurityContext(Wire):
    """core/v1 SecurityContext."""

    privileged: bool = False


class Present(Wire):
    """Something of which only that it is there is read."""


class Mount(Wire):
    """core/v1 VolumeMount: which volume, and whether it can be written to."""

    name: str = ""
    read_only: bool = False


class ContainerPort(Wire):
    """core/v1 ContainerPort: whether the node itself answers at it, too."""

    host_port: int = 0


class Container(Wire):
    """core/v1 Container."""

    name: str
    image: str = ""
    command: list[str] = []
    args: list[str] = []
    env: list[Env] = []
    env_from: list[EnvFrom] = []
    resources: Resources | None = None
    restart_policy: str = ""
    security_context: SecurityContext | None = None
    ports: list[ContainerPort] = []
    readiness_probe: Present | None = None
    volume_mounts: list[Mount] = []


class Claim(Wire):
    """core/v1 PersistentVolumeClaimVolumeSource."""

    claim_name: str = ""


class ProjectedSource(Wire):
    """core/v1 VolumeProjection, for its ConfigMap."""

    config_map: Named | None = None


class Projected(Wire):
    """core/v1 ProjectedVolumeSource."""

    sources: list[ProjectedSource] | None = None


class HostPath(Wire):
    """core/v1 HostPathVolumeSource."""

    path: str = ""


class Volume(Wire):
    """core/v1 Volume."""

    name: str = ""
    host_path: HostPath | None = None
    config_map: Named | None = None
    projected: Projected | None = None
    persistent_volume_claim: Claim | None = None


class PodSpec(Wire):
    """core/v1 PodSpec."""

    containers: list[Container] | None = None
    init_containers: list[Container] = []
    volumes: list[Volume] = []
    node_name: str = ""
    overhead: dict[str, Any] = {}
    resources: Resources | None = None
    host_network: bool = False
    service_account_name: str = ""
    image_pull_secrets: list[Named] = []


class ContainerStatus(Wire):
    """core/v1 ContainerStatus."""

    name: str
    ready: bool = False


class PodStatus(Wire):
    """core/v1 PodStatus."""

    phase: str = ""
    pod_ip: str = msgspec.field(name="podIP", default="")
    container_statuses: list[ContainerStatus] = []


class Pod(Wire):
    """core/v1 Pod."""

    metadata: Meta
    spec: PodSpec = msgspec.field(default_factory=PodSpec)
    status: PodStatus = msgspec.field(default_factory=PodStatus)


class TemplateMeta(Wire):
    """A template's metadata, which may lack all that an object's has."""

    labels: dict[str, str] = {}


class PodTemplate(Wire):
    """core/v1 PodTemplateSpec."""

    metadata: TemplateMeta | None = None
    spec: PodSpec = msgspec.field(default_factory=PodSpec)


class WorkloadSpec(Wire):
    """The spec of a Deployment, StatefulSet or DaemonSet of apps/v1."""

    replicas: int = 1
    template: PodTemplate = msgspec.field(default_factory=PodTemplate)
    volume_claim_templates: list[Any] = []


class WorkloadStatus(Wire):
    """The status of a Deployment, StatefulSet or DaemonSet of apps/v1."""

    ready_replicas: int = 0
    desired_number_scheduled: int = 0
    number_ready: int = 0


class Workload(Wire):
    """apps/v1 Deployment, StatefulSet or DaemonSet."""

    metadata: ManagedMeta
    spec: WorkloadSpec = msgspec.field(default_factory=WorkloadSpec)
    status: WorkloadStatus = msgspec.field(default_factory=WorkloadStatus)


class JobSpec(Wire):
    """batch/v1 JobSpec."""

    template: PodTemplate = msgspec.field(default_factory=PodTemplate)


class JobTemplate(Wire):
    """batch/v1 JobTemplateSpec."""

    spec: JobSpec = msgspec.field(default_factory=JobSpec)


class CronJobSpec(Wire):
    """batch/v1 or v1beta1 CronJobSpec."""

    schedule: str = ""
    time_zone: str = ""
    suspend: bool = False
    job_template: JobTemplate = msgspec.field(default_factory=JobTemplate)


class CronJobStatus(Wire):
    """batch/v1 CronJobStatus; ``lastSuccessfulTime`` exists from 1.21."""

    last_schedule_time: datetime | None = None
    last_successful_time: datetime | None = None


class CronJob(Wire):
    """batch/v1 or v1beta1 CronJob."""

    metadata: ManagedMeta
    spec: CronJobSpec = msgspec.field(default_factory=CronJobSpec)
    status: CronJobStatus = msgspec.field(default_factory=CronJobStatus)
