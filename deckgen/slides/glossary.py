"""The terms that this deck uses, each with a sentence."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Column, Table, Text, plain
from deckgen.script import Authored, Content, Place, Words
from deckgen.text import Template, render
from deckgen.values import NOTHING

FEW = 8
"""More terms than this stand two in a row."""


class Term(Authored):
    """A term and what it means."""

    term: Template = Field(description="The term as the slides write it")
    also: tuple[str, ...] = Field((), description="Other ways in which the slides write it")
    meaning: Words = Field(description="One sentence")


class Entry(script.Entry):
    """What a script writes for it; ``item.terms`` in its words is how many terms there are."""

    kind: Literal["glossary"]
    terms: tuple[Term, ...] = Field(min_length=1, description="The terms, in the order of the alphabet")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:
    """Give the terms that a slide before this one says; without one, the slide gives way."""
    terms = [
        (name, meaning)
        for term in entry.terms
        if any(map(place.before.mentions, (str(term.term), *term.also)))
        and (name := render(term.term, brief))
        and (meaning := render(term.meaning, brief))
    ]
    return Content("table", {"body": _table(terms)}, counts={"terms": len(terms)}) if terms else None


def _table(terms: list[tuple[Text, Text]]) -> Table:
    """Give a term a row; two where there are many, which are read from left to right."""
    beside = 2 if len(terms) > FEW else 1
    columns = (Column("Term", 1, strong=True), Column("What it is", 2.4)) * beside
    cells = [cell for term in terms for cell in term]
    cells += [plain(NOTHING)] * (-len(cells) % len(columns))
    return Table(columns, tuple(tuple(cells[at : at + len(columns)]) for at in range(0, len(cells), len(columns))))
