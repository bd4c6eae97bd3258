"""Numbers that are told as about so many, for readers whom the exact one is not meant for."""

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


def rounded(value: Any) -> Any:
    """Give a number above ten as a rounded one; others as they are.

    Up to a hundred it is rounded to fives, above to two digits: 17 becomes about 15, 64 about 65, 5296 about 5300.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= EXACT:
        return value
    step = max(5, 10 ** (len(str(int(value))) - 2))
    return About(round(value / step) * step)
