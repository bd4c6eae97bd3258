import pytest

from tests.cluster.facts.given import fact, given, node, setting, static_pod, value, workload


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
    assert value("server.supported", given(version="v1.33.4")) is True
    assert value("server.supported", given(version="v1.99.0")) is None
