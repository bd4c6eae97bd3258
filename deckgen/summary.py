"""The line that ends a command: what came out, what was observed, what was not visible and why."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from deckgen.brief import Brief
from deckgen.cluster.sight import right_for
from deckgen.cluster.snapshot import Gap, Snapshot
from deckgen.fact import Source

NAMED_REASONS = 4


def summary(brief: Brief, slides: int, path: Path) -> str:
    """Say how many slides were written where, and what of the cluster is behind them."""
    count = Counter(fact.source for fact in brief.facts.values())
    known = ", ".join(
        f"{count[source]} {source}" for source in (Source.OBSERVED, Source.DECLARED, Source.DOCUMENTED) if count[source]
    )
    unseen = f"; {count[Source.NOT_VISIBLE]} not visible{_reasons(brief)}" if count[Source.NOT_VISIBLE] else ""
    return f"{path}: {slides} slides for {brief.audience.name}. Facts: {known or 'none'}{unseen}."


def snapshot_summary(snapshot: Snapshot, path: Path) -> str:
    """Say what was read of the cluster, and what was not: which rights are missing, and what else went wrong."""
    version = snapshot.origins[0].version if snapshot.origins else "unknown version"
    counted = (_counted(snapshot, name) for name in ("nodes", "pods"))
    read = f"{path}: Kubernetes {version}, {', '.join(counted)}, {len(snapshot.resources)} kinds of resource read."
    return "\n".join([read, *_missing(snapshot.gaps)])


def _counted(snapshot: Snapshot, resource: str) -> str:
    gap = snapshot.gap(resource)
    if gap and not gap.namespace:
        return f"{resource} not visible"
    count = f"{len(getattr(snapshot, resource))} {resource}"
    return f"{count} of namespace {gap.namespace}" if gap else count


def _missing(gaps: Sequence[Gap]) -> Iterator[str]:
    parts = [gap for gap in gaps if gap.namespace]
    forbidden = [gap for gap in gaps if gap.reason == "forbidden"]
    if parts:
        yield f"  Of namespace {parts[0].namespace} alone: {', '.join(gap.resource for gap in parts)}."
    if forbidden:
        yield f"  This user may not {', '.join(map(right_for, forbidden))}; `deckgen manifests rbac` prints the rights."
    for gap in gaps:
        if gap.reason != "forbidden":
            yield f"  Not visible: {gap.resource} {gap.reason}" + (f" ({gap.detail})." if gap.detail else ".")


def _reasons(brief: Brief) -> str:
    by_reason = defaultdict(list)
    for fact in brief.facts.values():
        if not fact.visible:
            by_reason[fact.reason].append(fact.name)
    largest = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
    lines = [f"\n  {len(names)} x {reason} ({_few(names)})" for reason, names in largest[:NAMED_REASONS]]
    rest = sum(len(names) for _, names in largest[NAMED_REASONS:])
    return "".join(lines) + (f"\n  {rest} for other reasons" if rest else "")


def _few(names: list[str]) -> str:
    return ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")  # noqa: PLR2004 - three name the topic
