from deckgen.diagrams.control_plane import draw
from deckgen.fact import Source
from deckgen.scene import Box, Group
from tests.diagrams.clusters import COMPONENTS, EMPTY, LARGE, SAMPLE, SINGLE, facts


def groups(scene):
    found, todo = {}, [scene.root]
    while todo:
        group = todo.pop(0)
        found[group.id] = group
        todo += [member for member in group.members if isinstance(member, Group)]
    return found


def boxes(scene):
    return {one.id: one for group in groups(scene).values() for one in group.members if isinstance(one, Box)}


def sample(**values):
    told = {name: fact.value for name, fact in SAMPLE.items()}
    return draw(facts(told | {name.replace("__", "."): value for name, value in values.items()}))


def test_every_part_talks_to_the_api_server_and_it_alone_to_etcd():
    ways = {(arrow.start, arrow.end) for arrow in draw(SAMPLE).arrows}
    asking = {"kubectl", "kube-scheduler", "kube-controller-manager", "cloud", "kubelet", "kube-proxy"}
    assert ways == {(one, "kube-apiserver") for one in asking} | {("kube-apiserver", "etcd")}


def test_parts_that_show_say_how_many_and_of_which_version():
    drawn = boxes(draw(SAMPLE))
    assert drawn["kube-scheduler"].lines == ("picks a node per pod",)
    assert drawn["kube-apiserver"].lines == ("the only door · 3 x 1.33.4",)
    assert drawn["kube-proxy"].lines == ("leads a Service to its pods", "9 x 1.33.4")
    assert drawn["kubelet"].lines == ("starts and watches pods", "1.33.4")


def test_a_part_of_another_number_or_version_than_the_api_server_says_so():
    rows = [row | {"versions": "1.32.1"} if row["component"] == "kube-scheduler" else row for row in COMPONENTS]
    assert boxes(sample(server__components=rows))["kube-scheduler"].lines[1] == "3 x 1.32.1"


def test_parts_that_show_in_no_pod_are_drawn_as_not_visible():
    drawn = boxes(draw(SINGLE))
    assert drawn["kube-scheduler"].source is Source.NOT_VISIBLE
    assert drawn["kube-scheduler"].lines == ("picks a node per pod",)
    assert "Not seen, and there by design: scheduler, controller manager, kube-proxy." in draw(SINGLE).alt


def test_members_of_another_number_than_the_control_plane_are_not_drawn_in_it():
    told = {"server.version": "1.33.4", "nodes.control_plane.count": 1, "etcd.members.count": 3}
    assert "apart" in groups(draw(facts(told)))
    assert groups(draw(facts(told)))["apart"].label == ""
    assert "apart" not in groups(draw(facts(told | {"etcd.members.count": 1})))


def test_a_listed_node_has_a_kubelet_whatever_its_version():
    assert boxes(draw(facts({"server.version": "1.33.4", "nodes.count": 3})))["kubelet"].source is Source.OBSERVED


def test_etcd_on_nodes_of_its_own_stands_apart_as_surely_as_that_is_known():
    assert groups(draw(SAMPLE))["apart"].label == "ETCD'S HOSTS (standard)"
    etcd = boxes(draw(SAMPLE))["etcd"]
    assert (etcd.source, etcd.lines) == (Source.DOCUMENTED, ("remembers all of it · 5 members (standard)",))


def test_etcd_on_the_control_plane_nodes_stands_in_the_control_plane():
    scene = sample(etcd__location="on the control-plane nodes", etcd__members__count=3)
    assert "apart" not in groups(scene)
    assert groups(scene)["plane"].members[-1].id == "etcd"
    assert boxes(scene)["etcd"].source is Source.OBSERVED


def test_etcd_of_which_nothing_is_known_has_no_number():
    etcd = boxes(draw(LARGE))["etcd"]
    assert (etcd.source, etcd.lines) == (Source.NOT_VISIBLE, ("remembers all of it",))


def test_a_hosted_control_plane_is_said_to_be_hosted():
    assert groups(sample(nodes__control_plane__hosted=True))["plane"].label == "CONTROL PLANE, HOSTED ELSEWHERE"


def test_live_api_servers_elsewhere_are_counted_and_not_called_nodes():
    scene = sample(server__components=[], nodes__control_plane__among_nodes=False)
    assert groups(scene)["plane"].label == "CONTROL PLANE"
    assert boxes(scene)["kube-apiserver"].lines == ("the only door · 3 x 1.33.4",)


def test_without_openstacks_cloud_controller_none_is_drawn():
    assert "cloud" not in boxes(sample(openstack__cloud_controller__present=None))


def test_nodes_are_counted_in_the_head():
    assert groups(draw(LARGE))["node"].label == "ON EACH OF 300 NODES"
    assert groups(draw(SINGLE))["node"].label == "ON THE SAME NODE"
    assert groups(draw(facts({"server.version": "1.33.4"})))["node"].label == "ON EACH NODE"


def test_of_a_cluster_without_a_version_nothing_is_drawn():
    assert draw(EMPTY) is None
