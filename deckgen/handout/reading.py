"""What a handout says: its parts, in each the slides, with their pictures' pages, the explanation and what to read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from deckgen.deck import AS_SHAPES, Deck, Run, Section, Slide, Text
from deckgen.handout.told import told
from deckgen.pdf.pages import Page

_STANDS_ELSEWHERE = ("title", "section")
"""Arrangements whose place in a document is taken by its cover and by the heads of its parts."""


class Shown(Struct, frozen=True):
    """A page as a picture: its number in the deck's PDF, counted from 1, and its alternative text."""

    page: int
    alt: str


class Topic(Struct, frozen=True):
    """A slide: its title, its pages, what is said of it, and what there is to read."""

    title: str
    pages: tuple[Shown, ...]
    said: tuple[tuple[Run, ...], ...]
    read: tuple[tuple[Run, ...], ...]


class Part(Struct, frozen=True):
    """A section: its title, the sentence below it, what is said of it as a whole."""

    title: str
    lead: str
    said: tuple[tuple[Run, ...], ...]
    topics: tuple[Topic, ...]


class Reading(Struct, frozen=True):
    """A whole handout; ``said`` is what opens it."""

    title: str
    customer: str
    occasion: str
    audience: str
    as_of: str
    sample: bool
    said: tuple[tuple[Run, ...], ...]
    parts: tuple[Part, ...]


def reading_of(deck: Deck, pages: list[Page]) -> Reading:
    """Give what the handout says; a slide that shows another one's diagram once more, to be edited, is left out."""
    shown = defaultdict(list)
    for number, page in enumerate(pages, 1):
        shown[page.slide].append(number)
    opening = tuple(text for slide in deck.slides if slide.arrangement == "title" for text in slide.notes.say)
    parts = (_part(section, shown) for section in deck.sections)
    return Reading(
        title=str(deck.title),
        customer=deck.customer,
        occasion=deck.occasion,
        audience=deck.audience,
        as_of=f"{deck.as_of.day} {deck.as_of:%B %Y}",
        sample=deck.sample,
        said=_paragraphs(opening),
        parts=tuple(part for part in parts if part.topics or part.said),
    )


def _part(section: Section, shown: Mapping[str, Sequence[int]]) -> Part:
    opener = next((slide for slide in section.slides if slide.arrangement == "section"), None)
    return Part(
        title=section.title,
        lead=str(opener.lead) if opener else "",
        said=_paragraphs(opener.notes.say) if opener else (),
        topics=tuple(_topic(slide, shown[slide.id]) for slide in section.slides if slide.id in shown and _tells(slide)),
    )


def _tells(slide: Slide) -> bool:
    return slide.arrangement not in _STANDS_ELSEWHERE and not slide.id.endswith(AS_SHAPES)


def _topic(slide: Slide, pages: Sequence[int]) -> Topic:
    further = f"{slide.title}, continued"
    alts = (told(slide), *(further for _ in pages[1:]))
    shown = tuple(Shown(page, alt) for page, alt in zip(pages, alts, strict=True))
    return Topic(str(slide.title), shown, _paragraphs(slide.notes.say), _paragraphs(slide.notes.read))


def _paragraphs(texts: Iterable[Text]) -> tuple[tuple[Run, ...], ...]:
    return tuple(text.runs for text in texts if text)
