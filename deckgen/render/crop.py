"""Cut off what a placement leaves empty above and below: a picture by itself needs no room to stand in."""

from collections.abc import Iterable

from msgspec.structs import replace

from deckgen.render.geometry import Point, Rect
from deckgen.render.placement import Line, Placement

EDGE = 0.02
"""What stays around the whole in inches, for half of an outline."""


def crop(placement: Placement) -> Placement:
    """Give the placement on a canvas that is as wide, and no higher than what is drawn on it."""
    areas = list(_areas(placement))
    if not areas:
        return placement
    top = min(area.y for area in areas) - EDGE
    height = max(area.bottom for area in areas) + EDGE - top
    return replace(
        placement,
        height=height,
        groups=tuple(replace(one, area=_up(one.area, top), head=_all_up(one.head, top)) for one in placement.groups),
        boxes=tuple(
            replace(
                one,
                area=_up(one.area, top),
                lines=_all_up(one.lines, top),
                mark=one.mark and _up(one.mark, top),
                icon=one.icon and _up(one.icon, top),
            )
            for one in placement.boxes
        ),
        arrows=tuple(
            replace(
                one, points=tuple(Point(point.x, point.y - top) for point in one.points), label=_all_up(one.label, top)
            )
            for one in placement.arrows
        ),
        empty=tuple(_up(area, top) for area in placement.empty),
    )


def _areas(placement: Placement) -> Iterable[Rect]:
    yield from (line.area for line in placement.lines)
    yield from (thing.area for thing in placement.boxes)
    yield from (thing.area for thing in placement.groups if thing.framed)
    for arrow in placement.arrows:
        yield from arrow.stretches


def _up(area: Rect, by: float) -> Rect:
    return replace(area, y=area.y - by)


def _all_up(lines: Iterable[Line], by: float) -> tuple[Line, ...]:
    return tuple(replace(line, area=_up(line.area, by)) for line in lines)
