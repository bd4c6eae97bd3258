"""What an author writes: Script > Section > slide entries.

An entry's ``kind`` names a file in ``slides/``; that file holds the entry's own fields, so a script is checked
against exactly the kinds that it uses.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import GenericAlias
from typing import Annotated, Any, Literal, Protocol, Union

from msgspec import Struct, field
from pydantic import (
    AfterValidator,
    Field,
    RootModel,
    ValidationInfo,
    WithJsonSchema,
    create_model,
)

from deckgen import authored, script_cache
from deckgen.authored import Objection, Source
from deckgen.before import Before
from deckgen.brief import Brief
from deckgen.deck import AS_SHAPES, Block, Text
from deckgen.fact import Facts
from deckgen.factname import DIAGRAM_NAME, FactName, known_facts, object_to_values
from deckgen.phrases import Alternative, Authored, Said, Slug, Words
from deckgen.placed import NOWHERE, Placed, Position, formed, refuse
from deckgen.promise import Promise, PromiseList, objections_to_promises
from deckgen.scene import Scene
from deckgen.suggest import among
from deckgen.text import Expression

__all__ = ["Alternative", "Authored", "FactName", "Slug", "Words"]  # beside what is defined here: for slide kinds

DIAGRAMS = "diagrams"
"""The key in pydantic's validation context under which the known diagrams stand."""

Item = Annotated[str, formed(r"[A-Z]\d+(\.\d+)*", "a letter and numbers, such as P5.2")]
AudienceName = Literal["call", "customer", "presales"]
EVERYONE: tuple[AudienceName, ...] = ("call", "customer", "presales")


def _known_diagram(name: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get(DIAGRAMS)
    if known is not None and name not in known:
        raise refuse(f"there is no diagram called {name!r}", among(name, known, "diagrams"))
    return name


DiagramName = Annotated[str, AfterValidator(_known_diagram), WithJsonSchema({"type": "string", "format": DIAGRAM_NAME})]
"""A diagram's name; an unknown one is a mistake when a file is loaded."""


class SpeakerNotes(Authored):
    """What the speaker needs beside the slide."""

    cue: tuple[Said, ...] = Field((), description="What to do, to check or to leave out; never for readers")
    say: tuple[Said, ...] = Field(
        (), description="What to say, a spoken sentence or two each, true as well for who reads it alone, later"
    )
    type: tuple[Said, ...] = Field((), description="What to type")
    ask: tuple[Said, ...] = Field((), description="What to ask the customer")
    read: tuple[Said, ...] = Field((), description="Where to read more: words and a link")


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
    covers: tuple[Item, ...] = Field((), description="Items of the handover document that this slide covers")
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
    agenda: bool = Field(default=True, description="Whether it stands on the agenda and in the progress bar")
    audiences: tuple[AudienceName, ...] = Field(EVERYONE, min_length=1, description="Who gets this section")
    notes: SpeakerNotes = Field(default_factory=SpeakerNotes, description="Speaker notes of its first slide")
    slides: tuple[Entry, ...] = Field(min_length=1, description="Its slides in their order")


class Script(Authored):
    """A handover call, from the title to the questions."""

    name: Slug = Field(description="The script's name, as in the file name of the deck")
    title: str = Field(min_length=1, max_length=60, description="The deck's title")
    occasion: str = Field(min_length=1, max_length=40, description="In the footer, such as production handover")
    offer: str = Field(
        "", max_length=40, description="In the footer for presales in place of the occasion, such as managed Kubernetes"
    )
    items: Annotated[str, formed("[A-Z]?", "one capital letter")] = Field(
        "", description="First letter of this script's item ids in covers"
    )
    standards: dict[str, Any] = Field(
        default_factory=dict, description="The documented standard, by fact name: what the cluster is compared with"
    )
    promises: tuple[Promise, ...] = Field((), description="What the cluster is to hold when it is handed over")
    sections: tuple[Section, ...] = Field(min_length=1, description="The parts of the call in their order")

    def place_of(self, slide: str) -> Position:
        """Give where the id of the entry stands that a slide of the deck was made from; of an opener, its section's."""
        name, _, entry = slide.partition("/")
        section = next((one for one in self.sections if one.id == name), None)
        entries = {one.id: one.id for one in section.slides} if section else {}
        found = entries.get(entry) or entries.get(entry.removesuffix(AS_SHAPES)) or (section.id if section else "")
        return found.position if isinstance(found, Placed) else NOWHERE


class Stop(Struct, frozen=True):
    """A section as the agenda and the progress bar need it; ``slide`` is the id of its first slide."""

    id: str
    title: str
    short: str
    minutes: int
    slide: str


class Place(Struct, frozen=True):
    """Where in the call a slide stands.

    Attributes:
        route: all the sections that this deck has.
        here: the index of the current one.
        script: the call.
        before: what the slides before this one say.
    """

    route: tuple[Stop, ...]
    here: int
    script: Script
    before: Before = field(default_factory=Before)


class Content(Struct, frozen=True):
    """What a slide kind makes of its entry.

    Attributes:
        arrangement: which slots there are.
        slots: the blocks that fill them.
        warn: warnings for the speaker.
        counts: what the kind counted, which title, lead and notes may say as ``item.<name>``.
    """

    arrangement: str
    slots: Mapping[str, Block] = field(default_factory=dict)
    warn: tuple[Text, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


class Kind(Protocol):
    """A module in ``slides/``."""

    Entry: type[Entry]

    def compose(self, entry: Any, brief: Brief, place: Place) -> Content | None:
        """Give what the slide says, or None where it has nothing true to say and gives way."""


class Diagram(Protocol):
    """A module in ``diagrams/``."""

    def draw(self, facts: Facts) -> Scene | None:
        """Give what the diagram shows, or None where there is nothing true to show."""


def load_script(path: Path) -> Script:
    """Load a script with the files that it includes, each slide checked against its own kind.

    Raises:
        InputError: with every mistake: of form, of names that do not exist, of ids that stand twice.
    """
    return script_cache.kept(path, Script, lambda: _read_script(path))


def _read_script(path: Path) -> tuple[Script, list[Source]]:
    loaded, sources = authored.load_with_sources(path, script_model(), known_names(), _objections_to_script)
    sections = tuple(Section.model_construct(one.model_fields_set, **dict(one)) for one in loaded.sections)
    fields = {**dict(loaded), "sections": sections}
    return Script.model_construct(loaded.model_fields_set, **fields), sources  # models of classes that have a name


def load_section(path: Path) -> Section:
    """Load a file that holds one section, as scripts include it.

    Raises:
        InputError: with every mistake.
    """
    return authored.load(path, section_model(), known_names(), _objections_to_section)


def load_promises(path: Path) -> tuple[Promise, ...]:
    """Load a file that holds a list of promises, as scripts include it.

    Raises:
        InputError: with every mistake.
    """
    return authored.load(path, PromiseList, known_names(), _objections_to_list).root


def load_entry(path: Path) -> Entry:
    """Load a file that holds one slide, as sections include it.

    Raises:
        InputError: with every mistake.
    """
    entry: Entry = authored.load(path, entry_model(), known_names()).root
    return entry


@cache
def script_model() -> type[Script]:
    """Give ``Script`` with every slide as its own kind's ``Entry``."""
    sections: Any = (GenericAlias(tuple, (section_model(), ...)), Script.model_fields["sections"])
    return create_model("Script", __base__=Script, __doc__=Script.__doc__, sections=sections)


@cache
def section_model() -> type[Section]:
    """Give ``Section`` with every slide as its own kind's ``Entry``."""
    entries: Any = (GenericAlias(tuple, (_any_entry(), ...)), Section.model_fields["slides"])
    return create_model("Section", __base__=Section, __doc__=Section.__doc__, slides=entries)


@cache
def entry_model() -> Any:
    """Give the model of one slide of any kind; the entry is its ``root``."""
    return RootModel.__class_getitem__(_any_entry())


@cache
def _any_entry() -> Any:
    return Annotated[Union[tuple(kind(name).Entry for name in kinds())], Field(discriminator="kind")]  # noqa: UP007


def known_names() -> dict[str, Any]:
    """Give pydantic's validation context in which names of facts and diagrams are checked."""
    return {**known_facts(), DIAGRAMS: diagrams()}


def _objections_to_script(script: Any) -> Iterator[Objection]:
    sections = _list(script, "sections")
    yield from _repeated(sections, "sections")
    for index, section in enumerate(sections):
        yield from _repeated(_list(section, "slides"), "sections", index, "slides")
    standards = script.get("standards") if isinstance(script, dict) else None
    yield from object_to_values(standards, "standards")
    yield from objections_to_promises(_list(script, "promises"), standards, "promises")
    yield from _repeated(_list(script, "promises"), "promises")


def _objections_to_section(section: Any) -> Iterator[Objection]:
    yield from _repeated(_list(section, "slides"), "slides")


def _objections_to_list(promises: Any) -> Iterator[Objection]:
    if isinstance(promises, list):
        yield from objections_to_promises(promises, None)
        yield from _repeated(promises)


def _list(part: Any, key: str) -> list[Any]:
    found = part.get(key) if isinstance(part, dict) else None
    return found if isinstance(found, list) else []


def _repeated(parts: list[Any], *path: str | int) -> Iterator[Objection]:
    """Object to every id that an earlier part has: a later run would take one slide for the other."""
    seen: set[str] = set()
    for index, part in enumerate(parts):
        name = part.get("id") if isinstance(part, dict) else None
        if isinstance(name, str) and name in seen:
            yield Objection((*path, index, "id"), f"the id {name!r} stands here a second time", "each one is unique")
        elif isinstance(name, str):
            seen.add(name)


def kinds() -> list[str]:
    """Give the names of the slide kinds, sorted."""
    return _modules("slides")


def kind(name: str) -> Kind:
    """Import the slide kind called ``name``.

    Raises:
        ModuleNotFoundError: there is no such kind.
    """
    module: Any = importlib.import_module(f"deckgen.slides.{name}")
    found: Kind = module
    return found


def diagrams() -> list[str]:
    """Give the names of the diagrams, sorted: those of their modules, with hyphens."""
    return [module.replace("_", "-") for module in _modules("diagrams")]


def diagram(name: str) -> Diagram:
    """Import the diagram called ``name``.

    Raises:
        ModuleNotFoundError: there is no such diagram.
    """
    module: Any = importlib.import_module(diagram_module(name))
    found: Diagram = module
    return found


def diagram_module(name: str) -> str:
    """Give the module that holds the diagram called ``name``."""
    return f"deckgen.diagrams.{name.replace('-', '_')}"


def _modules(room: str) -> list[str]:
    return sorted(one.name for one in pkgutil.iter_modules(importlib.import_module(f"deckgen.{room}").__path__))
