"""What to do and what not to do: a card for each, in two columns."""

from itertools import zip_longest

from msgspec.structs import replace

from deckgen.deck import Advice, Text
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.box import emu
from deckgen.render.powerpoint.bullets import even
from deckgen.render.powerpoint.grid import EDGE, border, cell, grid
from deckgen.render.powerpoint.markup import NOTHING, escape
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder

_Side = tuple[str, str, str, str]
_SIDES: tuple[_Side, _Side] = (("✓", "Do", "good", "good-fill"), ("✗", "Do not", "warning", "warning-fill"))
"""Per column its sign, its head, its colour and the ground of its cards: a colour alone says nothing to some."""

_ROW, _CARD = 40.0, 104.0
"""The least height of a card in points, and the most that one is given where there is room."""

_SIDE, _HANG = 14.0, 1.5
"""The room at the sides of a card's text, in points; how far text stands behind its sign, in ems."""

_ACROSS, _DOWN = 14.0, 8.0
"""The gaps between cards, beside each other and below each other, in points."""

_MOST_LINES = 4

_Pair = tuple[Text | None, Text | None]


def draw(block: Advice, slot: str, page: Page) -> Advice | None:
    """Draw as many pairs of cards as fit; give the rest, which has the same heads."""
    (place, *_) = page.places(slot)
    pairs = list(zip_longest(block.do, block.dont))
    head_size = page.layout.scale["head"].size
    head = fit.height(1, head_size, page.template.running) + 2 * EDGE
    room = place.box.height_pt - head
    size = _size(pairs, place, page, room)
    heights = [_height(pair, size, place, page) for pair in pairs]
    count = even(heights, room)
    airy = min(_CARD * page.scale, room / count)
    heights = [max(height, airy) for height in heights[:count]]
    rows = [(head, "".join(_head(side, head_size, page) for side in _SIDES))]
    rows += [(height, _row(pair, size, place, page)) for pair, height in zip(pairs, _kept(heights, room), strict=False)]
    box = replace(place.box, height=emu(sum(height for height, _ in rows)))
    alt = f"What to do and what not to do, {count} card{'s' * (count != 1)} each"
    page.shapes.append(page.table(place, box, grid([_width(place)] * 2, rows, page.layout.table_style), alt))
    return Advice(block.do[count:], block.dont[count:]) if count < len(pairs) else None


def _size(pairs: list[_Pair], place: Placeholder, page: Page, room: float) -> float:
    """Give the largest size at which each text stands on one line; where that is small, at which all cards fit."""
    scale = page.layout.scale["body"]
    sizes = [*fit.steps(max(scale.roomy, scale.size), scale.minimum)] if page.part == 1 else [scale.minimum]
    fitting = [size for size in sizes if sum(_height(pair, size, place, page) for pair in pairs) <= room]
    flat = (
        size
        for size in fitting
        if size >= scale.size and all(_lines(text, size, place, page) == 1 for text in _texts(pairs))
    )
    return next(flat, fitting[0] if fitting else scale.minimum)


def _texts(pairs: list[_Pair]) -> list[Text]:
    return [text for pair in pairs for text in pair if text]


def _kept(heights: list[float], room: float) -> list[float]:
    """Give heights that are no more than the room together: cards that need more take it from those with air."""
    over = sum(heights) - room
    return [height - max(over, 0) / len(heights) for height in heights]


def _width(place: Placeholder) -> float:
    return place.box.width_pt / 2


def _inner(size: float, place: Placeholder) -> float:
    """Give how wide a card's text can be, behind its sign and beside a mark."""
    return _width(place) - 2 * _SIDE - _ACROSS / 2 - _HANG * size - marks.mark_width(size)


def _lines(text: Text, size: float, place: Placeholder, page: Page) -> int:
    return fit.count_lines(fit.pieces(text, page.template.running), size, _inner(size, place))


def _height(pair: _Pair, size: float, place: Placeholder, page: Page) -> float:
    lines = max((min(_lines(text, size, place, page), _MOST_LINES) for text in pair if text), default=1)
    needed = max(fit.height(lines, size, page.template.running), size * marks.SYMBOL_LINE)
    return max(needed + 2 * EDGE + _DOWN, _ROW * page.scale)


def _head(side: _Side, size: float, page: Page) -> str:
    sign, word, ink, _ = side
    look = Look(size, ink, bold=True)
    runs = page.pen.run(f"{sign}\N{NO-BREAK SPACE}", replace(look, symbol=True)) + page.pen.run(word, look)
    return cell(runs, anchor="b", side=_SIDE, look=_gaps(page, side))


def _row(pair: _Pair, size: float, place: Placeholder, page: Page) -> str:
    return "".join(_card(text, side, size, place, page) for text, side in zip(pair, _SIDES, strict=True))


def _card(text: Text | None, side: _Side, size: float, place: Placeholder, page: Page) -> str:
    """Write a card; where one column is longer than the other, an empty place without a ground."""
    sign, _, ink, ground = side
    if not text:
        return cell(page.pen.run(NOTHING, Look(size)), look=_gaps(page, side))
    hang, font = emu(_HANG * size), escape(page.layout.fonts.symbol)
    opening = (
        f'<a:pPr marL="{hang}" indent="-{hang}"><a:buClr>{page.pen.colour(ink)}</a:buClr>'
        f'<a:buFont typeface="{font}"/><a:buChar char="{sign}"/></a:pPr>'
    )
    shown = fit.elide(text, page.template.running, size, _inner(size, place), _MOST_LINES)
    runs = page.runs(shown, Look(size), size)
    return cell(opening + runs, side=_SIDE, look=_gaps(page, side) + page.pen.fill(ground))


def _gaps(page: Page, side: _Side) -> str:
    """Write the borders that keep a card apart from those beside and below it: lines in the colour of the slide."""
    paper = page.pen.fill("paper")
    beside = border("R" if side == _SIDES[0] else "L", paper, _ACROSS)
    return beside + border("T", paper, _DOWN) + border("B", paper, _DOWN)
