"""Tables: real ones, with hairlines instead of boxes, as high as their measured text."""

import math
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck import Column, Run, Table, Text, plain
from deckgen.fact import Source
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.box import emu
from deckgen.render.powerpoint.bullets import count_pages, even
from deckgen.render.powerpoint.columns import share_width
from deckgen.render.powerpoint.face import Face
from deckgen.render.powerpoint.grid import EDGE, SIDE, cell, grid
from deckgen.render.powerpoint.markup import NOTHING
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder
from deckgen.sketch import say

_EMPTY = Text((Run(NOTHING),))
ROW, _DENSE_ROW, _AIRY_ROWS = 33.0, 23.0, (64.0, 56.0, 48.0, 40.0)
"""The least height of a row in points, that of a table too long for its page, and what is taken where there is room."""

_AIRY_SHARES = (0.75, 0.85, 0.9, 1.0)
"""How much of the room rows may take that have so much air."""

HEAD = ROW * 0.85
"""The least height of the heads, in points."""

_MOST_LINES, _MOST_HEAD_LINES = 6, 3
"""Lines that a cell, and one of the heads, may take before it is shortened."""

_ROOMY_SHARE = 0.8
"""How much of its place a table may take at the roomy size: rows need less air than paragraphs."""

_DENSE_EDGE = 3.5
"""Room above and below the text of a long table's cells, in points."""


class _Setting(Struct, frozen=True):
    """A table at one size.

    Attributes:
        size: of the cells' text, in points.
        widths: of the columns.
        head: how high the heads are.
        heights: of the rows.
        lines: how many lines of text the rows have, in all.
        broken: a word is broken in the middle.
    """

    size: float
    widths: list[float]
    head: float
    heights: list[float]
    lines: int
    broken: bool


def draw(block: Table, slot: str, page: Page) -> Table | None:
    """Draw as many rows as fit below the heads; give the rest, which has the same heads."""
    (place, *_) = page.places(slot)
    block = replace(block, rows=tuple(tuple(text or _EMPTY for text in row) for row in block.rows))
    sources = {text.source for row in block.rows for text in row}
    mixed = block.by_cell or bool(sources & {Source.DECLARED, Source.DOCUMENTED})
    room = place.box.height_pt
    setting = _set(block, place, page, room)
    count = even(setting.heights, room - setting.head)
    shown = block.rows[:count]
    setting = replace(setting, heights=grow(setting.heights[:count], room - setting.head, page.scale))
    whole = Source.OBSERVED if Source.OBSERVED in sources and not mixed else None
    rows = [(setting.head, _heads(block, setting, page, whole))]
    rows += [
        (height, _row(block.columns, row, setting, page, mixed))
        for row, height in zip(shown, setting.heights, strict=False)
    ]
    height = sum(height for height, _ in rows)
    xml = grid(setting.widths, rows, page.layout.table_style, first_column=block.columns[0].strong)
    heads = ", ".join(column.head for column in block.columns)
    alt = say(f"Table with {len(shown)} row{'s' * (len(shown) != 1)}: {heads}")
    page.shapes.append(page.table(place, replace(place.box, height=emu(height)), xml, alt))
    rest = block.rows[count:]
    return replace(block, rows=rest) if rest else None


def grow(heights: list[float], room: float, scale: float) -> list[float]:
    """Give rows more air as long as some of the room is left, more of it the airier they are."""
    for least, share in zip(_AIRY_ROWS, _AIRY_SHARES, strict=True):
        airy = [max(height, scale * least) for height in heights]
        if sum(airy) <= share * room:
            return airy
    return heights


def _set(block: Table, place: Placeholder, page: Page, room: float) -> _Setting:
    """Give the largest setting in which the table fits, or takes no page more than at the smallest size."""
    scale = page.layout.scale["table"]

    @cache
    def measured(size: float) -> _Setting:
        return _measure(block, place, page, size)

    def height_at(size: float) -> float:
        setting = measured(size)
        worse = (setting.broken and not smallest.broken) or (size > scale.size and setting.lines > usual.lines)
        return math.inf if worse else setting.head + sum(setting.heights)

    smallest, usual = measured(scale.minimum), measured(scale.size)
    if page.part == 1 and smallest.head + sum(smallest.heights) <= room:
        return measured(fit.best(scale, scale.size, height_at, room, roomy_share=_ROOMY_SHARE))
    least = count_pages(smallest.heights, room - smallest.head)
    return next(
        setting
        for size in fit.steps(scale.size, scale.minimum)
        if (setting := measured(size)).broken <= smallest.broken
        and count_pages(setting.heights, room - setting.head) <= least
    )


def _measure(block: Table, place: Placeholder, page: Page, size: float) -> _Setting:
    head_size, face = min(page.layout.scale["column-head"].size, size), page.template.running
    columns = range(len(block.columns))
    dense = size <= page.layout.scale["table"].minimum
    heads = [fit.pieces(plain(column.head), face, bold=True) for column in block.columns]
    cells = [[_pieces(column, row[index], face) for row in block.rows] for index, column in enumerate(block.columns)]
    extra = _extra(size)
    natural = [
        max([fit.width(heads[at], head_size), *(fit.width(one, size) for one in cells[at])]) + extra for at in columns
    ]
    least = [
        max([fit.longest_word(heads[at], head_size), *(fit.longest_word(one, size) for one in cells[at])]) + extra
        for at in columns
    ]
    widths = share_width(place.box.width_pt, natural, least, [max(column.weight, 0.01) for column in block.columns])
    inner = [max(width - extra, size) for width in widths]
    head = min(max(fit.count_lines(heads[at], head_size, inner[at]) for at in columns), _MOST_HEAD_LINES)
    lines = [max(fit.count_lines(cells[at][row], size, inner[at]) for at in columns) for row in range(len(block.rows))]
    heights = [_row_height(one, size, page, dense=dense) for one in lines]
    broken = any(low > width + 0.01 for low, width in zip(least, widths, strict=True))
    return _Setting(
        size, widths, max(fit.height(head, head_size, face) + 2 * EDGE, HEAD * page.scale), heights, sum(lines), broken
    )


def _row_height(lines: int, size: float, page: Page, *, dense: bool) -> float:
    least = page.scale * (_DENSE_ROW if dense else ROW)
    return max(
        fit.height(min(lines, _MOST_LINES), size, page.template.running) + 2 * (_DENSE_EDGE if dense else EDGE) + 1,
        least,
    )


def _extra(size: float) -> float:
    """Give what of a column's width is not text: the room at its sides, and that for a mark."""
    return 2 * SIDE + marks.mark_width(size) + 1


def _pieces(column: Column, text: Text, face: Face) -> list[fit.Piece]:
    return fit.pieces(text, face, bold=column.strong, mono=column.mono)


def _heads(block: Table, setting: _Setting, page: Page, whole: Source | None) -> str:
    """Write the heads; where all of the table has one source, its mark stands with the first of them."""
    size = min(page.layout.scale["column-head"].size, setting.size)
    look = Look(size, bold=True)
    written = []
    for number, column in enumerate(block.columns):
        head = Text((Run(column.head.strip() or NOTHING),), whole if number == 0 else None)
        inner = max(setting.widths[number] - _extra(setting.size), size)
        shown = fit.elide(head, page.template.running, size, inner, _MOST_HEAD_LINES, bold=True)
        runs = page.runs(shown, look, size, marked=False) + (page.mark(whole, size) if whole and number == 0 else "")
        written.append(cell(runs, align=column.align, anchor="b"))
    return "".join(written)


def _row(columns: tuple[Column, ...], row: tuple[Text, ...], setting: _Setting, page: Page, mixed: bool) -> str:  # noqa: FBT001 - private
    written = []
    for column, text, width in zip(columns, row, setting.widths, strict=True):
        look = Look(setting.size, bold=column.strong or None, mono=column.mono)
        inner = max(width - _extra(setting.size), setting.size)
        shown = fit.elide(
            text, page.template.running, setting.size, inner, _MOST_LINES, bold=column.strong, mono=column.mono
        )
        runs = page.runs(shown, look, setting.size)
        if mixed and text.source is Source.OBSERVED:
            runs += page.mark(text.source, setting.size)
        written.append(cell(runs, align=column.align, edge=_DENSE_EDGE))
    return "".join(written)
