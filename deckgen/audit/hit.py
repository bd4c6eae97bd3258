"""What an audit finds: where a value stands, in which guise, and as much of it as may be mailed."""

import re
from collections.abc import Iterable

from msgspec import Struct

from deckgen.audit.value import Value


class Hit(Struct, frozen=True):
    """One value in one place.

    Attributes:
        part: the part of the package, such as ``ppt/slides/slide7.xml``, or the page of a PDF; what is packed in it
            stands behind a ``>``.
        place: what of it, such as ``text``, ``attribute`` or ``name``.
        guise: how it is hidden there, such as ``base64``; "" where it stands as it is.
        kind: what it would reveal, in the words of ``fact.Holds``, or ``secret``.
        value: the whole value.
        pattern: what it looks like, such as ``e-mail address``, where no list names it; else "".
        slide: the number of the slide that the part belongs to, from 1; 0 where it is none's, or a page of a PDF.
    """

    part: str
    place: str
    guise: str
    kind: str
    value: str
    pattern: str = ""
    slide: int = 0


class LeftOut(Struct, frozen=True):
    """Values that were not looked for.

    Attributes:
        short: those with fewer letters than can be told from ordinary words.
        ordinary: those that stand in words that are nobody's secret.
        allowed: those of a kind that may be there.
    """

    short: tuple[Value, ...] = ()
    ordinary: tuple[Value, ...] = ()
    allowed: tuple[Value, ...] = ()


class Audit(Struct, frozen=True):
    """What became of one file.

    Attributes:
        hits: in the order of its parts.
        left_out: what was not looked for.
        unread: the parts that are damaged or locked.
    """

    hits: tuple[Hit, ...]
    left_out: LeftOut = LeftOut()
    unread: tuple[str, ...] = ()


class Veil:
    """What makes values in names unreadable.

    Args:
        values: the values.
    """

    def __init__(self, values: Iterable[str]) -> None:
        longest_first = sorted(set(values), key=len, reverse=True)
        self._any = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.IGNORECASE)

    def over(self, text: str) -> str:
        """Give a text, such as the name of a part, with no more of each value in it than the first letter."""
        return self._any.sub(lambda found: f"{found[0][:1]}…", text)
