"""How wide the characters of well-known faces are, and how high their lines: facts read from free fonts.

``metrics.json`` holds them, as ``tools/write_font_metrics.py`` writes it. It is read only where text is to be measured
in another face than the bundled one.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Metrics(Struct, frozen=True):
    """The widths of a face.

    Attributes:
        version: of the font that they were read from.
        licence: of that font.
        units: how many make an em.
        line: the height of a line at single spacing, in em.
        regular: the characters of the regular cut, by their width in units.
        bold: the characters of the bold one.
    """

    version: str
    licence: str
    units: int
    line: float
    regular: Mapping[str, str]
    bold: Mapping[str, str]


@cache
def metrics(face: str) -> Metrics:
    """Give the metrics of a face.

    Raises:
        KeyError: ``metrics.json`` has none.
    """
    return msgspec.json.decode(_raw()[face], type=Metrics)


@cache
def widths(face: str, *, bold: bool) -> Mapping[str, float]:
    """Give the widths of a face's characters in em; a character that is not in it is not known."""
    found = metrics(face)
    cut = found.bold if bold else found.regular
    return {character: int(width) / found.units for width, characters in cut.items() for character in characters}


@cache
def _raw() -> Mapping[str, msgspec.Raw]:
    """Give the faces as they stand in the file, each to be decoded when it is asked for."""
    text = files("deckgen.fonts").joinpath("metrics.json").read_bytes()
    return msgspec.json.decode(text, type=dict[str, msgspec.Raw])
