"""Zip and gzip files: their entries, their names, and what stands beside and between the entries.

Source: PKWARE's APPNOTE 6.3.10, sections 4.3.7 (local headers), 4.3.12 (central directory) and 4.3.16 (its end).
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from deckgen.audit.inflate import GZIP, RAW, inflate
from deckgen.audit.piece import BREAK, Content, Piece, Room, beside, inner
from deckgen.audit.vocabulary import telling_path
from deckgen.errors import InputError

LOCAL, _ENTRY, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCAL_HEAD = struct.Struct("<4s5H3I2H")
_END_SIZE = 22
_ENTRY_SIZE = 46
_STEP = 1 << 20
_IS_UTF8 = 0x800
_MANY = 16
_BLANK = re.compile(rb"\0{%d,}" % _MANY)

BROKEN = (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, struct.error, OSError)
"""What reading a damaged or an encrypted zip may raise."""


def unzip(content: Content, room: Room) -> Iterator[Content | Piece]:
    """Give a zip's entries, their names, its comments, and the bytes that belong to none of them.

    Raises:
        InputError: it is damaged or encrypted, and the file itself; what is packed in another is given as it is.
    """
    try:
        yield from _unzip(content, room)
    except BROKEN as problem:
        if content.level:
            room.unread.append(content.part)
            yield beside(content, content.data, "damaged zip")
            return
        hint = "a deck that asks for a password is encrypted: save it without one"
        raise InputError(f"{room.file} is a damaged file, or an encrypted one", hint) from problem


def gunzip(content: Content, room: Room) -> Iterator[Content]:
    """Give what is packed in a gzip file, and its head, which may hold a name and a comment."""
    yield inner(content, "unpacked", inflate(content.data, room, GZIP))
    yield beside(content, content.data, "gzip")


def _unzip(content: Content, room: Room) -> Iterator[Content | Piece]:
    with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
        rest = bytearray(content.data)
        for number, entry in enumerate(archive.infolist(), 1):
            part = inner(content, entry.filename, b"").part
            place = f"name of entry {number}"
            yield Piece(part, _names(entry), place, content.guise, packed=content.level + 1)
            for data in (entry.comment, entry.extra):
                yield Content(part, data, content.level + 1, content.guise, f"zip entry {number}")
            _blank_entry(rest, entry)
            if not entry.is_dir():
                yield inner(content, entry.filename, _read(archive, entry, room))
        yield beside(content, archive.comment, "zip comment")
        _blank_directory(rest, archive)
        yield from _beside(content, bytes(rest), room)


def _names(entry: zipfile.ZipInfo) -> str:
    """Give an entry's name, as what a zip declares of its encoding says and as it was probably meant."""
    if entry.flag_bits & _IS_UTF8 or entry.filename.isascii():
        return telling_path(entry.filename)
    return BREAK.join((entry.filename, entry.filename.encode("cp437", "replace").decode("utf-8", "replace")))


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: Room) -> bytes:
    parts = []
    with archive.open(entry) as file:
        while part := file.read(_STEP):
            room.take(len(part))
            parts.append(part)
    return b"".join(parts)


def _blank_entry(rest: bytearray, entry: zipfile.ZipInfo) -> None:
    """Blank what is read of an entry; what its local header says otherwise than the directory stays."""
    at = entry.header_offset
    head = _LOCAL_HEAD.unpack_from(rest, at)
    name = at + _LOCAL_HEAD.size
    extra = name + head[9]
    data = extra + head[10]
    spans = [(at, name), (data, data + entry.compress_size)]
    if rest[name:extra] in (entry.filename.encode(), entry.filename.encode("cp437", "replace")):
        spans.append((name, extra))
    if rest[extra:data] == entry.extra:
        spans.append((extra, data))
    for start, end in spans:
        rest[start:end] = bytes(len(rest[start:end]))


def _blank_directory(rest: bytearray, archive: zipfile.ZipFile) -> None:
    """Blank the names of the central directory, which are those of the entries."""
    at = archive.start_dir
    while rest[at : at + 4] == _ENTRY and at + _ENTRY_SIZE <= len(rest):
        name, extra, comment = struct.unpack_from("<3H", rest, at + 28)
        size = _ENTRY_SIZE + name + extra + comment
        rest[at : at + size] = bytes(len(rest[at : at + size]))
        at += size
    if rest[at : at + 4] == _END:
        size = _END_SIZE + len(archive.comment)
        rest[at : at + size] = bytes(len(rest[at : at + size]))


def _beside(content: Content, rest: bytes, room: Room) -> Iterator[Content]:
    """Give what no entry holds, and unpack the entries that the directory no longer names."""
    yield beside(content, _BLANK.sub(bytes(_MANY), rest), "between the zip's entries")
    at = rest.find(LOCAL)
    while 0 <= at <= len(rest) - _LOCAL_HEAD.size:
        head = _LOCAL_HEAD.unpack_from(rest, at)
        start = at + _LOCAL_HEAD.size + head[9] + head[10]
        if head[3] == zipfile.ZIP_DEFLATED:
            yield inner(content, "an entry that was deleted", inflate(memoryview(rest)[start:], room, RAW))
        at = rest.find(LOCAL, at + 4)
