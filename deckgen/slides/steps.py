"""What happens next: each step, who takes it, and by when."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Column, Run, Table, Text, plain
from deckgen.script import Authored, Content, Place, Words
from deckgen.text import Expression, holds, render
from deckgen.verdict import State, judge

OWNERS = {"we": "We", "you": "You", "both": "You and we"}


_SOON = "before the first application moves in"


class Step(Authored):
    """One step."""

    what: Words = Field(description="What is done; {{ item.not_met }} and {{ item.not_visible }} count promises")
    who: Literal["we", "you", "both"] = Field(description="Who does it")
    by: Words = Field(description="By when, or after what")
    when: Expression | None = Field(None, description="The step is left out where this does not hold")


class Entry(script.Entry):
    """What a script writes for it; ``item.steps`` in its words is how many steps there are."""

    kind: Literal["steps"]
    open: bool = Field(
        default=False,
        description="Before them the promises not met, in their own words (next), for who is not told differences",
    )
    steps: tuple[Step, ...] = Field(min_length=1, max_length=8, description="The steps in their order")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:
    """Give the steps that hold on this cluster; without one, the slide gives way."""
    rows = tuple(_rows(entry, brief, place))
    columns = (Column("What", 3, strong=True), Column("Who", 0.8), Column("By when", 1.6))
    return Content("table", {"body": Table(columns, rows, by_cell=True)}, counts={"steps": len(rows)}) if rows else None


def _rows(entry: Entry, brief: Brief, place: Place) -> Iterator[tuple[Text, ...]]:
    verdicts = judge(place.script.promises, place.script.standards, brief)
    item = {
        "not_met": sum(one.state is State.NOT_MET for one in verdicts),
        "not_visible": sum(one.state is State.NOT_VISIBLE for one in verdicts),
    }
    if entry.open and brief.audience.differences == "untold":
        yield from ((one.next, Text((Run(OWNERS["we"]),)), plain(_SOON)) for one in verdicts if one.next.runs)
    for step in entry.steps:
        what, by = render(step.what, brief, item), render(step.by, brief, item)
        if holds(step.when, brief, item) and what and by:
            yield what, Text((Run(OWNERS[step.who]),)), by
