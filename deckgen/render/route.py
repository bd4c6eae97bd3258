"""Lead arrows from box to box, by horizontal and vertical stretches that run through no box and no head.

Where the two stand face to face the way is straight. Else it is the cheapest one on the lines midway between things,
where a bend costs as much as a detour and a crossing more: Dijkstra's search, over a few hundred places at most.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count, pairwise
from typing import NamedTuple

from msgspec import Struct

from deckgen.render.geometry import HAIR, Point, Rect

CLEAR = 0.05
"""How near to a box or a head an arrow may run, in inches."""

APART = 0.09
"""How near to one another two arrows may run side by side, in inches."""

BEND_COSTS = 0.7
CROSSING_COSTS = 3.0

SHORTEST = 0.1
"""The least stretch that two sides must face each other for a straight arrow, in inches."""

Way = tuple[Point, ...]
Turn = tuple[int, int]
"""A direction, by the signs of x and y."""

TURNS = RIGHT, LEFT, DOWN, UP = (1, 0), (-1, 0), (0, 1), (0, -1)
TIE = 1e-4
"""What a worse door costs, so that the best of equal ways is always the same."""

TRIED = (1 / 2, 1 / 4, 3 / 4, 3 / 8, 5 / 8, 1 / 8, 7 / 8)
"""Where along a side an arrow may begin or end: in the middle where that is free."""


class Door(NamedTuple):
    """A place on a thing's outline, and the direction that leads away from the thing."""

    place: Point
    outwards: Turn


class Lines(Struct, frozen=True):
    """The lines on which arrows may run: the x of the upright ones, the y of the level ones, both sorted."""

    xs: list[float]
    ys: list[float]

    def ahead(self, place: Point, turn: Turn) -> Iterator[Point]:
        """Give the crossings with other lines that one comes to from ``place``, the nearest first."""
        if turn == RIGHT:
            return (Point(x, place.y) for x in self.xs[bisect_right(self.xs, place.x) :])
        if turn == LEFT:
            return (Point(x, place.y) for x in reversed(self.xs[: bisect_left(self.xs, place.x)]))
        if turn == DOWN:
            return (Point(place.x, y) for y in self.ys[bisect_right(self.ys, place.y) :])
        return (Point(place.x, y) for y in reversed(self.ys[: bisect_left(self.ys, place.y)]))


class Field(Struct, frozen=True):
    """What arrows must heed: the things in the way, the arrows that are led already, and the canvas."""

    things: tuple[Rect, ...]
    taken: tuple[Way, ...]
    canvas: Rect


def straight(start: Rect, end: Rect, field: Field) -> Way | None:
    """Give the straight way from ``start`` to ``end``, or None where they do not face each other, or not freely."""
    for one, other in (*_level(start, end), *_level_turned(start, end)):
        if not _is_blocked(one, other, field, but=(start, end)) and not _crossings(one, other, field):
            return one, other
    return None


def lead(start: Rect, end: Rect, field: Field) -> Way | None:
    """Give the cheapest way with bends from ``start`` to ``end``, or None where there is none."""
    lines = _lines(start, end, field)
    goals: dict[Point, list[Door]] = {}
    for door in _doors(end):
        for place in _seen_from(door, lines, field, end):
            goals.setdefault(place, []).append(door)
    search = _Search(lines, field, goals)
    for number, door in enumerate(_doors(start)):
        for place in _seen_from(door, lines, field, start):
            search.add(number * TIE, (door.place, place), door.outwards)
    return search.run()


def _level(start: Rect, end: Rect) -> Iterator[tuple[Point, Point]]:
    """Give the horizontal ways between the facing sides of two things, the best first."""
    top, bottom = max(start.y, end.y), min(start.bottom, end.bottom)
    if bottom - top < SHORTEST or (start.right > end.x and end.right > start.x):
        return
    one, other = (start.right, end.x) if start.right <= end.x else (start.x, end.right)
    middles = [y for y in (start.centre.y, end.centre.y) if top + CLEAR <= y <= bottom - CLEAR]
    for y in (*middles, *(top + part * (bottom - top) for part in TRIED)):
        yield Point(one, y), Point(other, y)


def _level_turned(start: Rect, end: Rect) -> Iterator[tuple[Point, Point]]:
    """Give the vertical ways, as ``_level`` finds them with x and y exchanged."""
    for one, other in _level(_turned(start), _turned(end)):
        yield Point(one.y, one.x), Point(other.y, other.x)


def _turned(area: Rect) -> Rect:
    return Rect(area.y, area.x, area.height, area.width)


def _doors(area: Rect) -> Iterator[Door]:
    """Give the places on a thing's outline where an arrow may begin or end, the best first."""
    for part in TRIED[:5]:
        yield Door(Point(area.right, area.y + part * area.height), RIGHT)
        yield Door(Point(area.x, area.y + part * area.height), LEFT)
        yield Door(Point(area.x + part * area.width, area.bottom), DOWN)
        yield Door(Point(area.x + part * area.width, area.y), UP)


def _lines(start: Rect, end: Rect, field: Field) -> Lines:
    doors = [*_doors(start), *_doors(end)]
    across = {door.place.x for door in doors if not door.outwards[0]}
    down = {door.place.y for door in doors if door.outwards[0]}
    things, canvas = field.things, field.canvas
    across.update(_midways((canvas.x, canvas.right), {edge for thing in things for edge in (thing.x, thing.right)}))
    down.update(_midways((canvas.y, canvas.bottom), {edge for thing in things for edge in (thing.y, thing.bottom)}))
    return Lines(sorted(across), sorted(down))


def _midways(limits: tuple[float, float], edges: set[float]) -> Iterator[float]:
    """Give the positions midway, and for a wide space a quarter of the way, between the edges of all things."""
    for low, high in pairwise(sorted({*(round(edge, 4) for edge in edges), *limits})):
        if high - low > 4 * APART:
            yield from (low + (high - low) / 4, high - (high - low) / 4)
        if high - low > CLEAR:
            yield (low + high) / 2


def _seen_from(door: Door, lines: Lines, field: Field, own: Rect) -> Iterator[Point]:
    """Give the places that one comes to from a door, straight on, before something is in the way."""
    for place in lines.ahead(door.place, door.outwards):
        if _is_blocked(door.place, place, field, but=(own,)):
            return
        if abs(place.x - door.place.x) + abs(place.y - door.place.y) > CLEAR:
            yield place


class _Search:
    """Dijkstra's search for a way from the places that were added to one of the goals."""

    def __init__(self, lines: Lines, field: Field, goals: Mapping[Point, list[Door]]) -> None:
        self._lines, self._field, self._goals = lines, field, goals
        self._queue: list[tuple[float, int, Way, Turn, bool]] = []
        self._done: set[tuple[Point, Turn]] = set()
        self._order = count()

    def add(self, cost: float, way: Way, turn: Turn, *, arrived: bool = False) -> None:
        """Note a way that is to be followed; ``cost`` is that of all but its last stretch."""
        before, place = way[-2:]
        length = abs(place.x - before.x) + abs(place.y - before.y)
        total = cost + length + CROSSING_COSTS * _crossings(before, place, self._field)
        heappush(self._queue, (total, next(self._order), way, turn, arrived))

    def run(self) -> Way | None:
        """Follow the cheapest way until one arrives."""
        while self._queue:
            cost, _, way, turn, arrived = heappop(self._queue)
            if arrived:
                return _tidied(way)
            if (way[-1], turn) not in self._done:
                self._done.add((way[-1], turn))
                self._follow(cost, way, turn)
        return None

    def _follow(self, cost: float, way: Way, turn: Turn) -> None:
        for door in self._goals.get(way[-1], ()):
            inwards = (-door.outwards[0], -door.outwards[1])
            if turn != door.outwards:
                self.add(cost + (BEND_COSTS if turn != inwards else 0), (*way, door.place), inwards, arrived=True)
        for onwards in TURNS:
            place = next(self._lines.ahead(way[-1], onwards), None)
            back = (onwards[0] + turn[0], onwards[1] + turn[1]) == (0, 0)
            if place and not back and not _is_blocked(way[-1], place, self._field):
                self.add(cost + (BEND_COSTS if onwards != turn else 0), (*way, place), onwards)


def _is_blocked(one: Point, other: Point, field: Field, but: Sequence[Rect] = ()) -> bool:
    """Say whether a stretch leaves the canvas, comes too near to a thing, or runs along an arrow.

    It may touch the things in ``but``, where it begins or ends, and run through none.
    """
    stretch = Rect.spanning(one, other)
    near = stretch.grown(CLEAR)
    return (
        not field.canvas.holds(stretch)
        or any((stretch if thing in but else near).overlaps(thing) for thing in field.things)
        or any(_run_together(near, stretch, Rect.spanning(*pair)) for way in field.taken for pair in pairwise(way))
    )


def _run_together(near: Rect, stretch: Rect, taken: Rect) -> bool:
    level = stretch.height < HAIR
    return level == (taken.height < HAIR) and taken.grown(APART - CLEAR).overlaps(near)


def _crossings(one: Point, other: Point, field: Field) -> int:
    stretch = Rect.spanning(one, other)
    return sum(stretch.overlaps(Rect.spanning(*pair)) for way in field.taken for pair in pairwise(way))


def _tidied(way: Way) -> Way:
    """Leave out the points at which a way does not turn."""
    kept = [way[0]]
    for place, onward in pairwise(way[1:]):
        if not (kept[-1].x == place.x == onward.x or kept[-1].y == place.y == onward.y):
            kept.append(place)
    return (*kept, way[-1])
