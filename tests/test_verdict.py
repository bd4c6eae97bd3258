"""How promises stand, each state, on briefs made by hand."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from deckgen.audience import AUDIENCES
from deckgen.brief import make_brief
from deckgen.customer import Customer
from deckgen.fact import Facts, Source
from deckgen.promise import Promise
from deckgen.standard import hold_back
from deckgen.verdict import State, by_urgency, judge, told_by
from tests.cards import fact_of

AS_OF = datetime(2026, 5, 14, 9, 12, tzinfo=UTC)
NODES = {"id": "nodes", "label": "{{ item.value|words }} nodes", "fact": "nodes.count", "at_least": 3, "do": "Add some"}


def brief_of(facts, standards=None, **profile):
    found = {
        name: fact_of(name, value, evidence="" if value is None else "some objects") for name, value in facts.items()
    }
    customer = Customer(name="Acme", **profile)
    return hold_back(make_brief(customer, Facts(found), standards or {}, AUDIENCES["call"], AS_OF))


def one(promise, facts, standards=None, **profile):
    (verdict,) = judge([Promise(**promise)], standards or {}, brief_of(facts, standards, **profile))
    return verdict


@pytest.mark.parametrize(
    ("comparison", "promised", "found", "state"),
    [
        ("at_least", 3, 3, State.MET),
        ("at_least", 3, 2, State.NOT_MET),
        ("at_most", 8, 8, State.MET),
        ("at_most", 8, 12, State.NOT_MET),
        ("equals", 0, 0, State.MET),
        ("equals", False, False, State.MET),
        ("equals", True, False, State.NOT_MET),
        ("contains", "keystone", "keystone and Dex", State.MET),
        ("contains", "nova-1", ["nova-1", "nova-2"], State.MET),
        ("contains", "nova", ["nova-1", "nova-2"], State.NOT_MET),
    ],
)
def test_a_comparison_is_met_or_not(comparison, promised, found, state):
    verdict = one({"id": "a", "label": "A", "fact": "nodes.count", comparison: promised}, {"nodes.count": found})
    assert verdict.state is state


def test_what_is_not_met_says_what_was_promised_what_was_found_and_what_to_do():
    verdict = one(NODES, {"nodes.count": 2})
    assert (str(verdict.label), verdict.promised, str(verdict.found)) == ("three nodes", "at least 3", "2")
    assert verdict.found.source is Source.OBSERVED
    assert str(verdict.do) == "Add some"
    assert list(map(told_by, verdict.facts)) == ["nodes.count: 2 (some objects)"]


def test_what_is_met_has_nothing_to_do():
    assert not one(NODES, {"nodes.count": 3}).do


def test_what_is_not_visible_says_why_and_claims_nothing():
    verdict = one(NODES, {"nodes.count": None})
    assert verdict.state is State.NOT_VISIBLE
    assert "nodes: forbidden" in verdict.reason
    assert not verdict.found


def test_a_documented_standard_does_not_prove_itself():
    promise = NODES | {"at_least": "standard"}
    assert one(promise, {"nodes.count": None}, {"nodes.count": 3}).state is State.NOT_VISIBLE


def test_a_declared_value_counts_and_says_that_it_is_declared():
    verdict = one(NODES, {"nodes.count": None}, declared={"nodes.count": 3})
    assert verdict.state is State.MET
    assert verdict.found.source is Source.DECLARED
    assert "declared" in told_by(verdict.facts[0])


def test_where_sources_disagree_nobody_knows():
    promise = {"id": "a", "label": "A", "fact": "network.overlay", "equals": "vxlan"}
    brief = brief_of({"network.overlay": "unsure"})
    doubted = replace(brief.facts["network.overlay"], disagrees=("ConfigMap: vxlan", "Node: ipip"))
    (verdict,) = judge([Promise(**promise)], {}, replace(brief, facts=Facts({"network.overlay": doubted})))
    assert verdict.state is State.NOT_VISIBLE
    assert "Node: ipip" in verdict.reason


def test_an_expression_names_what_it_was_told_from():
    promise = {"id": "a", "label": "A", "holds": "nodes.ready.count == nodes.count"}
    verdict = one(promise, {"nodes.ready.count": 2, "nodes.count": 3, "nodes.zones": ["a"]})
    assert verdict.state is State.NOT_MET
    assert [fact.name for fact in verdict.facts] == ["nodes.ready.count", "nodes.count"]


def test_what_no_api_can_tell_is_for_a_person_to_try():
    promise = {"id": "a", "label": "A", "by_hand": "sign in at {{ services.dashboard.url }}"}
    verdict = one(promise, {"services.dashboard.url": "https://dash.example.com"})
    assert verdict.state is State.BY_HAND
    assert str(verdict.do) == "sign in at https://dash.example.com"


@pytest.mark.parametrize(("harbor", "states"), [(True, [State.MET]), (False, []), (None, [State.NOT_VISIBLE])])
def test_a_promise_with_a_condition_is_left_out_only_where_the_condition_is_seen_to_fail(harbor, states):
    promise = Promise(**NODES, when="services.harbor.present")
    verdicts = judge([promise], {}, brief_of({"nodes.count": 3, "services.harbor.present": harbor}))
    assert [verdict.state for verdict in verdicts] == states


def test_a_profile_can_agree_on_another_value_with_a_reason():
    profile = {"promises": {"nodes": {"value": 1, "because": "a test cluster"}}}
    verdict = one(NODES | {"at_least": "standard"}, {"nodes.count": 1}, {"nodes.count": 3}, **profile)
    assert (verdict.state, verdict.promised, verdict.because) == (State.MET, "at least 1", "a test cluster")
    assert str(verdict.label) == "one nodes"
    assert verdict.agreed


def test_a_profile_can_waive_a_promise_with_a_reason():
    profile = {"promises": {"nodes": {"waived": "it moves next week"}}}
    verdict = one(NODES, {"nodes.count": 1}, **profile)
    assert (verdict.state, verdict.because) == (State.WAIVED, "it moves next week")


def test_what_needs_somebody_comes_first_else_the_order_of_the_script():
    facts = {"nodes.count": 3, "nodes.ready.count": 1, "nodes.zones": None}
    promises = [
        {"id": "met", "label": "A", "fact": "nodes.count", "equals": 3},
        {"id": "hand", "label": "A", "by_hand": "look"},
        {"id": "unseen", "label": "A", "fact": "nodes.zones", "contains": "a"},
        {"id": "bad", "label": "A", "fact": "nodes.ready.count", "equals": 3},
        {"id": "met-too", "label": "A", "fact": "nodes.count", "at_least": 1},
    ]
    verdicts = judge([Promise(**each) for each in promises], {}, brief_of(facts))
    assert [one.id for one in by_urgency(verdicts)] == ["bad", "unseen", "hand", "met", "met-too"]
