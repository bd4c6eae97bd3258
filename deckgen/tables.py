"""The two tables of a slide: facts, one a row; and the rows of one fact."""

from typing import Any, Literal

from msgspec.structs import replace
from pydantic import Field

from deckgen.brief import Brief
from deckgen.deck import Column, Run, Table, Text, plain
from deckgen.fact import Fact, Source
from deckgen.rounded import how_many
from deckgen.script import Authored, FactName, Words
from deckgen.standard import stand_in
from deckgen.text import Expression, Template, holds, render
from deckgen.values import FROM, NOTHING, fact_text, spell

KNOWN = frozenset({Source.OBSERVED, Source.DECLARED, Source.DOCUMENTED})
LABEL, VALUE, STANDARD, ORIGIN = range(4)
COLUMNS = (
    Column("Fact", 1.4, strong=True),
    Column("Your cluster", 2.2),
    Column("Standard", 0.9),
    Column("Where from", 1.4),
)

IN_EXAMPLE = Column("In this example", 2.2)
"""What stands above the values for a prospect, whose cluster it is not."""


class FactRow(Authored):
    """A row of a facts table."""

    label: Words = Field(description="What it is, in a few words")
    fact: FactName | None = Field(None, description="The fact whose value, source and standard the row shows")
    text: Words | None = Field(None, description="The value in words; the fact's own value where left out")
    when: Expression | None = Field(None, description="The row is left out where this does not hold")


class ListColumn(Authored):
    """A column of a listing: a field of each row, or words made from it."""

    head: str = Field(min_length=1, max_length=32, description="The column's head")
    field: str = Field("", description="The key in each row of the fact")
    text: Template | None = Field(None, description="Words made from the row, which is called item")
    unit: str = Field("", max_length=4, description="Of a number: GiB, h, d")
    align: Literal["left", "right", "center"] = Field("left", description="Numbers stand to the right")
    weight: float = Field(1.0, gt=0, le=10, description="Share of the width")
    strong: bool = Field(default=False, description="The column that the eye should find")
    mono: bool = Field(default=False, description="For what is typed or printed by a program")


class Listing(Authored):
    """A table of the rows of one fact."""

    rows: FactName = Field(description="A fact whose shape is rows")
    columns: tuple[ListColumn, ...] = Field(min_length=1, max_length=7, description="The columns")
    limit: int = Field(7, ge=1, le=12, description="At most so many rows; the rest is counted in a last one")


def tabulate_facts(rows: tuple[FactRow, ...], brief: Brief) -> Table | None:
    """Give label and value of each fact; the standard where one differs or could not be checked; and the origin.

    Where all values have one source the origin is left out, since the slide's legend says it once. A fact that is not
    visible says so where the audience can do something about it, and falls away for others. None where no row holds.
    """
    wanted = [row for row in rows if holds(row.when, brief)]
    cells = [made for row in wanted if (made := _fact_row(row, brief))]
    if not cells:
        return None
    shown = [LABEL, VALUE]
    shown += [STANDARD] if _compares([row for row in wanted if row.fact], brief) else []
    shown += [ORIGIN] if len({str(row[ORIGIN]) for row in cells if row[VALUE].source in KNOWN}) > 1 else []
    heads = {**dict(enumerate(COLUMNS)), **({VALUE: IN_EXAMPLE} if not brief.audience.named else {})}
    return Table(tuple(heads[part] for part in shown), tuple(tuple(row[part] for part in shown) for row in cells))


def tabulate_rows(listing: Listing, brief: Brief) -> Table | None:
    """Give the rows of a fact as a table, or None where there are none or they are not visible."""
    fact = brief.facts[listing.rows]
    if not fact.visible or not fact.value:
        return None
    rows = [_list_row(listing, row, fact, brief) for row in fact.value[: listing.limit]]
    if (more := how_many(fact.value) - listing.limit) > 0:
        rows.append((plain(f"… {more} more"), *(plain(NOTHING),) * (len(listing.columns) - 1)))
    return Table(tuple(heading(column) for column in listing.columns), tuple(rows))


def _fact_row(row: FactRow, brief: Brief) -> tuple[Text, Text, Text, Text] | None:
    fact = stand_in(brief.facts[row.fact]) if row.fact else None
    label, value = render(row.label, brief), _value(row, fact, brief)
    if not label or not value:
        return None
    standard = spell(fact.standard, fact.unit) if fact and fact.standard is not None else NOTHING
    return label, value, plain(standard), plain(_origin(value, fact, brief))


def _value(row: FactRow, fact: Fact | None, brief: Brief) -> Text | None:
    if row.text and (text := render(row.text, brief)):
        # Words such as "connected" for true name no fact themselves, and still say what this one says.
        unsourced = fact and fact.visible and text.source is None
        return replace(text, source=fact.source, differs=fact.differs) if fact and unsourced else text
    if fact and (fact.visible or brief.audience.to_fill_in):
        return fact_text(fact)
    return None


def _origin(value: Text, fact: Fact | None, brief: Brief) -> str:
    if value.source in (None, Source.NOT_VISIBLE):
        return NOTHING
    declared_else = (
        brief.audience.tells_differences and fact and fact.visible and fact.declared not in (None, fact.value)
    )
    suffix = f"; profile: {spell(fact.declared, fact.unit)}" if fact and declared_else else ""
    return (FROM[value.source] if value.source else NOTHING) + suffix


def _compares(rows: list[FactRow], brief: Brief) -> bool:
    facts = [stand_in(brief.facts[row.fact]) for row in rows if row.fact]
    unsure = any(fact.standard is not None and (fact.differs or fact.source is not Source.OBSERVED) for fact in facts)
    return brief.audience.tells_differences and unsure


def heading(column: ListColumn) -> Column:
    """Give a listing's column as the table has it."""
    return Column(column.head, column.weight, column.align, column.strong, column.mono)


def _list_row(listing: Listing, row: Any, fact: Fact, brief: Brief) -> tuple[Text, ...]:
    first, *others = (cell(column, row, brief) for column in listing.columns)
    return (Text(first.runs, fact.source, fact.differs), *others)


def cell(column: ListColumn, row: Any, brief: Brief) -> Text:
    """Give what a row of the fact says in a column, without a source; a dash where it says nothing."""
    if column.text:
        text = render(column.text, brief, row)
    else:
        value = row.get(column.field)
        text = None if value in (None, "", []) else Text((Run(spell(value, column.unit)),))
    return text or plain(NOTHING)
