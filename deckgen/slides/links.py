"""The consoles of this cluster: what each is for, and where it is."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Column, Run, Table, Text
from deckgen.fact import Fact
from deckgen.rounded import how_many
from deckgen.script import Authored, Content, FactName, Place, Words
from deckgen.text import Expression, holds, render
from deckgen.values import spell

ADDRESSES = 3
"""So many addresses of one console are shown; the slide has to hold the other consoles, too."""


class Link(Authored):
    """One console."""

    console: Words = Field(description="The product")
    purpose: Words = Field(description="What it is for, in a few words")
    url: FactName = Field(description="The fact that holds its URL, or URLs of several")
    when: Expression | None = Field(None, description="The row is left out where this does not hold")


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["links"]
    links: tuple[Link, ...] = Field(min_length=1, max_length=8, description="The consoles")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give a row for each console whose URL is known, or is to be filled in; without one, the slide gives way.

    Where a fact holds several URLs, the first three have a row each and the others are counted.
    """
    rows = tuple(row for link in entry.links if holds(link.when, brief) for row in _rows(link, brief))
    columns = (Column("Console", 1.2, strong=True), Column("What for", 2.2), Column("Where", 2.6, mono=True))
    return Content("links", {"body": Table(columns, rows)}) if rows else None


def _rows(link: Link, brief: Brief) -> Iterator[tuple[Text, Text, Text]]:
    console, purpose = render(link.console, brief), render(link.purpose, brief)
    if console and purpose:
        yield from ((console, purpose, url) for url in _urls(brief.facts[link.url], brief))


def _urls(fact: Fact, brief: Brief) -> Iterator[Text]:
    if fact.visible and fact.value:
        values = fact.value if isinstance(fact.value, list | tuple) else [fact.value]
        for value in values[:ADDRESSES]:
            url = spell(value)
            href = url if url.startswith(("https://", "http://")) else ""
            yield Text((Run(_shown(url), href=href),), fact.source, fact.differs)
        if len(values) > ADDRESSES:
            yield Text((Run(f"and {how_many(values) - ADDRESSES} more"),), fact.source, fact.differs)
    elif brief.audience.to_fill_in:
        yield Text((Run("To fill in: ", "strong"), Run(f"declared.{fact.name}", "code")))


def _shown(url: str) -> str:
    """Give an address without its scheme, which a screen reader would spell; one that is not encrypted says so."""
    return f"{url.removeprefix('http://')} (http)" if url.startswith("http://") else url.removeprefix("https://")
