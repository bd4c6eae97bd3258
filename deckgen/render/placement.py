"""A placement: a scene with positions, all that a renderer needs to draw it but the colours.

Positions and sizes are in inches from the canvas's upper left corner, type sizes in points.
"""

from typing import Any, Literal

from msgspec import Struct

from deckgen.fact import Source
from deckgen.render.geometry import Point, Rect
from deckgen.scene import Role, World

TextRole = Literal["label", "line", "head", "arrow"]
"""A box's name, a smaller line below it, a group's head, the word beside an arrow."""

Align = Literal["centre", "left"]
"""Whether the lines of a text have their middle in common, or their left end."""


class Line(Struct, frozen=True):
    """One line of text.

    Attributes:
        text: what it says.
        area: from its left end to its right end, as high as a line at single spacing.
        size: type size in points.
        bold: drawn in bold.
        role: what it is, which decides its colour.
    """

    text: str
    area: Rect
    size: float
    bold: bool
    role: TextRole


class PlacedBox(Struct, frozen=True):
    """A box with its text.

    Attributes:
        id: the box's id in the scene.
        area: its outline.
        world: to which of the worlds it belongs.
        source: observed is drawn solid, declared with ``mark``, documented dashed and unfilled.
        strong: drawn filled.
        ground: the world of the frame that it stands in, or None where it stands on the bare canvas.
        lines: its text, wrapped.
        mark: where the mark of a declared box stands.
        role: what it is.
        icon: where the icon of its role stands, above its text or at the left of it; None where it shows none.
        align: how the lines stand to one another.
    """

    id: str
    area: Rect
    world: World
    source: Source
    strong: bool
    ground: World | None
    lines: tuple[Line, ...]
    mark: Rect | None = None
    role: Role = ""
    icon: Rect | None = None
    align: Align = "centre"


class PlacedGroup(Struct, frozen=True):
    """A group: its frame, which is drawn where ``framed``, and its head, which may stand outside it."""

    id: str
    area: Rect
    world: World
    framed: bool
    head: tuple[Line, ...] = ()


class PlacedArrow(Struct, frozen=True):
    """An arrow: horizontal and vertical stretches through ``points``, its head at the last, its words beside it."""

    start: str
    end: str
    points: tuple[Point, ...]
    source: Source
    label: tuple[Line, ...] = ()

    @property
    def stretches(self) -> tuple[Rect, ...]:
        """Give the straight parts as areas without width or without height."""
        return tuple(Rect.spanning(one, other) for one, other in zip(self.points, self.points[1:], strict=False))


class Placement(Struct, frozen=True):
    """A whole diagram with positions.

    Attributes:
        name: the diagram's name.
        width: of the canvas.
        height: of the canvas.
        groups: outer before inner, as they are drawn.
        boxes: all boxes that are drawn.
        arrows: all arrows.
        shortened: texts that had to be cut, and end in an ellipsis.
        empty: places that boxes without a label keep free.
    """

    name: str
    width: float
    height: float
    groups: tuple[PlacedGroup, ...]
    boxes: tuple[PlacedBox, ...]
    arrows: tuple[PlacedArrow, ...]
    shortened: tuple[str, ...] = ()
    empty: tuple[Rect, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Give all text."""
        of_boxes = (line for box in self.boxes for line in box.lines)
        of_groups = (line for group in self.groups for line in group.head)
        of_arrows = (line for arrow in self.arrows for line in arrow.label)
        return (*of_boxes, *of_groups, *of_arrows)

    def scaled(self, factor: float) -> "Placement":
        """Give the same diagram so many times as large: all positions, sizes and letters."""
        larger: Placement = _scaled(self, factor)
        return larger


def _scaled(value: Any, factor: float) -> Any:
    """Multiply every length in a placement: whatever is a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value * factor
    if isinstance(value, Point):
        return Point(value.x * factor, value.y * factor)
    if isinstance(value, tuple):
        return tuple(_scaled(one, factor) for one in value)
    if isinstance(value, Struct):
        return type(value)(*(_scaled(getattr(value, name), factor) for name in value.__struct_fields__))
    return value
