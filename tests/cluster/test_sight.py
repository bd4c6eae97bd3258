"""Why something was not read, and what would make it readable."""

import pytest

from deckgen.cluster.sight import remedy_in, unread
from tests.cluster.facts.given import given


def test_of_what_is_forbidden_the_right_that_is_missing_is_told_apart():
    why = unread(given(forbidden=("nodes",)), "nodes")
    assert remedy_in(why) == ("nodes: forbidden to this user", "list nodes is in `deckgen manifests rbac`")


def test_what_an_older_snapshot_lacks_is_had_by_taking_it_again():
    assert remedy_in("nodes: not part of this snapshot; take it again")[1] == "take it again"


@pytest.mark.parametrize("reason", ["no etcd Pods, whose image would tell it", "one; and another", ""])
def test_any_other_reason_has_no_remedy_here(reason):
    assert remedy_in(reason) == (reason, "")
