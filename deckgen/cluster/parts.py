"""Decodes a list while it arrives, a part at a time, so that a long one is never held whole.

The API server writes a list on one line, and begins each item of a built-in kind with its metadata. So the bytes
``},{"metadata":{`` show where an item may end. They cannot stand within a string, as its quotation marks would be
escaped; where they stand deeper in an item, what is before them is no balanced JSON, and the decoder says so. A list
without them, as of custom resources, is decoded in one piece.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from deckgen.cluster.decoder import decoder_of
from deckgen.cluster.wire import Page

PART = 1024**2
"""Bytes: some hundred Pods."""

_ITEMS = b'"items":['
_HEAD_BYTES = 4096
_BOUNDARY = b'},{"metadata":{'
_ATTEMPTS = 20


def decode(pieces: Iterator[bytes], item: Any, take: Callable[[list[Any]], None]) -> str:
    """Decode one page of a list out of the pieces in which it arrives.

    Args:
        pieces: the body of the answer.
        item: the type of an item.
        take: given the items, some at a time.

    Returns:
        Where the next page begins, "" on the last one.

    Raises:
        msgspec.DecodeError: this is no list, or not of such items.
    """
    text, head = bytearray(), b""
    for piece in pieces:
        text += piece
        if len(text) < PART:
            continue
        head = head or _cut_head(text)
        end = _decode_part(text, item, take) if head else 0
        del text[:end]
    page: Page[Any] = decoder_of(Page[item]).decode(head + text)
    take(page.items or [])
    return page.metadata.continue_


def _cut_head(text: bytearray) -> bytes:
    """Cut off what is before the items, if that is where the list says how it goes on; else give b""."""
    end = text.find(_ITEMS, 0, _HEAD_BYTES) + len(_ITEMS)
    head = bytes(text[:end])
    if not head.endswith(_ITEMS) or b'"metadata":{' not in head:
        return b""
    del text[:end]
    return head


def _decode_part(text: bytearray, item: Any, take: Callable[[list[Any]], None]) -> int:
    """Decode as many whole items as there are, and give how many bytes they were, with the comma after them."""
    end = len(text)
    for _ in range(_ATTEMPTS):
        end = text.rfind(_BOUNDARY, 0, end)
        if end < 0:
            return 0
        try:
            items = decoder_of(list[item]).decode(b"[" + text[: end + 1] + b"]")
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            continue
        take(items)
        return end + 2
    return 0
