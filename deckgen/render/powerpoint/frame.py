"""What stands on every slide: title, kicker, lead; legend, footer, number, and the label of sample data."""

from collections.abc import Collection

from deckgen.deck import Deck, Run, Text
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.bullets import single
from deckgen.render.powerpoint.page import Page, own_size
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder

_TITLE_LINES = 2


def head(page: Page, number: int, count: int, taken: Collection[str]) -> None:
    """Draw title, kicker and lead, to be read before all else.

    Args:
        page: to draw on.
        number: which page of its slide it is.
        count: how many pages its slide takes.
        taken: titles that other slides have already.
    """
    place = page.template.placeholders[page.layout.frame["title"]]
    role = page.spec.roles.get("title", "title")
    suffix = f" ({number} of {count})" if count > 1 else ""
    text, size = _title(page, place, role, suffix)
    again = 2
    while str(text) in taken:
        text, size = _title(page, place, role, f"{suffix} ({again})")
        again += 1
    page.title = str(text)
    lines = fit.count_lines(fit.pieces(text, bold=True), size, place.text_width)
    runs = page.runs(text, Look(own_size(place, size)), size)
    page.frame.append(page.text(place, f"<a:p>{runs}</a:p>"))
    _kicker(page)
    _lead(page, fit.height(lines - 1, size) if lines > 1 else 0)


def _title(page: Page, place: Placeholder, role: str, suffix: str) -> tuple[Text, float]:
    """Give the title with its suffix, shortened before the suffix where it is too long, and its size."""
    title = page.slide.title or Text((Run(page.slide.id),))
    whole = Text((*title.runs, Run(suffix)), title.source) if suffix else title
    size = page.fitted(fit.pieces(whole, bold=True), place, role, lines=_TITLE_LINES)
    room = place.text_width - marks.mark_width(size) * (title.source is not None)
    length = len(str(title))
    while fit.count_lines(fit.pieces(whole, bold=True), size, room) > _TITLE_LINES and length > 1:
        length = int(length * 0.95)
        whole = Text((*fit.cut(title, length).runs, Run(suffix)), title.source)
    return whole, size


def _kicker(page: Page) -> None:
    place = page.framed("kicker")
    if place and page.slide.kicker:
        text = Text((Run(page.slide.kicker),))
        page.frame.append(single(text, page, place, "kicker", bold=True))


def _lead(page: Page, lower: float) -> None:
    """Draw the lead, as much lower as the title takes more than its one line."""
    place = page.framed("lead")
    if place and page.slide.lead:
        moved = place.at(place.box.lowered(lower)) if lower else place
        role = page.spec.roles.get("lead", "lead")
        page.frame.append(single(page.slide.lead, page, moved, role, moved=bool(lower)))


def foot(page: Page, number: int) -> None:
    """Draw legend, footer, slide number and the label of sample data, where the page layout has them."""
    scale = page.layout.scale
    if page.deck.sample and (place := page.framed("sample")):
        page.frame.append(single(Text((Run("Sample data"),)), page, place, "caption", bold=True))
    if page.sources and (place := page.framed("legend")):
        runs = marks.legend(page.sources, page.pen, place.size or scale["caption"].size)
        page.shapes.append(page.text(place, f"<a:p>{runs}</a:p>"))
    if place := page.framed("footer"):
        page.shapes.append(single(Text((Run(footer(page.deck)),)), page, place, "footer"))
    if place := page.framed("number"):
        page.shapes.append(page.text(place, f"<a:p>{page.pen.field('slidenum', str(number), Look())}</a:p>"))


def footer(deck: Deck) -> str:
    """Give the line that says for whom, on what occasion, and of when the data is."""
    date = f"as of {deck.as_of.day} {deck.as_of:%B %Y}"
    return " · ".join(part for part in (deck.customer, deck.occasion, date) if part)
