"""What colour a text has, and what it stands on, as far as a file says it in solid colours.

Source: ECMA-376 part 1, 20.1.2.3 (colours and their changes), 19.3.1.6 and 19.3.1.7 (the map of a theme's colours).
"""

import colorsys
import re
from collections.abc import Iterator, Mapping
from typing import Any

from deckgen.lint import letters
from deckgen.lint.deck import Slide
from deckgen.lint.names import NS, whole
from deckgen.lint.shape import Shape, shared
from deckgen.render.geometry import Rect

WHITE, BLACK = "FFFFFF", "000000"
_WHOLE = 100_000
_RGB = re.compile("[0-9A-Fa-f]{6}")
_NAMED = {"white": WHITE, "black": BLACK}


class Colours:
    """The colours of one slide: those of its theme, by the names that its master gives them."""

    def __init__(self, slide: Slide) -> None:
        self._theme = _theme(slide.package.tree(slide.theme))
        master = slide.package.tree(slide.master)
        self._map: Mapping[str, str] = {} if master is None else dict(_attributes(master.find("p:clrMap", NS)))
        for part in (slide.layout, slide.part):
            root = slide.package.tree(part)
            own = None if root is None else root.find("p:clrMapOvr/a:overrideClrMapping", NS)
            self._map = dict(_attributes(own)) if own is not None else self._map

    def of(self, fill: Any) -> str:
        """Give the RRGGBB colour of an ``a:solidFill`` or another element with a colour in it; "" where unknown."""
        found = None if fill is None else next((one for one in fill if isinstance(one.tag, str)), None)
        if found is None:
            return ""
        kind, value = found.tag.rpartition("}")[2], str(found.get("val", ""))
        plain = {"srgbClr": value, "sysClr": str(found.get("lastClr", "")), "prstClr": _NAMED.get(value, "")}
        base = self.named(value) if kind == "schemeClr" else plain.get(kind, "")
        return _changed(base.upper(), found) if _RGB.fullmatch(base) else ""

    def named(self, name: str) -> str:
        """Give the theme's colour that is called so here; "" where there is none."""
        return self._theme.get(self._map.get(name, name), "")


def of_text(shape: Shape, colours: Colours) -> Iterator[tuple[str, float, bool]]:
    """Give the colour of each stretch of a shape's words, its size in points, and whether it is bold."""
    for paragraph, told in zip(shape.body.iterfind("a:p", NS), letters.paragraphs(shape), strict=False):
        about = paragraph.find("a:pPr", NS)
        level = whole(about, "lvl")
        styles = [one.find("a:defRPr/a:solidFill", NS) for one in shape.levels(level)]
        usual = next((colours.of(one) for one in styles if one is not None), colours.named("tx1"))
        for run in paragraph.iterfind("a:r", NS):
            if any(map(str.isalnum, run.findtext("a:t", "", NS))) and run.find("a:rPr/a:hlinkClick", NS) is None:
                own = run.find("a:rPr/a:solidFill", NS)
                yield (colours.of(own) if own is not None else usual), told.size, told.bold


def behind(shape: Shape, slide: Slide, colours: Colours) -> str:
    """Give the colour that a shape's text stands on; "" where that is a picture, a gradient, or not known."""
    own = _ground(shape, colours)
    if own is not None:
        return own
    extent = letters.extent(shape)
    below = [*slide.beneath, *slide.shapes[: slide.shapes.index(shape)]]
    for one in reversed(below):
        if extent is not None and one.area is not None and one.kind != "group" and _holds(one.area, extent):
            ground = "" if one.kind in ("picture", "frame") else _ground(one, colours)
            if ground is not None:
                return ground
    return _background(slide, colours)


def _ground(shape: Shape, colours: Colours) -> str | None:
    """Give what a shape is filled with: "" where that is no solid colour, None where it is not filled."""
    about = shape.element.find("p:spPr", NS)
    for one in about if about is not None else ():
        kind = str(one.tag).rpartition("}")[2]
        if kind == "solidFill":
            return colours.of(one)
        if kind in ("gradFill", "blipFill", "pattFill", "grpFill"):
            return ""
        if kind == "noFill":
            return None
    inherited = shape.element.find("p:style/a:fillRef", NS)
    if inherited is not None and inherited.get("idx", "0") != "0":
        return colours.of(inherited)
    return None


def _background(slide: Slide, colours: Colours) -> str:
    for part in (slide.part, slide.layout, slide.master):
        root = slide.package.tree(part)
        ground = None if root is None else root.find("p:cSld/p:bg", NS)
        if ground is not None:
            told = ground.find("p:bgPr/a:solidFill", NS)
            reference = ground.find("p:bgRef", NS)
            return colours.of(told if told is not None else reference)
    return WHITE


def _holds(outer: Rect, inner: Rect) -> bool:
    return shared(outer, inner) > 0.9 * inner.width * inner.height


def _theme(root: Any) -> dict[str, str]:
    scheme = None if root is None else root.find(".//a:clrScheme", NS)
    found = {} if scheme is None else {str(one.tag).rpartition("}")[2]: one[0] for one in scheme if len(one)}
    return {name: str(one.get("lastClr") or one.get("val") or "") for name, one in found.items()}


def _changed(rgb: str, told: Any) -> str:
    """Give a colour with the changes that are said of it, one after another."""
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    for one in told:
        kind, share = str(one.tag).rpartition("}")[2], whole(one, "val") / _WHOLE
        hue, light, full = colorsys.rgb_to_hls(red, green, blue)
        light = {"lumMod": light * share, "lumOff": light + share}.get(kind, light)
        full = full * share if kind == "satMod" else full
        red, green, blue = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), min(max(full, 0), 1))
        if kind in ("shade", "tint"):
            red, green, blue = (c * share if kind == "shade" else 1 - (1 - c) * share for c in (red, green, blue))
        if kind == "alpha" and share < 1:
            return ""
    return "".join(f"{round(channel * 255):02X}" for channel in (red, green, blue))


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    return ((str(key), str(value)) for key, value in (element.attrib.items() if element is not None else ()))
