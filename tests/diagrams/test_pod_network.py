from deckgen.diagrams.pod_network import draw
from deckgen.fact import Source
from tests.diagrams.clusters import (
    BARE,
    CANAL,
    HOSTED,
    INGRESS,
    NETWORK,
    ONE_NODE,
    SAMPLE,
    VIEW_ONLY,
    WITHHELD,
    facts,
)


def ways(scene):
    return {group.id: [box.label for box in group.members] for group in scene.root.members}


def box(scene, box_id):
    return next(box for group in scene.root.members for box in group.members if box.id == box_id)


def test_a_packet_passes_both_nodes_and_the_tunnel():
    assert ways(draw(SAMPLE))["inside"] == ["pod", "its node", "VXLAN tunnel", "another node", "another pod"]
    assert box(draw(SAMPLE), "node-a").lines == ("Calico 3.30.2",)
    assert box(draw(SAMPLE), "pod-a").lines == ("10.42.0.0/16",)


def test_without_an_overlay_it_says_routed():
    between = box(draw(BARE), "between")
    assert (between.label, between.lines) == ("routed", ("no encapsulation", "over the nodes' network"))
    assert "neutron" in box(draw(HOSTED), "between").lines[1]


def test_an_overlay_between_subnets_says_that_it_wraps_nothing_else():
    seen = {"network.cni": "Calico", "network.overlay": "vxlan", "network.overlay.across_subnets": True}
    assert box(draw(facts(seen)), "between").lines == ("between subnets alone", "over the nodes' network")


def test_an_unsure_overlay_names_both_sources_and_is_dashed():
    between = box(draw(CANAL), "between")
    assert between.label == "overlay unsure"
    assert len(between.lines) == 2
    assert between.source is Source.NOT_VISIBLE


def test_an_overlay_that_is_not_visible_is_not_claimed():
    between = box(draw(facts({"network.cni": "Calico"})), "between")
    assert between.lines == ("overlay not visible",)


def test_on_one_node_nothing_crosses_between_nodes():
    assert ways(draw(ONE_NODE))["inside"] == ["pod", "its node", "another pod"]


def test_a_request_from_outside_passes_every_station_that_is_known():
    scene = draw(SAMPLE)
    assert ways(scene)["outside"] == ["client", "load balancer", "ingress controller", "Service", "pod"]
    assert box(scene, "balancer").lines == ("203.0.113.10", "octavia")
    assert box(scene, "balancer").world == "openstack"
    assert next(arrow.label for arrow in scene.arrows if arrow.end == "balancer") == "80, 443"


def test_without_an_ingress_controller_the_load_balancer_leads_to_the_service():
    assert ways(draw(VIEW_ONLY))["outside"] == ["client", "load balancer", "Service", "pod"]


def test_an_ingress_controller_on_an_address_of_its_own_has_no_load_balancer_in_front():
    told = NETWORK | INGRESS | {"ingress.address": "198.51.100.7"}
    assert ways(draw(facts(told)))["outside"] == ["client", "ingress controller", "Service", "pod"]


def test_where_addresses_are_withheld_the_way_through_the_load_balancer_is_not_claimed():
    scene = draw({name: fact for name, fact in WITHHELD.items() if name != "ingress.way_in"})
    assert box(scene, "balancer").source is Source.NOT_VISIBLE
    assert "where it leads is not visible" in box(scene, "balancer").lines
    assert "203.0.113.10" not in str(scene)


def test_where_addresses_are_withheld_a_way_in_that_was_seen_is_not_called_invisible():
    balancer = box(draw({**WITHHELD, **facts({"ingress.way_in": "load balancer"})}), "balancer")
    assert balancer.source is Source.OBSERVED
    assert not any("not visible" in line for line in balancer.lines)


def test_without_a_way_in_only_the_way_inside_is_drawn():
    assert list(ways(draw(BARE))) == ["inside"]


def test_alternative_text_follows_the_packet():
    assert "VXLAN tunnel (over neutron's network)" in draw(SAMPLE).alt
    assert "203.0.113.10" in draw(SAMPLE).alt


def test_without_an_ingress_controller_a_gateway_takes_requests_in():
    seen = {"loadbalancers.count": 1, "gateway.count": 1, "gateway.controllers": ["Cilium"]}
    assert ways(draw(facts(seen)))["outside"] == ["client", "load balancer", "Gateway", "Service", "pod"]
    with_ingress = draw(facts(seen | {"ingress.controller": "Traefik"}))
    assert "ingress controller" in ways(with_ingress)["outside"]
    assert "Gateway" not in ways(with_ingress)["outside"]
