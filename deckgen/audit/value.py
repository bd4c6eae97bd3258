"""A confidential value, and what kind of thing it is."""

from msgspec import Struct

from deckgen.fact import Holds

SECRET = "secret"  # noqa: S105 - the name of a kind
"""The kind of passwords, tokens and private keys, which no list names and no option allows."""

KINDS = tuple(kind.value for kind in Holds if kind is not Holds.PUBLIC)
"""The kinds that a list may name and ``--allow`` takes."""


class Value(Struct, frozen=True):
    """A value that only some may read, as the profile or the cluster has it.

    Attributes:
        text: as it is written there.
        holds: what it would reveal; a public value is not looked for.
    """

    text: str
    holds: Holds
