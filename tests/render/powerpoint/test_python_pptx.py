"""What deckgen leans on in python-pptx that its documentation does not promise: a test each, for the day it changes."""

import zlib
from io import BytesIO
from zipfile import ZipFile

import pptx
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.slide import CT_Slide
from pptx.parts.image import ImagePart
from pptx.parts.slide import NotesMasterPart, NotesSlidePart, SlideLayoutPart, SlidePart

from deckgen.render.powerpoint import archive
from deckgen.render.powerpoint.archive import relationships
from deckgen.render.powerpoint.parts import Parts, reachable

SHAPE = (
    f'<p:spTree {nsdecls("a", "p", "r")}><p:sp><p:nvSpPr><p:cNvPr id="2" name="Box"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
    "<p:spPr/></p:sp></p:spTree>"
)


@pytest.fixture
def opened():
    return pptx.Presentation()


@pytest.fixture
def package(opened):
    return opened.part.package


@pytest.fixture
def parts(opened):
    """What replaces the functions of python-pptx that look at all that there is."""
    return Parts(opened, ("one", "two"))


@pytest.fixture
def sheet(package):
    return SlidePart(PackURI("/ppt/slides/slide.xml"), CONTENT_TYPE.PML_SLIDE, package, CT_Slide.new())


def related(one):
    return {relation.reltype: relation.target_part for relation in one.values() if not relation.is_external}


def test_a_packages_own_relationships_lead_to_its_main_part(opened, package):
    assert related(package._rels)[RELATIONSHIP_TYPE.OFFICE_DOCUMENT] is opened.part


def test_a_parts_relationships_lead_on(opened):
    assert isinstance(opened.slide_layouts[0].part, SlideLayoutPart)
    assert related(opened.slide_layouts[0].part.rels)[RELATIONSHIP_TYPE.SLIDE_MASTER] is opened.slide_master.part


def test_a_relationship_is_added_without_a_look_at_the_others(opened, sheet):
    keys = [opened.part.rels._add_relationship(RELATIONSHIP_TYPE.SLIDE, sheet) for _ in range(2)]
    assert len(set(keys)) == 2
    assert all(opened.part.related_part(key) is sheet for key in keys)


def test_the_writer_hands_on_types_relationships_and_parts_by_name(package):
    class Taken(dict):
        def write(self, name, blob):
            self[name.membername] = blob

    taken = Taken()
    writer = PackageWriter(BytesIO(), package._rels, tuple(package.iter_parts()))
    writer._write_content_types_stream(taken)
    assert list(taken) == ["[Content_Types].xml"]
    writer._write_pkg_rels(taken)
    assert list(taken)[1:] == ["_rels/.rels"]


def test_relationships_are_written_as_python_pptx_writes_them(opened, sheet, package):
    for target in ('https://example.com/?a=1&b="<2>"', "mailto:someone@example.com"):
        sheet.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    for layout in opened.slide_layouts:
        sheet.relate_to(layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
    sheet.relate_to(sheet, RELATIONSHIP_TYPE.SLIDE)
    parts = [part for part in (*package.iter_parts(), sheet) if part.rels]
    assert len(sheet.rels) > 10
    for part in parts:
        assert relationships(part.rels) == part.rels.xml


def test_a_slides_part_takes_a_blank_element_and_a_name_afterwards(opened, sheet):
    key = sheet.relate_to(opened.slide_layouts[0].part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
    sheet.partname = PackURI("/ppt/slides/slide7.xml")
    assert sheet.slide.slide_layout.name == opened.slide_layouts[0].name
    assert sheet.rels[key].target_ref == "../slideLayouts/slideLayout1.xml"
    assert [child.tag for child in sheet.slide.element] == [qn("p:cSld"), qn("p:clrMapOvr")]


def test_a_relationship_names_its_part_as_it_is_called_when_saved(sheet, package):
    other = SlidePart(PackURI("/ppt/slides/slide.xml"), CONTENT_TYPE.PML_SLIDE, package, CT_Slide.new())
    sheet.relate_to(other, RELATIONSHIP_TYPE.SLIDE)
    other.partname = PackURI("/ppt/slides/slide9.xml")
    assert b'Target="slide9.xml"' in sheet.rels.xml


def test_a_slides_shape_tree_takes_parsed_shapes(sheet):
    sheet.slide.shapes.element.extend(list(parse_xml(SHAPE.encode())))
    assert [shape.name for shape in sheet.slide.shapes] == ["Box"]
    assert sheet.slide.element.cSld[-1] is sheet.slide.shapes.element


def test_notes_take_an_element_of_their_own(sheet, package):
    root = parse_xml(f"<p:notes {nsdecls('p')}><p:cSld/></p:notes>")
    notes = NotesSlidePart(PackURI("/ppt/notesSlides/notesSlide1.xml"), CONTENT_TYPE.PML_NOTES_SLIDE, package, root)
    sheet.relate_to(notes, RELATIONSHIP_TYPE.NOTES_SLIDE)
    assert sheet.has_notes_slide
    assert sheet.notes_slide.element is root


def test_a_notes_master_is_made_and_not_listed(opened):
    assert isinstance(opened.part.notes_master_part, NotesMasterPart)
    assert opened.element.find(qn("p:notesMasterIdLst")) is None


def test_pictures_and_other_parts_take_their_bytes(package):
    for kind, name in ((ImagePart, "/ppt/media/image1.png"), (Part, "/ppt/media/image2.svg")):
        part = kind(PackURI(name), "image/png", package, b"bytes")
        assert (part.partname, part.blob) == (name, b"bytes")


def test_a_theme_is_bytes_that_can_be_replaced(opened):
    theme = opened.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = serialize_part_xml(parse_xml(theme.blob))
    assert theme.blob.startswith(b"<?xml")


def test_extended_properties_are_bytes_that_can_be_replaced(package):
    part = package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    part.partname, part.blob = PackURI("/docProps/app.xml"), b"<Properties/>"
    assert part.blob == b"<Properties/>"


def test_core_properties_can_be_cleared(opened):
    opened.core_properties.comments = "of the template"
    root = opened.core_properties._element
    for child in list(root):
        root.remove(child)
    assert opened.core_properties.comments == ""


def test_core_properties_take_no_more_than_255_characters(opened):
    opened.core_properties.title = "x" * 255
    with pytest.raises(ValueError, match="255"):
        opened.core_properties.title = "x" * 256


def test_a_page_layouts_placeholder_knows_the_masters_that_it_inherits_from(opened):
    (body,) = (one for one in opened.slide_layouts[1].placeholders if one.placeholder_format.idx == 1)
    assert body._base_placeholder.placeholder_format.type is PP_PLACEHOLDER.BODY
    assert body.width == body._base_placeholder.width


@pytest.mark.parametrize("name", ["title", "ctrTitle", "body", "tbl", "pic", "obj", "ftr", "sldNum"])
def test_the_types_of_placeholders_have_their_names_in_the_file(name):
    assert PP_PLACEHOLDER.to_xml(PP_PLACEHOLDER.from_xml(name)) == name


def test_the_list_of_slides_is_put_where_it_belongs(opened):
    assert opened.element.get_or_add_sldIdLst().getnext().tag == qn("p:sldSz")


def test_a_relationship_that_nothing_refers_to_is_dropped(opened):
    slide = opened.slides.add_slide(opened.slide_layouts[0])
    key = opened.element.sldIdLst[0].rId
    opened.element.remove(opened.element.sldIdLst)
    opened.part.drop_rel(key)
    assert slide.part not in opened.part.package.iter_parts()


def test_the_version_is_the_one_that_is_leaned_on():
    assert pptx.__version__ == "1.0.2"


def test_the_parts_reached_are_those_that_python_pptx_walks(package):
    assert set(reachable(package)) == set(package.iter_parts())


def opened_on(parts, slide, page_layout):
    part = parts.open_slide(slide)
    parts.lay_out(part, page_layout)
    return part


def test_slides_are_named_and_numbered_as_python_pptx_does(opened, parts):
    for slide in ("one", "two"):
        expected = opened.element.get_or_add_sldIdLst()._next_id, opened.part._next_slide_partname
        part = opened_on(parts, slide, opened.slide_layouts[0])
        assert (parts.list_slide(part), part.partname) == expected
    assert [one.part for one in opened.slides] == [parts.first["one"], parts.first["two"]]


def test_charts_notes_and_workbooks_are_named_as_python_pptx_does(opened, package, parts):
    chart = f"<c:chartSpace {nsdecls('c', 'r')}><c:externalData r:id='rId1'/></c:chartSpace>"
    part = opened_on(parts, "one", opened.slide_layouts[0])
    parts.list_slide(part)
    for _ in range(2):
        names = ("/ppt/charts/chart%d.xml", "/ppt/embeddings/Microsoft_Excel_Sheet%d.xlsx")
        expected = tuple(map(package.next_partname, names))
        made = parts.chart(chart, b"workbook")
        part.relate_to(made, RELATIONSHIP_TYPE.CHART)
        assert (made.partname, made.chart_workbook.xlsx_part.partname) == expected
    expected = package.next_partname("/ppt/notesSlides/notesSlide%d.xml")
    parts.add_notes(part, parse_xml(f"<p:notes {nsdecls('p')}><p:cSld/></p:notes>"))
    assert part.notes_slide.part.partname == expected


def test_a_picture_is_found_again_as_python_pptx_finds_it(opened, package, parts):
    part = opened_on(parts, "one", opened.slide_layouts[0])
    parts.list_slide(part)
    made = parts.picture(b"bytes", "png")
    part.relate_to(made, RELATIONSHIP_TYPE.IMAGE)
    assert parts.picture(bytes(bytearray(b"bytes")), "png") is package._image_parts._find_by_sha1(made.sha1) is made
    assert parts.picture(b"others", "png") is not made


def test_a_relationship_that_is_there_is_what_is_looked_for(opened, sheet):
    key = opened.part.rels._add_relationship(RELATIONSHIP_TYPE.SLIDE, sheet)
    assert opened.part.rels._get_matching(RELATIONSHIP_TYPE.SLIDE, sheet) == key


def test_zipfile_takes_what_is_packed_already(parts, opened, monkeypatch):
    figure, file = b"<svg/>" * 1000, BytesIO()
    packed = zlib.compress(figure, 9, -zlib.MAX_WBITS)
    opened.part.relate_to(parts.picture(figure, "svg"), RELATIONSHIP_TYPE.IMAGE)
    monkeypatch.setattr(archive, "deflated", lambda blob, _level: packed if blob == figure else None)
    archive.save(opened, file)
    with ZipFile(file) as written:
        (entry,) = (one for one in written.infolist() if one.filename.endswith(".svg"))
        assert entry.compress_size == len(packed) != len(zlib.compress(figure, 2, -zlib.MAX_WBITS))
        assert written.read(entry) == figure
