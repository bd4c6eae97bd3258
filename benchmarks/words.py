"""What a deck says, as its peers take it: titles, lines, tables, bars, pictures and notes."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from deckgen.deck import Chart, Deck, Picture, Slide, Table
from deckgen.layout import find, palette
from deckgen.render.figure_cache import View, png
from deckgen.render.outline import outline

SIZE = (7.2, 4.4)
"""Of a picture, in inches."""

_DPI = 200
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#$|~^@\"'])")


class Bars(msgspec.Struct, frozen=True):
    """A chart's first measure."""

    name: str
    labels: tuple[str, ...]
    values: tuple[float, ...]


class Page(msgspec.Struct, frozen=True):
    """One slide; ``table`` has its heads as its first row, ``picture`` is a PNG file's path."""

    title: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()
    picture: str = ""
    bars: Bars | None = None


def pages(deck: Deck, folder: Path) -> list[Page]:
    """Give a deck's slides, with the files of their pictures in ``folder``."""
    drawn = dict(palette(find("default")))
    told = _told(replace(deck, sections=tuple(replace(s, slides=tuple(map(_plain, s.slides))) for s in deck.sections)))
    return [_page(slide, text, drawn, folder) for slide, text in zip(deck.slides, told, strict=True)]


def as_json(these: Sequence[Page]) -> bytes:
    """Give the pages as scripts read them."""
    return msgspec.json.encode(these)


def markdown(these: Sequence[Page]) -> str:
    """Give the pages as pandoc reads them, so that each becomes one slide."""
    return "\n\n".join("\n".join(_markdown(page)) for page in these)


def _page(slide: Slide, told: tuple[str, list[str], list[str]], drawn: dict[str, str], folder: Path) -> Page:
    found = {type(block): block for block in slide.slots.values()}
    table, picture, chart = found.get(Table), found.get(Picture), found.get(Chart)
    title, lines, notes = told
    return Page(
        title, tuple(lines), tuple(notes),
        _rows(table) if isinstance(table, Table) else (),
        _file(picture, drawn, folder) if isinstance(picture, Picture) else "",
        _bars(chart) if isinstance(chart, Chart) else None,
    )  # fmt: skip


def _plain(slide: Slide) -> Slide:
    shown = {name: block for name, block in slide.slots.items() if not isinstance(block, Table | Picture | Chart)}
    return replace(slide, slots=shown)


def _told(deck: Deck) -> Iterator[tuple[str, list[str], list[str]]]:
    """Give title, lines and notes of each slide of an outline."""
    for block in re.split(r"\n\n(?=\d+\. |== )", outline(deck)):
        title, *lines = block.splitlines()
        if re.match(r"\d+\. ", title):
            notes = [line.strip(" >") for line in lines if line.startswith("   >")]
            yield title, [line.strip() for line in lines[1:] if line.strip() and not line.startswith("   >")], notes


def _rows(table: Table) -> tuple[tuple[str, ...], ...]:
    heads = tuple(column.head for column in table.columns)
    return heads, *(tuple(map(str, row)) for row in table.rows)


def _bars(chart: Chart) -> Bars:
    first = chart.measures[0]
    return Bars(first.name, chart.labels, tuple(value or 0.0 for value in first.values))


def _file(picture: Picture, drawn: dict[str, str], folder: Path) -> str:
    blob = png(View(picture.scene, *SIZE), drawn, _DPI)
    path = folder / f"{hashlib.sha256(blob).hexdigest()[:16]}.png"
    path.write_bytes(blob)
    return str(path)


def _markdown(page: Page) -> Iterator[str]:
    beside = bool(page.table and page.picture)
    yield f"## {_escaped(page.title)}\n"
    if beside:
        yield ":::: columns\n\n::: column\n"
    yield from (f"- {_escaped(line)}" for line in page.lines)
    yield ""
    for number, row in enumerate(page.table):
        yield f"| {' | '.join(map(_escaped, row))} |"
        if not number:
            yield f"|{'---|' * len(row)}"
    if beside:
        yield "\n:::\n\n::: column\n"
    if page.picture:
        yield f"\n![{_escaped(page.title)}]({page.picture})"
    if beside:
        yield "\n:::\n\n::::"
    yield "\n::: notes\n"
    yield from (f"{_escaped(line)}\n" for line in page.notes)
    yield ":::"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text.replace("\n", " "))
