"""What colour a text has, and what it stands on, as far as a file says it in solid colours."""

from collections.abc import Iterator

from deckgen.lint import letters
from deckgen.lint.area import shared
from deckgen.lint.colour import Colours
from deckgen.lint.deck import Slide
from deckgen.lint.names import NS
from deckgen.lint.shape import Shape
from deckgen.render.geometry import Rect


def of_text(shape: Shape, colours: Colours) -> Iterator[tuple[str, float, bool]]:
    """Give the colour of each stretch of a shape's words but links, the text's size in points, and whether it is bold.

    Links have the theme's colour for them, whatever is said of the text around.
    """
    for paragraph in letters.paragraphs(shape):
        for one in paragraph.stretches:
            if one.is_words and not one.linked:
                ink = colours.named("tx1") if one.fill is None else colours.of(one.fill)
                yield ink, paragraph.size, paragraph.bold


def behind(shape: Shape, slide: Slide) -> str:
    """Give the colour that a shape's text stands on; "" where that is a picture, a gradient, or not known."""
    own = _ground(shape, slide.colours)
    if own is not None:
        return own
    extent = letters.extent(shape)
    below = [*slide.beneath, *slide.shapes[: slide.shapes.index(shape)]]
    for one in reversed(below):
        if extent is not None and one.area is not None and one.kind != "group" and _holds(one.area, extent):
            ground = "" if one.kind in ("picture", "frame") else _ground(one, slide.colours)
            if ground is not None:
                return ground
    return slide.ground


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


def _holds(outer: Rect, inner: Rect) -> bool:
    return shared(outer, inner) > 0.9 * inner.width * inner.height
