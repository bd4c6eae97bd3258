"""Checklists: a row for each thing that holds, does not hold, or is to be looked at."""

from msgspec.structs import replace

from deckgen.deck import Check, Checklist, Run, Text, plain
from deckgen.fact import Source
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.box import emu
from deckgen.render.powerpoint.bullets import even
from deckgen.render.powerpoint.grid import EDGE, SIDE, border, cell, grid
from deckgen.render.powerpoint.markup import NOTHING
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder

STATES = {
    "good": ("✓", "good", "holds", "good-fill"),
    "warning": ("!", "warning", "to do", "warning-fill"),
    "open": ("?", "muted", "to look at", "surface"),
    "unseen": ("?", "warning", "not visible", "surface"),
    "waived": ("\N{EN DASH}", "muted", "waived", "surface"),
}
"""Per state its mark, its colour, the word for it (a colour alone says nothing to some), and its ground."""

_HEADS = ("State", "Check", "Finding")
_SIDES = (10.0, 2 * SIDE, SIDE)
"""The room at the sides of each column's cells, in points."""

_STATE = 96.0
_HEAD = 24.0
_ROW, _AIRY_ROW = 34.0, 62.0
_MOST_LINES = 4
_SLACK = 3.0
"""What the words of a state need beyond their width, in points: programs round differently."""


def draw(block: Checklist, slot: str, page: Page) -> Checklist | None:
    """Draw as many rows as fit; give the rest."""
    (place, *_) = page.places(slot)
    room = place.box.height_pt - _HEAD * page.scale
    detailed = any(item.detail for item in block.items)
    widths = _widths(block, place, page, detailed)
    label, detail = page.layout.scale["head"], page.layout.scale["body"]
    for step in range(5) if page.part == 1 else (4,):
        sizes = (max(label.size - step, label.minimum), max(detail.size - step, detail.minimum))
        heights = [_height(item, sizes, widths, page) for item in block.items]
        if sum(heights) <= room:
            break
    count = even(heights, room)
    airy = min(_AIRY_ROW * page.scale, room / max(count, 1))
    heights = _grow(heights[:count], airy, room)
    head = Look(page.layout.scale["column-head"].size, bold=True)
    rows = [
        (
            _HEAD * page.scale,
            "".join(
                [
                    cell(page.pen.run(word, head), edge=2, anchor="b", side=side)
                    for word, side in zip(_HEADS, _SIDES, strict=True)
                ][: len(widths)]
            ),
        )
    ]
    rows += [(height, _row(item, sizes, widths, page)) for item, height in zip(block.items, heights, strict=False)]
    box = replace(place.box, height=emu(sum(height for height, _ in rows)))
    alt = f"Checklist with {count} row{'s' * (count != 1)}"
    page.shapes.append(page.table(place, box, grid(widths, rows, page.layout.table_style), alt))
    rest = block.items[count:]
    return Checklist(rest) if rest else None


def _widths(block: Checklist, place: Placeholder, page: Page, detailed: bool) -> list[float]:  # noqa: FBT001 - private
    largest, small = page.layout.scale["head"].size, page.layout.scale["caption"].size
    words = (fit.pieces(plain(_said(item)), page.template.running, bold=True) for item in block.items)
    needed = max(fit.width(one, small) for one in words) + largest + 2 * _SIDES[0] + _SLACK
    state = max(_STATE * page.scale, needed)
    room = place.box.width_pt - state
    return [state, room * 0.43, room * 0.57] if detailed else [state, room]


def _grow(heights: list[float], least: float, room: float) -> list[float]:
    """Give rows the same height where there is room for that, else the height that each needs."""
    grown = [max(height, least) for height in heights]
    return grown if sum(grown) <= room else heights


def _inner(widths: list[float], sizes: tuple[float, float]) -> list[float]:
    """Give how wide text can be in each column, beside a mark."""
    mark = marks.mark_width(sizes[0])
    return [width - 2 * side - mark for width, side in zip(widths, _SIDES, strict=False)]


def _height(item: Check, sizes: tuple[float, float], widths: list[float], page: Page) -> float:
    face = page.template.running
    inner = _inner(widths, sizes)
    label = min(fit.count_lines(fit.pieces(item.label, face, bold=True), sizes[0], inner[1]), _MOST_LINES)
    detail = min(fit.count_lines(fit.pieces(item.detail, face), sizes[1], inner[-1]), _MOST_LINES)
    least = max(_ROW * page.scale - 2 * EDGE, sizes[0] * marks.SYMBOL_LINE)
    return max(fit.height(label, sizes[0], face), fit.height(detail, sizes[1], face), least) + 2 * EDGE


def _said(item: Check) -> str:
    """Give the words beside a row's mark, which stay on its line."""
    word = item.word or STATES[item.state][2]
    return f"  {word}".replace(" ", "\N{NO-BREAK SPACE}")


def _row(item: Check, sizes: tuple[float, float], widths: list[float], page: Page) -> str:
    mark, ink, _, ground = STATES[item.state]
    inner = _inner(widths, sizes)
    state = page.pen.run(mark, Look(sizes[0], ink, bold=True, symbol=True)) + page.pen.run(
        _said(item), Look(page.layout.scale["caption"].size, ink, bold=True)
    )
    gap = border("T", page.pen.fill("paper"), 3) + border("B", page.pen.fill("paper"), 3)
    face = page.template.running
    label = fit.elide(item.label or Text((Run(NOTHING),)), face, sizes[0], inner[1], _MOST_LINES, bold=True)
    cells = cell(state, side=_SIDES[0], look=gap + page.pen.fill(ground))
    cells += cell(page.runs(label, Look(sizes[0], bold=True), sizes[0]), side=_SIDES[1])
    if len(widths) > 2:  # noqa: PLR2004 - state, label, detail
        detail = fit.elide(item.detail, face, sizes[1], inner[2], _MOST_LINES)
        look = Look(sizes[1], "muted" if item.state == "good" else "text")
        runs = page.runs(detail, look, sizes[1]) if detail else page.pen.run(NOTHING, look)
        if item.detail and item.detail.source is Source.OBSERVED:
            runs += page.mark(Source.OBSERVED, sizes[1])
        cells += cell(runs)
    return cells
