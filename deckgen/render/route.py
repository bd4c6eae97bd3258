"""Lead arrows from box to box, by horizontal and vertical stretches that run through no box and no head.

Where the two stand face to face the way is straight. Else it is the cheapest one on the lines midway between things,
where a bend costs as much as a detour and a crossing more: the A* search (Hart, Nilsson and Raphael, 1968). A way has
no more bends than a connector of DrawingML can have.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from deckgen.render.geometry import HAIR, Point, Rect
from deckgen.render.grid import Grid, is_level, midways

CLEAR = 0.05
"""How near to a box or a head an arrow may run, in inches."""

GRAZING = 0.04
"""How near to the side of a frame an arrow may run along it, in inches."""

APART = 0.12
"""How near to one another two arrows may run side by side, in inches."""

HEAD_ROOM = 0.15
"""The least length of an arrow's last stretch, in inches: its head, and a little of its line."""

MOST_BENDS = 4
"""What the connectors of DrawingML have at most: ``bentConnector5``."""

BEND_COSTS = 0.7
CROSSING_COSTS = 3.0

SHORTEST = 0.1
"""The least stretch that two sides must face each other for a straight arrow, in inches."""

Way = tuple[Point, ...]

Turn = int
TURNS = RIGHT, LEFT, DOWN, UP = range(4)
"""Directions: the opposite of each differs in its last bit, upright ones are from DOWN on."""

TIE = 1e-4
"""What a later door costs, so that the best of equal ways is always the same."""

OFF_MIDDLE_COSTS = 0.65
"""What a door costs that is not in the middle of its side: less than a bend."""

TRIED = (1 / 2, 1 / 4, 3 / 4, 3 / 8, 5 / 8, 1 / 8, 7 / 8)
"""Where along a side an arrow may begin or end: in the middle where that is free."""

Node = tuple[int, int]
"""A crossing of the grid's lines: the number of its upright line, then that of its level one."""


class Door(NamedTuple):
    """A place on a thing's outline, the direction that leads away from the thing, and what it costs to use it."""

    place: Point
    outwards: Turn
    cost: float


class Ground(Struct, frozen=True, dict=True):
    """What an arrow between two things must heed, whatever other arrows there are.

    Attributes:
        start: the outline of the thing that it begins at.
        end: that of the thing that it ends at.
        things: the outlines that it may not run through, those of its two ends among them.
        sides: the sides of frames, which it may cross but not run along.
        canvas: what it has to stay on.
    """

    start: Rect
    end: Rect
    things: tuple[Rect, ...]
    sides: tuple[Rect, ...]
    canvas: Rect

    def is_closed(self, one: Point, other: Point, but: Sequence[Rect]) -> bool:
        """Say whether a stretch leaves the canvas, comes too near to a thing, or runs along the side of a frame.

        It may touch the things in ``but``, where it begins or ends, and run through none.
        """
        stretch = Rect.spanning(one, other)
        near, along, level = stretch.grown(CLEAR), stretch.grown(GRAZING), is_level(stretch)
        return (
            not self.canvas.holds(stretch)
            or any((stretch if thing in but else near).overlaps(thing) for thing in self.things)
            or any(is_level(side) == level and along.overlaps(side) for side in self.sides)
        )

    @cached_property
    def grid(self) -> Grid:
        """The lines on which the arrow may run, closed where things stand."""
        doors = [*_doors(self.start), *_doors(self.end)]
        across = {door.place.x for door in doors if door.outwards >= DOWN}
        down = {door.place.y for door in doors if door.outwards < DOWN}
        areas, canvas = (*self.things, *self.sides), self.canvas
        edges = {edge for area in areas for edge in (area.x, area.right)}
        levels = {edge for area in areas for edge in (area.y, area.bottom)}
        across.update(midways((canvas.x, canvas.right), edges, APART, CLEAR))
        down.update(midways((canvas.y, canvas.bottom), levels, APART, CLEAR))
        grid = Grid.of(
            (x for x in across if canvas.x <= x <= canvas.right), (y for y in down if canvas.y <= y <= canvas.bottom)
        )
        for thing in self.things:
            grid.close(thing.grown(CLEAR))
        for side in self.sides:
            grid.close(side.grown(GRAZING), level=is_level(side), upright=not is_level(side))
        return grid


def straight(ground: Ground, taken: Sequence[Way]) -> Way | None:
    """Give the straight way between the ends, or None where they do not face each other, or not freely."""
    ends = ground.start, ground.end
    for one, other in (*_level(*ends), *_level_turned(*ends)):
        free = not ground.is_closed(one, other, ends) and not _is_taken(one, other, taken)
        if free and not crossings(one, other, taken):
            return one, other
    return None


def lead(ground: Ground, taken: Sequence[Way]) -> Way | None:
    """Give the cheapest way with bends between the ends, or None where there is none."""
    grid = ground.grid.copy()
    for pair in (pair for way in taken for pair in pairwise(way)):
        stretch = Rect.spanning(*pair)
        grid.close(stretch.grown(APART), level=is_level(stretch), upright=not is_level(stretch))
        grid.cross(*pair)
    goals: dict[Node, list[Door]] = {}
    for door, node in _entries(ground.end, ground, grid, taken, HEAD_ROOM):
        goals.setdefault(node, []).append(door)
    search = _Search(grid, ground.end, goals)
    for number, (door, node) in enumerate(_entries(ground.start, ground, grid, taken, CLEAR)):
        search.begin(door, node, door.cost + number * TIE)
    return search.run()


def cost(way: Way, ground: Ground) -> float:
    """Give what a way costs by itself: its length in inches, its bends, and its ends off middles of sides."""
    length = sum(abs(other.x - one.x) + abs(other.y - one.y) for one, other in pairwise(way))
    off = _is_off_middle(way[0], ground.start) + _is_off_middle(way[-1], ground.end)
    return length + BEND_COSTS * (len(way) - 2) + OFF_MIDDLE_COSTS * off


def _is_off_middle(place: Point, area: Rect) -> bool:
    """Say whether a place on a thing's outline is not in the middle of its side."""
    return min(abs(place.x - area.centre.x), abs(place.y - area.centre.y)) > HAIR


def crossings(one: Point, other: Point, taken: Sequence[Way]) -> int:
    """Count how often a stretch crosses the arrows that are led already."""
    stretch = Rect.spanning(one, other)
    return sum(stretch.overlaps(Rect.spanning(*pair)) for way in taken for pair in pairwise(way))


def _level(start: Rect, end: Rect) -> Iterator[tuple[Point, Point]]:
    """Give the horizontal ways between the facing sides of two things, those at the middle of the lower one first."""
    top, bottom = max(start.y, end.y), min(start.bottom, end.bottom)
    if bottom - top < SHORTEST or (start.right > end.x and end.right > start.x):
        return
    one, other = (start.right, end.x) if start.right <= end.x else (start.x, end.right)
    lower, higher = sorted((start, end), key=lambda thing: thing.height)
    middles = [y for y in (lower.centre.y, higher.centre.y) if top + CLEAR <= y <= bottom - CLEAR]
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
        price = 0.0 if part == TRIED[0] else OFF_MIDDLE_COSTS
        yield Door(Point(area.right, area.y + part * area.height), RIGHT, price)
        yield Door(Point(area.x, area.y + part * area.height), LEFT, price)
        yield Door(Point(area.x + part * area.width, area.bottom), DOWN, price)
        yield Door(Point(area.x + part * area.width, area.y), UP, price)


def _entries(own: Rect, ground: Ground, grid: Grid, taken: Sequence[Way], least: float) -> Iterator[tuple[Door, Node]]:
    """Give the doors of a thing that are free, each with the first crossing before it, ``least`` inches away."""
    for door in _doors(own):
        node = _before(door, grid, least)
        if node is not None:
            place = Point(grid.xs[node[0]], grid.ys[node[1]])
            if not ground.is_closed(door.place, place, (own,)) and not _is_taken(door.place, place, taken):
                yield door, node


def _before(door: Door, grid: Grid, least: float) -> Node | None:
    x, y = door.place
    if door.outwards < DOWN:
        sign = 1 if door.outwards == RIGHT else -1
        ahead = [(sign * (other - x), number) for number, other in enumerate(grid.xs) if sign * (other - x) > least]
        return (min(ahead)[1], grid.ys.index(y)) if ahead and y in grid.ys else None
    sign = 1 if door.outwards == DOWN else -1
    ahead = [(sign * (other - y), number) for number, other in enumerate(grid.ys) if sign * (other - y) > least]
    return (grid.xs.index(x), min(ahead)[1]) if ahead and x in grid.xs else None


class _Step(NamedTuple):
    """Where a way has come to, and from where."""

    place: Point
    node: Node
    turn: Turn
    bends: int
    before: "_Step | None"


class _Search:
    """The A* search for a way from the doors that were added to one of the goals."""

    def __init__(self, grid: Grid, end: Rect, goals: dict[Node, list[Door]]) -> None:
        self._grid, self._end, self._goals = grid, end, goals
        self._queue: list[tuple[float, int, float, _Step, bool]] = []
        self._fewest: dict[tuple[Node, Turn], int] = {}
        self._pushed = 0

    def begin(self, door: Door, node: Node, cost: float) -> None:
        """Note a door at which the way may begin, and the crossing that it leads to."""
        outline = _Step(door.place, node, door.outwards, 0, None)
        self._push(cost, outline, self._place(node), node, door.outwards)

    def run(self) -> Way | None:
        """Follow the cheapest way until one arrives."""
        while self._queue:
            _, _, cost, step, arrived = heappop(self._queue)
            if arrived:
                return _tidied(step)
            # a way that costs more is worth following only where it has fewer bends
            if step.bends < self._fewest.get((step.node, step.turn), MOST_BENDS + 1):
                self._fewest[step.node, step.turn] = step.bends
                self._follow(cost, step)
        return None

    def _follow(self, cost: float, step: _Step) -> None:
        for door in self._goals.get(step.node, ()):
            if step.turn != door.outwards:
                self._push(cost + door.cost, step, door.place, step.node, door.outwards ^ 1, arrived=True)
        column, row = step.node
        for turn in TURNS:
            if turn == step.turn ^ 1:
                continue
            along, line = (column, row) if turn < DOWN else (row, column)
            stride = along - (turn & 1)
            closed = self._grid.closed[turn >= DOWN][line]
            if 0 <= stride < len(closed) and not closed[stride]:
                to = along + 1 - 2 * (turn & 1)
                node = (to, row) if turn < DOWN else (column, to)
                crossed = self._grid.crossed[turn >= DOWN][line][stride]
                self._push(cost + CROSSING_COSTS * crossed, step, self._place(node), node, turn)

    def _push(self, cost: float, before: _Step, place: Point, node: Node, turn: Turn, *, arrived: bool = False) -> None:
        bends = before.bends + (turn != before.turn)
        if bends > MOST_BENDS or (not arrived and bends >= self._fewest.get((node, turn), MOST_BENDS + 1)):
            return
        length = abs(place.x - before.place.x) + abs(place.y - before.place.y)
        total = cost + length + (BEND_COSTS if turn != before.turn else 0.0)
        end = self._end
        left = max(end.x - place.x, place.x - end.right, 0.0) + max(end.y - place.y, place.y - end.bottom, 0.0)
        self._pushed += 1
        heappush(self._queue, (total + left, self._pushed, total, _Step(place, node, turn, bends, before), arrived))

    def _place(self, node: Node) -> Point:
        return Point(self._grid.xs[node[0]], self._grid.ys[node[1]])


def _is_taken(one: Point, other: Point, taken: Sequence[Way]) -> bool:
    """Say whether a stretch runs along an arrow that is led already."""
    stretch = Rect.spanning(one, other)
    near, level = stretch.grown(APART), is_level(stretch)
    return any(
        is_level(its) == level and near.overlaps(its)
        for way in taken
        for its in (Rect.spanning(*pair) for pair in pairwise(way))
    )


def _tidied(last: _Step) -> Way:
    """Give the points of a way at which it begins, turns and ends."""
    places: list[Point] = []
    step: _Step | None = last
    while step is not None:
        places.append(step.place)
        step = step.before
    places.reverse()
    kept = [places[0]]
    for place, onward in pairwise(places[1:]):
        if not (kept[-1].x == place.x == onward.x or kept[-1].y == place.y == onward.y):
            kept.append(place)
    return (*kept, places[-1])
