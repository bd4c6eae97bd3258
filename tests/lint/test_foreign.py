"""Decks that were made without deckgen: what is found in them is true, and what only looks like a fault is let be."""

import re

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from deckgen.lint import lint

PALE, DARK, WHITE = RGBColor(0xCC, 0xCC, 0xCC), RGBColor(0x20, 0x20, 0x20), RGBColor(0xFF, 0xFF, 0xFF)


@pytest.fixture
def found(tmp_path):
    """Draw on a slide of 10 x 7.5 inches that has a title; give what is found, by the rules' names."""

    def look(draw):
        deck = Presentation()
        page = deck.slides.add_slide(deck.slide_layouts[5])
        page.shapes.title.text = "A title"
        draw(page)
        deck.save(tmp_path / "foreign.pptx")
        return {one.rule.name: one for one in lint(tmp_path / "foreign.pptx")}

    return look


def write(page, words, area, *, size=18, colour=DARK, align=None, vert="", turn=0):
    """Put a text box that does not grow on a page; give it."""
    box = page.shapes.add_textbox(*map(Inches, area))
    box.text_frame.word_wrap, box.text_frame.text, box.rotation = True, words, turn
    paragraph = box.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.alignment, paragraph.runs[0].font.color.rgb = Pt(size), align, colour
    if vert:
        box.text_frame._txBody.find(qn("a:bodyPr")).set("vert", vert)
    return box


def fill(page, area, colour=DARK, kind=MSO_SHAPE.RECTANGLE):
    """Put a shape of one colour on a page; give it."""
    shape = page.shapes.add_shape(kind, *map(Inches, area))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour
    return shape


@pytest.mark.parametrize(("vert", "turn"), [("vert", 0), ("vert270", 0), ("", 90), ("", -90)])
def test_lines_that_run_up_or_down_are_as_long_as_their_shape_is_high(found, vert, turn):
    area = (1, 2, 0.45, 5) if vert else (-1.2, 4, 5, 0.45)
    told = found(
        lambda page: write(page, "A line of several words that is up to five inches", area, vert=vert, turn=turn)
    )
    assert not {"overflow", "off-slide", "overlap"} & told.keys()


def test_lines_that_run_down_are_found_where_they_are_too_long(found):
    assert "overflow" in found(lambda page: write(page, "many words " * 20, (1, 2, 0.6, 5), vert="vert"))


@pytest.mark.parametrize(("align", "left"), [(PP_ALIGN.LEFT, 2), (PP_ALIGN.CENTER, 4.5), (PP_ALIGN.RIGHT, 7)])
def test_text_stands_on_what_is_below_where_it_is_aligned_to(found, align, left):
    def draw(page):
        fill(page, (left, 3, 1, 1))
        write(page, "white", (2, 3.2, 6, 0.5), colour=WHITE, align=align)

    assert "low-contrast" not in found(draw)


def test_white_text_beside_the_dark_shape_is_found(found):
    def draw(page):
        fill(page, (7, 3, 1, 1))
        write(page, "white", (2, 3.2, 6, 0.5), colour=WHITE)

    assert found(draw)["low-contrast"].message.endswith("FFFFFF on FFFFFF")


def test_of_text_that_may_stand_on_two_colours_nothing_is_said_where_one_of_them_will_do(found):
    def draw(page):
        fill(page, (2, 3, 2, 2), kind=MSO_SHAPE.OVAL)
        write(page, "white", (2.5, 3.7, 1.5, 0.5), colour=WHITE)

    assert "low-contrast" not in found(draw)


def test_text_that_is_pale_on_all_that_it_may_stand_on_is_found(found):
    def draw(page):
        fill(page, (2, 3, 2, 2), RGBColor(0xEE, 0xEE, 0xEE), kind=MSO_SHAPE.OVAL)
        write(page, "pale", (2.5, 3.7, 1.5, 0.5), colour=PALE)

    assert found(draw)["low-contrast"].message.startswith("the contrast of text is 1.")


def test_of_text_on_a_gradient_or_a_picture_nothing_is_said(found, tmp_path):
    Image.new("RGB", (40, 40), "white").save(tmp_path / "ground.png")

    def draw(page):
        fill(page, (1, 3, 3, 1)).fill.gradient()
        write(page, "pale", (1.2, 3.2, 2, 0.5), colour=PALE)
        page.shapes.add_picture(str(tmp_path / "ground.png"), Inches(5), Inches(3), Inches(3), Inches(1))
        write(page, "pale", (5.2, 3.2, 2, 0.5), colour=PALE)

    assert "low-contrast" not in found(draw)


def test_tints_are_reckoned_as_powerpoint_draws_them(found):
    def draw(page):
        box = write(page, "tinted", (1, 3, 3, 1), size=14)
        colour = box.text_frame.paragraphs[0].runs[0]._r.find(f".//{qn('a:solidFill')}")
        colour[:] = [
            etree.fromstring(
                f'<a:schemeClr xmlns:a="{colour.nsmap["a"]}" val="tx1"><a:tint val="75000"/></a:schemeClr>'
            )
        ]

    assert (
        found(draw)["low-contrast"].message
        == "the contrast of text is 3.49 to 1, 4.5 is the least here: 898989 on FFFFFF"
    )


def test_a_picture_that_runs_out_a_little_is_let_be_and_one_that_is_gone_is_found(found, tmp_path):
    Image.new("RGB", (40, 40), "teal").save(tmp_path / "dot.png")

    def draw(left):
        return lambda page: page.shapes.add_picture(str(tmp_path / "dot.png"), Inches(left), Inches(3), Inches(2))

    assert "off-slide" not in found(draw(9))
    assert "off-slide" in found(draw(9.5))


def test_words_that_run_out_are_found_and_the_free_end_of_their_box_is_let_be(found):
    assert "off-slide" not in found(lambda page: write(page, "few words", (7, 3, 4, 1)))
    assert "off-slide" in found(lambda page: write(page, "few words", (7, 3, 4, 1), align=PP_ALIGN.RIGHT))


@pytest.mark.parametrize(("top", "rules"), [(3.9, set()), (3.4, {"overlap"})])
def test_lines_that_are_set_close_are_let_be_and_those_that_cover_one_another_are_found(found, top, rules):
    def draw(page):
        write(page, "CANDY", (1, 3, 4, 1.2), size=66)
        write(page, "Template", (1, top, 4, 0.9), size=44)

    assert found(draw).keys() & {"overlap"} == rules


def test_text_that_is_said_to_shrink_is_told_once(found):
    def draw(page):
        box = write(page, "many words " * 60, (1, 2, 3, 1))
        etree.SubElement(box.text_frame._txBody.find(qn("a:bodyPr")), qn("a:normAutofit"))

    assert found(draw).keys() & {"overflow", "self-fitting-text"} == {"self-fitting-text"}


def test_a_shape_without_a_name_is_told_by_what_it_says(found):
    def draw(page):
        box = write(page, "Lorem ipsum dolor sit amet", (1, 3, 3, 1))
        box.name = ""
        page.shapes._spTree.insert(2, box._element)

    told = found(draw)
    assert told["sample-text"].place.named == "a shape “Lorem ipsum dolor sit amet”"
    assert told["title-not-first"].message == "a shape is read before the title"


def test_the_language_is_asked_for_once_a_slide(found):
    finding = found(lambda page: write(page, "words", (1, 3, 3, 1)))["no-language"]
    assert (finding.place.slide, finding.place.shape) == (1, "")
    assert finding.message == "the language of 2 of 2 runs of text is not said"


@pytest.mark.parametrize(("colour", "rules"), [(PALE, {"low-contrast"}), (DARK, set())])
def test_words_in_a_cell_stand_on_its_colour(found, colour, rules):
    def draw(page):
        cell = page.shapes.add_table(1, 1, Inches(1), Inches(3), Inches(3), Inches(1)).table.cell(0, 0)
        cell.text = "words"
        cell.fill.solid()
        cell.fill.fore_color.rgb = WHITE
        cell.text_frame.paragraphs[0].runs[0].font.color.rgb = colour

    assert found(draw).keys() & {"low-contrast"} == rules


def set_in(face, words, wide, *, theme=False, cap=""):
    """Give what draws a title in a typeface, 20 pt, in a box that is so many inches wide."""

    def draw(page):
        title = page.shapes.title
        title.left, title.top, title.width, title.height = map(Inches, (1, 0.5, wide, 1))
        title.text = words
        about = title.text_frame.paragraphs[0].runs[0].font
        about.size = Pt(20)
        if theme:
            part = page.slide_layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
            part._blob = re.sub(rb'(<a:majorFont>\s*<a:latin typeface=")[^"]*', rf"\g<1>{face}".encode(), part.blob)
        else:
            about.name = face
        if cap:
            about._rPr.set("cap", cap)

    return draw


WORDS = "Octavia stands before four Services with an address for each of them"


@pytest.mark.parametrize("theme", [False, True])
@pytest.mark.parametrize(("face", "rules"), [("Calibri", set()), ("Arial", set()), ("Verdana", {"long-title"})])
def test_a_title_has_as_many_lines_as_its_typeface_gives_it(found, face, theme, rules):
    assert {"long-title"} & found(set_in(face, WORDS, 4.8, theme=theme)).keys() == rules


@pytest.mark.parametrize("theme", [False, True])
@pytest.mark.parametrize(
    ("face", "rules"), [("Calibri", {"orphan"}), ("Arial", set()), ("Times New Roman", {"orphan"})]
)
def test_a_word_is_lost_on_a_titles_last_line_only_where_its_typeface_breaks_it_so(found, face, theme, rules):
    draw = set_in(face, "A role says what is allowed, a binding says to whom", 5.5, theme=theme)
    assert {"orphan"} & found(draw).keys() == rules


def test_a_lost_word_is_not_told_of_a_typeface_of_which_nothing_is_known(found):
    lost = "A role says what is allowed, a binding says to whom"
    assert not any("orphan" in found(set_in("Corporate Grotesk", lost, wide / 10)) for wide in range(40, 80))


@pytest.mark.parametrize(("cap", "rules"), [("none", set()), ("small", set()), ("all", {"long-title"})])
def test_capitals_take_the_room_of_capitals(found, cap, rules):
    assert {"long-title"} & found(set_in("Arial", WORDS, 4.8, cap=cap)).keys() == rules


def test_a_narrow_typeface_fills_its_box_later_than_a_wide_one(found):
    def fill_with(face):
        def draw(page):
            box = write(page, "what runs over in one and not in the other " * 15, (1, 2, 5, 3.85))
            box.text_frame.paragraphs[0].runs[0].font.name = face
            box.text_frame.auto_size = MSO_AUTO_SIZE.NONE

        return draw

    assert "overflow" not in found(fill_with("Arial Narrow"))
    assert "overflow" in found(fill_with("Verdana"))


@pytest.mark.parametrize(("times", "rules"), [(0.5, {"off-slide"}), (1, set()), (2, set())])
def test_how_far_a_table_may_stand_out_goes_by_the_slides_height(tmp_path, times, rules):
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(10 * times), Inches(7.5 * times)
    page = deck.slides.add_slide(deck.slide_layouts[6])
    page.shapes.add_table(1, 1, Inches(10 * times - 1 + 0.015), Inches(1), Inches(1), Inches(0.4))
    deck.save(tmp_path / "sized.pptx")
    assert {"off-slide"} & {one.rule.name for one in lint(tmp_path / "sized.pptx")} == rules


@pytest.mark.parametrize(("top", "rules"), [(-0.07, set()), (-0.2, {"off-slide"})])
def test_what_is_free_above_letters_may_stand_outside(found, top, rules):
    assert {"off-slide"} & found(lambda page: write(page, "Words", (1, top, 5, 0.6))).keys() == rules
