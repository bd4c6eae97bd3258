"""A name that is also a word of the format is found where somebody wrote it, and not in what every file says."""

import pytest

from deckgen.audit.markup import pieces
from deckgen.audit.needles import Needles
from deckgen.audit.piece import Content
from deckgen.audit.value import Value
from deckgen.audit.vocabulary import telling_path, without_names
from deckgen.fact import Holds

GUID = "7f3c9a1e-5b2d-4860-a1c4-e7d90b3f6a25"


def values_in(markup, *values, part="ppt/slides/slide1.xml"):
    needles = Needles([Value(value, Holds.HOST_NAME) for value in values])
    return {one.value.text for piece in pieces(Content(part, b""), markup) for one, _ in needles.found(piece.text)}


@pytest.mark.parametrize(
    ("markup", "word"),
    [
        ('<p:master name="x"/>', "master"),
        ('<p:sp title="x"/>', "title"),
        ('<p:ph type="body"/>', "body"),
        ('<a:x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>', "drawingml"),
        ('<Override ContentType="application/vnd.openxmlformats-package.core+xml" PartName="/x.xml"/>', "package"),
        ('<Relationship Target="../media/image1.png"/>', "media"),
        ('<Override PartName="/ppt/presentation.xml"/>', "presentation"),
        ('<a:schemeClr val="accent"/>', "accent"),
        ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', "standalone"),
    ],
)
def test_words_of_the_format_are_no_values(markup, word):
    assert values_in(markup, word) == set()


@pytest.mark.parametrize(
    "markup",
    [
        '<p:cNvPr descr="the master of all"/>',
        "<p:cNvPr descr='the master of all'/>",
        "<p:cNvPr descr=\"master='x' all\"/>",
        '<p:tag name="type" val="master"/>',
        '<Relationship Target="../media/master.png"/>',
        '<Relationship Target="https://shop.io/master/media"/>',
        '<p:ph type="master-01"/>',
        "<a:t>master</a:t>",
        '<?note version="1.0" master?>',
        '<?xml version="1.0" encoding="UTF-8" master?>',
    ],
)
def test_what_somebody_wrote_is_one(markup):
    assert values_in(markup, "master") == {"master"}


def test_names_in_foreign_markup_were_chosen_by_somebody():
    assert values_in('<master count="1"/>', "master", part="customXml/item1.xml") == {"master"}


@pytest.mark.parametrize(
    "markup", [f'<p14:section name="x" id="{{{GUID}}}"/>', f"<a:tableStyleId>{{{GUID}}}</a:tableStyleId>"]
)
def test_a_listed_id_is_found_where_office_writes_ids_of_its_own(markup):
    assert values_in(markup, GUID) == {GUID}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("ppt/slides/slide1.xml", ".xml"),
        ("ppt/slides/_rels/slide1.xml.rels", ".xml.rels"),
        ("../slideLayouts/slideLayout2.xml", ".xml"),
        ("ppt/media/web-01.png", "web-01.png"),
        ("other/slide1/core.png", "other/slide1/.png"),
        ("docProps/core.xml", ".xml"),
        ("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx", ".xlsx"),
        ("ppt/embeddings/Microsoft_Shop.xlsx", "Microsoft_Shop.xlsx"),
    ],
)
def test_of_a_path_what_every_deck_has_is_left_out(path, told):
    assert telling_path(path) == told


def test_names_of_pdf_that_are_letters_only_are_left_out():
    assert (
        without_names(b"<</Type/Catalog /web-01 2>> (https://shop/catalog)")
        == b"<<  /web-01 2>> (https://shop/catalog)"
    )
