"""How long logs are kept: by Curator beside Elasticsearch, or by Loki itself."""

import re

from deckgen.cluster import duration, image
from deckgen.cluster.retention import hours
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.sight import refused
from deckgen.cluster.snapshot import Container, CronJob, Custom, Snapshot
from deckgen.fact import Finding, not_visible, observed

_DAY = 24
_UNIT_HOURS = {
    "seconds": 1 / 3600,
    "minutes": 1 / 60,
    "hours": 1,
    "days": 24,
    "weeks": 7 * 24,
    "months": 30 * 24,
    "years": 365 * 24,
}
_LIMIT = "spec.limits.global.retention"
_RUNS_FILE = "curator action file "


def curator(snapshot: Snapshot) -> Finding:
    """Give after how many days Curator deletes indices, by the action that deletes the soonest.

    Source: elastic/curator: the action file's ``delete_indices`` with a filter ``filtertype: age``,
    ``direction: older``, not excluded, ``unit`` times ``unit_count``; not where ``disable_action``, ``--dry-run`` or
    the CronJob's ``suspend`` stops it, nor for indices of the products themselves, which begin with a full stop; or
    the inline form of ``curator_cli``. The file is the one that the command names.
    """
    jobs = [job for job in snapshot.cron_jobs if any(image.is_curator(one.image) for one in job.containers)]
    if not jobs:
        return not_visible("no CronJob runs Curator; retention inside Elasticsearch (ILM) or OpenSearch does not show")
    at_work = [job for job in jobs if not job.suspended and not _is_dry(job)]
    if not at_work:
        return not_visible(
            f"CronJob {jobs[0].namespace}/{jobs[0].name} is suspended or runs dry, so nothing is deleted"
        )
    found = [finding for job in at_work for finding in (*_inline(job), *_by_file(snapshot, job))]
    told = [one for one in found if one.value]
    if len(told) < len(found):
        return next(one for one in found if not one.value)
    if not told:
        return not_visible(f"CronJob {at_work[0].namespace}/{at_work[0].name}: its action file tells no age of indices")
    shortest = min(float(one.value) for one in told)
    value = next(one.value for one in told if float(one.value) == shortest)
    return observed(value, "; ".join(dict.fromkeys(f"{one.evidence}: {one.value} d" for one in told)))


def _is_dry(job: CronJob) -> bool:
    return any(container.flags.get("dry-run") == "true" for container in job.containers)


def _inline(job: CronJob) -> list[Finding]:
    place = f"CronJob {job.namespace}/{job.name} curator_cli --filter_list"
    return [
        _days(said[1], said[2], place, [])
        for container in job.containers
        for what in container.does
        if (said := re.fullmatch(r"delete indices older than (\d+) (\w+)", what))
    ]


def _by_file(snapshot: Snapshot, job: CronJob) -> list[Finding]:
    """Read the actions of the file that the job names; of all its ConfigMaps' files where it names none."""
    named = {what.removeprefix(_RUNS_FILE) for one in job.containers for what in one.does if _RUNS_FILE in what}
    values: dict[tuple[str, str, str], dict[str, str]] = {}
    for setting in settings(snapshot, r".+?\.ya?ml\.actions\..*", namespace=job.namespace):
        file, _, path = setting.name.partition(".actions.")
        if setting.config_map in job.config_maps and (not named or file in named):
            action, path = path.split(".", 1)
            values.setdefault((setting.config_map, file, action), {})[path] = setting.value
    found = (_of_action(place, action, job.containers) for (place, *_), action in sorted(values.items()))
    return [one for one in found if one]


def _of_action(config_map: str, action: dict[str, str], containers: list[Container]) -> Finding | None:
    """Give after how many days an action deletes, or None of one that does not."""
    if action.get("action") != "delete_indices" or action.get("options.disable_action") == "true":
        return None
    filters = [path.removesuffix(".filtertype") for path in action if path.endswith(".filtertype")]
    wanted = [one for one in filters if action.get(f"{one}.exclude", "false").lower() != "true"]
    patterns = [action.get(f"{one}.value", "") for one in wanted if action[f"{one}.filtertype"] == "pattern"]
    if any(one.startswith((".", "^\\.")) for one in patterns):
        return None
    for one in wanted:
        if action[f"{one}.filtertype"] == "age" and action.get(f"{one}.direction") == "older":
            names = [one for one in patterns if one and "%" not in one]
            of = f" of {', '.join(names)}" if names else ""
            place = f"ConfigMap {config_map} delete_indices{of}, filter by age"
            return _days(action.get(f"{one}.unit_count", ""), action.get(f"{one}.unit", ""), place, containers)
    return None


def _days(count: str, unit: str, place: str, containers: list[Container]) -> Finding:
    """Give a length of time in days; ``${VAR:default}`` is its default where no container sets the variable.

    Source: elastic/curator docs/reference/envvars.md.
    """
    set_here = {name for container in containers for name in container.environment}
    resolved = []
    for text in (count, unit):
        found = re.fullmatch(r"\$\{(\w+):(.*)\}", text)
        resolved.append(text if not found else "" if found[1] in set_here else found[2])
    if not resolved[0].isdecimal() or resolved[1] not in _UNIT_HOURS:
        return not_visible(f"{place}: {count} {unit} is set by the environment")
    return observed(duration.whole(int(resolved[0]) * _UNIT_HOURS[resolved[1]] / _DAY), place)


def loki(snapshot: Snapshot) -> Finding:
    """Give how many days Loki keeps logs, by the operator's LokiStack where there is one, else by its configuration.

    Source: LokiStack ``.spec.limits.global.retention.days`` (grafana/loki operator/api), beside which streams and
    tenants may have days of their own; grafana/loki ``limits_config.retention_period``, effective only with
    ``compactor.retention_enabled``, and no limit at 0; before 3.0 ``table_manager.retention_period`` with
    ``retention_deletes_enabled``. The configuration may stand in a Secret, which is not read.
    """
    if reason := refused(snapshot, "lokistacks"):
        return not_visible(reason)
    if stacks := [one for one in snapshot.customs if one.kind == "LokiStack"]:
        return _by_operator(stacks)
    for section, key, switch in (
        ("limits_config", "retention_period", "compactor.retention_enabled"),
        ("table_manager", "retention_period", "table_manager.retention_deletes_enabled"),
    ):
        for place in settings(snapshot, rf".*\.ya?ml\.{section}\.{key}"):
            file = place.name.removesuffix(f".{section}.{key}")
            on = settings(snapshot, re.escape(f"{file}.{switch}"), config_map=place.config_map)
            if not any(one.value == "true" and one.namespace == place.namespace for one in on):
                return not_visible(f"{evidence(place)} has no effect: {switch} is not true")
            kept = hours(place.value, evidence(place))
            if kept.value == 0:
                return not_visible(f"{evidence(place)} is 0: no limit of time")
            return kept if kept.value is None else observed(duration.whole(kept.value / _DAY), kept.evidence)
    return not_visible("Loki's configuration names no retention, or stands in a Secret")


def _by_operator(stacks: list[Custom]) -> Finding:
    """Give the days that all LokiStacks keep logs for; several that differ give none."""
    days = {f"LokiStack {one.namespace}/{one.name}": one.fields.get(f"{_LIMIT}.days") for one in stacks}
    place, first = next(iter(days.items()))
    if len(set(days.values())) > 1:
        said = [f"{place}: {count} d" if count else f"{place}: no limit of time" for place, count in days.items()]
        return not_visible("the LokiStacks differ", said)
    if not first:
        return not_visible(f"{place} sets no .{_LIMIT}, so that logs have no limit of time")
    streams = sorted({each for one in stacks for each in one.fields.get(f"{_LIMIT}.streams[].days", [])})
    apart = f"; for some streams {', '.join(map(str, streams))} d" if streams else ""
    return observed(first, f"{', '.join(days)} .{_LIMIT}.days{apart}")
