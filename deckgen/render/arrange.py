"""Arrange boxes and groups in rows and columns: every box of a scene as wide as the others, gaps even.

All follows from a few numbers that grow until the canvas is full: the size of a box, then the gaps that arrows cross.
Each has a limit beyond which more room would not look better; what is left stays empty around the whole.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.render.gaps import Gap, gaps, groups
from deckgen.render.geometry import HAIR, Rect
from deckgen.render.measure import line_height
from deckgen.render.typeset import (
    POINTS,
    Style,
    icon_room,
    tears,
    text_height,
    words_in,
    words_of_head,
)
from deckgen.scene import Box, Group, Scene

NARROWEST_BOX = 0.5
"""In inches."""

ROOMIER = 0.45
"""How much higher than its text needs a box may become, in inches."""

LONGEST_STRETCH = 0.9
"""How much more than its least a gap that arrows cross may become, in inches."""

PLAIN_STRETCH = 0.25
"""How much of that a gap takes that no arrow crosses."""

HEAD_GAP = 0.07
"""Between a head and what it stands over, in inches."""

Even = Literal["scene", "group"]
"""Which boxes are of the same height: all of the scene, or where that is too high, those of each row or column."""


class Plan(Struct, frozen=True):
    """The numbers, in inches, from which all positions follow.

    Attributes:
        style: how roomy.
        gaps: the gaps between the members of a group, by its id.
        unit: every box's width.
        across: by how much gaps between side-by-side members that an arrow crosses are stretched.
        down: the same for members one below another.
        heights: the least height of each box, by its id.
        roomier: by how much each box is higher than that.
        wide: the widths of the boxes that are wider than the unit, by their ids.
    """

    style: Style
    gaps: Mapping[str, tuple[Gap, ...]]
    unit: float = NARROWEST_BOX
    across: float = 0.0
    down: float = 0.0
    heights: Mapping[str, float] = field(default_factory=dict)
    roomier: float = 0.0
    wide: Mapping[str, float] = field(default_factory=dict)

    def box_width(self, box: Box) -> float:
        """Give the width that a box is drawn with."""
        return self.wide.get(box.id, self.unit)

    def width(self, member: Box | Group) -> float:
        """Give the least width that shows all of it."""
        if isinstance(member, Box):
            return self.unit
        widths = [self.width(inner) for inner in member.members] or [self.unit]
        total = sum(widths) + self.spaces(member) if member.direction == "row" else max(widths)
        return total + 2 * self.inset(member)

    def height(self, member: Box | Group) -> float:
        """Give the least height that shows all of it, its head too."""
        if isinstance(member, Box):
            return self.heights[member.id] + self.roomier
        return self.content(member) + 2 * self.inset(member) + self.head(member)

    def content(self, group: Group) -> float:
        """Give the height of a group's members alone."""
        heights = [self.height(inner) for inner in group.members] or [0.0]
        return max(heights) if group.direction == "row" else sum(heights) + self.spaces(group)

    def head(self, group: Group) -> float:
        """Give the height of a group's head, with the gap to what it stands over."""
        if not group.label:
            return 0.0
        return words_of_head(group, self.style, self.width(group) - 2 * self.inset(group)).height + HEAD_GAP

    def inset(self, group: Group) -> float:
        """Give the room between a group's outline and its members."""
        return self.style.frame if group.framed else 0.0

    def spaces(self, group: Group) -> float:
        """Give the room that all gaps of a group take together."""
        return sum(self.space(group, place) for place in range(len(group.members) - 1))

    def space(self, group: Group, place: int) -> float:
        """Give the gap after the member at ``place``."""
        gap = self.gaps[group.id][place]
        stretch = self.across if group.direction == "row" else self.down
        return gap.least + stretch * (1 if gap.crossed else PLAIN_STRETCH)


def plan(scene: Scene, style: Style, room: Rect, even: Even) -> Plan | None:
    """Find the numbers with which ``scene`` fills ``room``; None where it does not fit in this style."""
    wide = _widen(scene, Plan(style, gaps(scene, style)), room.width)
    if wide is None or (not style.cut and any(tears(box, style, wide.box_width(box)) for box in boxes(scene.root))):
        return None
    plain = replace(wide, style=replace(style, icons="none"))
    if style.icons == "beside" and line_count(scene, wide) > line_count(scene, plain):
        return None
    return _heighten(scene, replace(wide, heights=_heights(scene, wide, even)), room.height)


def boxes(root: Group) -> Iterator[Box]:
    """Give all boxes, empty places too."""
    return (member for group in groups(root) for member in group.members if isinstance(member, Box))


def line_count(scene: Scene, wide: Plan) -> int:
    """Give the number of lines in all boxes of a plan together."""
    words = (words_in(box, wide.style, wide.box_width(box)) for box in boxes(scene.root) if box.label)
    return sum(len(part.texts) for parts in words for part in parts)


def _widen(scene: Scene, least: Plan, width: float) -> Plan | None:
    root = scene.root
    if least.width(root) > width + HAIR:
        return None
    widest = least.style.widest * least.style.scale
    unit = _largest(lambda unit: replace(least, unit=unit).width(root) <= width, NARROWEST_BOX, widest)
    wide = replace(least, unit=unit)
    across = _largest(lambda across: replace(wide, across=across).width(root) <= width, 0, LONGEST_STRETCH)
    wide = replace(wide, across=across)
    return replace(wide, wide=dict(_wide_boxes(root, wide.width(root), wide)))


def _wide_boxes(group: Group, width: float, plan: Plan) -> Iterator[tuple[str, float]]:
    """Give the wide boxes of the columns in ``group``, which is ``width`` wide, with their widths."""
    inner = width - 2 * plan.inset(group)
    for member in group.members:
        its_width = plan.width(member) if group.direction == "row" else inner
        if isinstance(member, Group):
            yield from _wide_boxes(member, its_width, plan)
        elif member.wide:
            yield member.id, its_width


def _heighten(scene: Scene, least: Plan, height: float) -> Plan | None:
    root = scene.root
    if least.height(root) > height + HAIR:
        return _cut_down(scene, least, height) if least.style.cut else None
    roomier = _largest(lambda roomier: replace(least, roomier=roomier).height(root) <= height, 0, ROOMIER)
    high = replace(least, roomier=roomier)
    down = _largest(lambda down: replace(high, down=down).height(root) <= height, 0, LONGEST_STRETCH)
    return replace(high, down=down)


def _cut_down(scene: Scene, least: Plan, height: float) -> Plan | None:
    """Lower the highest boxes until all fit, so that only the longest texts are cut; None where they never do."""

    def lowered(most: float) -> Plan:
        return replace(least, heights={box_id: min(high, most) for box_id, high in least.heights.items()})

    lowest = line_height(least.style.label) / POINTS + 2 * least.style.pad_y
    if lowered(lowest).height(scene.root) > height + HAIR:
        return None
    highest = max(lowest, *least.heights.values())
    return lowered(_largest(lambda most: lowered(most).height(scene.root) <= height, lowest, highest))


def _largest(fits: Callable[[float], bool], low: float, high: float) -> float:
    """Give the largest number between ``low``, which fits, and ``high`` that fits, to a thousandth."""
    if fits(high):
        return high
    while high - low > 1e-3:  # noqa: PLR2004 - far below what the eye can see on a slide
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _heights(scene: Scene, wide: Plan, even: Even) -> dict[str, float]:
    """Give every box's least height: what its text needs, or that of the highest it is to be even with."""

    def needed(box: Box) -> float:
        words = words_in(box, wide.style, wide.box_width(box)) if box.label else ()
        return text_height(words) + icon_room(box, wide.style) + 2 * wide.style.pad_y

    own = {box.id: needed(box) for box in boxes(scene.root)}
    if even == "scene":
        return dict.fromkeys(own, max(own.values(), default=0.0))
    return {box_id: max(own[each] for each in ids) for ids in _side_by_side(scene.root, []) for box_id in ids}


def _side_by_side(group: Group, row: list[str]) -> Iterator[list[str]]:
    """Give the ids of the boxes that are to be even: those of a column, those of a row with the rows in it.

    The boxes of ``group`` are added to ``row`` where that is given, the row that it stands in; a column of one member
    is as good as that member.
    """
    in_row = group.direction == "row" or len(group.members) == 1
    ids = row if in_row else []
    ids += [member.id for member in group.members if isinstance(member, Box)]
    for member in group.members:
        if isinstance(member, Group):
            yield from _side_by_side(member, ids if in_row else [])
    yield ids
