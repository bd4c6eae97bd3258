"""The material of whole decks for tests: shipped scripts, and facts of clusters of every shape without a cluster."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from deckgen import assets, customer, script
from deckgen.audience import AUDIENCES
from deckgen.brief import Brief, make_brief
from deckgen.build import sample_profile, sample_snapshot
from deckgen.cluster import observe
from deckgen.compose import compose
from deckgen.customer import Customer
from deckgen.deck import Deck
from deckgen.fact import Fact, Facts, Source

CLUSTERS = Path(__file__).parent / "clusters"
SCRIPTS = ("demo", "production")
SHAPES = sorted(path.parent.name for path in CLUSTERS.glob("*/expect.yaml"))
UNKNOWN = Customer(name="Example Retail")


@cache
def shipped(name: str) -> script.Script:
    return script.load_script(assets.scripts()[name])


@cache
def sample_facts() -> Facts:
    return observe.observe(sample_snapshot())


@cache
def sample_customer() -> Customer:
    return customer.load_customer(sample_profile())


@cache
def facts_of(shape: str) -> Facts:
    """Give the facts that a cluster of this shape shows: those in its expect.yaml, the others are not visible.

    It names rows by their first column; the other columns are empty here.
    """
    return seen(yaml.safe_load((CLUSTERS / shape / "expect.yaml").read_text(encoding="utf-8")))


def seen(values: Mapping[str, Any]) -> Facts:
    """Give every fact there is, visible where ``values`` has a value for it."""
    return Facts({name: _fact(name, values.get(name)) for name in observe.definitions()})


def fact_of(name: str, value: Any, **more: Any) -> Fact:
    """Make a fact by hand: a value is observed, None is not visible."""
    if value is None:
        return Fact(name, reason="nodes: forbidden", **more)
    return Fact(name, value, Source.OBSERVED, **more)


def brief_of(name: str, audience: str, facts: Facts | None = None, profile: Customer | None = None) -> Brief:
    """Bring the sample together for one audience, or other facts and another profile."""
    return make_brief(
        profile or sample_customer(),
        sample_facts() if facts is None else facts,
        shipped(name).standards,
        AUDIENCES[audience],
        sample_snapshot().taken,
        sample=facts is None,
    )


def deck_of(name: str, audience: str, facts: Facts | None = None, profile: Customer | None = None) -> Deck:
    return compose(shipped(name), brief_of(name, audience, facts, profile))


def texts(part: Any) -> Iterator[str]:
    """Give every text in a part of a deck, block by block."""
    if hasattr(part, "runs"):
        yield str(part)
    elif isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        yield from (text for one in part.values() for text in texts(one))
    elif isinstance(part, tuple | list):
        yield from (text for one in part for text in texts(one))
    elif isinstance(part, Struct):
        yield from (text for name in part.__struct_fields__ for text in texts(getattr(part, name)))


def _fact(name: str, value: Any) -> Fact:
    definition = observe.definitions()[name]
    if definition.shape == "rows" and value and isinstance(value[0], str):
        value = [dict.fromkeys(definition.columns, "") | {definition.columns[0]: one} for one in value]
    source = Source.NOT_VISIBLE if value is None else Source.OBSERVED
    reason = "no sign of it" if value is None else ""
    return Fact(name, value, source, definition.unit, reason=reason, holds=definition.holds)
