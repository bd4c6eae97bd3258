"""A table of facts: what it is, this cluster's value, and where that is known from; below a diagram where one helps."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Picture
from deckgen.script import Content, DiagramName, Place, diagram
from deckgen.standard import stand_in_all
from deckgen.tables import FactRow, tabulate_facts


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["facts"]
    diagram: DiagramName | None = Field(None, description="A low, wide diagram above the table")
    rows: tuple[FactRow, ...] = Field(min_length=1, max_length=9, description="The rows, a fact each")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give the table, and the diagram where there is one; without a row that holds, the slide gives way."""
    table = tabulate_facts(entry.rows, brief)
    if not table:
        return None
    scene = diagram(entry.diagram).draw(stand_in_all(brief.facts)) if entry.diagram else None
    if not scene:
        return Content("table", {"body": table})
    return Content("figure-table", {"figure": Picture(scene, scene.alt), "body": table})
