import pytest
from msgspec.structs import replace
from pydantic import ValidationError

from deckgen.promise import Promise
from deckgen.script import kind

READY = {"label": "All nodes are ready", "check": "nodes.not_ready.count == 0", "detail": "{{ nodes.not_ready.count }}"}


def checks(content):
    return [(check.state, str(check.label), str(check.detail)) for check in content.slots["checklist"].items]


@pytest.mark.parametrize(("count", "state"), [(0, "good"), (2, "warning")])
def test_a_check_holds_or_warns(slide, brief_of, count, state):
    content = slide("checklist", brief_of({"nodes.not_ready.count": count}), items=[READY])
    assert checks(content) == [(state, "All nodes are ready", str(count))]


def test_what_is_not_visible_is_open_on_the_call_and_left_out_for_others(slide, brief_of):
    facts = {"nodes.not_ready.count": None}
    assert checks(slide("checklist", brief_of(facts), items=[READY])) == [("open", "All nodes are ready", "")]
    assert slide("checklist", brief_of(facts, audience="customer"), items=[READY]) is None


def test_an_item_without_a_check_is_for_a_person_to_look_at(slide, brief_of):
    item = {"label": "The dashboard works", "detail": "sign in"}
    assert checks(slide("checklist", brief_of(), items=[item])) == [("open", "The dashboard works", "sign in")]


def test_a_documented_standard_proves_nothing(slide, brief_of):
    item = {"label": "Three control-plane nodes", "check": "nodes.control_plane.count >= 3"}
    brief = brief_of({"nodes.control_plane.count": None}, standards={"nodes.control_plane.count": 3})
    assert checks(slide("checklist", brief, items=[item])) == [("open", "Three control-plane nodes", "")]


def test_an_item_whose_condition_fails_is_left_out(slide, brief_of):
    brief = brief_of({"nodes.not_ready.count": 0, "nodes.count": 1})
    assert slide("checklist", brief, items=[READY | {"when": "nodes.count > 1"}]) is None


PROMISES = [
    {"id": "nodes", "label": "All nodes are ready", "fact": "nodes.not_ready.count", "equals": 0, "do": "Look"},
    {"id": "members", "label": "etcd", "fact": "etcd.members.count", "at_least": 5},
    {"id": "sign-in", "label": "Dashboard", "by_hand": "sign in"},
    {"id": "cpu", "label": "Control plane", "fact": "nodes.control_plane.count", "at_least": 3, "do": "Add some"},
    {"id": "harbor", "label": "Harbor", "fact": "services.harbor.present", "equals": True},
]


def promised(place, brief, **fields):
    entry = kind("checklist").Entry.model_validate(
        {"id": "one", "kind": "checklist", "title": "A title", "promises": True, **fields}
    )
    script = place.script.model_copy(update={"promises": tuple(map(Promise.model_validate, PROMISES))})
    return kind("checklist").compose(entry, brief, replace(place, script=script))


def test_the_scripts_promises_stand_with_what_was_found_what_needs_somebody_first(place, brief_of):
    facts = {"nodes.not_ready.count": 0, "etcd.members.count": None, "nodes.control_plane.count": 1}
    waived = {"harbor": {"waived": "not ordered"}}
    brief = brief_of({**facts, "services.harbor.present": False}, promises=waived)
    shown = [(one.state, one.word, str(one.detail)) for one in promised(place, brief).slots["checklist"].items]
    assert shown == [
        ("warning", "not met", "1; promised: at least 3. Add some"),
        ("unseen", "not visible", "etcd.members.count: nodes: forbidden"),
        ("open", "by hand", "sign in"),
        ("waived", "waived", "not ordered"),
        ("good", "met", "0"),
    ]


def test_a_met_promise_that_another_slide_compares_has_no_row_here_as_well(place, brief_of):
    rows = [{"label": "etcd", "promise": "members"}, {"label": "Control plane", "promise": "cpu"}]
    entry = {"id": "agreed", "kind": "comparison", "title": "As agreed", "rows": rows}
    section = place.script.sections[0]
    slides = (*section.slides, kind("comparison").Entry.model_validate(entry))
    script = place.script.model_copy(update={"sections": (section.model_copy(update={"slides": slides}),)})
    facts = {"nodes.not_ready.count": 0, "etcd.members.count": 5, "nodes.control_plane.count": 1}
    facts["services.harbor.present"] = True

    def labels(place, brief=None):
        content = promised(place, brief or brief_of(facts))
        return {str(one.label) for one in content.slots["checklist"].items}

    compared = replace(place, script=script)
    assert labels(place) - labels(compared) == {"etcd"}
    assert "Control plane" in labels(compared)
    assert labels(replace(compared, route=place.route[1:])) == labels(place)
    assert labels(compared, brief_of(facts, audience="customer")) == labels(place, brief_of(facts, audience="customer"))


def test_a_checklist_has_items_or_promises():
    for fields in ({}, {"items": [READY], "promises": True}):
        with pytest.raises(ValidationError, match="either 'items', or 'promises: true'"):
            kind("checklist").Entry.model_validate({"id": "one", "kind": "checklist", "title": "A title", **fields})
