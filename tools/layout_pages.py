"""The page layouts of the layouts that ship: deckgen's own plan on a 13.333 x 7.5 inch slide (docs/design.md)."""

from dataclasses import replace

from deckgen.render.powerpoint.plan import (
    CONTENT,
    FOOTER,
    KICKER,
    LEAD,
    LEGEND,
    NUMBER,
    PRESENTER,
    PROGRESS,
    SAMPLE,
    SECTION_NUMBER,
    SUBTITLE,
    TITLE,
    Area,
    Page,
    Place,
    Style,
    content_pages,
)

LEFT, TOP, WIDTH = 0.65, 1.95, 12.03
ON_DARK = "paper 75"


def at(place: Place, area: Area, **style: object) -> Place:
    """Give a placeholder where it stands here, its style changed."""
    return replace(place, area=area, style=replace(place.style, **style))


SLIDE_TITLE = at(TITLE, (LEFT, 0.66, WIDTH, 0.98))
SLIDE_KICKER = at(KICKER, (LEFT, 0.4, 10.2, 0.26))
SLIDE_LEAD = at(LEAD, (LEFT, 1.2, WIDTH, 0.7))
SLIDE_SAMPLE = at(SAMPLE, (11.43, 0.37, 1.25, 0.27))
SLIDE_FOOTER = at(FOOTER, (LEFT, 7.06, 9.5, 0.24))
SLIDE_NUMBER = at(NUMBER, (11.68, 7.06, 1, 0.24))
FRAME = (SLIDE_TITLE, SLIDE_KICKER, SLIDE_LEAD, SLIDE_SAMPLE)
FOOT = (at(LEGEND, (4.65, 6.71, 8.03, 0.26)), SLIDE_FOOTER, SLIDE_NUMBER)

TITLE_PAGE = Page(
    "Title",
    (
        replace(
            at(TITLE, (LEFT, 2.36, 10.8, 1.5), size=44, colour="paper"),
            prompt="Deck title",
        ),
        at(SUBTITLE, (LEFT, 3.2, 10.8, 1.5), colour=ON_DARK),
        at(PRESENTER, (LEFT, 5.75, 7.6, 1.1), colour=ON_DARK),
        Place("Logo", "pic", 22, (LEFT, 0.6, 3.2, 0.95), Style(12, colour=ON_DARK), "Logo"),
        at(SAMPLE, (11.43, 0.6, 1.25, 0.27), colour="paper", line="paper"),
    ),
    ground="ground",
    ornaments="motif",
    type="title",
)

SECTION_PAGE = Page(
    "Section",
    (
        replace(at(TITLE, (2.1, 2.66, 10.2, 1.4), size=40), prompt="Section"),
        at(KICKER, (2.1, 2.36, 9.0, 0.26)),
        at(SECTION_NUMBER, (LEFT, 2.36, 1.4, 1.36)),
        at(LEAD, (2.1, 3.42, 9.6, 1.5), size=20),
        at(PROGRESS, (2.1, 5.3, 10.28, 0.6)),
        SLIDE_SAMPLE,
        *FOOT,
    ),
    ground="surface",
    type="secHead",
)


def with_frame(page: Page) -> Page:
    """Give a page layout for content with the frame that all such slides share."""
    content = (place.moved(LEFT, TOP) for place in page.places)
    return replace(page, places=(*FRAME, *content, *FOOT))


PAGES = (TITLE_PAGE, SECTION_PAGE, *map(with_frame, content_pages(WIDTH, CONTENT)))
