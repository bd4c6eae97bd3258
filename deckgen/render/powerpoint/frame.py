"""What stands on every slide: title, kicker, lead; legend, footer, number, and the label of sample data."""

from msgspec.structs import replace

from deckgen.deck import Deck, Run, Text
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.box import emu
from deckgen.render.powerpoint.bullets import single
from deckgen.render.powerpoint.page import Page, own_size
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder
from deckgen.render.powerpoint.title import Titles, drop, title_place

_SLACK = 1.03
"""By how much wider than its text the label of sample data is made, since programs round differently."""


def head(page: Page, number: int, count: int, titles: Titles) -> None:
    """Draw title, kicker and lead, to be read before all else.

    Args:
        page: to draw on.
        number: which page of its slide it is.
        count: how many pages its slide takes.
        titles: those of the pages before, to which this one's is added.
    """
    suffix = f" ({number} of {count})" if count > 1 else ""
    text, size = titles.fit(page, suffix)
    page.title = str(text)
    place = title_place(page)
    runs = page.runs(text, Look(own_size(place, size)), size)
    page.frame.append(page.text(place, f"<a:p>{runs}</a:p>"))
    _kicker(page)
    _lead(page, suffix)


def _kicker(page: Page) -> None:
    """Draw the kicker in one line."""
    place = page.framed("kicker")
    if place and page.slide.kicker.strip():
        kicker = Text((Run(page.slide.kicker),))
        size = page.fitted(fit.pieces(kicker, place.face), place, "kicker", lines=1)
        shown = fit.elide(kicker, place.face, size, place.text_width, 1)
        page.frame.append(page.text(place, f"<a:p>{page.pen.run(str(shown), Look(own_size(place, size)))}</a:p>"))


def _lead(page: Page, suffix: str) -> None:
    """Draw the lead, as much lower as the title takes more than its one line."""
    place = page.framed("lead")
    if place and page.slide.lead:
        lower = drop(page, place, suffix)
        moved = place.at(place.box.lowered(lower)) if lower else place
        role = page.spec.roles.get("lead", "lead")
        page.frame.append(single(page.slide.lead, page, moved, role, moved=bool(lower)))


def foot(page: Page, number: int) -> None:
    """Draw legend, footer, slide number and the label of sample data, where the page layout has them."""
    scale = page.layout.scale
    if page.deck.sample and (place := page.framed("sample")):
        page.frame.append(_sample(page, place))
    if page.sources and (place := page.framed("legend")):
        runs = marks.legend(page.sources, page.pen, place.size or scale["caption"].size)
        page.shapes.append(page.text(place, f"<a:p>{runs}</a:p>"))
    date = page.framed("date")
    if date:
        page.shapes.append(single(Text((Run(as_of(page.deck)),)), page, date, "footer"))
    if place := page.framed("footer"):
        line = footer(page.deck, dated=date is not None)
        page.shapes.append(single(Text((Run(line),)), page, place, "footer"))
    if place := page.framed("number"):
        page.shapes.append(page.text(place, f"<a:p>{page.pen.field('slidenum', str(number), Look())}</a:p>"))


def footer(deck: Deck, *, dated: bool = False) -> str:
    """Give the line that says for whom and on what occasion, and which audience's file it is: nobody mails a wrong one.

    The time of the data follows, unless it is ``dated`` elsewhere.
    """
    parts = (deck.customer, deck.occasion, deck.audience, "" if dated else as_of(deck))
    return " · ".join(filter(None, parts))


def as_of(deck: Deck) -> str:
    """Give the words that say of when the data is."""
    return f"as of {deck.as_of.day} {deck.as_of:%B %Y}"


def _sample(page: Page, place: Placeholder) -> str:
    """Write the label of sample data, wider towards the middle where a wide font needs that: it is never cut."""
    label = Text((Run("Sample data"),))
    size = place.size or page.layout.scale["caption"].size
    needed = fit.width(fit.pieces(label, place.face, bold=True), size) * _SLACK + place.insets[0] + place.insets[2]
    missing = max(emu(needed) - place.box.width, 0)
    to_left = missing if place.box.left > 2 * place.box.width else 0
    box = replace(place.box, left=place.box.left - to_left, width=place.box.width + missing)
    return single(label, page, place.at(box), "caption", moved=bool(missing), bold=True)
