"""A row of the table of audiences that an organisation writes, on top of one that comes with deckgen."""

from pathlib import Path
from typing import Annotated, Literal

from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, Field

from deckgen import authored
from deckgen.audience import AUDIENCES, Audience, Diagrams, Differences, Notes, Numbers, Treatment
from deckgen.fact import Holds
from deckgen.placed import formed

Known = Literal["call", "customer", "presales"]
Name = Annotated[str, formed("[a-z][a-z0-9-]{0,30}", "a short name in lower case, such as partner")]


class AudienceFile(BaseModel):
    """An audience of an organisation's own: another row of the table, or a changed one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    like: Known = Field(description="The audience that it is like in all that is not said here")
    name: Name | None = Field(
        None, description="Its name, as it stands in files' names and footers; else that of 'like'"
    )
    reads: str | None = Field(None, min_length=1, max_length=80, description="Who reads the deck")
    slides: Known | None = Field(None, description="Whose slides it gets, as in a script's 'audiences'")
    notes: Notes | None = Field(None, description="Speaker notes in full, the explanation alone, or none")
    treats: dict[Holds, Treatment] = Field(
        default_factory=dict, description="What becomes of values by their class (see: deckgen list audiences)"
    )
    numbers: Numbers | None = Field(None, description="Counts and sizes exact, or above ten rounded")
    to_fill_in: bool | None = Field(None, description="What the profile lacks is shown as a thing to fill in")
    differences: Differences | None = Field(None, description="What is said where observed and agreed differ")
    commands: bool | None = Field(None, description="Commands and their output are shown")
    diagrams: Diagrams | None = Field(None, description="How diagrams are drawn where nothing else is asked for")
    gate: bool | None = Field(None, description="The file is kept only where nothing was found in it")


def load_audience(path: Path) -> Audience:
    """Load an audience from a file.

    Raises:
        InputError: with every mistake.
    """
    written = authored.load(path, AudienceFile)
    base = AUDIENCES[written.like]
    own = {name: value for name, value in written.model_dump(exclude={"like", "treats"}).items() if value is not None}
    return replace(base, **own, treats={**base.treats, **written.treats})
