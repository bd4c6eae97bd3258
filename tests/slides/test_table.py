"""A table in the author's words."""

import pytest
from pydantic import ValidationError

from deckgen.fact import Source
from deckgen.script import kind

COLUMNS = [{"head": "Plug-in"}, {"head": "Policies"}]


def test_each_row_has_its_cells_and_those_with_a_fact_keep_its_source(slide, brief_of):
    rows = [{"cells": ["Flannel", "ignored"]}, {"cells": ["Yours: {{ network.cni }}", "enforced"]}]
    table = slide("table", brief_of({"network.cni": "calico"}), columns=COLUMNS, rows=rows).slots["body"]
    assert [[str(cell) for cell in row] for row in table.rows] == [
        ["Flannel", "ignored"],
        ["Yours: calico", "enforced"],
    ]
    assert [row[0].source for row in table.rows] == [None, Source.OBSERVED]
    assert table.by_cell


@pytest.mark.parametrize("audience", ["call", "customer"])
def test_a_row_with_a_fact_that_is_not_visible_falls_away(slide, brief_of, audience):
    rows = [{"cells": ["Flannel", "ignored"]}, {"cells": ["Yours", "{{ network.cni }}"]}]
    brief = brief_of({"network.cni": None}, audience=audience)
    assert len(slide("table", brief, columns=COLUMNS, rows=rows).slots["body"].rows) == 1
    assert slide("table", brief, columns=COLUMNS, rows=rows[1:]) is None


def test_a_row_with_a_condition_that_does_not_hold_is_left_out(slide, brief_of):
    rows = [{"cells": ["Flannel", "ignored"], "when": "nodes.count > 9"}]
    assert slide("table", brief_of({"nodes.count": 3}), columns=COLUMNS, rows=rows) is None


def test_a_row_with_too_few_cells_is_a_mistake_of_the_script():
    with pytest.raises(ValidationError, match="2 columns need as many cells"):
        kind("table").Entry.model_validate(
            {"id": "a", "kind": "table", "title": "T", "columns": COLUMNS, "rows": [{"cells": ["a", "b", "c"]}]}
        )
