"""How long services keep what they gather."""

import re
from dataclasses import dataclass

from deckgen.cluster import duration, image, product
from deckgen.cluster.running import Running
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.snapshot import Container, CronJob, Custom, Snapshot
from deckgen.fact import Finding, not_visible, observed

_OPERATOR_DEFAULT = "24h"
_PROGRAM_DEFAULT = "15d"
_DAY = 24
_CURATOR = re.compile(r"(?:^|/)[\w.-]*curator[\w.-]*(?=[:@]|$)")
_UNIT_HOURS = {
    "seconds": 1 / 3600,
    "minutes": 1 / 60,
    "hours": 1,
    "days": 24,
    "weeks": 7 * 24,
    "months": 30 * 24,
    "years": 365 * 24,
}


@dataclass(frozen=True, slots=True)
class Instance:
    """One Prometheus: where, how long it keeps its data (a Finding in hours), its version and replicas."""

    namespace: str
    name: str
    retention: Finding
    version: str
    ready: int


def prometheuses(snapshot: Snapshot) -> list[Instance]:
    """Give every Prometheus that runs or is asked of the operator.

    Source: CRs ``monitoring.coreos.com/v1`` Prometheus and the StatefulSets that the operator makes of them (label
    ``prometheus=<name>``); else whatever runs an image of prometheus.
    """
    resources = {(one.namespace, one.name): one for one in snapshot.customs if one.kind == "Prometheus"}
    found: dict[tuple[str, str], Instance] = {}
    for one, container in product.PROMETHEUS.found(snapshot):
        name = one.label("operator.prometheus.io/name") or one.label("prometheus") or one.name
        resource = resources.pop((one.namespace, name), None)
        kept = _of_resource(resource) if resource else _of_container(snapshot, one, container)
        found[one.namespace, name] = Instance(one.namespace, name, kept, image.version(container.image), one.ready)
    for place, resource in resources.items():
        version = str(resource.fields.get("spec.version", "")).removeprefix("v")
        found[place] = Instance(*place, _of_resource(resource), version, 0)
    return [found[place] for place in sorted(found)]


def _of_resource(resource: Custom) -> Finding:
    """Read a CR: neither field means 24 h, a size alone no limit of time.

    Source: prometheus-operator/prometheus-operator pkg/prometheus/common.go RetentionTimeOrDefault.
    """
    place = f"Prometheus {resource.namespace}/{resource.name} .spec"
    if said := resource.fields.get("spec.retention"):
        return _hours(str(said), f"{place}.retention")
    if size := resource.fields.get("spec.retentionSize"):
        return not_visible(f"{place}.retentionSize {size} alone: no limit of time")
    return _hours(_OPERATOR_DEFAULT, f"{place} has neither retention nor retentionSize, so the operator sets 24h")


def _of_container(snapshot: Snapshot, one: Running, container: Container) -> Finding:
    """Read the flags, then the ConfigMap; without either, 15 d.

    Source: prometheus/prometheus ``--storage.tsdb.retention.time``, older ``--storage.tsdb.retention``; from 3.11 on
    ``storage.tsdb.retention.time`` in the configuration, which the operator keeps in a Secret.
    """
    for flag in ("storage.tsdb.retention.time", "storage.tsdb.retention"):
        if said := container.flags.get(flag):
            return _hours(said, f"{one.place} --{flag}")
    in_file = settings(snapshot, r"prometheus\.ya?ml\.storage\.tsdb\.retention\.time", namespace=one.namespace)
    if in_file:
        return _hours(in_file[0].value, evidence(in_file[0]))
    if "storage.tsdb.retention.size" in container.flags:
        return not_visible(f"{one.place} --storage.tsdb.retention.size alone: no limit of time")
    if one.label("app.kubernetes.io/managed-by") == "prometheus-operator" or one.label("operator.prometheus.io/name"):
        return not_visible(f"{one.place} is the operator's; its Prometheus resource could not be read")
    return _hours(_PROGRAM_DEFAULT, f"{one.place} has no retention flag, so the program keeps 15d")


def _hours(said: str, place: str) -> Finding:
    try:
        return observed(duration.hours(said), place)
    except ValueError as error:
        return not_visible(f"{place}: {error}")


def curator(snapshot: Snapshot) -> Finding:
    """Give after how many days Curator deletes indices.

    Source: elastic/curator: the action file's ``delete_indices`` with a filter ``filtertype: age``,
    ``direction: older``, not excluded, ``unit`` times ``unit_count``; not where ``disable_action``, ``--dry-run`` or
    the CronJob's ``suspend`` stops it; or the inline form of ``curator_cli``.
    """
    jobs = [job for job in snapshot.cron_jobs if any(_CURATOR.search(one.image) for one in job.containers)]
    if not jobs:
        return not_visible("no CronJob runs Curator; retention inside Elasticsearch (ILM) or OpenSearch does not show")
    at_work = [job for job in jobs if not job.suspended and not _is_dry(job)]
    if not at_work:
        return not_visible(
            f"CronJob {jobs[0].namespace}/{jobs[0].name} is suspended or runs dry, so nothing is deleted"
        )
    found = [finding for job in at_work for finding in (_inline(job), _by_file(snapshot, job)) if finding.value]
    if found:
        return min(found, key=lambda finding: float(finding.value))
    return not_visible(f"CronJob {at_work[0].namespace}/{at_work[0].name}: its action file tells no age of indices")


def _is_dry(job: CronJob) -> bool:
    return any(container.flags.get("dry-run") == "true" for container in job.containers)


def _inline(job: CronJob) -> Finding:
    for container in job.containers:
        for what in container.does:
            if said := re.fullmatch(r"delete indices older than (\d+) (\w+)", what):
                return _days(said[1], said[2], f"CronJob {job.namespace}/{job.name} curator_cli --filter_list")
    return not_visible("no inline filter")


def _by_file(snapshot: Snapshot, job: CronJob) -> Finding:
    values: dict[tuple[str, str], dict[str, str]] = {}
    for setting in settings(snapshot, r"actions?(_file)?\.ya?ml\.actions\..*", namespace=job.namespace):
        if not job.config_maps or setting.config_map in job.config_maps:
            action, path = re.split(r"(?<=\.actions)\.", setting.name, maxsplit=1)[1].split(".", 1)
            values.setdefault((setting.config_map, action), {})[path] = setting.value
    found = [_of_action(place, action) for (place, _), action in sorted(values.items())]
    return min(
        (finding for finding in found if finding.value),
        key=lambda finding: float(finding.value),
        default=not_visible("no action deletes by age"),
    )


def _of_action(config_map: str, action: dict[str, str]) -> Finding:
    if action.get("action") != "delete_indices" or action.get("options.disable_action") == "true":
        return not_visible("deletes nothing")
    for path, value in action.items():
        key = path.removesuffix(".filtertype")
        if (
            path.endswith(".filtertype")
            and value == "age"
            and action.get(f"{key}.direction") == "older"
            and action.get(f"{key}.exclude", "false").lower() != "true"
        ):
            place = f"ConfigMap {config_map} delete_indices, filter by age"
            return _days(action.get(f"{key}.unit_count", ""), action.get(f"{key}.unit", ""), place)
    return not_visible("no filter by age")


def _days(count: str, unit: str, place: str) -> Finding:
    defaults = [found[1] if (found := re.fullmatch(r"\$\{\w+:(.*)\}", text)) else text for text in (count, unit)]
    if not defaults[0].isdecimal() or defaults[1] not in _UNIT_HOURS:
        return not_visible(f"{place}: {count} {unit} is set by the environment")
    return observed(duration.whole(int(defaults[0]) * _UNIT_HOURS[defaults[1]] / _DAY), place)


def loki(snapshot: Snapshot) -> Finding:
    """Give how many days Loki keeps logs.

    Source: grafana/loki ``limits_config.retention_period``, effective only with ``compactor.retention_enabled``; the
    configuration may stand in a Secret, which is not read.
    """
    periods = settings(snapshot, r".*\.ya?ml\.limits_config\.retention_period")
    if not periods:
        return not_visible("Loki's configuration names no retention, or stands in a Secret")
    place = periods[0]
    enabled = settings(
        snapshot,
        r".*\.ya?ml\.compactor\.retention_enabled",
        config_map=place.config_map,
        namespace=place.namespace,
    )
    if not any(one.value == "true" for one in enabled):
        return not_visible(f"{evidence(place)} has no effect: compactor.retention_enabled is not true")
    kept = _hours(place.value, evidence(place))
    return kept if kept.value is None else observed(duration.whole(kept.value / _DAY), kept.evidence)
