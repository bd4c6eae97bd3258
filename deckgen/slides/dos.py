"""What to do and what not to do, beside each other."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Advice
from deckgen.items import Item, write_items
from deckgen.script import Content, Place


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["dos"]
    do: tuple[Item, ...] = Field(min_length=1, description="What to do, a few words each")
    dont: tuple[Item, ...] = Field(min_length=1, description="What not to do, as said after 'do not'")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give both sides; where one has nothing to say the slide gives way, since its half would be empty."""
    do, dont = write_items(entry.do, brief), write_items(entry.dont, brief)
    if not do or not dont:
        return None
    return Content("checklist", {"checklist": Advice(do, dont)})
