"""The two calls as they are shipped: every item of the handover document, on clusters of every shape."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from deckgen.brief import UNNAMED
from deckgen.compose import compose
from deckgen.deck import Bullets, Notes, Table
from deckgen.script import Script
from tests.cards import (
    SCRIPTS,
    SHAPES,
    UNKNOWN,
    brief_of,
    deck_of,
    facts_of,
    sample_facts,
    seen,
    shipped,
    texts,
)

ITEMS = {
    "demo": (  # noqa: SIM905 - so many ids read best as they stand in the document
        "D1.1 D1.2 D1.3 D2.1 D2.2 D3.1 D3.2 D3.2.1 D3.2.2 D3.2.3 D3.2.4 D3.2.5 D3.2.6 D3.2.7 D3.3 D4.1 D4.2 D4.3 D4.4 "
        "D5.1 D5.2 D6.1 D6.2 D6.3 D6.4 D7.1 D7.2 D7.3 D7.4 D7.5 D8 D9.1 D9.2 D9.3 D9.4 D10"
    ).split(),
    "production": (  # noqa: SIM905 - as above
        "P1 P2.1 P2.2 P2.3 P2.4 P3.1 P3.2 P3.2.1 P3.2.2 P3.2.3 P3.2.4 P3.2.5 P3.2.6 P3.2.7 P3.3 P4.1 P4.2 P4.3 P4.4 "
        "P5.1 P5.2 P6.1 P6.2 P6.3 P6.4 P7.1 P7.2 P7.3 P7.4 P7.5 P8.1 P8.2 P8.3 P8.4 P9.1 P9.2 P9.3 P9.4 P9.5 P10"
    ).split(),
}
"""The items of the handover document that are no headings."""

AUDIENCES = ("call", "customer", "presales")
OPENSTACK = re.compile(r"\b(openstack|cinder|designate|keystone|octavia|nova|neutron|swift)\b", re.IGNORECASE)


def faults(script: Script, name: str) -> list[str]:
    """Say which items no slide covers, which several do, and which do not exist."""
    covered = Counter(
        item
        for section in script.sections
        for entry in section.slides
        for item in entry.covers
        if item.startswith(script.items)
    )
    wanted = ITEMS[name]
    return [
        *(f"missing {item}" for item in wanted if item not in covered),
        *(f"unknown {item}" for item in covered if item not in wanted),
        *(f"doubled {item}" for item, times in covered.items() if times > 1),
    ]


def covering(script: Script, entry_id: str, items: tuple[str, ...]) -> Script:
    """Give the script with other items for one of its entries."""

    def change(entry):
        return entry.model_copy(update={"covers": items}) if entry.id == entry_id else entry

    sections = [one.model_copy(update={"slides": tuple(map(change, one.slides))}) for one in script.sections]
    return script.model_copy(update={"sections": tuple(sections)})


def test_the_calls_have_36_and_40_items():
    assert {name: len(set(items)) for name, items in ITEMS.items()} == {"demo": 36, "production": 40}


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_item_is_covered_once(name):
    assert faults(shipped(name), name) == []


@pytest.mark.parametrize(
    ("items", "fault"),
    [((), "missing D5.2"), (("D5.2", "D5.3"), "unknown D5.3"), (("D5.2", "D5.1"), "doubled D5.1")],
)
def test_a_missing_an_unknown_and_a_doubled_item_are_found(items, fault):
    assert faults(covering(shipped("demo"), "backups", items), "demo") == [fault]


def empty_covering_slides(name, deck):
    full = {item for slide in deck.slides if slide.slots and any(texts(slide.slots)) for item in slide.covers}
    return [item for item in ITEMS[name] if item not in full]


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_item_has_something_on_its_slide_for_the_sample(name):
    assert empty_covering_slides(name, deck_of(name, "call")) == []


def test_a_covering_slide_with_nothing_on_it_is_found():
    deck = deck_of("demo", "call")
    emptied = tuple(replace(slide, slots={}) if slide.id == "etcd/backups" else slide for slide in deck.slides)
    one = replace(deck, sections=(replace(deck.sections[0], slides=emptied),))
    assert empty_covering_slides("demo", one) == ["D5.2"]


def test_the_concepts_can_be_left_out_of_the_production_call():
    deck = compose(shipped("production"), brief_of("production", "call"), without=["concepts"])
    assert not [slide.id for slide in deck.slides if slide.id.startswith("concepts/")]
    assert not {item for slide in deck.slides for item in slide.covers if item.startswith("P2")}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_speaker_has_something_to_say_and_to_ask_on_each_slide_and_to_read_on_most(name):
    slides = list(deck_of(name, "call").slides)
    assert [slide.id for slide in slides if not (slide.notes.say or slide.notes.cue) or not slide.notes.ask] == []
    assert [slide.id for slide in slides if not slide.notes.read and slide.kind != "section"] == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", SCRIPTS)
def test_ids_and_titles_are_unique_and_titles_are_short(name, audience):
    slides = list(deck_of(name, audience).slides)
    titles = [str(slide.title) for slide in slides]
    assert len({slide.id for slide in slides}) == len(slides)
    assert [title for title in set(titles) if titles.count(title) > 1 or title.endswith("(2)")] == []
    assert [title for title in titles if len(title) > 95 or "!" in title] == []


def test_presales_get_no_commands_no_names_and_no_speaker_notes():
    for name in SCRIPTS:
        deck = deck_of(name, "presales")
        assert not [
            slide.id
            for slide in deck.slides
            if slide.kind in ("command", "checklist", "questions", "links") and "practices" not in slide.id
        ]
        assert deck.customer == UNNAMED.capitalize()
        assert not [slide.id for slide in deck.slides if slide.notes]
        assert not re.search(r"retail|203\.0\.113|10\.20\.", " ".join(texts(deck)), re.IGNORECASE)


STORY = ["offer", "platform", "run", "safe"]


@pytest.mark.parametrize(("name", "ending"), [("demo", "try"), ("production", "handover")])
def test_presales_tells_a_story_of_a_platform_and_not_of_one_clusters_troubles(name, ending):
    deck = deck_of(name, "presales")
    assert [section.id for section in deck.sections] == ["cover", *STORY, ending]
    assert 15 <= len(list(deck.slides)) <= 25
    assert not [slide.id for slide in deck.slides if "callout" in slide.slots]
    assert not re.search(r"without a? ?budget|not ready|pending|still without", " ".join(texts(deck)), re.IGNORECASE)
    assert list(deck.slides)[-1].kind == "steps"


@pytest.mark.parametrize("name", SCRIPTS)
def test_titles_for_presales_do_not_count_what_one_cluster_has(name):
    titles = [str(slide.title) for slide in deck_of(name, "presales").slides if slide.kind in ("figure", "integration")]
    counted = re.compile(
        r"\b(one|two|three|six|nine|17) (node|worker|volume|pod|service|namespace|control)", re.IGNORECASE
    )
    assert [title for title in titles if counted.search(title)] == []


def test_the_customer_gets_the_commands_and_of_the_notes_the_explanation():
    deck = deck_of("production", "customer")
    assert [slide for slide in deck.slides if slide.kind == "command"]
    assert not [slide.id for slide in deck.slides if slide.id.startswith("preparation/")]
    assert [slide.id for slide in deck.slides if slide.notes.say]
    assert not [slide.id for slide in deck.slides if slide.notes != Notes(say=slide.notes.say, read=slide.notes.read)]


def test_the_call_says_where_the_cluster_differs_from_the_standard():
    facts = seen({"etcd.members.count": 3, "etcd.backup.interval": 12, "nodes.control_plane.count": 1})
    deck = deck_of("production", "call", facts)
    slides = {slide.id: slide for slide in deck.slides}
    assert "Standard" in str(slides["etcd/members"].slots["body"])
    assert "observed 3, but the documented standard is 5" in " ".join(texts(slides["etcd/members"].notes.warn))
    assert "12 hours" in " ".join(texts(slides["etcd/backups"].slots))
    assert "8 hours" in " ".join(texts(slides["etcd/backups"].slots))
    assert "standard 3" in " ".join(texts(slides["cluster/layout"].slots))
    read = deck_of("production", "customer", facts)
    assert "Standard" not in " ".join(text for slide in read.slides for text in texts(slide.slots))


def test_a_profile_with_nothing_but_a_name_says_what_to_fill_in_on_the_call_alone():
    assert "To fill in" in " ".join(texts(deck_of("demo", "call", sample_facts(), UNKNOWN)))
    assert "fill in" not in " ".join(texts(deck_of("demo", "customer", sample_facts(), UNKNOWN)))


def check_whole(deck):
    """Whatever the cluster shows: no slide is empty, no text is empty or shows the machine, no two titles are equal."""
    slides = list(deck.slides)
    assert slides
    titles = [str(slide.title) for slide in slides]
    assert len(set(titles)) == len(titles)
    for slide in slides:
        assert slide.title
        assert slide.slots, slide.id
        said = list(texts((slide.title, slide.lead, slide.slots, slide.notes)))
        assert not [text for text in said if re.search(r"\bNone\b|\{\{|\[\]|<undefined", text)], slide.id
        for block in slide.slots.values():
            if isinstance(block, Bullets):
                assert all(block.items), slide.id
            if isinstance(block, Table):
                assert block.rows, slide.id
                assert all(len(row) == len(block.columns) and all(row) for row in block.rows), slide.id


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("shape", ["nothing", *SHAPES])
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_deck_is_whole_on_every_shape_of_cluster(name, shape, audience):
    facts = seen({}) if shape == "nothing" else facts_of(shape)
    check_whole(deck_of(name, audience, facts, UNKNOWN))


@settings(max_examples=12, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_deck_is_whole_whatever_is_not_visible(name, audience, data):
    facts = sample_facts()
    hidden = data.draw(st.sets(st.sampled_from(sorted(facts))))
    check_whole(deck_of(name, audience, seen({one: facts[one].value for one in facts if one not in hidden}), UNKNOWN))


ABOUT_OPENSTACK = ("cluster/no-openstack", "access/provider", "preparation/checklist")
"""Slides that name a service as one of several that there can be, or say that it is not there."""


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_cluster_without_openstack_is_never_said_to_stand_on_it(name, audience):
    deck = deck_of(name, audience, facts_of("bare"), UNKNOWN)
    said = {
        slide.id: text
        for slide in deck.slides
        for text in texts((slide.title, slide.lead, slide.slots))
        if OPENSTACK.search(text) and slide.id not in ABOUT_OPENSTACK
    }
    assert said == {}


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_is_claimed_of_a_cluster_of_which_nothing_is_known(name):
    titles = " ".join(str(slide.title) for slide in deck_of(name, "customer", seen({}), UNKNOWN).slides)
    assert not re.search(
        r"\b(one|two|three|five|eight|seven|nine) (node|control|worker|etcd|hour|day|member)", titles, re.IGNORECASE
    )


def test_the_customer_reads_what_is_open_as_next_steps_of_ours_in_agreed_words():
    facts = seen({"nodes.control_plane.count": 1, "etcd.backup.suspended": True})
    told = {audience: " ".join(texts(deck_of("production", audience, facts))) for audience in ("customer", "call")}
    assert "Bring the control plane to three nodes" in told["customer"]
    assert "Let the backup of etcd run again" in told["customer"]
    assert "differ from what was agreed" not in told["customer"]
    assert "Mend " in told["call"]
    assert "Let the backup of etcd run again" not in told["call"]
