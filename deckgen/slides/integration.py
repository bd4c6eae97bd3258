"""One integration with OpenStack: what it does for the customer, its path, this cluster's data, one thing to mind."""

from typing import Literal

from pydantic import Field, model_validator

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Picture, Table
from deckgen.script import Content, DiagramName, Place, diagram
from deckgen.standard import stand_in_all
from deckgen.tables import FactRow, Listing, tabulate_facts, tabulate_rows


class Entry(script.Entry):
    """What a script writes for it; ``lead`` says what it does for the customer, ``note`` the thing to mind."""

    kind: Literal["integration"]
    diagram: DiagramName | None = Field(None, description="A low, wide diagram of the path between the two worlds")
    table: Listing | None = Field(None, description="This cluster's data as the rows of one fact")
    rows: tuple[FactRow, ...] = Field((), max_length=6, description="This cluster's data, or where the list is empty")

    @model_validator(mode="after")
    def _has_data(self) -> "Entry":
        if not self.table and not self.rows:
            raise ValueError("an integration needs 'table' or 'rows': this cluster's data")
        return self


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give path and data; without data, the slide gives way."""
    table = _data(entry, brief)
    if not table:
        return None
    scene = diagram(entry.diagram).draw(stand_in_all(brief.facts)) if entry.diagram else None
    if not scene:
        return Content("table", {"body": table})
    return Content("figure-table", {"figure": Picture(scene, scene.alt), "body": table})


def _data(entry: Entry, brief: Brief) -> Table | None:
    listed = tabulate_rows(entry.table, brief) if entry.table else None
    return listed or tabulate_facts(entry.rows, brief)
