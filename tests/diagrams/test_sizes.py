"""What holds for every diagram of clusters of any size, and of the clusters that the test bed has."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen import script
from deckgen.audience import AUDIENCES
from deckgen.fact import Fact, Facts
from deckgen.render.faults import faults
from deckgen.render.place import place
from deckgen.standard import stand_in_all
from tests.cards import SHAPES, brief_of, facts_of
from tests.diagrams.clusters import LONG, SAMPLE, facts, node, nodes
from tests.diagrams.test_diagrams import CANVAS, LOW_AND_WIDE, NAMES


def sound(name, facts):
    """Say what is wrong with a diagram of these facts, in its place on the slide."""
    scene = script.diagram(name).draw(facts)
    return [] if scene is None else faults(place(scene, *CANVAS.get(name, LOW_AND_WIDE)))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", NAMES)
def test_a_diagram_of_a_cluster_of_the_test_bed_has_no_faults(name, shape):
    assert sound(name, stand_in_all(brief_of("production", "call", facts_of(shape)).facts)) == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", NAMES)
def test_a_diagram_of_the_sample_has_no_faults(name, audience):
    assert sound(name, stand_in_all(brief_of("production", audience).facts)) == []


@st.composite
def clusters(draw):
    """Give facts of clusters of 1 to 300 nodes and 0 to 40 load balancers, some with names of 63 characters."""
    named = draw(st.sampled_from(["{role}-{number}", LONG[:-3] + "{number:03}"]))
    zones = draw(st.integers(0, 6))
    flavors = draw(st.integers(1, 7))
    long_zones = draw(st.booleans())

    def made(number, role):
        zone = f"{LONG if long_zones else 'az-'}{number % zones}" if zones else ""
        name = named.format(role="cp" if role == "control plane" else "wn", number=number)
        return node(name, role, zone, flavor=f"gp.{2 ** (number % flavors)}.32", ready=number % 50 != 7)

    workers = draw(st.integers(0, 295))
    planes = draw(st.sampled_from([0, 1, 3, 5]) if workers else st.sampled_from([1, 3, 5]))
    rows = [*(made(n, "control plane") for n in range(planes)), *(made(n, "worker") for n in range(workers))]
    return Facts({**SAMPLE, **facts(nodes(rows)), **draw(_load_balancers())})


@st.composite
def _load_balancers(draw):
    count = draw(st.integers(0, 40))
    name = draw(st.sampled_from(["nginx", LONG]))
    rows = [
        {
            "namespace": name,
            "name": f"{name}-{number}",
            "address": f"203.0.113.{number}" if number % 5 else "",
            "ports": "80/TCP, 443/TCP, 5432/TCP",
            "scope": "external" if number % 2 else "internal",
        }
        for number in range(count)
    ]
    pending = sum(not row["address"] for row in rows)
    values = {"loadbalancers.list": rows, "loadbalancers.count": count, "loadbalancers.pending.count": pending}
    source = SAMPLE["loadbalancers.count"].source
    return {name: Fact(name, value, source) for name, value in values.items()}


@settings(max_examples=25)
@given(clusters())
@pytest.mark.parametrize("name", NAMES)
def test_a_diagram_of_a_cluster_of_any_size_has_no_faults(name, facts):
    assert sound(name, facts) == []
