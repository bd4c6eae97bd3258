"""A statement and the few points that carry it."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Bullets
from deckgen.items import Item, write_items
from deckgen.script import Content, Place


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["statement"]
    points: tuple[Item, ...] = Field(min_length=1, description="The points, about 40 words in all")
    numbered: bool = Field(default=False, description="Whether the points are steps")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give the points that hold; without one, the slide gives way."""
    points = write_items(entry.points, brief)
    return Content("bullets", {"body": Bullets(points, entry.numbered)}) if points else None
