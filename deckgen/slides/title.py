"""The deck's first slide: what it is, for whom, when and by whom."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Block, Bullets
from deckgen.items import Item, write_items
from deckgen.script import Content, Place, Words
from deckgen.text import render


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["title"]
    subtitle: Words | None = Field(None, description="For whom the deck is")
    presenter: tuple[Item, ...] = Field((), description="The date, and who presents")


def compose(entry: Entry, brief: Brief, place: Place) -> Content:  # noqa: ARG001 - every kind is called alike
    """Give subtitle and presenter; the title itself is every slide's own."""
    slots: dict[str, Block] = {}
    if entry.subtitle and (subtitle := render(entry.subtitle, brief)):
        slots["subtitle"] = subtitle
    if presenter := write_items(entry.presenter, brief):
        slots["presenter"] = Bullets(presenter)
    return Content("title", slots)
