"""How a handout looks: the layout's colours, sizes and typeface, as they are printed on white paper."""

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from deckgen.contrast import TEXT, contrast
from deckgen.deck import Deck
from deckgen.fonts.stand_ins import BUNDLED
from deckgen.layout import Layout, find, palette
from deckgen.pdf.pages import Drawn

WHITE = "FFFFFF"

_ON_PAPER = 0.56
"""What a size of a slide is multiplied by: 18 points across a room are read as 10 in the hand."""

_SMALLEST = 8.5
"""Points."""

_SIZES = {"cover": "deck-title", "part": "section-title", "topic": "head", "text": "body", "small": "detail"}
_SIZES |= {"head": "footer"}


class Look(Struct, frozen=True):
    """How it looks.

    Attributes:
        paper: as Typst calls it.
        language: of the text, and ``region``; "" where the deck does not say.
        typefaces: of the text, the first that is there.
        mono: likewise of what is typed.
        colours: RRGGBB by role; ``ground`` is the cover's, ``paper`` is written on it.
        sizes: points by role.
        slide: a slide's height by its width.
        logo: whether there is one.
    """

    paper: Literal["a4", "us-letter"]
    language: str
    region: str
    typefaces: tuple[str, ...]
    mono: tuple[str, ...]
    colours: Mapping[str, str]
    sizes: Mapping[str, float]
    slide: float
    logo: bool


def look_of(deck: Deck, layout: Layout, drawn: Drawn, paper: Literal["a4", "letter"]) -> Look:
    """Give how the handout of a deck looks that was drawn with a layout.

    Raises:
        InputError: the layout's template cannot be used.
    """
    language, *rest = deck.language.split("-")
    width, height = drawn.size
    return Look(
        paper="a4" if paper == "a4" else "us-letter",
        language=language.lower() if re.fullmatch(r"[A-Za-z]{2,3}", language) else "en",
        region=next((part.upper() for part in rest if re.fullmatch(r"[A-Za-z]{2}", part)), ""),
        typefaces=tuple(dict.fromkeys((drawn.typeface, BUNDLED))),
        mono=(layout.fonts.mono, "Liberation Mono", "DejaVu Sans Mono"),
        colours=_colours(deck, layout),
        sizes={name: max(layout.scale[role].size * _ON_PAPER, _SMALLEST) for name, role in _SIZES.items()},
        slide=height / width,
        logo=deck.logo is not None,
    )


def _colours(deck: Deck, layout: Layout) -> dict[str, str]:
    """Give the colours; those of a layout for a dark ground cannot be read on paper, and ours take their place."""
    own = palette(layout)
    known = own if contrast(own["text"], WHITE) >= TEXT else palette(find("default"))
    ground = next(
        rgb for rgb in (_brand(deck), known.get("ground", ""), known["kubernetes"], known["text"]) if _holds(rgb)
    )
    return {**known, "paper": WHITE, "ground": ground}


def _brand(deck: Deck) -> str:
    return deck.accent.lstrip("#").upper()


def _holds(rgb: str) -> bool:
    """Tell whether white can be read on a colour; "" is none."""
    return re.fullmatch(r"[0-9A-F]{6}", rgb) is not None and contrast(rgb, WHITE) >= TEXT
