"""Tags are put right as they stand in files of older and of newer LibreOffices."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from deckgen.pdf.pages import Page, Pictured
from deckgen.pdf.structure import complete
from deckgen.render.geometry import Rect

CONTENT = b"/H <</MCID 0>> BDC EMC /Figure <</MCID 1>> BDC 0 0 5 5 re f EMC /Figure <</MCID 2>> BDC 9 9 5 5 re f EMC"
PAGES = [Page("a", "A", (Pictured(Rect(1, 1, 2, 2), "Bars of volumes."), Pictured(Rect(5, 1, 0.1, 2), "")))]


def element(pdf, kind, *kids, box=None):
    made = Dictionary(Type=Name.StructElem, S=Name(kind), Pg=pdf.pages[0].obj, K=Array(kids))
    if box:
        made.A = Dictionary(O=Name.Layout, BBox=Array(box))
    return pdf.make_indirect(made)


def tagged(*, below):
    """Make a page of 720 x 540 points with a title, a chart and an ornament; ``below`` one element for the document."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(720, 540))
    pdf.pages[0].Contents = pdf.make_stream(CONTENT)
    elements = (
        element(pdf, "/H", 0),
        element(pdf, "/Figure", 1, box=(72, 324, 216, 468)),
        element(pdf, "/Figure", 2, box=(360, 324, 367, 468)),
    )
    kids = Array([element(pdf, "/Document", *elements)]) if below else Array(elements)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=kids))
    return pdf


@pytest.mark.parametrize("below", [False, True], ids=["without a root", "with a root"])
def test_titles_figures_and_ornaments_are_put_right(below):
    pdf = tagged(below=below)
    complete(pdf, PAGES)
    (document,) = pdf.Root.StructTreeRoot.K
    assert str(document.S) == "/Document"
    assert [(str(one.S), str(one.get("/Alt", ""))) for one in document.K] == [
        ("/H1", ""),
        ("/Figure", "Bars of volumes."),
    ]
    operators = [
        (str(one.operator), str(one.operands[0])) for one in pikepdf.parse_content_stream(pdf.pages[0]) if one.operands
    ]
    assert [tag for operator, tag in operators if operator in ("BDC", "BMC")] == ["/H", "/Figure", "/Artifact"]


def test_a_figure_with_text_in_it_and_none_of_its_own_is_a_part_of_the_page():
    pdf = tagged(below=True)
    (document,) = pdf.Root.StructTreeRoot.K
    document.K.append(element(pdf, "/Figure", element(pdf, "/P", 3)))
    complete(pdf, PAGES)
    assert str(document.K[-1].S) == "/Div"


def test_a_file_without_tags_stays_without():
    pdf = pikepdf.new()
    complete(pdf, [])
    assert "/StructTreeRoot" not in pdf.Root
