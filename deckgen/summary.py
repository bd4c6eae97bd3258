"""What ends a command: what came out, what was observed, what was not visible and why, what is worth a look."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from deckgen.brief import Brief
from deckgen.cluster.sight import right_for
from deckgen.cluster.snapshot import Gap, Snapshot
from deckgen.fact import Source
from deckgen.lint.finding import Finding, Rule
from deckgen.lint.form import count, where_of
from deckgen.placed import NOWHERE
from deckgen.script import Script

NAMED_REASONS = 4
NAMED_PLACES = 3


def summary(brief: Brief, slides: int, path: Path) -> str:
    """Say how many slides were written where, and what of the cluster is behind them."""
    count = Counter(fact.source for fact in brief.facts.values())
    known = ", ".join(
        f"{count[source]} {source}" for source in (Source.OBSERVED, Source.DECLARED, Source.DOCUMENTED) if count[source]
    )
    unseen = f"; {count[Source.NOT_VISIBLE]} not visible{_reasons(brief)}" if count[Source.NOT_VISIBLE] else ""
    return f"{path}: {slides} slides for {brief.audience.name}. Facts: {known or 'none'}{unseen}."


def findings_summary(found: Sequence[Finding], script: Script) -> str:
    """Say what is wrong with the deck: rule by rule how to mend it, and each line of YAML that made a slide with it.

    Of a rule that is broken all over, which is rather the layout's doing, the first places stand for all.
    """
    by_rule: dict[Rule, dict[tuple[str, str, str, str], list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        same = (_yaml_of(one, script), one.slide, one.place.named, one.message)
        by_rule[one.rule][same].append(one.place.slide)
    lines = [f"Worth a look before anybody else sees it: {count(found)}."]
    for rule, places in by_rule.items():
        told = [_told(numbers, *same) for same, numbers in places.items()]
        rest = len(told) - NAMED_PLACES
        lines += [f"  {rule.name}: {rule.mend}", *(f"    {one}" for one in told[:NAMED_PLACES])]
        lines += [f"    ... and in {rest} more places"] if rest > 0 else []
    return "\n".join(lines)


def snapshot_summary(snapshot: Snapshot, path: Path) -> str:
    """Say what was read of the cluster, and what was not: which rights are missing, and what else went wrong."""
    version = snapshot.origins[0].version if snapshot.origins else "unknown version"
    counted = (_counted(snapshot, name) for name in ("nodes", "pods"))
    read = f"{path}: Kubernetes {version}, {', '.join(counted)}, {len(snapshot.resources)} kinds of resource read."
    return "\n".join([read, *_missing(snapshot.gaps)])


def _yaml_of(one: Finding, script: Script) -> str:
    position = script.place_of(one.slide) if one.slide else NOWHERE
    return f"{_near(position.file)}:{position.line}:{position.column}" if position.line else ""


def _told(numbers: Sequence[int], yaml: str, slide: str, named: str, message: str) -> str:
    """Give a finding's line; a slide that goes on to further ones has it on each, and an id for all."""
    where = ", ".join(filter(None, (where_of(numbers, slide), named)))
    return ": ".join(filter(None, (yaml, where, message)))


def _near(path: str) -> str:
    """Give a path as seen from the current folder, where it lies below."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


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
