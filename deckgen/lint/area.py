"""Where shapes stand on a slide, in inches: in a group, turned, or on their own."""

from typing import Any

from msgspec import Struct

from deckgen.lint.names import first, whole
from deckgen.render.geometry import Point, Rect

EMU_PER_INCH = 914_400

_QUARTER = 5_400_000
"""Of a turn, in the format's unit of angles."""


class Way(Struct, frozen=True):
    """From a group's own measure to the slide's: what is added to a position after it is multiplied."""

    across: float = 1.0
    down: float = 1.0
    right: float = 0.0
    below: float = 0.0

    def area(self, transform: Any) -> Rect | None:
        """Give where an ``xfrm`` stands on the slide; None where it does not say."""
        off, ext = (first(transform, f"a:{part}") for part in ("off", "ext"))
        if off is None or ext is None:
            return None
        x, y = self.across * _inches(off, "x") + self.right, self.down * _inches(off, "y") + self.below
        width, height = self.across * _inches(ext, "cx"), self.down * _inches(ext, "cy")
        told = Rect(x, y, width, height)
        return turned(told, quarters(transform), told.centre)

    def into(self, transform: Any) -> "Way":
        """Give the way from within a group with this ``xfrm``."""
        inner = first(transform, "a:chOff")
        extent = first(transform, "a:chExt")
        area = self.area(transform)
        if inner is None or extent is None or area is None:
            return self
        across = area.width / (_inches(extent, "cx") or 1)
        down = area.height / (_inches(extent, "cy") or 1)
        return Way(across, down, area.x - across * _inches(inner, "x"), area.y - down * _inches(inner, "y"))


def shared(one: Rect, other: Rect) -> float:
    """Give the size of what both cover, in square inches."""
    across = min(one.right, other.right) - max(one.x, other.x)
    if across <= 0:
        return 0.0
    return across * max(min(one.bottom, other.bottom) - max(one.y, other.y), 0)


def transform_of(element: Any) -> Any:
    """Give the ``xfrm`` of a shape, a group or a frame, or None."""
    return first(element, "p:spPr/a:xfrm | p:grpSpPr/a:xfrm | p:xfrm")


def quarters(transform: Any) -> int:
    """Give by how many quarters of a turn, clockwise, a shape with this ``xfrm`` is turned; 0 to 3."""
    return round(whole(transform, "rot") / _QUARTER) % 4


def turned(area: Rect, quarter: int, middle: Point) -> Rect:
    """Give an area after so many quarters of a turn, clockwise, around a point."""
    if not quarter:
        return area
    right, down = area.centre.x - middle.x, area.centre.y - middle.y
    right, down = ((right, down), (-down, right), (-right, -down), (down, -right))[quarter]
    width, height = (area.height, area.width) if quarter % 2 else (area.width, area.height)
    return Rect(middle.x + right - width / 2, middle.y + down - height / 2, width, height)


def _inches(element: Any, key: str) -> float:
    return whole(element, key) / EMU_PER_INCH
