"""What stands in for a typeface."""

import pytest

from deckgen.fonts.metrics import metrics
from deckgen.fonts.stand_ins import BUNDLED, _table, stand_in


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("Calibri", "Carlito"),
        ("Arial", "Liberation Sans"),
        ("Georgia", "Gelasio"),
        (" times  NEW roman", "Liberation Serif"),
    ],
)
def test_a_face_is_measured_as_one_of_the_same_widths(name, face):
    known = stand_in(name)
    assert (known.face, known.compatible, known.stretch) == (face, True, 1)
    assert "fontconfig" in known.reason


def test_a_free_face_is_measured_as_itself():
    assert stand_in("Open Sans").face == "Open Sans"
    assert stand_in("Open Sans").compatible


@pytest.mark.parametrize("name", ["Verdana", "Segoe UI", "Tahoma", "Aptos"])
def test_a_face_without_a_free_twin_is_measured_as_a_wider_one(name):
    known = stand_in(name)
    assert not known.compatible
    assert "at least as wide" in known.reason


def test_an_unknown_face_is_measured_as_the_widest():
    known = stand_in("Corporate Grotesk")
    assert (known.face, known.compatible, known.name) == ("DejaVu Sans", False, "Corporate Grotesk")
    assert "nothing is known" in known.reason


def test_a_weight_of_a_face_is_measured_as_that_face():
    assert (stand_in("Open Sans Light").face, stand_in("Open Sans Light").heavy) == ("Open Sans", False)
    assert (stand_in("Segoe UI Semibold").face, stand_in("Segoe UI Semibold").heavy) == ("Open Sans", True)
    assert stand_in("Montserrat Black").stretch > stand_in("Montserrat ExtraLight").stretch
    assert not stand_in("Calibri Light").compatible


def test_every_face_that_stands_in_has_widths():
    faces = {one.face for one in _table().values()} - {BUNDLED}
    assert [face for face in sorted(faces) if not metrics(face).regular or not metrics(face).bold] == []
