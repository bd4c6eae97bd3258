import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.render.glyphs import is_lacking
from deckgen.render.measure import MONO_ADVANCE, least_width, line_height, narrowest, width, wrap

LONG_NAME = "ingress-nginx-controller-admission-create-xk2lq.kube-system.svc"


def test_width_is_that_of_the_glyphs_in_calibri():
    # Calibri's and Carlito's advances: H 1276, i 470 of 2048 units per em.
    assert width("Hi", 2048) == pytest.approx(1276 + 470, abs=2)


def test_bold_is_wider_than_regular():
    assert width("control plane", 14, bold=True) > width("control plane", 14)


def test_width_grows_with_the_size():
    assert width("worker", 28) == pytest.approx(2 * width("worker", 14))


def test_mono_gives_every_character_the_same_room():
    assert width("iiii", 10, mono=True) == width("MMMM", 10, mono=True) == pytest.approx(40 * MONO_ADVANCE)


@pytest.mark.parametrize("character", ["中", "한", "አ"])
def test_a_character_that_the_font_lacks_is_as_wide_as_high(character):
    assert width(character, 12) == 12


@pytest.mark.parametrize("character", ["中", "한", "😀"])
def test_a_wide_character_takes_as_much_room_in_mono(character):
    assert width(character, 12, mono=True) == width(character, 12) >= 12


def test_a_space_that_does_not_break_is_as_wide_as_one_that_does():
    assert width("worker x\N{NO-BREAK SPACE}47", 12, bold=True) == width("worker x 47", 12, bold=True)


def test_a_line_does_not_end_at_a_space_that_does_not_break():
    assert wrap("worker x\N{NO-BREAK SPACE}47", 12, width("worker x", 12)) == ["worker", "x\N{NO-BREAK SPACE}47"]


def test_single_spacing_is_about_one_fifth_more_than_the_size():
    assert line_height(10) == pytest.approx(12.2, abs=0.05)


def test_lines_end_at_spaces():
    assert wrap("three control-plane nodes", 12, width("three control-", 12)) == ["three control-", "plane nodes"]


def test_a_name_that_fits_on_a_line_stays_whole():
    assert wrap("version 1.33.4", 12, width("version 1.3", 12)) == ["version", "1.33.4"]


def test_a_number_is_not_torn_from_its_hyphen():
    assert wrap("node cp-1", 12, width("node cp-", 12)) == ["node", "cp-1"]


def test_a_long_name_ends_its_lines_after_marks():
    for line in wrap(LONG_NAME, 12, 80)[:-1]:
        assert line.endswith(("-", "."))


def test_a_word_without_marks_is_broken_as_a_last_resort():
    lines = wrap("x" * 63, 12, 60)
    assert len(lines) > 1
    assert "".join(lines) == "x" * 63


def test_own_line_breaks_are_kept():
    assert wrap("first\n\nsecond", 12, 200) == ["first", "", "second"]


def test_an_empty_text_is_one_empty_line():
    assert wrap("", 12, 100) == [""]


def test_indentation_of_code_is_kept():
    assert wrap("  replicas: 3", 12, 200, mono=True) == ["  replicas: 3"]


@given(st.text(max_size=80), st.floats(20, 300), st.booleans(), st.booleans())
def test_no_line_is_wider_than_asked_and_nothing_is_lost(text, width_pt, bold, mono):
    lines = wrap(text, 12, width_pt, bold=bold, mono=mono)
    assert all(width(line, 12, bold=bold, mono=mono) <= width_pt for line in lines)
    assert "".join("".join(lines).split()) == "".join("".join(text.splitlines()).split())


@pytest.mark.parametrize("bold", [False, True])
def test_the_fonts_lack_nothing_of_ascii(bold):
    assert [character for character in string.printable.strip() if is_lacking(character, bold=bold)] == []


OFTEN_WRAPPED = "swift container etcd-snapshots"


def test_lines_are_about_as_long_as_each_other():
    room = width(OFTEN_WRAPPED, 12) - 5
    assert wrap(OFTEN_WRAPPED, 12, room) == ["swift container etcd-", "snapshots"]
    assert wrap(OFTEN_WRAPPED, 12, narrowest(OFTEN_WRAPPED, 12, room)) == ["swift container", "etcd-snapshots"]


def test_what_fits_into_a_line_keeps_its_room():
    assert narrowest(OFTEN_WRAPPED, 12, 500) == 500


def test_no_word_is_broken_to_make_lines_alike():
    for word in ("www.retail.example.com", "ingress-nginx"):
        text, room = f"{word} 1.2", width(word, 12) + 12
        assert wrap(text, 12, narrowest(text, 12, room)) == [word, "1.2"]


@given(st.text("abc de-mn.o/", max_size=40), st.floats(20, 200))
def test_a_narrower_width_takes_no_more_lines_and_breaks_no_other_word(text, room):
    narrow = narrowest(text, 12, room)
    assert narrow <= room
    assert len(wrap(text, 12, narrow)) == len(wrap(text, 12, room))
    assert (least_width(text, 12) <= narrow) == (least_width(text, 12) <= room)
