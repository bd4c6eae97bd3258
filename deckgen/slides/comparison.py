"""What was agreed and what was found, beside each other: the promises whose numbers matter."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Column, Run, Table, Text, plain
from deckgen.script import Authored, Content, Place, Slug, Words
from deckgen.text import render
from deckgen.values import NOTHING, spell
from deckgen.verdict import State, Verdict, judge

COLUMNS = (Column("What", 1.6, strong=True), Column("Agreed", 1.1), Column("Found", 1.8), Column("How it stands", 1.1))

PROMISED = (Column("What", 1.6, strong=True), Column("We promise", 2.0))

STANDING: dict[State, Run] = {
    State.MET: Run("✓ as agreed", "good"),
    State.NOT_MET: Run("! differs", "warning"),
    State.NOT_VISIBLE: Run("? not visible", "muted"),
    State.WAIVED: Run(f"{NOTHING} waived", "muted"),
}
"""A sign and a word for each state; what is tried by hand compares nothing."""


class Agreed(Authored):
    """A row: one of the script's promises."""

    label: Words = Field(description="What it is about, in a few words")
    promise: Slug = Field(description="The promise's id; it compares a fact with a value")


class Entry(script.Entry):
    """What a script writes for it; ``item.met`` and ``item.rows`` in its words count the rows."""

    kind: Literal["comparison"]
    found: bool = Field(default=True, description="Whether what was found stands beside it; without, all may see it")
    rows: tuple[Agreed, ...] = Field(min_length=1, max_length=9, description="The promises that are compared")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:
    """Give a row for each promise that is made to this cluster.

    What was found gives way, and the slide with it, for those who are not told differences.
    """
    if entry.found and not brief.audience.tells_differences:
        return None
    verdicts = {one.id: one for one in judge(place.script.promises, place.script.standards, brief)}
    rows = tuple(_rows(entry, verdicts, brief))
    met = sum(verdicts[row.promise].state is State.MET for row in entry.rows if row.promise in verdicts)
    counts = {"met": met, "rows": len(rows)}
    if not entry.found:
        rows = tuple(row[:2] for row in rows)
    columns = COLUMNS if entry.found else PROMISED
    return Content("table", {"body": Table(columns, rows)}, counts=counts) if rows else None


def _rows(entry: Entry, verdicts: dict[str, Verdict], brief: Brief) -> Iterator[tuple[Text, ...]]:
    for row in entry.rows:
        verdict, label = verdicts.get(row.promise), render(row.label, brief)
        shown = set(STANDING) if entry.found else set(STANDING) - {State.WAIVED}
        if verdict and label and verdict.state in shown:
            found = verdict.found or plain(NOTHING)
            yield label, plain(_agreed(verdict)), found, Text((STANDING[verdict.state],))


def _agreed(verdict: Verdict) -> str:
    if verdict.promised or verdict.value is None:
        return verdict.promised or NOTHING
    return spell(verdict.value, verdict.facts[0].unit if verdict.facts else "")
