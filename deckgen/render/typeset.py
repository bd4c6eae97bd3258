"""Set the words of boxes, heads and arrows in lines, with the real widths of their letters.

No type is below 12 pt, the size of captions at slide size; labels are 14 pt bold where there is room.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from deckgen.fact import Source
from deckgen.render.geometry import Rect
from deckgen.render.measure import least_width, line_height, narrowest, width, wrap
from deckgen.render.placement import Line, TextRole
from deckgen.scene import Arrow, Box, Group

POINTS = 72
"""Points in an inch."""

SMALL = 12
"""The usual size of all text but boxes' labels, in points."""

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

MARK = 0.13
"""Diameter of the mark of a declared box, in inches."""

MARK_ROOM = MARK + 0.02
"""What a declared box keeps free of text for its mark, in inches."""

UNDER_ICON = 0.04
"""Between an icon and the text below it, in inches; the text's own spacing adds to it."""

BESIDE_ICON = 0.09
"""Between an icon and the text at its right, in inches."""

WIDEST_BOX = 2.7
"""Where no long name needs more, in inches."""

Icons = Literal["above", "beside", "none"]
"""Where the icons of a diagram stand: all above their text, or all at its left."""


class Style(Struct, frozen=True):
    """How roomy a diagram is: type sizes in points, all else in inches.

    Attributes:
        label: size of a box's name.
        small: size of all other text.
        pad_x: least room left and right of a box's text.
        pad_y: least room above and below it.
        gap: between neighbours.
        flow: least gap between neighbours that an arrow joins.
        frame: between a frame and what stands in it.
        margin: around the whole.
        icon: width and height of an icon.
        widest: the most that a box with the usual text may be wide; one with larger text in proportion.
        icons: where the icons stand.
        cut: whether text that does not fit is cut, as the last resort.
    """

    label: float = 14
    small: float = SMALL
    pad_x: float = 0.11
    pad_y: float = 0.1
    gap: float = 0.16
    flow: float = 0.42
    frame: float = 0.17
    margin: float = 0.02
    icon: float = 0.28
    widest: float = WIDEST_BOX
    icons: Icons = "none"
    cut: bool = False

    @property
    def scale(self) -> float:
        """How much larger than usual small text is; 1 where it is as usual."""
        return self.small / SMALL


class Words(Struct, frozen=True):
    """Lines of text in one size and role, without a position."""

    texts: tuple[str, ...]
    size: float
    bold: bool
    role: TextRole

    @property
    def width(self) -> float:
        """The widest line, in inches."""
        return max((width(text, self.size, bold=self.bold) for text in self.texts), default=0.0) / POINTS

    @property
    def height(self) -> float:
        """All lines, in inches."""
        return len(self.texts) * line_height(self.size) / POINTS


@lru_cache(maxsize=1024)  # a plan asks for the words of a box some twenty times
def words_in(box: Box, style: Style, width_in: float) -> tuple[Words, ...]:
    """Wrap a box's label and lines to a box that is ``width_in`` wide."""
    room = _room(box, style, width_in)
    label = Words(_balanced(box.label, style.label, room, bold=True), style.label, bold=True, role="label")
    lines = tuple(part for line in box.lines for part in _balanced(line, style.small, room))
    return label, Words(lines, style.small, bold=False, role="line")


def words_of_head(group: Group, style: Style, width_in: float) -> Words:
    """Wrap a group's head to ``width_in``."""
    texts = _balanced(group.label, style.small, width_in * POINTS, bold=True) if group.label else ()
    return Words(texts, style.small, bold=True, role="head")


def words_of_arrow(arrow: Arrow, style: Style, width_in: float) -> Words:
    """Wrap an arrow's words to ``width_in``."""
    texts = _balanced(arrow.label, style.small, width_in * POINTS) if arrow.label else ()
    return Words(texts, style.small, bold=False, role="arrow")


def _balanced(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Wrap a text to ``room`` points, in lines about as long as each other."""
    return tuple(wrap(text, size, narrowest(text, size, room, bold=bold), bold=bold))


def tears(box: Box, style: Style, width_in: float) -> bool:
    """Say whether a box that is ``width_in`` wide breaks a word of its text between two letters."""
    room = _room(box, style, width_in)
    needed = [least_width(box.label, style.label, bold=True), *(least_width(line, style.small) for line in box.lines)]
    return max(needed) > room


def cut(words: tuple[Words, ...], height_in: float, width_in: float) -> tuple[Words, ...]:
    """Leave out the last lines that do not fit into ``height_in``, and end what is left in an ellipsis."""
    room, kept = height_in, []
    for part in words:
        count = min(len(part.texts), int(room * POINTS / line_height(part.size) + 1e-6))
        texts = part.texts[:count]
        room -= Words(texts, part.size, part.bold, part.role).height
        if count < len(part.texts) and texts:
            texts = (*texts[:-1], _ellipsed(texts[-1], part, width_in))
        kept.append(Words(texts, part.size, part.bold, part.role))
    return tuple(kept)


def centred(words: Iterable[Words], area: Rect) -> tuple[Line, ...]:
    """Give the lines one below another in the middle of ``area``."""
    parts = tuple(words)
    top = area.centre.y - text_height(parts) / 2
    lines: list[Line] = []
    for part in parts:
        for line in at_left(part, area.x, top):
            left = area.centre.x - line.area.width / 2
            lines.append(_line(line.text, part, left, line.area.y))
        top += part.height
    return tuple(lines)


def at_left(words: Words, x: float, y: float) -> tuple[Line, ...]:
    """Give the lines one below another, each beginning at ``x``, the first with its top at ``y``."""
    step = line_height(words.size) / POINTS
    return tuple(_line(text, words, x, y + index * step) for index, text in enumerate(words.texts))


def _line(text: str, words: Words, x: float, y: float) -> Line:
    long = width(text, words.size, bold=words.bold) / POINTS
    area = Rect(x, y, long, line_height(words.size) / POINTS)
    return Line(text, area, words.size, words.bold, words.role)


def _ellipsed(text: str, words: Words, width_in: float) -> str:
    while text and width(text + ELLIPSIS, words.size, bold=words.bold) > width_in * POINTS:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def text_width(box: Box, style: Style, width_in: float) -> float:
    """Give the width in inches that a box leaves for its text.

    A declared one keeps room for its mark, on both sides where the text stands in the middle, but none below an icon.
    """
    mark = MARK_ROOM if box.source is Source.DECLARED and not icon_room(box, style) else 0
    if is_beside(box, style):
        return max(width_in - 2 * style.pad_x - mark - style.icon - BESIDE_ICON, 0.1)
    return max(width_in - 2 * (style.pad_x + mark), 0.1)


def is_beside(box: Box, style: Style) -> bool:
    """Say whether a box has an icon at the left of its text."""
    return bool(box.role) and style.icons == "beside"


def icon_room(box: Box, style: Style) -> float:
    """Give the height in inches that an icon above a box's text takes, with the gap below it; 0 where there is none."""
    return style.icon + UNDER_ICON if box.role and style.icons == "above" else 0.0


def text_height(words: Iterable[Words]) -> float:
    """Give the height in inches of all lines."""
    return sum(part.height for part in words)


def _room(box: Box, style: Style, width_in: float) -> float:
    return text_width(box, style, width_in) * POINTS
