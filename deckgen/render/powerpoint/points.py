"""Terms, each with a sentence: below it in a narrow place beside code, behind it in a wide one below."""

from deckgen.deck import Point, Points, Run, Text
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.bullets import even
from deckgen.render.powerpoint.page import Page, own_size
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder

_WIDE = 400.0
"""From this width on in points a sentence stands behind its term."""

_GAP, _MOST_GAP, _LEAST_GAP = 8.0, 20.0, 4.0
"""The usual space between points, what there may be more, and the least in a wide place, in points."""

_PLAIN = 'marL="0" indent="0"'
_BETWEEN = "   "


def draw(block: Points, slot: str, page: Page) -> Points | None:
    """Draw as many points as fit; give the rest."""
    (place, *_) = page.places(slot)
    return _draw_lines(block, place, page) if place.text_width >= _WIDE * page.scale else _draw(block, place, page)


def _draw(block: Points, place: Placeholder, page: Page) -> Points | None:
    """Draw terms, each with a sentence below it."""
    term, detail = page.layout.scale["head"], page.layout.scale["detail"]
    for step in range(3):
        sizes = (max(term.size - 2 * step, term.minimum), max(detail.size - step, detail.minimum))
        heights = [_height(item, place, sizes) for item in block.items]
        if sum(heights) <= place.text_height:
            break
    count = even(heights, place.text_height)
    spare = place.text_height - sum(heights[:count])
    gap = min(max(spare / max(count, 1), 0) * 0.5, _MOST_GAP) + _GAP
    paragraphs = "".join(
        _point(item, place, page, sizes, gap if number else 0) for number, item in enumerate(block.items[:count])
    )
    page.shapes.append(page.text(place, paragraphs))
    rest = block.items[count:]
    return Points(rest) if rest else None


def _height(item: Point, place: Placeholder, sizes: tuple[float, float]) -> float:
    term = fit.count_lines(fit.pieces(item.term, place.face, bold=True), sizes[0], place.text_width)
    detail = fit.count_lines(
        fit.pieces(item.detail, place.face), sizes[1], place.text_width - marks.mark_width(sizes[1])
    )
    return fit.height(term, sizes[0], place.face) + fit.height(detail, sizes[1], place.face) + 10


def _point(item: Point, place: Placeholder, page: Page, sizes: tuple[float, float], gap: float) -> str:
    term = fit.elide(item.term, place.face, sizes[0], place.text_width, 3, bold=True)
    detail = fit.elide(item.detail, place.face, sizes[1], place.text_width, 6)
    return (
        f"<a:p>{_before(gap)}{page.runs(term, Look(sizes[0], 'kubernetes', bold=True), sizes[0])}</a:p>"
        f"<a:p><a:pPr {_PLAIN}><a:buNone/></a:pPr>{page.runs(detail, Look(own_size(place, sizes[1])), sizes[1])}</a:p>"
    )


def _draw_lines(block: Points, place: Placeholder, page: Page) -> Points | None:
    """Draw terms, each with its sentence behind it."""
    scale = page.layout.scale["detail"]
    for size in fit.steps(place.size or scale.size, scale.minimum):
        heights = [_line_height(item, place, size) for item in block.items]
        if sum(heights) <= place.text_height + _LEAST_GAP:
            break
    count = even(heights, place.text_height + _LEAST_GAP)
    spare = max(place.text_height - sum(heights[:count]), 0) / max(count, 1)
    gap = min(spare, _GAP) + _LEAST_GAP
    most = max(int(place.text_height / fit.height(1, size, place.face)), 1)
    paragraphs = "".join(
        _line(item, place, page, size, gap if number else 0, most) for number, item in enumerate(block.items[:count])
    )
    page.shapes.append(page.text(place, paragraphs))
    rest = block.items[count:]
    return Points(rest) if rest else None


def _line_height(item: Point, place: Placeholder, size: float) -> float:
    stretches = [*fit.pieces(item.term, place.face, bold=True), *fit.pieces(_behind(item), place.face)]
    lines = fit.count_lines(stretches, size, place.text_width - marks.mark_width(size))
    return fit.height(lines, size, place.face) + _LEAST_GAP


def _line(item: Point, place: Placeholder, page: Page, size: float, gap: float, most: int) -> str:
    look = Look(own_size(place, size))
    term = fit.elide(item.term, place.face, size, place.text_width, 1, bold=True)
    whole = Text((*(Run(run.text, "strong", run.href) for run in term.runs), *_behind(item).runs), item.detail.source)
    shown = fit.elide(whole, place.face, size, place.text_width - marks.mark_width(size), most)
    head, behind = shown.runs[: len(term.runs)], shown.runs[len(term.runs) :]
    written = page.runs(Text(head), Look(look.size, "kubernetes", bold=True), size)
    return f"<a:p>{_before(gap)}{written}{page.runs(Text(behind, shown.source), look, size)}</a:p>"


def _behind(item: Point) -> Text:
    return Text((Run(_BETWEEN), *item.detail.runs), item.detail.source)


def _before(gap: float) -> str:
    return f'<a:pPr {_PLAIN}><a:spcBef><a:spcPts val="{round(gap * 100)}"/></a:spcBef><a:buNone/></a:pPr>'
