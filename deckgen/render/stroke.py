"""Strokes: the lines and curves that an icon is made of, as data that every renderer can draw.

Coordinates are on a grid of 24 by 24, y downwards. Curves are cubic, which both SVG and DrawingML have; an arc of at
most a quarter circle differs from its cubic by less than a thousandth of its radius.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import cos, pi, sin, tan

from msgspec import Struct

from deckgen.render.geometry import Point

GRID = 24
"""The width and the height of the square that an icon is drawn in."""

WEIGHT = 1.7
"""The width of a stroke in units of the grid, where an icon has its usual size: it is drawn as wide as an outline."""

Part = tuple[Point, ...]
"""Where a stroke goes on to: one point straight, or three on a cubic curve, of which the last is the end."""


class Stroke(Struct, frozen=True):
    """One line that is drawn without lifting the pen, with round ends and round corners.

    Attributes:
        start: where it begins.
        parts: where it goes from there.
        closed: whether it ends where it began.
        filled: whether it is a dot: its inside is filled, its outline is not drawn.
    """

    start: Point
    parts: tuple[Part, ...]
    closed: bool = False
    filled: bool = False


def line(*numbers: float) -> Stroke:
    """Give straight lines from point to point: x, y, x, y and so on."""
    first, *others = _points(numbers)
    return Stroke(first, tuple((point,) for point in others))


def polygon(*numbers: float) -> Stroke:
    """Give straight lines from point to point and back to the first."""
    open_one = line(*numbers)
    return Stroke(open_one.start, open_one.parts, closed=True)


def trace(start: tuple[float, float], *steps: tuple[float, ...], closed: bool = False) -> Stroke:
    """Give a line of straight and curved parts: a step of two numbers is straight, one of six a cubic curve."""
    return Stroke(Point(*start), tuple(tuple(_points(step)) for step in steps), closed=closed)


def arc(x: float, y: float, radius: float, begin: float, end: float) -> Stroke:
    """Give the part of a circle between two angles, in degrees clockwise from the right."""
    pieces = max(1, round(abs(end - begin) / 90 + 0.49))
    angles = [(begin + (end - begin) * piece / pieces) * pi / 180 for piece in range(pieces + 1)]
    reach = 4 / 3 * tan((angles[1] - angles[0]) / 4) * radius
    parts = tuple(
        (
            Point(x + radius * cos(one) - reach * sin(one), y + radius * sin(one) + reach * cos(one)),
            Point(x + radius * cos(other) + reach * sin(other), y + radius * sin(other) - reach * cos(other)),
            Point(x + radius * cos(other), y + radius * sin(other)),
        )
        for one, other in pairwise(angles)
    )
    return Stroke(Point(x + radius * cos(angles[0]), y + radius * sin(angles[0])), parts)


def ring(x: float, y: float, radius: float) -> Stroke:
    """Give a circle."""
    return Stroke((whole := arc(x, y, radius, 0, 360)).start, whole.parts, closed=True)


def dot(x: float, y: float, radius: float = 1.5) -> Stroke:
    """Give a filled circle."""
    return Stroke((whole := arc(x, y, radius, 0, 360)).start, whole.parts, closed=True, filled=True)


def oval(x: float, y: float, across: float, down: float) -> Stroke:
    """Give an ellipse by its centre and its two radii."""
    return Stroke(*_squeezed(arc(0, 0, 1, 0, 360), x, y, across, down), closed=True)


def bow(x: float, y: float, across: float, down: float) -> Stroke:
    """Give the lower half of an ellipse, from its right end to its left."""
    return Stroke(*_squeezed(arc(0, 0, 1, 0, 180), x, y, across, down))


def frame(x: float, y: float, width: float, height: float, corner: float = 2) -> Stroke:
    """Give a rectangle with round corners by its upper left corner and its size, from its left side on clockwise."""
    right, bottom, k = x + width, y + height, corner * 0.4477
    return trace(
        (x, y + corner),
        (x, y + k, x + k, y, x + corner, y),
        (right - corner, y),
        (right - k, y, right, y + k, right, y + corner),
        (right, bottom - corner),
        (right, bottom - k, right - k, bottom, right - corner, bottom),
        (x + corner, bottom),
        (x + k, bottom, x, bottom - k, x, bottom - corner),
        closed=True,
    )


def _points(numbers: tuple[float, ...]) -> Iterator[Point]:
    return (Point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))


def _squeezed(unit: Stroke, x: float, y: float, across: float, down: float) -> tuple[Point, tuple[Part, ...]]:
    def moved(point: Point) -> Point:
        return Point(x + point.x * across, y + point.y * down)

    return moved(unit.start), tuple(tuple(moved(point) for point in part) for part in unit.parts)
