"""The notes of the two calls: what readers get of them explains, and what is for the speaker alone stays with them."""

import re

import pytest

from deckgen.compose import NOTED
from deckgen.deck import Chart, Deck, Picture, Table, Timeline
from tests.cards import SCRIPTS, SHAPES, UNKNOWN, deck_of, facts_of, sample_facts, seen

EXPLAINED = (Chart, Picture, Table, Timeline)
"""What does not explain itself: each slide that holds one has a sentence for who reads it alone."""

DIRECTION = re.compile(
    r"(?:^|[.:;,] )(?:and |or |so |then )?(?:say|ask(?! us)|show|let (?:them|each|every)|check|find out|read"
    r"|go (?:past|through)|welcome|write the|open (?:it|them|the)|fetch|generate|tell (?:them|the)|promise|agree on"
    r"|explain|skip)\b",
    re.IGNORECASE,
)
"""How a direction to the speaker begins; a reader is told to do something in other words."""

ON_THE_CALL = re.compile(
    r"\b(aloud|today|right now|on th(is|e) call|during the call|after the call|the screen|it is live|they ask"
    r"|before you say|to them|the slide|next slides?|below|we (skip|try that|start)|the speaker|the profile"
    r"|deckgen|declared\.)(?!\w)",
    re.IGNORECASE,
)
"""What only fits where somebody speaks to others, or knows of the program behind the slides."""


def directions(deck: Deck) -> list[str]:
    """Give what readers get of the notes and only makes sense for who speaks."""
    return [
        f"{slide.id}: {text}"
        for slide in deck.slides
        for text in map(str, slide.notes.say)
        if DIRECTION.search(text) or ON_THE_CALL.search(text)
    ]


def unexplained(deck: Deck) -> list[str]:
    """Give the slides that show something without a sentence about it; a glossary's table is itself the explanation."""
    return [
        slide.id
        for slide in deck.slides
        if slide.kind != "glossary"
        and any(isinstance(block, EXPLAINED) for block in slide.slots.values())
        and not slide.notes.say
    ]


def decks(name: str, audience: str) -> dict[str, Deck]:
    """Give the deck of the sample, of a cluster of each shape, and of one of which nothing is known."""
    made = {shape: deck_of(name, audience, facts_of(shape), UNKNOWN) for shape in SHAPES}
    return made | {
        "the sample": deck_of(name, audience),
        "a sample without a profile": deck_of(name, audience, sample_facts(), UNKNOWN),
        "nothing": deck_of(name, audience, seen({}), UNKNOWN),
    }


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_a_customer_reads_is_no_direction_to_the_speaker(name):
    assert {told for deck in decks(name, "customer").values() for told in directions(deck)} == set()


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_a_customer_sees_in_a_picture_or_a_table_is_explained(name):
    assert {shape: left for shape, deck in decks(name, "customer").items() if (left := unexplained(deck))} == {}


@pytest.mark.parametrize("audience", ["customer", "presales"])
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_cue_reaches_the_speaker_alone(name, audience):
    cues = {str(cue) for slide in deck_of(name, "call").slides for cue in slide.notes.cue}
    assert len(cues) > 10
    assert [slide.id for slide in deck_of(name, audience).slides if slide.notes.cue] == []
    assert [slide.id for slide in deck_of(name, audience).slides if cues & set(map(str, slide.notes.say))] == []
    assert [form for form, parts in NOTED.items() if "cue" in parts] == ["speaker"]


@pytest.mark.parametrize(
    "text",
    [
        "Welcome everybody, and say in one sentence who you are.",
        "Read each need aloud, and ask whether it is still right.",
        "The job is suspended. Say why, and when it starts again.",
        "That is our standard, so check it before you say it of this cluster.",
        "You get the first account over a secure channel, never on this call.",
        "From here on it is live.",
        "Open them one by one.",
    ],
)
def test_a_direction_is_known_by_its_words(text):
    assert DIRECTION.search(text) or ON_THE_CALL.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Start with view or edit in one namespace.",
        "Each part watches the API server, compares what is wanted with what there is, and does its own small share.",
        "Get and describe can be used as often as you like.",
    ],
)
def test_an_explanation_is_no_direction(text):
    assert not DIRECTION.search(text)
    assert not ON_THE_CALL.search(text)
