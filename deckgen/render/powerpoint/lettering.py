"""The text of a native shape: the lines of a picture as paragraphs that break where they do there.

Paragraphs keep to their lines by the width that they are given, so that they break anew when their shape is resized.
Where no width does that (a long word was broken, a text was cut), each line ends in a break of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from deckgen.render.geometry import Point, Rect
from deckgen.render.measure import pieces, width
from deckgen.render.placement import Align, Line
from deckgen.render.powerpoint.box import EMU_PER_INCH
from deckgen.render.powerpoint.pen import Look, Pen
from deckgen.render.typeset import POINTS

_SLACK = 0.012
"""The share of its width by which a line may come out longer or shorter in another program, which rounds otherwise."""

_ROOM = 0.02
"""What a line needs beside its width, in inches."""

_ALIGNED = {"centre": "ctr", "left": "l"}


class Paragraph(Struct, frozen=True):
    """Lines wrapped from one text, and what stands between each two: a space, nothing, or None for a break."""

    lines: tuple[Line, ...]
    joints: tuple[str | None, ...]


def paragraphs(lines: Sequence[Line], texts: Sequence[str]) -> tuple[Paragraph, ...]:
    """Share the lines among the texts that they were wrapped from."""
    left, found = list(lines), []
    for text in texts:
        taken: list[Line] = []
        missing = max(1, len(_letters(text)))  # an empty text has a line, too
        while left and missing > 0:
            taken.append(left.pop(0))
            missing -= len(_letters(taken[-1].text))
        if taken:
            joints = tuple(_joint(one.text, other.text, text) for one, other in pairwise(taken))
            found.append(Paragraph(tuple(taken), joints))
    return tuple(found)


def _letters(text: str) -> str:
    return "".join(text.split())


def _joint(one: str, other: str, text: str) -> str | None:
    """Say what stood between two lines of ``text``, where it is a place at which every program ends a line."""
    if f"{one} {other}" in text:
        return " "
    return "" if one + other in text and other in pieces(one + other)[-1:] else None


def extent(lines: Sequence[Line]) -> Rect:
    """Give the area that all lines take."""
    areas = [line.area for line in lines]
    upper = Point(min(area.x for area in areas), min(area.y for area in areas))
    return Rect.spanning(upper, Point(max(area.right for area in areas), max(area.bottom for area in areas)))


def flowing_width(text: Sequence[Paragraph], most: float) -> float | None:
    """Give the width in inches, ``most`` at most, in which a text breaks by itself as it was placed, or None."""
    if any(joint is None for paragraph in text for joint in paragraph.joints):
        return None
    least = max(line.area.width for paragraph in text for line in paragraph.lines) * (1 + _SLACK) + _ROOM
    limit = min((too_wide * (1 - _SLACK) for paragraph in text for too_wide in _too_wide(paragraph)), default=most)
    return min((least + limit) / 2, most) if least <= min(limit, most) else None


def _too_wide(paragraph: Paragraph) -> Iterator[float]:
    """Give the widths in inches at which a line would take in the first word of the next."""
    for (one, other), joint in zip(pairwise(paragraph.lines), paragraph.joints, strict=True):
        longer = f"{one.text}{joint}{pieces(other.text)[0].rstrip()}"
        yield width(longer, one.size, bold=one.bold) / POINTS


class Lettering(Struct, frozen=True):
    """Writes texts into shapes.

    Attributes:
        pen: writes runs.
        colour: gives the colour role of a line.
        typeface: what all text is set in, or "" for the theme's own.
    """

    pen: Pen
    colour: Callable[[Line], str]
    typeface: str = ""

    def within(self, text: Sequence[Paragraph], area: Rect, align: Align, *, anchor: str = "ctr") -> str:
        """Write a text that stands in a shape's ``area`` for text, where its lines were placed."""
        lines = [line for paragraph in text for line in paragraph.lines]
        placed = extent(lines)
        if align == "left":
            most = area.right - placed.x
            wide = flowing_width(text, most)
            left, right = placed.x - area.x, most - (wide or most)
        else:
            middle = placed.centre.x - area.x
            most = 2 * min(middle, area.width - middle)
            wide = flowing_width(text, most)
            left, right = middle - (wide or most) / 2, area.width - middle - (wide or most) / 2
        top = placed.y - area.y if anchor == "t" else max(0.0, 2 * (placed.centre.y - area.centre.y))
        bottom = 0.0 if anchor == "t" else max(0.0, 2 * (area.centre.y - placed.centre.y))
        return self._body(text, align, anchor, (left, top, right, bottom), broken=wide is None)

    def alone(self, text: Sequence[Paragraph], align: Align) -> tuple[Rect, str]:
        """Give the area of a shape that holds nothing but this text, and the text written."""
        placed = extent([line for paragraph in text for line in paragraph.lines])
        wide = flowing_width(text, 2 * placed.width)
        room = wide or placed.width * (1 + _SLACK) + _ROOM
        left = placed.x if align == "left" else placed.centre.x - room / 2
        area = Rect(left, placed.y, room, placed.height)
        return area, self._body(text, align, "t", (0, 0, 0, 0), broken=wide is None)

    def _body(
        self, text: Sequence[Paragraph], align: Align, anchor: str, insets: tuple[float, ...], *, broken: bool
    ) -> str:
        left, top, right, bottom = (max(0, round(inset * EMU_PER_INCH)) for inset in insets)
        written = "".join(
            f'<a:p><a:pPr algn="{_ALIGNED[align]}"/>{self._paragraph(paragraph, broken=broken)}</a:p>'
            for paragraph in text
        )
        return (
            f'<p:txBody><a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" '
            f'anchor="{anchor}"><a:noAutofit/></a:bodyPr>{self._style()}{written}</p:txBody>'
        )

    def _style(self) -> str:
        if not self.typeface:
            return "<a:lstStyle/>"
        face = f'<a:latin typeface="{self.typeface}"/>'
        return f"<a:lstStyle><a:lvl1pPr><a:defRPr>{face}</a:defRPr></a:lvl1pPr></a:lstStyle>"

    def _paragraph(self, paragraph: Paragraph, *, broken: bool) -> str:
        first = paragraph.lines[0]
        look = Look(first.size, self.colour(first), bold=first.bold)
        if broken:
            return self.pen.line_break(look).join(self.pen.run(line.text, look) for line in paragraph.lines)
        joints = (*paragraph.joints, "")
        words = "".join(f"{line.text}{joint}" for line, joint in zip(paragraph.lines, joints, strict=True))
        return self.pen.run(words, look)
