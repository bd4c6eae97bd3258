"""Things that hold, do not hold, or are for a person to look at; or how the script's promises stand."""

from typing import Literal

from pydantic import Field, model_validator

from deckgen import script
from deckgen.brief import Brief
from deckgen.deck import Check, Checklist, Mark, Run, Text
from deckgen.script import Authored, Content, Place, Words
from deckgen.text import Expression, NotVisible, evaluate, holds, render
from deckgen.verdict import State, Verdict, by_urgency, judge

MARKS: dict[State, Mark] = {
    State.MET: "good",
    State.NOT_MET: "warning",
    State.NOT_VISIBLE: "unseen",
    State.BY_HAND: "open",
    State.WAIVED: "waived",
}


class CheckItem(Authored):
    """One thing to check."""

    label: Words = Field(description="What should hold")
    detail: Words | None = Field(None, description="What was found, or what to do")
    check: Expression | None = Field(None, description="Whether it holds; left out, a person looks")
    when: Expression | None = Field(None, description="The item is left out where this does not hold")


class Entry(script.Entry):
    """What a script writes for it; ``item.checks`` and ``item.good`` in its words count all and those that hold."""

    kind: Literal["checklist"]
    items: tuple[CheckItem, ...] = Field((), max_length=7, description="The things to check")
    promises: bool = Field(
        default=False, description="Show how the script's promises stand, but those met that a comparison shows"
    )

    @model_validator(mode="after")
    def _is_one_list(self) -> "Entry":
        if bool(self.items) == self.promises:
            raise ValueError("a checklist has either 'items', or 'promises: true'")
        return self


def compose(entry: Entry, brief: Brief, place: Place) -> Content | None:
    """Give each item its state; without an item, the slide gives way."""
    if entry.promises:
        verdicts = judge(place.script.promises, place.script.standards, brief)
        shown = _compared(place) if brief.audience.tells_differences else frozenset()
        checks = tuple(
            _promise(one) for one in by_urgency(verdicts) if one.state is not State.MET or one.id not in shown
        )
    else:
        checks = tuple(made for item in entry.items if (made := _check(item, brief)))
    counts = {"checks": len(checks), "good": sum(check.state == "good" for check in checks)}
    return Content("checklist", {"checklist": Checklist(checks)}, counts=counts) if checks else None


def _compared(place: Place) -> frozenset[str]:
    """Give the promises that a slide of this deck compares: those that are met need no second row."""
    route = {stop.id for stop in place.route}
    entries = [entry for section in place.script.sections if section.id in route for entry in section.slides]
    compared = [entry for entry in entries if entry.kind == "comparison" and getattr(entry, "found", True)]
    return frozenset(row.promise for entry in compared for row in getattr(entry, "rows", ()))


def _promise(verdict: Verdict) -> Check:
    """Give the row of a promise: what was found, else why not, and what to do about it."""
    said = [verdict.found.runs] if verdict.found else []
    if verdict.state is State.NOT_MET and verdict.promised:
        said.append((Run(f"promised: {verdict.promised}"),))
    said += [(Run(text),) for text in (verdict.reason, verdict.because) if text]
    runs = [run for part in said for run in (Run("; "), *part)][1:]
    if verdict.do:
        runs += [*([Run(". ")] if runs else []), *verdict.do.runs]
    detail = Text(tuple(runs), verdict.found.source)
    return Check(MARKS[verdict.state], verdict.label, detail, word=verdict.state.value)


def _check(item: CheckItem, brief: Brief) -> Check | None:
    label = render(item.label, brief) if holds(item.when, brief) else None
    mark = _mark(item.check, brief)
    if not label or mark is None:
        return None
    return Check(mark, label, (render(item.detail, brief) if item.detail else None) or Text())


def _mark(check: Expression | None, brief: Brief) -> Mark | None:
    """Give the state, or None where it is not visible to an audience that cannot look for itself."""
    if check is None:
        return "open"
    try:
        return "good" if evaluate(check, brief) else "warning"
    except NotVisible:
        return "open" if brief.audience.to_fill_in else None
