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
    tree = _Tree(pdf, pages)
    tree.mend(root, 0)
    _put_below_one(pdf, root)
    for number, marked in tree.ornaments.items():
        _make_artifacts(pdf, pdf.pages[number], marked)


class _Tree:
    """The elements of a file, and what is found to be an ornament: the marks of its drawing, by page."""

    def __init__(self, pdf: pikepdf.Pdf, pages: list[Page]) -> None:
        self._pages = pages
        self._numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self._heights = [float(page.mediabox[3]) / _POINTS for page in pdf.pages]
        self.ornaments: dict[int, set[int]] = defaultdict(set)

    def mend(self, parent: Any, number: int) -> None:
        """Put right what is below an element of a page."""
        kids = list(_children(parent))
        kept = []
        for kid in kids:
            if not (isinstance(kid, Dictionary) and Name.S in kid):
                kept.append(kid)
                continue
            page = self._numbers.get(kid.Pg.objgen, number) if Name.Pg in kid else number
            if not self._is_ornament(kid, page):
                kept.append(kid)
                self.mend(kid, page)
        if len(kept) < len(kids):
            parent.K = Array(kept)

    def _is_ornament(self, element: Any, number: int) -> bool:
        """Tell an ornament, and keep its marks; any other element is put right."""
        kind = str(element.S)
        if kind == "/H":
            element.S = Name.H1
        elif kind == "/Figure" and Name.Alt not in element:
            described = _described(element, self._pages[number], self._heights[number])
            if described:
                element.Alt = pikepdf.String(described)
            elif marks := _marks(element):
                self.ornaments[number] |= marks
                return True
            else:
                element.S = Name.Div  # there is text in it, which is read as what stands around it
        return False


def _children(element: Any) -> Iterator[Any]:
    kids = element.get(Name.K, Array())
    return iter(kids) if isinstance(kids, Array) else iter((kids,))


def _marks(element: Any) -> set[int]:
    """Give the marks of an element that holds nothing but drawing; none where there is text in it."""
    kids = list(_children(element))
    return {int(kid) for kid in kids} if all(isinstance(kid, int) for kid in kids) else set()


def _described(element: Any, page: Page, height: float) -> str:
    about = element.get(Name.A)
    if not isinstance(about, Dictionary) or Name.BBox not in about:
        return ""
    left, below, right, above = (float(edge) / _POINTS for edge in about.BBox)
    edges = (left, height - above, right, height - below)
    return next((one.described for one in page.pictured if one.described and _is_there(one, edges)), "")


def _is_there(one: Pictured, edges: tuple[float, ...]) -> bool:
    own = (one.area.x, one.area.y, one.area.x + one.area.width, one.area.y + one.area.height)
    return all(abs(mine - theirs) <= _NEAR for mine, theirs in zip(own, edges, strict=True))


def _put_below_one(pdf: pikepdf.Pdf, root: Any) -> None:
    """Put all elements below one that stands for the document, where there is none: newer LibreOffices write it."""
    elements = list(_children(root))
    if len(elements) == 1 and str(elements[0].S) == "/Document":
        return
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
