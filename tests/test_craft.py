"""The craft of the slides of both calls: one idea, few words, the same anatomy, something to say beside each."""

from collections.abc import Iterator

import pytest

from deckgen.deck import Advice, Bullets, Callout, Checklist, Picture, Points, Slide, Table, Text
from deckgen.script import kind
from tests.cards import SCRIPTS, SHAPES, UNKNOWN, deck_of, facts_of, shipped

MOST_WORDS = 40
"""On a slide of the call; docs/write-a-script.md says what counts."""

MOST_IN_A_CELL = 12

INTEGRATIONS = {
    *("cluster/cinder", "cluster/designate", "cluster/keystone", "cluster/octavia", "cluster/nova"),
    *("cluster/neutron", "cluster/swift", "etcd/way", "services/logging", "services/metrics", "services/registry"),
}


def body(slide: Slide) -> Iterator[Text]:
    """Give what is read on a slide as sentences: lead, points, terms, callout; no heads, tables, diagrams or code."""
    yield slide.lead
    for slot, block in slide.slots.items():
        if isinstance(block, Text) and slot == "subtitle":
            yield block
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Advice):
            yield from (*block.do, *block.dont)
        elif isinstance(block, Points):
            yield from (text for point in block.items for text in (point.term, point.detail))
        elif isinstance(block, Callout):
            yield block.text


def words(texts: Iterator[Text]) -> int:
    return sum(len(str(text).split()) for text in texts)


def cells(slide: Slide) -> Iterator[Text]:
    for block in slide.slots.values():
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, Checklist):
            yield from (text for check in block.items for text in (check.label, check.detail))


@pytest.mark.parametrize("audience", ["call", "customer"])
@pytest.mark.parametrize("name", SCRIPTS)
def test_no_slide_has_more_than_forty_words_of_body(name, audience):
    counted = {slide.id: words(body(slide)) for slide in deck_of(name, audience).slides}
    assert {key: count for key, count in counted.items() if count > MOST_WORDS} == {}


def test_words_of_lead_points_and_callout_count_and_those_of_title_and_table_do_not():
    slides = {slide.id: slide for slide in deck_of("production", "call").slides}
    assert words(body(slides["concepts/controllers"])) == 10
    counted = " ".join(map(str, body(slides["practices/deployments"])))
    assert counted.startswith("A Deployment brings back what is lost. Let a Deployment make your pods")
    assert counted.endswith("Alone here: batch/debug-shell.")


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_stands_in_a_cell_is_no_paragraph(name):
    long = {slide.id: str(cell) for slide in deck_of(name, "call").slides for cell in cells(slide)
            if len(str(cell).split()) > MOST_IN_A_CELL}  # fmt: skip
    assert long == {}


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_slide_of_the_call_has_an_opening_line(name):
    spoken = [slide for slide in deck_of(name, "call").slides if not slide.id.startswith("preparation/")]
    assert [slide.id for slide in spoken if not slide.notes.say] == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_lead_says_what_its_title_says(name):
    def said(text: Text) -> set[str]:
        return {word.strip(".,:;").lower() for word in str(text).split() if len(word) > 3}

    slides = [(slide.id, said(slide.lead), said(slide.title)) for slide in deck_of(name, "call").slides]
    assert [key for key, lead, title in slides if lead and len(lead & title) > 0.5 * len(lead)] == []


def integrations(deck) -> list[Slide]:
    return [slide for slide in deck.slides if slide.kind == "integration"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_integration_says_what_it_does_shows_its_path_and_data_and_one_thing_to_mind(name):
    slides = integrations(deck_of(name, "call"))
    assert {slide.id for slide in slides} == INTEGRATIONS
    for slide in slides:
        assert slide.lead, slide.id
        assert isinstance(slide.slots["figure"], Picture), slide.id
        assert isinstance(slide.slots["body"], Table), slide.id
        assert isinstance(slide.slots["callout"], Callout), slide.id


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", SCRIPTS)
def test_an_integration_of_any_cluster_keeps_lead_data_and_callout(name, shape):
    for slide in integrations(deck_of(name, "call", facts_of(shape), UNKNOWN)):
        assert slide.lead, slide.id
        assert {"body", "callout"} <= slide.slots.keys(), slide.id


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_promise_that_is_compared_is_one_of_the_script(name):
    script = shipped(name)
    entries = [entry for section in script.sections for entry in section.slides]
    named = {row.promise for entry in entries if entry.kind == "comparison" for row in entry.rows}
    assert named
    assert named <= {promise.id for promise in script.promises if promise.fact}


@pytest.mark.parametrize("name", SCRIPTS)
def test_terms_stand_in_the_order_of_the_alphabet_with_a_sentence_each(name):
    entries = [entry for section in shipped(name).sections for entry in section.slides]
    glossaries = [entry for entry in entries if isinstance(entry, kind("glossary").Entry)]
    assert glossaries
    for entry in glossaries:
        terms = [str(term.term) for term in entry.terms]
        assert terms == sorted(terms, key=str.lower)
        assert not [term for term in entry.terms if len(str(term.meaning).split()) > MOST_IN_A_CELL]


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_glossary_is_the_customers_and_leaves_out_what_no_slide_says(name):
    assert not [slide for slide in deck_of(name, "call").slides if slide.kind == "glossary"]
    terms = {str(row[at]) for slide in deck_of(name, "customer").slides if slide.kind == "glossary"
             for row in slide.slots["body"].rows for at in range(0, len(row), 2)}  # fmt: skip
    assert {"Pod", "Ingress", "cinder", "Flavor"} <= terms
    assert "Taint" not in terms
