"""A PDF's bookmarks: the deck's sections, in each its slides."""

import pikepdf

from deckgen.deck import Deck
from deckgen.pdf.pages import Page
from deckgen.wording import clean


def add_bookmarks(pdf: pikepdf.Pdf, deck: Deck, pages: list[Page]) -> None:
    """Write the bookmarks, in place of those that are there; a page of a slide unknown to the deck has none."""
    sections = {slide.id: section for section in deck.sections for slide in section.slides}
    titles = {section.id: section.title for section in deck.sections}
    with pdf.open_outline() as outline:
        outline.root.clear()
        heads: dict[str, pikepdf.OutlineItem] = {}
        for number, page in enumerate(pages):
            if page.slide not in sections:
                continue
            section = sections[page.slide].id
            if section not in heads:
                heads[section] = pikepdf.OutlineItem(clean(titles[section]), number)
                outline.root.append(heads[section])
            heads[section].children.append(pikepdf.OutlineItem(page.title, number))
