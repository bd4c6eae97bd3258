"""What every diagram needs to turn facts into boxes: values that are there, the least sure source, words, alt text."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from msgspec.structs import replace

from deckgen.fact import WITHHELD, Facts, Source
from deckgen.rounded import alike, how_many
from deckgen.scene import Arrow, Box, Group, Scene

ALT_LIMIT = 500
"""The most characters of a diagram's alternative text: a screen reader reads it in one go."""

SURENESS = tuple(Source)

HEADS = {"kubernetes": "KUBERNETES", "openstack": "OPENSTACK", "outside": "OUTSIDE"}
"""What stands above each world's stretch of a path."""

Station = tuple[Box, str]
"""A box on a path, and the words on the arrow that leads to it."""


def known(facts: Facts, name: str, default: Any = None) -> Any:
    """Give a fact's value, or ``default`` where it is not visible to the reader, or there is no such fact."""
    fact = facts.get(name)
    return fact.value if fact is not None and fact.visible else default


def is_withheld(facts: Facts, name: str) -> bool:
    """Say whether a fact was taken out for its reader: then a diagram does not call it invisible."""
    return name in facts and facts[name].reason == WITHHELD


def source_of(facts: Facts, *names: str | None) -> Source:
    """Give the least sure source among the visible facts of these; NOT_VISIBLE where none is.

    None stands for a fact that is not told this time: ``"dns.zones" if zone else None``.
    """
    return least_sure(facts[name].source for name in names if name and name in facts and facts[name].visible)


def least_sure(sources: Iterable[Source]) -> Source:
    """Give the least sure of ``sources``; NOT_VISIBLE of none."""
    return max(sources, key=SURENESS.index, default=Source.NOT_VISIBLE)


def source_of_lines(lines: Sequence[str], facts: Facts, *names: str | None) -> Source:
    """Give the least sure source of what a box's lines say; of one without lines OBSERVED, since it says nothing."""
    return source_of(facts, *names) if lines else Source.OBSERVED


def sourced(group: Group, source: Source) -> Group:
    """Give the group with each box in it, and in the groups in it, drawn as of this source."""
    members = (sourced(one, source) if isinstance(one, Group) else replace(one, source=source) for one in group.members)
    return replace(group, members=tuple(members))


def surest(sources: Iterable[Source]) -> Source:
    """Give the surest of ``sources``; NOT_VISIBLE of none."""
    return min(sources, key=SURENESS.index, default=Source.NOT_VISIBLE)


def uses(facts: Facts, service: str) -> bool:
    """Say whether the list of integrations shows that the cluster uses this service of OpenStack."""
    rows: list[Mapping[str, Any]] = known(facts, "openstack.integrations", [])
    return any(row["present"] and row["service"] == service for row in rows)


def some(lines: Iterable[str | None], most: int = 3) -> tuple[str, ...]:
    """Give the lines that say something, ``most`` of them at most."""
    return tuple(line for line in lines if line)[:most]


def listed(values: Iterable[str], most: int = 2) -> str:
    """Give "a, b", and where there are more, "a, b and 3 more"."""
    all_of_them = alike(values, list(values))
    left = how_many(all_of_them) - most
    return ", ".join(all_of_them[:most]) + (f" and {left} more" if left > 0 else "")


def counted(number: float | None, one: str, many: str = "") -> str | None:
    """Give "1 node" or "3 nodes"; None where the number is not known."""
    if number is None:
        return None
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def say(*sentences: str | None) -> str:
    """Give alternative text: the sentences that say something, as many as fit, the first shortened if it must be."""
    text = ""
    for sentence in filter(None, sentences):
        longer = f"{text} {sentence}".strip()
        if len(longer) <= ALT_LIMIT:
            text = longer
        elif not text:
            text = sentence[: ALT_LIMIT - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return text


def with_source(words: str, source: Source) -> str:
    """Give the words, and for what was not observed the word for where they come from."""
    said = {Source.DECLARED: " (declared)", Source.DOCUMENTED: " (standard)", Source.NOT_VISIBLE: " (not visible)"}
    return words + said.get(source, "")


def described(box: Box) -> str:
    """Give a box in words: its label, its lines in brackets."""
    return f"{box.label} ({', '.join(box.lines)})" if box.lines else box.label


def told(box: Box) -> str:
    """Give a box in words with the word for where they come from, but of what is not visible, which says so itself."""
    return described(box) if box.source is Source.NOT_VISIBLE else with_source(described(box), box.source)


def path(name: str, about: str, stations: Sequence[Station]) -> Scene:
    """Give a low, wide scene: the stations in one row, each world's stretch of them below its head.

    Args:
        name: the diagram's name.
        about: whose way it is, which the alternative text begins with.
        stations: in the order of the way; those of one world stand together.
    """
    boxes = [box for box, _ in stations]
    stretches = ((world, tuple(own)) for world, own in groupby(boxes, key=lambda box: box.world))
    groups = (Group(world, HEADS.get(world, ""), own, world, "row", framed=False) for world, own in stretches)
    arrows = (
        Arrow(one.id, other.id, word, least_sure((one.source, other.source)))
        for (one, _), (other, word) in pairwise(stations)
    )
    alt = say(f"{about}: {', '.join(map(described, boxes))}.")
    return Scene(name, Group("path", "", tuple(groups), direction="row"), tuple(arrows), alt)
