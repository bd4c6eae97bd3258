"""The callout: one thing to mind, that is well, to do next, or to fill in."""

from msgspec.structs import replace

from deckgen.deck import Callout, Run, Text
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.box import Box, emu
from deckgen.render.powerpoint.page import Page, own_size
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder

_INKS = {
    "mind": ("warning", "warning-fill"),
    "good": ("good", "good-fill"),
    "next": ("kubernetes", "kubernetes-fill"),
    "fill": ("muted", "surface"),
}
"""The ink of head and bar, and the ground, by tone."""

_BAR = 5.0
_LOW = 1.0 * 72
"""Below this height, in points, head and text share a paragraph."""


def draw(block: Callout, slot: str, page: Page) -> None:
    """Draw it as high as its text, smaller where it is long, shortened where even that does not do."""
    (place, *_) = page.places(slot)
    scale = page.layout.scale["callout"]
    inline = place.box.height_pt < _LOW
    width = place.text_width - marks.mark_width(scale.size)
    for size in fit.steps(place.size or scale.size, scale.minimum):
        needed = _height(block, size, width, place, inline=inline)
        if needed <= place.text_height + 1:
            break
    ink, ground = _INKS[block.tone]
    room = place.text_height + 1 - 2 * place.before * (not inline)
    lines = max(int(room / fit.height(1, size, place.face)) - (not inline), 1)
    head_look, look = Look(own_size(place, size), ink, bold=True), Look(own_size(place, size))
    if inline:
        whole = Text((Run(block.head, "strong"), Run("   "), *block.text.runs), block.text.source)
        first, *others = fit.elide(whole, place.face, size, width, lines).runs
        head = page.pen.run(first.text, head_look)
        paragraphs = f"<a:p>{head}{page.runs(Text(tuple(others), block.text.source), look, size)}</a:p>"
    else:
        head = page.pen.run(str(fit.elide(Text((Run(block.head),)), place.face, size, width, 1, bold=True)), head_look)
        text = fit.elide(block.text, place.face, size, width, lines)
        paragraphs = f"<a:p>{head}</a:p><a:p>{page.runs(text, look, size)}</a:p>"
    box = _shrunk(place, needed)
    bar = Box(box.left, box.top, emu(_BAR), box.height)
    shape = page.text(place.at(box), paragraphs, fill=page.pen.fill(ground), moved=True, anchor="ctr" if inline else "")
    page.shapes += [shape, page.ornament("Callout bar", bar, page.pen.fill(ink))]


def _height(block: Callout, size: float, width: float, place: Placeholder, *, inline: bool) -> float:
    head, text = fit.pieces(Text((Run(block.head, "strong"),)), place.face), fit.pieces(block.text, place.face)
    if inline:
        gap = fit.pieces(Text((Run("   "),)), place.face)
        return fit.height(fit.count_lines([*head, *gap, *text], size, width), size, place.face)
    lines = 1 + fit.count_lines(text, size, width)
    return fit.height(lines, size, place.face) + 2 * place.before


def _shrunk(place: Placeholder, needed: float) -> Box:
    height = min(emu(needed + place.insets[1] + place.insets[3] + 4), place.box.height)
    return replace(place.box, height=height)
