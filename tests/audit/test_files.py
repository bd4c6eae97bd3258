"""Any file is looked through to its last byte, or refused with a clear word; none takes more room than there is."""

import base64
import gzip
import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.audit import audit, needles_of, piece
from deckgen.audit.examine import Examination
from deckgen.audit.hit import Veil
from deckgen.audit.piece import Content, Room
from deckgen.audit.value import Value
from deckgen.confidential import masked
from deckgen.errors import InputError
from deckgen.fact import Holds
from tests.audit.plant import NOTES, PLACES, SLIDE, Plot, deep, packed, paragraph, png, say

HOST = Value("till-4711.prod.shop", Holds.HOST_NAME)
NEEDLES = needles_of([HOST])


def hits_in(data):
    return list(Examination(NEEDLES, Room("deck.pptx")).hits(Content("", data)))


def test_a_clean_deck_of_ours_has_no_hits(clean):
    assert audit(clean, NEEDLES).hits == ()


def test_what_is_found_in_the_sample_looks_like_addresses_and_ids_of_the_sample(made):
    hits = audit(made("call"), needles_of([])).hits
    assert {hit.pattern for hit in hits} == {"IPv4 address", "OpenStack id"}
    assert all(hit.value.startswith(("10.", "7f3c9a1e")) for hit in hits)


def test_a_hit_knows_its_slide_and_that_of_notes_and_charts(clean, tmp_path):
    plot = Plot.of(clean)
    say(plot, paragraph(HOST.text))
    plot.add("ppt/charts/chart99.xml", f"<c:chart><c:v>{HOST.text}</c:v></c:chart>")
    pointer = '<Relationship Id="rId99" Type="chart" Target="../charts/chart99.xml"/>'
    plot.insert("ppt/slides/_rels/slide3.xml.rels", "</Relationships>", pointer)
    PLACES["a master"](plot, HOST.text)
    hits = audit(plot.write(tmp_path / "deck.pptx"), NEEDLES).hits
    assert {hit.part: hit.slide for hit in hits} == {
        SLIDE: 3,
        "ppt/charts/chart99.xml": 3,
        "ppt/slideMasters/slideMaster1.xml": 0,
    }
    assert NOTES not in {hit.part for hit in hits}


def test_what_stands_on_many_slides_is_told_of_each(clean, tmp_path):
    plot = Plot.of(clean)
    for number in (2, 3, 4):
        say(plot, paragraph(HOST.text), part=f"ppt/slides/slide{number}.xml")
    assert [hit.slide for hit in audit(plot.write(tmp_path / "deck.pptx"), NEEDLES).hits] == [2, 3, 4]


def test_a_short_value_is_not_sought_where_chance_would_make_it(clean, tmp_path):
    plot = Plot.of(clean).thinned()
    PLACES["base64"](plot, "zo-7")
    assert audit(plot.write(tmp_path / "deck.pptx"), needles_of([Value("zo-7", Holds.HOST_NAME)])).hits == ()
    say(plot, paragraph("zo-7"))
    assert audit(plot.write(tmp_path / "deck.pptx"), needles_of([Value("zo-7", Holds.HOST_NAME)])).hits != ()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("words.pptx", b"words", "neither a deck nor a PDF"),
        ("empty.pptx", b"", "neither a deck nor a PDF"),
        ("locked.pptx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted, or in a format from before 2007"),
        ("half.pptx", packed("a.xml", b"words" * 99)[:-30], "damaged"),
        ("head.pptx", b"PK\x03\x04" + b"\0" * 50, "damaged"),
    ],
    ids=["words", "empty", "locked", "half", "head"],  # a zip file has the hour in it
)
def test_what_cannot_be_read_is_refused(name, content, message, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        audit(tmp_path / name, NEEDLES)
    assert name in caught.value.message


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"none\.pptx cannot be read"):
        audit(tmp_path / "none.pptx", NEEDLES)


def test_a_damaged_file_in_a_deck_is_read_as_it_is_and_told(clean, tmp_path):
    plot = Plot.of(clean).thinned()
    plot.parts["ppt/embeddings/book.xlsx"] = b"PK\x03\x04" + f" {HOST.text} ".encode() + b"\xff" * 40
    done = audit(plot.write(tmp_path / "deck.pptx"), NEEDLES)
    assert [hit.part for hit in done.hits] == ["ppt/embeddings/book.xlsx"]
    assert done.unread == ("ppt/embeddings/book.xlsx",)


BOMBS = {
    "an entry": lambda zeros: packed("a.xml", zeros),
    "gzip": lambda zeros: packed("a.gz", gzip.compress(zeros)),
    "PNG": lambda zeros: packed("a.png", png(b"zTXt", b"a\0\0" + zlib.compress(zeros))),
    "base64": lambda zeros: packed("a.xml", base64.b64encode(gzip.compress(zeros))),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_not_unpacked(bomb, monkeypatch):
    monkeypatch.setattr(piece.Room.__init__, "__defaults__", (1 << 20,))
    with pytest.raises(InputError, match=r"deck\.pptx: unpacked it would be larger"):
        hits_in(BOMBS[bomb](bytes(1 << 21)))


def test_files_that_are_packed_in_one_another_have_an_end():
    assert [hit.part for hit in hits_in(deep(HOST.text, 8))]
    with pytest.raises(InputError, match="more than 8 deep"):
        hits_in(deep(HOST.text, 9))


def test_a_name_in_a_zip_that_does_not_say_how_it_is_encoded_is_read():
    data = packed("Zora Kr-ul.bin", b"").replace(b"Kr-ul", "Krül".encode())
    needles = needles_of([Value("Zora Krül", Holds.PERSON)])
    assert list(Examination(needles, Room("deck.pptx")).hits(Content("", data)))


def test_both_entries_of_one_name_are_looked_through():
    two = io.BytesIO()
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("a.xml", f"hidden {HOST.text}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.xml", "shown")
    assert {hit.value for hit in hits_in(two.getvalue())} == {HOST.text}


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"\x89PNG\r\n\x1a\n", b"%PDF-1.4"])
)
def test_any_bytes_in_a_deck_are_read_without_a_crash(data, start):
    hits_in(packed("a.bin", start + data))


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_a_value_between_any_bytes_is_found(before, after):
    apart = b"\0 \0"
    assert hits_in(packed("a.bin", b"x" + before + apart + HOST.text.encode() + apart + after))


def test_of_a_value_no_more_is_told_than_its_first_letter_and_its_length():
    assert masked("till-4711.prod.shop") == "t… (19 characters)"
    assert Veil(["till", "till-4711"]).over("ppt/media/TILL-4711.png") == "ppt/media/T….png"
