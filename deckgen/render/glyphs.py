"""How wide characters are in a typeface, and how high its lines, in em.

The bundled face is measured in its own font, others in the widths of what stands in for them (``fonts.stand_ins``).
A character that the face lacks is drawn in another font: it counts as wide as the widest that this is likely to be.
"""

import unicodedata
from functools import cache
from importlib.resources import as_file, files

from PIL import ImageFont

from deckgen.fonts.metrics import metrics, widths
from deckgen.fonts.stand_ins import BUNDLED, StandIn, stand_in

LINE_SPACING = 2500 / 2048
"""Single line spacing of Calibri and Carlito in em: ``hhea`` ascender 1536, descender 512, line gap 452 of 2048."""

_LEAST_SPACING = 1.2
"""What lines are reckoned at the least, in em: LibreOffice 7.4 sets those of Arial and DejaVu Sans no closer."""

_FOREIGN = 1.0
"""What a character takes that the face lacks: CJK characters fill an em, letters of other scripts hardly ever do."""

_EMOJI = 1.4
"""What an emoji takes: 1.37 in Segoe UI Emoji, 1.25 in Noto Color Emoji."""

_MEASURED_AT = 1024
"""Pixels per em at which advances are read: large enough that the rounding to 1/64 px is lost."""

_GLYPH_AT = 48
"""Pixels per em at which a glyph is drawn to be compared with the one for a missing character."""

_NONCHARACTER = "\uffff"
"""Unicode assigns no character here, so each font draws its glyph for a missing one."""


class Advances(dict[str, float]):
    """The widths of a face's characters in em; each is read when it is first asked for.

    Any white space is as wide as a space.
    """

    def __init__(self, face: str, *, bold: bool) -> None:
        super().__init__()
        self._face = stand_in(face)
        self._bold = bold or self._face.heavy

    def __missing__(self, character: str) -> float:
        self[character] = wide = self._read(" " if character.isspace() else character)
        return wide

    def _read(self, character: str) -> float:
        found = _own(character, self._face, bold=self._bold)
        if found is None:
            letter = unicodedata.normalize("NFD", character)[0]
            found = _own(letter, self._face, bold=self._bold) if letter != character else None
        return lent(character) if found is None else found * self._face.stretch


@cache
def advances(face: str, *, bold: bool) -> Advances:
    """Give the widths of a face's characters."""
    return Advances(face, bold=bold)


@cache
def line_spacing(face: str) -> float:
    """Give the height of a face's lines at single spacing, in em."""
    known = stand_in(face)
    return max(known.line or (LINE_SPACING if known.face == BUNDLED else metrics(known.face).line), _LEAST_SPACING)


def is_wide(character: str) -> bool:
    """Say whether terminals and fonts draw it as wide as it is high (Unicode Standard Annex 11)."""
    return unicodedata.east_asian_width(character) in "WF"


def _own(character: str, known: StandIn, *, bold: bool) -> float | None:
    """Give the width of a character in the face that is measured; None where it has none."""
    if known.face != BUNDLED:
        return widths(known.face, bold=bold).get(character)
    if not character.isascii() and (is_wide(character) or is_lacking(character, bold=bold)):
        return None
    return _font(_MEASURED_AT, bold=bold).getlength(character) / _MEASURED_AT


def lent(character: str) -> float:
    """Give the width of a character that another font lends; marks upon others and invisible ones take none."""
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    return _EMOJI if category == "So" and is_wide(character) else _FOREIGN


def is_lacking(character: str, *, bold: bool) -> bool:
    """Say whether the bundled font lacks it, which Pillow shows only by drawing the glyph for a missing character."""
    return _drawn(character, bold=bold) == _missing(bold=bold)


@cache
def _missing(*, bold: bool) -> bytes:
    return _drawn(_NONCHARACTER, bold=bold)


def _drawn(character: str, *, bold: bool) -> bytes:
    return bytes(_font(_GLYPH_AT, bold=bold).getmask(character))


@cache
def _font(size_px: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    with as_file(files("deckgen.fonts") / f"Carlito-{'Bold' if bold else 'Regular'}.ttf") as path:
        return ImageFont.truetype(path, size_px, layout_engine=ImageFont.Layout.BASIC)
