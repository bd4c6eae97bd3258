"""The tags of a PDF, by which it is read aloud: what LibreOffice leaves out of them, or says wrongly.

LibreOffice 7.4 writes tags without a root, all titles as headings of no level, charts without their alternative text,
and ornaments as figures. Source: ISO 32000-1, 14.7 and 14.8.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from deckgen.pdf.pages import Page, Pictured

_NEAR = 0.15
"""By how much the edges of a shape and of its figure may differ, in inches: half of a line's width."""

_POINTS = 72


def complete(pdf: pikepdf.Pdf, pages: list[Page]) -> None:
    """Give the tags a root, the titles a level, the figures their alternative texts; take ornaments out of them."""
    root = pdf.Root.get(Name.StructTreeRoot)
    if root is None:
        return
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    ornaments: dict[int, set[int]] = defaultdict(set)
    kept = []
    for element in list(_children(root)):
        number = numbers[element.Pg.objgen]
        marks = _mend(element, pages[number], float(pdf.pages[number].mediabox[3]) / _POINTS)
        if marks:
            ornaments[number] |= marks
        else:
            kept.append(element)
    _put_below(pdf, root, kept)
    for number, marked in ornaments.items():
        _make_artifacts(pdf, pdf.pages[number], marked)


def _mend(element: Any, page: Page, height: float) -> set[int]:
    """Put an element right; of an ornament, which is to be none, give the marks of its drawing instead."""
    kind = str(element.S)
    if kind == "/H":
        element.S = Name.H1
    elif kind == "/Figure" and Name.Alt not in element:
        described = _described(element, page, height)
        if described:
            element.Alt = pikepdf.String(described)
        elif marks := _marks(element):
            return marks
        else:
            element.S = Name.Div  # there is text in it, which is read as what stands around it
    return set()


def _children(element: Any) -> Iterator[Any]:
    kids = element.get(Name.K, Array())
    return iter(kids) if isinstance(kids, Array) else iter((kids,))


def _marks(element: Any) -> set[int]:
    """Give the marks of an element that holds nothing but drawing; none where there is text in it."""
    kids = list(_children(element))
    return {int(kid) for kid in kids} if all(isinstance(kid, int) for kid in kids) else set()


def _described(element: Any, page: Page, height: float) -> str:
    left, below, right, above = (float(edge) / _POINTS for edge in element.A.BBox)
    edges = (left, height - above, right, height - below)
    return next((one.described for one in page.pictured if one.described and _is_there(one, edges)), "")


def _is_there(one: Pictured, edges: tuple[float, ...]) -> bool:
    own = (one.area.x, one.area.y, one.area.x + one.area.width, one.area.y + one.area.height)
    return all(abs(mine - theirs) <= _NEAR for mine, theirs in zip(own, edges, strict=True))


def _put_below(pdf: pikepdf.Pdf, root: Any, elements: list[Any]) -> None:
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(elements)))
    for element in elements:
        element.P = document
    root.K = Array([document])


def _make_artifacts(pdf: pikepdf.Pdf, page: Any, marked: set[int]) -> None:
    """Mark content as an ornament, which is not read aloud (ISO 32000-1, 14.8.2.2)."""
    content: list[Any] = []
    for one in pikepdf.parse_content_stream(page):
        if str(one.operator) == "BDC" and _mark(one.operands[1]) in marked:
            content.append(pikepdf.ContentStreamInstruction([Name.Artifact], Operator("BMC")))
        else:
            content.append(one)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))


def _mark(properties: Any) -> int | None:
    return int(properties.MCID) if isinstance(properties, Dictionary) and Name.MCID in properties else None
