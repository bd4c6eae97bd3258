"""PDF files: the text of their pages, and every string and stream of every object; the only pypdf.

Source: ISO 32000-1, 7.3 (objects), 7.11.4 (embedded files), 12.3.3 (bookmarks), 14.3 (information), 14.9 (alternate
descriptions).
"""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from deckgen.audit.inflate import inflate
from deckgen.audit.letters import plain, runs
from deckgen.audit.piece import BREAK, PARAGRAPH, Content, Piece, Room, beside, inner
from deckgen.audit.vocabulary import is_own_name, without_names
from deckgen.errors import InputError

RAW = "raw bytes"
"""The place of what stands in the file's bytes, where every string of an object stands as well."""

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_BODY = re.compile(rb"(?<!end)stream\r?\n.*?endstream", re.DOTALL)
_PIXELS = re.compile(rb"/Subtype\s*/Image|/Length1\b")
_END = b"endstream"
_ABOUT = 512
"""So many bytes before a stream say what it is."""

_FREE = 65535
"""The generation of objects that are there no more."""

_PLACES = {
    "/Alt": "alt text",
    "/ActualText": "alt text",
    "/URI": "link",
    "/Contents": "annotation",
    "/F": "file name",
    "/UF": "file name",
}


def objects(content: Content, room: Room) -> Iterator[Content | Piece]:
    """Give a PDF's pages as text, the strings and streams of its objects, and what older versions left in the file.

    Raises:
        InputError: it is damaged or encrypted, and the file itself; what is packed in another is noted as unread.
    """
    reader = _opened(content, room)
    if reader is not None:
        book = _Book(reader)
        yield from _pages(content, book, room)
        for number in book.numbers:
            yield from _object(content, book, number, room)
    yield from _streams(content, room)
    yield from runs(beside(content, without_names(_without_streams(content.data)), RAW))


def _opened(content: Content, room: Room) -> Any:
    import pypdf

    # What is odd in a file is no news to who looks for values in it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    problem: Exception | None = None
    try:
        reader = pypdf.PdfReader(io.BytesIO(content.data))
        if not reader.is_encrypted or reader.decrypt(""):
            len(reader.pages)
            return reader
    except Exception as raised:  # noqa: BLE001 - a damaged file makes pypdf fail in many ways
        problem = raised
    if content.level:
        room.unread.append(content.part)
        return None
    hint = "a PDF that asks for a password is encrypted: save it without one"
    raise InputError(f"{room.file} is a damaged PDF, or an encrypted one", hint) from problem


class _Book:
    """The objects of a PDF by number, and what each of them is.

    Args:
        reader: pypdf's.
    """

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        listed = {number: gen for gen, several in reader.xref.items() for number in several if gen != _FREE}
        self.generations = dict.fromkeys(reader.xref_objStm, 0) | listed
        self.pages: dict[int, int] = {}
        self.contents: dict[int, int] = {}
        self.information = _number(reader.trailer.raw_get("/Info")) if "/Info" in reader.trailer else 0

    @property
    def numbers(self) -> list[int]:
        return sorted(self.generations)

    def read(self, number: int) -> Any:
        from pypdf.generic import IndirectObject

        return self.reader.get_object(IndirectObject(number, self.generations[number], self.reader))


def _pages(content: Content, book: _Book, room: Room) -> Iterator[Piece]:
    for number, page in enumerate(book.reader.pages, 1):
        part = inner(content, f"page {number}", b"").part
        try:
            book.pages[_number(page.indirect_reference)] = number
            book.pages.update(dict.fromkeys(map(_number, list.__iter__(page.get("/Annots") or [])), number))
            book.contents.update(dict.fromkeys(_contents(page), number))
            text = page.extract_text()
        except Exception:  # noqa: BLE001 - as when it is opened
            room.unread.append(part)
            continue
        room.take(len(text))
        joined = plain(text).replace("\n", PARAGRAPH)
        yield Piece(part, joined, guise=content.guise, packed=content.level + 1)


def _contents(page: Any) -> Iterator[int]:
    """Give the numbers of the streams that draw a page."""
    drawn = page.raw_get("/Contents") if "/Contents" in page else None
    several = drawn.get_object() if drawn is not None else None
    yield _number(drawn)
    yield from map(_number, list.__iter__(several) if isinstance(several, list) else ())


def _object(content: Content, book: _Book, number: int, room: Room) -> Iterator[Content | Piece]:
    """Give the strings of an object, place by place, and its stream, where it is not a picture or a font."""
    try:
        one = book.read(number)
        strings = list(_strings(one, "bookmark" if _is_bookmark(one) else "object"))
        page = book.pages.get(number) or (book.pages.get(_number(one.raw_get("/Pg")), 0) if _has(one, "/Pg") else 0)
        data = one.get_data() if _is_read(one) else b""
    except Exception:  # noqa: BLE001 - as when it is opened
        room.unread.append(inner(content, f"object {number}", b"").part)
        return
    name = f"page {page}" if page else f"object {number}"
    name = "document information" if number == book.information else name
    for place in dict.fromkeys(place for place, _ in strings):
        text = BREAK.join(plain(text) for told, text in strings if told == place)
        yield Piece(inner(content, name, b"").part, text, place, content.guise, packed=content.level + 1)
    room.take(len(data))
    if number in book.contents:
        # Where its fonts say what is written, that is the page's text.
        yield inner(content, f"page {book.contents[number]}", without_names(data), RAW)
        return
    kind = "attachment" if _has(one, "/Type") and one["/Type"] == "/EmbeddedFile" else "stream"
    yield inner(content, f"{kind} {number}", data)


def _strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Give the strings in an object, those of others that it points at left to them."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield from _strings(key, place)
            yield from _strings(value.raw_get(key) if hasattr(value, "raw_get") else held, _PLACES.get(key, place))
    elif isinstance(value, list):
        for held in list.__iter__(value):
            yield from _strings(held, place)
    elif isinstance(value, bytes):
        yield place, value.decode("latin-1")
    elif isinstance(value, str) and not (value.startswith("/") and is_own_name(value)):
        yield place, str(value)


def _is_bookmark(one: Any) -> bool:
    return _has(one, "/Title") and _has(one, "/Parent")


def _is_read(one: Any) -> bool:
    if not hasattr(one, "get_data") or _has(one, "/Length1"):
        return False
    return not (_has(one, "/Subtype") and one["/Subtype"] == "/Image" and "DCT" not in str(one.get("/Filter")))


def _has(one: Any, key: str) -> bool:
    return isinstance(one, dict) and key in one


def _number(reference: Any) -> int:
    return int(getattr(reference, "idnum", 0))


def _streams(content: Content, room: Room) -> Iterator[Content]:
    """Give what packed streams hold, those too that the file's list of objects does not name, or no longer."""
    data, last = memoryview(content.data), content.data.rfind(_END)
    for found in _STREAM.finditer(content.data):
        about = content.data[max(0, found.start() - _ABOUT) : found.start()].rpartition(b" obj")[2]
        if not _PIXELS.search(about):
            held = inflate(data[found.end() :], room)
            if not held and found.end() <= last:
                held = content.data[found.end() : content.data.find(_END, found.end())]
                room.take(len(held))
            yield inner(content, RAW, held, RAW)


def _without_streams(data: bytes) -> bytes:
    """Leave out what streams hold; after the last one's end no other can be whole."""
    end = data.rfind(_END) + len(_END)
    return _BODY.sub(b"", data[:end]) + data[end:]
