"""The looks of the layouts that ship: the same page layouts in other colours, with or without ornaments.

docs/design.md says what each colour is for, and how well it can be read.
"""

from dataclasses import dataclass, replace

from layout_pages import ON_DARK, PAGES, TITLE_PAGE

from deckgen.render.powerpoint.plan import Page, Place

INKS = {"paper": "text", ON_DARK: "muted"}
"""What stands light on the dark title slide, and what it is on a light one."""


@dataclass(frozen=True)
class Look:
    """A layout's name, the colours of its theme, and its page layouts."""

    name: str
    colours: dict[str, str]
    pages: tuple[Page, ...] = PAGES


def on_light(place: Place) -> Place:
    """Give a placeholder of the dark title slide as it is on a light one."""
    style = place.style
    return replace(
        place,
        style=replace(style, colour=INKS.get(style.colour, style.colour), line=INKS.get(style.line, style.line)),
    )


PLAIN_TITLE = replace(TITLE_PAGE, places=tuple(map(on_light, TITLE_PAGE.places)), ground="paper", ornaments="bar")

DEFAULT = Look(
    "default",
    {
        "dk1": "17212B",
        "lt1": "FFFFFF",
        "dk2": "10243E",
        "lt2": "F3F6F8",
        "accent1": "1F5FA8",
        "accent2": "A8431F",
        "accent3": "1B7349",
        "accent4": "8A5A00",
        "accent5": "56636F",
        "accent6": "D3DAE0",
        "hlink": "1F5FA8",
        "folHlink": "5B4B8A",
    },
)

PLAIN = Look(
    "plain",
    {
        "dk1": "1F1F1F",
        "lt1": "FFFFFF",
        "dk2": "404040",
        "lt2": "F5F5F5",
        "accent1": "3A5A78",
        "accent2": "7D4B2F",
        "accent3": "2F6B4F",
        "accent4": "7A5A10",
        "accent5": "595959",
        "accent6": "D6D6D6",
        "hlink": "3A5A78",
        "folHlink": "5C5470",
    },
    (PLAIN_TITLE, *(replace(page, ground="paper") for page in PAGES if page is not TITLE_PAGE)),
)

LOOKS = (DEFAULT, PLAIN)
