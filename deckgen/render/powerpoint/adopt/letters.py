"""What colour a template's own placeholders write in, and whether that can be read where they stand.

Some programs keep the look of a template in the words of its placeholders and not in their styles, which is what new
text takes: LibreOffice does where it saves its templates for PowerPoint.
"""

from collections.abc import Iterator
from typing import Any

from pptx.oxml.ns import qn

from deckgen.contrast import LARGE_TEXT, TEXT, contrast
from deckgen.render.powerpoint.adopt.ground import Ground, Theme, Window, ground_of, over
from deckgen.render.powerpoint.box import Box
from deckgen.render.powerpoint.template import Placeholder, box_of, styles_of

_LARGE = 24.0
"""From this size on in points text is large, bold or not (WCAG 2.2, "large scale")."""

_FILLS = frozenset({"solidFill", "gradFill", "blipFill", "pattFill"})
_HELD = 0.6
"""The share of a placeholder that a shape has to be behind to be what its words are read on."""


def better_fill(shape: Any, place: Placeholder, page_layout: Any, theme: Theme, fills: Iterator[Any]) -> Any | None:
    """Give the fill that a placeholder's words need to be read, or None where the template's own will do.

    Args:
        shape: the placeholder's element.
        place: what is known of it.
        page_layout: python-pptx's ``SlideLayout`` that it stands on.
        theme: the colours of its theme.
        fills: ``a:solidFill`` elements to choose from where neither style nor words of the template can be read.
    """
    ground = behind(place.box, page_layout, theme)
    large = (place.size or 0) >= _LARGE and ground.kind == "colour"  # of a picture only a part is reckoned with
    least = LARGE_TEXT if large else TEXT

    def least_of(rgb: str) -> float:
        return min(contrast(rgb, one) for one in ground.colours) if rgb else 0.0

    def read(fill: Any) -> float:
        return least_of(theme.rgb(fill)[0])

    own = next(
        (found for style in styles_of(shape, page_layout) if (found := style.find(qn("a:solidFill"))) is not None), None
    )
    usual = theme.colours.get(theme.names.get("tx1", "dk1"), "000000")
    if (least_of(usual) if own is None else read(own)) >= least:
        return None
    words = list(_words(shape, place, page_layout))
    choices = [*words, *fills]
    return next((one for one in choices if read(one) >= least), max(words or choices, key=read, default=None))


def behind(box: Box, page_layout: Any, theme: Theme, *, partly: float = _HELD) -> Ground:
    """Give what a place stands on: the background, and all shapes and pictures that are behind most of it.

    Args:
        box: where the place is.
        page_layout: python-pptx's ``SlideLayout`` that it is on.
        theme: the colours of its theme.
        partly: the share of the place from which on a shape behind a part of it adds its colours, too.
    """
    size = page_layout.part.package.presentation_part.presentation
    wide, high = size.slide_width, size.slide_height
    found = ground_of(page_layout, theme, _window(box, Box(0, 0, wide, high)))
    for holder in (page_layout.slide_master, page_layout):
        for shape in holder.element.find(f"{qn('p:cSld')}/{qn('p:spTree')}"):
            area = box_of(shape) if shape.tag in (qn("p:sp"), qn("p:pic")) else None
            if area is None or next(shape.iter(qn("p:ph")), None) is not None:
                continue
            share = _share(box, area)
            for fill in _fills(shape) if share >= partly else ():
                upper = over(found, fill, holder.part, theme, _window(box, area))
                found = upper if share >= _HELD else _both(found, upper)
    return found


def _both(one: Ground, other: Ground) -> Ground:
    """Give the ground of what stands partly on one and partly on the other."""
    shades = tuple(dict.fromkeys((*one.shades, *other.shades)))
    return Ground("gradient" if len(shades) > 1 and one.kind == "colour" else one.kind, shades)


def _fills(shape: Any) -> Iterator[Any]:
    """Give the fill of a shape, or a picture's picture, if any."""
    about = shape.find(qn("p:spPr"))
    own = shape.findall(qn("p:blipFill"))
    inner = about if about is not None else ()
    return (one for one in (*own, *inner) if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in _FILLS)


def _window(inner: Box, outer: Box) -> Window:
    """Give which part of ``outer`` is behind ``inner``."""
    left, right = ((edge - outer.left) / outer.width for edge in (inner.left, inner.left + inner.width))
    top, bottom = ((edge - outer.top) / outer.height for edge in (inner.top, inner.bottom))
    return max(left, 0), max(top, 0), min(right, 1), min(bottom, 1)


def _words(shape: Any, place: Placeholder, page_layout: Any) -> Iterator[Any]:
    """Give the fills of the words that stand in a placeholder, and in its master's of the same type."""
    same = {place.type, {"title": "ctrTitle", "subTitle": "body", "": "body"}.get(place.type, place.type)}
    tree = page_layout.slide_master.element.iterfind(f"{qn('p:cSld')}/{qn('p:spTree')}/{qn('p:sp')}")
    parents = [one for one in tree if any(mark.get("type", "obj") in same for mark in one.iter(qn("p:ph")))]
    for one in (shape, *parents):
        yield from one.iterfind(f".//{qn('a:rPr')}/{qn('a:solidFill')}")


def _share(inner: Box, outer: Box) -> float:
    wide = min(inner.left + inner.width, outer.left + outer.width) - max(inner.left, outer.left)
    high = min(inner.bottom, outer.bottom) - max(inner.top, outer.top)
    return max(wide, 0) * max(high, 0) / max(inner.width * inner.height, 1)
