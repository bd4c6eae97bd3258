"""Briefs made by hand, so that a kind's test says itself what the cluster shows."""

from datetime import UTC, datetime

import pytest

from deckgen.audience import AUDIENCES
from deckgen.brief import make_brief
from deckgen.customer import Customer
from deckgen.fact import Facts
from deckgen.script import Content, Place, Script, Stop, kind
from deckgen.standard import hold_back
from tests.cards import fact_of

AS_OF = datetime(2026, 5, 14, 9, 12, tzinfo=UTC)


@pytest.fixture
def brief_of():
    """Make a brief of facts by name: a value is observed, None is not visible."""

    def make(facts=None, *, standards=None, audience="call", units=None, **profile):
        found = {name: fact_of(name, value, unit=(units or {}).get(name, "")) for name, value in (facts or {}).items()}
        customer = Customer(**{"name": "Example Retail"} | profile)
        return hold_back(make_brief(customer, Facts(found), standards or {}, AUDIENCES[audience], AS_OF))

    return make


@pytest.fixture
def place():
    script = Script.model_validate(
        {
            "name": "demo",
            "title": "Your demo cluster",
            "occasion": "demo handover",
            "sections": [{"id": "welcome", "title": "Welcome", "short": "Welcome", "slides": [_entry("title")]}],
        }
    )
    route = (
        Stop("welcome", "Welcome", "Welcome", 5, "welcome/agenda"),
        Stop("etcd", "Data", "Data", 10, "etcd/opener"),
    )
    return Place(route, 1, script)


@pytest.fixture
def slide(place):
    """Compose an entry of a kind, given by its own fields."""

    def make(kind_name, brief, **fields) -> Content | None:
        return kind(kind_name).compose(_entry(kind_name, **fields), brief, place)

    return make


def _entry(kind_name, **fields):
    return kind(kind_name).Entry.model_validate({"id": "one", "kind": kind_name, "title": "A title", **fields})
