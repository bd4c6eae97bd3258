"""Compose a deck: decide what each slide says, from the script and the brief.

Title, lead, kicker, callout and notes are the same for all kinds and are made here; the rest is the kind's. What has
nothing true to say on this cluster gives way: a line, a slide, a section.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from deckgen import audience, deck
from deckgen.audience import Diagrams
from deckgen.before import Before
from deckgen.brief import UNNAMED, Brief
from deckgen.deck import AS_SHAPES, Block, Callout, Deck, Form, Notes, Picture, Run, Slide, Text, plain
from deckgen.errors import InputError
from deckgen.script import Alternative, Content, Entry, Place, Script, Section, Stop, Words, kind
from deckgen.standard import hold_back
from deckgen.suggest import among
from deckgen.text import Template, holds, render
from deckgen.witness import Witness

OPENER = "opener"
"""The entry id of the slide that opens a section."""

UNLABELLED = ("title", "section")
"""The kinds whose slide is itself the label, and has no kicker of its own."""

_Composed = tuple[Section, list[Slide]]
"""A section and its slides."""


NOTED: Mapping[audience.Notes, tuple[str, ...]] = {
    "speaker": ("cue", "say", "type", "ask", "read"),
    "explanation": ("say", "read"),
    "none": (),
}
"""Which parts of an entry's notes each form of notes keeps: an explanation has nothing to do and nobody to ask."""


def compose(
    script: Script,
    brief: Brief,
    *,
    without: Collection[str] = (),
    logo: bytes | None = None,
    diagrams: Diagrams | None = None,
) -> Deck:
    """Make the deck of ``script`` for one audience.

    Args:
        script: the call.
        brief: the customer, the facts and the audience; the time of the data is the deck's time.
        without: ids of sections to leave out.
        logo: the customer's logo as the bytes of a PNG or JPEG.
        diagrams: how diagrams are drawn, if not in the audience's way.

    Raises:
        InputError: ``without`` names a section that the script lacks, or a template fails.
    """
    _check_sections(script, without)
    brief, form = hold_back(brief), diagrams or brief.audience.diagrams
    wanted = [section for section in script.sections if section.id not in without and _for(section, brief)]
    return Deck(
        title=script.title,
        customer=addressee(brief),
        occasion=(script.offer if brief.audience.slides == "presales" else "") or script.occasion,
        audience=brief.audience.name,
        as_of=brief.as_of,
        sections=_distinct(
            deck.Section(section.id, section.title, tuple(_drawn(slides, form)), section.minutes)
            for section, slides in _compose_sections(wanted, script, brief)
        ),
        language=brief.customer.language,
        sample=brief.sample,
        accent=brief.customer.brand.accent,
        logo=logo,
    )


def addressee(brief: Brief) -> str:
    """Give the name of whom the deck is for, as a line of its own begins."""
    return UNNAMED.capitalize() if brief.customer.name == UNNAMED else brief.customer.name


def _check_sections(script: Script, without: Collection[str]) -> None:
    known = [section.id for section in script.sections]
    if unknown := sorted(set(without) - set(known)):
        raise InputError(
            f"the script {script.name!r} has no section called {', '.join(map(repr, unknown))}",
            among(unknown[0], known, "sections"),
        )


def _for(part: Section | Entry, brief: Brief) -> bool:
    return brief.audience.slides in part.audiences


def _compose_sections(sections: Sequence[Section], script: Script, brief: Brief) -> list[_Composed]:
    """Give the sections that have anything to say, with their slides.

    Which they are and where each begins shows only once they are composed, and slides tell of that route. So it is
    guessed; where the guess was wrong, all is composed again.
    """
    guess = _route(sections, {section.id: _probable_first(section, brief) for section in sections})
    made = [(section, slides) for section, slides in _along(guess, sections, script, brief) if slides]
    kept = [section for section, _ in made]
    route = _route(kept, {section.id: slides[0].id for section, slides in made})
    return made if route == guess else list(_along(route, kept, script, brief))


def _probable_first(section: Section, brief: Brief) -> str:
    """Give the id of the slide with which a section begins if each has something to say."""
    first = OPENER if section.opener else next((entry.id for entry in _entries(section, brief)), "")
    return _id(section, first)


def _along(route: tuple[Stop, ...], sections: Iterable[Section], script: Script, brief: Brief) -> Iterator[_Composed]:
    stops, before = [stop.id for stop in route], Before()
    for one in sections:
        place = Place(route, stops.index(one.id) if one.id in stops else -1, script, before)
        yield one, list(_compose_slides(one, place, brief))


def _route(sections: Iterable[Section], first: Mapping[str, str]) -> tuple[Stop, ...]:
    return tuple(
        Stop(section.id, section.title, section.short, section.minutes, first.get(section.id, ""))
        for section in sections
        if section.agenda
    )


def _compose_slides(section: Section, place: Place, brief: Brief) -> Iterator[Slide]:
    """Compose a section's slides one by one; its opener comes before the first that has anything to say."""
    openers = [_opener(section)] if section.opener else []
    for entry in _entries(section, brief):
        slide = _compose_slide(entry, section, place, brief)
        if slide and openers:
            yield from filter(None, [_compose_slide(openers.pop(), section, place, brief)])
        if slide:
            place.before.add(slide)
            yield slide


def _entries(section: Section, brief: Brief) -> Iterator[Entry]:
    return (entry for entry in section.slides if _for(entry, brief) and holds(entry.when, brief))


def _opener(section: Section) -> Entry:
    return kind("section").Entry(
        id=OPENER, kind="section", title=Template(section.title), lead=section.lead, notes=section.notes
    )


def _compose_slide(entry: Entry, section: Section, place: Place, brief: Brief) -> Slide | None:
    witness = Witness(brief.facts)
    seen = witness.watched(brief)
    content = kind(entry.kind).compose(entry, seen, place)
    counted = {**_call(place), **content.counts} if content else {}
    title = render(entry.title, seen, counted) if content else None
    if not title or not content:
        return None
    lead = _optional(entry.lead, seen, counted) or Text()
    slots = {**content.slots, **_callout(entry, seen)}
    return Slide(
        id=_id(section, entry.id),
        kind=entry.kind,
        arrangement=content.arrangement,
        title=title,
        kicker=entry.kicker or ("" if entry.kind in UNLABELLED else section.short),
        lead=lead,
        slots=slots,
        notes=_notes(entry, seen, content, witness, place, counted),
        covers=entry.covers,
    )


def _id(section: Section, entry: str) -> str:
    return f"{section.id}/{entry}"


def _optional(words: Words | None, brief: Brief, item: Any) -> Text | None:
    return render(words, brief, item) if words is not None else None


def _callout(entry: Entry, brief: Brief) -> dict[str, Block]:
    note = entry.note
    text = render(note.text, brief) if note and holds(note.when, brief) else None
    return {"callout": Callout(note.tone, note.head, text)} if note and text else {}


def _notes(
    entry: Entry, brief: Brief, content: Content, witness: Witness, place: Place, counted: Mapping[str, int]
) -> Notes:
    written = {
        part: tuple(_rendered(getattr(entry.notes, part), brief, counted)) for part in NOTED[brief.audience.notes]
    }
    if brief.audience.notes != "speaker":
        return Notes(**written)
    warnings = witness.warnings() if brief.audience.tells_differences else ()
    return Notes(_time(place) if entry.id == OPENER else (), **written, warn=(*content.warn, *warnings))


def _call(place: Place) -> dict[str, int]:
    """Give what titles and notes may say of the call as a whole."""
    return {"minutes": sum(stop.minutes for stop in place.route), "sections": len(place.route)}


def _time(place: Place) -> tuple[Text, ...]:
    """Say where in the call a section begins, so that the speaker sees whether there is time left."""
    if place.here < 0:
        return ()
    passed, own = sum(stop.minutes for stop in place.route[: place.here]), place.route[place.here].minutes
    total = _call(place)["minutes"]
    return (plain(f"Minute {passed} of {total}. This section takes {own}, until minute {passed + own}."),)


def _rendered(many: Iterable[Template | Alternative], brief: Brief, item: Any) -> Iterator[Text]:
    return (text for words in many if (text := render(words, brief, item)))


def _drawn(slides: Iterable[Slide], diagrams: Diagrams) -> Iterator[Slide]:
    """Give slides with their diagrams in the form that is wanted; for both, a slide of each form."""
    for slide in slides:
        if diagrams != "both":
            yield _in_form(slide, diagrams)
            continue
        yield slide
        shapes = _in_form(slide, "native")
        if shapes is not slide:
            title = replace(slide.title, runs=(*slide.title.runs, Run(" (to\N{NO-BREAK SPACE}edit)")))
            yield replace(shapes, id=slide.id + AS_SHAPES, title=title, notes=Notes(), covers=())


def _in_form(slide: Slide, form: Form) -> Slide:
    """Give the slide with its diagrams in that form; the slide itself where it has none."""
    drawn = {slot: replace(block, form=form) for slot, block in slide.slots.items() if isinstance(block, Picture)}
    return replace(slide, slots={**slide.slots, **drawn}) if drawn else slide


def _distinct(sections: Iterable[deck.Section]) -> tuple[deck.Section, ...]:
    """Number the titles that stand twice: a title is how screen readers and PowerPoint's outline tell slides apart."""
    seen: Counter[str] = Counter()
    return tuple(
        replace(section, slides=tuple(_numbered(slide, seen) for slide in section.slides)) for section in sections
    )


def _numbered(slide: Slide, seen: Counter[str]) -> Slide:
    title = str(slide.title)
    seen[title] += 1
    if seen[title] == 1:
        return slide
    return replace(slide, title=replace(slide.title, runs=(*slide.title.runs, Run(f" ({seen[title]})"))))
