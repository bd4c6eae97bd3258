"""Things that hold, do not hold, or are for a person to look at."""

from typing import Literal

from pydantic import Field

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Check, Checklist, Text
from deckgen.script import Authored, Content, Place, Words
from deckgen.text import Expression, NotVisible, evaluate, holds, render

State = Literal["good", "warning", "open"]


class CheckItem(Authored):
    """One thing to check."""

    label: Words = Field(description="What should hold")
    detail: Words | None = Field(None, description="What was found, or what to do")
    check: Expression | None = Field(None, description="Whether it holds; left out, a person looks")
    when: Expression | None = Field(None, description="The item is left out where this does not hold")


class Entry(script.Entry):
    """What a script writes for it."""

    kind: Literal["checklist"]
    items: tuple[CheckItem, ...] = Field(min_length=1, max_length=7, description="The things to check")


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:  # noqa: ARG001 - every kind is called alike
    """Give each item its state; without an item, the slide gives way."""
    checks = tuple(made for item in entry.items if (made := _check(item, brief)))
    return Content("checklist", {"checklist": Checklist(checks)}) if checks else None


def _check(item: CheckItem, brief: Brief) -> Check | None:
    label = render(item.label, brief) if holds(item.when, brief) else None
    state = _state(item.check, brief)
    if not label or state is None:
        return None
    return Check(state, label, (render(item.detail, brief) if item.detail else None) or Text())


def _state(check: Expression | None, brief: Brief) -> State | None:
    """Give the state, or None where it is not visible to an audience that cannot look for itself."""
    if check is None:
        return "open"
    try:
        return "good" if evaluate(check, brief) else "warning"
    except NotVisible:
        return "open" if brief.audience.to_fill_in else None
