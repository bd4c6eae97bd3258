"""Deflated data, unpacked no further than there is room."""

import zlib

from deckgen.audit.piece import Room

ZLIB, GZIP, RAW = 15, 31, -15
"""What stands around the data: a zlib head, a gzip head, or none, as in a zip."""

_STEP = 1 << 16


def inflate(data: bytes | memoryview, room: Room, form: int = ZLIB) -> bytes:
    """Give what was packed, as far as it can be read; b"" where it is no such data.

    Args:
        data: the packed bytes; what follows them is left alone.
        room: what may still be unpacked.
        form: ``ZLIB``, ``GZIP`` or ``RAW``.

    Raises:
        InputError: it is more than there is room for.
    """
    reader, parts, at = zlib.decompressobj(form), [], 0
    try:
        while not reader.eof:
            given = reader.unconsumed_tail or data[at : (at := at + _STEP)]
            part = reader.decompress(given, _STEP)
            room.take(len(part))
            parts.append(part)
            if not part and at >= len(data):
                break
    except zlib.error:
        pass
    return b"".join(parts)
