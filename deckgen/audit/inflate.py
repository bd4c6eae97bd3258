"""Deflated data, unpacked no further than there is room."""

import zlib

from deckgen.audit.piece import Room

ZLIB, GZIP, RAW = 15, 31, -15
"""What stands around the data: a zlib head, a gzip head, or none, as in a zip."""

_STEP = 1 << 20


def inflate(data: bytes, room: Room, form: int = ZLIB) -> bytes:
    """Give what was packed, as far as it can be read; b"" where it is no such data.

    Args:
        data: the packed bytes; what follows them is left alone.
        room: what may still be unpacked.
        form: ``ZLIB``, ``GZIP`` or ``RAW``.

    Raises:
        InputError: it is more than there is room for.
    """
    reader, parts = zlib.decompressobj(form), []
    try:
        while not reader.eof:
            part = reader.decompress(data, _STEP)
            data = reader.unconsumed_tail
            room.take(len(part))
            parts.append(part)
            if not part and not data:
                break
    except zlib.error:
        pass
    return b"".join(parts)
