import pytest

from deckgen.cluster.snapshot import Custom, Namespace
from tests.cluster.facts.given import container, custom, fact, given, node, pod, setting, static_pod, value, workload

IPIP = {"projectcalico.org/IPv4IPIPTunnelAddr": "10.42.0.1"}


def daemon_set(name, *containers, config_maps=()):
    return workload(f"kube-system/{name}", kind="DaemonSet", containers=list(containers), config_maps=list(config_maps))


CALICO = daemon_set("calico-node", container("quay.io/calico/node:v3.29.5", name="calico-node"))
CILIUM = daemon_set("cilium", container("quay.io/cilium/cilium:v1.17.4", name="cilium-agent"))
FLANNEL = daemon_set(
    "kube-flannel-ds",
    container("flannel/flannel:v0.22.3", name="kube-flannel"),
    config_maps=["kube-flannel-cfg"],
)
CANAL = daemon_set(
    "rke2-canal",
    container("rancher/hardened-calico:v3.26.1", name="calico-node"),
    container("rancher/hardened-flannel:v0.22.1", name="kube-flannel"),
    config_maps=["rke2-canal-config"],
)
OVN = daemon_set(
    "kube-ovn-cni", container("kubeovn/kube-ovn:v1.13.0", name="cni-server", flags={"network-type": "vxlan"})
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
    controller = workload(
        "kube-system/kube-ovn-controller", "kubeovn/kube-ovn:v1.13.0", flags={"default-cidr": "10.16.0.0/16"}
    )
    found = given(workloads=[OVN, controller])
    assert value("network.overlay", found) == "geneve"
    assert value("network.pod_ranges", found) == ["10.16.0.0/16"]


def test_the_plug_ins_range_is_surer_than_kubeadms_and_the_nodes_are_last():
    kubeadm = setting("kube-system/kubeadm-config", "ClusterConfiguration.networking.podSubnet", "10.1.0.0/16")
    nodes = [node("a", pod_cidrs=["10.2.0.0/24"])]
    assert value("network.pod_ranges", given(customs=[pool("a")], settings=[kubeadm], nodes=nodes)) == ["10.42.0.0/16"]
    assert value("network.pod_ranges", given(settings=[kubeadm], nodes=nodes)) == ["10.1.0.0/16"]
    assert "derived" in fact("network.pod_ranges", given(nodes=nodes)).evidence


def said(place, **values):
    return [setting(place, name.replace("__", ".").replace("_", "-"), text) for name, text in values.items()]


def net_conf(config_map, **values):
    return [setting(f"kube-system/{config_map}", f"net-conf.json.{name}", text) for name, text in values.items()]


def test_what_another_plug_in_has_left_behind_tells_nothing():
    left = [
        *net_conf("kube-flannel-cfg", Network="10.244.0.0/16", **{"Backend.Type": "host-gw"}),
        *net_conf("rke2-canal-config", Network="10.42.0.0/16", **{"Backend.Type": "vxlan"}),
    ]
    canal = given(workloads=[CANAL], settings=left, customs=[pool("default", cidr="192.168.0.0/16")])
    assert value("network.overlay", canal) == "vxlan"
    assert value("network.pod_ranges", canal) == ["10.42.0.0/16"]
    cilium = said("kube-system/cilium-config", ipam="cluster-pool", cluster_pool_ipv4_cidr="10.0.0.0/8")
    moved = given(workloads=[CILIUM], settings=[*left, *cilium], customs=[pool("default", cidr="192.168.0.0/16")])
    assert value("network.pod_ranges", moved) == ["10.0.0.0/8"]


def test_two_plug_ins_at_once_are_both_named_and_none_is_chosen():
    found = fact("network.cni", given(workloads=[CALICO, CILIUM]))
    assert found.value is None
    assert "Calico, Cilium" in found.reason
    assert len(found.disagrees) == 2
    assert value("network.overlay", given(workloads=[CALICO, CILIUM])) is None


def test_one_daemon_set_for_each_architecture_is_one_plug_in():
    arm = daemon_set("kube-flannel-ds-arm64", container("coreos/flannel:v0.12.0-arm64", name="kube-flannel"))
    assert value("network.cni", given(workloads=[FLANNEL, arm])) == "Flannel"


def test_cilium_chained_to_another_one_leaves_the_network_to_that():
    chained = said("kube-system/cilium-config", cni_chaining_mode="generic-veth")
    assert value("network.cni", given(workloads=[CALICO, CILIUM], settings=chained)) == "Calico"
    alone = said("kube-system/cilium-config", cni_chaining_mode="none")
    assert value("network.cni", given(workloads=[CALICO, CILIUM], settings=alone)) is None


def test_calico_for_policy_only_and_nothing_else_known_is_no_plug_in():
    alone = setting("kube-system/calico-config", "calico_backend", "none")
    found = fact("network.cni", given(workloads=[CALICO], settings=[alone]))
    assert found.value is None
    assert "policies only" in found.reason
    operator = custom("Installation", "default", **{"cni.type": "AmazonVPC"})
    assert value("network.cni", given(workloads=[CALICO], customs=[operator])) is None
    own = custom("Installation", "default", **{"cni.type": "Calico"})
    assert value("network.cni", given(workloads=[CALICO], customs=[own])) == "Calico"


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ("quay.io/calico/node:v3.29.5", "x"),
        ("rancher/mirrored-calico-node:v3.26.3", "x"),
        ("mirror.example.com/any:1", "calico-node"),
    ],
)
def test_calico_is_known_by_its_container_or_by_one_of_its_images(image, name):
    found = workload("calico-system/calico-node", kind="DaemonSet", containers=[container(image, name=name)])
    assert value("network.cni", given(workloads=[found])) == "Calico"


def test_the_tag_of_an_installers_own_image_is_no_version_of_calico():
    mirrored = daemon_set("calico-node", container("mirror.example.com/net/any:7", name="calico-node"))
    assert value("network.cni.version", given(workloads=[mirrored])) is None
    assert value("network.cni.version", given(workloads=[CALICO])) == "3.29.5"
    assert value("network.cni.version", given(workloads=[CANAL])) == "3.26.1"


def test_kuryrs_overlay_is_neutrons_affair():
    kuryr = daemon_set("kuryr-cni-ds", container("kuryr/cni:latest", name="kuryr-cni"))
    assert value("network.cni", given(workloads=[kuryr])) == "Kuryr"
    assert "neutron" in fact("network.overlay", given(workloads=[kuryr])).reason


def test_rke2s_flag_tells_the_plug_in_where_nothing_else_does():
    args = '["--cni","multus,canal"]'
    assert value("network.cni", given(nodes=[node("a", annotations={"rke2.io/node-args": args})])) == "Canal"


def test_a_pool_of_ipv6_without_an_overlay_does_not_make_the_other_unsure():
    pools = [pool("a", ipipMode="Always"), pool("b", cidr="fd00:10::/56", ipipMode="Never", vxlanMode="Never")]
    assert value("network.overlay", given(workloads=[CALICO], customs=pools)) == "ipip"
    assert value("network.pod_ranges", given(workloads=[CALICO], customs=pools)) == ["10.42.0.0/16", "fd00:10::/56"]
    words = {"calicoNetwork.ipPools[].encapsulation": ["VXLAN", "None"]}
    ranges = {"calicoNetwork.ipPools[].cidr": ["10.42.0.0/16", "fd00:10::/56"]}
    operator = custom("Installation", "default", **words, **ranges)
    assert value("network.overlay", given(workloads=[CALICO], customs=[operator])) == "vxlan"


@pytest.mark.parametrize(
    ("word", "overlay", "across"),
    [
        ("IPIP", "ipip", False),
        ("IPIPCrossSubnet", "ipip", True),
        ("VXLAN", "vxlan", False),
        ("VXLANCrossSubnet", "vxlan", True),
        ("None", "none", False),
    ],
)
def test_the_operators_words_for_an_overlay(word, overlay, across):
    operator = custom("Installation", "default", **{"calicoNetwork.ipPools[].encapsulation": [word]})
    found = given(workloads=[CALICO], customs=[operator])
    assert value("network.overlay", found) == overlay
    assert value("network.overlay.across_subnets", found) is across


def test_an_overlay_across_subnets_wraps_nothing_within_one():
    assert value(
        "network.overlay.across_subnets", given(workloads=[CALICO], customs=[pool("a", vxlanMode="CrossSubnet")])
    )
    always = given(workloads=[CALICO], customs=[pool("a", vxlanMode="Always")])
    assert value("network.overlay.across_subnets", always) is False
    assert value("network.overlay.across_subnets", given(workloads=[CILIUM])) is None
    direct = net_conf("kube-flannel-cfg", **{"Backend.Type": "vxlan", "Backend.DirectRouting": "true"})
    assert value("network.overlay.across_subnets", given(workloads=[FLANNEL], settings=direct)) is True
    assert value("network.overlay.across_subnets", given(workloads=[FLANNEL], settings=direct[:1])) is False


def seeded(**variables):
    said = {f"calico-{key.replace('_', '-')}": text for key, text in variables.items()}
    return daemon_set("calico-node", container("quay.io/calico/node:v3.29.5", name="calico-node", flags=said))


@pytest.mark.parametrize(
    ("variables", "overlay"),
    [
        ({"ipv4pool_vxlan": "Always", "ipv4pool_ipip": "Never"}, "vxlan"),
        ({"ipv4pool_ipip": "CrossSubnet"}, "ipip"),
        ({"ipv4pool_ipip": "Never", "ipv4pool_vxlan": "Never"}, "none"),
        ({"ipv4pool_vxlan": "Never"}, None),
    ],
)
def test_calicos_environment_is_a_seed_that_counts_where_nothing_else_is_seen(variables, overlay):
    assert value("network.overlay", given(workloads=[seeded(**variables)])) == overlay
    changed = given(workloads=[seeded(**variables)], customs=[pool("a", ipipMode="Always")])
    assert value("network.overlay", changed) == "ipip"


def test_a_seed_and_the_config_map_that_disagree_are_both_named():
    backend = setting("kube-system/calico-config", "calico_backend", "vxlan")
    found = fact("network.overlay", given(workloads=[seeded(ipv4pool_ipip="Always")], settings=[backend]))
    assert found.value == "unsure"
    assert len(found.disagrees) == 2


def test_the_seeds_range_is_surer_than_the_nodes_alone():
    nodes = [node("a", pod_cidrs=["10.2.0.0/24"])]
    found = given(workloads=[seeded(ipv4pool_cidr="10.3.0.0/16")], nodes=nodes)
    assert value("network.pod_ranges", found) == ["10.3.0.0/16"]


def test_policy_only_by_the_environment():
    assert value("network.cni", given(workloads=[seeded(networking_backend="none"), FLANNEL])) == "Flannel"


def test_an_empty_mode_is_never():
    assert value("network.overlay", given(workloads=[CALICO], customs=[pool("a", vxlanMode="", ipipMode="")])) == "none"


def test_a_plug_in_whose_sources_are_closed_does_not_tell_its_overlay():
    found = given(workloads=[CALICO], forbidden=("ippools.crd.projectcalico.org", "nodes"))
    assert value("network.overlay", found) is None
    assert "ippools" in fact("network.overlay", found).reason


@pytest.mark.parametrize(
    ("ipam", "ranges"),
    [
        ("cluster-pool", ["10.0.0.0/9", "10.128.0.0/9"]),
        ("kubernetes", ["10.244.0.0/16"]),
        ("multi-pool", ["10.10.0.0/16", "fd00:20::/64"]),
    ],
)
def test_ciliums_pools_count_where_its_ipam_says_so(ipam, ranges):
    pools = [custom("CiliumPodIPPool", "default", **{"ipv4.cidrs": ["10.10.0.0/16"], "ipv6.cidrs": ["fd00:20::/64"]})]
    values = said("kube-system/cilium-config", ipam=ipam, cluster_pool_ipv4_cidr="10.0.0.0/9 10.128.0.0/9")
    kubeadm = setting("kube-system/kubeadm-config", "ClusterConfiguration.networking.podSubnet", "10.244.0.0/16")
    assert value("network.pod_ranges", given(workloads=[CILIUM], settings=[*values, kubeadm], customs=pools)) == ranges


def test_flannels_second_range_counts_only_where_ipv6_is_on():
    both = {"Network": "10.244.0.0/16", "IPv6Network": "fd00:30::/56"}
    off = given(workloads=[FLANNEL], settings=net_conf("kube-flannel-cfg", **both))
    assert value("network.pod_ranges", off) == ["10.244.0.0/16"]
    on = given(workloads=[FLANNEL], settings=net_conf("kube-flannel-cfg", EnableIPv6="true", **both))
    assert value("network.pod_ranges", on) == ["10.244.0.0/16", "fd00:30::/56"]


def test_ranges_that_say_otherwise_are_named_beside_the_surest():
    settings = [
        setting("kube-system/kubeadm-config", "ClusterConfiguration.networking.podSubnet", "10.42.0.0/16"),
        setting("kube-system/kube-proxy", "config.conf.clusterCIDR", "10.244.0.0/16"),
    ]
    halves = [pool("a", cidr="10.42.0.0/17"), pool("b", cidr="10.42.128.0/17")]
    found = fact("network.pod_ranges", given(workloads=[CALICO], customs=halves, settings=settings))
    assert found.value == ["10.42.0.0/17", "10.42.128.0/17"]
    assert found.disagrees == ("ConfigMap kube-system/kube-proxy config.conf.clusterCIDR: 10.244.0.0/16",)


def test_the_derived_range_joins_what_adjoins():
    nodes = [node(f"n{number}", pod_cidrs=[f"10.2.{number}.0/24"]) for number in range(256)]
    assert value("network.pod_ranges", given(nodes=nodes)) == ["10.2.0.0/16"]


def test_the_order_of_trust_for_services():
    kubeadm = setting("kube-system/kubeadm-config", "ClusterConfiguration.networking.serviceSubnet", "10.96.0.0/12")
    server = static_pod("kube-apiserver", "a", flags={"service-cluster-ip-range": "10.97.0.0/16"})
    cidrs = [
        custom("ServiceCIDR", "kubernetes", cidrs=["10.98.0.0/16", "fd00:40::/112"]),
        Custom(
            kind="ServiceCIDR",
            api_version="networking.k8s.io/v1",
            name="new",
            fields={"spec.cidrs": ["10.99.0.0/16"], "status.conditions[Ready].status": "False"},
        ),
    ]
    found = fact("network.service_ranges", given(settings=[kubeadm], pods=[server], customs=cidrs))
    assert found.value == ["10.98.0.0/16", "fd00:40::/112"]
    assert len(found.disagrees) == 2
    assert value("network.service_ranges", given(settings=[kubeadm], pods=[server])) == ["10.97.0.0/16"]
    assert value("network.service_ranges", given(settings=[kubeadm])) == ["10.96.0.0/12"]


def test_the_mtu_is_told_where_somebody_set_it_and_nought_is_nobody():
    auto = given(workloads=[CALICO], settings=[setting("kube-system/calico-config", "veth_mtu", "0")])
    assert "by itself" in fact("network.mtu", auto).reason
    own = given(workloads=[CALICO], settings=[setting("kube-system/calico-config", "veth_mtu", "1430")])
    assert value("network.mtu", own) == 1430
    operator = custom("Installation", "default", **{"calicoNetwork.mtu": 1400})
    assert value("network.mtu", given(workloads=[CALICO], customs=[operator])) == 1400
    assert (
        value("network.mtu", given(workloads=[CILIUM], settings=said("kube-system/cilium-config", mtu="1370"))) == 1370
    )
    canal = given(workloads=[CANAL], settings=[setting("kube-system/rke2-canal-config", "veth_mtu", "1450")])
    assert value("network.mtu", canal) == 1450


def test_a_cluster_without_a_plug_in_says_so():
    assert fact("network.overlay", given()).reason
    assert value("network.policies.count", given()) == 0


def test_the_plugins_own_policies_count_and_are_not_denied_unread():
    everywhere = Custom(kind="GlobalNetworkPolicy", api_version="crd.projectcalico.org/v1", name="deny")
    assert value("network.policies.count", given(customs=[everywhere])) == 1
    assert value("network.policies.count", given(forbidden=("globalnetworkpolicies.crd.projectcalico.org",))) is None


def test_flannels_mtu_is_the_size_on_the_wire_so_pods_get_what_vxlan_leaves():
    conf = net_conf("kube-flannel-cfg", **{"Backend.Type": "vxlan", "Backend.MTU": "1400"})
    assert value("network.mtu", given(workloads=[FLANNEL], settings=conf)) == 1350
    routed = net_conf("kube-flannel-cfg", **{"Backend.Type": "host-gw", "Backend.MTU": "1400"})
    assert value("network.mtu", given(workloads=[FLANNEL], settings=routed)) == 1400


def tunnel(found):
    return value("network.overlay.port", found), value("network.overlay.vni", found)


def test_flannels_tunnel_is_the_kernels_unless_its_configuration_says_otherwise():
    own = net_conf("rke2-canal-config", **{"Backend.Type": "vxlan"})
    assert tunnel(given(workloads=[CANAL], settings=own)) == (8472, 1)
    windows = net_conf("rke2-canal-config", **{"Backend.Type": "vxlan", "Backend.Port": "4789", "Backend.VNI": "4096"})
    assert tunnel(given(workloads=[CANAL], settings=windows)) == (4789, 4096)


def test_calicos_tunnel_is_felix_own_unless_a_migration_or_the_environment_left_another():
    here = {"workloads": [CALICO], "served": ("felixconfigurations.crd.projectcalico.org",)}
    pools = [pool("a", vxlanMode="Always")]
    assert tunnel(given(customs=pools, **here)) == (4789, 4096)
    migrated = custom("FelixConfiguration", "default", vxlanPort=8472, vxlanVNI=1)
    node_own = custom("FelixConfiguration", "node.a", vxlanPort=1, vxlanVNI=2)
    assert tunnel(given(customs=[*pools, node_own, migrated], **here)) == (8472, 1)
    flags = {"felix-vxlanport": "4790", "felix-vxlanvni": "7"}
    felix = daemon_set("calico-node", container("quay.io/calico/node:v3.29.5", name="calico-node", flags=flags))
    assert tunnel(given(customs=[*pools, migrated], workloads=[felix])) == (4790, 7)


def test_calicos_tunnel_is_not_guessed_where_its_configuration_could_not_be_read():
    found = given(workloads=[CALICO], customs=[pool("a", vxlanMode="Always")])
    assert "felixconfigurations" in fact("network.overlay.port", found).reason
    hidden = given(
        workloads=[CALICO],
        customs=[pool("a", vxlanMode="Always")],
        forbidden=("felixconfigurations.crd.projectcalico.org",),
    )
    assert "forbidden" in fact("network.overlay.vni", hidden).reason


def test_ciliums_tunnel_has_a_port_and_marks_packets_by_their_sender():
    chosen = {"routing-mode": "tunnel", "tunnel-protocol": "geneve"}
    config = [setting("kube-system/cilium-config", key, text) for key, text in chosen.items()]
    assert tunnel(given(workloads=[CILIUM], settings=config)) == (6081, None)
    other = setting("kube-system/cilium-config", "tunnel-port", "6099")
    assert tunnel(given(workloads=[CILIUM], settings=[*config, other])) == (6099, None)


def test_without_an_overlay_there_is_no_port():
    routed = given(workloads=[CALICO], customs=[pool("a", vxlanMode="Never")])
    assert fact("network.overlay.port", routed).reason == "there is no overlay"
    assert value("network.overlay.port", given(workloads=[OVN])) is None


def test_bgp_is_told_by_the_manifests_backend_by_the_operator_or_not_at_all():
    bird = setting("kube-system/calico-config", "calico_backend", "bird")
    assert value("network.routes", given(workloads=[CALICO], settings=[bird])) == "BGP"
    enabled = custom("Installation", "default", **{"calicoNetwork.bgp": "Enabled"})
    assert value("network.routes", given(workloads=[CALICO], customs=[enabled])) == "BGP"
    disabled = custom("Installation", "default", **{"calicoNetwork.bgp": "Disabled"})
    assert value("network.routes", given(workloads=[CALICO], customs=[disabled])) is None


def test_flannel_without_a_tunnel_sets_the_routes_itself():
    routed = net_conf("kube-flannel-cfg", **{"Backend.Type": "host-gw"})
    assert value("network.routes", given(workloads=[FLANNEL], settings=routed)) == "flannel's host-gw"
    assert value("network.routes", given(workloads=[CANAL], settings=[])) is None


def on(place, host, address, **more):
    return pod(place, node=host, pod_ip=address, **more)


def test_each_of_three_nodes_is_shown_with_a_pod_of_the_customers_and_its_range():
    nodes = [node(f"n{number}", pod_cidrs=[f"10.42.{number}.0/24"]) for number in range(5)]
    pods = [on(f"shop/cart-{number}", f"n{number}", f"10.42.{number}.7") for number in range(1, 5)]
    pods += [on("kube-system/dns", "n1", "10.42.1.2"), on("kube-system/dns-0", "n0", "10.42.0.2")]
    found = given(nodes=nodes, pods=pods, namespaces=[Namespace(name="shop")])
    rows = value("network.examples", found)
    assert [row["node"] for row in rows] == ["n1", "n2", "n3"]
    assert rows[0] == {"node": "n1", "range": "10.42.1.0/24", "pod": "shop/cart-1", "address": "10.42.1.7"}


def test_a_nodes_range_that_its_pods_are_not_from_is_not_told():
    nodes = [node("n1", pod_cidrs=["10.244.1.0/24"])]
    pods = [on("shop/a", "n1", "192.168.7.9"), on("shop/b", "n1", "10.20.0.4", host_network=True)]
    (row,) = value("network.examples", given(nodes=nodes, pods=pods))
    assert (row["address"], row["range"]) == ("192.168.7.9", "")


def test_without_pods_of_the_pod_network_there_is_none_to_show():
    found = given(nodes=[node("n1")], pods=[on("shop/b", "n1", "10.20.0.4", host_network=True)])
    assert "no running Pod" in fact("network.examples", found).reason
