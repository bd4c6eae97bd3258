"""What holds for every diagram of every kind of cluster."""

import pytest
from msgspec.structs import replace

from deckgen import script
from deckgen.fact import Facts, Source
from deckgen.render.faults import faults
from deckgen.render.gaps import groups
from deckgen.render.place import place
from tests.diagrams.clusters import CLUSTERS

NAMES = script.diagrams()
CANVAS = {
    "openstack-integrations": (12.03, 4.65),
    "cluster-layout": (7.2, 4.4),
    "pod-network": (12.03, 4.65),
    "ingress-flow": (12.03, 4.65),
    "control-plane": (12.03, 4.65),
    "controller-loop": (12.03, 4.65),
    "vxlan": (12.03, 4.65),
    "objects": (12.03, 4.65),
    "upgrade-and-scale": (12.03, 4.65),
}
LOW_AND_WIDE = (12.03, 2.1)


ONLY_CHOOSES = {
    ("dns", "dns.zones"),
    ("ingress-flow", "ingress.example"),
    ("load-balancing", "namespaces.customer"),
    ("openstack-integrations", "storage.cinder.volumes.count"),
    ("pod-network", "network.examples"),
    ("vxlan", "network.pod_ranges"),
    ("vxlan", "nodes.count"),
}
"""Diagrams, and facts by which they choose what a box shows, which says how surely that is known, not what chose it."""

SAYS_ITSELF = {
    ("monitoring", "services.prometheus.retention"),
    ("openstack-integrations", "storage.cinder.backend"),
}
"""Diagrams, and facts whose line in a box says in words where it comes from."""


def boxes_in(group):
    for member in group.members:
        yield from boxes_in(member) if hasattr(member, "members") else [member]


def all_declared(facts):
    return Facts({name: replace(fact, source=Source.DECLARED) for name, fact in facts.items()})


def words_in(value):
    """Give each text in a fact's value that is long enough not to be in a box by chance."""
    if isinstance(value, list):
        return [word for one in value for word in words_in(one)]
    if isinstance(value, dict):
        return words_in(list(value.values()))
    return [value] if isinstance(value, str) and len(value) > 3 else []


def shows_a_fact(text, names):
    return any(letter.isdigit() for letter in text) or any(name in text for name in names)


def drawn(name, cluster):
    return script.diagram(name).draw(CLUSTERS[cluster])


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_diagram_is_placed_without_faults_or_not_drawn(name, cluster):
    scene = drawn(name, cluster)
    if scene is not None:
        assert faults(place(scene, *CANVAS.get(name, LOW_AND_WIDE))) == []


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("name", NAMES)
def test_with_everything_declared_there_is_room_for_the_marks(name, cluster):
    scene = script.diagram(name).draw(all_declared(CLUSTERS[cluster]))
    if scene is not None:
        assert faults(place(scene, *CANVAS.get(name, LOW_AND_WIDE))) == []


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("name", NAMES)
def test_alternative_text_is_short_and_in_sentences(name, cluster):
    scene = drawn(name, cluster)
    if scene is not None:
        assert 0 < len(scene.alt) <= 500
        assert scene.alt.endswith((".", "\N{HORIZONTAL ELLIPSIS}"))
        assert "image of" not in scene.alt.lower()


@pytest.mark.parametrize("name", NAMES)
def test_of_a_cluster_of_which_nothing_is_known_nothing_is_drawn(name):
    assert drawn(name, "empty") is None


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_cluster_has_every_diagram_in_its_roomiest_type(name):
    placement = place(drawn(name, "sample"), *CANVAS.get(name, LOW_AND_WIDE))
    assert max(line.size for line in placement.lines) >= 13
    assert placement.shortened == ()


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("name", NAMES)
def test_with_everything_declared_nothing_out_of_the_facts_is_drawn_as_observed(name, cluster):
    scene = script.diagram(name).draw(all_declared(CLUSTERS[cluster]))
    names = set(words_in([fact.value for fact in CLUSTERS[cluster].values()]))
    boxes = [box for box in boxes_in(scene.root) if box.source is Source.OBSERVED] if scene else []
    assert [box.id for box in boxes for text in (box.label, *box.lines) if shows_a_fact(text, names)] == []


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("name", NAMES)
def test_where_one_fact_alone_is_declared_no_box_that_says_it_is_drawn_as_observed(name, cluster):
    facts = CLUSTERS[cluster]
    assert [fact for fact in facts if hides_that_it_is_declared(name, facts, fact)] == []


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("name", NAMES)
def test_where_one_fact_alone_is_declared_no_head_that_says_it_keeps_that_back(name, cluster):
    facts = CLUSTERS[cluster]
    assert [fact for fact in facts if has_a_head_that_hides_it(name, facts, fact)] == []


def hides_that_it_is_declared(name, facts, fact):
    """Say whether a box that is drawn as observed says something else without this fact, which is declared."""
    if (name, fact) in ONLY_CHOOSES | SAYS_ITSELF:
        return False
    declared, without = with_and_without(name, facts, fact)
    said = {box.id: (box.label, box.lines) for box in boxes_in(without.root)} if without else {}
    boxes = [box for box in boxes_in(declared.root) if box.source is Source.OBSERVED] if declared else []
    return any(said.get(box.id, (box.label, box.lines)) != (box.label, box.lines) for box in boxes)


def has_a_head_that_hides_it(name, facts, fact):
    """Say whether a head says something else without this fact, which is declared, and no word or mark below tells."""
    if (name, fact) in ONLY_CHOOSES:
        return False
    declared, without = with_and_without(name, facts, fact)
    said = {group.id: group.label for group in groups(without.root)} if without else {}
    heads = [group for group in groups(declared.root) if "(declared)" not in group.label] if declared else []
    plain = [group for group in heads if any(box.label and box.source is Source.OBSERVED for box in boxes_in(group))]
    return any(said.get(group.id, group.label) != group.label for group in plain)


def with_and_without(name, facts, fact):
    """Draw with a fact that is declared, and without it."""
    declared = Facts({**facts, fact: replace(facts[fact], source=Source.DECLARED)})
    without = Facts({other: facts[other] for other in facts if other != fact})
    return script.diagram(name).draw(declared), script.diagram(name).draw(without)
