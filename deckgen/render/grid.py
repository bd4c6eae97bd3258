"""The grid on which arrows are led: lines midway between things, and which parts of them are closed or crossed.

Marking what an area closes costs as much as it closes, so a search over thousands of steps needs no geometry.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from deckgen.render.geometry import HAIR, Point, Rect

Steps = list[bytearray]
"""For each line of one direction a number for each step along it, from one crossing line to the next."""


class Grid(Struct, frozen=True):
    """Level and upright lines, and for each step from crossing to crossing whether it is closed and how often crossed.

    Attributes:
        xs: where the upright lines stand, sorted.
        ys: where the level lines stand, sorted.
        closed: the steps along the level lines, then those along the upright ones, that an arrow may not take.
        crossed: likewise, how many arrows cross a step.
    """

    xs: list[float]
    ys: list[float]
    closed: tuple[Steps, Steps]
    crossed: tuple[Steps, Steps]

    @classmethod
    def of(cls, xs: Iterable[float], ys: Iterable[float]) -> "Grid":
        """Give a grid of these lines, all open."""
        across, down = sorted(set(xs)), sorted(set(ys))
        closed, crossed = (_steps(across, down), _steps(down, across)), (_steps(across, down), _steps(down, across))
        return cls(across, down, closed, crossed)

    def copy(self) -> "Grid":
        """Give another grid of the same lines, marked alike."""
        closed, crossed = (tuple([bytearray(line) for line in lines] for lines in both) for both in self._marks())
        return Grid(self.xs, self.ys, (closed[0], closed[1]), (crossed[0], crossed[1]))

    def close(self, area: Rect, *, level: bool = True, upright: bool = True) -> None:
        """Close every step, or those of one direction, that runs through ``area``."""
        if level:
            _mark(self.closed[0], self.ys, self.xs, (area.y, area.bottom), (area.x, area.right))
        if upright:
            _mark(self.closed[1], self.xs, self.ys, (area.x, area.right), (area.y, area.bottom))

    def cross(self, one: Point, other: Point) -> None:
        """Count one crossing more for every step that crosses the stretch; of two that meet on it, for one of them."""
        low, high = sorted((one, other))
        if is_level(Rect.spanning(one, other)):
            _count(self.crossed[1], self.xs, self.ys, (low.x, high.x), one.y)
        else:
            _count(self.crossed[0], self.ys, self.xs, (low.y, high.y), one.x)

    def _marks(self) -> tuple[tuple[Steps, Steps], tuple[Steps, Steps]]:
        return self.closed, self.crossed


def midways(limits: tuple[float, float], edges: Iterable[float], apart: float, clear: float) -> Iterator[float]:
    """Give the positions midway, and for a wide space a quarter of the way, between the edges of all things."""
    for low, high in pairwise(sorted({*(round(edge, 4) for edge in edges), *limits})):
        if high - low > 4 * apart:
            yield from (low + (high - low) / 4, high - (high - low) / 4)
        if high - low > clear:
            yield (low + high) / 2


def is_level(stretch: Rect) -> bool:
    """Say whether a stretch runs from left to right."""
    return stretch.height < HAIR


def _steps(along: Sequence[float], lines: Sequence[float]) -> Steps:
    return [bytearray(max(len(along) - 1, 0)) for _ in lines]


def _mark(
    steps: Steps,
    lines: Sequence[float],
    along: Sequence[float],
    width: tuple[float, float],
    length: tuple[float, float],
) -> None:
    first = max(bisect_right(along, length[0] + HAIR) - 1, 0)
    last = min(bisect_left(along, length[1] - HAIR), len(along) - 1)
    if first < last:
        for line in range(bisect_right(lines, width[0] + HAIR), bisect_left(lines, width[1] - HAIR)):
            steps[line][first:last] = b"\1" * (last - first)


def _count(
    steps: Steps, lines: Sequence[float], along: Sequence[float], length: tuple[float, float], where: float
) -> None:
    step = bisect_left(along, where - HAIR) - 1
    if 0 <= step < len(along) - 1:
        for line in range(bisect_right(lines, length[0] + HAIR), bisect_left(lines, length[1] - HAIR)):
            steps[line][step] += 1
