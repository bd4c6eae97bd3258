"""Look for what a reader would stumble over in a placement: the check that every diagram's tests lean on."""

from collections.abc import Iterable, Iterator
from itertools import combinations, product

from deckgen.render.arrange import HEAD_GAP
from deckgen.render.geometry import HAIR, Rect
from deckgen.render.placement import PlacedArrow, PlacedBox, PlacedGroup, Placement
from deckgen.render.typeset import MARK

SMALLEST_TYPE = 12
"""In points, the size of captions at slide size."""

MOST_BENDS = 4
"""What the connectors of DrawingML have at most: ``bentConnector5``."""

ARROW_HEAD = 0.1
"""The length in inches of an arrow's head, which its last stretch has to have room for."""

FAR = 0.2
"""So far from its arrow, in inches, words no longer seem to belong to it."""

UNEVEN = 0.02
"""By so much, in inches, opposite margins may differ before the eye sees it."""

GRAZING = 0.03
"""So near to a side of a box or a frame, in inches, an arrow along it seems to be a part of it."""


def faults(placement: Placement) -> list[str]:
    """Say everything that is wrong with ``placement``, in sentences; nothing where it is sound."""
    return [fault for look in LOOKS for fault in look(placement)]


def crossings(placement: Placement) -> int:
    """Count how often arrows cross one another: no fault, but the fewer the better."""
    pairs = combinations(_stretches(placement), 2)
    return sum(one is not other and its.overlaps(others) for (one, its), (other, others) in pairs)


def _overlaps(placement: Placement) -> Iterator[str]:
    for one, other in combinations(placement.boxes, 2):
        if one.area.overlaps(other.area):
            yield f"the boxes {one.id} and {other.id} overlap"
    framed = _framed(placement)
    for one_group, other_group in combinations(framed, 2):
        areas = one_group.area, other_group.area
        if areas[0].overlaps(areas[1]) and not (areas[0].holds(areas[1]) or areas[1].holds(areas[0])):
            yield f"the frames {one_group.id} and {other_group.id} overlap"
    for group, box in product(framed, placement.boxes):
        if group.area.overlaps(box.area) and not group.area.holds(box.area):
            yield f"the frame {group.id} cuts the box {box.id}"


def _arrows_through_things(placement: Placement) -> Iterator[str]:
    for arrow, stretch in _stretches(placement):
        for box in placement.boxes:
            if stretch.overlaps(box.area):
                yield f"the arrow {_name(arrow)} runs through the box {box.id}"
        for line in placement.lines:
            if stretch.overlaps(line.area):
                yield f"the arrow {_name(arrow)} runs through the words {line.text!r}"


def _arrows_along_sides(placement: Placement) -> Iterator[str]:
    things: list[PlacedBox | PlacedGroup] = [*placement.boxes, *_framed(placement)]
    for (arrow, stretch), thing in product(_stretches(placement), things):
        along = [side for side in thing.area.edges() if (side.height == 0) == (stretch.height <= HAIR)]
        if any(stretch.grown(GRAZING).overlaps(side) for side in along):
            yield f"the arrow {_name(arrow)} runs along the side of {thing.id}"


def _arrows_winding(placement: Placement) -> Iterator[str]:
    for arrow in placement.arrows:
        bends = len(arrow.points) - 2
        if bends > MOST_BENDS:
            yield f"the arrow {_name(arrow)} has {bends} bends"
        if arrow.stretches[-1].width + arrow.stretches[-1].height < ARROW_HEAD:
            yield f"the arrow {_name(arrow)} has no room for its head"


def _words_astray(placement: Placement) -> Iterator[str]:
    for arrow in placement.arrows:
        if not arrow.label:
            continue
        block = _around(line.area for line in arrow.label)
        own = _distance(block, arrow)
        if own > FAR:
            yield f"the words {arrow.label[0].text!r} stand far from their arrow {_name(arrow)}"
        for other in placement.arrows:
            if other is not arrow and _distance(block, other) < own - HAIR:
                yield f"the words {arrow.label[0].text!r} stand nearer to the arrow {_name(other)} than to their own"


def _uneven_margins(placement: Placement) -> Iterator[str]:
    for group in _framed(placement):
        others = [line.area for other in placement.groups if other is not group for line in other.head]
        inner = [area for area in (*_things(placement), *others) if group.area.holds(area) and area != group.area]
        if not inner:
            continue
        around, frame = _around(inner), group.area
        heads = [line.area for line in group.head if frame.holds(line.area)]
        left, right = around.x - frame.x, frame.right - around.right
        top, bottom = around.y - frame.y, frame.bottom - around.bottom
        if heads:
            head = _around(heads)
            top, bottom = around.y - head.bottom - HEAD_GAP, bottom - (head.y - frame.y)
        if abs(left - right) > UNEVEN:
            yield f"the frame {group.id} leaves {left:.2f} in at the left and {right:.2f} in at the right"
        if abs(top - bottom) > UNEVEN:
            yield f"the frame {group.id} leaves {top:.2f} in above and {bottom:.2f} in below"


def _arrows_astray(placement: Placement) -> Iterator[str]:
    areas = {box.id: box.area for box in placement.boxes} | {group.id: group.area for group in placement.groups}
    for arrow in placement.arrows:
        for end, point in ((arrow.start, arrow.points[0]), (arrow.end, arrow.points[-1])):
            if not any(side.grown(HAIR).holds(Rect(*point, 0, 0)) for side in areas[end].edges()):
                yield f"the arrow {_name(arrow)} does not touch {end}"
    for arrow, stretch in _stretches(placement):
        if min(stretch.width, stretch.height) > HAIR:
            yield f"the arrow {_name(arrow)} runs aslant"


def _arrows_together(placement: Placement) -> Iterator[str]:
    for (one, its), (other, others) in combinations(_stretches(placement), 2):
        along = (its.width < HAIR) == (others.width < HAIR)
        if one is not other and along and its.grown(0.02).overlaps(others.grown(0.02)):
            yield f"the arrows {_name(one)} and {_name(other)} run on one another"


def _words_on_words(placement: Placement) -> Iterator[str]:
    for one, other in combinations(placement.lines, 2):
        if one.area.overlaps(other.area):
            yield f"the words {one.text!r} and {other.text!r} overlap"
    outside_boxes = [line for arrow in placement.arrows for line in arrow.label]
    outside_boxes += [line for group in placement.groups for line in group.head]
    for line, box in product(outside_boxes, placement.boxes):
        if line.area.overlaps(box.area):
            yield f"the words {line.text!r} stand on the box {box.id}"
    for line, side in product(outside_boxes, [side for group in _framed(placement) for side in group.area.edges()]):
        if line.area.overlaps(side):
            yield f"the words {line.text!r} stand on the side of a frame"


def _words_out_of_boxes(placement: Placement) -> Iterator[str]:
    for box in placement.boxes:
        for line in box.lines:
            if not box.area.holds(line.area):
                yield f"the words {line.text!r} do not fit into the box {box.id}"
            if box.mark and line.area.overlaps(box.mark):
                yield f"the words {line.text!r} stand on the mark of the box {box.id}"
        if box.mark and (not box.area.holds(box.mark) or box.mark.width < MARK):
            yield f"the mark of the box {box.id} has no room"


def _icons_in_the_way(placement: Placement) -> Iterator[str]:
    for box in placement.boxes:
        if box.icon is None:
            continue
        if not box.area.holds(box.icon):
            yield f"the icon of the box {box.id} does not fit into it"
        for line in box.lines:
            if box.icon.overlaps(line.area):
                yield f"the icon of the box {box.id} stands on the words {line.text!r}"
        if box.mark and box.icon.overlaps(box.mark):
            yield f"the icon of the box {box.id} stands on its mark"
    shown = {bool(box.icon) for box in placement.boxes if box.role}
    if len(shown) > 1:
        yield "some boxes show the icon of their role and some do not"


def _small_type(placement: Placement) -> Iterator[str]:
    for line in placement.lines:
        if line.size < SMALLEST_TYPE:
            yield f"the words {line.text!r} are set in {line.size:g} pt"


def _off_canvas(placement: Placement) -> Iterator[str]:
    canvas = Rect(0, 0, placement.width, placement.height)
    areas = [(box.id, box.area) for box in placement.boxes]
    areas += [(group.id, group.area) for group in _framed(placement)]
    areas += [(line.text, line.area) for line in placement.lines]
    areas += [(_name(arrow), stretch) for arrow, stretch in _stretches(placement)]
    for name, area in areas:
        if not canvas.holds(area):
            yield f"{name!r} is not wholly on the canvas"


def _stretches(placement: Placement) -> list[tuple[PlacedArrow, Rect]]:
    return [(arrow, stretch) for arrow in placement.arrows for stretch in arrow.stretches]


def _framed(placement: Placement) -> list[PlacedGroup]:
    return [group for group in placement.groups if group.framed]


def _things(placement: Placement) -> list[Rect]:
    """Give what a frame has margins around: boxes, frames, and places that are kept empty."""
    return [*(box.area for box in placement.boxes), *(group.area for group in _framed(placement)), *placement.empty]


def _around(areas: Iterable[Rect]) -> Rect:
    """Give the smallest rectangle that holds all of these."""
    several = list(areas)
    left, top = min(area.x for area in several), min(area.y for area in several)
    right, bottom = max(area.right for area in several), max(area.bottom for area in several)
    return Rect(left, top, right - left, bottom - top)


def _distance(area: Rect, arrow: PlacedArrow) -> float:
    """Give how far it is from an area to the nearest point of an arrow, along both axes together."""
    return min(
        max(part.x - area.right, area.x - part.right, 0) + max(part.y - area.bottom, area.y - part.bottom, 0)
        for part in arrow.stretches
    )


def _name(arrow: PlacedArrow) -> str:
    return f"{arrow.start} -> {arrow.end}"


LOOKS = (
    _overlaps,
    _arrows_through_things,
    _arrows_astray,
    _arrows_along_sides,
    _arrows_winding,
    _arrows_together,
    _words_on_words,
    _words_astray,
    _words_out_of_boxes,
    _icons_in_the_way,
    _uneven_margins,
    _small_type,
    _off_canvas,
)
