"""A command and what this cluster answers, with what to remember beside it; or a file, line by line."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import dedent
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Block, Code, CodeLine, Point, Points
from deckgen.manifests import app
from deckgen.manifests.fit import fit
from deckgen.placed import refuse
from deckgen.rounded import how_many
from deckgen.script import Authored, Content, FactName, Place, Words
from deckgen.suggest import among
from deckgen.text import Expression, holds, render, verbatim
from deckgen.values import spell
from deckgen.wording import clean, plural

WIDTH = 68
"""Characters that fit beside the points; a longer line is cut, visibly."""

GAP = 3
"""Spaces between two columns, as kubectl prints them."""

EXAMPLE = "# an example, not read from this cluster"
EXPECTED = "# what you should see"
EXCERPT = "# some of its lines"
LEFT_OUT = "…"


def _known_part(name: str) -> str:
    known = app.part_names()
    if name not in known:
        raise refuse(f"the demo application has no part called {name!r}", among(name, known, "parts"))
    return name


PartName = Annotated[
    str, AfterValidator(_known_part), WithJsonSchema({"type": "string", "enum": sorted(app.part_names())})
]
"""A part of one of the demo application's manifests, as ``deployment/probes``."""


class Step(Authored):
    """A command with its output, or a part of a file."""

    command: Words | None = Field(None, description="What is typed, without the prompt")
    output: FactName | None = Field(None, description="The fact that holds the answer: rows, or text")
    total: FactName | None = Field(None, description="The fact that counts the rows, where output holds the first ones")
    excerpt: bool = Field(default=False, description="output holds some lines: marked so, the rest not counted")
    columns: tuple[str, ...] = Field((), description="Which columns of it; … stands for those left out")
    limit: int = Field(6, ge=1, le=14, description="At most so many lines of it; the rest is counted")
    answer: Words | None = Field(None, description="The answer in words made of facts, where no fact holds it as it is")
    expected: Words | None = Field(None, description="An answer of what is not done yet, marked as what one should see")
    example: Words | None = Field(None, description="An answer to show where the fact is not visible, marked as such")
    file: Words | None = Field(None, description="A part of a file instead of a command")
    manifest: tuple[PartName, ...] = Field((), description="Parts of the demo application's manifests instead")
    when: Expression | None = Field(None, description="The step is left out where this does not hold")

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Step":
        if sum(map(bool, (self.command, self.file, self.manifest))) != 1:
            raise ValueError("a step is one of 'command', 'file' and 'manifest'")
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
    """Give what is typed and what answers; without a step that holds, or for who sees no commands, it gives way."""
    if not brief.audience.commands:
        return None
    lines = tuple(line for step in entry.steps if holds(step.when, brief) for line in _lines(step, brief))
    if not lines:
        return None
    is_typed = any(line.role == "command" for line in lines)
    slots: dict[str, Block] = {"code": Code(lines, "console" if is_typed else "yaml")}
    if points := tuple(made for point in entry.points if (made := _point(point, brief))):
        slots["points"] = Points(points)
    return Content("code", slots)


def align(rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...] = (), width: int = WIDTH) -> list[str]:
    """Give rows as lines with a head, aligned as kubectl prints them; the widest cells are cut until a line fits.

    Args:
        rows: mappings with the same keys; a key is a column's head.
        columns: the keys wanted; all of the first row's where empty. Where some are left out, "…" stands for them.
        width: characters that a line may have.
    """
    rows = list(rows)
    heads = _heads(tuple(rows[0]), columns)
    cells = [list(heads), *([_cell(row, head) for head in heads] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths) > len("NAME"):
        widths[widths.index(max(widths))] -= 1
    return [(" " * GAP).join(map(_fit, line, widths)).rstrip() for line in cells]


def _heads(known: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Give the columns, with one "…" in each gap between those that are wanted."""
    kept = [head if head in wanted else LEFT_OUT for head in known] if wanted else list(known)
    return tuple(head for at, head in enumerate(kept) if head != LEFT_OUT or at == 0 or kept[at - 1] != LEFT_OUT)


def _cell(row: Mapping[str, Any], head: str) -> str:
    return LEFT_OUT if head == LEFT_OUT else spell(row.get(head, ""))


def _fit(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"


def _point(point: Remember, brief: Brief) -> Point | None:
    term, detail = render(point.term, brief), render(point.detail, brief)
    return Point(term, detail) if term and detail else None


def _lines(step: Step, brief: Brief) -> tuple[CodeLine, ...]:
    if step.file:
        return tuple(CodeLine(line, "file") for line in _texts(step.file, brief))
    if step.manifest:
        return tuple(_of_manifest(step.manifest, brief))
    typed = _texts(step.command, brief)
    if not typed:
        return ()
    return (CodeLine(typed[0], "command"), *(CodeLine(line, "continued") for line in typed[1:]), *_answer(step, brief))


def _of_manifest(wanted: tuple[str, ...], brief: Brief) -> Iterator[CodeLine]:
    """Give parts of the demo application's manifests as they are for this cluster, without what all are indented by.

    What is left out between them or before them shows. A part that this cluster has nothing for is not there.
    """
    for one in app.manifests(fit(brief.facts)):
        shown = [part.text if f"{one.name}/{part.name}" in wanted else "" for part in one.parts]
        if not any(shown):
            continue
        yield CodeLine(f"# {one.file}", "elided")
        lines = iter(dedent("".join(shown)).splitlines())
        for at, text in enumerate(shown):
            yield from (CodeLine(next(lines), "file") for _ in text.splitlines())
            if not text and any(shown[at:]) and (at == 0 or shown[at - 1]):
                yield CodeLine(LEFT_OUT, "elided")


def _answer(step: Step, brief: Brief) -> list[CodeLine]:
    fact = brief.facts[step.output] if step.output else None
    if fact and fact.visible and fact.value:
        return _printed(fact.value, step, brief)
    if answer := _texts(step.answer, brief):
        return [*map(CodeLine, answer)]
    for words, mark in ((step.expected, EXPECTED), (step.example, EXAMPLE)):
        if lines := _texts(words, brief):
            return [CodeLine(mark, "elided"), *map(CodeLine, lines)]
    return []


def _printed(value: Any, step: Step, brief: Brief) -> list[CodeLine]:
    """Give the lines of an answer, at most as many as the step wants; a head does not count."""
    answer: list[Any] = [value] if isinstance(value, str) else value
    total = brief.facts.value(step.total) if step.total else None
    if isinstance(answer[0], Mapping):
        lines, noun, head = align(answer, step.columns), "row", 1
    else:
        lines, noun, head = [_fit(clean(str(line)).expandtabs(), WIDTH).rstrip() for line in answer], "line", 0
    if step.excerpt:
        return [CodeLine(EXCERPT, "elided"), *map(CodeLine, lines[: step.limit]), CodeLine(LEFT_OUT, "elided")]
    more = max(total or 0, how_many(answer)) - step.limit
    elided = [CodeLine(f"{LEFT_OUT} {plural(more, f'more {noun}')}", "elided")] if more > 0 else []
    return [*map(CodeLine, lines[: head + step.limit]), *elided]


def _texts(words: Words | None, brief: Brief) -> list[str]:
    text = verbatim(words, brief) if words is not None else None
    return text.rstrip().split("\n") if text else []
