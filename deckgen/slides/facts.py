"""A table of facts: what it is, this cluster's value, and where that is known from."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.script import Content, Place
from deckgen.tables import FactRow, tabulate_facts


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["facts"]
    rows: tuple[FactRow, ...] = Field(min_length=1, max_length=9, description="The rows, a fact each")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give the table; without a row that holds, the slide gives way."""
    table = tabulate_facts(entry.rows, brief)
    return Content("table", {"body": table}) if table else None
