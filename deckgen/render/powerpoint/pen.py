"""The pen: writes runs of text in a deck's language and a layout's colours and fonts."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from deckgen.layout import Colour, Layout
from deckgen.render.powerpoint.markup import escape

USUAL_NAMES: Mapping[str, str] = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
"""Slides name the theme's first four colours by their use, which the master's colour map joins to them."""


def scheme(colour: Colour, names: Mapping[str, str] = USUAL_NAMES) -> str:
    """Refer to a theme colour; ``names`` are what slides call the theme's colours, where it is not the same."""
    name = names.get(colour.theme, colour.theme)
    if not colour.lighter and colour.saturation == 100:  # noqa: PLR2004 - per cent
        return f'<a:schemeClr val="{name}"/>'
    changes = f'<a:satMod val="{colour.saturation * 1000}"/><a:lumMod val="{(100 - abs(colour.lighter)) * 1000}"/>'
    changes += f'<a:lumOff val="{colour.lighter * 1000}"/>' if colour.lighter > 0 else ""
    return f'<a:schemeClr val="{name}">{changes}</a:schemeClr>'


class Look(Struct, frozen=True):
    """How a run looks; what is None or "" comes from its placeholder."""

    size: float | None = None
    ink: str = ""
    bold: bool | None = None
    mono: bool = False
    symbol: bool = False


class Pen:
    """Writes runs and fills.

    Args:
        layout: gives colours and fonts.
        language: BCP 47 tag, set on every run for proofing.
        names: what slides call the theme's colours.
    """

    def __init__(self, layout: Layout, language: str, names: Mapping[str, str] = USUAL_NAMES) -> None:
        self.layout = layout
        self.language = escape(language)
        self._names = names
        self._fills = {role: self.solid(colour) for role, colour in layout.colours.items()}
        self._openings: dict[Look, tuple[str, str]] = {}

    def fill(self, role: str) -> str:
        """Fill with a colour role."""
        return self._fills[role]

    def solid(self, colour: Colour) -> str:
        """Fill with a theme colour."""
        return f"<a:solidFill>{scheme(colour, self._names)}</a:solidFill>"

    def colour(self, role: str) -> str:
        """Refer to a colour role where a colour stands by itself, as a bullet's does."""
        return scheme(self.layout.colours[role], self._names)

    def line(self, role: str, width: int = 9525) -> str:
        """Draw a line in a colour role; ``width`` in EMU."""
        return f'<a:ln w="{width}">{self._fills[role]}</a:ln>'

    def run(self, text: str, look: Look, link: str = "") -> str:
        """Write a run; ``link`` is the element of a hyperlink."""
        opening, inner = self._opening(look)
        return f"<a:r><a:rPr{opening}>{inner}{link}</a:rPr><a:t>{escape(text)}</a:t></a:r>"

    def line_break(self, look: Look) -> str:
        """Write a break between two lines of a paragraph, as high as these."""
        opening, inner = self._opening(look)
        return f"<a:br><a:rPr{opening}>{inner}</a:rPr></a:br>"

    def tab(self) -> str:
        """Write a tab, which ``run`` would take for a space."""
        return f'<a:r><a:rPr lang="{self.language}" dirty="0"/><a:t>\t</a:t></a:r>'

    def field(self, kind: str, text: str, look: Look) -> str:
        """Write a field, such as the slide's number, whose id is the same in all slides."""
        opening, inner = self._opening(look)
        return (
            f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="{kind}"><a:rPr{opening}>{inner}</a:rPr>'
            f"<a:t>{escape(text)}</a:t></a:fld>"
        )

    @cached_property
    def _mono(self) -> str:
        return self._font(self.layout.fonts.mono)

    @cached_property
    def _symbol(self) -> str:
        return self._font(self.layout.fonts.symbol)

    @staticmethod
    def _font(name: str) -> str:
        face = escape(name)
        return (
            f'<a:latin typeface="{face}"/><a:ea typeface="{face}"/><a:cs typeface="{face}"/><a:sym typeface="{face}"/>'
        )

    def _opening(self, look: Look) -> tuple[str, str]:
        found = self._openings.get(look)
        if found is None:
            size = f' sz="{round(look.size * 100)}"' if look.size else ""
            bold = "" if look.bold is None else f' b="{int(look.bold)}"'
            font = self._symbol if look.symbol else self._mono if look.mono else ""
            inner = (self._fills[look.ink] if look.ink else "") + font
            found = self._openings[look] = (f' lang="{self.language}"{size}{bold} dirty="0"', inner)
        return found
