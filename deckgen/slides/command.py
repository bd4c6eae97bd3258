"""A command and what this cluster answers, with what to remember beside it; or a file, line by line."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Block, Code, CodeLine, Point, Points
from deckgen.script import Authored, Content, FactName, Place, Words
from deckgen.text import Expression, holds, render, verbatim
from deckgen.values import spell
from deckgen.wording import clean

WIDTH = 68
"""Characters that fit beside the points; a longer line is cut, visibly."""

GAP = 3
"""Spaces between two columns, as kubectl prints them."""

EXAMPLE = "# an example, not read from this cluster"


class Step(Authored):
    """A command with its output, or a part of a file."""

    command: Words | None = Field(None, description="What is typed, without the prompt")
    output: FactName | None = Field(None, description="The fact that holds the answer: rows, or lines of text")
    columns: tuple[str, ...] = Field((), description="Which columns of it, in their order; all where left out")
    limit: int = Field(6, ge=1, le=14, description="At most so many lines of it; the rest is counted")
    example: Words | None = Field(None, description="An answer to show where the fact is not visible, marked as such")
    file: Words | None = Field(None, description="A part of a file instead of a command")
    when: Expression | None = Field(None, description="The step is left out where this does not hold")

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Step":
        if (self.command is None) == (self.file is None):
            raise ValueError("a step is either a 'command' or a 'file'")
        return self


class Remember(Authored):
    """A term and what to remember of it."""

    term: Words = Field(description="The flag, the verb, the field")
    detail: Words = Field(description="One short sentence")


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["command"]
    steps: tuple[Step, ...] = Field(min_length=1, max_length=6, description="Commands in their order")
    points: tuple[Remember, ...] = Field((), max_length=4, description="What to remember, beside them")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give what is typed and what answers; without a step that holds, the slide gives way."""
    lines = tuple(line for step in entry.steps if holds(step.when, brief) for line in _lines(step, brief))
    if not lines:
        return None
    only_files = all(line.role == "file" for line in lines)
    slots: dict[str, Block] = {"code": Code(lines, "yaml" if only_files else "console")}
    if points := tuple(made for point in entry.points if (made := _point(point, brief))):
        slots["points"] = Points(points)
    return Content("code", slots)


def align(rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...] = (), width: int = WIDTH) -> list[str]:
    """Give rows as lines with a head, aligned as kubectl prints them; the widest cells are cut until a line fits.

    Args:
        rows: mappings with the same keys; a key is a column's head.
        columns: the keys wanted; all of the first row's where empty.
        width: characters that a line may have.
    """
    rows = list(rows)
    heads = columns or tuple(rows[0])
    cells = [list(heads), *([spell(row.get(head, "")) for head in heads] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths) > len("NAME"):
        widths[widths.index(max(widths))] -= 1
    return [(" " * GAP).join(map(_fit, line, widths)).rstrip() for line in cells]


def _fit(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"


def _point(point: Remember, brief: Brief) -> Point | None:
    term, detail = render(point.term, brief), render(point.detail, brief)
    return Point(term, detail) if term and detail else None


def _lines(step: Step, brief: Brief) -> tuple[CodeLine, ...]:
    if step.file:
        return tuple(CodeLine(line, "file") for line in _texts(step.file, brief))
    typed = _texts(step.command, brief)
    if not typed:
        return ()
    return (CodeLine(typed[0], "command"), *(CodeLine(line, "continued") for line in typed[1:]), *_answer(step, brief))


def _answer(step: Step, brief: Brief) -> list[CodeLine]:
    fact = brief.facts[step.output] if step.output else None
    if fact and fact.visible and fact.value:
        return _shortened(_printed(fact.value, step.columns), step.limit, isinstance(fact.value[0], Mapping))
    example = _texts(step.example, brief)
    return [CodeLine(EXAMPLE, "elided"), *map(CodeLine, example)] if example else []


def _printed(value: Any, columns: tuple[str, ...]) -> list[str]:
    if isinstance(value[0], Mapping):
        return align(value, columns)
    return [_fit(clean(str(line)).expandtabs(), WIDTH).rstrip() for line in value]


def _shortened(lines: list[str], limit: int, headed: bool) -> list[CodeLine]:  # noqa: FBT001 - one private call
    shown = limit + headed
    more = len(lines) - shown
    noun = ("row" if headed else "line") + ("" if more == 1 else "s")
    return [*map(CodeLine, lines[:shown]), *([CodeLine(f"… {more} more {noun}", "elided")] if more > 0 else [])]


def _texts(words: Words | None, brief: Brief) -> list[str]:
    text = verbatim(words, brief) if words is not None else None
    return text.rstrip().split("\n") if text else []
