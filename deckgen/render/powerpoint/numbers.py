"""Big numbers, each with what it counts and where it comes from."""

from deckgen.deck import Number, Numbers, Run, Text
from deckgen.fact import Source
from deckgen.layout import Size
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.box import Box, emu
from deckgen.render.powerpoint.markup import NOTHING
from deckgen.render.powerpoint.page import Page, own_size
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder

_INDENT = 16.0
_HANGING = f'<a:pPr marL="{emu(_INDENT)}" indent="-{emu(_INDENT)}"/>'
"""The words stand beside the mark, not below it."""

_RISE = 3.0
"""By how much a mark may make its line higher where another font stands in for that of symbols, in points."""


def draw(block: Numbers, slot: str, page: Page) -> Numbers | None:
    """Draw as many numbers as the page layout has pairs of placeholders for, over the whole height; give the rest."""
    places = page.places(slot)
    pairs = list(zip(places[::2], places[1::2], strict=True))
    pages = -(-len(block.items) // len(pairs))
    count = -(-len(block.items) // pages)
    shown, rest = block.items[:count], block.items[count:]
    top, bottom = pairs[0][0].box.top, pairs[-1][0].box.bottom
    height = (bottom - top) // max(len(shown), 1)
    taller = max(height - (pairs[1][0].box.top - top), 0) if len(pairs) > 1 else 0
    for row, (item, (value, words)) in enumerate(zip(shown, pairs, strict=False)):
        lowered = top + row * height - value.box.top
        page.shapes += [
            _value(item, value.at(_down(value.box, lowered)), page, moved=bool(lowered)),
            _words(item, words.at(_down(words.box, lowered, taller)), page, moved=bool(lowered or taller)),
        ]
    return Numbers(rest) if rest else None


def _down(box: Box, by: int, taller: int = 0) -> Box:
    return Box(box.left, box.top + by, box.width, box.height + taller)


def _value(item: Number, place: Placeholder, page: Page, *, moved: bool) -> str:
    text = Text((Run(item.value.strip() or NOTHING),))
    size = page.fitted(fit.pieces(text, place.face), place, "number", lines=1)
    shown = fit.elide(text, place.face, size, place.text_width, 1)
    ink = "" if item.source is Source.OBSERVED else "muted"
    return page.text(place, f"<a:p>{page.pen.run(str(shown), Look(own_size(place, size), ink))}</a:p>", moved=moved)


def _label(label: Text, place: Placeholder, scale: Size) -> tuple[float, int]:
    """Give the size of what a number counts, and its lines: one where it can be, else two of the smallest size."""
    stretches = fit.pieces(label, place.face, bold=True)
    for size in fit.steps(scale.size, scale.minimum):
        if fit.count_lines(stretches, size, place.text_width) == 1:
            return size, 1
    return scale.minimum, 2


def _words(item: Number, place: Placeholder, page: Page, *, moved: bool) -> str:
    detail_scale = page.layout.scale["detail"]
    label = Text((Run(item.label.strip() or NOTHING),))
    label_size, label_lines = _label(label, place, page.layout.scale["head"])
    label = fit.elide(label, place.face, label_size, place.text_width, label_lines, bold=True)
    room = place.text_height - fit.height(label_lines, label_size, place.face) - _RISE * (item.source in marks.GLYPHS)
    width = place.text_width - _INDENT
    stretches = fit.pieces(item.detail, place.face)
    for size in fit.steps(detail_scale.size, detail_scale.minimum):
        # A word that is too long for a line begins one, below the mark.
        below = item.source in marks.GLYPHS and fit.longest_word(stretches, size) > width
        lines = max(int((room + 1) / fit.height(1, size, place.face)) - below, 1)
        if fit.count_lines(stretches, size, width) <= lines:
            break
    detail = fit.elide(item.detail, place.face, size, width, lines)
    runs = page.runs(detail, Look(own_size(place, size), "muted"), size, marked=False)
    if item.source in marks.GLYPHS:
        page.sources.add(item.source)
        mark = marks.mark(item.source, page.pen, size * 1.1, gap=False)
        runs = f"{_HANGING}{mark}{page.pen.tab()}{runs}"
    head = page.pen.run(str(label), Look(label_size, bold=True))
    return page.text(place, f"<a:p>{head}</a:p><a:p>{runs}</a:p>", moved=moved)
