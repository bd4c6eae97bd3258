import pytest

from deckgen.cluster.snapshot import Pod
from tests.cluster.facts.given import fact, given, node, value

GIB = 2**30
WORKER = {"allocatable_cpu": "3900m", "allocatable_memory": "8Gi"}
MASTER = {"node-role.kubernetes.io/control-plane": ""}


def pod(on, cpu=0, memory=0, phase="Running", name="p"):
    return Pod(namespace="shop", name=name, node=on, cpu=cpu, memory=memory, phase=phase)


def test_what_pods_request_is_held_against_what_their_nodes_have_for_them():
    found = given(
        nodes=[node("a", **WORKER), node("b", **WORKER), node("c", labels=MASTER, **WORKER)],
        pods=[pod("a", 1950, 4 * GIB), pod("b", 390, GIB), pod("c", 780)],
    )
    assert value("capacity.workers.cpu_share", found) == 30
    assert value("capacity.workers.memory_share", found) == 31
    control_plane, workers = value("capacity.groups", found)
    assert (control_plane["group"], control_plane["nodes"], control_plane["cpu_share"]) == ("control plane", 1, 20)
    assert (workers["cpu_requested"], workers["cpu"]) == (2.3, 7.8)
    assert (workers["memory_requested"], workers["memory"]) == (5.0, 16.0)


@pytest.mark.parametrize("other", [pod("a", 3900, phase="Succeeded"), pod("a", 3900, phase="Failed"), pod("", 3900)])
def test_pods_that_have_ended_or_wait_for_a_node_take_nothing(other):
    found = given(nodes=[node("a", **WORKER)], pods=[pod("a", 390), other])
    assert value("capacity.workers.cpu_share", found) == 10


def test_a_pod_that_is_pending_on_its_node_has_its_place():
    found = given(nodes=[node("a", **WORKER)], pods=[pod("a", 390, phase="Pending")])
    assert value("capacity.workers.cpu_share", found) == 10


def test_pools_are_told_apart_and_so_are_nodes_in_none():
    label = {"magnum.openstack.org/nodegroup": "large"}
    found = given(nodes=[node("a", labels=label, **WORKER), node("b", **WORKER)], pods=[pod("a", 3900)])
    assert [(row["group"], row["cpu_share"]) for row in value("capacity.groups", found)] == [
        ("in no pool", 0),
        ("large", 100),
    ]


def test_where_one_node_does_not_say_what_it_has_nothing_is_claimed():
    found = given(nodes=[node("a", **WORKER), node("b")], pods=[pod("a", 390)])
    assert fact("capacity.groups", found).reason.endswith("1 of 2 nodes")
    assert value("capacity.workers.cpu_share", found) is None


def test_a_control_plane_alone_has_no_share_of_workers():
    assert value("capacity.workers.cpu_share", given(nodes=[node("c", labels=MASTER, **WORKER)])) is None


def test_pods_that_may_not_be_read_leave_it_unsaid():
    found = given(nodes=[node("a", **WORKER)], forbidden=("pods",))
    assert value("capacity.groups", found) is None
