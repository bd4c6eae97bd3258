"""The life of a log line: printed in a container, collected, kept, read, and deleted when its time is up."""

import re
from collections.abc import Mapping
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import counted, known, listed, say, some, source_of, told
from deckgen.wording import days

STORES = ("Elasticsearch", "OpenSearch", "Loki")
COLLECTORS = ("Fluentd", "Fluent Bit", "Promtail", "Alloy")
READERS = ("Kibana", "OpenSearch Dashboards")
BY_CURATOR = ("Elasticsearch", "OpenSearch")
"""The stores of which ``services.logging.retention`` is read from Curator's actions; Loki deletes by itself."""

STORED, COLLECTED, READ = "Logging", "Log collection", "Log search"
"""The names of the rows in ``services.list``."""


def draw(facts: Facts) -> Scene | None:
    """Draw the way as far as it was seen; None without a store of logs."""
    if not known(facts, "services.logging.present"):
        return None
    products = _products(facts)
    store = next((one for one in STORES if one in products), None)
    way = (_printed(facts), _collected(facts, products), _stored(facts, store))
    ends = (_read(facts, products, store), _deleted(facts, store))
    seen = way[1].source
    arrows = (
        Arrow("containers", "collector", "read by", seen),
        Arrow("collector", "store", "sent to", seen),
        Arrow("store", "reader", "", ends[0].source),
        Arrow("store", "deleted", "", ends[1].source),
    )
    root = Group("logging", "", (*way, Group("ends", "", ends, framed=False)), direction="row")
    boxes = ", ".join(told(box) for box in (*way, *ends))
    return Scene("logging", root, arrows, say(f"A log line's way: {boxes}."))


def _products(facts: Facts) -> tuple[str, ...]:
    said = str(known(facts, "services.logging.product", "")).removesuffix(" (EFK)")
    return tuple(re.split(r", | and ", said))


def _row(facts: Facts, name: str) -> Mapping[str, Any]:
    """Give the row of a managed service, where the reader may see it, or an empty one."""
    rows: list[Mapping[str, Any]] = known(facts, "services.list", [])
    return next((row for row in rows if row["name"] == name), {})


def _printed(facts: Facts) -> Box:
    nodes = counted(known(facts, "nodes.count"), "node")
    source = source_of(facts, "nodes.count") if nodes else Source.OBSERVED
    lines = some(["print to standard output", nodes and f"on {nodes}"])
    return Box("containers", "containers", lines, source=source, role="container")


def _collected(facts: Facts, products: tuple[str, ...]) -> Box:
    """Give what carries the lines; where none was seen that is known, that."""
    found = [one for one in products if one in COLLECTORS]
    if not found:
        return Box("collector", "a collector", ("none was seen",), source=Source.NOT_VISIBLE, role="plug-in")
    row = _row(facts, COLLECTED)
    lines = some([str(row.get("version") or ""), row.get("ready") and f"{row['ready']} ready"])
    seen = source_of(facts, "services.logging.product")
    return Box("collector", listed(found), lines if len(found) == 1 else (), source=seen, role="plug-in")


def _stored(facts: Facts, store: str | None) -> Box:
    version = known(facts, "services.logging.version")
    ready, wanted = (known(facts, f"services.logging.replicas.{word}") for word in ("ready", "wanted"))
    replicas = f"{ready} of {wanted} ready" if ready is not None and wanted is not None else None
    shown = ("present", "product", "version", "replicas.ready", "replicas.wanted")
    source = source_of(facts, *(f"services.logging.{word}" for word in shown))
    return Box("store", store or "store", some([version, replicas]), source=source, strong=True, role="logs")


def _read(facts: Facts, products: tuple[str, ...], store: str | None) -> Box:
    """Give where the logs are read: beside Loki that is Grafana."""
    reader = next((one for one in READERS if one in products), None)
    if reader is None and store == "Loki" and known(facts, "services.grafana.present"):
        reader = "Grafana"
    host = str(known(facts, "services.logging.url", "")).rpartition("://")[2].partition("/")[0]
    if reader is None:
        return Box("reader", "read", ("where is not visible",), source=Source.NOT_VISIBLE, role="dashboard")
    seen = source_of(facts, "services.logging.product", "services.logging.url")
    return Box("reader", f"read in {reader}", some([host]), source=seen, role="dashboard")


def _deleted(facts: Facts, store: str | None) -> Box:
    """Give when lines are deleted, and by Curator where that was seen to do it."""
    kept, source = known(facts, "services.logging.retention"), source_of(facts, "services.logging.retention")
    if kept is None:
        return Box("deleted", "deleted", ("when is not visible",), source=Source.NOT_VISIBLE, role="schedule")
    by = ("by Curator" if store in BY_CURATOR else f"by {store}") if source is Source.OBSERVED and store else None
    told = source_of(facts, "services.logging.retention", "services.logging.product" if by else None)
    return Box("deleted", "deleted", some([f"after {days(kept)}", by]), source=told, role="schedule")
