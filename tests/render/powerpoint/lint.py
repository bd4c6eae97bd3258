"""Finds what the product's own lint would, and what only decks of ours promise: the theme's colours, placeholders."""

import re
from collections import Counter

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from deckgen.lint import lint as deckgen_lint

_FILE_NAME = re.compile(r"\.(png|svg|jpe?g|gif|emf)\b", re.IGNORECASE)
_SECTION_SLIDE = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def lint(path):
    """Give what is wrong with a deck, a line each."""
    deck = Presentation(path)
    slides = list(enumerate(deck.slides, 1))
    found = _sections(deck) + _titles([slide for _, slide in slides])
    for number, slide in slides:
        found += [f"slide {number}: {fault}" for fault in _slide(slide, deck)]
    return found + [f"{one.place}: {one.rule.name}: {one.message}" for one in deckgen_lint(path)]


def _sections(deck):
    element = deck.part._element
    listed = [one.get("id") for one in element.iter(_SECTION_SLIDE)]
    slides = [one.get("id") for one in element.iter(qn("p:sldId"))]
    return [] if listed == slides else ["the sections do not hold each slide once, in order"]


def _titles(slides):
    titles = Counter(slide.shapes.title.text_frame.text if slide.shapes.title is not None else "" for slide in slides)
    return [
        f"{count} slides have the title {title!r}" for title, count in titles.items() if count > 1 or not title.strip()
    ]


def _slide(slide, deck):
    shapes = list(slide.shapes)
    ids = Counter(int(one.get("id")) for one in slide._element.iter(qn("p:cNvPr")))
    found = [f"shape id {number} is used {count} times" for number, count in ids.items() if count > 1]
    if not shapes or not shapes[0].is_placeholder or shapes[0].placeholder_format.type.name != "TITLE":
        found.append("the title is not read first")
    known = {shape.placeholder_format.idx for shape in slide.slide_layout.placeholders}
    for shape in shapes:
        faults = _diagram(shape, deck) if shape.shape_type == MSO_SHAPE_TYPE.GROUP else _shape(shape, deck, known)
        found += [f"{shape.name}: {fault}" for fault in faults]
    found += [
        "a run has no language" for run in slide._element.iter(qn("a:r")) if run.find(qn("a:rPr")).get("lang") is None
    ]
    found += ["text fits itself" for _ in slide._element.iter(qn("a:normAutofit"), qn("a:spAutoFit"))]
    found += ["a colour is not the theme's" for _ in slide._element.iter(qn("a:srgbClr"))]
    return found


def _shape(shape, deck, known):
    if shape.left < 0 or shape.top < 0:
        yield "stands outside the slide"
    if shape.left + shape.width > deck.slide_width or shape.top + shape.height > deck.slide_height:
        yield "stands outside the slide"
    decorative = next(shape._element.iter(_DECORATIVE), None) is not None
    if shape.is_placeholder:
        if shape.placeholder_format.idx not in known:
            yield "its layout has no such placeholder"
    elif not decorative:
        yield "is no placeholder, and not marked as an ornament"
    described = shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""
    if not shape.has_text_frame and not described:
        yield "has no alternative text"
    if _FILE_NAME.search(described):
        yield f"its alternative text names a file: {described}"
    if shape.has_text_frame and not decorative and not shape.text_frame.text.strip():
        yield "is empty"
    if getattr(shape, "has_table", False) and shape.has_table:
        yield from _table(shape.table)


def _diagram(group, deck):
    """Look at a diagram that is a group of shapes."""
    if not group._element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr"):
        yield "has no alternative text"
    known = {one.get("id") for one in group._element.iter(qn("p:cNvPr"))}
    for shape in _leaves(group):
        if not shape.name.strip():
            yield "a shape has no name"
        left, top, right, bottom = _bounds(shape)
        if min(left, top) < 0 or right > deck.slide_width or bottom > deck.slide_height:
            yield f"{shape.name} stands outside the slide"
        yield from _connector(shape, known) if shape._element.tag == qn("p:cxnSp") else _labelled(shape)


def _leaves(group):
    for shape in group.shapes:
        yield from _leaves(shape) if shape.shape_type == MSO_SHAPE_TYPE.GROUP else [shape]


def _bounds(shape):
    """Give left, top, right and bottom of a shape; one that is turned by a quarter is as high as it says it is wide."""
    turned = getattr(shape._element.spPr.find(qn("a:xfrm")), "rot", 0) % 180 == 90
    width, height = (shape.height, shape.width) if turned else (shape.width, shape.height)
    left, top = shape.left + (shape.width - width) / 2, shape.top + (shape.height - height) / 2
    return left, top, left + width, top + height


def _connector(shape, known):
    ends = [one.get("id") for one in shape._element.iter(qn("a:stCxn"), qn("a:endCxn"))]
    if len(ends) != 2 or not set(ends) <= known:
        yield f"{shape.name} is not joined to two shapes"
    if not shape._element.xpath("./p:nvCxnSpPr/p:cNvPr/@descr"):
        yield f"{shape.name} has no alternative text"


def _labelled(shape):
    decorative = next(shape._element.iter(_DECORATIVE), None) is not None
    if not decorative and not shape.text_frame.text.strip():
        yield f"{shape.name} is empty"


def _table(table):
    if not table.first_row:
        yield "its table has no header row"
    for row in table.rows:
        if len(row.cells) != len(table.columns) or len(row._tr.tc_lst) != len(table.columns):
            yield "a row has not as many cells as the table has columns"
        if any(not cell.text_frame.text.strip() for cell in row.cells):
            yield "a cell is empty"
        if any(cell.is_merge_origin or cell.is_spanned for cell in row.cells):
            yield "cells are merged"
