"""Makes decoders of JSON one after the other, for several threads to use.

msgspec learns a Struct when a decoder of it is first made, and other threads see what it knows by halves: two that make
decoders of the same Struct at once end Python. One that is made can be used by all.
"""

from threading import Lock
from typing import Any, TypeVar

import msgspec

_Kind = TypeVar("_Kind")
_ONE_AT_A_TIME = Lock()
_MADE: dict[tuple[Any, bool], msgspec.json.Decoder[Any]] = {}


def decoder_of(kind: type[_Kind], *, strict: bool = True) -> msgspec.json.Decoder[_Kind]:
    """Give the decoder of a type, the same one each time; one that is not ``strict`` takes "7" for 7."""
    with _ONE_AT_A_TIME:
        if (kind, strict) not in _MADE:
            _MADE[kind, strict] = msgspec.json.Decoder(kind, strict=strict)
        return _MADE[kind, strict]
