"""Measure text in the bundled fonts, so that what is laid out fits where it is drawn.

Carlito has the advance widths of Calibri (its Debian package: "metric-compatible with the Calibri font family"), so a
text that fits in one fits in the other. Advances are added without kerning or ligatures, as PowerPoint draws text
unless told otherwise; kerned text is rarely wider.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import as_file, files

from PIL import ImageFont

MONO_ADVANCE = 1229 / 2048
"""Width of every character of Liberation Mono in em: ``hmtx`` advance 1229 at 2048 units per em."""

LINE_SPACING = 2500 / 2048
"""Single line spacing of Calibri and Carlito in em: ``hhea`` ascender 1536, descender 512, line gap 452 of 2048."""

LOST = 8
"""By how much a line is longer than one word below it that looks lost."""

_MEASURED_AT = 1024
"""Pixels per em at which advances are read: large enough that the rounding to 1/64 px is lost."""

_GLYPH_AT = 48
"""Pixels per em at which a glyph is drawn to be compared with the one for a missing character."""

_NONCHARACTER = "\uffff"
"""Unicode assigns no character here, so each font draws its glyph for a missing one."""

KEPT = 4096
"""How many texts' widths and lines are kept: those of a scene are asked for again and again while it is placed."""

_BREAKS = re.compile(r"(?<= )(?! )|(?<=-)(?=[^\W\d])")
_BREAKS_IN_LONG_WORDS = re.compile(r"(?<=[-./_:@])")


def width(text: str, size_pt: float, *, bold: bool = False, mono: bool = False) -> float:
    """Give the width of one line of ``text`` in points, drawn at ``size_pt`` points.

    Characters that the font lacks (CJK, emoji) count as one em: the font that stands in for it draws them so wide.
    """
    if mono:
        return size_pt * sum(1.0 if _is_wide(character) else MONO_ADVANCE for character in text)
    return size_pt * _em(text, bold=bold)


def ends_in_a_lost_word(lines: Sequence[str]) -> bool:
    """Say whether the last of several lines is one word that looks lost below the others."""
    *above, last = lines or [""]
    return bool(above) and " " not in last.strip() and len(last.strip()) * LOST < max(map(len, above))


def line_height(size_pt: float) -> float:
    """Give the height of a line at single spacing, in points: about 1.2 x the size."""
    return size_pt * LINE_SPACING


def wrap(text: str, size_pt: float, width_pt: float, *, bold: bool = False, mono: bool = False) -> list[str]:
    """Break ``text`` into lines that are at most ``width_pt`` points wide.

    Lines end where the text's own lines end, at spaces, and after a hyphen that a letter follows, as PowerPoint breaks
    them. Only a word that is wider than a whole line is broken after ``- . / _ : @`` too, and between any characters
    where that does not do. There is always a line, if an empty one.
    """
    return list(_wrapped(text, size_pt, width_pt, bold=bold, mono=mono))


@lru_cache(maxsize=KEPT)
def _wrapped(text: str, size_pt: float, width_pt: float, *, bold: bool, mono: bool) -> tuple[str, ...]:
    def fits(line: str) -> bool:
        return width(line.rstrip(), size_pt, bold=bold, mono=mono) <= width_pt

    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in _pieces(paragraph, fits):
            if line.strip() and not fits(line + piece):
                lines.append(line.rstrip())
                line = ""
            line += piece
        lines.append(line.rstrip())
    return tuple(lines)


def pieces(text: str) -> list[str]:
    """Give the parts of a text between which every program may end a line, each with the space that follows it."""
    return _BREAKS.split(text)


def least_width(text: str, size_pt: float, *, bold: bool = False, mono: bool = False) -> float:
    """Give the width in points that ``wrap`` needs to break no word between two characters."""
    words = (word for paragraph in text.splitlines() for word in pieces(paragraph))
    parts = (part.rstrip() for word in words for part in _BREAKS_IN_LONG_WORDS.split(word))
    return max((width(part, size_pt, bold=bold, mono=mono) for part in parts), default=0.0)


def narrowest(text: str, size_pt: float, width_pt: float, *, bold: bool = False) -> float:
    """Give the least width in points in which ``text`` takes no more lines than in ``width_pt``.

    So the last line is not left with a single word. No word is broken that ``width_pt`` has room for.
    """

    def lines(room: float) -> int:
        return len(wrap(text, size_pt, room, bold=bold))

    most = lines(width_pt)
    if most == 1:
        return width_pt
    needed = (measured(word, size_pt, bold=bold) for word in text.split() for measured in (width, least_width))
    low, high = max((0.0, *(one for one in needed if one <= width_pt))), width_pt
    while high - low > 0.5:  # noqa: PLR2004 - half a point, far less than a letter
        middle = (low + high) / 2
        low, high = (low, middle) if lines(middle) == most else (middle, high)
    return high


def _pieces(paragraph: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """Give the parts between which a line may end; only a single character may be one that does not fit."""
    for word in pieces(paragraph):
        for part in [word] if fits(word) else _BREAKS_IN_LONG_WORDS.split(word):
            yield from [part] if fits(part) else part


def _is_wide(character: str) -> bool:
    """Say whether terminals and fonts draw it as wide as it is high (Unicode Standard Annex 11)."""
    return unicodedata.east_asian_width(character) in "WF"


@lru_cache(maxsize=KEPT)
def _em(text: str, *, bold: bool) -> float:
    return sum(_advance(character, bold=bold) for character in text)


@cache
def _advance(character: str, *, bold: bool) -> float:
    """Give the width of a character in em; Carlito has one space only, which stands in for the others."""
    if character.isspace():
        character = " "
    if not character.isascii() and (_is_wide(character) or _is_lacking(character, bold=bold)):
        return 1.0
    return _font(_MEASURED_AT, bold=bold).getlength(character) / _MEASURED_AT


def _is_lacking(character: str, *, bold: bool) -> bool:
    """Say whether the font lacks it, which Pillow shows only by drawing the glyph for a missing character."""
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
