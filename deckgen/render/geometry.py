"""Points and rectangles in inches, from the upper left corner, y downwards."""

from typing import NamedTuple

from msgspec import Struct

HAIR = 1e-6
"""Two positions nearer than this are one: far below what can be drawn, far above what floats lose."""


class Point(NamedTuple):
    """A position."""

    x: float
    y: float


class Rect(Struct, frozen=True):
    """An upright rectangle, or a line where a side is 0."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def spanning(cls, one: Point, other: Point) -> "Rect":
        """Give the smallest rectangle with both points in it."""
        x, y = min(one.x, other.x), min(one.y, other.y)
        return cls(x, y, abs(one.x - other.x), abs(one.y - other.y))

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The point in the middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def moved(self, right: float, down: float) -> "Rect":
        """Give it moved by so many inches."""
        return Rect(self.x + right, self.y + down, self.width, self.height)

    def grown(self, by: float) -> "Rect":
        """Give it with each side moved outwards ``by`` inches, inwards where negative."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: "Rect") -> bool:
        """Say whether the two share more than an edge; a line overlaps what it runs through."""
        return (
            self.x < other.right - HAIR
            and other.x < self.right - HAIR
            and self.y < other.bottom - HAIR
            and other.y < self.bottom - HAIR
        )

    def holds(self, other: "Rect") -> bool:
        """Say whether ``other`` is wholly inside, edges included."""
        return (
            self.x <= other.x + HAIR
            and self.y <= other.y + HAIR
            and other.right <= self.right + HAIR
            and other.bottom <= self.bottom + HAIR
        )

    def edges(self) -> "tuple[Rect, Rect, Rect, Rect]":
        """Give its four sides as lines: top, bottom, left, right."""
        return (
            Rect(self.x, self.y, self.width, 0),
            Rect(self.x, self.bottom, self.width, 0),
            Rect(self.x, self.y, 0, self.height),
            Rect(self.right, self.y, 0, self.height),
        )
