"""A PDF of deckgen's is known again until one byte of it is another."""

import pytest

from deckgen.pdf.seal import PLACE, made_by_deckgen, sealed

CONTENT = b"%PDF-1.7\nsome pages\n" + PLACE.encode() + b"\n%%EOF\n"


@pytest.fixture
def path(tmp_path):
    (tmp_path / "deck.pdf").write_bytes(sealed(CONTENT))
    return tmp_path / "deck.pdf"


def test_a_file_of_ours_is_known_again(path):
    assert made_by_deckgen(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"some pages", b"same pages"),
        lambda content: content + b"1 0 obj\n(a remark)\nendobj\n%%EOF\n",
        lambda content: content + content,
        lambda _: CONTENT,
        lambda _: b"%PDF-1.7 of somebody else",
    ],
    ids=["a letter", "a remark at the end", "twice", "no hash yet", "somebody else's"],
)
def test_a_file_that_was_changed_is_not(path, change):
    path.write_bytes(change(path.read_bytes()))
    assert not made_by_deckgen(path)


def test_what_is_not_there_was_not_made_by_us(tmp_path):
    assert not made_by_deckgen(tmp_path / "no.pdf")


@pytest.mark.parametrize("content", [b"%PDF-1.7", CONTENT + CONTENT])
def test_a_file_has_one_place_for_its_seal(content):
    with pytest.raises(ValueError, match="one place"):
        sealed(content)
