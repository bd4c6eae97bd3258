"""What is made to be slow to read is read in one pass: twice as much of it takes no more than some times as long."""

import pytest

from deckgen.audit import guise, letters, markup, pattern
from deckgen.audit.piece import Content, Piece

REPEATED = (
    "<!--",
    "<![CDATA[",
    "<?",
    "<",
    '<a b="',
    "A" * 45 + "\n",
    "eyJ-",
    "a@b.",
    "1.",
    "a:",
    "&#",
    "<ext {",
    "aa://b:",
)


@pytest.mark.parametrize("text", REPEATED)
def test_what_is_repeated_without_an_end_is_read_to_the_end(text):
    # With a rule that looks through the rest from each place, this takes minutes.
    content = Content("", b"")
    pieces = [*markup.pieces(content, text * 50_000), Piece("", letters.plain(text * 50_000))]
    for piece in pieces:
        list(pattern.looks(piece))
        list(guise.guises(piece))
    assert sum(len(piece.text) for piece in pieces) >= len(text) * 50_000
