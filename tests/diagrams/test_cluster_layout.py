from deckgen.diagrams.cluster_layout import draw
from deckgen.fact import Source
from deckgen.scene import Box, Group
from tests.diagrams.clusters import (
    BARE,
    CANAL,
    HOSTED,
    LARGE,
    MANY_ZONES,
    ONE_NODE,
    SAMPLE,
    SINGLE,
    VIEW_ONLY,
    WITHHELD,
    facts,
    node,
    nodes,
)


def groups(scene):
    found, todo = [], [scene.root]
    while todo:
        group = todo.pop(0)
        found.append(group)
        todo += [member for member in group.members if isinstance(member, Group)]
    return found


def boxes(scene):
    return [member for group in groups(scene) for member in group.members if isinstance(member, Box) and member.label]


def labels(scene):
    return [box.label.replace("\N{NO-BREAK SPACE}", " ") for box in boxes(scene)]


def heads(scene):
    return [group.label.replace("\N{NO-BREAK SPACE}", " ") for group in groups(scene) if group.label]


def said(scene):
    return [line for box in boxes(scene) for line in box.lines]


def test_zones_stand_side_by_side_with_their_nodes():
    zones = [group for group in groups(draw(SAMPLE)) if group.label]
    assert [zone.label for zone in zones] == ["zone nova-1", "zone nova-2", "zone nova-3"]
    assert [box.lines[0] for box in zones[1].members] == ["cp-2", "wn-3", "wn-4"]


def test_each_node_is_drawn_once():
    assert labels(draw(SAMPLE)).count("worker") == 6
    assert labels(draw(SAMPLE)).count("control plane") == 3


def test_etcd_that_only_the_standard_speaks_of_is_drawn_so():
    (etcd,) = [box for box in boxes(draw(SAMPLE)) if box.id == "etcd"]
    assert etcd.source is Source.DOCUMENTED
    assert etcd.label == "etcd · 5 members"
    assert etcd.lines == ("apart from the control plane (standard)",)


def test_a_node_that_is_not_ready_says_so():
    assert "not ready" in said(draw(BARE))


def test_etcd_among_the_nodes_is_not_drawn_twice():
    assert not any(box.id == "etcd" for box in boxes(draw(BARE)))


def test_a_node_without_a_zone_stands_by_itself():
    assert "without a zone" in [group.label for group in groups(draw(CANAL))]


def test_hundreds_of_nodes_are_counted_truthfully():
    several = [label for label in labels(draw(LARGE)) if label.startswith("worker x ")]
    assert sum(int(label.rpartition(" ")[2]) for label in several) == 295
    assert "2 not ready" in said(draw(LARGE))
    assert len(boxes(draw(LARGE))) < 20


def test_a_control_plane_out_of_sight_is_drawn_as_not_visible():
    (elsewhere,) = [box for box in boxes(draw(HOSTED)) if box.label == "control plane"]
    assert elsewhere.source is Source.NOT_VISIBLE
    assert elsewhere.lines == ("not among the nodes",)


def test_live_api_servers_that_are_no_nodes_are_counted():
    told = nodes([node("w", "worker")]) | {"nodes.control_plane.count": 3}
    assert "control plane x 3" in labels(draw(facts(told)))


def test_with_rights_to_view_only_the_numbers_remain():
    assert labels(draw(VIEW_ONLY)) == ["control plane x 3", "worker x 6"]


def test_withheld_names_do_not_show_and_numbers_do():
    scene = draw(WITHHELD)
    assert labels(scene).count("worker x 2") == 3
    assert not any("wn-" in line or "cp-" in line for line in said(scene))


def test_withheld_names_leave_the_zones():
    zones = [group.label for group in groups(draw(WITHHELD)) if group.label]
    assert zones == ["zone nova-1", "zone nova-2", "zone nova-3"]


def test_zones_that_do_not_hold_every_node_are_not_drawn_by_their_numbers():
    told = nodes([node("cp", "control plane"), node("a", "worker", "z1"), node("b", "worker", "z2")])
    del told["nodes.list"]
    assert labels(draw(facts(told))) == ["control plane", "worker x 2"]


def test_a_zone_without_a_role_keeps_its_place_empty():
    told = nodes([node("cp", "control plane", "z1"), node("a", "worker", "z1"), node("b", "worker", "z2")])
    del told["nodes.list"]
    assert labels(draw(facts(told))) == ["control plane", "worker", "worker"]


def test_one_node_is_drawn_as_one():
    assert labels(draw(ONE_NODE)) == ["solo"]
    assert heads(draw(ONE_NODE)) == ["control plane · 1 node · zone nova"]
    assert "It is the only node." in draw(ONE_NODE).alt


def test_many_zones_are_counted_and_not_drawn():
    assert "worker · 30 nodes · in 9 zones" in heads(draw(MANY_ZONES))


def test_many_flavors_are_drawn_as_the_most_used_and_the_rest():
    rows = [node(f"n{n}", "worker", flavor=f"f{min(n % 9, 6)}") for n in range(45)]
    told = [label for label in labels(draw(facts(nodes(rows)))) if label.startswith("worker x ")]
    assert len(told) == 4
    assert sum(int(label.rpartition(" ")[2]) for label in told) == 45


def test_only_a_number_of_nodes_says_that_roles_are_not_visible():
    assert said(draw(facts({"nodes.count": 12}))) == ["not visible", "roles not visible"]


def test_alternative_text_has_the_numbers():
    assert draw(SAMPLE).alt == (
        "etcd has 5 members, apart from the control plane (standard). The control plane has 3 nodes. There are 6 "
        "workers. The nodes stand in 3 zones: nova-1, nova-2, nova-3."
    )


def test_live_api_servers_are_no_nodes_and_a_standard_is_neither():
    counted = {"nodes.control_plane.count": 3, "nodes.control_plane.among_nodes": False, "nodes.workers.count": 2}
    assert "3 live API servers." in draw(facts(counted)).alt
    assert "live API servers" not in draw(facts(counted, Source.DOCUMENTED)).alt


def test_a_control_plane_that_others_host_is_said_to_be_seen_elsewhere():
    workers = nodes([node("a", "worker")]) | {"nodes.control_plane.count": None}
    scene = draw(facts(workers | {"nodes.control_plane.hosted": True}))
    (box,) = [box for box in boxes(scene) if box.id == "control-plane"]
    assert (box.lines, box.source) == (("hosted elsewhere",), Source.OBSERVED)
    assert "hosted elsewhere" in scene.alt


def test_each_node_names_its_flavor():
    lines = {box.lines[0]: box.lines[1:] for box in boxes(draw(SAMPLE)) if box.id.startswith("node:")}
    assert (lines["cp-1"], lines["wn-6"]) == (("gp.4.8.100",), ("gp.8.32.200",))


def test_etcd_seen_to_share_the_control_plane_stands_in_its_boxes():
    assert labels(draw(CANAL)) == ["control plane and etcd", "worker", "worker"]
    assert heads(draw(SINGLE)) == ["control plane and etcd · 1 node · zone nova"]


def test_etcd_that_is_only_declared_to_share_it_is_drawn_apart_as_declared():
    told = {name: fact.value for name, fact in CANAL.items()}
    scene = draw(facts(told, etcd__location=Source.DECLARED))
    assert "control plane" in labels(scene)
    assert next(box for box in boxes(scene) if box.id == "etcd").source is Source.DECLARED


def test_etcd_of_which_some_members_stand_elsewhere_is_drawn_apart():
    told = {name: fact.value for name, fact in CANAL.items()} | {"etcd.members.count": 3}
    assert "etcd · 3 members" in labels(draw(facts(told)))


def test_workers_of_many_are_told_by_pool_and_flavor():
    rows = [node(f"g{n}", "worker", f"z{n % 2}", flavor="m1", pool="general") for n in range(8)]
    rows += [node(f"x{n}", "worker", f"z{n % 2}", flavor="gpu", pool="fast") for n in range(4)]
    told = {box.label.replace("\N{NO-BREAK SPACE}", " "): box.lines for box in boxes(draw(facts(nodes(rows))))}
    assert told["worker x 6"] == ("4 x general", "2 x fast", "4 x m1", "2 x gpu")


def test_without_zones_the_pools_stand_side_by_side():
    rows = [node(f"g{n}", "worker", flavor="m1", pool="general") for n in range(40)]
    rows += [node(f"x{n}", "worker", flavor="m1", pool="fast") for n in range(7)]
    scene = draw(facts(nodes(rows)))
    assert labels(scene)[1:] == ["worker x 40", "worker x 7"]
    assert [box.lines for box in boxes(scene)[1:]] == [("general", "m1"), ("fast", "m1")]
