"""Why a deck is as it is for one audience: what is in it, what is out, what is altered, and by which row or line."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from deckgen.audience import Audience
from deckgen.brief import Brief
from deckgen.deck import Deck
from deckgen.fact import Fact, Facts
from deckgen.naming import fact_name
from deckgen.script import Entry, Script, Section, diagram
from deckgen.sheet import Cell, Grid, Tone
from deckgen.standard import hold_back, stand_in_all
from deckgen.text import Written, holds
from deckgen.witness import Witness

IN, OUT, ALTERED = "in", "out", "altered"


class Reason(Struct, frozen=True):
    """What became of a slide or of a field of it, and why.

    Attributes:
        slide: the ids of section and entry, as in the script.
        what: the fact or the part that it is about; "" of the slide as a whole.
        fate: "in", "out" or "altered".
        why: in words.
    """

    slide: str
    what: str
    fate: str
    why: str


def reasons(script: Script, deck: Deck, brief: Brief, whole: Brief) -> list[Reason]:
    """Give for each slide of a script, and for each fact in it, what became of it.

    Args:
        script: the call.
        deck: what was made of it for the audience.
        brief: as the audience may see it.
        whole: the same with nothing taken out.
    """
    shown = {slide.id for slide in deck.slides}
    return [
        reason
        for section in script.sections
        for entry in section.slides
        for reason in _of_entry(section, entry, shown, brief, whole)
    ]


def as_table(found: list[Reason]) -> Grid:
    """Give the reasons as a table, a slide after the other."""
    tones: dict[str, Tone] = {IN: "good", OUT: "muted", ALTERED: "mind"}
    return Grid(
        ("SLIDE", "FIELD", "IS", "BECAUSE"),
        tuple(
            (
                Cell(one.slide, "plain" if one.what else "strong"),
                Cell(one.what),
                Cell(one.fate, tones[one.fate]),
                Cell(one.why),
            )
            for one in found
        ),
    )


def as_data(found: list[Reason], audience: Audience) -> dict[str, Any]:
    """Give the reasons as data for programs."""
    slides: dict[str, dict[str, Any]] = {}
    for one in found:
        slide = slides.setdefault(one.slide, {"slide": one.slide, "fields": []})
        if one.what:
            slide["fields"].append({"field": one.what, "is": one.fate, "because": one.why})
        else:
            slide.update({"is": one.fate, "because": one.why})
    return {"audience": audience.name, "slides": list(slides.values())}


def _of_entry(section: Section, entry: Entry, shown: set[str], brief: Brief, whole: Brief) -> Iterator[Reason]:
    slide = f"{section.id}/{entry.id}"
    if slide not in shown:
        yield Reason(slide, "", OUT, _why_out(section, entry, brief, whole))
        return
    yield Reason(slide, "", IN, f"it is for {', '.join(entry.audiences)}")
    if _has_notes(entry) and brief.audience.notes != "speaker":
        kept = "none are kept" if brief.audience.notes == "none" else "the explanation alone is kept"
        yield Reason(slide, "notes", ALTERED, f"notes: {brief.audience.notes}; {kept}")
    for fact in _facts_of(entry, whole):
        if reason := _of_fact(fact, brief.facts[fact.name], brief.audience):
            yield Reason(slide, fact.name, *reason)


def _why_out(section: Section, entry: Entry, brief: Brief, whole: Brief) -> str:
    row = brief.audience.slides
    for part, named in ((section, "the section is"), (entry, "it is")):
        if row not in part.audiences:
            return f"{named} for {', '.join(part.audiences)} alone"
    if entry.kind == "command" and not brief.audience.commands:
        return "commands: no"
    if entry.when is not None and not holds(entry.when, hold_back(whole)):
        return f"this does not hold here: {entry.when}"
    hidden = [fact.name for fact in _facts_of(entry, whole) if fact.visible and not brief.facts[fact.name].visible]
    if hidden:
        return f"what it tells is not shown to this audience: {', '.join(hidden)}"
    return "it has nothing to tell here"


def _has_notes(entry: Entry) -> bool:
    return any(getattr(entry.notes, part) for part in type(entry.notes).model_fields)


def _of_fact(whole: Fact, seen: Fact, audience: Audience) -> tuple[str, str] | None:
    """Say what became of a fact, or None where it is as it is, or not visible anyhow."""
    if not whole.visible or (whole.value, whole.source) == (seen.value, seen.source):
        return None
    if not seen.visible:
        return OUT, f"{whole.holds.value}: {audience.treats[whole.holds]}"
    if seen.source is not whole.source:
        return ALTERED, f"differences: {audience.differences}; the documented standard stands in its place"
    if isinstance(whole.value, int | float):
        return ALTERED, f"numbers: {audience.numbers}"
    return ALTERED, "; ".join(_classes(whole, audience)) or f"numbers: {audience.numbers}"


def _classes(fact: Fact, audience: Audience) -> list[str]:
    """Name the classes in a value that are not shown as they are, each with what becomes of it."""
    columns = fact.value[0] if isinstance(fact.value, list) and fact.value and isinstance(fact.value[0], dict) else {}
    held = dict.fromkeys([fact.reveals(column) for column in columns] or [fact.holds])
    told = [f"{one.value}: {audience.treats[one]}" for one in held if not audience.shows(one)]
    return told or ["a value in it is made up or left out, by its class"]


def _facts_of(entry: Entry, brief: Brief) -> list[Fact]:
    """Give the facts that an entry names in its words and fields, or that its diagram asks for."""
    found = dict.fromkeys(_names(entry, brief))
    drawn = getattr(entry, "diagram", None)
    if isinstance(drawn, str):
        witness = Witness(stand_in_all(brief.facts))
        diagram(drawn).draw(Facts(witness))
        found.update(dict.fromkeys(witness.asked))
    return [brief.facts[name] for name in found]


def _names(part: Any, brief: Brief) -> Iterator[str]:
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            if name != "notes":
                yield from _names(getattr(part, name), brief)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _names(one, brief)
    elif isinstance(part, Written):
        program = part.program()
        asked = [(fact_name(parts, brief.facts)) for parts, _ in program.names]
        yield from (name for name in (*asked, *(str(name) for name, _ in program.asked)) if name in brief.facts)
    elif isinstance(part, str) and part in brief.facts:
        yield part
