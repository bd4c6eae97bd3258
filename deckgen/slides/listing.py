"""A table of like things: the rows of one fact."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.script import Content, Place
from deckgen.tables import Listing, tabulate_rows


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["listing"]
    table: Listing = Field(description="The fact and its columns")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give the table; without a row, the slide gives way."""
    table = tabulate_rows(entry.table, brief)
    return Content("table", {"body": table}) if table else None
