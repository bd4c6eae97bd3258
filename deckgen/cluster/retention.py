"""How long Prometheus and Alertmanager keep what they gather."""

from msgspec import Struct

from deckgen.cluster import duration, image, product
from deckgen.cluster.running import Running
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.snapshot import Container, Custom, Snapshot
from deckgen.fact import Finding, not_visible, observed

_OPERATOR_DEFAULT = "24h"
_PROGRAM_DEFAULT = "15d"
_ALERTMANAGER_DEFAULT = "120h"


class Instance(Struct, frozen=True):
    """One Prometheus: where, how long it keeps its data (a Finding in hours), its version, replicas ready and wanted.

    The shards of one are one instance: they share its data out.
    """

    namespace: str
    name: str
    retention: Finding
    version: str
    ready: int
    wanted: int


def prometheuses(snapshot: Snapshot) -> list[Instance]:
    """Give every Prometheus that runs or is asked of the operator.

    Source: CRs ``monitoring.coreos.com/v1`` Prometheus and the StatefulSets that the operator makes of them, one for
    each shard (label ``prometheus=<name>``); else whatever runs an image of prometheus. An agent keeps no metrics and
    is left out: label ``operator.prometheus.io/mode: agent``, ``--agent``, older ``--enable-feature=agent``.
    """
    resources = {(one.namespace, one.name): one for one in snapshot.customs if one.kind == "Prometheus"}
    found: dict[tuple[str, str], Instance] = {}
    for one, container in product.PROMETHEUS.found(snapshot):
        if _is_agent(one, container):
            continue
        name = one.label("operator.prometheus.io/name") or one.label("prometheus") or one.name
        place = (one.namespace, name)
        resource = resources.get(place)
        kept = _of_resource(resource) if resource else _of_container(snapshot, one, container)
        before = found.get(place)
        ready, wanted = (before.ready, before.wanted) if before else (0, 0)
        version = image.version(container.image) or one.label("app.kubernetes.io/version").removeprefix("v")
        found[place] = Instance(*place, kept, version, ready + one.ready, wanted + one.replicas)
    for place, resource in resources.items():
        if place not in found:
            version = str(resource.fields.get("spec.version", "")).removeprefix("v")
            wanted = int(resource.fields.get("spec.replicas", 1)) * int(resource.fields.get("spec.shards", 1))
            found[place] = Instance(*place, _of_resource(resource), version, 0, wanted)
    return [found[place] for place in sorted(found)]


def _is_agent(one: Running, container: Container) -> bool:
    return (
        one.label("operator.prometheus.io/mode") == "agent"
        or container.flags.get("agent") == "true"
        or "agent" in container.flags.get("enable-feature", "").split(",")
    )


def _of_resource(resource: Custom) -> Finding:
    """Read a CR: neither field means 24 h, a size alone no limit of time.

    Source: prometheus-operator/prometheus-operator pkg/prometheus/common.go RetentionTimeOrDefault.
    """
    place = f"Prometheus {resource.namespace}/{resource.name} .spec"
    if said := resource.fields.get("spec.retention"):
        return hours(str(said), f"{place}.retention")
    if size := resource.fields.get("spec.retentionSize"):
        return not_visible(f"{place}.retentionSize {size} alone: no limit of time")
    return hours(_OPERATOR_DEFAULT, f"{place} has neither retention nor retentionSize, so the operator sets 24h")


def _of_container(snapshot: Snapshot, one: Running, container: Container) -> Finding:
    """Read the flags, then the ConfigMap; without either, 15 d.

    Source: prometheus/prometheus ``--storage.tsdb.retention.time``, older ``--storage.tsdb.retention``; from 3.11 on
    ``storage.tsdb.retention.time`` in the configuration, which the operator keeps in a Secret.
    """
    for flag in ("storage.tsdb.retention.time", "storage.tsdb.retention"):
        if said := container.flags.get(flag):
            return hours(said, f"{one.place} --{flag}")
    in_file = [
        found
        for found in settings(snapshot, r"prometheus\.ya?ml\.storage\.tsdb\.retention\.time", namespace=one.namespace)
        if found.config_map in one.config_maps
    ]
    if in_file:
        return hours(in_file[0].value, evidence(in_file[0]))
    if "storage.tsdb.retention.size" in container.flags:
        return not_visible(f"{one.place} --storage.tsdb.retention.size alone: no limit of time")
    if one.label("app.kubernetes.io/managed-by") == "prometheus-operator" or one.label("operator.prometheus.io/name"):
        return not_visible(f"{one.place} is the operator's; its Prometheus resource could not be read")
    return hours(_PROGRAM_DEFAULT, f"{one.place} has no retention flag, so the program keeps 15d")


def alertmanager(snapshot: Snapshot) -> Finding:
    """Give how many hours Alertmanager keeps silences and notifications, by the instance that keeps them the shortest.

    Source: CR Alertmanager ``.spec.retention``, 120h where it says nothing (prometheus-operator/prometheus-operator
    pkg/alertmanager/statefulset.go); else ``--data.retention``, whose own default is 120h.
    """
    resources = {(one.namespace, one.name): one for one in snapshot.customs if one.kind == "Alertmanager"}
    found = []
    for one, container in product.ALERTMANAGER.found(snapshot):
        resource = resources.get((one.namespace, one.label("alertmanager")))
        if said := resource and resource.fields.get("spec.retention"):
            found.append(hours(str(said), f"Alertmanager {one.namespace}/{resource.name} .spec.retention"))
        elif said := container.flags.get("data.retention"):
            found.append(hours(said, f"{one.place} --data.retention"))
        else:
            found.append(hours(_ALERTMANAGER_DEFAULT, f"{one.place} names no retention, so it is 120h"))
    told = [one for one in found if one.value is not None]
    if len(told) < len(found) or not found:
        return next((one for one in found if one.value is None), not_visible("nothing runs an image of Alertmanager"))
    return min(told, key=lambda one: float(one.value))


def hours(said: str, place: str) -> Finding:
    """Read a length of time that a setting gives, in hours."""
    try:
        return observed(duration.hours(said), place)
    except ValueError as error:
        return not_visible(f"{place}: {error}")
