"""PNG files: what their chunks say beside the pixels.

Source: PNG (third edition), 5.3 (chunks) and 11.3.3 (tEXt, zTXt, iTXt), 11.3.2.3 (iCCP).
"""

import struct
from collections.abc import Iterator

from deckgen.audit.inflate import inflate
from deckgen.audit.piece import Content, Room

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PACKED = b"x"
"""How zlib's streams begin that were made with the usual window (RFC 1950, 2.2); a chunk of one's own may be one."""

_PIXELS = (b"IDAT", b"PLTE", b"IHDR", b"fdAT")


def chunks(content: Content, room: Room) -> Iterator[Content]:
    """Give what the chunks that are no pixels hold, packed or not, and what follows the last one."""
    data, at = content.data, len(SIGNATURE)
    while at + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        if not name.isalpha() or at + 12 + size > len(data):
            break
        if name not in _PIXELS:
            place = f"PNG {name.decode('ascii')}"
            for told in _told(name, data[at + 8 : at + 8 + size], room):
                yield Content(content.part, told, content.level, content.guise, place)
        at += 12 + size
        if name == b"IEND":
            break
    yield Content(content.part, data[at:], content.level, content.guise, "after the PNG's end")


def _told(name: bytes, chunk: bytes, room: Room) -> Iterator[bytes]:
    yield chunk
    keyword, _, rest = chunk.partition(b"\0")
    if name in (b"zTXt", b"iCCP"):
        yield keyword
        yield inflate(rest[1:], room)
    elif name == b"iTXt" and rest[:1] == b"\1":
        yield inflate(rest[2:].partition(b"\0")[2].partition(b"\0")[2], room)
    elif chunk.startswith(_PACKED):
        yield inflate(chunk, room)
