"""Find the gaps between the members of each group, and which of them arrows cross."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from msgspec import Struct

from deckgen.render.typeset import Style, words_of_arrow
from deckgen.scene import Arrow, Box, Group, Scene

WIDEST_WORDS = 1.25
"""Width in inches to which the words of an upright arrow are wrapped."""

NARROW_WORDS = 0.8
"""The same for a level one, whose words make its gap wider."""

BESIDE_WORDS = 0.3
"""Room in inches that an arrow needs beside its words: its head, and air."""

Step = tuple[Group, int]
"""A group, and the index of a member in it."""


class Gap(Struct, frozen=True):
    """The gap between a member and the next: its least size in inches, and whether an arrow crosses it."""

    least: float
    crossed: bool = False


def gaps(scene: Scene, style: Style) -> dict[str, tuple[Gap, ...]]:
    """Give the gaps of every group by its id, one fewer than it has members.

    Raises:
        ValueError: an arrow joins a group with something inside it.
        KeyError: an arrow joins what is not in the scene.
    """
    ways = dict(_ways(scene.root, ()))
    found = {group.id: [Gap(style.gap)] * (len(group.members) - 1) for group in groups(scene.root)}
    for arrow in scene.arrows:
        group, one, other = _parting(arrow, ways)
        low, high = sorted((one, other))
        for place in range(low, high):
            nearest = place == (low if one < other else high - 1)
            least = _room(arrow, group, style) if nearest else style.flow
            found[group.id][place] = Gap(max(found[group.id][place].least, least), crossed=True)
    for group in groups(scene.root):
        _even_out(group, style.flow, found)
    return {group_id: tuple(several) for group_id, several in found.items()}


def _even_out(group: Group, flow: float, found: dict[str, list[Gap]]) -> None:
    """Make gaps the same: of a path those with words, of rows below one another or columns side by side all crossed."""
    across = [inner for inner in group.members if isinstance(inner, Group) and inner.direction != group.direction]
    _level([inner for inner in _path(group) if not any(_is_frame(member) for member in inner.members)], flow, found)
    _level(across, 0.0, found)


def _level(several: list[Group], above: float, found: dict[str, list[Gap]]) -> None:
    """Make all crossed gaps of these groups the same that are wider than ``above``."""
    widest = max((gap.least for inner in several for gap in found[inner.id] if gap.crossed), default=0.0)
    for inner in several:
        found[inner.id] = [
            Gap(widest, crossed=True) if gap.crossed and gap.least > above else gap for gap in found[inner.id]
        ]


def _path(group: Group) -> Iterator[Group]:
    """Give a row and the rows without a frame that stand in it, or a column and such columns."""
    yield group
    for member in group.members:
        if isinstance(member, Group) and member.direction == group.direction and not member.framed:
            yield from _path(member)


def _is_frame(member: Box | Group) -> bool:
    return isinstance(member, Group) and member.framed


def groups(root: Group) -> Iterator[Group]:
    """Give the group and all groups in it, outer before inner."""
    yield root
    for member in root.members:
        if isinstance(member, Group):
            yield from groups(member)


def _ways(member: Box | Group, way: tuple[Step, ...]) -> Iterator[tuple[str, tuple[Step, ...]]]:
    yield member.id, way
    if isinstance(member, Group):
        for index, inner in enumerate(member.members):
            yield from _ways(inner, (*way, (member, index)))


def _parting(arrow: Arrow, ways: Mapping[str, tuple[Step, ...]]) -> tuple[Group, int, int]:
    """Give the innermost group that holds both ends, and the index of the member at or around each."""
    for one, other in zip_longest(ways[arrow.start], ways[arrow.end]):
        if one is None or other is None:
            break
        if one[1] != other[1]:
            return one[0], one[1], other[1]
    raise ValueError(f"the arrow from {arrow.start} to {arrow.end} joins a group with something inside it")


def _room(arrow: Arrow, group: Group, style: Style) -> float:
    if not arrow.label:
        return style.flow
    if group.direction == "row":
        return max(style.flow, BESIDE_WORDS + words_of_arrow(arrow, style, NARROW_WORDS * style.scale).width)
    return max(style.flow, BESIDE_WORDS + words_of_arrow(arrow, style, WIDEST_WORDS * style.scale).height)
