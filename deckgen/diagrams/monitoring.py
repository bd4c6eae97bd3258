"""The way of a measurement: from what is measured to each Prometheus, and on to graphs and alerts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import known, say, some, source_of, told, with_source
from deckgen.wording import hours

MOST = 3
"""So many instances of Prometheus are drawn one by one; more are one box with their number."""

Instance = Mapping[str, Any]
"""A row of the fact ``services.prometheus.instances``."""


def draw(facts: Facts) -> Scene | None:
    """Draw what reads and keeps metrics, and what is made of them; None without Prometheus."""
    if not known(facts, "services.prometheus.present"):
        return None
    targets = Box("targets", "targets", ("nodes, control plane,", "applications"), source=Source.DOCUMENTED, role="pod")
    instances, uses = tuple(_instances(facts)), tuple(_uses(facts))
    # Whom an instance asks, tells and answers stands in Secrets and ServiceMonitors, which are not read.
    several = len(instances) > 1
    keeper = Group("keepers", "PROMETHEUS", instances, "kubernetes", "row") if several else instances[0]
    ends = (Group("uses", "", uses, framed=False),) if uses else ()
    root = Group("monitoring", "", (targets, keeper, *ends), direction="row")
    arrows = (
        Arrow("targets", keeper.id, "metrics", targets.source),
        *(Arrow(keeper.id, box.id, "", targets.source) for box in uses),
    )
    boxes = ", ".join(told(box) for box in (*instances, *uses))
    return Scene("monitoring", root, arrows, say(f"Metrics of nodes and applications go to Prometheus: {boxes}."))


def _instances(facts: Facts) -> Iterator[Box]:
    """Give each instance where they are few and may be named, else their number with what is known of all."""
    rows: Sequence[Instance] = known(facts, "services.prometheus.instances", [])
    if 0 < len(rows) <= MOST:
        for number, row in enumerate(rows):
            lines = some([_kept(row["retention"]), row["ready"] and f"{row['ready']} ready", f"in {row['namespace']}"])
            label = str(row["name"]) if len(rows) > 1 else f"Prometheus {row['version']}"
            source = source_of(facts, "services.prometheus.instances")
            yield Box(f"prometheus:{number}", label, lines, source=source, strong=True, role="metrics")
        return
    count = known(facts, "services.prometheus.count") or len(rows)
    label = f"Prometheus x\N{NO-BREAK SPACE}{count}" if count > 1 else "Prometheus"
    lines = some([_kept_by_all(rows) or _least(facts), _ready(facts)])
    shown = ("present", "count", "instances", "replicas.ready", "replicas.wanted")
    source = source_of(facts, *(f"services.prometheus.{word}" for word in shown))
    yield Box("prometheus:all", label, lines, source=source, strong=True, role="metrics")


def _kept(retention: float | None) -> str:
    return "no limit of time" if retention is None else f"keeps {hours(retention)}"


def _kept_by_all(rows: Sequence[Instance]) -> str | None:
    """Give the shortest and the longest time that the instances keep metrics."""
    kept = sorted({row["retention"] for row in rows if row["retention"] is not None})
    if not kept or any(row["retention"] is None for row in rows):
        return None
    return _kept(kept[0]) if len(kept) == 1 else f"keep {hours(kept[0])} to {hours(kept[-1])}"


def _least(facts: Facts) -> str | None:
    """Give the time of the instance that keeps metrics the shortest, with the word for where it is known from."""
    kept, source = known(facts, "services.prometheus.retention"), source_of(facts, "services.prometheus.retention")
    if kept is None:
        return None
    several = (known(facts, "services.prometheus.count") or 1) > 1
    return with_source(f"keep at least {hours(kept)}" if several else _kept(kept), source)


def _ready(facts: Facts) -> str | None:
    ready, wanted = (known(facts, f"services.prometheus.replicas.{word}") for word in ("ready", "wanted"))
    return f"{ready} of {wanted} ready" if ready is not None and wanted is not None else None


def _uses(facts: Facts) -> Iterator[Box]:
    if known(facts, "services.grafana.present"):
        source = source_of(facts, "services.grafana.present", "services.grafana.version")
        lines = some(["graphs", known(facts, "services.grafana.version")])
        yield Box("grafana", "Grafana", lines, source=source, role="dashboard")
    if known(facts, "services.alertmanager.present"):
        kept = known(facts, "services.alertmanager.retention")
        lines = some(["alerts", kept and f"keeps silences {hours(kept)}"])
        source = source_of(facts, "services.alertmanager.present", "services.alertmanager.retention")
        yield Box("alertmanager", "Alertmanager", lines, source=source, role="alert")
