"""What to do and what not to do, beside each other."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Block, Bullets, Run, Text
from deckgen.items import Item, write_items
from deckgen.script import Content, Place

HEADS: dict[Literal["do", "dont"], Text] = {
    "do": Text((Run("✓ Do", "good"),)),
    "dont": Text((Run("✗ Do not", "warning"),)),
}
"""The heads say it in a word and with a sign, since a colour alone says nothing to some."""


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
    slots: dict[str, Block] = {
        "left-head": HEADS["do"],
        "left": Bullets(do, mark="do"),
        "right-head": HEADS["dont"],
        "right": Bullets(dont, mark="dont"),
    }
    return Content("columns", slots)
