"""A value that is confidential, and the class that says to whom."""

from msgspec import Struct

from deckgen.fact import Holds


class Value(Struct, frozen=True):
    """Something that was read or written down and that not everybody may see.

    Attributes:
        text: as it was read.
        holds: its class.
        stem: what a pseudonym for it begins with, such as ``worker``; "" for the class's own.
    """

    text: str
    holds: Holds
    stem: str = ""


def masked(text: str) -> str:
    """Give as much of a value as a report may show, its first letter and its length: "w… (6 characters)"."""
    return f"{text[:1]}… ({len(text)} characters)"


NAMES = frozenset({Holds.HOST_NAME, Holds.NAMESPACE, Holds.OBJECT, Holds.PLATFORM, Holds.PERSON})
"""Classes of names; a name that is an ordinary word, such as ``web``, tells nothing by itself."""


def tells(value: Value, ordinary: frozenset[str]) -> bool:
    """Tell whether finding ``value`` in a text would tell something: a name that is an ordinary word does not.

    Args:
        value: the value.
        ordinary: words that tell nothing, in lower case.
    """
    return not (value.holds in {*NAMES, Holds.FREE_TEXT} and value.text.lower() in ordinary)
