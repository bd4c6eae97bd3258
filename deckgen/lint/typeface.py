"""The typeface of a text: what its run or its level names, which may be one of the theme's two.

Source: ECMA-376 part 1, 20.1.4.1.16 (fontScheme) and 21.1.2.3.7 (latin).
"""

import re
from functools import cache
from typing import Any

from msgspec import Struct

from deckgen.fonts.stand_ins import BUNDLED
from deckgen.lint.names import first

_MONO = re.compile("mono(?!type)|consol|courier|code|menlo", re.IGNORECASE)
"""Names of monospaced fonts."""


class ThemeFonts(Struct, frozen=True):
    """A theme's typefaces: of titles, and of running text."""

    major: str = BUNDLED
    minor: str = BUNDLED

    def resolve(self, name: str) -> str:
        """Give the typeface that a name stands for."""
        return {"+mj-lt": self.major, "+mn-lt": self.minor}.get(name, name) if name.startswith("+") else name


def theme_fonts(theme: Any) -> ThemeFonts:
    """Read the typefaces of a theme's element; the bundled one where it is None or names none."""
    paths = (f".//a:fontScheme/a:{kind}Font" for kind in ("major", "minor"))
    return ThemeFonts(*(face_of(first(theme, path)) or BUNDLED for path in paths))


def face_of(about: Any) -> str | None:
    """Give the typeface that an ``a:rPr``, an ``a:defRPr`` or a font of a theme names; None where it names none."""
    latin = first(about, "a:latin")
    return None if latin is None else latin.get("typeface") or None


@cache
def is_mono(face: str) -> bool:
    """Say whether a typeface is a monospaced one, by its name."""
    return _MONO.search(face) is not None
