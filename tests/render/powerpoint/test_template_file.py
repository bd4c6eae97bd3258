"""Templates as companies have them: opened whatever their kind, and rid of their slides."""

import zipfile
from io import BytesIO

import pptx
import pytest
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from deckgen.errors import InputError
from deckgen.render import powerpoint
from deckgen.render.powerpoint import template_file
from deckgen.render.powerpoint.template import read_template
from deckgen.render.powerpoint.template_file import open_template
from tests.render.powerpoint.decks import NOTES, bullets, deck, logo, slide, written
from tests.validator import validate

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OTHERS = [
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
]
CT = "[Content_Types].xml"
REMARKS = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"


def rewritten(source, target, **changes):
    """Copy a zip file with some of its members' text replaced; None leaves one out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            change = changes.get(name, lambda text: text)
            if change is not None:
                new.writestr(name, change(old.read(name)))
    return target


@pytest.fixture
def layout_of(default, tmp_path):
    """Give the default layout with another template."""

    def layout_of(presentation):
        folder = tmp_path / "layout"
        folder.mkdir()
        presentation.save(folder / "template.pptx")
        other = default.model_copy()
        other._folder = folder
        return other

    return layout_of


@pytest.mark.parametrize("kind", OTHERS)
def test_a_template_of_any_kind_becomes_a_presentation(kind, default, tmp_path):
    folder = tmp_path / "layout"
    folder.mkdir()
    retyped = {CT: lambda text: text.replace(MAIN.encode(), kind.encode())}
    rewritten(default.template_path, folder / "template.pptx", **retyped)
    other = default.model_copy()
    other._folder = folder
    written(deck(slide(body=bullets("x"))), other, tmp_path)
    assert validate(tmp_path / "deck.pptx") == []


@pytest.mark.parametrize(
    "changes",
    [
        {CT: None},
        {CT: lambda _: b"no XML"},
        {CT: lambda text: text.replace(MAIN.encode(), b"application/xml")},
        {"_rels/.rels": None},
        {"ppt/presentation.xml": None},
        {"ppt/presentation.xml": lambda text: text[:100]},
    ],
)
def test_a_broken_template_is_a_clear_error(changes, default, tmp_path):
    broken = rewritten(default.template_path, tmp_path / "broken.pptx", **changes)
    with pytest.raises(InputError, match=r"broken\.pptx is no PowerPoint file"):
        open_template(broken)


def test_a_folder_is_no_template(tmp_path):
    with pytest.raises(InputError, match="is no PowerPoint file"):
        open_template(tmp_path)


def test_a_template_that_would_fill_the_memory_is_not_unpacked(default, monkeypatch):
    monkeypatch.setattr(template_file, "_LIMIT_BYTES", 1024)
    with pytest.raises(InputError, match="unpacks to more than"):
        open_template(default.template_path)


def test_nothing_of_a_templates_slides_is_left(default, layout_of, tmp_path):
    template = pptx.Presentation(default.template_path)
    sample = template.slides.add_slide(template.slide_layouts[0])
    sample.notes_slide.notes_text_frame.text = "Text of a sample"
    sample.shapes.add_picture(BytesIO(logo()), 0, 0)
    key = template.element.sldIdLst[0].rId
    shows = f'<p:custShowLst {nsdecls("p", "r")}><p:custShow name="Short" id="0"><p:sldLst><p:sld r:id="{key}"/>'
    template.element.sldSz.getnext().addnext(parse_xml(f"{shows}</p:sldLst></p:custShow></p:custShowLst>"))
    views = Part(PackURI("/ppt/viewProps.xml"), "application/xml", template.part.package, b"<views/>")
    views.relate_to(sample.part, RELATIONSHIP_TYPE.SLIDE)
    template.part.relate_to(views, RELATIONSHIP_TYPE.VIEW_PROPS)

    opened = written(deck(slide(body=bullets("x"))), layout_of(template), tmp_path)

    names = zipfile.ZipFile(tmp_path / "deck.pptx").namelist()
    assert [
        name for name in names if name.startswith(("ppt/slides/s", "ppt/notesSlides", "ppt/media", "ppt/view"))
    ] == ["ppt/slides/slide1.xml"]
    assert len(opened.slides) == 1
    assert validate(tmp_path / "deck.pptx") == []


def test_a_templates_own_parts_keep_their_names(default, layout_of, tmp_path):
    template = pptx.Presentation(default.template_path)
    own = b'<?xml version="1.0"?><p:tagLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
    tags = Part(PackURI("/ppt/tags/tag1.xml"), REMARKS, template.part.package, own)
    template.part.relate_to(tags, RELATIONSHIP_TYPE.TAGS)

    (page,) = written(deck(slide(body=bullets("x"))), layout_of(template), tmp_path).slides

    names = zipfile.ZipFile(tmp_path / "deck.pptx").namelist()
    assert len(names) == len(set(names))
    assert zipfile.ZipFile(tmp_path / "deck.pptx").read("ppt/tags/tag1.xml") == own
    assert page.part.part_related_by(RELATIONSHIP_TYPE.TAGS).partname == "/ppt/tags/tag2.xml"


def test_a_template_without_a_notes_master_gets_one(default, layout_of, tmp_path):
    template = pptx.Presentation(default.template_path)
    template.element.remove(template.element.find(qn("p:notesMasterIdLst")))
    (key,) = (key for key, one in template.part.rels.items() if one.reltype == RELATIONSHIP_TYPE.NOTES_MASTER)
    template.part.drop_rel(key)

    pages = written(
        deck(*(slide(key=f"part/{n}", title=f"Title {n}", body=bullets("x"), notes=NOTES) for n in range(2))),
        layout_of(template),
        tmp_path,
    ).slides

    assert [page.notes_slide.notes_text_frame.text[:3] for page in pages] == ["Cue", "Cue"]
    assert validate(tmp_path / "deck.pptx") == []


def test_what_a_template_says_about_itself_goes(default, layout_of, tmp_path):
    template = pptx.Presentation(default.template_path)
    template.core_properties.comments = "Ask the marketing department"
    opened = written(deck(slide(body=bullets("x"))), layout_of(template), tmp_path)
    assert opened.core_properties.comments == ""


def test_a_placeholder_stands_where_its_master_has_it(tmp_path):
    template = pptx.Presentation()
    template.save(tmp_path / "plain.pptx")
    place = (
        read_template(open_template(tmp_path / "plain.pptx"))
        .pages["Title and Content"]
        .placeholders["Content Placeholder 2"]
    )
    (body,) = (one for one in template.slide_master.placeholders if one.placeholder_format.idx == 1)
    assert (place.box.left, place.box.top, place.box.width, place.box.height) == (
        body.left, body.top, body.width, body.height
    )  # fmt: skip
    assert (place.type, place.size) == ("", 32)
    assert place.insets == (7.2, 3.6, 7.2, 3.6)


def test_slides_that_lead_from_one_to_the_next_are_written_however_many(default, tmp_path):
    from deckgen.deck import Run, Text

    slides = [
        slide(key=f"part/{n}", title=f"Title {n}", body=bullets(Text((Run("next", "plain", f"#part/{n + 1}"),))))
        for n in range(1500)
    ]
    assert powerpoint.write(deck(*slides), default, tmp_path / "deck.pptx") == 1500
    with zipfile.ZipFile(tmp_path / "deck.pptx") as file:
        assert b'Target="slide1500.xml"' in file.read("ppt/slides/_rels/slide1499.xml.rels")
