"""Measure text in the face that it is drawn in, so that what is laid out fits where it is drawn.

Where none is named this is the bundled one, Carlito, which has the advance widths of Calibri (its Debian package:
"metric-compatible with the Calibri font family"), so a text that fits in one fits in the other. Advances are added
without kerning or ligatures, as PowerPoint draws text unless told otherwise; kerned text is rarely wider.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from deckgen.fonts.stand_ins import BUNDLED
from deckgen.render.glyphs import advances, lent, line_spacing

MONO_ADVANCE = 1229 / 2048
"""Width of every character of Liberation Mono in em: ``hmtx`` advance 1229 at 2048 units per em."""

_NOT_IN_MONO, _IN_MONO_TOO = "\u0590", re.compile("[\u1e00-\u27bf]")
"""Monospaced fonts have Latin, Greek, Cyrillic and signs; other scripts are drawn in other fonts."""

LOST = 8
"""By how much a line is longer than one word below it that looks lost."""

KEPT = 4096
"""How many texts' lines are kept: those of a scene are asked for again and again while it is placed."""

_BREAKS = re.compile(r"(?<= )(?! )|(?<=-)(?=[^\W\d])")
_BREAKS_IN_LONG_WORDS = re.compile(r"(?<=[-./_:@])")


def width(text: str, size_pt: float, *, bold: bool = False, mono: bool = False, face: str = BUNDLED) -> float:
    """Give the width of one line of ``text`` in points, drawn at ``size_pt`` points in the typeface ``face``.

    ``mono`` text is as wide as in Liberation Mono, whatever the face; letters that no monospaced font has are wider.
    """
    if mono:
        return size_pt * sum(map(_mono_advance, text))
    return size_pt * sum(map(advances(face, bold=bold).__getitem__, text))


def ends_in_a_lost_word(lines: Sequence[str]) -> bool:
    """Say whether the last of several lines is one word that looks lost below the others."""
    *above, last = lines or [""]
    return bool(above) and " " not in last.strip() and len(last.strip()) * LOST < max(map(len, above))


def line_height(size_pt: float, face: str = BUNDLED) -> float:
    """Give the height of a line at single spacing, in points: about 1.2 x the size."""
    return size_pt * line_spacing(face)


def wrap(
    text: str, size_pt: float, width_pt: float, *, bold: bool = False, mono: bool = False, face: str = BUNDLED
) -> list[str]:
    """Break ``text`` into lines that are at most ``width_pt`` points wide.

    Lines end where the text's own lines end, at spaces, and after a hyphen that a letter follows, as PowerPoint breaks
    them. Only a word that is wider than a whole line is broken after ``- . / _ : @`` too, and between any characters
    where that does not do. There is always a line, if an empty one.
    """
    return list(_wrapped(text, size_pt, width_pt, bold=bold, mono=mono, face=face))


@lru_cache(maxsize=KEPT)
def _wrapped(text: str, size_pt: float, width_pt: float, *, bold: bool, mono: bool, face: str) -> tuple[str, ...]:
    def fits(line: str) -> bool:
        return width(line.rstrip(), size_pt, bold=bold, mono=mono, face=face) <= width_pt

    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        if fits(paragraph):
            lines.append(paragraph.rstrip())
            continue
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


def _mono_advance(character: str) -> float:
    return lent(character) if character >= _NOT_IN_MONO and not _IN_MONO_TOO.match(character) else MONO_ADVANCE
