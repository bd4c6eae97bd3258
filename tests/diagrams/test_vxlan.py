import pytest

from deckgen.diagrams.vxlan import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BARE, CANAL, DOCUMENTED, HOSTED, MANY_ZONES, ONE_NODE, SAMPLE, facts

NODES = {"nodes.count": 9, "network.cni": "Calico"}


def boxes(group):
    return [box for member in group.members for box in (boxes(member) if hasattr(member, "members") else [member])]


def groups(scene):
    return {group.id: group for row in scene.root.members for group in (row, *row.members) if hasattr(group, "members")}


def headers(scene):
    return [(box.label, *box.lines) for box in groups(scene)["wrapping"].members]


def on(overlay, **more):
    return draw(facts(NODES | {"network.overlay": overlay} | more))


def test_a_packet_is_wrapped_in_vxlan_header_by_header():
    scene = draw(SAMPLE)
    assert headers(scene) == [
        ("IP", "node to node", "20 bytes"),
        ("UDP", "port 4789", "8 bytes"),
        ("VXLAN", "VNI 4096", "8 bytes"),
        ("Ethernet", "tunnel to tunnel", "14 bytes"),
    ]
    assert groups(scene)["wrapping"].label == "WRAPPED ROUND IT: VXLAN · 50 BYTES"
    assert [box.label for box in boxes(scene.root) if box.strong] == ["VXLAN"]
    travels = scene.arrows[-1]
    assert (travels.start, travels.end, travels.label) == ("between", "packet", "a packet here")
    assert groups(scene)["packet"].framed


def test_neutron_sees_the_nodes_addresses_and_the_port_and_no_more():
    seen = {box.label for box in groups(draw(SAMPLE))["wrapping"].members if box.world == "openstack"}
    assert seen == {"IP", "UDP"}
    assert not [box for box in boxes(on("vxlan").root) if box.world == "openstack"]


@pytest.mark.parametrize(
    ("overlay", "size", "names"),
    [
        ("ipip", "IP-IN-IP · 20 BYTES", ["IP"]),
        ("geneve", "GENEVE · AT LEAST 50 BYTES", ["IP", "UDP", "Geneve", "Ethernet"]),
        ("wireguard", "WIREGUARD · 60 BYTES", ["IP", "UDP", "WireGuard"]),
    ],
)
def test_another_overlay_has_headers_of_its_own(overlay, size, names):
    scene = on(overlay)
    assert groups(scene)["wrapping"].label.endswith(size)
    assert [name for name, *_ in headers(scene)] == names
    assert ("between", "packet") in [(arrow.start, arrow.end) for arrow in scene.arrows]
    assert len([box for box in boxes(scene.root) if box.strong]) == 1


def test_without_an_overlay_the_pods_own_packet_travels_and_vxlan_is_told_as_the_standard():
    scene = draw(HOSTED)
    assert groups(scene)["wrapping"].label == "NOT USED HERE: VXLAN · 50 BYTES"
    assert {box.source for box in groups(scene)["wrapping"].members} == {Source.DOCUMENTED}
    between = next(box for box in boxes(scene.root) if box.id == "between")
    assert between.strong
    assert between.lines == ("sees pods' addresses",)
    assert ("between", "sent") in [(arrow.start, arrow.end) for arrow in scene.arrows]
    assert not groups(scene)["packet"].framed
    assert groups(scene)["sent"].label == "WHAT THE POD SENT"


def test_who_told_the_nodes_the_way_is_said_where_it_shows():
    told = on("none", **{"network.routes": "BGP"})
    assert "knows the way by BGP" in next(box for box in boxes(told.root) if box.id == "node-a").lines
    assert "knows the way" in next(box for box in boxes(draw(BARE).root) if box.id == "node-a").lines


def test_where_the_overlay_is_not_known_nothing_is_claimed_of_this_cluster():
    for cluster in (CANAL, MANY_ZONES):
        scene = draw(cluster)
        assert groups(scene)["wrapping"].label.startswith("AS MANY CLUSTERS USE IT")
        assert not {"packet", "sent"} & {arrow.end for arrow in scene.arrows}
        assert "wraps it" not in scene.alt


def test_a_port_that_is_not_visible_is_the_usual_one_and_drawn_as_such():
    udp = groups(on("vxlan"))["wrapping"].members[1]
    assert udp.lines[0] == "port 4789 or 8472"
    assert udp.source is Source.DOCUMENTED


def test_the_largest_packet_of_a_pod_is_said_where_it_is_set():
    scene = on("vxlan", **{"network.mtu": 1450})
    assert groups(scene)["sent"].label == "WHAT THE POD SENT · UP TO 1,450 BYTES"
    assert "1,450 bytes" in scene.alt


def test_between_subnets_alone_is_said():
    scene = on("vxlan", **{"network.overlay.across_subnets": True})
    assert next(box for box in boxes(scene.root) if box.id == "between").lines == (
        "VXLAN tunnel",
        "between subnets alone",
    )


def test_on_a_single_node_nothing_is_wrapped_until_there_is_a_second_one():
    scene = draw(ONE_NODE)
    assert [box.label for box in scene.root.members[0].members] == ["pod", "the only node", "another pod"]
    assert groups(scene)["wrapping"].label == "WITH A SECOND NODE: VXLAN · 50 BYTES"
    assert {box.source for box in groups(scene)["wrapping"].members} == {DOCUMENTED}
    assert headers(scene)[1][1] == "port 4789"


def test_pods_with_ipv6_alone_have_an_outer_header_of_ipv6():
    six = on("vxlan", **{"network.pod_ranges": ["2001:db8::/56"]})
    assert headers(six)[0][2] == "40 bytes"
    both = on("vxlan", **{"network.pod_ranges": ["10.42.0.0/16", "2001:db8::/56"]})
    assert headers(both)[0][2] == "20 bytes"
