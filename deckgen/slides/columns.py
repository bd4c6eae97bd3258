"""Two things beside each other."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Block, Bullets
from deckgen.items import Item, write_items
from deckgen.script import Authored, Content, Place, Words
from deckgen.text import render


class Side(Authored):
    """One of the two: a head and its points."""

    head: Words = Field(description="What this side is about, in a few words")
    points: tuple[Item, ...] = Field(min_length=1, description="Its points")


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["columns"]
    left: Side = Field(description="The left side")
    right: Side = Field(description="The right side")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give both sides; where only one has something to say it stands alone, and without any the slide gives way."""
    written = [(name, side, write_items(side.points, brief)) for name, side in _sides(entry)]
    full = [(name, side, points) for name, side, points in written if points]
    if len(full) == 1:
        return Content("bullets", {"body": Bullets(full[0][2])})
    slots: dict[str, Block] = {}
    for name, side, points in full:
        slots[name] = Bullets(points)
        if head := render(side.head, brief):
            slots[f"{name}-head"] = head
    return Content("columns", slots) if slots else None


def _sides(entry: Entry) -> tuple[tuple[str, Side], ...]:
    return ("left", entry.left), ("right", entry.right)
