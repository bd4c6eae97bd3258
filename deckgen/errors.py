"""The errors that deckgen raises for what a user can cause.

::

    DeckgenError            message, hint; the exit code of its kind
    ├── InputError      2   a file or argument that cannot be used: every mistake, each with file:line:column
    ├── ClusterError    3   the cluster cannot be reached, or refuses us
    ├── RenderError     4   the layout lacks a slot, a text cannot fit, or no PDF can be made
    │   └── CrowdedError    a diagram needs a larger place
    └── LeakError       4   a file holds values that its reader may not see

Anything else that reaches the user is a bug and keeps its traceback.
"""

from typing import ClassVar

from msgspec import Struct


class DeckgenError(Exception):
    """What a user can cause and can mend.

    Args:
        message: what is wrong, in one sentence without a full stop.
        hint: what to do about it, or "".
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Mistake(Struct, frozen=True, order=True):
    """One mistake in a file that a person wrote: where it is, what is wrong, what is allowed instead.

    ``line`` and ``column`` count from 1; 0 stands for "the file as a whole".
    """

    file: str
    line: int
    column: int
    message: str
    allowed: str = ""

    def __str__(self) -> str:
        """Give the form that editors and terminals turn into a link."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}" + (f"; {self.allowed}" if self.allowed else "")


class InputError(DeckgenError):
    """Input that cannot be used, with all its mistakes at once.

    Args:
        mistakes: every mistake found, or one message for input that is not a file.
        hint: what to do about it, or "".
    """

    exit_code = 2

    def __init__(self, mistakes: str | Mistake | list[Mistake], hint: str = "") -> None:
        if isinstance(mistakes, Mistake):
            mistakes = [mistakes]
        self.mistakes: tuple[Mistake, ...] = () if isinstance(mistakes, str) else tuple(sorted(set(mistakes)))
        super().__init__(mistakes if isinstance(mistakes, str) else "\n".join(map(str, self.mistakes)), hint)


class ClusterError(DeckgenError):
    """A cluster that cannot be reached or read: what was tried, what answered, what to do."""

    exit_code = 3


class RenderError(DeckgenError):
    """A deck that cannot be drawn with this layout, or made a PDF of on this machine."""

    exit_code = 4


class CrowdedError(RenderError):
    """A diagram that its place has not enough room for."""


class LeakError(DeckgenError):
    """A file that holds values which its reader may not see."""

    exit_code = 4
