import pytest

from tests.cluster.facts.given import fact, given, node, setting, value, workload


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
