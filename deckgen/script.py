"""What an author writes: Script > Section > slide entries.

An entry's ``kind`` names a file in ``slides/``; that file holds the entry's own fields, so a script is checked
against exactly the kinds that it uses.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from deckgen import slides
from deckgen.brief import Brief
from deckgen.deck import Block, Text
from deckgen.text import Expression, Template

Slug = Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
AudienceName = Literal["call", "customer", "presales"]
EVERYONE: tuple[AudienceName, ...] = ("call", "customer", "presales")


class Authored(BaseModel):
    """What all parts of a script share: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Alternative(Authored):
    """One way to say something, taken when its condition holds and every fact in it is visible."""

    when: Expression | None = Field(None, description="Condition on facts")
    text: Template = Field(description="What is said")


Words = Template | tuple[Template | Alternative, ...]
"""One text, or several in order of preference: the first one all of whose facts are visible is taken."""


class SpeakerNotes(Authored):
    """What the speaker needs beside the slide."""

    say: tuple[Template | Alternative, ...] = Field((), description="What to say, a spoken sentence or two each")
    type: tuple[Template | Alternative, ...] = Field((), description="What to type")
    ask: tuple[Template | Alternative, ...] = Field((), description="What to ask the customer")
    read: tuple[Template | Alternative, ...] = Field((), description="Where to read more: words and a link")


class Note(Authored):
    """A callout beside the content."""

    tone: Literal["mind", "good", "next"] = Field("mind", description="What kind of remark it is")
    head: str = Field("Mind", max_length=24, description="One or two words above it")
    when: Expression | None = Field(None, description="Condition on facts")
    text: Words = Field(description="The remark, at most about 30 words")


class Entry(Authored):
    """What every slide entry has, whatever its kind."""

    id: Slug = Field(description="Stable and unique in its section; a later run knows the slide again by it")
    kind: str = Field(description="A slide kind (see: deckgen list slides)")
    covers: tuple[str, ...] = Field((), description="Items of the handover document that this slide covers")
    kicker: str = Field("", description="Small line above the title; the section's short name where left out")
    title: Words = Field(description="A sentence that states this cluster's case")
    lead: Words | None = Field(None, description="The sentence below the title: what it does for the customer")
    when: Expression | None = Field(None, description="The slide is left out where this does not hold")
    audiences: tuple[AudienceName, ...] = Field(EVERYONE, min_length=1, description="Who gets this slide")
    note: Note | None = Field(None, description="A callout beside the content")
    notes: SpeakerNotes = Field(default_factory=SpeakerNotes, description="Speaker notes")


class Section(Authored):
    """A part of the call. Its first slide, of kind ``section``, is made from these fields."""

    id: Slug = Field(description="Stable and unique in the script; --without takes it")
    title: str = Field(min_length=1, max_length=60, description="As it stands on the agenda")
    short: str = Field(min_length=1, max_length=16, description="For the kicker and the progress bar")
    lead: Words | None = Field(None, description="What the section is about, on its first slide")
    minutes: int = Field(0, ge=0, le=240, description="How long it takes on the call")
    opener: bool = Field(default=True, description="Whether the section starts with a slide of its own")
    audiences: tuple[AudienceName, ...] = Field(EVERYONE, min_length=1, description="Who gets this section")
    notes: SpeakerNotes = Field(default_factory=SpeakerNotes, description="Speaker notes of its first slide")
    slides: tuple[Entry, ...] = Field(min_length=1, description="Its slides in their order")


class Script(Authored):
    """A handover call, from the title to the questions."""

    name: Slug = Field(description="The script's name, as in the file name of the deck")
    title: str = Field(min_length=1, max_length=60, description="The deck's title")
    occasion: str = Field(min_length=1, max_length=40, description="In the footer, such as production handover")
    items: str = Field("", pattern="^[A-Z]?$", description="First letter of this script's item ids in covers")
    standards: dict[str, Any] = Field(
        default_factory=dict, description="The documented standard, by fact name: what the cluster is compared with"
    )
    sections: tuple[Section, ...] = Field(min_length=1, description="The parts of the call in their order")


@dataclass(frozen=True, slots=True)
class Stop:
    """A section as the agenda and the progress bar need it; ``slide`` is the id of its first slide."""

    id: str
    title: str
    short: str
    minutes: int
    slide: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the call a slide stands: all the sections that this deck has, and the index of the current one."""

    route: tuple[Stop, ...]
    here: int
    script: Script


@dataclass(frozen=True, slots=True)
class Content:
    """What a slide kind makes of its entry: an arrangement, its slots, and warnings for the speaker."""

    arrangement: str
    slots: Mapping[str, Block] = field(default_factory=dict)
    warn: tuple[Text, ...] = ()


class Kind(Protocol):
    """A module in ``slides/``."""

    Entry: type[Entry]

    def compose(self, entry: Any, brief: Brief, place: Place) -> Content | None:
        """Give what the slide says, or None where it has nothing true to say and gives way."""


def kinds() -> list[str]:
    """Give the names of the slide kinds, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(slides.__path__))


def kind(name: str) -> Kind:
    """Import the slide kind called ``name``.

    Raises:
        ModuleNotFoundError: there is no such kind.
    """
    module: Any = importlib.import_module(f"{slides.__name__}.{name}")
    found: Kind = module
    return found
