"""The pages of a drawn deck: which slide each shows, what it is called, what its pictures show."""

from pathlib import Path

from msgspec import Struct

from deckgen.lint import deck as drawn
from deckgen.lint.package import read
from deckgen.lint.typeface import theme_fonts
from deckgen.render.geometry import Rect
from deckgen.render.powerpoint.marks import GLYPHS

_MARKS = str.maketrans("", "", "".join(GLYPHS.values()))
"""The marks of provenance are for the eye."""


class Pictured(Struct, frozen=True):
    """A shape that is no text: where it stands, in inches, and its alternative text; "" for an ornament."""

    area: Rect
    described: str


class Page(Struct, frozen=True):
    """One page.

    Attributes:
        slide: the id of the deck's slide that it shows, or part of.
        title: what stands on it.
        pictured: what a reader who cannot see it is to be told.
    """

    slide: str
    title: str
    pictured: tuple[Pictured, ...] = ()


class Drawn(Struct, frozen=True):
    """A drawn deck: its pages, their width and height in inches, and the typeface of its running text."""

    pages: list[Page]
    size: tuple[float, float]
    typeface: str


def drawn_deck(path: Path) -> Drawn:
    """Read what was drawn.

    Raises:
        InputError: it cannot be read.
    """
    deck = drawn.Deck(read(path))
    themes = (deck.package.target(deck.part, "slideMaster"), "theme")
    theme = deck.package.tree(deck.package.target(*themes))
    return Drawn([_page(slide) for slide in deck.slides], deck.size, theme_fonts(theme).minor)


def _page(slide: drawn.Slide) -> Page:
    shapes = [(one.area, one.described) for one in slide.shapes if one.area is not None]
    title = (slide.title.text if slide.title else "").translate(_MARKS)
    return Page(slide.id, " ".join(title.split()), tuple(Pictured(area, described) for area, described in shapes))
