import pytest

from deckgen.diagrams.server_placement import draw
from deckgen.fact import Fact, Facts, Source
from deckgen.render.faults import faults
from deckgen.render.place import place
from tests.diagrams.clusters import (
    BARE,
    DECLARED,
    HOSTED,
    LARGE,
    LONG,
    SAMPLE,
    SINGLE,
    WITHHELD,
    facts,
    integrations,
    node,
    nodes,
)

SHARED = [
    {"host": 1, "zone": "nova-1", "role": "control plane", "count": 2},
    {"host": 1, "zone": "nova-1", "role": "worker", "count": 3},
    {"host": 2, "zone": "nova-2", "role": "control plane", "count": 1},
    {"host": 3, "zone": "nova-3", "role": "worker", "count": 3},
]
SIX_ZONES = facts(
    nodes(
        [node(f"cp-{n}", "control plane", f"az-{n}") for n in range(3)]
        + [node(f"wn-{n}", "worker", f"az-{n % 6}") for n in range(12)]
    )
    | integrations("nova")
)


def frames(scene):
    """Give the boxes of each frame by its head, empty places too."""
    return {group.label: group.members for group in scene.root.members[0].members}


def labels(scene):
    own = {
        head: [box.label.replace("\N{NO-BREAK SPACE}", " ") for box in boxes] for head, boxes in frames(scene).items()
    }
    return {head: [label for label in several if label] for head, several in own.items()}


def nova(scene):
    return scene.root.members[1].members[0]


def on(hosts, cluster=SAMPLE):
    values = {name: fact.value for name, fact in cluster.items()} | {"compute.hosts": hosts}
    return draw(facts(values, compute__anti_affinity=DECLARED))


def test_a_declared_rule_keeps_servers_apart_in_their_zones():
    scene = draw(SAMPLE)
    assert (nova(scene).label, nova(scene).source) == ("nova: anti-affinity", Source.DECLARED)
    # The rule says nothing of zones, and what it did to hosts does not show here.
    assert nova(scene).lines == ("soft, for etcd, control plane and workers alike", "hosts not visible")
    assert nova(on(SHARED)).lines == ("soft, for etcd, control plane and workers alike",)
    assert labels(scene)["zone nova-1"] == ["control plane", "worker x 2"]
    assert scene.root.members[0].label == "9 NODES IN 3 ZONES"
    assert scene.arrows[0].source is Source.DECLARED


def test_hosts_that_show_are_drawn_one_by_one():
    scene = on(SHARED)
    assert list(frames(scene)) == ["host 1 · nova-1", "host 2 · nova-2", "host 3 · nova-3"]
    assert scene.root.members[0].label == "9 NODES ON 3 HOSTS OF NOVA"


def test_nodes_of_the_control_plane_on_one_host_say_so():
    scene = on(SHARED)
    (masters, workers) = frames(scene)["host 1 · nova-1"]
    assert (masters.lines, workers.lines) == (("share this host",), ())
    assert frames(scene)["host 2 · nova-2"][0].lines == ("the only one here",)
    assert "More than one node of the control plane stands on host 1." in scene.alt
    apart = on([{"host": n, "zone": "", "role": "control plane", "count": 1} for n in (1, 2, 3)])
    assert "More than one" not in apart.alt


def test_a_host_whose_nodes_name_two_zones_has_all_of_them():
    two = [{"host": 1, "zone": zone, "role": "control plane", "count": 1} for zone in ("az-1", "az-2")]
    (masters,) = frames(on(two))["host 1 · az-1, az-2"]
    assert (masters.label.replace("\N{NO-BREAK SPACE}", " "), masters.lines) == (
        "control plane x 2",
        ("share this host",),
    )


def test_a_host_without_a_role_keeps_its_place_empty():
    assert [bool(box.label) for box in frames(on(SHARED))["host 3 · nova-3"]] == [False, True]


def test_many_hosts_are_counted_by_zone():
    hosts = [{"host": n, "zone": f"az-{n % 3}", "role": "worker", "count": 5} for n in range(60)]
    scene = on(hosts, LARGE)
    assert labels(scene) == {f"zone az-{n}": ["worker x 100"] for n in range(3)}
    assert frames(scene)["zone az-0"][0].lines == ("on 20 hosts, at most 5 on one",)


def test_a_rule_that_nobody_told_is_drawn_as_not_visible():
    assert nova(draw(HOSTED)).source is Source.NOT_VISIBLE
    assert nova(draw(HOSTED)).lines == ("its rule is not visible",)


def test_five_zones_are_drawn_one_by_one_as_in_the_cluster_layout():
    assert list(labels(draw(LARGE))) == [f"zone az-{n}" for n in range(5)]


def test_a_long_name_of_a_zone_ends_as_the_zone_does_so_that_five_have_room():
    rows = [node(f"{role}-{n}", role, f"{LONG}{n % 5}") for role in ("control plane", "worker") for n in range(10)]
    scene = draw(Facts({**SAMPLE, **facts(nodes(rows))}))
    assert list(labels(scene))[-1] == f"zone \N{HORIZONTAL ELLIPSIS}{LONG[-29:]}4"
    assert faults(place(scene, 12.03, 2.1)) == []
    assert f"{LONG}0" in scene.alt


def test_of_many_zones_only_their_number_stays_for_each_role():
    scene = draw(SIX_ZONES)
    assert labels(scene) == {"": ["control plane x 3", "worker x 12"]}
    assert [box.lines for box in frames(scene)[""]] == [("in 3 zones",), ("in 6 zones",)]
    assert scene.root.members[0].label == "15 NODES IN 6 ZONES"


def test_a_role_of_which_a_node_names_no_zone_is_not_said_to_be_in_zones():
    partly = {name: fact.value for name, fact in SIX_ZONES.items()} | {"nodes.workers.count": 13}
    assert [box.lines for box in frames(draw(facts(partly)))[""]] == [("in 3 zones",), ()]


def test_nova_places_servers_in_all_zones_not_in_the_last_alone():
    (arrow,) = draw(SAMPLE).arrows
    assert (arrow.start, arrow.end) == ("nova", "servers")
    assert draw(SAMPLE).root.members[0].framed


def test_of_one_node_there_is_nothing_to_place():
    assert draw(SINGLE) is None


def test_withheld_names_do_not_show():
    assert labels(draw(WITHHELD)) == labels(draw(SAMPLE))
    assert "wn-" not in str(draw(WITHHELD))


@pytest.mark.parametrize("seen", [{"nodes.count": 3}, {"openstack.present": True, "nodes.workers.count": 3}])
def test_off_openstack_or_with_nothing_known_of_the_spread_nothing_is_drawn(seen):
    assert draw(facts(seen)) is None
    assert draw(BARE) is None


def test_alternative_text_has_the_numbers():
    assert draw(SAMPLE).alt == (
        "nova places 9 nodes in 3 zones: nova-1, nova-2, nova-3. Their hosts are not visible. "
        "Anti-affinity: soft, for etcd, control plane and workers alike (declared). Control plane: 3; workers: 6."
    )


def test_nova_is_said_to_place_only_the_nodes_that_name_a_server():
    values = {name: fact.value for name, fact in SAMPLE.items()} | {"nodes.count": 9, "compute.servers.count": 8}
    scene = draw(facts(values))
    assert scene.alt.startswith("nova places 8 of 9 nodes")
    assert scene.root.members[0].label.startswith("8 OF 9 NODES")


def test_what_a_reader_may_not_see_is_left_out_and_not_called_invisible():
    kept_back = {name: Fact(name, "x").withheld() for name in ("compute.hosts", "compute.anti_affinity")}
    scene = draw(Facts({**SAMPLE, **kept_back}))
    assert "not visible" not in str(scene).lower()
    assert Source.NOT_VISIBLE not in {arrow.source for arrow in scene.arrows}
