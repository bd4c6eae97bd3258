"""A diagram of this cluster, with or without the numbers that it shows."""

from typing import Literal

from msgspec.structs import replace
from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Column, Number, Numbers, Picture, Run, Table, Text, plain
from deckgen.fact import Facts
from deckgen.script import Authored, Content, DiagramName, FactName, Place, Words, diagram
from deckgen.standard import stand_in, stand_in_all
from deckgen.text import render
from deckgen.values import NOTHING, spell


class Figure(Authored):
    """A big number beside the diagram."""

    fact: FactName = Field(description="The number")
    label: Words = Field(description="What is counted")
    detail: Words | None = Field(None, description="What else is known of it, in a few words")


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["figure"]
    diagram: DiagramName = Field(description="A diagram (see: deckgen list diagrams)")
    without: tuple[FactName, ...] = Field((), description="Facts that the diagram is not to tell here")
    numbers: tuple[Figure, ...] = Field((), max_length=4, description="Big numbers at its left")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give diagram and numbers; without a diagram the numbers stand as a table, without either the slide gives way."""
    told = Facts({name: fact for name, fact in brief.facts.items() if name not in entry.without})
    scene = diagram(entry.diagram).draw(stand_in_all(told))
    numbers = tuple(made for figure in entry.numbers if (made := _number(figure, brief)))
    if not scene:
        return Content("table", {"body": _table(numbers)}) if numbers else None
    picture = Picture(scene, scene.alt)
    if not numbers:
        return Content("figure", {"figure": picture})
    return Content("numbers", {"numbers": Numbers(numbers), "figure": picture})


def _number(figure: Figure, brief: Brief) -> Number | None:
    fact = stand_in(brief.facts[figure.fact])
    label = render(figure.label, brief)
    if not fact.visible or not label:
        return None
    detail = (render(figure.detail, brief) if figure.detail else None) or Text()
    if brief.audience.tells_differences and fact.standard is not None and fact.differs:
        join = " · " if detail else ""
        detail = replace(
            detail, runs=(*detail.runs, Run(f"{join}standard {spell(fact.standard, fact.unit)}")), differs=True
        )
    return Number(spell(fact.value, fact.unit), str(label), detail, fact.source)


def _table(numbers: tuple[Number, ...]) -> Table:
    columns = (Column("Number", 0.5, "right", strong=True), Column("Of what", 1.5), Column("More", 2.5))
    rows = ((plain(one.value, one.source), plain(one.label), one.detail or plain(NOTHING)) for one in numbers)
    return Table(columns, tuple(rows))
