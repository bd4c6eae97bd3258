"""A template of one's own is drawn on as it is: what it lacks is added, and all that it has stays."""

import zipfile

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from deckgen.contrast import contrast
from deckgen.errors import InputError
from deckgen.layout import SLOTS, SPARED, load, palette
from deckgen.layout_source import layout_of
from deckgen.lint import lint
from deckgen.render import powerpoint
from deckgen.render.powerpoint.adopt.adoption import adopt
from deckgen.render.powerpoint.adopt.report import of_template, warnings
from deckgen.render.powerpoint.template import open_layout
from tests.cards import deck_of
from tests.render.powerpoint.adopt.templates import (
    GRADIENT,
    SOLID,
    in_font,
    on_ground,
    on_picture,
    resized,
    stock,
    swapped,
    theme_of,
    with_bar,
    with_samples,
    without,
)
from tests.validator import validate

TEMPLATES = {
    "4:3": stock,
    "16:9": lambda: resized(13.333, 7.5),
    "small": lambda: resized(10, 5.625),
    "A4": lambda: resized(11.69, 8.27),
    "samples": with_samples,
    "navy": lambda: on_ground(SOLID.format("10243E")),
    "terracotta": lambda: on_ground(SOLID.format("A8431F")),
    "black by its map": swapped,
    "gradient": lambda: on_ground(GRADIENT.format("FFFFFF", "D0E0F0")),
    "black to white": lambda: on_ground(GRADIENT.format("000000", "FFFFFF")),
    "picture": lambda: on_picture("#203040"),
    "bar": lambda: with_bar("202020"),
    "bar below content": lambda: with_bar("F2C02C", 0.4, 0.1),
    "black bar below content": lambda: with_bar("000000", 0.4, 0.1),
    "one hue": lambda: theme_of(stock(), **{f"accent{n}": "4472C4" for n in range(1, 7)}),
    "wide letters": lambda: in_font(resized(13.333, 7.5), "Verdana", "Verdana"),
    "no foot": lambda: without("ftr", "dt", "sldNum"),
    "no body": lambda: without("body", "obj", "subTitle"),
}


@pytest.fixture(scope="module", params=TEMPLATES)
def template(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "company.pptx"
    TEMPLATES[request.param]().save(path)
    return path


@pytest.fixture(scope="module")
def built(template):
    """The sample's production deck on the template."""
    path = template.with_name("deck.pptx")
    powerpoint.write(deck_of("production", "call"), layout_of(str(template)), path)
    return path


def test_a_whole_production_deck_is_sound_on_it(built):
    assert validate(built) == []


def test_nothing_in_it_runs_over_or_cannot_be_read(built):
    wrong = [f"{one.place}: {one.rule.name}: {one.message}" for one in lint(built) if one.rule.level == "error"]
    assert wrong == []


def test_the_template_itself_is_left_as_it_is(template):
    before = template.read_bytes()
    adopt(template)
    assert template.read_bytes() == before


def test_there_is_a_place_for_all_that_a_slide_may_hold(template):
    layout = adopt(template).layout
    for arrangement, slots in SLOTS.items():
        needed = slots - SPARED.get(arrangement, frozenset())
        assert any(spec.slots.keys() >= needed for spec in layout.arrangements[arrangement]), arrangement
    open_layout(layout)


def test_titles_are_real_ones_and_slides_take_their_page_layouts(built, template):
    deck = Presentation(built)
    assert all(slide.shapes.title is not None and slide.shapes.title.text.strip() for slide in deck.slides)
    old = {one.name for one in Presentation(template).slide_layouts}
    assert old <= {one.name for one in deck.slide_layouts}, "the template's own page layouts stay"
    assert {slide.slide_layout.name for slide in deck.slides} >= {"Title", "Section", "Table"}


def test_each_slide_says_that_its_data_is_made_up_and_all_but_the_first_for_whom_it_is(built):
    first, *others = Presentation(built).slides
    words = [[shape.text_frame.text for shape in page.shapes if shape.has_text_frame] for page in (first, *others)]
    assert all("Sample data" in one for one in words)
    assert all(any(text.startswith("Example Retail") for text in one) for one in words[1:])


def test_what_is_written_can_be_told_from_what_it_is_written_on(template):
    adopted = adopt(template)
    colours = palette(adopted.layout)
    grounds = (colours["paper"],) if adopted.panelled else adopted.ground.colours
    for ink in ("text", "muted", "kubernetes", "openstack", "good", "warning", "link"):
        assert min(contrast(colours[ink], ground) for ground in grounds) >= 4.5, ink
    for ink in ("kubernetes", "openstack", "good", "warning"):
        assert contrast(colours[ink], colours[f"{ink}-fill"]) >= 4.5, ink
        assert contrast(colours["text"], colours[f"{ink}-fill"]) >= 4.5, ink


def test_no_sample_of_the_template_is_in_the_deck(tmp_path):
    with_samples().save(tmp_path / "company.pptx")
    powerpoint.write(deck_of("demo", "call"), layout_of(str(tmp_path / "company.pptx")), tmp_path / "deck.pptx")
    with zipfile.ZipFile(tmp_path / "deck.pptx") as file:
        slides = [name for name in file.namelist() if name.startswith("ppt/slides/slide")]
        text = b"".join(map(file.read, file.namelist()))
    assert b"Lorem" not in text
    assert b"Sample title" not in text
    assert len(slides) == len(Presentation(tmp_path / "deck.pptx").slides)


def test_titles_on_a_dark_bar_are_light(tmp_path):
    with_bar("202020").save(tmp_path / "company.pptx")
    adopt(tmp_path / "company.pptx")
    powerpoint.write(deck_of("demo", "call"), layout_of(str(tmp_path / "company.pptx")), tmp_path / "deck.pptx")
    pages = {one.name: one for one in Presentation(tmp_path / "deck.pptx").slide_layouts}
    title = next(one for one in pages["Table"].placeholders if one.placeholder_format.type.name == "TITLE")
    fill = title._element.find(f".//{qn('a:lstStyle')}//{qn('a:schemeClr')}")
    assert fill.get("val") in {"bg1", "lt1"}


def test_what_stands_behind_a_part_of_the_content_counts(tmp_path):
    with_bar("F2C02C", 0.4, 0.1).save(tmp_path / "company.pptx")
    adopted = adopt(tmp_path / "company.pptx")
    assert set(adopted.ground.colours) == {"FFFFFF", "F2C02C"}
    with_bar("000000", 0.4, 0.1).save(tmp_path / "company.pptx")
    assert adopt(tmp_path / "company.pptx").panelled


def test_themes_hues_are_kept_apart_where_it_has_them(tmp_path):
    stock().save(tmp_path / "company.pptx")
    colours = palette(adopt(tmp_path / "company.pptx").layout)
    assert len({colours[role] for role in ("kubernetes", "openstack", "good", "warning")}) == 4


def test_a_template_made_for_deckgen_needs_nothing_added(default):
    adopted = adopt(default.template_path)
    assert {row[2].text for row in of_template(adopted).rows} == {"all"}
    assert not list(warnings(adopted))


def test_placeholders_are_known_by_number_and_type_where_they_have_other_names(default, tmp_path):
    changed = Presentation(default.template_path)
    for page in changed.slide_layouts:
        for place in page.placeholders:
            place._element.find(f"{qn('p:nvSpPr')}/{qn('p:cNvPr')}").set("name", "Platzhalter")
    changed.save(tmp_path / "renamed.pptx")
    assert {row[2].text for row in of_template(adopt(tmp_path / "renamed.pptx")).rows} == {"all"}


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: on_picture("#FFFFFF"), "a picture"),
        (lambda: on_ground(GRADIENT.format("FFFFFF", "EEEEEE")), "a gradient"),
        (lambda: on_ground(GRADIENT.format("000000", "FFFFFF")), "plain panel"),
        (lambda: without("ftr", "dt", "sldNum"), "no footer"),
        (stock, "narrow"),
        (lambda: in_font(stock(), "Arial", "House Grotesque"), "text in House Grotesque is measured as DejaVu Sans"),
    ],
)
def test_what_a_person_should_look_at_is_said(make, said, tmp_path):
    make().save(tmp_path / "company.pptx")
    assert any(said in warning for warning in warnings(adopt(tmp_path / "company.pptx")))


def test_a_template_without_titles_is_refused_with_what_to_do(tmp_path):
    without("title", "ctrTitle").save(tmp_path / "company.pptx")
    with pytest.raises(InputError, match="no page layout has a title") as refused:
        adopt(tmp_path / "company.pptx")
    assert "Slide Master" in refused.value.hint


def test_the_same_template_gives_the_same_bytes(template):
    assert adopt(template).packed == adopt(template).packed


def test_a_folder_made_from_it_gives_the_same_deck(template, tmp_path):
    from deckgen.files import write_folder
    from deckgen.render.powerpoint.adopt.manifest import files

    write_folder(tmp_path / "ours", files(adopt(template)), force=False)
    deck = deck_of("demo", "presales")
    powerpoint.write(deck, load(tmp_path / "ours"), tmp_path / "folder.pptx")
    powerpoint.write(deck, layout_of(str(template)), tmp_path / "bare.pptx")
    assert (tmp_path / "folder.pptx").read_bytes() == (tmp_path / "bare.pptx").read_bytes()
