"""Connectors: lines that are glued to two shapes and go along when one of these is moved.

A way with bends is one of PowerPoint's bent connectors (ECMA-376 part 1, presetShapeDefinitions.xml, bentConnector2 to
bentConnector5). They begin level, from their upper left corner, and bend where their adjustments say; other ways are
these turned and flipped.
"""

from collections.abc import Sequence

from msgspec import Struct

from deckgen.render.geometry import HAIR, Point
from deckgen.render.powerpoint.box import EMU_PER_INCH

_QUARTER = 5_400_000
"""A turn by 90 degrees clockwise, in the format's unit."""

_WHOLE = 100_000

_THIN = 1000 / EMU_PER_INCH
"""What stands in for a width or height of nothing, of which no share can be taken, in inches: far below a pixel."""


class End(Struct, frozen=True):
    """What an end is glued to: a shape's id, and the number of its connection site."""

    shape: int
    site: int


def connector(head: str, way: Sequence[Point], ends: tuple[End, End], line: str) -> str:
    """Write a connector.

    Args:
        head: its ``cNvPr``.
        way: the points that it runs through, in inches on the slide, level and upright by turns.
        ends: what its two ends are glued to.
        line: how its line looks.
    """
    start, end = ends
    return (
        f'<p:cxnSp><p:nvCxnSpPr>{head}<p:cNvCxnSpPr><a:stCxn id="{start.shape}" idx="{start.site}"/>'
        f'<a:endCxn id="{end.shape}" idx="{end.site}"/></p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>'
        f"<p:spPr>{_course(way)}{line}</p:spPr></p:cxnSp>"
    )


def _course(way: Sequence[Point]) -> str:
    """Write place, turn and form of a way."""
    first, last = way[0], way[-1]
    across, down = last.x - first.x, last.y - first.y
    bent = len(way) > 2  # noqa: PLR2004 - a straight one has two points
    upright = bent and abs(way[1].x - first.x) < HAIR
    length, breadth = (down, across) if upright else (across, down)
    if bent:
        length, breadth = length or _THIN, breadth or _THIN
    flips = (length < 0, (breadth > 0) if upright else (breadth < 0))
    middle = Point(first.x + across / 2, first.y + down / 2)
    size = Point(abs(length), abs(breadth))
    form = f"bentConnector{len(way) - 1}" if bent else "straightConnector1"
    turned = f' rot="{_QUARTER}"' * upright + ' flipH="1"' * flips[0] + ' flipV="1"' * flips[1]
    bends = _adjustments(way, length, breadth, upright=upright)
    return (
        f'<a:xfrm{turned}><a:off x="{_emu(middle.x - size.x / 2)}" y="{_emu(middle.y - size.y / 2)}"/>'
        f'<a:ext cx="{_emu(size.x)}" cy="{_emu(size.y)}"/></a:xfrm>'
        f'<a:prstGeom prst="{form}"><a:avLst>{bends}</a:avLst></a:prstGeom>'
    )


def _adjustments(way: Sequence[Point], length: float, breadth: float, *, upright: bool) -> str:
    """Write where it bends: how far along the length and the breadth, by turns."""
    first, written = way[0], ""
    for number, place in enumerate(way[1:-2], 1):
        along, aside = place.x - first.x, place.y - first.y
        if upright:
            along, aside = aside, along
        share = along / length if number % 2 else aside / breadth
        written += f'<a:gd name="adj{number}" fmla="val {round(share * _WHOLE)}"/>'
    return written


def _emu(inches: float) -> int:
    return round(inches * EMU_PER_INCH)
