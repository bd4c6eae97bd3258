"""The alternative text of a slide's picture: all that the slide says, in the order in which it is read."""

from collections.abc import Callable, Iterator
from typing import Any

from deckgen.deck import (
    Agenda,
    Bullets,
    Callout,
    Chart,
    Checklist,
    Code,
    Numbers,
    Picture,
    Points,
    Slide,
    Table,
    Text,
    Timeline,
)

MOST = 3000
"""The most characters; what is longer is told up to there."""

_STATES = {"good": "met", "warning": "to mind", "open": "to be tried", "unseen": "not visible", "waived": "waived"}


def told(slide: Slide) -> str:
    """Give the title, the lead and what each block says, as sentences; a picture's is its alternative text."""
    parts = [f"Slide: {slide.title}", str(slide.lead)]
    for block in slide.slots.values():
        parts += _TELLERS[type(block)](block) if type(block) in _TELLERS else ()
    whole = " ".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip())
    return whole if len(whole) <= MOST else whole[:MOST].rsplit(" ", 1)[0] + " ..."


def _described(block: Picture | Timeline) -> Iterator[str]:
    yield block.alt


def _chart(chart: Chart) -> Iterator[str]:
    yield from (measure.alt for measure in chart.measures)


def _table(table: Table) -> Iterator[str]:
    heads = [column.head for column in table.columns]
    for row in table.rows:
        yield "; ".join(f"{head}: {cell}" if head else str(cell) for head, cell in zip(heads, row, strict=True))


def _checklist(checklist: Checklist) -> Iterator[str]:
    for check in checklist.items:
        yield f"{check.word or _STATES[check.state]}: {check.label}" + (f": {check.detail}" if check.detail else "")


_TELLERS: dict[type, Callable[[Any], Iterator[str]]] = {
    Agenda: lambda block: (f"{row.number}: {row.title}, {row.minutes} minutes" for row in block.rows),
    Bullets: lambda block: map(str, block.items),
    Callout: lambda block: iter((f"{block.head}: {block.text}",)),
    Chart: _chart,
    Checklist: _checklist,
    Code: lambda block: (line.text for line in block.lines),
    Numbers: lambda block: (f"{one.value} {one.label}: {one.detail}" for one in block.items),
    Picture: _described,
    Points: lambda block: (f"{point.term}: {point.detail}" for point in block.items),
    Table: _table,
    Text: lambda block: iter((str(block),)),
    Timeline: _described,
}
