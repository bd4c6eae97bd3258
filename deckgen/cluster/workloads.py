"""Makes the records of what runs: Pods, workloads and CronJobs."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from sys import intern

import msgspec

from deckgen.cluster import allowed, commands, image, wire
from deckgen.cluster.applied import applied_as
from deckgen.cluster.reservation import MILLI, reserved
from deckgen.cluster.snapshot import Container, CronJob, Pod, Workload

# A list comes sorted by name, so the Pods of one workload follow one another: a short memory makes them share the
# parts that they have in common, which for ten thousand Pods saves some 15 MB.
_RECENT = 256

_REQUESTS = ("cpu", "memory")


def pod(source: wire.Pod) -> Pod:
    """Make the record of a Pod."""
    meta, spec, status = source.metadata, source.spec, source.status
    ready = {one.name for one in status.container_statuses if one.ready}
    return Pod(
        namespace=intern(meta.namespace),
        name=meta.name,
        labels=labels(meta.labels),
        annotations=allowed.picked(meta.annotations, allowed.POD_ANNOTATIONS),
        owner=next((intern(f"{one.kind}/{one.name}") for one in meta.owner_references if one.controller), ""),
        node=intern(spec.node_name),
        phase=intern(status.phase),
        pod_ip=status.pod_ip,
        host_network=spec.host_network,
        host_paths=_host_paths(spec),
        claims=_claims(spec.volumes),
        pull_secrets=[one.name for one in spec.image_pull_secrets],
        cpu=math.ceil(reserved(spec, "cpu") * MILLI),
        memory=math.ceil(reserved(spec, "memory")),
        not_ready=[one.name for one in spec.containers or () if one.name not in ready],
        containers=_containers(spec),
    )


def deployment(source: wire.Workload) -> Workload:
    """Make the record of a Deployment."""
    return _workload("Deployment", source, source.spec.replicas, source.status.ready_replicas)


def stateful_set(source: wire.Workload) -> Workload:
    """Make the record of a StatefulSet."""
    return _workload("StatefulSet", source, source.spec.replicas, source.status.ready_replicas)


def daemon_set(source: wire.Workload) -> Workload:
    """Make the record of a DaemonSet."""
    return _workload("DaemonSet", source, source.status.desired_number_scheduled, source.status.number_ready)


def cron_job(source: wire.CronJob) -> CronJob:
    """Make the record of a CronJob."""
    spec, template = source.spec, source.spec.job_template.spec.template
    return CronJob(
        namespace=source.metadata.namespace,
        name=source.metadata.name,
        schedule=spec.schedule,
        time_zone=spec.time_zone,
        suspended=spec.suspend,
        applied_as=applied_as("CronJob", source.metadata.annotations, source.metadata.managed_fields),
        last_scheduled=source.status.last_schedule_time,
        last_succeeded=source.status.last_successful_time,
        config_maps=_config_maps(template.spec),
        containers=_containers(template.spec),
    )


def labels(found: dict[str, str]) -> dict[str, str]:
    """Give labels as one dict that all who have the same share."""
    return _shared_labels(tuple(found.items())) if found else {}


@lru_cache(maxsize=_RECENT)
def _shared_labels(items: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {intern(key): intern(value) for key, value in items}


def _workload(kind: str, source: wire.Workload, replicas: int, ready: int) -> Workload:
    meta, template = source.metadata, source.spec.template
    return Workload(
        kind=kind,  # type: ignore[arg-type]  # one of the three above
        namespace=meta.namespace,
        name=meta.name,
        labels=labels(meta.labels),
        pod_labels=labels(template.metadata.labels) if template.metadata else {},
        annotation_keys=sorted(meta.annotations.keys() - allowed.UNTOLD_ANNOTATION_KEYS),
        service_account=template.spec.service_account_name,
        applied_as=applied_as(kind, meta.annotations, meta.managed_fields),
        replicas=replicas,
        ready=ready,
        claim_templates=len(source.spec.volume_claim_templates),
        claims=_claims(template.spec.volumes),
        config_maps=_config_maps(template.spec),
        containers=_containers(template.spec),
    )


def _containers(spec: wire.PodSpec) -> list[Container]:
    return [
        _container(one, init=init, inside=not spec.host_network)
        for init, group in ((True, spec.init_containers), (False, spec.containers or ()))
        for one in group
    ]


def _container(source: wire.Container, *, init: bool, inside: bool) -> Container:
    """Make the record of a container; ``inside``: of a network of its own, where a node's port is somebody's choice."""
    requests = source.resources.requests if source.resources else {}
    return _shared_container(
        source.name,
        source.image,
        init,
        tuple(name for name in _REQUESTS if name in requests),
        source.security_context is not None and source.security_context.privileged,
        bool(source.ports),
        tuple(one.host_port for one in source.ports if one.host_port) if inside else (),
        source.readiness_probe is not None,
        (*source.command, *source.args),
        _environment(source) if source.env or source.env_from else (),
        tuple(one.name for one in source.env) if source.env and image.is_curator(source.image) else (),
        _variables(source) if source.env else (),
    )


@lru_cache(maxsize=_RECENT)
def _shared_container(  # noqa: PLR0913, PLR0917 - each is a part of what makes two containers alike
    name: str,
    image: str,
    init: bool,  # noqa: FBT001
    requests: Sequence[str],
    privileged: bool,  # noqa: FBT001
    serves: bool,  # noqa: FBT001
    host_ports: Sequence[int],
    readiness: bool,  # noqa: FBT001
    words: Sequence[str],
    config_maps: Sequence[str],
    environment: Sequence[str],
    variables: Sequence[tuple[str, str]],
) -> Container:
    return Container(
        name=intern(name),
        image=intern(image),
        init=init,
        flags=commands.flags(words, dict(variables)),
        does=commands.does(words),
        config_maps=list(config_maps),
        environment=list(environment),
        requests=list(requests),
        privileged=privileged,
        serves=serves,
        host_ports=list(host_ports),
        readiness=readiness,
    )


def _variables(source: wire.Container) -> tuple[tuple[str, str], ...]:
    """Give the variables that ``allowed.VARIABLES`` names, each as the flag that it stands for."""
    return tuple(
        (allowed.VARIABLES[one.name], msgspec.json.decode(one.value, type=str))
        for one in source.env
        if one.name in allowed.VARIABLES and one.value
    )


def _environment(source: wire.Container) -> tuple[str, ...]:
    """Name the ConfigMaps that a container takes its environment from, sorted."""
    whole = (one.config_map_ref for one in source.env_from)
    single = (one.value_from.config_map_key_ref for one in source.env if one.value_from)
    return _names((*whole, *single))


def _config_maps(spec: wire.PodSpec) -> list[str]:
    """Name the ConfigMaps that a template mounts or takes its environment from, sorted."""
    mounted = [one.config_map for one in spec.volumes]
    projected = [part.config_map for one in spec.volumes if one.projected for part in one.projected.sources or ()]
    named = {name for one in (*spec.init_containers, *(spec.containers or ())) for name in _environment(one)}
    return sorted(named.union(_names((*mounted, *projected))))


def _names(references: Iterable[wire.Named | None]) -> tuple[str, ...]:
    return tuple(sorted({one.name for one in references if one}))


def _claims(volumes: Sequence[wire.Volume]) -> list[str]:
    return [one.persistent_volume_claim.claim_name for one in volumes if one.persistent_volume_claim]


def _host_paths(spec: wire.PodSpec) -> list[str]:
    """Give the node's paths that a Pod mounts, with ``:ro`` where all containers mount one for reading only."""
    paths = {one.name: one.host_path.path for one in spec.volumes if one.host_path}
    if not paths:
        return []
    mounts = [mount for one in (*spec.init_containers, *(spec.containers or ())) for mount in one.volume_mounts]
    written = {mount.name for mount in mounts if not mount.read_only}
    return sorted(path if name in written else f"{path}:ro" for name, path in paths.items())
