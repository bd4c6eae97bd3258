"""The line that ends a command: what came out, what was observed, what was not visible and why."""

from collections import Counter, defaultdict
from pathlib import Path

from deckgen.brief import Brief
from deckgen.cluster.snapshot import Snapshot
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
    """Say what was read of the cluster, and what was not."""
    version = snapshot.origins[0].version if snapshot.origins else "unknown version"
    gaps = "; ".join(f"{gap.resource} {gap.reason}" for gap in snapshot.gaps)
    return (
        f"{path}: Kubernetes {version}, {len(snapshot.nodes)} nodes, {len(snapshot.pods)} pods, "
        f"{len(snapshot.resources)} kinds of resource read" + (f". Not visible: {gaps}." if gaps else ".")
    )


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
