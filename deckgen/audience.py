"""Who sees what: one table, a row an audience. An organisation changes a row by a file (``audience_file``)."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from deckgen.fact import Holds

Diagrams = Literal["picture", "native", "both"]
"""How diagrams are drawn: as pictures, as shapes that can be changed, or on two slides, one after the other."""

Treatment = Literal["shown", "pseudonym", "left out"]
"""What becomes of a value: shown as it is, replaced by a made-up one that is always the same, or gone."""

Notes = Literal["speaker", "explanation", "none"]
"""Speaker notes in full, the explanation in them alone, or none."""

Numbers = Literal["exact", "rounded"]

Differences = Literal["told", "untold", "standard"]
"""Where observed and agreed differ: told, the observed value without a word, or the documented standard alone."""

_REAL: dict[Holds, Treatment] = dict.fromkeys(Holds, "shown")
_MASKED: dict[Holds, Treatment] = {**dict.fromkeys(Holds, "pseudonym"), Holds.PUBLIC: "shown"}


class Audience(Struct, frozen=True):
    """What one audience gets.

    Attributes:
        name: as given to ``--audience``; it stands in the file's name, in the footer and in the properties.
        reads: who that is.
        slides: whose slides it gets: a name as in a script's ``audiences``.
        notes: what stands in the speaker notes.
        treats: what becomes of a value of each class.
        numbers: counts and sizes are exact, or above ten rounded and told as "about".
        to_fill_in: what the profile lacks is shown as a thing to fill in; otherwise left out.
        differences: what is said where observed and agreed differ, or the cluster disagrees with itself.
        commands: commands and their output are shown.
        diagrams: how diagrams are drawn where nothing else is asked for.
        gate: the file is kept only where nothing was found in it (``gate``).
    """

    name: str
    reads: str
    slides: str
    notes: Notes
    treats: Mapping[Holds, Treatment]
    numbers: Numbers
    to_fill_in: bool
    differences: Differences
    commands: bool
    diagrams: Diagrams
    gate: bool

    @property
    def named(self) -> bool:
        """Whether the customer's own name stands in the deck; otherwise "your organisation"."""
        return self.treats[Holds.CUSTOMER] == "shown"

    @property
    def hides_tokens_alone(self) -> bool:
        """Whether every class of values but passwords and tokens is shown as it is."""
        return all(self.shows(holds) for holds in Holds if holds is not Holds.TOKEN)

    @property
    def tells_differences(self) -> bool:
        """Whether it is told where observed and agreed differ."""
        return self.differences == "told"

    def shows(self, holds: Holds) -> bool:
        """Tell whether values of a class are shown as they are."""
        return self.treats[holds] == "shown"


def shown_to(audience: Audience) -> list[str]:
    """Give the names of the classes that an audience is shown as they are, as a list for ``deckgen audit`` has them."""
    return [holds.value for holds in Holds if holds is not Holds.PUBLIC and audience.shows(holds)]


AUDIENCES: dict[str, Audience] = {
    "call": Audience(
        name="call",
        reads="the engineer, sharing the screen",
        slides="call",
        notes="speaker",
        treats={**_REAL, Holds.TOKEN: "left out"},
        numbers="exact",
        to_fill_in=True,
        differences="told",
        commands=True,
        diagrams="picture",
        gate=False,
    ),
    "customer": Audience(
        name="customer",
        reads="the customer, alone, later",
        slides="customer",
        notes="explanation",
        treats={**_REAL, Holds.OUR_ADDRESS: "left out", Holds.TOKEN: "left out"},
        numbers="exact",
        to_fill_in=False,
        differences="untold",
        commands=True,
        diagrams="picture",
        gate=True,
    ),
    "presales": Audience(
        name="presales",
        reads="a prospect, with an account manager",
        slides="presales",
        notes="none",
        treats={**_MASKED, Holds.TOKEN: "left out", Holds.FREE_TEXT: "left out"},
        numbers="rounded",
        to_fill_in=False,
        differences="standard",
        commands=False,
        diagrams="native",
        gate=True,
    ),
}
