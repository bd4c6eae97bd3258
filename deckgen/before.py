"""What the slides before one say, for a slide that sums a deck up."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from deckgen.deck import Block, Slide, Text

_WORDS = (
    *("label", "lines", "text", "head", "value", "detail", "term", "root", "members", "scene", "arrows"),
    *("items", "rows", "columns", "labels", "measures", "name", "do", "dont"),
)
"""The fields of blocks and scenes that hold what is read on a slide, or lead to it."""


class Before:
    """The words of the slides so far."""

    def __init__(self) -> None:
        self._unread: list[Slide] = []
        self._words: list[str] = []

    def add(self, slide: Slide) -> None:
        """Note what a slide says; its notes are not on it."""
        self._unread.append(slide)

    def mentions(self, term: str) -> bool:
        """Tell whether a slide says ``term`` as a word of its own, in the singular or the plural."""
        for slide in self._unread:
            self._words += [str(slide.title), str(slide.lead), *_read(slide.slots)]
        self._unread.clear()
        pattern = re.compile(rf"(?<![\w-]){re.escape(term)}(?:s|es)?(?![\w-])", re.IGNORECASE)
        return any(pattern.search(words) for words in self._words)


def _read(part: Block | Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Text):
        yield str(part)
    elif isinstance(part, Struct):
        for told in (getattr(part, name, None) for name in _WORDS):
            if told:
                yield from _read(told)
    elif isinstance(part, Mapping):
        yield from _read(tuple(part.values()))
    elif isinstance(part, Iterable):
        for one in part:
            yield from _read(one)
