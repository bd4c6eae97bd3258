"""The production script with its slides repeated under new ids, until its deck has as many as are wanted."""

from collections.abc import Mapping

from deckgen.audience import AUDIENCES
from deckgen.build import Material, brief_of, deck_of, find_script, load_profile, sample_profile, sample_snapshot
from deckgen.deck import Deck
from deckgen.script import Entry, Script, Section

ONCE = ("title", "agenda", "section")
"""Kinds of slides that a deck has once, or once a section."""


def sample_deck(copies: Mapping[str, int] | None = None) -> Deck:
    """Compose the production deck of the sample customer, as it is or stretched."""
    profile = sample_profile()
    script = find_script("production")
    script = script if copies is None else stretch(script, copies)
    material = Material(script, load_profile(profile, script.promises), sample_snapshot(), profile, sample=True)
    return deck_of(material, brief_of(material, AUDIENCES["call"]))


def copies(deck: Deck, count: int) -> dict[str, int]:
    """Say by slide id how often each slide stands in a deck of ``count`` slides, spread evenly."""
    ids = [slide.id for slide in deck.slides if slide.kind not in ONCE]
    wanted = count - (sum(1 for _ in deck.slides) - len(ids))
    return {key: (at + 1) * wanted // len(ids) - at * wanted // len(ids) for at, key in enumerate(ids)}


def stretch(script: Script, often: Mapping[str, int]) -> Script:
    """Give the script with each slide as often as ``often`` says, and others as they are."""
    return script.model_copy(update={"sections": tuple(_section(section, often) for section in script.sections)})


def _section(section: Section, often: Mapping[str, int]) -> Section:
    slides = [_copy(entry, n) for entry in section.slides for n in range(often.get(f"{section.id}/{entry.id}", 1))]
    return section.model_copy(update={"slides": tuple(slides)})


def _copy(entry: Entry, number: int) -> Entry:
    return entry.model_copy(update={"id": f"{entry.id}-{number}"}) if number else entry
