"""One run of a template, and what runs in it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from deckgen.placed import Fault
from deckgen.wording import LIMIT

MOST_STEPS = 10_000
"""The most steps that all loops of a template may take together."""


class Run:
    """One run of a template.

    Attributes:
        names: what stands behind ``_read`` and FUNCTIONS.
        local: what the loops' own names stand for.
        line: of the template, where it has come to.
    """

    __slots__ = ("_length", "_steps", "line", "local", "names", "pieces")

    def __init__(self, names: Mapping[str, Callable[..., Any]]) -> None:
        self.names = names
        self.local: dict[str, Any] = {}
        self.line = 1
        self.pieces: list[str] = []
        self._length = 0
        self._steps = 0

    def write(self, piece: str) -> None:
        """Add to the text, up to LIMIT."""
        self.pieces.append(piece)
        self._length += len(piece)
        if self._length > LIMIT:
            raise Fault(f"the text grows past {LIMIT} characters")

    def steps(self, values: Iterable[Any]) -> list[Any]:
        """Give what a loop goes through, and count it."""
        steps = list(values)
        self._steps += len(steps)
        if self._steps > MOST_STEPS:
            raise Fault(f"the loops take more than {MOST_STEPS} steps")
        return steps


Value = Callable[[Run], Any]
"""Works an expression out."""

Statement = Callable[[Run], None]
"""Writes the text of a part of the template."""
