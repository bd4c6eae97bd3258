"""The facts of every cluster in tests/clusters, read from real API servers and held against its expect.yaml."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from deckgen.cluster.collect import collect
from deckgen.cluster.connection import connect
from deckgen.cluster.observe import definitions, observe
from deckgen.fact import Facts

CLUSTERS = Path(__file__).parents[1] / "clusters"
NAMES = sorted(path.parent.name for path in CLUSTERS.glob("*/expect.yaml"))

READ_AS = {"view": ("sample", "viewer")}
"""Clusters that are another one, read with fewer rights."""

pytestmark = pytest.mark.bed


@pytest.fixture(
    scope="module", params=[(name, version) for name in NAMES for version in ("old", "newest")], ids="-".join
)
def case(request, cluster):
    """What a cluster's expect.yaml says, and its facts as read from a server of one version."""
    name, version = request.param
    manifests, user = READ_AS.get(name, (name, "reader"))
    found = observe(collect(connect(cluster(manifests, version).kubeconfig(user))))
    return yaml.safe_load((CLUSTERS / name / "expect.yaml").read_text(encoding="utf-8")), found


@pytest.fixture
def wanted(case):
    """The values of expect.yaml by the facts' names."""
    return case[0]


@pytest.fixture
def found(case):
    """The facts."""
    return case[1]


def test_every_fact_is_as_expected(wanted, found):
    differences = {name: (said, _plain(found, name)) for name, said in wanted.items() if _plain(found, name) != said}
    assert differences == {}


def test_every_row_has_the_columns_that_its_definition_names(found):
    assert [
        (definition.name, row)
        for definition in definitions().values()
        if definition.shape == "rows"
        for row in found.value(definition.name, [])
        if tuple(row) != definition.columns
    ] == []


def test_every_value_has_the_shape_that_its_definition_names(found):
    assert [name for name, value in _values(found) if not _has_shape(value, definitions()[name].shape)] == []


def test_a_fact_that_is_not_visible_says_why_and_a_visible_one_says_where_from(found):
    silent = [name for name, fact in found.items() if not (fact.evidence if fact.visible else fact.reason)]
    assert silent == []


def _plain(found: Facts, name: str) -> Any:
    """Give a fact's value; of rows the first column, which is what expect.yaml lists."""
    value, definition = found[name].value, definitions()[name]
    if definition.shape == "rows" and value is not None:
        return [row[definition.columns[0]] for row in value]
    return value


def _values(found: Facts) -> Iterator[tuple[str, Any]]:
    return ((name, fact.value) for name, fact in found.items() if fact.visible)


def _has_shape(value: Any, shape: str) -> bool:
    if shape == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if shape == "texts":
        return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    kinds = {"text": str, "flag": bool, "rows": list}
    return isinstance(value, kinds[shape]) and value != ""
