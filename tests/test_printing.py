"""What a build writes beside its deck, and what it leaves alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from deckgen import printing
from deckgen.deck import Deck
from deckgen.errors import InputError
from deckgen.pdf.seal import PLACE, sealed
from deckgen.printing import Outputs, Print


@pytest.mark.parametrize(
    ("target", "asked", "expected"),
    [
        ("a/x.pptx", (False, False), ["a/x.pptx"]),
        ("a/x.pptx", (True, False), ["a/x.pptx", "a/x.pdf"]),
        ("a/x.pptx", (True, True), ["a/x.pptx", "a/x.pdf", "a/x-handout.pdf"]),
        ("a/x.pptx", (False, True), ["a/x.pptx", "a/x-handout.pdf"]),
        ("a/x.pdf", (False, False), ["a/x.pdf"]),
        ("a/x.PDF", (True, True), ["a/x.PDF", "a/x-handout.pdf"]),
        ("a/of 1.2.2026.pptx", (True, True), ["a/of 1.2.2026.pptx", "a/of 1.2.2026.pdf", "a/of 1.2.2026-handout.pdf"]),
    ],
)
def test_the_files_stand_beside_each_other(target, asked, expected):
    outputs = printing.outputs_of(Path(target), with_pdf=asked[0], with_handout=asked[1])
    assert outputs.paths == [Path(one) for one in expected]


@pytest.mark.parametrize("name", ["x.pdf", "x-handout.pdf"])
def test_somebody_elses_pdf_stays_unless_forced(tmp_path, name):
    outputs = printing.outputs_of(tmp_path / "x.pptx", with_pdf=True, with_handout=True)
    (tmp_path / name).write_bytes(b"%PDF-1.7 mine")
    with pytest.raises(InputError, match="was not made by deckgen"):
        printing.check_outputs(outputs, force=False)
    printing.check_outputs(outputs, force=True)


def test_a_pdf_of_ours_may_be_replaced(tmp_path):
    (tmp_path / "x.pdf").write_bytes(sealed(PLACE.encode()))
    printing.check_outputs(Outputs(None, tmp_path / "x.pdf", None), force=False)


def test_no_program_is_looked_for_where_none_is_needed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", "/nowhere")
    assert printing.office_for([Outputs(tmp_path / "x.pptx", None, None)], None) is None


def test_a_deck_that_is_wanted_alone_is_the_one_that_was_drawn(tmp_path):
    drawn = tmp_path / "drawn.pptx"
    drawn.write_bytes(b"slides")
    deck = Deck("Title", "Example", "call", "call", datetime(2026, 5, 14, tzinfo=UTC), ())
    one = Print(deck, drawn, Outputs(tmp_path / "x.pptx", None, None))
    ((file,),) = printing.made([one], None, None, "a4")
    assert (file.target, file.content) == (tmp_path / "x.pptx", b"slides")
    assert not file.target.exists()
