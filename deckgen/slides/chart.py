"""Like things compared by a number or two: bars, and a table with the same numbers."""

from collections import Counter
from operator import itemgetter
from typing import Any, Literal

from msgspec.structs import replace
from pydantic import Field, model_validator

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Chart, Measure, Table, Text, plain
from deckgen.fact import Fact
from deckgen.rounded import how_many
from deckgen.script import Content, Place
from deckgen.tables import FactRow, ListColumn, Listing, cell, heading, tabulate_facts, tabulate_rows
from deckgen.values import NOTHING

MOST = 8
"""So many bars at most; where there are more, the last one stands for all that are left."""

FEWEST = 2
"""With fewer bars there is nothing to compare."""

DIGITS = 2
"""Facts are rounded to so many digits behind the point."""

PERCENT, WHOLE = "%", 100
"""The unit of shares, which are not added up; and what they are shares of."""

LONGEST = 80
"""So much of a name is said in alternative text."""

Row = dict[str, Any]


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["chart"]
    table: Listing = Field(description="The rows of one fact; the first column names the bars")
    bars: tuple[str, ...] = Field(
        min_length=1, max_length=2, description="Fields of columns with numbers, drawn as bars, the longest first"
    )
    rows: tuple[FactRow, ...] = Field((), max_length=6, description="Facts that stand there where the list is empty")

    @model_validator(mode="after")
    def _bars_have_columns(self) -> "Entry":
        fields = [column.field for column in self.table.columns[1:] if column.field]
        if missing := [field for field in self.bars if field not in fields]:
            raise ValueError(f"no column after the first has the field {', '.join(missing)}; it is one of {fields}")
        return self


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give bars and table; the table alone where there is nothing to compare, and without data the slide gives way."""
    fact = brief.facts[entry.table.rows]
    known, unknown = _ranked(fact, entry.bars)
    if not _comparable(known, entry.bars):
        table = tabulate_rows(entry.table, brief) or tabulate_facts(entry.rows, brief)
        return Content("table", {"body": table}) if table else None
    shown, others = (known, []) if len(known) <= MOST else (known[: MOST - 1], known[MOST - 1 :])
    chart = _chart(entry, shown, others, fact, brief)
    return Content("chart-table", {"chart": chart, "body": _twin(entry, chart, shown, unknown, brief)})


def _ranked(fact: Fact, bars: tuple[str, ...]) -> tuple[list[Row], list[Row]]:
    """Give the rows of which a number is known, the greatest first; and those of which none is."""
    rows = fact.value if fact.visible else []
    known = [row for row in rows if any(_number(row, bar) is not None for bar in bars)]
    return sorted(known, key=lambda row: [-(_number(row, bar) or 0) for bar in bars]), [
        row for row in rows if row not in known
    ]


def _number(row: Row, field: str) -> float | None:
    value = row.get(field)
    return value if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 else None


def _comparable(rows: list[Row], bars: tuple[str, ...]) -> bool:
    numbers = [[value for row in rows if (value := _number(row, bar)) is not None] for bar in bars]
    return any(len(values) >= FEWEST and max(values) > 0 for values in numbers)


def _chart(entry: Entry, shown: list[Row], others: list[Row], fact: Fact, brief: Brief) -> Chart:
    labels = [*_labels(entry, shown, brief), *([f"{how_many(others, fact.value)} others"] if others else [])]
    measures = []
    for bar in entry.bars:
        column = next(one for one in entry.table.columns if one.field == bar)
        whole = WHOLE if column.unit == PERCENT else None
        numbers = [_number(row, bar) for row in shown]
        numbers += [None if whole else _together(others, bar)] if others else []
        alt = _alt(column, entry.table.columns[0], labels, numbers, rest=bool(others))
        measures.append(Measure(_name(column), tuple(numbers), alt, _decimals(numbers), whole))
    return Chart(tuple(labels), tuple(measures), fact.source, bool(others))


def _labels(entry: Entry, rows: list[Row], brief: Brief) -> list[str]:
    """Give what the first column says of each row; where two say the same, what the second says too."""
    first, second = entry.table.columns[:2]
    labels = [str(cell(first, row, brief)) for row in rows]
    times = Counter(labels)
    return [
        f"{label} · {cell(second, row, brief)}" if times[label] > 1 and second.field not in entry.bars else label
        for label, row in zip(labels, rows, strict=True)
    ]


def _together(rows: list[Row], field: str) -> float | None:
    """Add up; what is not known of one is not known of all."""
    numbers = [_number(row, field) for row in rows]
    return None if None in numbers else round(sum(number for number in numbers if number is not None), DIGITS)


def _name(column: ListColumn) -> str:
    return f"{column.head} in\N{NO-BREAK SPACE}{column.unit}" if column.unit else column.head


def _decimals(numbers: list[float | None]) -> int:
    """Give how many digits behind the point all of a chart's numbers are shown with: so many that none becomes 0."""
    broken = [number for number in numbers if number is not None and number != int(number)]
    if not broken:
        return 0
    return 1 if min(broken) >= 1 else DIGITS


def _alt(column: ListColumn, first: ListColumn, labels: list[str], numbers: list[float | None], *, rest: bool) -> str:
    """Say what the bars show: how many there are, the longest and the shortest; and the others, where they have one."""
    bars = [(number, label) for number, label in zip(numbers, labels, strict=True) if number is not None]
    named = bars[:-1] if rest and numbers[-1] is not None else bars
    digits = _decimals(numbers)
    said = [f"Bar chart of {_within(_name(column))} by {_within(first.head)}, with {len(bars)} bars."]
    if named:
        (most, longest), (least, shortest) = max(named, key=itemgetter(0)), min(named, key=itemgetter(0))
        ends = f"longest is {_shortened(longest)} with {_written(most, digits)}, the shortest {_shortened(shortest)}"
        said.append(f"{'Of those with a name, the' if rest else 'The'} {ends} with {_written(least, digits)}.")
    if named is not bars:
        said.append(f"The {labels[-1]} have {_written(numbers[-1], digits)} together.")
    return " ".join((*said, "The table on this slide has the same numbers."))


def _shortened(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def _within(head: str) -> str:
    """Give a column's head as it stands within a sentence: StorageClass stays as it is."""
    word = head.partition(" ")[0]
    return head if word[1:] != word[1:].lower() else head[0].lower() + head[1:]


def _written(number: float | None, decimals: int) -> str:
    return NOTHING if number is None else f"{number:,.{decimals}f}"


def _twin(entry: Entry, chart: Chart, shown: list[Row], unknown: list[Row], brief: Brief) -> Table:
    """Give the table with the numbers of the bars, and below them what has no bar."""
    columns = tuple(
        replace(heading(column), head=_name(column) if column.field in entry.bars else column.head)
        for column in entry.table.columns
    )
    rows = [_cells(entry, chart, at, row, brief) for at, row in enumerate(shown)]
    if chart.rest:
        rows.append(_cells(entry, chart, len(shown), None, brief))
    if len(unknown) == 1:
        rows.append([cell(column, unknown[0], brief) for column in entry.table.columns])
    elif unknown:
        rows.append(
            [
                plain(f"… {how_many(unknown, brief.facts[entry.table.rows].value)} more"),
                *(plain(NOTHING),) * (len(columns) - 1),
            ]
        )
    return Table(columns, tuple((replace(first, source=chart.source), *cells) for first, *cells in rows))


def _cells(entry: Entry, chart: Chart, at: int, row: Row | None, brief: Brief) -> list[Text]:
    """Give a bar's row of the table; ``row`` is None for the bar of all others."""
    numbers = {
        bar: plain(_written(measure.values[at], measure.decimals))
        for bar, measure in zip(entry.bars, chart.measures, strict=True)
    }
    first, *columns = entry.table.columns
    rest = [numbers.get(one.field) or (cell(one, row, brief) if row else plain(NOTHING)) for one in columns]
    return [cell(first, row, brief) if row else plain(chart.labels[at]), *rest]
