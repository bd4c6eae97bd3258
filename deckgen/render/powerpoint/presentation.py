"""The presentation: a template with the deck's slides in it."""

from collections.abc import Callable
from typing import Any

from deckgen.deck import Deck, Section
from deckgen.layout import Layout, palette
from deckgen.render.powerpoint import brand, flow
from deckgen.render.powerpoint.notes import write_notes
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.parts import Parts
from deckgen.render.powerpoint.pen import Pen
from deckgen.render.powerpoint.properties import set_properties
from deckgen.render.powerpoint.sections import add_sections
from deckgen.render.powerpoint.tags import fingerprint, tags_xml
from deckgen.render.powerpoint.template import open_layout
from deckgen.render.powerpoint.tidy import tidy
from deckgen.render.powerpoint.title import Titles

Drawn = list[tuple[Section, list[Page]]]


def assemble(deck: Deck, layout: Layout, progress: Callable[[str, int], None]) -> tuple[Any, int]:
    """Draw all slides into the template; give python-pptx's ``Presentation`` and how many slides it has."""
    deck = tidy(deck)
    presentation, template = open_layout(layout)
    colours = dict(palette(layout))
    brand.apply_accent(presentation, deck, layout, colours, template)
    parts = Parts(presentation, (slide.id for slide in deck.slides))
    edition = flow.Edition(deck, layout, template, Pen(layout, deck.language, template.names), colours, parts)
    drawn = _draw(edition, progress)
    pages = [page for _, of_section in drawn for page in of_section]
    notes = sum(_complete(page) for page in pages)
    listed = [(section, [parts.list_slide(page.sheet) for page in of_section]) for section, of_section in drawn]
    add_sections(presentation.element, [one for one in listed if one[1]])
    set_properties(presentation, deck, len(pages), notes)
    return presentation, len(pages)


def _draw(edition: flow.Edition, progress: Callable[[str, int], None]) -> Drawn:
    drawn: Drawn = []
    titles = Titles()
    count = 0
    for section in edition.deck.sections:
        pages: list[Page] = []
        for slide in section.slides:
            progress(str(slide.title), count)
            of_slide = flow.pages(slide, edition)
            flow.finish(of_slide, count + 1, titles)
            brand.add_logo(of_slide[0])
            count += len(of_slide)
            pages += of_slide
        drawn.append((section, pages))
    return drawn


def _complete(page: Page) -> bool:
    """Put a page's shapes, notes and tags into the file; say whether it has notes."""
    page.complete()
    noted = page.part == 1 and bool(page.slide.notes)
    notes = write_notes(page.slide.notes, page) if noted else None
    if notes is not None:
        page.parts.add_notes(page.sheet, notes)
    hashed = fingerprint(page.sheet.slide.element, notes)
    page.parts.add_tags(page.sheet, tags_xml(page.slide.id, page.part, hashed))
    return noted
