"""The agenda: a row a section, each leading to its first slide, in one table or two."""

from msgspec.structs import replace

from deckgen.deck import Agenda, AgendaRow, Run, Text
from deckgen.render.powerpoint import fit
from deckgen.render.powerpoint.box import emu
from deckgen.render.powerpoint.grid import EDGE, SIDE, cell, grid
from deckgen.render.powerpoint.markup import NOTHING
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder

_HEADS = (("Part", "left", 0), ("Topic", "left", SIDE), ("Time", "right", 0))
"""The words above the columns, how they are aligned, and the room at their sides."""
_NUMBER, _TIME, _HEAD = 50.0, 66.0, 24.0
_LEAST, _AIRY = 40.0, 72.0


def draw(block: Agenda, slot: str, page: Page) -> Agenda | None:
    """Draw the rows, all in one size, in as many tables as there are placeholders for; give what does not fit."""
    places = page.places(slot)
    room = places[0].box.height_pt - _HEAD * page.scale
    most = int(room / (_LEAST * page.scale))
    shown, rest = block.rows[: most * len(places)], block.rows[most * len(places) :]
    a_table = -(-len(shown) // len(places))
    height = min(_AIRY * page.scale, room / max(a_table, 1))
    timed = any(row.minutes for row in block.rows)
    room = _widths(places[0], page, timed=timed)[1] - 2 * SIDE
    size = min(_name(row, room, page, height)[1] for row in shown)
    for number, place in enumerate(places):
        rows = shown[number * a_table : (number + 1) * a_table]
        if rows:
            page.shapes.append(_table(rows, place, page, height, size, timed=timed))
    return Agenda(rest) if rest else None


def _widths(place: Placeholder, page: Page, *, timed: bool) -> list[float]:
    number, time = _NUMBER * page.scale, _TIME * page.scale
    return [number, place.box.width_pt - number - time * timed, *([time] * timed)]


def _table(
    rows: tuple[AgendaRow, ...], place: Placeholder, page: Page, height: float, size: float, *, timed: bool
) -> str:
    widths = _widths(place, page, timed=timed)
    head = Look(page.layout.scale["column-head"].size, bold=True)
    heads = _HEADS if timed else _HEADS[:2]
    written = [
        (
            _HEAD * page.scale,
            "".join(
                cell(page.pen.run(word, head), align=align, anchor="b", edge=2, side=side)
                for word, align, side in heads
            ),
        )
    ]
    written += [(height, _row(row, widths[1], page, height, size, timed=timed)) for row in rows]
    box = replace(place.box, height=emu(sum(one for one, _ in written)))
    alt = f"Agenda, parts {rows[0].number} to {rows[-1].number}"
    return page.table(place, box, grid(widths, written, page.layout.table_style), alt)


def _row(row: AgendaRow, room: float, page: Page, height: float, size: float, *, timed: bool) -> str:
    title, _ = _name(row, room - 2 * SIDE, page, height)
    number_size = min(32.0 * page.scale, height - 2 * EDGE - 6)
    number = page.pen.run(str(row.number), Look(number_size, "kubernetes", bold=True))
    link = page.link(f"#{row.slide}", quiet=True)
    topic = page.pen.run(str(title), Look(size, "text", bold=True), link)
    cells = cell(number, side=0) + cell(topic)
    if timed:
        words = f"{row.minutes} min" if row.minutes else NOTHING
        cells += cell(page.pen.run(words, Look(page.layout.scale["detail"].size, "muted")), align="right", side=0)
    return cells


def _name(row: AgendaRow, room: float, page: Page, height: float) -> tuple[Text, float]:
    """Give a section's title and its size: in full where that fits, else its short name, else shortened."""
    title = Text((Run(row.title.strip() or NOTHING),))
    names = [title, Text((Run(row.short),))] if row.short.strip() else [title]
    for name in names:
        if size := _size(name, room, page, height):
            return name, size
    scale, face = page.layout.scale["head"], page.template.running
    lines = max(int((height - 2 * EDGE) / fit.height(1, scale.minimum, face)), 1)
    return fit.elide(title, face, scale.minimum, room, lines, bold=True), scale.minimum


def _size(name: Text, room: float, page: Page, height: float) -> float | None:
    """Give the largest size at which a name fits, on one line where that can be: links break in the middle of words."""
    scale, face = page.layout.scale["head"], page.template.running
    pieces = fit.pieces(name, face, bold=True)
    fitting = (
        size
        for most in (1, max(int(height), 1))
        for size in fit.steps(scale.size, scale.minimum)
        if (needed := fit.count_lines(pieces, size, room)) <= most
        and fit.height(needed, size, face) + 2 * EDGE <= height
    )
    return next(fitting, None)
