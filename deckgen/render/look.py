"""How a placed thing looks: the colour roles of its outline, its fill and its words, and how its lines are drawn.

The picture and the native shapes both ask here, so that they look the same.
"""

from collections.abc import Mapping

from msgspec import Struct

from deckgen.fact import Source
from deckgen.render.geometry import Rect
from deckgen.render.placement import Line, PlacedBox
from deckgen.render.typeset import POINTS
from deckgen.scene import World

CORNER = 0.07
"""Radius of a box's corners, in inches."""

OUTLINE = 1.4
"""Width of outlines and arrows, in points."""

DASHES = (3.2, 2.2)
"""Dash and gap of what is documented only, in widths of the line."""

INK: Mapping[World, str] = {
    "kubernetes": "kubernetes",
    "openstack": "openstack",
    "outside": "muted",
    "neutral": "muted",
}
"""The colour of a world's outlines, names and heads."""

FILL: Mapping[World, str] = {
    "kubernetes": "kubernetes-fill",
    "openstack": "openstack-fill",
    "outside": "surface",
    "neutral": "surface",
}
"""The colour that fills a world's boxes and frames."""

ARROW = "muted"
"""The colour of arrows and of the words beside them."""


def is_sure(source: Source) -> bool:
    """Say whether something is drawn with a solid line: whether it was observed or declared."""
    return source in (Source.OBSERVED, Source.DECLARED)


class BoxLook(Struct, frozen=True):
    """The colour roles of a box.

    Attributes:
        ink: its outline.
        fill: what fills it, or "" for nothing.
        signs: its mark and its icon.
        dashed: whether its outline is dashed.
    """

    ink: str
    fill: str
    signs: str
    dashed: bool

    def words(self, line: Line) -> str:
        """Give the colour role of one of its lines."""
        if self.signs == "paper":
            return "paper"
        return "text" if line.role == "line" or self.ink == "muted" else self.ink


def look_of(box: PlacedBox) -> BoxLook:
    """Give the colour roles of a box."""
    ink = INK[box.world]
    if not is_sure(box.source):
        return BoxLook(ink, "", ink, dashed=True)
    if box.strong:
        return BoxLook(ink, ink, "paper", dashed=False)
    own_ground = box.ground == box.world or (box.ground is not None and ink == "muted")
    return BoxLook(ink, "paper" if own_ground else FILL[box.world], ink, dashed=False)


def mark_radii(mark: Rect) -> tuple[float, float]:
    """Give the radii in inches of the two circles that make the mark of a declared box, ring and dot.

    Both are drawn as lines of the outline's width: the dot is a circle so small that its line fills it.
    """
    half = OUTLINE / POINTS / 2
    return mark.width / 2 - half, half
