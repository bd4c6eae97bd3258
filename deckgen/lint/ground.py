"""What colour a text has, and what it stands on, as far as a file says it in solid colours."""

from collections.abc import Iterator
from typing import Any

from deckgen.lint import letters
from deckgen.lint.area import shared
from deckgen.lint.colour import Colours
from deckgen.lint.deck import Slide
from deckgen.lint.names import NS
from deckgen.lint.shape import Shape
from deckgen.lint.stretch import DEFAULT_SIZE
from deckgen.lint.style import bold_of, size_of

TOUCHED, HELD = 0.1, 0.9
"""From what share of a text on it stands in part on what is below, and from what share as a whole."""


def of_text(shape: Shape, colours: Colours) -> Iterator[tuple[str, float, bool]]:
    """Give the colour of each stretch of a shape's words but links, the text's size in points, and whether it is bold.

    Links have the theme's colour for them, whatever is said of the text around.
    """
    for paragraph in letters.paragraphs(shape):
        for one in paragraph.stretches:
            if one.is_words and not one.linked:
                ink = colours.named("tx1") if one.fill is None else colours.of(one.fill)
                yield ink, paragraph.size, paragraph.bold


def of_cells(table: Any, colours: Colours) -> Iterator[tuple[str, str, float, bool]]:
    """Give the colour of each stretch of words in a table, that of its cell, its size, and whether it is bold.

    Only where both colours are stated: those of the table's style depend on the program.
    """
    for cell in table.iterfind("a:tr/a:tc", NS):
        ground = colours.of(cell.find("a:tcPr/a:solidFill", NS))
        for about in cell.iterfind(".//a:r/a:rPr", NS) if ground else ():
            ink = colours.of(about.find("a:solidFill", NS))
            if ink and about.find("a:hlinkClick", NS) is None:
                yield ink, ground, size_of(about) or DEFAULT_SIZE, bool(bold_of(about))


def behind(shape: Shape, slide: Slide) -> list[str]:
    """Give the colours that a shape's text may stand on; none where one of them is a picture, a gradient, or not known.

    There are several where a shape covers the text in part, or is no rectangle: how its outline runs is not looked at.
    """
    own = _ground(shape, slide.colours)
    found = [own] if own is not None else list(_beneath(shape, slide))
    return found if all(found) else []


def _beneath(shape: Shape, slide: Slide) -> Iterator[str]:
    extent = letters.extent(shape)
    if extent is not None:
        size = extent.width * extent.height
        for one in reversed([*slide.beneath, *slide.shapes[: slide.shapes.index(shape)]]):
            covered = shared(one.area, extent) if one.area is not None and one.kind != "group" else 0
            if covered > TOUCHED * size and (ground := _ground(one, slide.colours)) is not None:
                yield ground
                if covered > HELD * size and _is_rectangle(one):
                    return
    yield slide.ground


def _ground(shape: Shape, colours: Colours) -> str | None:
    """Give what a shape is filled with: "" where that is no solid colour, None where it is not filled."""
    if shape.kind in ("picture", "frame"):
        return ""
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


def _is_rectangle(shape: Shape) -> bool:
    drawn, freely = (shape.element.find(f"p:spPr/a:{name}", NS) for name in ("prstGeom", "custGeom"))
    return freely is None and (drawn is None or str(drawn.get("prst", "rect")).lower().endswith("rect"))
