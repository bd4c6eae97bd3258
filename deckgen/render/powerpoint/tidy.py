"""A deck made fit for a file: no control characters, and nothing empty that would leave a hole."""

from collections.abc import Mapping
from operator import is_
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck import Block, Bullets, Callout, Code, CodeLine, Deck, Text
from deckgen.render.powerpoint.markup import clean

_TAB = 8


def tidy(deck: Deck) -> Deck:
    """Give the deck with every string cleaned, terminal codes and control characters gone."""
    cleaned: Deck = _clean(deck)
    return cleaned


def filled(slots: Mapping[str, Block]) -> dict[str, Block]:
    """Give the slots that have something to show, without their empty paragraphs."""
    shown = {
        slot: replace(block, items=tuple(item for item in block.items if item)) if isinstance(block, Bullets) else block
        for slot, block in slots.items()
    }
    return {slot: block for slot, block in shown.items() if not _is_empty(block)}


def _is_empty(block: Block) -> bool:
    if isinstance(block, Text):
        return not block
    if isinstance(block, Callout):
        return not (block.head.strip() or block.text)
    if isinstance(block, Code):
        return not any(line.text.strip() for line in block.lines)
    return any(hasattr(block, name) and not getattr(block, name) for name in ("items", "rows", "names"))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        members = tuple(map(_clean, value))
        return value if all(map(is_, value, members)) else members
    if isinstance(value, CodeLine):
        return CodeLine(clean(value.text.expandtabs(_TAB)), value.role)
    if isinstance(value, Struct):
        fields = [getattr(value, name) for name in value.__struct_fields__]
        cleaned = [*map(_clean, fields)]
        return value if all(map(is_, fields, cleaned)) else type(value)(*cleaned)
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    return value
