import pytest

from deckgen.diagrams.node_network import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BARE, HOSTED, NETWORK, SAMPLE, WITHHELD, facts, integrations


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def test_a_packet_leaves_a_pod_by_way_of_a_port_in_neutron():
    drawn = boxes(draw(SAMPLE))
    assert list(drawn) == ["pods", "plug-in", "nodes", "ports", "neutron"]
    assert drawn["pods"].lines == ("10.42.0.0/16", "4 network policies")
    assert drawn["plug-in"].lines == ("Calico 3.30.2",)


def test_ports_which_no_api_of_kubernetes_shows_are_drawn_as_documented():
    drawn = boxes(draw(SAMPLE))
    assert drawn["ports"].source is Source.DOCUMENTED
    assert drawn["neutron"].source is Source.OBSERVED


@pytest.mark.parametrize(
    ("overlay", "carried"),
    [("vxlan", ("carries VXLAN tunnels",)), ("none", ("carries pod addresses",)), ("unsure", ()), (None, ())],
)
def test_what_neutron_carries_follows_from_the_overlay(overlay, carried):
    told = {name: value for name, value in NETWORK.items() if name != "network.overlay"} | integrations("neutron")
    told |= {"network.overlay": overlay} if overlay else {}
    assert boxes(draw(facts(told)))["neutron"].lines == ("joins the nodes", *carried)


def test_withheld_addresses_do_not_show():
    assert boxes(draw(WITHHELD))["pods"].lines == ("4 network policies",)


def test_without_neutron_nothing_is_drawn():
    assert draw(BARE) is None
    assert draw(HOSTED) is None
