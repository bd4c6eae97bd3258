"""Numbers that are told as about so many, for readers whom the exact one is not meant for."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

EXACT = 10
"""Up to here a number is what it is: three control-plane nodes are no one's secret."""


class About(int):
    """A number that stands for those near it; in words, "about 20". What it is added to is known as well as it is."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"about {int(self)}"

    def __format__(self, form: str) -> str:
        return f"about {int(self):{form}}"

    def __add__(self, other: int) -> int:
        total: int = rounded(int(self) + int(other))
        return total

    __radd__ = __add__

    def __sub__(self, other: int) -> int:
        left: int = rounded(int(self) - int(other))
        return left


class Several(list[Any]):
    """A list of which it is told about how many members it has."""

    __slots__ = ()


def rounded(value: Any) -> Any:
    """Give a number above ten as a rounded one; others as they are.

    Up to a hundred it is rounded to fives, above to two digits: 17 becomes about 15, 64 about 65, 5296 about 5300.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= EXACT:
        return value
    step = max(5, 10 ** (len(str(int(value))) - 2))
    return About(round(value / step) * step)


def how_many(things: Collection[Any], of: Any = None) -> int:
    """Give how many there are: about so many where they are ``Several``, or were picked ``of`` such a list."""
    number: int = rounded(len(things)) if isinstance(things if of is None else of, Several) else len(things)
    return number


def alike(several: Any, made: Any) -> Any:
    """Give what was made of the members of a list as a list of the same kind; a text or a row stays what it is."""
    is_list = isinstance(made, Iterable) and not isinstance(made, str | Mapping)
    return Several(made) if is_list and isinstance(several, Several) else made
