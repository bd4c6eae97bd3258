"""A table in the author's words: like things side by side, a row each."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Column, Table, Text
from deckgen.script import Authored, Content, Place, Words
from deckgen.text import Expression, holds, render


class Head(Authored):
    """A column."""

    head: str = Field(min_length=1, max_length=32, description="The column's head")
    weight: float = Field(1.0, gt=0, le=10, description="Share of the width")
    mono: bool = Field(default=False, description="For what is typed or printed by a program")


class Row(Authored):
    """A row: a cell for each column."""

    cells: tuple[Words, ...] = Field(min_length=2, max_length=5, description="The cells, a few words each")
    when: Expression | None = Field(None, description="The row is left out where this does not hold")


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["table"]
    columns: tuple[Head, ...] = Field(min_length=2, max_length=5, description="The columns; the first heads the rows")
    rows: tuple[Row, ...] = Field(min_length=1, max_length=9, description="The rows")

    @model_validator(mode="after")
    def _has_a_cell_for_each_column(self) -> "Entry":
        if wrong := [str(row.cells[0]) for row in self.rows if len(row.cells) != len(self.columns)]:
            raise ValueError(f"{len(self.columns)} columns need as many cells in a row; not so many: {wrong[0]}")
        return self


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give the rows of which each cell can be written; without one, the slide gives way."""
    rows = tuple(_rows(entry, brief))
    columns = tuple(
        Column(one.head, one.weight, "left", index == 0, one.mono) for index, one in enumerate(entry.columns)
    )
    return Content("table", {"body": Table(columns, rows, by_cell=True)}) if rows else None


def _rows(entry: Entry, brief: Brief) -> Iterator[tuple[Text, ...]]:
    for row in entry.rows:
        if holds(row.when, brief):
            cells = tuple(text for words in row.cells if (text := render(words, brief)))
            if len(cells) == len(row.cells):
                yield cells
