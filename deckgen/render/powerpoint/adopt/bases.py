"""Which of a template's page layouts its title, its sections and its content are built upon, and where content goes.

A page layout is known by its type (ECMA-376 part 1, 19.7.15, ``ST_SlideLayoutType``) and, where several masters have
one of the same type, by the slides that the template brings: the first is its title, most others show its content.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from deckgen.errors import InputError
from deckgen.render.powerpoint.box import EMU_PER_INCH, Box
from deckgen.render.powerpoint.plan import Area
from deckgen.render.powerpoint.template import HEIGHT, Placeholder, listed, of_master

_CONTENT = ("titleOnly", "obj", "tx", "twoObj", "objTx", "tbl", "chart")
"""Types of page layouts with a title above content, those with the least of their own content first."""

_TITLE_NAME = re.compile(r"title slide|cover|opening|titelfolie|deckblatt|diapositive de titre", re.IGNORECASE)
_SECTION_NAME = re.compile(r"section|divider|chapter|abschnitt|kapitel", re.IGNORECASE)
_FOOT = frozenset({"ftr", "dt", "sldNum"})
_LEAST = 2.6
"""The least height of the area for content in inches, on a slide 7.5 inches high, as all that follows."""

_MORE = 0.3
"""By how much the area for content may go beyond the template's own, for the legend, where there is room."""

_SHARE = 0.45
"""The share of a slide's height that content has where a page layout is meant for it."""

_LEAST_MARGIN = 0.1
"""What is left free above a title that is moved."""

_FOOT_ROOM = 0.55
"""What a foot takes that the template does not have."""


@dataclass(frozen=True)
class Bases:
    """What a template's decks are built upon.

    Attributes:
        content: the page layout for content.
        title: the page layout for the title slide.
        section: the page layout for sections, with a title and words on it; None where content's has to do.
        room: where things go on slides with content.
        scale: how much larger the template's slides are than those that sizes are meant for.
    """

    content: Any
    title: Any
    section: Any | None
    room: "Room"
    scale: float


@dataclass(frozen=True)
class Room:
    """Where things go on slides with content, in inches.

    Attributes:
        title: the title's place, where the page layout has it elsewhere.
        area: what is left for content.
        footed: whether slides have a foot: footer, date or number.
    """

    title: Area | None
    area: Area
    footed: bool


def find_bases(presentation: Any, name: str) -> Bases:
    """Find the page layouts to build upon.

    Args:
        presentation: python-pptx's ``Presentation``, with the slides that the template brings.
        name: the template, for messages.

    Raises:
        InputError: no page layout has a title.
    """
    used = [slide.slide_layout for slide in presentation.slides]
    masters = sorted(presentation.slide_masters, key=lambda one: _rank(one, used))
    rooms = [(page, room) for page in map(_content, masters) if page for room in _rooms(page, presentation)]
    if not rooms:
        raise InputError(
            f"{name}: no page layout has a title placeholder that is read from left to right",
            "decks need one for each slide; add it in PowerPoint under View > Slide Master",
        )
    least = presentation.slide_height / EMU_PER_INCH * _SHARE
    highest = max(rooms, key=lambda one: one[1].area[3])
    content, room = next((one for one in rooms if one[1].area[3] >= least), highest)
    master = content.slide_master
    first = used[0].slide_master if used else master
    title = _typed(first, "title", _TITLE_NAME) or _typed(master, "title", _TITLE_NAME)
    scale = presentation.slide_height / EMU_PER_INCH / HEIGHT
    section = _typed(master, "secHead", _SECTION_NAME)
    leads = section and any(place.type == "body" for _, place in listed(section))
    return Bases(content, title or content, section if leads else None, room, scale)


def title_of(page_layout: Any) -> Placeholder | None:
    """Give a page layout's title placeholder, unless it is written from top to bottom."""
    for shape, place in listed(page_layout):
        body = shape.find(".//{*}bodyPr")
        upright = body is None or body.get("vert", "horz") == "horz"
        if place.type == "title" and upright and place.box.width > place.box.height:
            return place
    return None


def _rank(master: Any, used: Sequence[Any]) -> tuple[int, int]:
    """Give what masters are sorted by: how many slides are on each, but for the title's where there are others.

    Of those with as many slides the one whose slide comes first is first.
    """
    on = [one.slide_master.part is master.part for one in used[1:] or used]
    return -sum(on), on.index(True) if any(on) else len(on)


def _content(master: Any) -> Any | None:
    """Give the page layout with a title above content that has the least content of its own."""
    layouts = [one for one in master.slide_layouts if title_of(one)]
    typed = {one.element.get("type", ""): one for one in reversed(layouts)}
    known = next((typed[kind] for kind in _CONTENT if kind in typed), None)
    others = (one for one in layouts if one.element.get("type") not in ("title", "secHead"))
    return known or next(others, None)


def _typed(master: Any, kind: str, name: re.Pattern[str]) -> Any | None:
    """Give a master's page layout of a type, or with such a name."""
    layouts = [one for one in master.slide_layouts if title_of(one)]
    by_type = (one for one in layouts if one.element.get("type") == kind)
    by_name = (one for one in layouts if name.search(one.name))
    return next(by_type, None) or next(by_name, None)


def _rooms(content: Any, presentation: Any) -> Iterator[Room]:
    """Give where things may go: as the page layouts have it, or as their master has it."""
    box = next(_content_boxes(content.slide_master, presentation), None) or _margins(presentation)
    own = title_of(content)
    parents = of_master(content.slide_master)
    if own:
        yield _room(content, presentation, own.box, box, moved=False)
    if {"title", "body"} <= parents.keys() and _is_large(parents["body"].box, presentation):
        yield _room(content, presentation, parents["title"].box, parents["body"].box, moved=True)


def _room(content: Any, presentation: Any, title: Box, box: Box, *, moved: bool) -> Room:
    """Give the room between a title and the slide's foot where content stands in ``box``."""
    height, scale = presentation.slide_height, presentation.slide_height / EMU_PER_INCH / HEIGHT
    feet = [place.box.top for _, place in listed(content) if place.type in _FOOT and place.box.top > height * 0.75]
    top = max(box.top, title.bottom if title.top < height / 2 else 0)
    room = min(feet, default=height - round(_FOOT_ROOM * scale * EMU_PER_INCH))
    bottom = max(box.bottom, top + round(_LEAST * scale * EMU_PER_INCH)) + round(_MORE * scale * EMU_PER_INCH)
    area = inches(Box(box.left, top, box.width, min(bottom, room) - top))
    upper = max(title.top, round(_LEAST_MARGIN * scale * EMU_PER_INCH))
    kept = Box(title.left, upper, title.width, title.bottom - upper)
    return Room(inches(kept) if moved else None, area, bool(feet))


def inches(box: Box) -> Area:
    """Give a box in inches."""
    left, top, width, height = (one / EMU_PER_INCH for one in (box.left, box.top, box.width, box.height))
    return left, top, width, height


def box_at(area: Area) -> Box:
    """Give an area in inches as a box."""
    left, top, width, height = (round(one * EMU_PER_INCH) for one in area)
    return Box(left, top, width, height)


def _content_boxes(master: Any, presentation: Any) -> Iterator[Box]:
    """Give the boxes of content that takes most of a slide: those of page layouts, then the master's."""
    layouts = sorted(master.slide_layouts, key=lambda one: one.element.get("type") not in ("obj", "tx"))
    for page in layouts:
        places = [place for _, place in listed(page) if place.type in ("", "body")]
        if len(places) == 1 and _is_large(places[0].box, presentation) and title_of(page):
            yield places[0].box
    body = of_master(master).get("body")
    if body is not None and _is_large(body.box, presentation):
        yield body.box


def _is_large(box: Box, presentation: Any) -> bool:
    return bool(box.width > presentation.slide_width * 0.6 and box.height > presentation.slide_height * 0.3)


def _margins(presentation: Any) -> Box:
    width, height = presentation.slide_width, presentation.slide_height
    return Box(round(width * 0.06), round(height * 0.24), round(width * 0.88), round(height * 0.64))
