"""Bytes are read as what was meant as text, and as what only happens to be readable."""

import random

import pytest

from deckgen.audit.letters import runs, text_of
from deckgen.audit.piece import BREAK, Content

MAIL = "zora.kruel@shop.example.com"


def certain(data):
    several = [piece.text.split(BREAK) for piece in runs(Content("", data)) if piece.certain]
    return [run for runs_of_one in several for run in runs_of_one]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", [b"\xfe\xff", b"\xff\xfe", b"\x80\x80", b"\x80\x07\x80"])
def test_text_of_two_bytes_a_letter_is_read_in_the_order_that_was_meant(encoding, before):
    found = certain(before + MAIL.encode(encoding) + b"\x80\x80")
    assert [run for run in found if "@" in run] == [MAIL]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_with_or_without_a_mark_is_text(encoding):
    assert (text_of("Zora Krül".encode(encoding)) or "").lstrip("\ufeff") == "Zora Krül"


def test_the_encoding_that_xml_declares_is_believed_where_it_is_one():
    assert "Krül" in (text_of('<?xml version="1.0" encoding="windows-1252"?><a>Krül</a>'.encode("cp1252")) or "")
    assert text_of(b'<?xml version="1.0" encoding="idna"?><a>\xff</a>') is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_markup_needs_no_mark(encoding):
    assert text_of("<a>Krül</a>".encode(encoding)) == "<a>Krül</a>"


@pytest.mark.parametrize("data", [b"\xff", b"a\0b", b"\xff\xfea"])
def test_what_is_no_text_from_end_to_end_is_none(data):
    assert text_of(data) is None


def test_noise_is_never_certain_to_be_text():
    assert certain(random.Random(7).randbytes(1 << 20)) == []
