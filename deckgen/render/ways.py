"""Lead all arrows of a scene, in the order in which they cross one another least and are shortest.

Each arrow heeds those that were led before it, so the order decides. Some orders are tried, then each arrow is led once
more among all the others, as long as that makes the whole better. The same scene always gets the same ways.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, pairwise, permutations

from deckgen.render.geometry import HAIR, Rect
from deckgen.render.placement import PlacedBox, PlacedGroup
from deckgen.render.route import CROSSING_COSTS, Ground, Way, cost, crossings, lead, straight
from deckgen.scene import Arrow

FEW = 3
"""Of so many arrows that have to bend all orders are tried; of more, as many as ``MOST_LEADS`` allows."""

MOST_LEADS = 40
"""So many arrows are led to try orders of many."""

MOST_ROUNDS = 4
"""So often every arrow is led once more."""

STRAIGHT = ("start", "end")
"""The points of a way without bends."""

Ways = dict[Arrow, Way]


def ways(
    arrows: Sequence[Arrow], boxes: Sequence[PlacedBox], groups: Sequence[PlacedGroup], canvas: Rect
) -> Ways | None:
    """Give the way of every arrow; None where some find none."""
    grounds = _grounds(arrows, boxes, groups, canvas)
    if any(_best(ground, ()) is None for ground in grounds.values()):
        return None
    best: Ways | None = None
    for order in _orders(arrows, grounds):
        found = _in_order(order, grounds)
        if found is not None and (best is None or _cost(found, grounds) < _cost(best, grounds)):
            best = found
        if best is not None and not _crossed(best):
            break
    return best and _improved(best, grounds)


def _grounds(
    arrows: Sequence[Arrow], boxes: Sequence[PlacedBox], groups: Sequence[PlacedGroup], canvas: Rect
) -> dict[Arrow, Ground]:
    areas = {box.id: box.area for box in boxes} | {group.id: group.area for group in groups}
    things = (*(box.area for box in boxes), *(line.area for group in groups for line in group.head))
    sides = tuple(side for group in groups if group.framed for side in group.area.edges())
    ends = {arrow: (areas[arrow.start], areas[arrow.end]) for arrow in arrows}
    return {arrow: Ground(*both, tuple(dict.fromkeys((*things, *both))), sides, canvas) for arrow, both in ends.items()}


def _orders(arrows: Sequence[Arrow], grounds: Mapping[Arrow, Ground]) -> Iterator[Sequence[Arrow]]:
    """Give orders of the arrows: the straight ones first, so that the others bend round them."""
    level = [arrow for arrow in arrows if straight(grounds[arrow], ()) is not None]
    bent = [arrow for arrow in arrows if arrow not in level]
    rotated = ([*bent[first:], *bent[:first]] for first in range(len(bent)))
    several = permutations(bent) if len(bent) <= FEW else islice(rotated, MOST_LEADS // len(bent))
    yield from ((*level, *order) for order in several)
    yield (*bent, *level)


def _in_order(order: Sequence[Arrow], grounds: Mapping[Arrow, Ground]) -> Ways | None:
    found: Ways = {}
    for arrow in order:
        way = _best(grounds[arrow], tuple(found.values()))
        if way is None:
            return None
        found[arrow] = way
    return found


def _best(ground: Ground, taken: Sequence[Way]) -> Way | None:
    return straight(ground, taken) or lead(ground, taken)


def _improved(found: Ways, grounds: Mapping[Arrow, Ground]) -> Ways:
    """Lead every arrow that bends or crosses once more among all the others, until that helps no more."""
    for _ in range(MOST_ROUNDS):
        before = _cost(found, grounds)
        for arrow in tuple(found):
            others = {other: way for other, way in found.items() if other != arrow}
            way = _best(grounds[arrow], tuple(others.values())) if len(found[arrow]) > len(STRAIGHT) else None
            again = others | {arrow: way} if way else found
            if _cost(again, grounds) < _cost(found, grounds) - HAIR:
                found = again
        if _cost(found, grounds) >= before - HAIR:
            break
    return found


def _cost(found: Ways, grounds: Mapping[Arrow, Ground]) -> float:
    return CROSSING_COSTS * _crossed(found) + sum(cost(way, grounds[arrow]) for arrow, way in found.items())


def _crossed(found: Ways) -> int:
    """Count how often the arrows cross one another."""
    return sum(
        crossings(*stretch, (other,)) for one, other in combinations(found.values(), 2) for stretch in pairwise(one)
    )
