import pytest

from deckgen.diagrams.upgrade_and_scale import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BARE, DECLARED, HOSTED, LARGE, SAMPLE, facts, integrations

ON_NOVA = integrations("nova") | {"nodes.count": 3}


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def with_more(**more):
    return boxes(draw(facts(ON_NOVA | {name.replace("__", "."): value for name, value in more.items()})))


def test_a_new_node_is_asked_for_made_by_nova_and_joins():
    scene = draw(SAMPLE)
    assert [box.label for box in scene.root.members[0].members] == [
        "more load",
        "we",
        "nova",
        "new node",
        "cloud controller",
        "new pods",
    ]
    assert boxes(scene)["nova"].lines == ("gp.8.32.200", "kept apart by a rule")


def test_only_what_the_cluster_has_is_drawn_as_observed():
    there = {key: box.source for key, box in boxes(draw(SAMPLE)).items() if box.source is not Source.DOCUMENTED}
    # That servers are kept apart by a rule, only the profile tells.
    assert there == {"nova": Source.DECLARED, "controller": Source.OBSERVED}
    assert {arrow.source for arrow in draw(SAMPLE).arrows} == {Source.DOCUMENTED}


@pytest.mark.parametrize(
    ("distribution", "builder", "joins"),
    [
        ("Kubespray", ("we", "our tools"), "joined by Kubespray, scale.yml"),
        ("RKE2", ("we", "our tools"), "joined by RKE2, as an agent"),
        ("something new", ("we", "our tools"), "kubelet starts"),
        ("Gardener", ("Gardener", "machine controller"), "kubelet starts"),
        ("RKE2 and Cluster API", ("Cluster API", "adds a Machine"), "kubelet starts"),
    ],
)
def test_a_tool_that_makes_no_servers_is_named_where_it_joins_them(distribution, builder, joins):
    drawn = with_more(server__distribution=distribution)
    assert (drawn["builder"].label, *drawn["builder"].lines) == builder
    assert drawn["node"].lines == (joins,)
    assert drawn["node"].source is Source.DOCUMENTED


@pytest.mark.parametrize(
    ("distribution", "builder", "renew"),
    [
        ("Kubespray", "we", "update"),
        ("Cluster API and Magnum (magnum-cluster-api)", "Magnum", "replace"),
        ("Cluster API and capi-helm-charts, perhaps of Magnum", "Cluster API", "replace"),
        ("something new", "we", "update or replace"),
        ("probably Kubespray", "we", "update or replace"),
    ],
)
def test_what_built_the_cluster_says_who_asks_nova_and_what_an_update_is(distribution, builder, renew):
    drawn = with_more(server__distribution=distribution)
    assert (drawn["builder"].label, drawn["renew"].label) == (builder, renew)


@pytest.mark.parametrize("distribution", ["Gardener", "Cluster API", "RKE2 and Cluster API"])
def test_a_new_server_comes_before_an_old_node_is_drained_where_that_is_the_default(distribution):
    scene = draw(facts(ON_NOVA | {"server.distribution": distribution}))
    assert [box.id for box in scene.root.members[1].members] == ["masters", "new", "cordon", "drain", "old"]
    assert scene.root.members[1].label == "AN UPDATE · 3 NODES, NEW BEFORE OLD"
    only = draw(facts(ON_NOVA | {"server.distribution": distribution, "nodes.count": 1}))
    assert only.root.members[1].label == "AN UPDATE · 1 NODE, NEW BEFORE OLD"
    assert boxes(only)["drain"].lines == ("pods start elsewhere",)


def test_a_head_with_what_was_declared_says_so():
    counted = draw(facts(ON_NOVA, nodes__count=DECLARED))
    assert counted.root.members[1].label == "AN UPDATE · 3 NODES, ONE AFTER ANOTHER (declared)"
    told = draw(facts(ON_NOVA | {"server.distribution": "Gardener"}, server__distribution=DECLARED))
    assert told.root.members[1].label.endswith("NEW BEFORE OLD (declared)")


@pytest.mark.parametrize("distribution", ["Kubespray", "something new"])
def test_the_only_node_is_updated_where_it_stands(distribution):
    renew = with_more(server__distribution=distribution, nodes__count=1)["renew"]
    assert (renew.label, renew.lines) == ("update", ("where it stands",))


def test_pods_that_run_do_not_move_to_a_new_node():
    assert (boxes(draw(SAMPLE))["pods"].label, boxes(draw(SAMPLE))["pods"].lines) == ("new pods", ("land here",))


def test_a_builder_that_is_not_known_is_not_claimed():
    assert with_more()["builder"].source is Source.DOCUMENTED
    declared = draw(facts(ON_NOVA | {"server.distribution": "Gardener"}, server__distribution=DECLARED))
    assert boxes(declared)["builder"].source is Source.DECLARED


def test_budgets_that_hold_an_update_up_are_what_the_eye_finds():
    drain = boxes(draw(LARGE))["drain"]
    assert drain.strong
    assert drain.lines == ("pods start elsewhere", "held up by 12 budgets", "3 workloads without budget")
    assert not boxes(draw(SAMPLE))["drain"].strong
    assert "12 budgets" in draw(LARGE).alt


def test_an_update_of_the_only_node_stops_its_pods():
    scene = draw(facts(ON_NOVA | {"nodes.count": 1}))
    assert scene.root.members[1].label.endswith("THE ONLY NODE STOPS MEANWHILE")
    assert boxes(scene)["drain"].lines == ("pods stop",)
    assert draw(SAMPLE).root.members[1].label.endswith("9 NODES, ONE AFTER ANOTHER")


def test_a_control_plane_elsewhere_is_not_counted_among_the_nodes():
    told = with_more(nodes__control_plane__among_nodes=False, nodes__control_plane__count=3)
    assert told["masters"].lines == ("not among the nodes",)


def test_without_a_cloud_controller_none_is_drawn():
    assert "controller" not in boxes(draw(HOSTED))


def test_without_nova_the_update_remains_which_is_kubernetes_own():
    assert [group.id for group in draw(BARE).root.members] == ["upgrade"]
    assert draw(BARE).alt.startswith("An update, 3 nodes, one after another: control plane first")
    uncounted = draw(facts({"server.version": "1.33.4"}))
    assert uncounted.root.members[0].label == "AN UPDATE · ONE NODE AFTER ANOTHER"


def test_where_neither_nodes_nor_a_version_are_known_nothing_is_drawn():
    assert draw(facts(integrations("nova"))) is None
