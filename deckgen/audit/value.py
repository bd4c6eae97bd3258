"""A confidential value, and what kind of thing it is."""

from deckgen.confidential import Value
from deckgen.fact import Holds

__all__ = ["KINDS", "SECRET", "Value"]

SECRET = Holds.TOKEN.value
"""The kind of passwords, tokens and private keys, which no option allows."""

KINDS = tuple(kind.value for kind in Holds if kind is not Holds.PUBLIC)
"""The kinds that a list may name and ``--allow`` takes."""
