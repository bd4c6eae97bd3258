"""Who sees what: one table, a row an audience."""

from typing import Literal

from msgspec import Struct

from deckgen.fact import Holds

EVERYTHING = frozenset(Holds)

Diagrams = Literal["picture", "native", "both"]
"""How diagrams are drawn: as pictures, as shapes that can be changed, or on two slides, one after the other."""


class Audience(Struct, frozen=True):
    """What one audience gets.

    Attributes:
        name: as given to ``--audience`` and in a script's ``audiences``.
        reads: who that is.
        notes: "speaker" keeps the speaker notes, "none" leaves them out.
        holds: the classes of values that it may see; facts of other classes are gone from its brief.
        named: the customer's own name stands in the deck; otherwise "your organisation".
        to_fill_in: what the profile lacks is shown as a thing to fill in; otherwise left out.
        differences: where documented and observed differ, the deck says so.
        diagrams: how diagrams are drawn where nothing else is asked for.
    """

    name: str
    reads: str
    notes: Literal["speaker", "none"]
    holds: frozenset[Holds]
    named: bool
    to_fill_in: bool
    differences: bool
    diagrams: Diagrams


AUDIENCES: dict[str, Audience] = {
    "call": Audience(
        name="call",
        reads="the engineer, sharing the screen",
        notes="speaker",
        holds=EVERYTHING,
        named=True,
        to_fill_in=True,
        differences=True,
        diagrams="picture",
    ),
    "customer": Audience(
        name="customer",
        reads="the customer, alone, later",
        notes="none",
        holds=EVERYTHING,
        named=True,
        to_fill_in=False,
        differences=False,
        diagrams="picture",
    ),
    "presales": Audience(
        name="presales",
        reads="a prospect, with an account manager",
        notes="none",
        holds=frozenset({Holds.PUBLIC}),
        named=False,
        to_fill_in=False,
        differences=False,
        diagrams="native",
    ),
}
