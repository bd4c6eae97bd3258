"""The consoles of this cluster: what each is for, and where it is."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Column, Run, Table, Text
from deckgen.script import Authored, Content, FactName, Place, Words
from deckgen.text import Expression, holds, render
from deckgen.values import spell


class Link(Authored):
    """One console."""

    console: Words = Field(description="The product")
    purpose: Words = Field(description="What it is for, in a few words")
    url: FactName = Field(description="The fact that holds its URL")
    when: Expression | None = Field(None, description="The row is left out where this does not hold")


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["links"]
    links: tuple[Link, ...] = Field(min_length=1, max_length=8, description="The consoles")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give a row for each console whose URL is known, or is to be filled in; without one, the slide gives way."""
    rows = tuple(made for link in entry.links if holds(link.when, brief) and (made := _row(link, brief)))
    columns = (Column("Console", 1.2, strong=True), Column("What for", 2.2), Column("Where", 2.6, mono=True))
    return Content("links", {"body": Table(columns, rows)}) if rows else None


def _row(link: Link, brief: Brief) -> tuple[Text, Text, Text] | None:
    console, purpose, url = render(link.console, brief), render(link.purpose, brief), _url(link, brief)
    return (console, purpose, url) if console and purpose and url else None


def _url(link: Link, brief: Brief) -> Text | None:
    fact = brief.facts[link.url]
    if fact.visible and fact.value:
        url = spell(fact.value)
        return Text((Run(url, href=url if url.startswith(("https://", "http://")) else ""),), fact.source, fact.differs)
    if not brief.audience.to_fill_in:
        return None
    return Text((Run("To fill in: ", "strong"), Run(f"declared.{link.url}", "code")))
