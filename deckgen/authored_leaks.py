"""What an author wrote by hand that an audience may not see: a hit is a mistake at its line, not a silent cut."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from deckgen.audience import Audience
from deckgen.confidential import masked
from deckgen.errors import InputError, Mistake
from deckgen.placed import NOWHERE, Placed, Position
from deckgen.redaction import Redaction
from deckgen.script import Entry, Script, Section
from deckgen.text import Written


def refuse_leaks(script: Script, audience: Audience, redaction: Redaction) -> None:
    """Look through the words of a script that reach an audience for what it may not see.

    Args:
        script: the call.
        audience: who.
        redaction: knows the values of this run.

    Raises:
        InputError: naming each line, with the class of what stands there.
    """
    found = {
        Mistake(
            place.file,
            place.line,
            place.column,
            f"{value.holds.value} that {audience.name} may not see: {masked(value.text)}",
            "use a fact or a field of the profile in its place, or another audience",
        )
        for text, place in _texts_for(script, audience)
        for value in redaction.hidden_in(text)
    }
    if found:
        raise InputError(sorted(found))


def _texts_for(script: Script, audience: Audience) -> Iterator[tuple[str, Position]]:
    near = _place_of(script.name) or NOWHERE
    yield from _texts((script.name, script.title, script.occasion), near)
    for section in (one for one in script.sections if audience.slides in one.audiences):
        yield from _texts(section.model_copy(update={"slides": _entries(section, audience)}))


def _entries(section: Section, audience: Audience) -> Iterable[Entry]:
    return tuple(entry for entry in section.slides if audience.slides in entry.audiences)


def _texts(part: Any, near: Position = NOWHERE) -> Iterator[tuple[str, Position]]:
    """Give the texts in a part, each with its place; one that does not know it stands near the id around it."""
    if isinstance(part, BaseModel):
        near = _place_of(getattr(part, "id", "")) or near
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), near)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _texts(one, near)
    elif isinstance(part, Written):
        yield part.source, part.place
    elif isinstance(part, str):
        yield str(part), _place_of(part) or near


def _place_of(text: object) -> Position | None:
    return text.position if isinstance(text, Placed) else None
