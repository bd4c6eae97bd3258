"""What colour a text has, and what it stands on, as far as a file says it in solid colours."""

from collections.abc import Iterator
from typing import Any

from deckgen.lint import letters
from deckgen.lint.area import shared
from deckgen.lint.colour import Colours
from deckgen.lint.deck import Slide
from deckgen.lint.names import every, first
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
    for cell in every(table, "a:tr/a:tc"):
        ground = colours.of(first(cell, "a:tcPr/a:solidFill"))
        for about in every(cell, ".//a:r/a:rPr") if ground else ():
            ink = colours.of(first(about, "a:solidFill"))
            if ink and first(about, "a:hlinkClick") is None:
                yield ink, ground, size_of(about) or DEFAULT_SIZE, bool(bold_of(about))


def behind(shape: Shape, slide: Slide) -> list[str]:
    """Give the colours that a shape's text may stand on; none where one of them is a picture, a gradient, or not known.

    There are several where a shape covers the text in part, or is no rectangle: how its outline runs is not looked at.
    """
    own = _ground(shape, slide.colours)
    found = [own] if own is not None else list(_beneath(shape, slide))
    return found if all(found) else []


def _beneath(shape: Shape, slide: Slide) -> Iterator[str]:
    for one in reversed([*slide.beneath, *slide.shapes[: slide.shapes.index(shape)]]):
        ground = _ground(one, slide.colours) if _may_touch(one, shape) else None
        covered = 0.0 if ground is None else _share_on(one, shape)
        if ground is not None and covered > TOUCHED:
            yield ground
            if covered > HELD and _is_rectangle(one):
                return
    yield slide.ground


def _may_touch(one: Shape, other: Shape) -> bool:
    """Say whether the text of another shape can stand on this one, wherever in its shape it is set."""
    space = letters.space(other)
    return one.kind != "group" and one.area is not None and space is not None and shared(one.area, space) > 0


def _share_on(one: Shape, other: Shape) -> float:
    """Give which share of another shape's text stands on this one."""
    extent = letters.extent(other)
    if extent is None or one.area is None or not (size := extent.width * extent.height):
        return 0
    return shared(one.area, extent) / size


def _ground(shape: Shape, colours: Colours) -> str | None:
    """Give what a shape is filled with: "" where that is no solid colour, None where it is not filled."""
    if shape.kind in ("picture", "frame"):
        return ""
    about = first(shape.element, "p:spPr")
    for one in about if about is not None else ():
        kind = str(one.tag).rpartition("}")[2]
        if kind == "solidFill":
            return colours.of(one)
        if kind in ("gradFill", "blipFill", "pattFill", "grpFill"):
            return ""
        if kind == "noFill":
            return None
    inherited = first(shape.element, "p:style/a:fillRef")
    if inherited is not None and inherited.get("idx", "0") != "0":
        return colours.of(inherited)
    return None


def _is_rectangle(shape: Shape) -> bool:
    drawn, freely = (first(shape.element, f"p:spPr/a:{name}") for name in ("prstGeom", "custGeom"))
    return freely is None and (drawn is None or str(drawn.get("prst", "rect")).lower().endswith("rect"))
