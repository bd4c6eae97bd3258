"""Where shapes stand on a slide, in inches: in a group, turned, or on their own."""

from typing import Any

from msgspec import Struct

from deckgen.lint.names import NS, whole
from deckgen.render.geometry import Rect

EMU_PER_INCH = 914_400

_TURNS = 21_600_000
_QUARTER = _TURNS // 4


class Way(Struct, frozen=True):
    """From a group's own measure to the slide's: what is added to a position after it is multiplied."""

    across: float = 1.0
    down: float = 1.0
    right: float = 0.0
    below: float = 0.0

    def area(self, transform: Any) -> Rect | None:
        """Give where an ``xfrm`` stands on the slide; None where it does not say."""
        off, ext = (None if transform is None else transform.find(f"a:{part}", NS) for part in ("off", "ext"))
        if off is None or ext is None:
            return None
        x, y = self.across * _inches(off, "x") + self.right, self.down * _inches(off, "y") + self.below
        width, height = self.across * _inches(ext, "cx"), self.down * _inches(ext, "cy")
        if _is_upright(whole(transform, "rot")):
            return Rect(x, y, width, height)
        return Rect(x + (width - height) / 2, y + (height - width) / 2, height, width)

    def into(self, transform: Any) -> "Way":
        """Give the way from within a group with this ``xfrm``."""
        inner = None if transform is None else transform.find("a:chOff", NS)
        extent = None if transform is None else transform.find("a:chExt", NS)
        area = self.area(transform)
        if inner is None or extent is None or area is None:
            return self
        across = area.width / (_inches(extent, "cx") or 1)
        down = area.height / (_inches(extent, "cy") or 1)
        return Way(across, down, area.x - across * _inches(inner, "x"), area.y - down * _inches(inner, "y"))


def shared(one: Rect, other: Rect) -> float:
    """Give the size of what both cover, in square inches."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(across, 0) * max(down, 0)


def transform_of(element: Any) -> Any:
    """Give the ``xfrm`` of a shape, a group or a frame, or None."""
    paths = ("p:spPr/a:xfrm", "p:grpSpPr/a:xfrm", "p:xfrm")
    return next((found for path in paths if (found := element.find(path, NS)) is not None), None)


def _is_upright(turn: int) -> bool:
    """Say whether a shape that is turned so is rather as wide as it says than as high."""
    return abs(turn % (_TURNS // 2) - _QUARTER) > _QUARTER // 2


def _inches(element: Any, key: str) -> float:
    return whole(element, key) / EMU_PER_INCH
