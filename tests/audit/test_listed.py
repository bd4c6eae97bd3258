"""A list of values that a person wrote is read, and what cannot be meant is told with its place."""

import pytest

from deckgen.audit.listed import read
from deckgen.audit.value import Value
from deckgen.errors import InputError
from deckgen.fact import Holds


def listed(tmp_path, content):
    path = tmp_path / "names.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


def test_a_line_is_a_value_with_its_class_or_without(tmp_path):
    text = "\ufeff# names\n\nhost name: web-01\n  person:  Zora Krül \nhttps://shop.io/a\nfd00::1\naddress: fd00::2\r\n"
    assert listed(tmp_path, text) == (
        Value("web-01", Holds.HOST_NAME),
        Value("Zora Krül", Holds.PERSON),
        Value("https://shop.io/a", Holds.FREE_TEXT),
        Value("fd00::1", Holds.FREE_TEXT),
        Value("fd00::2", Holds.ADDRESS),
    )


def test_all_mistakes_are_told_with_line_and_column(tmp_path):
    with pytest.raises(InputError) as caught:
        listed(tmp_path, "hostname: web-01\n\n  id:\nweb-02\n  public: yes\n")
    assert [(one.line, one.column, one.message) for one in caught.value.mistakes] == [
        (1, 1, "there is no class called 'hostname'"),
        (3, 6, "the id is missing"),
        (5, 3, "there is no class called 'public'"),
    ]
    assert "did you mean 'host name'? classes: " in caught.value.mistakes[0].allowed


def test_what_is_no_utf_8_is_refused_with_its_place(tmp_path):
    with pytest.raises(InputError, match=r"names\.txt:2:3: this is not UTF-8; save the file as UTF-8"):
        listed(tmp_path, "web-01\nKrül".encode("latin-1"))


def test_a_list_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"none\.txt cannot be read"):
        read(tmp_path / "none.txt")
