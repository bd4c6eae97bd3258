"""Text as outlines, set letter by letter with the advances of ``measure``: where it was placed is where it is drawn."""

from functools import cache
from importlib.resources import as_file, files

import numpy as np
from matplotlib import get_data_path
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path

from deckgen.render.measure import width

ASCENT = 1950 / 2048
"""From the top of a line at single spacing to the baseline in em: ``OS/2`` usWinAscent of Calibri and Carlito."""

_DRAWN_AT = 1000
"""Points per em at which outlines are read; they are scaled from there."""


def outline(text: str, size: float, *, bold: bool) -> Path:
    """Give the outline of one line of ``text`` in units of ``size``, y upwards, from the left end of the baseline."""
    vertices, codes, x = [np.empty((0, 2))], [np.empty(0, Path.code_type)], 0.0
    for character in text:
        shape, kinds = _glyph(character, bold=bold)
        vertices.append(shape * size + (x, 0))
        codes.append(kinds)
        x += width(character, size, bold=bold)
    return Path(np.concatenate(vertices), np.concatenate(codes))


@cache
def _glyph(character: str, *, bold: bool) -> tuple[np.ndarray, np.ndarray]:
    """Give a character's outline in em and the kinds of its points."""
    wanted = " " if character.isspace() else character
    for shown in (wanted, "\N{REPLACEMENT CHARACTER}"):
        for font in (_carlito(bold=bold), _substitute(bold=bold)):
            if font.get_char_index(ord(shown)):
                return _shape(font, shown)
    raise LookupError(f"no font has {character!r}, nor the character that stands for one that is missing")


def _shape(font: FT2Font, character: str) -> tuple[np.ndarray, np.ndarray]:
    font.load_char(ord(character), flags=LoadFlags.NO_HINTING)
    vertices, codes = font.get_path()
    return vertices / _DRAWN_AT, codes


@cache
def _carlito(*, bold: bool) -> FT2Font:
    with as_file(files("deckgen.fonts") / f"Carlito-{'Bold' if bold else 'Regular'}.ttf") as path:
        return _opened(str(path))


@cache
def _substitute(*, bold: bool) -> FT2Font:
    """Give the font for what Carlito lacks: the one that matplotlib brings along, so the same on every machine."""
    return _opened(f"{get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf")


def _opened(path: str) -> FT2Font:
    font = FT2Font(path)
    font.set_size(_DRAWN_AT, 72)
    return font
