"""Lists of sentences: an author's own, and one for each member of a list from the profile or from the facts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import Field

from deckgen.brief import Brief
from deckgen.deck import Run, Text
from deckgen.rounded import alike, how_many
from deckgen.script import Alternative, Authored, Words
from deckgen.text import Expression, NotVisible, evaluate, render


class Each(Authored):
    """A sentence for each member of a list, with ``item`` as its name."""

    each: Expression = Field(description="The list, such as customer.needs or nodes.zones")
    text: Words = Field(description="The sentence; {{ item }} is the member")
    missing: Words | None = Field(None, description="What to fill in where the list is empty, for the call alone")
    limit: int = Field(6, ge=1, le=12, description="At most so many members; the rest is counted")


Item = Words | Alternative | Each
"""One point of a list; ``[...]`` are alternatives of which the first true one is taken."""


def write_items(items: Iterable[Item], brief: Brief) -> tuple[Text, ...]:
    """Write the points that hold on this cluster; the others fall away."""
    return tuple(text for item in items for text in _write(item, brief) if text)


def members(each: Expression, brief: Brief) -> Sequence[Any]:
    """Give the list that ``each`` names; one that is not visible has no members."""
    try:
        found = evaluate(each, brief)
    except NotVisible:
        return ()
    given: Sequence[Any] = alike(found, tuple(found))
    return given


def to_fill_in(words: Words, brief: Brief) -> Text | None:
    """Write what the profile still lacks, for the audiences that can fill it in."""
    text = render(words, brief) if brief.audience.to_fill_in else None
    return Text((Run("To fill in: ", "strong"), *text.runs)) if text else None


def _write(item: Item, brief: Brief) -> Iterator[Text]:
    if isinstance(item, Each):
        yield from _write_each(item, brief)
    elif text := render(item, brief):
        yield text


def _write_each(item: Each, brief: Brief) -> Iterator[Text]:
    found = members(item.each, brief)
    for member in found[: item.limit]:
        if text := render(item.text, brief, member):
            yield text
    if len(found) > item.limit:
        yield Text((Run(f"and {how_many(found) - item.limit} more"),))
    if not found and item.missing and (missing := to_fill_in(item.missing, brief)):
        yield missing
