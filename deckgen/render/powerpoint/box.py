"""A rectangle on a slide, in the file format's unit: 914,400 to the inch, 12,700 to the point."""

from msgspec import Struct
from msgspec.structs import replace

EMU_PER_INCH = 914_400
EMU_PER_POINT = 12_700


class Box(Struct, frozen=True):
    """Where a shape stands, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Give the lower edge."""
        return self.top + self.height

    @property
    def width_pt(self) -> float:
        """Give the width in points."""
        return self.width / EMU_PER_POINT

    @property
    def height_pt(self) -> float:
        """Give the height in points."""
        return self.height / EMU_PER_POINT

    def lowered(self, points: float) -> "Box":
        """Give the box with its upper edge ``points`` lower, its lower edge where it was."""
        by = min(emu(points), self.height)
        return replace(self, top=self.top + by, height=self.height - by)

    def xfrm(self, prefix: str = "a") -> str:
        """Give the element that places a shape; graphic frames have theirs in the presentation's namespace."""
        return (
            f'<{prefix}:xfrm><a:off x="{self.left}" y="{self.top}"/><a:ext cx="{self.width}" cy="{self.height}"/>'
            f"</{prefix}:xfrm>"
        )


def emu(points: float) -> int:
    """Give points in EMU."""
    return round(points * EMU_PER_POINT)
