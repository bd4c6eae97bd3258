"""How a slide flows over pages: what does not fit on one goes on to a further one."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck import (
    Advice,
    Agenda,
    Block,
    Bullets,
    Callout,
    Chart,
    Checklist,
    Code,
    Deck,
    Numbers,
    Picture,
    Points,
    Progress,
    Slide,
    Table,
    Text,
    Timeline,
)
from deckgen.errors import CrowdedError, RenderError
from deckgen.layout import SPARED, Layout, PageLayout
from deckgen.render.powerpoint import (
    advice,
    agenda,
    bullets,
    callout,
    chart,
    checklist,
    code,
    frame,
    numbers,
    picture,
    points,
    progress,
    table,
    timeline,
)
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.parts import Parts
from deckgen.render.powerpoint.pen import Pen
from deckgen.render.powerpoint.template import Template
from deckgen.render.powerpoint.tidy import filled
from deckgen.render.powerpoint.title import Titles

_DRAW: Mapping[type, Callable[[Any, str, Page], Any]] = {
    Advice: advice.draw,
    Agenda: agenda.draw,
    Bullets: bullets.draw,
    Callout: callout.draw,
    Chart: chart.draw,
    Checklist: checklist.draw,
    Code: code.draw,
    Numbers: numbers.draw,
    Picture: picture.draw,
    Points: points.draw,
    Progress: progress.draw,
    Table: table.draw,
    Text: bullets.draw_text,
    Timeline: timeline.draw,
}
"""Draws a block into a slot of a page; gives what did not fit, or None."""

_HEADS = {"left": "left-head", "right": "right-head"}
"""Slots that head another, and go along with it to a further page."""


class Edition(Struct, frozen=True):
    """One deck drawn with one layout: what all of its pages share."""

    deck: Deck
    layout: Layout
    template: Template
    pen: Pen
    palette: Mapping[str, str]
    parts: Parts


def pages(slide: Slide, edition: Edition) -> list[Page]:
    """Draw a slide's blocks on as many pages as they take.

    Raises:
        RenderError: the layout has no place for what the slide holds.
    """
    remaining = _without_spared(filled(slide.slots), slide, edition.layout)
    drawn: list[Page] = []
    while remaining or not drawn:
        page, remaining = _page(slide, edition, remaining, len(drawn) + 1)
        drawn.append(page)
    return drawn


def _page(slide: Slide, edition: Edition, blocks: Mapping[str, Block], part: int) -> tuple[Page, dict[str, Block]]:
    """Draw as much as fits on one page, a diagram that is cramped by the rest by itself; give what is left."""
    sheet = edition.parts.open_slide(slide.id)
    try:
        page = _blank(slide, edition, blocks, sheet, part)
        return page, _draw(page, blocks)
    except CrowdedError:
        diagrams = {slot: block for slot, block in blocks.items() if isinstance(block, Picture)}
        if len(diagrams) == len(blocks):
            raise
        page = _blank(slide, edition, diagrams, sheet, part)
        left = _draw(page, diagrams)
        return page, {slot: block for slot, block in blocks.items() if slot not in diagrams} | left


def _blank(slide: Slide, edition: Edition, blocks: Mapping[str, Block], sheet: Any, part: int) -> Page:
    """Give the page for some blocks of a slide, with nothing on it."""
    spec = choose(edition.layout, slide, blocks.keys())
    template = edition.template.pages[spec.page]
    edition.parts.lay_out(sheet, template.layout)
    return Page(
        edition.deck, slide, edition.layout, spec, template, edition.pen, edition.parts, sheet, edition.palette,
        part, edition.template.scale, cramped=blocks.keys() == {"figure"},
    )  # fmt: skip


def _without_spared(blocks: dict[str, Block], slide: Slide, layout: Layout) -> dict[str, Block]:
    """Give the blocks without those that a slide can go without and that the layout has no place for."""
    offered = {slot for spec in layout.arrangements.get(slide.arrangement, ()) for slot in spec.slots}
    spared = SPARED.get(slide.arrangement, frozenset()) - offered
    return {slot: block for slot, block in blocks.items() if slot not in spared}


def choose(layout: Layout, slide: Slide, slots: Any) -> PageLayout:
    """Give the page layout that holds the slots with the fewest to spare."""
    wanted = frozenset(slots)
    candidates = [spec for spec in layout.arrangements.get(slide.arrangement, ()) if wanted <= spec.slots.keys()]
    if not candidates:
        content = ", ".join(sorted(wanted)) or "nothing"
        raise RenderError(
            f"slide {slide.id}: the layout has no page for {slide.arrangement} with {content}",
            f"it has {', '.join(sorted(layout.arrangements))}; see `arrangements` in its layout.yaml",
        )
    return min(candidates, key=lambda spec: len(spec.slots) - len(wanted))


def _draw(page: Page, blocks: Mapping[str, Block]) -> dict[str, Block]:
    """Draw the blocks in the order of the page layout's slots; give what is left for a further page."""
    rest: dict[str, Block] = {}
    for slot in page.spec.slots:
        if slot in blocks:
            left = _DRAW[type(blocks[slot])](blocks[slot], slot, page)
            if left is not None:
                rest[slot] = left
    for slot, head in _HEADS.items():
        if slot in rest and head in blocks:
            rest[head] = blocks[head]
    return rest


def finish(drawn: list[Page], first: int, titles: Titles) -> None:
    """Draw what frames the pages of one slide, once it is known how many they are.

    Args:
        drawn: the pages of a slide.
        first: the number of the first of them in the deck.
        titles: those of the pages before, to which theirs are added.
    """
    for number, page in enumerate(drawn, 1):
        if number > 1:
            page.slide = replace(page.slide, lead=Text() if len(page.shapes) > 1 else page.slide.lead)
        frame.head(page, number, len(drawn), titles)
        frame.foot(page, first + number - 1)
