from datetime import timedelta

import pytest

from deckgen.cluster.snapshot import Endpoints, Lease
from deckgen.fact import Holds
from tests.cluster.facts.given import TAKEN, fact, given, node, setting, static_pod, value, workload

TYPE = "node.kubernetes.io/instance-type"


def test_a_node_with_both_labels_of_the_control_plane_counts_once():
    found = given(nodes=[node("a", "master", "control-plane"), node("b")])
    assert value("nodes.control_plane.count", found) == 1
    assert value("nodes.workers.count", found) == 1


def test_an_etcd_node_is_no_worker_and_roles_overlap():
    found = given(nodes=[node("a", "control-plane", "etcd"), node("b", "etcd"), node("c")])
    assert value("nodes.workers.names", found) == ["c"]
    assert [row["role"] for row in value("nodes.list", found)] == ["control plane and etcd", "etcd", "worker"]


@pytest.mark.parametrize("kind", ["k3s", "rke2"])
def test_the_embedded_cloud_controllers_word_is_no_flavor(kind):
    found = given(nodes=[node("a", labels={TYPE: kind})])
    assert value("nodes.flavors", found) is None
    assert value("nodes.workers.flavors", found) is None


def test_a_flavor_without_a_name_is_shown_by_its_id():
    assert value("nodes.workers.flavors", given(nodes=[node("a", labels={TYPE: "30"})])) == ["30"]


def test_without_rights_on_nodes_daemon_sets_and_api_servers_count_them():
    found = given(
        forbidden=("nodes",),
        workloads=[workload("kube-system/kube-proxy", kind="DaemonSet", replicas=9)],
        pods=[static_pod("kube-apiserver", host) for host in ("cp-1", "cp-2", "cp-3")],
    )
    assert value("nodes.count", found) == 9
    assert value("nodes.control_plane.count", found) == 3
    assert value("nodes.workers.count", found) == 6
    assert "forbidden" in fact("nodes.count", found).evidence
    assert (
        fact("nodes.zones", found).reason == "nodes: forbidden to this user; list nodes is in `deckgen manifests rbac`"
    )


def test_a_hosted_control_plane_has_no_nodes_to_count():
    shoot = [setting("kube-system/shoot-info", "shootName", "x")]
    found = fact("nodes.control_plane.count", given(nodes=[node("a")], settings=shoot))
    assert found.value is None
    assert "hosted" in found.reason


def test_a_self_hosted_shoot_counts_its_control_plane_nodes():
    shoot = [setting("kube-system/shoot-info", "shootName", "x")]
    assert value("nodes.control_plane.count", given(nodes=[node("a", "control-plane")], settings=shoot)) == 1


def test_leases_of_api_servers_that_died_do_not_count():
    ages = [timedelta(seconds=5), timedelta(seconds=9), timedelta(minutes=40)]
    leases = [
        Lease(name=str(age), labels={"apiserver.kubernetes.io/identity": "kube-apiserver"}, renewed=TAKEN - age)
        for age in ages
    ]
    assert value("nodes.control_plane.count", given(nodes=[node("a")], leases=leases)) == 2


def test_one_address_of_the_api_may_stand_for_several():
    one = [Endpoints(namespace="default", service="kubernetes", addresses=["203.0.113.5"])]
    assert value("nodes.control_plane.count", given(nodes=[node("a")], endpoints=one)) is None


def test_an_empty_cluster_has_no_nodes_and_that_is_an_observation():
    assert value("nodes.count", given()) == 0
    assert value("nodes.zones", given()) is None


def test_workers_memory_is_in_gib():
    nodes = [
        node("a", memory="8388608Ki", cpu="4"),
        node("b", memory="8Gi", cpu="3500m"),
        node("c", "control-plane", memory="4Gi"),
    ]
    assert value("nodes.workers.memory", given(nodes=nodes)) == 16
    assert value("nodes.workers.cpu", given(nodes=nodes)) == 7.5


@pytest.mark.parametrize(
    ("kubelet", "said"), [("v1.20.15", "docker 18.9.6"), ("v1.28.1", "Docker by cri-dockerd 18.9.6")]
)
def test_docker_beside_a_newer_kubelet_is_cri_dockerd(kubelet, said):
    found = given(nodes=[node("a", runtime="docker://18.9.6", kubelet=kubelet)])
    assert value("nodes.runtimes", found) == [said]


def test_the_numbers_by_zone_leave_out_the_names():
    zone = "topology.kubernetes.io/zone"
    found = given(nodes=[node("a", labels={zone: "z1"}), node("b", labels={zone: "z1"}), node("c")])
    assert value("nodes.zone_counts", found) == [{"zone": "z1", "role": "worker", "count": 2}]
    assert fact("nodes.zone_counts", found).holds is Holds.PUBLIC
    assert value("nodes.zone_counts", given(nodes=[node("c")])) is None
