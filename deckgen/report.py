"""What ``deckgen check`` prints: how each promise stands, with its evidence and what to do, as a table and as data."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from deckgen.cluster import observe
from deckgen.cluster.sight import right_for
from deckgen.cluster.snapshot import Snapshot
from deckgen.explanation import cluster, shortened
from deckgen.fact import Fact
from deckgen.sheet import Cell, Grid, Tone
from deckgen.values import spell
from deckgen.verdict import State, Verdict, by_urgency, told_by
from deckgen.wording import series

FORMAT = 1
"""The version of the data for programs; it grows when a key changes its meaning or goes."""

LETTERS_SHOWN = 300
"""So many letters of what was found stand in the table; the other forms have all."""

TONES: dict[State, Tone] = {
    State.MET: "good",
    State.NOT_MET: "bad",
    State.NOT_VISIBLE: "mind",
    State.BY_HAND: "mind",
    State.WAIVED: "muted",
}


class Report(Struct, frozen=True):
    """How the promises of a script stand on one cluster; ``sample``: the data is made up."""

    script: str
    verdicts: Sequence[Verdict]
    snapshot: Snapshot
    sample: bool = False

    def failed(self, *, strict: bool) -> bool:
        """Tell whether something is not met; ``strict``: or not visible."""
        return any(fails(one, strict=strict) for one in self.verdicts)


def fails(verdict: Verdict, *, strict: bool) -> bool:
    """Tell whether one promise is not met; ``strict``: or not visible."""
    return verdict.state is State.NOT_MET or (strict and verdict.state is State.NOT_VISIBLE)


def counted(report: Report) -> str:
    """Say how many promises stand how: "17 met, 2 not met"."""
    count = Counter(one.state for one in report.verdicts)
    order = (State.MET, *(state for state in State if state is not State.MET))
    return ", ".join(f"{count[state]} {state}" for state in order if count[state]) or "no promise is made here"


def as_table(report: Report) -> Grid:
    """Give a line for each promise, what needs somebody first."""
    rows = tuple(_row(one, report.snapshot) for one in by_urgency(report.verdicts))
    return Grid(("STATE", "PROMISE", "FOUND", "EVIDENCE, AND WHAT TO DO"), rows)


def as_data(report: Report) -> dict[str, Any]:
    """Give the report for programs; ``docs/before-the-call.md`` documents the keys."""
    count = Counter(one.state for one in report.verdicts)
    return {
        "format": FORMAT,
        "cluster": cluster(report.snapshot, sample=report.sample),
        "script": report.script,
        "summary": {state.value: count[state] for state in State},
        "promises": [_data(one, report.snapshot) for one in report.verdicts],
    }


def explained(verdict: Verdict, snapshot: Snapshot) -> list[str]:
    """Give everything that there is to say of a verdict beside its state and label, a line each."""
    lines = [f"promised: {verdict.promised}{' (agreed in the profile)' * verdict.agreed}"] if verdict.promised else []
    lines += [f"found: {verdict.found}"] if verdict.found else []
    lines += [f"because: {verdict.because}"] if verdict.because else []
    lines += [f"not visible: {verdict.reason}"] if verdict.reason else []
    lines += map(told_by, verdict.facts)
    lines += [f"to do: {what}" for what in to_do(verdict, snapshot)]
    return lines


def to_do(verdict: Verdict, snapshot: Snapshot) -> list[str]:
    """Say what to do about a promise: in the script's words, or how to make visible what is not."""
    if verdict.state is not State.NOT_VISIBLE:
        return [str(verdict.do)] if verdict.do else []
    rights = dict.fromkeys(right for fact in _unseen(verdict) for right in _rights(fact, snapshot))
    unseen = " and ".join(fact.name for fact in _unseen(verdict))
    ways = [f"get the right to {series(list(rights))}: deckgen manifests rbac"] if rights else []
    return [*ways, f"{'or ' * bool(ways)}look yourself, and declare {unseen} in the profile"]


def _row(verdict: Verdict, snapshot: Snapshot) -> tuple[Cell, ...]:
    promised = f"promised: {verdict.promised}" if verdict.promised and verdict.state is not State.MET else ""
    if verdict.agreed:
        agreed = (verdict.promised or spell(verdict.value), verdict.because)
        promised = f"agreed in the profile: {', '.join(one for one in agreed if one)}"
    found = shortened(str(verdict.found) or verdict.because or verdict.reason or "try it", LETTERS_SHOWN)
    told = [told_by(fact) for fact in verdict.facts if fact.visible or not verdict.reason]
    evidence = "\n".join(shortened(line, LETTERS_SHOWN) for line in told)
    do = "\n".join(f"→ {what}" for what in to_do(verdict, snapshot))
    return (
        Cell(verdict.state.value, TONES[verdict.state]),
        Cell(str(verdict.label), "strong", below=verdict.id),
        Cell(found, below=promised),
        Cell(do, below=evidence) if do else Cell(evidence, "muted"),
    )


def _data(verdict: Verdict, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "label": str(verdict.label),
        "state": verdict.state.value,
        "promised": verdict.promised,
        "value": verdict.value,
        "agreed": verdict.agreed,
        "because": verdict.because,
        "found": str(verdict.found),
        "reason": verdict.reason,
        "do": to_do(verdict, snapshot),
        "facts": [_fact(fact, snapshot) for fact in verdict.facts],
    }


def _fact(fact: Fact, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "name": fact.name,
        "value": fact.value,
        "unit": fact.unit,
        "source": fact.source.value,
        "evidence": fact.evidence,
        "reason": "" if fact.visible else fact.reason,
        "rights": [] if fact.visible else list(_rights(fact, snapshot)),
    }


def _unseen(verdict: Verdict) -> list[Fact]:
    return [fact for fact in verdict.facts if not fact.visible] or list(verdict.facts)


def _rights(fact: Fact, snapshot: Snapshot) -> Iterator[str]:
    return (right for gap in observe.gaps_of(fact, snapshot) if (right := right_for(gap)))
