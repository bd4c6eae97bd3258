"""What compose makes of a script and a brief, with small scripts made by hand."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from deckgen.audience import AUDIENCES
from deckgen.brief import make_brief
from deckgen.compose import compose
from deckgen.customer import Brand, Customer
from deckgen.deck import Callout, Notes
from deckgen.errors import InputError
from deckgen.fact import Facts, Holds
from deckgen.script import Script, Section, kind
from tests.cards import fact_of

AS_OF = datetime(2026, 5, 14, 9, 12, tzinfo=UTC)


def entry(entry_id="one", **fields):
    fields = {"kind": "statement", "title": f"Title of {entry_id}", "points": ["A point"]} | fields
    if fields["points"] is None:
        del fields["points"]
    return kind(fields["kind"]).Entry.model_validate({"id": entry_id, **fields})


def agenda(**fields):
    return kind("agenda").Entry.model_validate({"id": "agenda", "kind": "agenda", "title": "Agenda", **fields})


def section(section_id="first", *slides, **fields):
    fields = {"title": f"Section {section_id}", "short": section_id, "minutes": 5} | fields
    return Section.model_validate({"id": section_id, "slides": slides or (entry(),), **fields})


def script(*sections):
    return Script.model_validate(
        {"name": "demo", "title": "Your demo cluster", "occasion": "demo handover", "sections": sections}
    )


def brief(facts=None, *, audience="call", standards=None, sample=False, **profile):
    """Make a brief of facts by name: a value is observed, None is not visible."""
    found = {
        name: fact_of(name, value, holds=Holds.HOST_NAME if name.endswith("names") else Holds.PUBLIC)
        for name, value in (facts or {}).items()
    }
    customer = Customer(**{"name": "Example Retail"} | profile)
    return make_brief(customer, Facts(found), standards or {}, AUDIENCES[audience], AS_OF, sample=sample)


def ids(deck):
    return [slide.id for slide in deck.slides]


def test_a_slide_carries_title_lead_kicker_callout_and_items_whatever_its_kind():
    one = entry(
        lead="A lead",
        covers=["D1"],
        kicker="Start · one",
        note={"text": "Mind this", "tone": "next", "head": "Do next"},
    )
    (slide,) = compose(script(section("first", one, opener=False)), brief()).slides
    assert (slide.id, slide.kind, slide.kicker, str(slide.lead), slide.covers) == (
        "first/one",
        "statement",
        "Start · one",
        "A lead",
        ("D1",),
    )
    callout = slide.slots["callout"]
    assert isinstance(callout, Callout)
    assert (callout.tone, callout.head, str(callout.text)) == ("next", "Do next", "Mind this")


def test_a_slide_without_a_kicker_takes_the_sections_short_name():
    assert [slide.kicker for slide in compose(script(section("etcd")), brief()).slides] == ["", "etcd"]


def test_a_section_opens_with_a_slide_of_its_own_unless_it_says_otherwise():
    deck = compose(script(section("a", notes={"say": ["Hello"]}), section("b", opener=False)), brief())
    assert ids(deck) == ["a/opener", "a/one", "b/one"]
    assert str(deck.sections[0].slides[0].notes.say[0]) == "Hello"


def test_the_deck_says_what_it_is_for_whom_and_as_of_when():
    made = compose(
        script(section()), brief(sample=True, language="de-DE", brand=Brand(accent="8A1C5B")), logo=b"\x89PNG"
    )
    assert (made.title, made.customer, made.occasion, made.audience) == (
        "Your demo cluster",
        "Example Retail",
        "demo handover",
        "call",
    )
    assert (made.as_of, made.language, made.sample, made.accent, made.logo) == (
        AS_OF,
        "de-DE",
        True,
        "8A1C5B",
        b"\x89PNG",
    )


@pytest.mark.parametrize(("count", "kept"), [(3, True), (1, False), (None, False)])
def test_a_slide_is_left_out_where_its_condition_does_not_hold(count, kept):
    one = entry("many", when="nodes.count >= 2")
    deck = compose(script(section("first", entry(), one)), brief({"nodes.count": count}))
    assert ("first/many" in ids(deck)) is kept


def test_slides_and_sections_go_to_their_audiences_alone():
    both = script(
        section("a", entry("for-call", audiences=["call"]), entry("for-all")), section("b", audiences=["presales"])
    )
    assert ids(compose(both, brief())) == ["a/opener", "a/for-call", "a/for-all"]
    assert ids(compose(both, brief(audience="presales"))) == ["a/opener", "a/for-all", "b/opener", "b/one"]


def test_a_section_that_is_not_wanted_is_gone_from_the_agenda_too():
    deck = compose(
        script(section("welcome", agenda()), section("concepts"), section("etcd")), brief(), without=["concepts"]
    )
    rows = deck.sections[0].slides[1].slots["agenda"].rows
    assert [(row.title, row.slide) for row in rows] == [
        ("Section welcome", "welcome/opener"),
        ("Section etcd", "etcd/opener"),
    ]


def test_an_unknown_section_is_an_error_that_names_what_there_is():
    with pytest.raises(InputError) as caught:
        compose(script(section("concepts"), section("etcd")), brief(), without=["concept"])
    assert "'concept'" in caught.value.message
    assert "did you mean 'concepts'" in caught.value.hint
    assert "concepts, etcd" in caught.value.hint


def test_a_section_with_nothing_to_say_is_neither_opened_nor_on_the_agenda():
    silent = section("quiet", entry(points=["{{ nodes.count }}"]))
    deck = compose(script(section("welcome", agenda()), silent, section("etcd")), brief({"nodes.count": None}))
    assert ids(deck) == ["welcome/opener", "welcome/agenda", "etcd/opener", "etcd/one"]
    assert len(deck.sections[0].slides[1].slots["agenda"].rows) == 2
    assert deck.sections[1].slides[0].slots["progress"].names == ("welcome", "etcd")


def test_the_agenda_leads_to_the_first_slide_that_has_anything_to_say():
    silent, first = entry("silent", points=["{{ nodes.count }}"]), entry("first")
    later = section("etcd", silent, first, opener=False)
    deck = compose(script(section("welcome", agenda()), later), brief({"nodes.count": None}))
    assert [row.slide for row in deck.sections[0].slides[1].slots["agenda"].rows] == ["welcome/opener", "etcd/first"]


def test_a_section_off_the_agenda_still_has_its_slides():
    deck = compose(script(section("cover", opener=False, agenda=False), section("welcome", agenda())), brief())
    assert ids(deck)[0] == "cover/one"
    assert [row.title for row in deck.sections[1].slides[1].slots["agenda"].rows] == ["Section welcome"]


def test_a_title_can_count_the_call():
    one = agenda(title="{{ item.minutes }} minutes in {{ item.sections|words('part') }}")
    deck = compose(script(section("welcome", one), section("etcd", minutes=25)), brief())
    assert str(deck.sections[0].slides[1].title) == "30 minutes in two parts"


def test_a_slide_whose_title_is_not_visible_gives_way():
    one = entry("silent", title="{{ nodes.count }} nodes")
    assert ids(compose(script(section("first", entry(), one)), brief({"nodes.count": None}))) == [
        "first/opener",
        "first/one",
    ]


def test_equal_titles_are_numbered():
    same = (entry("a", title="Nodes"), entry("b", title="Nodes"))
    titles = [str(slide.title) for slide in compose(script(section("first", *same, opener=False)), brief()).slides]
    assert titles == ["Nodes", "Nodes (2)"]


def test_a_title_never_claims_what_only_the_standard_says():
    title = ["{{ nodes.count|words('node')|cap }} keep the API up", "Nodes keep the API up"]
    deck = compose(
        script(section("first", entry(title=title), opener=False)),
        brief({"nodes.count": None}, standards={"nodes.count": 3}),
    )
    assert [str(slide.title) for slide in deck.slides] == ["Nodes keep the API up"]


def drawn(**asked):
    """Give the slides of a script with a diagram and a statement, by their ids."""
    figure = entry(
        "nodes", kind="figure", diagram="cluster-layout", points=None, covers=["D1"], notes={"say": ["Twelve"]}
    )
    told = brief({"nodes.count": 12}, audience=asked.pop("audience", "call"))
    return {
        slide.id: slide
        for slide in compose(script(section("first", figure, entry(), opener=False)), told, **asked).slides
    }


@pytest.mark.parametrize(("audience", "form"), [("call", "picture"), ("customer", "picture"), ("presales", "native")])
def test_each_audience_gets_diagrams_in_its_form(audience, form):
    assert drawn(audience=audience)["first/nodes"].slots["figure"].form == form


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("form", ["picture", "native"])
def test_the_form_that_is_asked_for_goes_before_the_audiences(audience, form):
    slides = drawn(audience=audience, diagrams=form)
    assert list(slides) == ["first/nodes", "first/one"]
    assert slides["first/nodes"].slots["figure"].form == form


def test_both_forms_stand_on_slides_of_their_own_and_only_the_first_is_spoken_to():
    slides = drawn(diagrams="both")
    assert list(slides) == ["first/nodes", "first/nodes-shapes", "first/one"]
    picture, shapes = slides["first/nodes"], slides["first/nodes-shapes"]
    assert (picture.slots["figure"].form, shapes.slots["figure"].form) == ("picture", "native")
    assert picture.slots["figure"].scene == shapes.slots["figure"].scene
    assert (str(picture.title), str(shapes.title)) == ("Title of nodes", "Title of nodes (to\N{NO-BREAK SPACE}edit)")
    assert (bool(picture.notes), bool(shapes.notes)) == (True, False)
    assert (picture.covers, shapes.covers) == (("D1",), ())


def test_the_notes_of_others_than_the_speaker_hold_the_explanation_or_nothing():
    notes = {
        "cue": ["Wait for it"],
        "say": ["Say it", "{{ nodes.names }}"],
        "type": ["`kubectl get nodes`"],
        "ask": ["Why?"],
        "read": ["[Docs](https://kubernetes.io/)"],
    }
    one = script(section("first", entry(notes=notes), opener=False))
    (spoken,) = compose(one, brief({"nodes.names": None})).slides
    assert [str(text) for text in spoken.notes.cue] == ["Wait for it"]
    assert [str(text) for text in spoken.notes.say] == ["Say it"]
    assert spoken.notes.read[0].runs[0].href == "https://kubernetes.io/"
    (read,) = compose(one, brief({"nodes.names": None}, audience="customer")).slides
    assert [str(text) for text in read.notes.say] == ["Say it"]
    assert read.notes.read == spoken.notes.read
    assert read.notes == Notes(say=read.notes.say, read=read.notes.read)
    (sold,) = compose(one, brief({"nodes.names": None}, audience="presales")).slides
    assert not sold.notes


def test_the_notes_warn_where_a_fact_is_not_what_was_agreed():
    rows = [{"label": "Members", "fact": "etcd.members.count"}]
    one = script(section("first", _facts(rows), opener=False))
    made = brief({"etcd.members.count": 3}, standards={"etcd.members.count": 5}, declared={"etcd.members.count": 7})
    (slide,) = compose(one, made).slides
    assert [str(text) for text in slide.notes.warn] == [
        "etcd.members.count: observed 3, but the documented standard is 5 and the profile says 7."
    ]


def test_the_notes_name_the_sources_in_the_cluster_that_disagree():
    made = brief({"network.overlay": "unsure"})
    doubted = replace(made.facts["network.overlay"], disagrees=("calico-config: vxlan", "Node annotations: ipip"))
    made = replace(made, facts=Facts({"network.overlay": doubted}))
    rows = [{"label": "Overlay", "fact": "network.overlay"}]
    (slide,) = compose(script(section("first", _facts(rows), opener=False)), made).slides
    assert [str(text) for text in slide.notes.warn] == [
        "network.overlay: the cluster disagrees with itself (calico-config: vxlan; Node annotations: ipip)."
    ]


def test_the_notes_say_what_is_not_visible_and_why_once_for_each_reason():
    rows = [{"label": name, "fact": name} for name in ("nodes.count", "nodes.zones", "etcd.version")]
    made = brief({"nodes.count": None, "nodes.zones": None, "etcd.version": "3.5"})
    (slide,) = compose(script(section("first", _facts(rows), opener=False)), made).slides
    assert [str(text) for text in slide.notes.warn] == ["Not visible: nodes.count, nodes.zones (nodes: forbidden)."]


def test_what_an_audience_may_not_see_is_nowhere_in_its_deck():
    one = entry(title=["{{ nodes.names|series }}", "Nodes"], points=[["{{ nodes.names|series }}", "A name"]])
    facts = {"nodes.names": ["secret-host-1"]}
    assert "secret-host-1" in str(compose(script(section("first", one)), brief(facts)))
    assert "secret-host-1" not in str(compose(script(section("first", one)), brief(facts, audience="presales")))
    assert "Example Retail" not in str(compose(script(section("first", one)), brief(facts, audience="presales")))


def _facts(rows):
    return kind("facts").Entry.model_validate({"id": "facts", "kind": "facts", "title": "Facts", "rows": rows})


def test_the_notes_of_a_sections_opener_say_where_the_clock_should_be():
    three = (section("one", minutes=5), section("two", minutes=25), section("three", minutes=10))
    deck = compose(script(*three), brief())
    said = [[str(line) for line in part.slides[0].notes.time] for part in deck.sections]
    assert said[1] == ["Minute 5 of 40. This section takes 25, until minute 30."]
    assert [len(lines) for lines in said] == [1, 1, 1]
    assert all(slide.notes.time == () for part in deck.sections for slide in part.slides[1:])


def test_who_gets_no_speaker_notes_gets_no_time_either():
    deck = compose(script(section("one"), section("two")), brief(audience="customer"))
    assert not any(slide.notes for part in deck.sections for slide in part.slides)


def glossary(*terms, **fields):
    terms = [{"term": term, "meaning": "What it is"} for term in terms]
    return kind("glossary").Entry.model_validate(
        {"id": "words", "kind": "glossary", "title": "{{ item.terms | words('term') | cap }}", "terms": terms, **fields}
    )


def test_a_slide_that_sums_up_knows_the_slides_before_it_and_no_later_ones():
    told = script(
        section("first", entry("one", points=["A pod"])),
        section("middle", glossary("Pod", "Ingress")),
        section("last", entry("two", points=["An ingress"]), agenda()),
    )
    slides = {slide.id: slide for slide in compose(told, brief()).slides}
    assert str(slides["middle/words"].title) == "One term"
    assert [row.slide for row in slides["last/agenda"].slots["agenda"].rows] == [
        "first/opener",
        "middle/opener",
        "last/opener",
    ]


def test_a_section_whose_only_slide_has_nothing_to_sum_up_leaves_the_agenda():
    told = script(section("first", entry("one", points=["A pod"]), agenda()), section("words", glossary("Ingress")))
    deck = compose(told, brief())
    assert not [name for name in ids(deck) if name.startswith("words/")]
    assert len(next(slide for slide in deck.slides if slide.kind == "agenda").slots["agenda"].rows) == 1


def test_title_lead_and_notes_say_what_the_kind_counted():
    items = [{"label": "Nodes", "check": "nodes.count >= 3"}, {"label": "Zones", "check": "nodes.count >= 9"}]
    counted = "{{ item.good }} of {{ item.checks }}"
    one = entry(
        "one", kind="checklist", items=items, points=None, title=counted, lead=counted, notes={"say": [counted]}
    )
    (slide,) = compose(script(section("first", one, opener=False)), brief({"nodes.count": 3})).slides
    assert [str(slide.title), str(slide.lead), str(slide.notes.say[0])] == ["1 of 2"] * 3
