import pytest

from deckgen.diagrams.openstack_integrations import draw
from deckgen.fact import Fact, Facts, Source
from deckgen.render.place import place
from tests.diagrams.clusters import BARE, HOSTED, LARGE, SAMPLE, SINGLE, STORAGE, VIEW_ONLY, facts, integrations


def panels(scene, world):
    (row,) = [group for group in scene.root.members if group.id == world]
    return row.members


def boxes(scene, world):
    return [box for panel in panels(scene, world) for box in panel.members if box.label]


def services(scene):
    return {box.id: box for box in boxes(scene, "openstack") if box.id != "unused"}


def users(scene):
    return {box.id.removesuffix("-user"): box for box in boxes(scene, "kubernetes")}


def words(scene):
    return {arrow.end: arrow.label for arrow in scene.arrows}


def unused(scene):
    return next((box for box in boxes(scene, "openstack") if box.id == "unused"), None)


def test_control_plane_nodes_and_add_ons_stand_above_the_services_that_they_ask():
    scene = draw(SAMPLE)
    heads = [panel.label for panel in panels(scene, "kubernetes")]
    assert heads == ["Control plane · 3 nodes", "Nodes · 3 zones", "Add-ons"]
    above = [[box.id.removesuffix("-user") for box in panel.members] for panel in panels(scene, "kubernetes")]
    assert above == [["keystone", "octavia"], ["nova", "neutron"], ["designate", "cinder", "swift"]]
    assert above == [[box.id for box in panel.members] for panel in panels(scene, "openstack")]
    assert {(arrow.start, arrow.end) for arrow in scene.arrows} == {(f"{name}-user", name) for name in services(scene)}


def test_every_arrow_runs_straight_down_to_its_service():
    placed = place(draw(SAMPLE), 12.03, 4.65)
    assert all(len(arrow.points) == 2 and arrow.points[0].x == arrow.points[1].x for arrow in placed.arrows)


def test_each_line_says_what_goes_over_it_with_the_number_where_it_is_known():
    assert words(draw(SAMPLE)) == {
        "keystone": "tokens",
        "octavia": "4 load balancers",
        "nova": "servers",
        "neutron": "VXLAN packets",
        "designate": "names",
        "cinder": "17 volumes",
        "swift": "images, backups",
    }


def test_who_asks_is_named_with_this_clusters_numbers():
    told = {name: (box.label, box.lines) for name, box in users(draw(SAMPLE)).items()}
    assert told["nova"] == ("9 nodes", ("3 control plane", "6 workers"))
    assert told["octavia"] == ("cloud controller", ("1.33.0",))
    assert told["neutron"] == ("pod network", ("Calico 3.30.2", "VXLAN"))
    assert told["cinder"] == ("cinder CSI driver", ("2 classes", "5.2 TiB"))
    assert draw(SAMPLE).root.members[0].label == "KUBERNETES 1.33.4"


def test_what_waits_for_an_address_is_octavias_only_where_all_are():
    assert services(draw(SAMPLE))["octavia"].lines[1:] == ("1 waits for an address",)
    others = Facts({**SAMPLE, "loadbalancers.count": Fact("loadbalancers.count", 40, Source.OBSERVED)})
    assert services(draw(others))["octavia"].lines[1:] == ()


def test_services_of_which_there_is_no_sign_stand_aside_without_an_arrow():
    assert list(services(draw(HOSTED))) == ["nova"]
    faint = unused(draw(HOSTED))
    assert (faint.world, faint.source) == ("neutral", Source.NOT_VISIBLE)
    assert faint.lines == ("keystone", "octavia", "designate", "neutron", "and 2 more")
    assert list(services(draw(VIEW_ONLY))) == ["octavia"]
    assert not any(arrow.end == "unused" for arrow in draw(HOSTED).arrows)


def test_where_all_services_are_in_use_nothing_stands_aside():
    assert unused(draw(SAMPLE)) is None


def test_a_declared_service_is_not_said_to_leave_no_sign():
    declared = facts(integrations("nova", "cinder"), storage__cinder__present=Source.DECLARED)
    assert "cinder" not in unused(draw(declared)).lines


def test_on_one_node_there_is_one_server_and_nothing_is_wrapped():
    assert users(draw(SINGLE))["nova"].lines == ("1 control plane",)
    assert words(draw(SINGLE))["nova"] == "server"
    assert words(draw(SINGLE))["neutron"] == "packets"
    assert users(draw(SINGLE))["neutron"].lines == ("Calico 3.30.2",)
    assert words(draw(SINGLE))["cinder"] == "1 volume"
    assert "octavia" in unused(draw(SINGLE)).lines


def test_a_cloud_controller_out_of_sight_is_drawn_as_not_visible():
    asks = users(draw(VIEW_ONLY))["octavia"]
    assert (asks.lines, asks.source) == (("out of sight",), Source.NOT_VISIBLE)


def test_a_control_plane_out_of_sight_has_no_number():
    hosted = facts(integrations("keystone", "nova") | {"nodes.count": 3, "nodes.workers.count": 3})
    assert [panel.label for panel in panels(draw(hosted), "kubernetes")][:2] == ["Control plane", "Nodes"]


def test_live_api_servers_and_a_standard_number_are_told_apart_from_nodes():
    told = integrations("keystone") | {"nodes.control_plane.count": 3, "nodes.control_plane.among_nodes": False}
    assert panels(draw(facts(told)), "kubernetes")[0].label == "Control plane · 3 API servers"
    standard = facts(told, nodes__control_plane__count=Source.DOCUMENTED)
    assert panels(draw(standard), "kubernetes")[0].label == "Control plane · 3 nodes (standard)"


@pytest.mark.parametrize(
    ("overlay", "word", "line"),
    [
        ("vxlan", "VXLAN packets", "VXLAN"),
        ("ipip", "IP-in-IP packets", "IP-in-IP"),
        ("none", "packets", "without an overlay"),
        ("unsure", "packets", "overlay unsure"),
    ],
)
def test_what_goes_to_neutron_follows_from_the_overlay(overlay, word, line):
    scene = draw(facts(integrations("neutron") | {"network.cni": "Calico", "network.overlay": overlay}))
    assert (words(scene)["neutron"], users(scene)["neutron"].lines) == (word, ("Calico", line))


def test_an_overlay_between_subnets_alone_wraps_not_every_packet():
    seen = {"network.cni": "Calico", "network.overlay": "vxlan", "network.overlay.across_subnets": True}
    scene = draw(facts(integrations("neutron") | seen))
    assert words(scene)["neutron"] == "packets"
    assert users(scene)["neutron"].lines == ("Calico", "VXLAN between subnets")


def test_what_is_declared_is_drawn_as_declared_with_its_arrow():
    scene = draw(SAMPLE)
    assert services(scene)["swift"].source is Source.DECLARED
    assert next(arrow for arrow in scene.arrows if arrow.end == "swift").source is Source.DECLARED
    assert services(scene)["nova"].source is Source.OBSERVED


def test_ceph_behind_cinder_is_said_only_as_surely_as_it_is_known():
    assert services(draw(SAMPLE))["cinder"].lines == ("block storage", "on Ceph (standard)")


def test_ceph_seen_beside_cinder_is_not_claimed_to_be_behind_it():
    beside = facts(integrations("cinder") | {"storage.ceph.present": True})
    assert services(draw(beside))["cinder"].lines == ("block storage",)


def test_the_capacity_of_all_volumes_is_cinders_only_where_all_are():
    some_only = STORAGE | {"storage.volumes.count": 20}
    asks = users(draw(facts(integrations("cinder") | some_only)))["cinder"]
    assert asks.lines == ("2 classes",)
    assert words(draw(facts(integrations("cinder") | some_only)))["cinder"] == "17 volumes"


def test_volumes_that_no_csi_driver_makes_are_named_as_such():
    in_tree = integrations("cinder") | {"storage.csi_drivers": []}
    assert users(draw(facts(in_tree)))["cinder"].label == "volumes"


def test_no_map_without_openstack():
    assert draw(BARE) is None
    assert draw(facts({"openstack.present": False, "rbac.bindings.count": 3})) is None


def test_a_service_that_only_the_list_names_is_drawn_too():
    row = {"service": "heat", "used_for": "stacks", "evidence": "", "present": True}
    drawn = draw(facts({"openstack.present": True, "openstack.integrations": [row]}))
    assert (list(services(drawn)), users(drawn)["heat"].label) == (["heat"], "Stacks")


def test_on_openstack_alone_nova_is_claimed_only_without_the_list_of_integrations():
    assert list(services(draw(facts({"openstack.present": True})))) == ["nova", "neutron"]
    assert draw(facts(integrations())) is None


def test_registry_is_named_only_where_swift_is_known_to_keep_it():
    backups = integrations("swift") | {"objectstorage.swift.uses": ["etcd snapshots"]}
    assert users(draw(facts(backups)))["swift"].label == "backups"
    assert words(draw(facts(backups)))["swift"] == "backups"
    assert users(draw(facts(integrations("swift"))))["swift"].label == "objects"


def test_of_two_load_balancers_octavia_is_given_the_one_that_is_its_own():
    found = integrations("octavia") | {"loadbalancers.count": 2, "loadbalancers.octavia.count": 1}
    assert words(draw(facts(found)))["octavia"] == "1 of 2 load balancers"


def test_alternative_text_names_every_service_with_the_numbers_that_fit():
    alt = draw(SAMPLE).alt
    assert alt.startswith("Kubernetes 1.33.4 rests on seven services of OpenStack.")
    assert "Cinder: 17 volumes for cinder CSI driver" in alt
    assert "Swift (declared): images, backups" in alt
    assert all(f"{name.capitalize()}: " in draw(LARGE).alt for name in services(draw(LARGE)))


def test_only_nodes_that_name_a_server_have_one_of_nova():
    asked = users(draw(facts(integrations("nova") | {"nodes.count": 5, "compute.servers.count": 4})))
    assert (asked["nova"].label, asked["nova"].lines) == ("4 of 5 nodes", ())
