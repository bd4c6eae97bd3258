"""Page layouts of a template that hold what one of deckgen's plan does, so that none has to be added."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from deckgen.render.powerpoint.plan import LEAD, PRESENTER, SUBTITLE, TITLE, Page, Place
from deckgen.render.powerpoint.template import Placeholder, listed, rename

_TAKES: Mapping[str, frozenset[str]] = {
    "title": frozenset({"title"}),
    "body": frozenset({"body", "subTitle", ""}),
    "tbl": frozenset({"tbl", ""}),
    "pic": frozenset({"pic", ""}),
    "chart": frozenset({"chart", ""}),
    "": frozenset({"", "body"}),
}
"""By the type of a planned placeholder those of a template's that can take the same; "" is for one without a type."""


class OwnPage(Struct, frozen=True):
    """A page layout that the template has, its placeholders called as planned.

    Attributes:
        name: what it is called.
        names: what its placeholders are called.
    """

    name: str
    names: tuple[str, ...]


def own_page(page_layouts: Iterable[Any], planned: Page) -> OwnPage | None:
    """Give the page layout called as the planned one that has all of its placeholders, or None.

    A placeholder is known by its name, else by its number and type, else by its type alone; it is called as planned
    from then on.
    """
    wanted = _wanted(planned)
    for page_layout in page_layouts:
        if page_layout.name.casefold() == planned.name.casefold():
            found = _matched(listed(page_layout), wanted)
            if len(found) == len(wanted):
                for name, (shape, _) in found.items():
                    rename(shape, name)
                return OwnPage(page_layout.name, tuple(found))
    return None


def _wanted(planned: Page) -> tuple[Place, ...]:
    """Give all that a slide needs, leads among them: what they say is said nowhere else."""
    return (TITLE, *((SUBTITLE, PRESENTER) if planned.name == "Title" else (LEAD,)), *planned.places)


def _matched(places: list[tuple[Any, Placeholder]], wanted: tuple[Place, ...]) -> dict[str, tuple[Any, Placeholder]]:
    found: dict[str, tuple[Any, Placeholder]] = {}
    for is_it in (_by_name, _by_number, _by_type):
        for one in wanted:
            taken = [shape for shape, _ in found.values()]
            free = (pair for pair in places if pair[0] not in taken and is_it(pair[1], one))
            if one.name not in found and (match := next(free, None)):
                found[one.name] = match
    return found


def _by_name(place: Placeholder, wanted: Place) -> bool:
    return place.name.casefold() == wanted.name.casefold()


def _by_number(place: Placeholder, wanted: Place) -> bool:
    return place.idx == wanted.idx and _by_type(place, wanted)


def _by_type(place: Placeholder, wanted: Place) -> bool:
    return place.type in _TAKES[wanted.type]
