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
    assert found.absent
    assert value("nodes.control_plane.hosted", given(nodes=[node("a")], settings=shoot)) is True
    assert value("nodes.control_plane.hosted", given(nodes=[node("a", "master")], settings=shoot)) is False
    assert value("nodes.control_plane.hosted", given(nodes=[node("a")])) is None


def test_a_self_hosted_shoot_counts_its_control_plane_nodes():
    shoot = [setting("kube-system/shoot-info", "shootName", "x")]
    assert value("nodes.control_plane.count", given(nodes=[node("a", "control-plane")], settings=shoot)) == 1


@pytest.mark.parametrize(
    ("masters", "workers"),
    [
        (["kubernetes-shop-worker-0", "kubernetes-shop-worker-1"], ["kubernetes-shop-worker-2"]),
        (["shop-k8s-master-ne-1"], ["shop-k8s-node-nf-1", "shop-k8s-node-nf-2"]),
        (["shop-k8s-master-ne-nf-1"], ["shop-k8s-node-nf-1", "master-data-node"]),
    ],
)
def test_names_of_three_schemes_decide_nothing(masters, workers):
    nodes = [node(name, "master") for name in masters] + [node(name) for name in workers]
    assert value("nodes.control_plane.names", given(nodes=nodes)) == masters
    assert value("nodes.workers.names", given(nodes=nodes)) == sorted(workers)


@pytest.mark.parametrize(
    "labels",
    [
        {"node-role.kubernetes.io/control-plane": ""},
        {"node-role.kubernetes.io/control-plane": "false"},
        {"node-role.kubernetes.io/master": "true"},
        {"node-role.kubernetes.io/controlplane": "true"},
        {"magnum.openstack.org/role": "master"},
    ],
)
def test_every_installers_label_counts_and_its_value_does_not(labels):
    assert value("nodes.control_plane.count", given(nodes=[node("a", labels=labels), node("b")])) == 1


def test_magnums_worker_role_is_no_control_plane():
    found = given(nodes=[node("a", labels={"magnum.openstack.org/role": "worker"})])
    assert value("nodes.workers.count", found) == 1


def test_older_labels_of_flavor_and_zone_count_where_the_newer_are_missing():
    older = {"beta.kubernetes.io/instance-type": "m1.large", "failure-domain.beta.kubernetes.io/zone": "nova"}
    found = given(nodes=[node("a", labels=older), node("b", labels=older | {TYPE: "m2.large"})])
    assert value("nodes.workers.flavors", found) == ["m1.large", "m2.large"]
    assert value("nodes.zones", found) == ["nova"]


@pytest.mark.parametrize(
    ("fields", "pool"),
    [
        ({"labels": {"node.cluster.x-k8s.io/nodegroup": "default-worker"}}, "default-worker"),
        ({"labels": {"capi.stackhpc.com/node-group": "md-0"}}, "md-0"),
        ({"labels": {"capi.example.com/node-group": "md-1"}}, "md-1"),
        ({"labels": {"magnum.openstack.org/nodegroup": "default-master"}}, "default-master"),
        ({"labels": {"worker.gardener.cloud/pool": "pool-a"}}, "pool-a"),
        (
            {
                "annotations": {
                    "cluster.x-k8s.io/owner-kind": "MachineSet",
                    "cluster.x-k8s.io/owner-name": "shop-md-0-7xk2p",
                    "cluster.x-k8s.io/machine": "shop-md-0-7xk2p-abcde",
                }
            },
            "shop-md-0",
        ),
        (
            {
                "annotations": {
                    "cluster.x-k8s.io/owner-kind": "KubeadmControlPlane",
                    "cluster.x-k8s.io/owner-name": "shop-control-plane",
                }
            },
            "shop-control-plane",
        ),
        (
            {"annotations": {"cluster.x-k8s.io/owner-kind": "MachineSet", "cluster.x-k8s.io/owner-name": "big-pool"}},
            "big-pool",
        ),
        ({"annotations": {"cluster.x-k8s.io/machine": "shop-md-0-7xk2p-abcde"}}, None),
    ],
)
def test_a_pool_is_named_by_a_label_or_by_the_machines_owner(fields, pool):
    rows = value("nodes.pools", given(nodes=[node("a", **fields)]))
    assert (rows and rows[0]["pool"]) == pool


def test_a_pool_has_all_its_flavors():
    label = {"worker.gardener.cloud/pool": "pool-a"}
    found = given(nodes=[node("a", labels=label | {TYPE: "m1"}), node("b", labels=label | {TYPE: "m2"})])
    assert value("nodes.pools", found) == [{"pool": "pool-a", "role": "worker", "count": 2, "flavors": "m1, m2"}]


def test_a_cordoned_node_is_ready_and_takes_no_pods():
    found = given(nodes=[node("a", unschedulable=True), node("b"), node("c", ready=None)])
    assert value("nodes.cordoned", found) == ["a"]
    assert value("nodes.cordoned.count", found) == 1
    assert value("nodes.not_ready", found) == ["c"]
    assert value("nodes.ready.count", found) == 2


def test_three_hundred_nodes_make_sense():
    zones = ("z1", "z2", "z3")
    nodes = [node(f"cp-{number}", "control-plane") for number in range(3)]
    nodes += [
        node(
            f"w-{number:03}",
            labels={TYPE: f"m{number % 4}", "topology.kubernetes.io/zone": zones[number % 3]},
            ready=number != 7,
            kubelet=f"v1.{32 + number % 2}.1",
        )
        for number in range(297)
    ]
    found = given(nodes=nodes)
    assert value("nodes.count", found) == 300
    assert value("nodes.workers.count", found) == 297
    assert value("nodes.not_ready", found) == ["w-007"]
    assert [row["count"] for row in value("nodes.zone_counts", found)] == [99, 99, 99]
    assert sum(row["count"] for row in value("nodes.flavors", found)) == 297
    assert value("nodes.kubelet.versions", found) == ["1.32.1", "1.33.1"]


def test_a_control_plane_that_is_not_among_the_nodes_is_said_to_be_elsewhere():
    assert value("nodes.control_plane.among_nodes", given(nodes=[node("a")])) is False
    assert value("nodes.control_plane.among_nodes", given(nodes=[node("a", "master")])) is True
    assert value("nodes.control_plane.among_nodes", given()) is None
    view = given(forbidden=("nodes",), pods=[static_pod("kube-apiserver", "a")])
    assert value("nodes.control_plane.among_nodes", view) is True
    assert value("nodes.control_plane.among_nodes", given(forbidden=("nodes",))) is None


def lease(name, age, key="apiserver.kubernetes.io/identity"):
    return Lease(name=name, labels={key: "kube-apiserver"}, renewed=TAKEN - timedelta(seconds=age))


def test_leases_of_1_26_have_another_label():
    leases = [lease(name, 3, "k8s.io/component") for name in ("kube-apiserver-a", "kube-apiserver-b")]
    assert value("nodes.control_plane.count", given(nodes=[node("a")], leases=leases)) == 2


def test_endpoints_that_count_others_than_the_leases_disagree():
    leases = [lease("a", 1), lease("b", 2)]
    three = [Endpoints(namespace="default", service="kubernetes", addresses=["192.0.2.1", "192.0.2.2", "192.0.2.3"])]
    found = fact("nodes.control_plane.count", given(nodes=[node("a")], leases=leases, endpoints=three))
    assert found.value == 2
    assert len(found.disagrees) == 1


def test_both_families_of_addresses_count_once():
    both = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2"]
    endpoints = [Endpoints(namespace="default", service="kubernetes", addresses=both)]
    assert value("nodes.control_plane.count", given(nodes=[node("a")], endpoints=endpoints)) == 2


def test_the_reason_says_what_was_looked_for():
    one = [Endpoints(namespace="default", service="kubernetes", addresses=["203.0.113.5"])]
    closed = fact("nodes.control_plane.count", given(nodes=[node("a")], endpoints=one))
    assert "leases" in closed.reason


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
    assert fact("nodes.zone_counts", found).holds is Holds.PLATFORM
    assert value("nodes.zone_counts", given(nodes=[node("c")])) is None


def test_of_one_node_the_reason_speaks_of_one():
    reason = fact("nodes.control_plane.flavors", given(nodes=[node("cp", "control-plane"), node("wn")])).reason
    assert reason == "this one node does not say it (.metadata.labels[node.kubernetes.io/instance-type])"
    none = fact("nodes.control_plane.flavors", given(nodes=[node("wn")])).reason
    assert none.startswith("no such node is here to say it")
