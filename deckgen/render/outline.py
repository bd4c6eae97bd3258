"""A deck as text: what each slide says, for ``--dry-run``, for reviews and for the golden tests.

A fact's source stands behind it in square brackets, and ``differs`` where it is not what was agreed.
"""

from collections.abc import Callable, Iterator
from typing import Any

from deckgen.deck import (
    Advice,
    Agenda,
    Block,
    Bullets,
    Callout,
    Chart,
    Checklist,
    Code,
    Deck,
    Notes,
    Numbers,
    Picture,
    Points,
    Progress,
    Slide,
    Table,
    Text,
    Timeline,
)
from deckgen.fact import Source
from deckgen.scene import Arrow, Box, Group, Scene

NOTE_PARTS = ("time", "cue", "say", "type", "ask", "read", "warn")
STATES = {"good": "[x]", "warning": "[!]", "open": "[ ]", "unseen": "[?]", "waived": "[-]"}
PROMPTS = {"command": "$ ", "continued": "  ", "output": "  ", "elided": "  ", "file": "  "}


def outline(deck: Deck) -> str:
    """Write the whole deck as text, each slide with its id, kind, title, blocks and notes.

    Returns:
        Lines without trailing spaces, ending with a line feed.
    """
    numbers = {slide.id: number for number, slide in enumerate(deck.slides, 1)}
    lines = list(_head(deck, len(numbers)))
    for section in deck.sections:
        lines += ["", f"== {section.title} ({section.id}, {section.minutes} min)"]
        for slide in section.slides:
            lines += ["", *_slide(slide, numbers[slide.id])]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def scene_outline(scene: Scene) -> str:
    """Write one diagram as text: its name and what it shows, then what is in it, then what leads to what.

    Returns:
        Lines without trailing spaces, ending with a line feed.
    """
    lines = (f"{scene.name}: {scene.alt}", *_drawn(scene))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(deck: Deck, slides: int) -> Iterator[str]:
    yield deck.title
    yield f"{deck.customer}; {deck.occasion}; for: {deck.audience}; {slides} slides"
    look = "".join((f"; accent {deck.accent}" if deck.accent else "", "; logo" if deck.logo else ""))
    yield f"as of {deck.as_of:%Y-%m-%d %H:%M %Z}; {deck.language}{look}" + ("; sample data" if deck.sample else "")


def _slide(slide: Slide, number: int) -> Iterator[str]:
    yield f"{number}. {slide.title}{_mark(slide.title)}"
    covers = f" covers {' '.join(slide.covers)}" if slide.covers else ""
    yield f"   {slide.id} ({slide.kind}: {slide.arrangement}){covers}"
    yield f"   kicker: {slide.kicker}"
    if slide.lead:
        yield f"   lead: {_said(slide.lead)}"
    for slot, block in slide.slots.items():
        yield f"   {slot}:"
        yield from (f"     {line}" for line in _block(block))
    yield from _notes(slide.notes)


def _notes(notes: Notes) -> Iterator[str]:
    for part in NOTE_PARTS:
        yield from (f"   > {part}: {_linked(text)}" for text in getattr(notes, part))


def _block(block: Block) -> Iterator[str]:
    return WRITERS[type(block)](block)


def _mark(text: Text) -> str:
    words = ([text.source.value] if text.source else []) + (["differs"] if text.differs else [])
    return f" [{', '.join(words)}]" if words else ""


def _said(text: Text) -> str:
    return f"{text}{_mark(text)}".replace("\n", "\n     ")


def _linked(text: Text) -> str:
    words = "".join(f"{run.text} <{run.href}>" if run.href not in ("", run.text) else run.text for run in text.runs)
    return words + (" [differs]" if text.differs else "")


def _text(text: Text) -> Iterator[str]:
    yield _said(text)


def _bullets(bullets: Bullets) -> Iterator[str]:
    for number, item in enumerate(bullets.items, 1):
        yield f"{f'{number}.' if bullets.numbered else '-'} {_said(item)}"


def _table(table: Table) -> Iterator[str]:
    yield " | ".join(column.head or "." for column in table.columns)
    for row in table.rows:
        yield " | ".join(map(_said, row))


def _picture(picture: Picture) -> Iterator[str]:
    form = "picture" if picture.form == "picture" else "shapes"
    yield f"{form} {picture.scene.name}: {picture.alt}"
    yield from _drawn(picture.scene)


def _chart(chart: Chart) -> Iterator[str]:
    yield f"bars [{chart.source.value}]"
    for measure in chart.measures:
        yield f"{measure.name}: {measure.alt}"
        for label, value in zip(chart.labels, measure.values, strict=True):
            yield f"  {label}: {'no bar' if value is None else format(value, f',.{measure.decimals}f')}"


def _timeline(timeline: Timeline) -> Iterator[str]:
    yield f"timeline of {timeline.hours:g} hours: {timeline.alt}"
    yield f"  ticks: {', '.join(tick.label for tick in timeline.ticks if tick.label)}; now: {timeline.now.label}"
    if timeline.agreed:
        yield f"  agreed: {_said(timeline.agreed)} ({len(timeline.spans)} stretches)"
    yield f"  found: {_said(timeline.found)}"
    yield from (f"  at {event.at:g} h: {event.label} ({event.state})" for event in timeline.events)


def _drawn(scene: Scene) -> Iterator[str]:
    yield from _members(scene.root, 1)
    yield from map(_arrow, scene.arrows)


def _members(group: Group, depth: int) -> Iterator[str]:
    for member in group.members:
        indent = "  " * depth
        if isinstance(member, Box):
            yield indent + "; ".join((member.label.replace("\n", " "), *member.lines)) + _not_observed(member.source)
        else:
            yield f"{indent}{member.label or member.id}:"
            yield from _members(member, depth + 1)


def _arrow(arrow: Arrow) -> str:
    label = f" ({arrow.label})" if arrow.label else ""
    return f"  {arrow.start} -> {arrow.end}{label}{_not_observed(arrow.source)}"


def _not_observed(source: Source) -> str:
    return "" if source is Source.OBSERVED else f" [{source.value}]"


def _code(code: Code) -> Iterator[str]:
    yield from (PROMPTS[line.role] + line.text for line in code.lines)


def _advice(advice: Advice) -> Iterator[str]:
    yield from (
        f"{sign} {_said(text)}" for sign, texts in (("[do]", advice.do), ("[do not]", advice.dont)) for text in texts
    )


def _checklist(checklist: Checklist) -> Iterator[str]:
    for check in checklist.items:
        word = f"{check.word}: " if check.word else ""
        yield f"{STATES[check.state]} {word}{_said(check.label)}" + (f": {_said(check.detail)}" if check.detail else "")


def _numbers(numbers: Numbers) -> Iterator[str]:
    for one in numbers.items:
        yield f"{one.value} {one.label} [{one.source.value}]" + (f": {_said(one.detail)}" if one.detail else "")


def _points(points: Points) -> Iterator[str]:
    yield from (f"{_said(point.term)}: {_said(point.detail)}" for point in points.items)


def _callout(callout: Callout) -> Iterator[str]:
    yield f"{callout.head} ({callout.tone}): {_said(callout.text)}"


def _agenda(agenda: Agenda) -> Iterator[str]:
    yield from (f"{row.number}. {row.title} ({row.minutes} min) -> {row.slide}" for row in agenda.rows)


def _progress(progress: Progress) -> Iterator[str]:
    names = (f"*{name}*" if index == progress.current else name for index, name in enumerate(progress.names))
    yield " | ".join(names)


WRITERS: dict[type, Callable[[Any], Iterator[str]]] = {
    Advice: _advice,
    Agenda: _agenda,
    Bullets: _bullets,
    Callout: _callout,
    Chart: _chart,
    Checklist: _checklist,
    Code: _code,
    Numbers: _numbers,
    Picture: _picture,
    Points: _points,
    Progress: _progress,
    Table: _table,
    Text: _text,
    Timeline: _timeline,
}
