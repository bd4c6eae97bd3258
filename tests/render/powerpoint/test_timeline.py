"""Timelines are shapes in one group, whose alternative text says what it shows; none leaves its place."""

import pytest
from pptx.oxml.ns import qn

from deckgen.deck import Event, Text, Tick, Timeline, plain
from tests.render.powerpoint.decks import MIND, TIMELINE, deck, slide, table, texts, written
from tests.render.powerpoint.lint import lint
from tests.validator import validate


@pytest.fixture
def draw(default, tmp_path):
    """Draw one slide with a timeline above a table."""

    def draw(block):
        one = slide("figure-table", "etcd is saved every eight hours", figure=block, body=table(2), callout=MIND)
        (page,) = written(deck(one), default, tmp_path).slides
        return page

    return draw


def group(page):
    (found,) = (shape for shape in page.shapes if shape.shape_type == 6)  # MSO_SHAPE_TYPE.GROUP
    return found


def said(page):
    return [shape.text_frame.text for shape in group(page).shapes if shape.has_text_frame and shape.text_frame.text]


def test_what_was_agreed_is_read_before_the_hours_and_what_was_found_last(draw):
    assert said(draw(TIMELINE)) == [
        "Agreed\nevery eight hours\u00a0○", "saved once", "saved once", "20:00", "14 May", "04:00", "08:00", "12:00",
        "16:00", "20:00", "now, 09:12 UTC", "Found\nevery eight hours\u00a0●", "saved 08:00", "next due by 16:00",
    ]  # fmt: skip


def test_the_group_says_what_it_shows_and_the_legend_explains_its_marks(draw):
    page = draw(TIMELINE)
    assert group(page)._element.nvGrpSpPr.cNvPr.get("descr") == TIMELINE.alt
    legend = texts(page)["Legend"]
    assert "observed in the cluster" in legend
    assert "documented standard" in legend


def test_where_nothing_was_agreed_and_nothing_found_it_says_so(draw):
    block = Timeline(24, TIMELINE.ticks, TIMELINE.now, "saved once", Text(), (), plain("not visible"), (), "Nothing.")
    words = said(draw(block))
    assert "Found\nnot visible" in words
    assert not [word for word in words if word.startswith("Agreed")]


def test_no_shape_leaves_the_slide_and_no_words_lie_on_others(draw):
    late = (
        Event(0.1, "saved 20:06", "done"),
        Event(0.4, "was due by 20:24", "late"),
        Event(23.9, "saved 19:54", "done"),
    )
    block = Timeline(
        24, TIMELINE.ticks, Tick(24, "now, 20:00 UTC"), "saved once", plain("every eight hours and a half " * 9),
        ((0, 0.2), (0.2, 24)), plain("every eight hours " * 9), late, "Many words.",
    )  # fmt: skip
    page = draw(block)
    for shape in group(page).shapes:
        assert shape.left >= 0, shape.name
        assert shape.left + shape.width <= 12_192_000, shape.name
    words = [one for one in group(page).shapes if (one.has_text_frame and "saved 2" in one.text_frame.text)
             or (one.has_text_frame and "was due" in one.text_frame.text)]  # fmt: skip
    first, second = sorted(words, key=lambda one: one.left)
    assert first.left + first.width <= second.left


def test_the_file_is_sound_and_colours_are_the_themes(default, tmp_path):
    one = slide("figure-table", "etcd is saved every eight hours", figure=TIMELINE, body=table(2))
    (page,) = written(deck(one), default, tmp_path).slides
    assert not list(group(page)._element.iter(qn("a:srgbClr")))
    assert validate(tmp_path / "deck.pptx") == []
    assert lint(tmp_path / "deck.pptx") == []
