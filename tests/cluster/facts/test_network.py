import pytest

from tests.cluster.facts.given import container, custom, fact, given, node, setting, value, workload

IPIP = {"projectcalico.org/IPv4IPIPTunnelAddr": "10.42.0.1"}


def daemon_set(name, *containers):
    return workload(f"kube-system/{name}", kind="DaemonSet", containers=list(containers))


CALICO = daemon_set("calico-node", container("quay.io/calico/node:v3.29.5", name="calico-node"))
CILIUM = daemon_set("cilium", container("quay.io/cilium/cilium:v1.17.4", name="cilium-agent"))
FLANNEL = daemon_set("kube-flannel-ds", container("flannel/flannel:v0.22.3", name="kube-flannel"))
CANAL = daemon_set(
    "rke2-canal",
    container("rancher/hardened-calico:v3.26.1", name="calico-node"),
    container("rancher/hardened-flannel:v0.22.1", name="kube-flannel"),
)


def pool(name, **fields):
    return custom("IPPool", name, **{"cidr": "10.42.0.0/16", **fields})


def test_canal_is_not_calico_and_its_tunnel_annotation_does_not_count():
    backend = setting("kube-system/rke2-canal-config", "net-conf.json.Backend.Type", "vxlan")
    found = given(workloads=[CANAL], settings=[backend], nodes=[node("a", annotations=IPIP)])
    assert value("network.cni", found) == "Canal"
    assert value("network.overlay", found) == "vxlan"


def test_calico_for_policy_only_leaves_the_network_to_the_other_one():
    policy_only = setting("kube-system/calico-config", "calico_backend", "none")
    assert value("network.cni", given(workloads=[CALICO, FLANNEL], settings=[policy_only])) == "Flannel"


def test_both_modes_never_is_no_overlay():
    assert value("network.overlay", given(workloads=[CALICO], customs=[pool("a", vxlanMode="Never")])) == "none"


def test_pools_that_are_disabled_or_for_load_balancers_are_left_aside():
    pools = [
        pool("a", vxlanMode="Always"),
        pool("b", cidr="10.50.0.0/16", ipipMode="Always", disabled=True),
        pool("c", cidr="192.0.2.0/24", ipipMode="Always", allowedUses=["LoadBalancer"]),
    ]
    found = given(workloads=[CALICO], customs=pools)
    assert value("network.overlay", found) == "vxlan"
    assert value("network.pod_ranges", found) == ["10.42.0.0/16"]


def test_sources_that_disagree_are_both_named():
    backend = setting("kube-system/calico-config", "calico_backend", "vxlan")
    found = fact("network.overlay", given(workloads=[CALICO], settings=[backend], nodes=[node("a", annotations=IPIP)]))
    assert found.value == "unsure"
    assert [one for one in found.disagrees if "calico_backend" in one and one.endswith(": vxlan")]
    assert [one for one in found.disagrees if "IPv4IPIPTunnelAddr" in one and one.endswith(": ipip")]


def test_bird_as_backend_tells_no_overlay():
    backend = setting("kube-system/calico-config", "calico_backend", "bird")
    assert value("network.overlay", given(workloads=[CALICO], settings=[backend])) is None


@pytest.mark.parametrize(
    ("settings", "overlay"),
    [
        ({"routing-mode": "native", "tunnel-protocol": "vxlan"}, "none"),
        ({"routing-mode": "tunnel", "tunnel-protocol": "geneve"}, "geneve"),
        ({"tunnel": "disabled"}, "none"),
        ({"tunnel": "vxlan"}, "vxlan"),
        ({"ipam": "kubernetes"}, None),
    ],
)
def test_cilium_writes_a_tunnel_protocol_even_without_a_tunnel(settings, overlay):
    said = [setting("kube-system/cilium-config", name, text) for name, text in settings.items()]
    assert value("network.overlay", given(workloads=[CILIUM], settings=said)) == overlay


def test_flannel_inside_k3s_shows_by_annotations_alone():
    found = given(nodes=[node("a", annotations={"flannel.alpha.coreos.com/backend-type": "host-gw"})])
    assert value("network.cni", found) == "Flannel"
    assert value("network.overlay", found) == "none"


def test_kube_ovn_encapsulates_in_geneve_unless_told_otherwise():
    agent = daemon_set("kube-ovn-cni", container("kubeovn/kube-ovn:v1.13.0", name="cni-server"))
    controller = workload(
        "kube-system/kube-ovn-controller", "kubeovn/kube-ovn:v1.13.0", flags={"default-cidr": "10.16.0.0/16"}
    )
    found = given(workloads=[agent, controller])
    assert value("network.overlay", found) == "geneve"
    assert value("network.pod_ranges", found) == ["10.16.0.0/16"]


def test_the_plug_ins_range_is_surer_than_kubeadms_and_the_nodes_are_last():
    kubeadm = setting("kube-system/kubeadm-config", "ClusterConfiguration.networking.podSubnet", "10.1.0.0/16")
    nodes = [node("a", pod_cidrs=["10.2.0.0/24"])]
    assert value("network.pod_ranges", given(customs=[pool("a")], settings=[kubeadm], nodes=nodes)) == ["10.42.0.0/16"]
    assert value("network.pod_ranges", given(settings=[kubeadm], nodes=nodes)) == ["10.1.0.0/16"]
    assert "derived" in fact("network.pod_ranges", given(nodes=nodes)).evidence


def test_a_cluster_without_a_plug_in_says_so():
    assert fact("network.overlay", given()).reason
    assert value("network.policies.count", given()) == 0
