"""What could not be seen, why, and the right or the person that would make it visible."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.cluster import observe
from deckgen.cluster.sight import remedy_in
from deckgen.deck import Column, Table, Text, plain
from deckgen.markup import runs
from deckgen.script import Authored, Content, FactName, Place, Words
from deckgen.text import Expression, holds, render
from deckgen.wording import cap

COLUMNS = (Column("What", 1.4, strong=True), Column("Why it is not visible", 1.8), Column("What would show it", 2.2))
MOST = 9
"""So many rows at most; the rest is counted."""


class Row(Authored):
    """A fact that matters on the call."""

    label: Words = Field(description="What it is, in a few words")
    fact: FactName = Field(description="The fact")
    ask: Words = Field(description="Who or what would tell it, where no right is missing")
    when: Expression | None = Field(None, description="The row is left out where this does not hold")


class Entry(script.Entry):
    """What a script writes for it; ``item.unseen`` in its words is how many rows there are."""

    kind: Literal["unseen"]
    rows: tuple[Row, ...] = Field(min_length=1, description="The facts that matter; what could not be read is added")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give a row for each fact that is not visible, and for each thing that could not be read; else give way."""
    if not brief.audience.to_fill_in:
        return None
    rows = [*_asked(entry, brief), *_unread(entry, brief)]
    shown = rows[:MOST]
    if left := len(rows) - len(shown):
        shown.append((plain(f"… {left} more"), Text(runs("`deckgen facts` lists them")), plain("as above")))
    return Content("table", {"body": Table(COLUMNS, tuple(shown))}, counts={"unseen": len(rows)}) if rows else None


def _asked(entry: Entry, brief: Brief) -> Iterator[tuple[Text, ...]]:
    for row in entry.rows:
        fact, label, ask = brief.facts[row.fact], render(row.label, brief), render(row.ask, brief)
        if holds(row.when, brief) and not (fact.visible or fact.absent) and label and ask:
            why, remedy = remedy_in(fact.why_not)
            yield label, plain(why), Text(runs(remedy)) if remedy else ask


def _unread(entry: Entry, brief: Brief) -> Iterator[tuple[Text, ...]]:
    """Give what else could not be read, by what would make it readable; one fact stands for the others."""
    named = {row.fact for row in entry.rows}
    found: dict[tuple[str, str], list[str]] = {}
    for name, fact in brief.facts.items():
        if not fact.visible and not fact.absent and name not in named and remedy_in(fact.why_not)[1]:
            found.setdefault(remedy_in(fact.why_not), []).append(name)
    for (why, remedy), names in found.items():
        meaning = cap(observe.definitions()[names[0]].meaning)
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        yield plain(meaning + more), plain(why), Text(runs(remedy))
