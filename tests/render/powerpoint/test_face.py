"""The face of a placeholder's text, read from the template."""

import pytest
from msgspec.structs import replace

from deckgen.deck import Number, Numbers, plain
from deckgen.fact import Source
from deckgen.render.measure import line_height
from deckgen.render.powerpoint.face import Face
from deckgen.render.powerpoint.template import read_template
from deckgen.render.powerpoint.template_file import open_template
from tests.render.powerpoint.decks import bullets, deck, picture, slide, table, texts, written
from tests.render.powerpoint.themed import altered, themed


def page_of(layout, name="Bullets"):
    return read_template(open_template(layout.template_path)).pages[name]


def test_text_has_the_themes_font(default, tmp_path):
    page = page_of(themed(default, tmp_path / "layout", "Georgia", "Verdana"))
    assert page.placeholders["Body"].face == Face("Verdana")
    assert page.running == Face("Verdana")


def test_a_master_may_give_titles_the_themes_font_for_titles(default, tmp_path):
    def headed(name, data):
        return data.replace(b"+mn-lt", b"+mj-lt") if "slideMaster" in name or "slideLayout" in name else data

    layout = altered(themed(default, tmp_path / "one", "Georgia", "Verdana"), tmp_path / "two", headed)
    assert page_of(layout).placeholders["Title"].face == Face("Georgia", bold=True)


def test_where_nothing_is_stated_titles_and_text_have_the_themes_fonts(default, tmp_path):
    def silent(name, data):
        stated = "slideMaster" in name or "slideLayout" in name
        return data.replace(b'<a:latin typeface="+mn-lt"/>', b"") if stated else data

    layout = altered(themed(default, tmp_path / "one", "Georgia", "Verdana"), tmp_path / "two", silent)
    faces = {name: one.face.name for name, one in page_of(layout).placeholders.items()}
    assert (faces["Title"], faces["Body"]) == ("Georgia", "Verdana")


def test_a_placeholder_may_name_its_typeface(default):
    assert page_of(default, "Code").placeholders["Code"].face.name == "Consolas"


def test_the_kicker_is_bold_and_in_capitals(default):
    assert page_of(default).placeholders["Kicker"].face == Face("Calibri", bold=True, capitals=True)


def test_space_before_a_paragraph_may_be_a_share_of_its_line(default, tmp_path):
    def shared(name, data):
        return data.replace(b'<a:spcPts val="1000"/>', b'<a:spcPct val="50000"/>') if name.endswith(".xml") else data

    place = page_of(altered(default, tmp_path / "layout", shared)).placeholders["Body"]
    assert place.before == pytest.approx(0.5 * line_height(place.size))
    assert page_of(default).placeholders["Body"].before == 10


LONG = "The control plane is spread over three zones of nova so that one of them may fail without harm to it or etcd"


def test_a_title_that_fits_in_calibri_is_smaller_in_verdana(default, tmp_path):
    sizes = []
    for number, layout in enumerate([default, themed(default, tmp_path / "layout", "Verdana")]):
        (tmp_path / str(number)).mkdir()
        shown = written(deck(slide("bullets", LONG, body=bullets("one"))), layout, tmp_path / str(number))
        sizes.append(shown.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].font.size)
    assert sizes[0] is None
    assert sizes[1].pt < 28


def test_more_rows_of_a_table_fit_in_a_narrow_face(default, tmp_path):
    made = table(1)
    cells = made.rows[0]
    words = replace(cells[0], runs=(replace(cells[0].runs[0], text="a longer name of many words " * 6),))
    made = replace(made, rows=((words, *cells[1:]),) * 8)
    pages = []
    for face in ("Arial Narrow", "Verdana"):
        layout = themed(default, tmp_path / face, face)
        pages.append(len(written(deck(slide("table", body=made)), layout, tmp_path).slides))
    assert pages[0] < pages[1]


def test_the_label_of_sample_data_is_whole_in_a_wide_face(default, tmp_path):
    layout = themed(default, tmp_path / "layout", "Verdana")
    (page,) = written(deck(slide(body=bullets("one")), sample=True), layout, tmp_path).slides
    label = next(shape for shape in page.shapes if shape.name == "Sample label")
    place = page_of(layout).placeholders["Sample label"]
    assert label.text_frame.text == "Sample data"
    assert label.left + label.width == place.box.left + place.box.width
    assert label.left < place.box.left


def test_what_a_number_counts_is_smaller_or_in_two_lines_before_it_is_cut(default, tmp_path):
    shown = []
    for face in ("Calibri", "Verdana"):
        layout = themed(default, tmp_path / face, face)
        numbers = Numbers((Number("3", "control-plane nodes", plain("1.33.4"), Source.OBSERVED),))
        (page,) = written(deck(slide("numbers", numbers=numbers, figure=picture("native"))), layout, tmp_path).slides
        words = next(shape for shape in page.shapes if shape.name == "Number 1 words").text_frame.paragraphs[0]
        shown.append((words.text, words.runs[0].font.size.pt))
    assert shown == [("control-plane nodes", 20), ("control-plane nodes", 18)]


def test_shapes_of_a_diagram_keep_to_the_face_that_they_were_placed_in(default, tmp_path):
    one = deck(slide("figure", figure=picture("native")))
    for face, stated in (("Calibri", set()), ("Carlito", set()), ("Verdana", {"Calibri"}), ("Arial", {"Calibri"})):
        layout = themed(default, tmp_path / face, face)
        drawn = written(one, layout, tmp_path).slides[0]
        group = next(shape for shape in drawn.shapes if shape.shape_type == 6)
        styles = group._element.iterfind(".//{*}txBody/{*}lstStyle/{*}lvl1pPr/{*}defRPr/{*}latin")
        assert {style.get("typeface") for style in styles} == stated
        assert "Volume claim" in [shape.text_frame.text for shape in group.shapes if shape.has_text_frame]
    assert texts(drawn)
