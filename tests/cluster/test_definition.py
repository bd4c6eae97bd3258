"""What holds for every definition of a fact."""

import functools
import re

import pytest

from deckgen.cluster.observe import definitions, definitions_of, observe, topics
from deckgen.cluster.snapshot import Snapshot
from tests.cluster.facts.given import TAKEN, given

UNITS = {"", "h", "d", "B", "GiB", "vCPU", "%", "port", "VNI", "minor version"}
ALL = list(definitions().values())

pytestmark = pytest.mark.parametrize("definition", ALL, ids=lambda definition: definition.name)


def test_its_topic_is_its_file(definition):
    topic = definition.name.split(".")[0]
    assert topic in topics()
    assert definition in definitions_of(topic)


def test_its_meaning_is_one_sentence_without_a_full_stop(definition):
    assert definition.meaning[0].isupper()
    assert not definition.meaning.endswith(".")
    assert len(definition.meaning) > 10


def test_its_unit_fits_its_shape(definition):
    assert definition.unit in UNITS
    assert definition.unit == "" or definition.shape == "number"


def test_rows_and_only_rows_have_columns(definition):
    assert bool(definition.columns) == (definition.shape == "rows")


def test_its_rule_names_the_source(definition):
    rule = definition.find
    while isinstance(rule, functools.partial):
        rule = rule.func
    assert rule.__doc__
    assert re.search(r"Source|customer profile", rule.__doc__)


def test_nothing_read_gives_no_value(definition):
    found = observe(Snapshot(taken=TAKEN), [definition.name])[definition.name]
    assert found.value is None
    assert found.reason


def test_a_cluster_with_nothing_in_it_breaks_no_rule(definition):
    found = observe(given(version=""), [definition.name])[definition.name]
    assert found.evidence if found.visible else found.reason
