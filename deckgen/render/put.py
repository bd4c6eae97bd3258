"""Put a scene's boxes and groups where the plan says."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from deckgen.fact import Source
from deckgen.render.arrange import HEAD_GAP, LONGEST_STRETCH, Plan
from deckgen.render.geometry import Point, Rect
from deckgen.render.placement import PlacedBox, PlacedGroup
from deckgen.render.typeset import (
    BESIDE_ICON,
    MARK,
    MARK_ROOM,
    Style,
    Words,
    at_left,
    centred,
    cut,
    icon_room,
    is_beside,
    text_height,
    text_width,
    words_in,
    words_of_head,
)
from deckgen.scene import Box, Group, Scene, World

Placed = PlacedBox | PlacedGroup | Rect
"""A rectangle stands for the place that a box without a label keeps empty."""


ABOUT_ALIKE = 0.55
"""By how much in inches texts may differ in height and yet begin at the same height in a row."""


Things = tuple[tuple[PlacedGroup, ...], tuple[PlacedBox, ...], tuple[Rect, ...]]
"""The groups, outer ones first; the boxes; the places that are kept empty."""


def put(scene: Scene, plan: Plan, room: Rect) -> Things:
    """Give every group, box and empty place with its position, the whole in the middle of ``room``."""
    width, height = plan.width(scene.root), plan.height(scene.root)
    centre = room.centre
    area = Rect(centre.x - width / 2, centre.y - height / 2, width, height)
    things = list(_put_group(scene.root, area, plan, None))
    groups = tuple(thing for thing in things if isinstance(thing, PlacedGroup))
    boxes = _in_columns(_in_rows([thing for thing in things if isinstance(thing, PlacedBox)]))
    return groups, boxes, tuple(thing for thing in things if isinstance(thing, Rect))


def _in_rows(boxes: Sequence[PlacedBox]) -> tuple[PlacedBox, ...]:
    """Give the boxes with what stands in a row beginning at one height, but for text much higher than others'."""
    rows: dict[tuple[float, float, bool], list[float]] = {}
    for box in boxes:
        rows.setdefault(_row(box), []).append(_content(box))
    return tuple(_raised(box, rows[_row(box)]) if box.align == "centre" else box for box in boxes)


def _row(box: PlacedBox) -> tuple[float, float, bool]:
    return round(box.area.y, 3), round(box.area.height, 3), bool(box.icon)


def _content(box: PlacedBox) -> float:
    """Give the height of a box's icon and text together."""
    tops = [line.area.y for line in box.lines] + ([box.icon.y] if box.icon else [])
    return max(line.area.bottom for line in box.lines) - min(tops)


def _raised(box: PlacedBox, row: list[float]) -> PlacedBox:
    most = max(content for content in row if content <= min(row) + ABOUT_ALIKE)
    up = max(0.0, (most - _content(box)) / 2)
    return _moved(box, 0, -up)


def _in_columns(boxes: Sequence[PlacedBox]) -> tuple[PlacedBox, ...]:
    """Give the boxes with the icons in a column in line that have text at their right, as far left as any needs."""
    columns: dict[tuple[float, float], list[float]] = {}
    for box in boxes:
        if box.icon and box.align == "left":
            columns.setdefault(_column(box), []).append(box.icon.x)
    return tuple(
        _moved(box, min(columns[_column(box)]) - box.icon.x, 0) if box.icon and box.align == "left" else box
        for box in boxes
    )


def _column(box: PlacedBox) -> tuple[float, float]:
    return round(box.area.x, 3), round(box.area.width, 3)


def _moved(box: PlacedBox, right: float, down: float) -> PlacedBox:
    """Give the box with its icon and text moved by so many inches."""
    lines = tuple(replace(line, area=line.area.moved(right, down)) for line in box.lines)
    return replace(box, lines=lines, icon=box.icon and box.icon.moved(right, down))


def _put(member: Box | Group, area: Rect, plan: Plan, ground: World | None) -> Iterator[Placed]:
    if isinstance(member, Group):
        yield from _put_group(member, area, plan, ground)
        return
    width, height = plan.box_width(member), plan.height(member)
    outline = Rect(area.centre.x - width / 2, area.centre.y - height / 2, width, height)
    yield _put_box(member, outline, plan, ground) if member.label else outline


def _put_box(box: Box, area: Rect, plan: Plan, ground: World | None) -> PlacedBox:
    style = plan.style
    room = text_width(box, style, area.width)
    words = cut(words_in(box, style, area.width), area.height - 2 * style.pad_y, room)
    mark = Rect(area.right - MARK - 0.07, area.y + 0.07, MARK, MARK) if box.source is Source.DECLARED else None
    placed = PlacedBox(box.id, area, box.world, box.source, box.strong, ground, (), mark, box.role)
    if is_beside(box, style):
        return _with_icon_beside(placed, words, style)
    return _with_icon_above(placed, words, style, icon_room(box, style))


def _with_icon_above(box: PlacedBox, words: tuple[Words, ...], style: Style, above: float) -> PlacedBox:
    """Give the box with its text in the middle, below an icon where there is room ``above`` it for one."""
    area = box.area
    top = area.centre.y - (above + text_height(words)) / 2
    icon = Rect(area.centre.x - style.icon / 2, top, style.icon, style.icon) if above else None
    lines = centred(words, Rect(area.x, top + above, area.width, text_height(words)))
    return replace(box, lines=lines, icon=icon)


def _with_icon_beside(box: PlacedBox, words: tuple[Words, ...], style: Style) -> PlacedBox:
    """Give the box with an icon and its text at the right of it, both in its middle unless they would meet its mark."""
    area, size = box.area, style.icon
    long = size + BESIDE_ICON + max(part.width for part in words)
    indent = min((area.width - long) / 2, area.width - style.pad_x - (MARK_ROOM if box.mark else 0) - long)
    icon = Rect(area.x + indent, area.centre.y - size / 2, size, size)
    tops = accumulate((part.height for part in words), initial=area.centre.y - text_height(words) / 2)
    parts = zip(words, tops, strict=False)
    lines = tuple(line for part, top in parts for line in at_left(part, icon.right + BESIDE_ICON, top))
    return replace(box, lines=lines, icon=icon, align="left")


def _put_group(group: Group, area: Rect, plan: Plan, ground: World | None) -> Iterator[Placed]:
    inset, head = plan.inset(group), plan.head(group)
    frame = _without_head(group, area, head)
    inner = frame.grown(-inset)
    if group.head == "inside":
        inner = Rect(inner.x, inner.y + head, inner.width, inner.height - head)
    words = words_of_head(group, plan.style, plan.width(group) - 2 * inset)
    start = _head_start(group, frame, inner, words.height)
    yield PlacedGroup(group.id, frame, group.world, group.framed, at_left(words, start.x, start.y))
    for member, its_area in _shares(group, inner, plan):
        yield from _put(member, its_area, plan, group.world if group.framed else ground)


def _without_head(group: Group, area: Rect, head: float) -> Rect:
    """Give what is left for the frame where the head stands outside."""
    if group.head == "inside":
        return area
    return Rect(area.x, area.y + (head if group.head == "above" else 0), area.width, area.height - head)


def _head_start(group: Group, frame: Rect, inner: Rect, height: float) -> Point:
    if group.head == "inside":
        return Point(inner.x, inner.y - HEAD_GAP - height)
    return Point(frame.x, frame.y - HEAD_GAP - height if group.head == "above" else frame.bottom + HEAD_GAP)


def _narrowed(column: Group, inner: Rect, plan: Plan) -> Rect:
    """Give the room of a column's members, no wider than they are where none of them is drawn as wide as it can be."""
    if any(member.framed if isinstance(member, Group) else member.wide for member in column.members):
        return inner
    width = max((plan.width(member) for member in column.members), default=inner.width)
    return Rect(inner.centre.x - width / 2, inner.y, width, inner.height)


def _keeps_to_its_head(member: Box | Group) -> bool:
    return isinstance(member, Group) and bool(member.label) and not member.framed


def _shares(group: Group, inner: Rect, plan: Plan) -> Iterator[tuple[Box | Group, Rect]]:
    """Give each member with its share: side by side of full height, or one below another of full width."""
    return _side_by_side(group, inner, plan) if group.direction == "row" else _one_below_another(group, inner, plan)


def _side_by_side(row: Group, inner: Rect, plan: Plan) -> Iterator[tuple[Box | Group, Rect]]:
    """Give a row's members with their shares.

    A row with a frame fills it, one without begins where its head does; all else stands in the middle. Heads without a
    frame stand at one height, no farther from their members than that takes.
    """
    spare = inner.width - plan.width(row) + 2 * plan.inset(row)
    spread = _spread(row, spare)
    x = inner.x + (0.0 if _keeps_to_its_head(row) else (spare - spread * (len(row.members) - 1)) / 2)
    headed = max((plan.height(member) for member in row.members if _keeps_to_its_head(member)), default=0.0)
    for member, space in zip(row.members, _spaces(row, plan), strict=False):
        width, height = plan.width(member), headed if _keeps_to_its_head(member) else inner.height
        yield member, Rect(x, inner.centre.y - height / 2, width, height)
        x += width + space + spread


def _one_below_another(column: Group, inner: Rect, plan: Plan) -> Iterator[tuple[Box | Group, Rect]]:
    """Give a column's members with their shares, in the middle of its height."""
    inner = _narrowed(column, inner, plan)
    y = inner.centre.y - plan.content(column) / 2
    for member, space in zip(column.members, _spaces(column, plan), strict=False):
        height = plan.height(member)
        yield member, Rect(inner.x, y, inner.width, height)
        y += height + space


def _spread(row: Group, spare: float) -> float:
    """Give what each gap of a framed row takes of the room that it can spare, so that it is as wide as its frame."""
    share = spare / max(len(row.members) - 1, 1)
    return share if row.framed and len(row.members) > 1 and share <= LONGEST_STRETCH else 0.0


def _spaces(group: Group, plan: Plan) -> Iterator[float]:
    """Give the space after each member, none after the last."""
    yield from (plan.space(group, place) for place in range(len(group.members) - 1))
    yield 0.0
