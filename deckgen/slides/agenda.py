"""The sections that this deck really has, with their minutes."""

from typing import Literal

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Agenda, AgendaRow
from deckgen.script import Content, Place


class Entry(script.Entry):
    """What a script writes for it; in its title and lead ``item.minutes`` and ``item.sections`` are the call's."""

    kind: Literal["agenda"]


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give a row for each section on the route."""
    rows = (
        AgendaRow(number, stop.title, stop.minutes, stop.slide, stop.short)
        for number, stop in enumerate(place.route, 1)
    )
    return Content("agenda", {"agenda": Agenda(tuple(rows))}) if place.route else None
