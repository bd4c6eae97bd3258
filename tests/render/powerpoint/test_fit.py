"""How many lines a text takes, as LibreOffice was seen to break it."""

import pytest

from deckgen.deck import Run, Text, plain
from deckgen.render import measure
from deckgen.render.powerpoint import fit
from deckgen.render.powerpoint.face import Face

MONO = 14 * measure.MONO_ADVANCE


def lines(text, columns):
    """Count the lines of a text in a monospaced font of 14 points, in so many columns."""
    return fit.count_lines(fit.pieces(text, Face(), mono=True), 14, columns * MONO / 0.985 + 0.01)


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("", 10, 1),
        ("one two", 7, 1),
        ("one two", 6, 2),
        ("one two   ", 7, 1),
        ("one  a", 5, 2),
        ("0123456789" * 3, 10, 3),
        ("worker-0123456789", 10, 2),
        ("worker-01234567890123456789", 10, 3),
        ("team/team/team/team/", 9, 4),
        ("in 0123456789abcdef", 10, 3),
    ],
)
def test_lines_are_counted(text, columns, expected):
    assert lines(plain(text), columns) == expected


def test_a_word_may_go_on_in_the_next_run():
    text = Text((Run("one balan"), Run("cer", "strong"), Run(" two")))
    assert lines(text, 12) == 2
    assert lines(text, 11) == 3
    assert lines(Text((Run("on"), Run("e"), Run("two"))), 5) == 2


def test_a_space_that_hangs_over_the_end_leaves_no_room_for_a_short_word():
    assert lines(plain("gnp.exe  a"), 8) == 2


def test_capitals_and_bold_are_measured_where_a_face_has_them():
    text, capitals = plain("load balancer"), Face(capitals=True)
    assert fit.width(fit.pieces(text, capitals), 14) == fit.width(fit.pieces(plain("LOAD BALANCER"), Face()), 14)
    assert fit.width(fit.pieces(text, Face(bold=True)), 14) == fit.width(fit.pieces(text, Face(), bold=True), 14)
    assert str(fit.elide(text, capitals, 14, 70, 1)).startswith("load")
    assert len(str(fit.elide(text, capitals, 14, 70, 1))) < len(str(fit.elide(text, Face(), 14, 70, 1)))


def test_a_wider_face_takes_more_lines():
    text = plain("the cluster has three control-plane nodes and twelve workers in three zones")
    counted = [fit.count_lines(fit.pieces(text, Face(name)), 14, 200) for name in ("Calibri", "Arial", "Verdana")]
    assert counted == sorted(counted)
    assert counted[0] < counted[-1]
