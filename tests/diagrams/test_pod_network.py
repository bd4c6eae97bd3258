from deckgen.diagrams.pod_network import draw
from deckgen.fact import Source
from tests.diagrams.clusters import (
    BARE,
    CANAL,
    EMPTY,
    HOSTED,
    LARGE,
    NETWORK,
    ONE_NODE,
    SAMPLE,
    WITHHELD,
    facts,
    integrations,
)


def nodes(scene):
    """Give the labels of what stands on each node, by the node's head."""
    return {group.label: [box.label for box in group.members] for group in scene.root.members[0].members}


def layers(scene):
    return {box.id: box for box in scene.root.members[1:]}


def ways(scene):
    return [(arrow.start, arrow.end, arrow.label) for arrow in scene.arrows]


def test_real_pods_stand_on_their_nodes_with_their_addresses_and_ranges():
    assert nodes(draw(SAMPLE)) == {
        "node wn-1 · 10.42.3.0/24": ["cart-6c9f7d5b8-2xk7q"],
        "node wn-2 · 10.42.4.0/24": ["postgres-0"],
        "node wn-3 · 10.42.5.0/24": ["front-0"],
        "6 more nodes": ["pods"],
    }
    (postgres,) = draw(SAMPLE).root.members[0].members[1].members
    assert postgres.lines == ("10.42.4.21", "namespace shop")


def test_a_packet_is_wrapped_on_its_way_from_one_node_to_the_others():
    assert ways(draw(SAMPLE)) == [
        ("pod:0", "between", "wrapped"),
        ("between", "pod:1", "unwrapped"),
        ("between", "pod:2", "unwrapped"),
        ("between", "more", ""),
        ("between", "ground", ""),
    ]
    assert layers(draw(SAMPLE))["between"].label == "VXLAN tunnels"
    assert layers(draw(SAMPLE))["between"].lines[0] == "Calico 3.30.2 · pods 10.42.0.0/16"


def test_neutron_lies_beneath_and_sees_what_the_overlay_lets_it_see():
    ground = layers(draw(SAMPLE))["ground"]
    assert (ground.label, ground.world) == ("neutron: the nodes' network", "openstack")
    assert ground.lines == ("sees nodes talk, never pods",)
    assert layers(draw(HOSTED))["ground"].lines == ("carries pods' own addresses",)


def test_without_an_overlay_packets_travel_as_they_are():
    scene = draw(BARE)
    assert layers(scene)["between"].label == "routes, no overlay"
    assert "packets travel as they are" in layers(scene)["between"].lines
    assert layers(scene)["ground"].world == "outside"
    assert not any(word for _, _, word in ways(scene))


def test_what_tells_the_nodes_the_way_is_named_where_it_is_known():
    told = NETWORK | {"network.overlay": "none", "network.routes": "BGP"}
    assert "BGP tells the nodes the way" in layers(draw(facts(told)))["between"].lines


def test_an_overlay_between_subnets_alone_lets_the_network_see_pods_within_one():
    drawn = layers(draw(facts(NETWORK | integrations("neutron") | {"network.overlay.across_subnets": True})))
    assert "between subnets alone" in drawn["between"].lines
    assert drawn["ground"].lines == ("carries pods' own addresses within a subnet",)


def test_an_unsure_overlay_names_both_sources_and_is_dashed():
    between = layers(draw(CANAL))["between"]
    assert (between.label, between.source) == ("overlay unsure", Source.NOT_VISIBLE)
    assert between.lines[1:] == ("ConfigMap canal-config says vxlan", "FELIX_IPINIPENABLED says ipip")
    assert layers(draw(CANAL))["ground"].lines == ()


def test_an_overlay_that_is_not_visible_is_not_claimed():
    scene = draw(facts({"network.cni": "Calico"}))
    assert layers(scene)["between"].label == "overlay not visible"
    assert not any(word for _, _, word in ways(scene))


def test_on_one_node_no_packet_leaves_it():
    scene = draw(ONE_NODE)
    (frame,) = scene.root.members[0].members
    pods, between = frame.members
    assert frame.label == "the node"
    assert [pod.label for pod in pods.members] == ["pod", "another pod"]
    assert "no tunnel is needed" in between.lines
    assert layers(scene) == {}
    assert not any(word for _, _, word in ways(scene))


def test_hundreds_of_nodes_are_counted():
    assert nodes(draw(LARGE))["298 more nodes"] == ["pods"]


def test_withheld_pods_and_addresses_do_not_show():
    assert list(nodes(draw(WITHHELD))) == ["node", "another node", "7 more nodes"]
    assert "10.42" not in str(draw(WITHHELD))
    assert "postgres" not in str(draw(WITHHELD))


def test_without_plug_in_and_overlay_nothing_is_drawn():
    assert draw(EMPTY) is None


def test_alternative_text_has_the_numbers():
    alt = draw(SAMPLE).alt
    assert alt.startswith("Calico 3.30.2 connects the pods of 9 nodes: VXLAN tunnels.")
    assert "shop/postgres-0 at 10.42.4.21 on wn-2" in alt
    assert draw(ONE_NODE).alt.startswith("Calico 3.30.2 connects the pods of 1 node, which need no tunnel.")
