"""How wide characters are in a face."""

import pytest

from deckgen.render.glyphs import advances, line_spacing
from deckgen.render.measure import width


def test_a_face_has_its_own_widths():
    assert advances("Courier New", bold=False)["m"] == advances("Courier New", bold=False)["i"]
    assert advances("Times New Roman", bold=False)["a"] == pytest.approx(909 / 2048)
    assert width("worker", 10, face="Verdana") > width("worker", 10, face="Arial") > width("worker", 10)


def test_bold_letters_are_wider():
    assert width("control plane", 10, bold=True, face="Arial") > width("control plane", 10, face="Arial")


def test_a_heavy_face_is_as_wide_as_bold_text():
    assert width("plan", 10, face="Open Sans Semibold") == width("plan", 10, bold=True, face="Open Sans")


@pytest.mark.parametrize("face", ["Calibri", "Arial", "Poppins"])
def test_letters_that_a_face_lacks_are_as_wide_as_high_and_emoji_wider(face):
    assert advances(face, bold=False)["中"] == 1
    assert advances(face, bold=False)["አ"] == 1
    assert advances(face, bold=False)["😀"] == 1.4


def test_a_letter_with_a_mark_is_as_wide_as_without_where_a_face_lacks_it():
    assert advances("Poppins", bold=False)["\u1ea1"] == advances("Poppins", bold=False)["a"]


@pytest.mark.parametrize("character", ["\u200d", "\ufe0f", "\u0300"])
def test_what_stands_upon_another_character_takes_no_room(character):
    assert advances("Poppins", bold=False)[character] == 0


def test_lines_are_as_high_as_their_face_has_them():
    assert line_spacing("Calibri") == pytest.approx(1.2207, abs=1e-4)
    assert line_spacing("Open Sans") == pytest.approx(1.3618, abs=1e-4)
    assert line_spacing("Segoe UI") == pytest.approx(1.3302)
    assert line_spacing("Arial") == 1.2
    assert line_spacing("Corporate Grotesk") > line_spacing("Arial")
