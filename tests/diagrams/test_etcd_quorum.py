"""How many members of etcd have to agree, and how many may fail."""

import pytest

from deckgen.diagrams.etcd_quorum import draw
from deckgen.fact import Source
from deckgen.render.faults import faults
from deckgen.render.place import place
from tests.diagrams.clusters import DECLARED, facts


def sides(scene):
    """Give the boxes of each side by its head."""
    return {group.label: list(group.members) for group in scene.root.members if hasattr(group, "members")}


@pytest.mark.parametrize(
    ("members", "heads"),
    [
        (1, {"THE ONLY MEMBER": 1}),
        (2, {"A MAJORITY: ANY 2 OF 2": 2}),
        (3, {"A MAJORITY: ANY 2 OF 3": 2, "MAY FAIL: 1": 1}),
        (4, {"A MAJORITY: ANY 3 OF 4": 3, "MAY FAIL: 1, NO MORE THAN OF 3": 1}),
        (5, {"A MAJORITY: ANY 3 OF 5": 3, "MAY FAIL: 2": 2}),
        (7, {"A MAJORITY: ANY 4 OF 7": 4, "MAY FAIL: 3": 3}),
    ],
)
def test_more_than_half_have_to_agree_and_the_others_may_fail(members, heads):
    drawn = sides(draw(facts({"etcd.members.count": members})))
    assert {head: len(boxes) for head, boxes in drawn.items()} == heads


@pytest.mark.parametrize("members", [*range(1, 12), 30])
def test_any_number_of_members_has_room(members):
    assert faults(place(draw(facts({"etcd.members.count": members})), 12.03, 2.1)) == []


def test_members_that_are_not_ready_are_taken_from_those_that_may_fail_first():
    scene = draw(facts({"etcd.members.count": 5, "etcd.members.ready.count": 2}))
    waiting = {head: [box.lines for box in boxes].count(("not ready",)) for head, boxes in sides(scene).items()}
    assert waiting == {"A MAJORITY: ANY 3 OF 5": 1, "MAY FAIL: 2": 2}
    assert scene.alt.endswith("2 may fail at once. 3 members are not ready.")


def test_a_declared_number_is_drawn_as_declared():
    boxes = [box for side in sides(draw(facts({"etcd.members.count": 3}, DECLARED))).values() for box in side]
    assert {box.source for box in boxes} == {Source.DECLARED}


def test_without_a_number_nothing_is_drawn():
    assert draw(facts({"etcd.location": "on the control-plane nodes"})) is None
