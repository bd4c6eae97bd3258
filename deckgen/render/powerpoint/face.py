"""The face of a placeholder's text: the typeface that it really has, as a template's inheritance gives it.

A text's typeface is that of its placeholder's list style on the page layout, else on the master, else that of the
master's text styles, else the theme's; ``+mj-lt`` and ``+mn-lt`` are the theme's own fonts for titles and running text.
Source: ECMA-376 part 1, 20.1.4.1.16 (fontScheme), 19.3.1.52 (txStyles) and 21.1.2.3.7 (latin).
"""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from msgspec import Struct
from pptx.opc.constants import RELATIONSHIP_TYPE

from deckgen.fonts.stand_ins import BUNDLED
from deckgen.render.powerpoint.markup import DRAWING

_A = f"{{{DRAWING}}}"
_TRUE = frozenset({"1", "true"})


class Face(Struct, frozen=True):
    """How text is set for which its runs say nothing.

    Attributes:
        name: the typeface.
        bold: whether it is bold.
        capitals: whether it is shown in capitals.
    """

    name: str = BUNDLED
    bold: bool = False
    capitals: bool = False


class ThemeFonts(Struct, frozen=True):
    """A theme's typefaces: of titles, and of running text."""

    major: str = BUNDLED
    minor: str = BUNDLED

    def resolve(self, name: str) -> str:
        """Give the typeface that a name stands for, which may be the theme's."""
        return {"+mj-lt": self.major, "+mn-lt": self.minor}.get(name, name)


def theme_fonts(master: Any) -> ThemeFonts:
    """Read the fonts of the theme of a slide master (python-pptx's); one without a theme has the bundled face."""
    try:
        theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        scheme = etree.fromstring(theme.blob, etree.XMLParser(resolve_entities=False)).find(f".//{_A}fontScheme")
    except (KeyError, etree.XMLSyntaxError):
        return ThemeFonts()
    if scheme is None:
        return ThemeFonts()
    major, minor = (scheme.find(f"{_A}{kind}Font/{_A}latin") for kind in ("major", "minor"))
    return ThemeFonts(*("" if one is None else one.get("typeface", "") for one in (major, minor)))


def read_face(levels: Sequence[etree._Element], fonts: ThemeFonts, usual: str) -> Face:
    """Give the face that the styles of a paragraph's level give it, the nearest first; ``usual`` where none does."""
    styles = [style for level in levels if (style := level.find(f"{_A}defRPr")) is not None]
    named = (latin.get("typeface") for style in styles if (latin := style.find(f"{_A}latin")) is not None)
    bold = next((value for style in styles if (value := style.get("b"))), "0")
    shown = next((value for style in styles if (value := style.get("cap"))), "none")
    return Face(fonts.resolve(next(filter(None, named), usual)), bold in _TRUE, shown != "none")
