"""Who sees what: one table, a row an audience."""

from dataclasses import dataclass
from typing import Literal

from deckgen.fact import Holds

EVERYTHING = frozenset(Holds)


@dataclass(frozen=True, slots=True)
class Audience:
    """What one audience gets.

    Attributes:
        name: as given to ``--audience`` and in a script's ``audiences``.
        reads: who that is.
        notes: "speaker" keeps the speaker notes, "none" leaves them out.
        holds: the classes of values that it may see; facts of other classes are gone from its brief.
        named: the customer's own name stands in the deck; otherwise "your organisation".
        to_fill_in: what the profile lacks is shown as a thing to fill in; otherwise left out.
        differences: where documented and observed differ, the deck says so.
    """

    name: str
    reads: str
    notes: Literal["speaker", "none"]
    holds: frozenset[Holds]
    named: bool
    to_fill_in: bool
    differences: bool


AUDIENCES: dict[str, Audience] = {
    audience.name: audience
    for audience in (
        Audience("call", "the engineer, sharing the screen", "speaker", EVERYTHING, True, True, True),
        Audience("customer", "the customer, alone, later", "none", EVERYTHING, True, False, False),
        Audience(
            "presales", "a prospect, with an account manager", "none", frozenset({Holds.PUBLIC}), False, False, False
        ),
    )
}
