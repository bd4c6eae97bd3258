"""The runs of a paragraph, each as it is set: by what it says itself, and else as its level is."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from deckgen.fonts.stand_ins import BUNDLED
from deckgen.lint.names import NS
from deckgen.lint.style import Style, bold_of, capitals_of, size_of
from deckgen.lint.typeface import ThemeFonts

DEFAULT_SIZE = 18.0
"""The size of text for which nothing states one, in points: ECMA-376 part 1, 21.1.2.3.9."""

_BREAK, _TEXT, _ABOUT, _FILL, _FONT, _LINK = (
    f"{{{NS['a']}}}{name}" for name in ("br", "t", "rPr", "solidFill", "latin", "hlinkClick")
)


class Stretch(NamedTuple):
    """A run of text.

    Attributes:
        text: what it says.
        size: in points.
        face: its typeface.
        bold: whether it is.
        capitals: whether it is shown in capitals.
        fill: the element that says which colour it has; None where nothing does.
        linked: whether it is a link.
    """

    text: str
    size: float
    face: str = BUNDLED
    bold: bool = False
    capitals: bool = False
    fill: Any = None
    linked: bool = False

    @property
    def is_words(self) -> bool:
        """Whether it is more than marks and bullets."""
        return any(map(str.isalnum, self.text))

    @property
    def shown(self) -> str:
        """What is to be seen of it."""
        return self.text.upper() if self.capitals else self.text


def stretches_of(paragraph: Any, style: Style, fonts: ThemeFonts) -> Iterator[Stretch]:
    """Give the runs and fields of a paragraph, and its line ends."""
    usual, bold, capitals = style.size or DEFAULT_SIZE, bool(style.bold), bool(style.capitals)
    face = fonts.resolve(style.face or "+mn-lt")
    for one in paragraph:
        within = {part.tag: part for part in reversed(one)}
        text = "\n" if one.tag == _BREAK else within[_TEXT].text or "" if _TEXT in within else ""
        about = within.get(_ABOUT) if text else None
        if about is None:
            if text:
                yield Stretch(text, usual, face, bold, capitals, style.fill)
            continue
        parts = {part.tag: part for part in reversed(about)}
        fill, font, link = parts.get(_FILL), parts.get(_FONT), parts.get(_LINK)
        named = None if font is None else font.get("typeface")
        told, shown, size = bold_of(about), capitals_of(about), size_of(about)
        yield Stretch(
            text,
            usual if size is None else size,
            fonts.resolve(named) if named else face,
            bold if told is None else told,
            capitals if shown is None else shown,
            style.fill if fill is None else fill,
            link is not None,
        )


def without_mark(stretches: list[Stretch]) -> list[Stretch]:
    """Give the stretches of a paragraph without the marks behind its words that are smaller than they are."""
    largest = max((one.size for one in stretches), default=0)
    kept = list(stretches)
    while kept and not kept[-1].is_words and kept[-1].size < largest:
        kept.pop()
    return kept
