"""Look for what a reader would stumble over in a placement: the check that every diagram's tests lean on."""

from collections.abc import Iterator
from itertools import combinations, product

from deckgen.render.geometry import HAIR, Rect
from deckgen.render.placement import PlacedArrow, Placement
from deckgen.render.typeset import MARK

SMALLEST_TYPE = 12
"""In points, the size of captions at slide size."""


def faults(placement: Placement) -> list[str]:
    """Say everything that is wrong with ``placement``, in sentences; nothing where it is sound."""
    return [fault for look in LOOKS for fault in look(placement)]


def _overlaps(placement: Placement) -> Iterator[str]:
    for one, other in combinations(placement.boxes, 2):
        if one.area.overlaps(other.area):
            yield f"the boxes {one.id} and {other.id} overlap"
    framed = [group for group in placement.groups if group.framed]
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
    framed = (group for group in placement.groups if group.framed)
    for line, side in product(outside_boxes, [side for group in framed for side in group.area.edges()]):
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
    areas += [(group.id, group.area) for group in placement.groups if group.framed]
    areas += [(line.text, line.area) for line in placement.lines]
    areas += [(_name(arrow), stretch) for arrow, stretch in _stretches(placement)]
    for name, area in areas:
        if not canvas.holds(area):
            yield f"{name!r} is not wholly on the canvas"


def _stretches(placement: Placement) -> list[tuple[PlacedArrow, Rect]]:
    return [(arrow, stretch) for arrow in placement.arrows for stretch in arrow.stretches]


def _name(arrow: PlacedArrow) -> str:
    return f"{arrow.start} -> {arrow.end}"


LOOKS = (
    _overlaps,
    _arrows_through_things,
    _arrows_astray,
    _arrows_together,
    _words_on_words,
    _words_out_of_boxes,
    _icons_in_the_way,
    _small_type,
    _off_canvas,
)
