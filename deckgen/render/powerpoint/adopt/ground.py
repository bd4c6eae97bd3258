"""What the slides of a page layout are written on: the colours of its background, as far as the file tells.

Source: ECMA-376 part 1, 19.3.1.1 to 19.3.1.3 (backgrounds), 20.1.2.3 (colours and their changes).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from deckgen.shade import changed

_WHITE = "FFFFFF"
_ALL = 100_000
"""What the file format counts as one whole."""

Window = tuple[float, float, float, float]
"""A part of a slide: left, top, right and bottom, as shares of its sides."""

WHOLE: Window = (0, 0, 1, 1)
_FILL_STYLES = 1000
"""From this index on a background's reference counts the theme's background fills, from 1."""


@dataclass(frozen=True)
class Ground:
    """A background.

    Attributes:
        kind: how it is filled.
        shades: RRGGBB and opacity: the one colour, those of a gradient, a pattern or several shapes, the darkest and
            the lightest parts of a picture.
    """

    kind: Literal["colour", "gradient", "picture"]
    shades: tuple[tuple[str, float], ...]

    @property
    def colours(self) -> tuple[str, ...]:
        """Give its colours as RRGGBB."""
        return tuple(rgb for rgb, _ in self.shades)


_PAPER = Ground("colour", ((_WHITE, 1.0),))


@dataclass(frozen=True)
class Theme:
    """The colours of a master's theme.

    Attributes:
        colours: RRGGBB by the theme's own names.
        names: what slides call the theme's colours, and which of them that is.
        fills: the theme's fills for backgrounds.
    """

    colours: Mapping[str, str]
    names: Mapping[str, str]
    fills: tuple[Any, ...]

    def rgb(self, element: Any, placeholder: str = "") -> tuple[str, float]:
        """Give the colour in an element such as ``a:solidFill``, "" where there is none, and how opaque it is.

        ``placeholder`` is what ``phClr`` stands for.
        """
        found = next((one for one in element if isinstance(one.tag, str)), element)
        kind, value = found.tag.rpartition("}")[2], found.get("val", "")
        if kind == "schemeClr":
            base = placeholder if value == "phClr" else self.colours.get(self.names.get(value, value), "")
        else:
            base = {"srgbClr": value, "sysClr": found.get("lastClr", ""), "prstClr": _named(value)}.get(kind, "")
        alpha = found.find(qn("a:alpha"))
        opacity = int(alpha.get("val", _ALL)) / _ALL if alpha is not None else 1.0
        changes = [
            (one.tag.rpartition("}")[2], int(one.get("val", 0)) / _ALL) for one in found if isinstance(one.tag, str)
        ]
        return (changed(base.upper(), changes) if base else ""), opacity


def theme_of(master: Any) -> Theme:
    """Read the theme of python-pptx's ``SlideMaster``."""
    root = parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    scheme = root.find(f".//{qn('a:clrScheme')}")
    colours = {one.tag.rpartition("}")[2]: one[0].get("lastClr") or one[0].get("val") for one in scheme if len(one)}
    fills = root.find(f".//{qn('a:bgFillStyleLst')}")
    return Theme(colours, dict(master.element.find(qn("p:clrMap")).attrib), tuple(fills if fills is not None else ()))


def ground_of(page_layout: Any, theme: Theme, window: Window = WHOLE) -> Ground:
    """Give the background of python-pptx's ``SlideLayout``: its own, its master's, or else white.

    Args:
        page_layout: to look at.
        theme: the colours of its theme.
        window: the part of the slide that counts where the background is a picture.
    """
    for holder in (page_layout, page_layout.slide_master):
        background = holder.element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if background is not None:
            return _read(background, holder.part, theme, window)
    return _PAPER


def over(below: Ground, fill: Any, part: Any, theme: Theme, window: Window = WHOLE) -> Ground:
    """Give what a fill such as ``a:solidFill`` makes of the ground below it; what is seen through takes part."""
    filled = _filled(fill, part, theme, "", window)
    colours = [
        "".join(
            f"{round(alpha * new + (1 - alpha) * old):02X}"
            for new, old in zip(_channels(rgb), _channels(one), strict=True)
        )
        for rgb, alpha in filled.shades
        for one in (below.colours if alpha < 1 else below.colours[:1])
    ]
    kind = filled.kind if filled.kind != "colour" or all(alpha == 1 for _, alpha in filled.shades) else below.kind
    return Ground(kind, tuple((one, 1.0) for one in dict.fromkeys(colours)))


def _read(background: Any, part: Any, theme: Theme, window: Window) -> Ground:
    reference = background.find(qn("p:bgRef"))
    if reference is None:
        told = background.find(qn("p:bgPr"))
        return _filled(next(iter(told)), part, theme, "", window) if told is not None and len(told) else _PAPER
    colour, _ = theme.rgb(reference)
    number = int(reference.get("idx", 0)) - _FILL_STYLES - 1
    fill = theme.fills[number] if 0 <= number < len(theme.fills) else None
    return _PAPER if fill is None else _filled(fill, None, theme, colour or _WHITE, window)


def _filled(fill: Any, part: Any, theme: Theme, placeholder: str, window: Window) -> Ground:
    """Read a fill; ``part`` has its picture, and ``phClr`` in it stands for ``placeholder``."""
    kind = fill.tag.rpartition("}")[2]
    if kind in ("gradFill", "pattFill"):
        told = fill.iter(qn("a:gs")) if kind == "gradFill" else fill
        shades = [shade for one in told if (shade := theme.rgb(one, placeholder))[0]]
        return Ground("gradient", tuple(dict.fromkeys(shades)) or _PAPER.shades)
    if kind == "blipFill":
        blip = fill.find(qn("a:blip"))
        key = blip.get(qn("r:embed")) if blip is not None else None
        blob = part.related_part(key).blob if part is not None and key else b""
        return Ground("picture", tuple(_extremes(blob, window)) or _PAPER.shades)
    shade = theme.rgb(fill, placeholder) if kind == "solidFill" else ("", 1.0)
    return Ground("colour", (shade,)) if shade[0] else _PAPER


def _extremes(blob: bytes, window: Window) -> Iterator[tuple[str, float]]:
    """Give the shades that a tenth of a picture is darker and a tenth is lighter than; none of what is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(blob)) as image:
            left, top, right, bottom = (
                share * side for share, side in zip(window, (*image.size, *image.size), strict=True)
            )
            small = image.convert("RGBA").resize((40, 40), box=(left, top, right, bottom))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return
    channels = small.tobytes()
    pixels = sorted((channels[at : at + 4] for at in range(0, len(channels), 4)), key=lambda pixel: sum(pixel[:3]))
    for share in (0.1, 0.9):
        *rgb, opacity = pixels[int(len(pixels) * share)]
        yield "".join(f"{channel:02X}" for channel in rgb), opacity / 255


def _blended(upper: str, lower: str, opacity: float) -> str:
    pairs = zip(_channels(upper), _channels(lower), strict=True)
    return "".join(f"{round(opacity * new + (1 - opacity) * old):02X}" for new, old in pairs)


def _channels(rgb: str) -> tuple[int, ...]:
    return tuple(int(rgb[at : at + 2], 16) for at in (0, 2, 4))


def _named(value: str) -> str:
    return {"white": _WHITE, "black": "000000"}.get(value, "")
