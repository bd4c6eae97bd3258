import pytest

from deckgen.cluster.snapshot import Binding, Custom
from tests.cluster.facts.given import container, fact, given, node, pod, setting, static_pod, value, workload


@pytest.mark.parametrize(
    ("git", "version", "kubectl"),
    [
        ("v1.33.4", "1.33.4", "1.32 to 1.34"),
        ("v1.26.8+rke2r1", "1.26.8", "1.25 to 1.27"),
        ("v1.9.6+rackspace.0", "1.9.6", "1.8 to 1.10"),
    ],
)
def test_the_version_leaves_the_builders_suffix_aside(git, version, kubectl):
    snapshot = given(version=git)
    assert value("server.version", snapshot) == version
    assert value("server.kubectl_versions", snapshot) == kubectl


def test_a_server_that_tells_no_version_is_not_guessed_at():
    assert fact("server.version", given(version="")).reason


def test_layers_of_builders_are_all_named():
    machine = {"cluster.x-k8s.io/machine": "m-1"}
    found = given(version="v1.30.2+rke2r1", nodes=[node("a", annotations=machine)])
    assert value("server.distribution", found) == "RKE2, Cluster API"


def test_kubeadm_is_named_only_where_nothing_above_it_shows():
    kubeadm = setting("kube-system/kubeadm-config", "ClusterConfiguration.clusterName", "x")
    assert value("server.distribution", given(settings=[kubeadm])) == "kubeadm"
    spray = [workload("kube-system/nodelocaldns", kind="DaemonSet")]
    assert value("server.distribution", given(settings=[kubeadm], workloads=spray)) == "probably Kubespray"


KUBEADM = setting("kube-system/kubeadm-config", "ClusterConfiguration.clusterName", "x")
CAPI = {"cluster.x-k8s.io/cluster-name": "shop", "cluster.x-k8s.io/machine": "m-1"}


@pytest.mark.parametrize(
    ("fields", "built"),
    [
        ({"settings": [setting("kube-system/shoot-info", "provider", "openstack")]}, "Gardener"),
        ({"nodes": [node("a", labels={"worker.gardener.cloud/pool": "p"})]}, "Gardener"),
        ({"version": "v1.30.2+k3s1"}, "k3s"),
        ({"nodes": [node("a", kubelet="v1.30.2+rke2r1")]}, "RKE2"),
        ({"nodes": [node("a", annotations={"k3s.io/node-args": "[]"})]}, "k3s"),
        ({"nodes": [node("a", "controlplane")]}, "RKE1"),
        ({"nodes": [node("a", labels={"magnum.openstack.org/nodegroup": "w"})]}, "Magnum (Heat driver)"),
        ({"nodes": [node("a", annotations=CAPI)], "settings": [KUBEADM]}, "Cluster API"),
        (
            {"nodes": [node("a", annotations=CAPI, labels={"node.cluster.x-k8s.io/nodegroup": "w"})]},
            "Cluster API, Magnum (magnum-cluster-api)",
        ),
        (
            {"nodes": [node("a", annotations=CAPI, labels={"capi.stackhpc.com/node-group": "w"})]},
            "Cluster API, capi-helm-charts, perhaps of Magnum",
        ),
        ({"nodes": [node("a", labels={"node.cluster.x-k8s.io/nodegroup": "w"})]}, None),
        ({"nodes": [node("a", annotations={"kubeadm.alpha.kubernetes.io/cri-socket": "x"})]}, "kubeadm"),
        ({"nodes": [node("a")]}, None),
    ],
)
def test_each_builder_leaves_its_own_sign(fields, built):
    assert value("server.distribution", given(**fields)) == built


@pytest.mark.parametrize(
    ("fields", "built"),
    [
        (
            {"customs": [Custom(kind="PriorityClass", api_version="x/v1", name="k8s-cluster-critical")]},
            "probably Kubespray",
        ),
        ({"settings": [setting("kube-system/calico-config", "cluster_type", "kubespray,bgp")]}, "probably Kubespray"),
        ({"settings": [setting("kube-system/calico-config", "cluster_type", "k8s,bgp")]}, None),
        ({"pods": [pod("kube-system/nginx-proxy-w1", owner="Node/w1")]}, "probably Kubespray"),
        ({"pods": [pod("kube-system/nginx-proxy-w1", owner="ReplicaSet/nginx-proxy")]}, None),
        ({"pods": [pod("shop/haproxy-w1", owner="Node/w1")]}, None),
        (
            {
                "pods": [pod("kube-system/haproxy-w1", owner="Node/w1")],
                "workloads": [workload("kube-system/nodelocaldns", kind="DaemonSet")],
            },
            "Kubespray",
        ),
        ({"bindings": [Binding(name="kubespray:system:node", role="ClusterRole/x")]}, "probably Kubespray"),
    ],
)
def test_kubespray_takes_two_signs(fields, built):
    assert value("server.distribution", given(**fields)) == built


def test_an_external_etcd_alone_is_kubeadms_and_not_kubesprays():
    external = setting("kube-system/kubeadm-config", "ClusterConfiguration.etcd.external.endpoints", "https://a:2379")
    assert value("server.distribution", given(settings=[external])) == "kubeadm"
    spray = [workload("kube-system/nodelocaldns", kind="DaemonSet")]
    assert value("server.distribution", given(settings=[external], workloads=spray)) == "Kubespray"


def test_where_the_signs_may_not_be_read_that_is_the_reason():
    assert "nodes" in fact("server.distribution", given(forbidden=("nodes",))).reason
    assert "shoot-info" in fact("server.distribution", given()).reason


def test_why_no_kubectl_fits_names_the_versions_and_what_to_do():
    found = given(version="v1.33.2", pods=[server(30), server(33, "b")])
    reason = fact("server.kubectl_versions", found).reason
    assert reason.startswith("the API servers are of 1.30.2 and 1.33.2")
    assert reason.endswith("bring them to one version")


def server(minor, host="a"):
    return static_pod("kube-apiserver", host, image=f"registry.k8s.io/kube-apiserver:v1.{minor}.2")


@pytest.mark.parametrize(
    ("minors", "kubectl"), [((33,), "1.32 to 1.34"), ((32, 33), "1.32 to 1.33"), ((31, 33), "1.32"), ((30, 33), None)]
)
def test_kubectl_has_to_fit_all_api_servers(minors, kubectl):
    pods = [server(minor, f"host-{minor}") for minor in minors]
    found = given(version=f"v1.{minors[-1]}.2", pods=pods)
    assert value("server.kubectl_versions", found) == kubectl
    assert value("server.versions", found) == [f"1.{minor}.2" for minor in minors]


@pytest.mark.parametrize(
    ("api", "kubelet", "fits"),
    [(33, 33, True), (33, 30, True), (33, 29, False), (33, 34, False), (27, 24, False), (27, 25, True), (26, 24, True)],
)
def test_a_kubelet_may_be_three_older_two_before_1_25_and_never_newer(api, kubelet, fits):
    found = given(version=f"v1.{api}.0", nodes=[node("a", kubelet=f"v1.{kubelet}.9+k3s1")])
    assert value("server.kubelet_skew", found) == ([] if fits else [f"a (1.{kubelet}.9+k3s1)"])
    assert value("server.kubelet_skew.count", found) == (0 if fits else 1)


def test_two_api_servers_leave_a_kubelet_less_room():
    nodes = [node("old", kubelet="v1.30.1"), node("older", kubelet="v1.29.1"), node("new", kubelet="v1.33.1")]
    found = given(version="v1.33.2", pods=[server(32), server(33, "b")], nodes=nodes)
    assert value("server.kubelet_skew", found) == ["new (1.33.1)", "older (1.29.1)"]


def test_a_node_that_tells_no_kubelet_is_not_counted_as_fitting():
    assert value("server.kubelet_skew", given(nodes=[node("a")])) is None


def test_the_projects_end_of_a_version_is_told_and_not_guessed():
    assert value("server.supported_until", given(version="v1.32.9+rke2r1")) == "2026-02-28"
    assert value("server.supported", given(version="v1.32.9")) is False
    assert "fixed 1.32 until" in fact("server.supported", given(version="v1.32.9")).evidence
    assert value("server.supported", given(version="v1.33.4")) is True
    assert value("server.supported", given(version="v1.99.0")) is None


def test_the_parts_of_kubernetes_are_counted_by_their_pods():
    pods = [
        static_pod("kube-apiserver", "cp-1"),
        static_pod("kube-apiserver", "cp-2", image="kube-apiserver:v1.33.5"),
        static_pod("kube-scheduler", "cp-1"),
        pod("kube-system/kube-proxy-x", labels={"k8s-app": "kube-proxy"}, containers=[container("kube-proxy:v1.33.4")]),
        pod("shop/kube-proxy", labels={"k8s-app": "kube-proxy"}),
    ]
    assert value("server.components", given(pods=pods)) == [
        {"component": "kube-apiserver", "count": 2, "versions": "1.33.4, 1.33.5"},
        {"component": "kube-scheduler", "count": 1, "versions": "1.33.4"},
        {"component": "kube-proxy", "count": 1, "versions": "1.33.4"},
    ]


def test_parts_that_run_in_processes_of_the_host_show_in_no_pod():
    assert "no part of Kubernetes runs as a Pod" in fact("server.components", given(pods=[pod("shop/cart")])).reason
