"""The slide that opens a section: its number, and where in the call one is."""

from typing import Literal

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Progress, plain
from deckgen.script import Content, Place


class Entry(script.Entry):
    """What a script writes for it; a section makes one of its own unless ``opener`` is false."""

    kind: Literal["section"]


def compose(entry: Entry, brief: Brief, place: Place) -> Content:  # noqa: ARG001 - every kind is called alike
    """Give the section's number and the progress bar."""
    progress = Progress(tuple(stop.short for stop in place.route), place.here)
    return Content("section", {"number": plain(str(place.here + 1)), "progress": progress})
