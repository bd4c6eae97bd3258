"""What a controller does, on any cluster."""

from deckgen.diagrams.controller_loop import draw
from deckgen.fact import Source
from tests.diagrams.clusters import facts

ANY = facts({"server.version": "1.33.4"})


def test_one_of_three_is_lost_and_one_more_is_made():
    frames = {group.label: [box.label for box in group.members] for group in draw(ANY).root.members[1:]}
    assert frames == {
        "THREE RUN": ["Pod", "Pod", "Pod"],
        "TWO ARE LEFT": ["Pod", "Pod", "Pod"],
        "THREE AGAIN": ["Pod", "Pod", "new Pod"],
    }


def test_nothing_of_it_is_said_to_be_read_from_the_cluster():
    scene = draw(ANY)
    boxes = [scene.root.members[0], *(box for group in scene.root.members[1:] for box in group.members)]
    assert {box.source for box in boxes} == {arrow.source for arrow in scene.arrows} == {Source.DOCUMENTED}


def test_without_a_cluster_it_is_not_drawn():
    assert draw(facts({})) is None
