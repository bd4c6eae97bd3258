"""Connection sites: where on a shape's outline a connector is glued."""

from typing import Literal

from msgspec import Struct

from deckgen.render.geometry import HAIR, Point, Rect

Side = Literal["t", "l", "b", "r"]

MIDDLES: tuple[Side, ...] = ("t", "l", "b", "r")
"""The sites that every rectangle of PowerPoint's has, in its order: the middles of its sides."""

_NEAR = 0.005
"""What still counts as the middle of a side, in inches: half a pixel on a slide."""


class Site(Struct, frozen=True):
    """A place on an outline: a side, and how far along it, from the left or the top, as a share of its length."""

    side: Side
    share: float


def site_of(area: Rect, place: Point, towards: Point) -> Site:
    """Give the site at ``place`` on the outline of ``area``, where a way goes on to ``towards``."""
    if abs(towards.x - place.x) > HAIR:
        side: Side = "r" if towards.x > place.x else "l"
        off, share = place.y - area.centre.y, (place.y - area.y) / area.height
    else:
        side = "b" if towards.y > place.y else "t"
        off, share = place.x - area.centre.x, (place.x - area.x) / area.width
    return Site(side, 1 / 2 if abs(off) < _NEAR else share)


def number_of(site: Site, further: list[Site]) -> int:
    """Give a site's number on a shape that has those of a rectangle, and ``further`` ones, to which it may be added."""
    if site.share == 1 / 2:
        return MIDDLES.index(site.side)
    if site not in further:
        further.append(site)
    return len(MIDDLES) + further.index(site)
