from deckgen.cluster.snapshot import Custom
from tests.cluster.facts.given import fact, given, node, value


def test_anti_affinity_is_never_guessed_from_the_zones():
    spread = given(nodes=[node(zone, labels={"topology.kubernetes.io/zone": zone}) for zone in ("a", "b", "c")])
    found = fact("compute.anti_affinity", spread)
    assert found.value is None
    assert "nova" in found.reason


def machine(kind, name, cluster="shop", **fields):
    label = {"metadata.labels.cluster.x-k8s.io/cluster-name": cluster}
    kept = {f"spec.{key.replace('__', '.')}": text for key, text in fields.items()}
    return Custom(kind=kind, api_version="x/v1", namespace="magnum", name=name, fields=label | kept)


def test_a_management_cluster_names_the_groups_and_no_policy():
    found = given(
        customs=[
            machine("OpenStackMachine", "cp-1", serverGroup__filter__name="shop-control-plane"),
            machine("OpenStackMachine", "cp-2", serverGroup__filter__name="shop-control-plane"),
            machine("OpenStackMachine", "w-1", serverGroupID="3f6b"),
            machine("OpenStackMachine", "w-2", "other"),
        ]
    )
    assert value("compute.server_groups", found) == [
        {"group": "3f6b", "cluster": "shop", "count": 1},
        {"group": "shop-control-plane", "cluster": "shop", "count": 2},
    ]
    assert value("compute.anti_affinity", found) is None
    assert "shop-control-plane" in fact("compute.anti_affinity", found).reason


def test_a_machine_and_the_server_made_for_it_count_once():
    both = [
        machine("OpenStackMachine", "cp-1", serverGroup__id="3f6b"),
        machine("OpenStackServer", "cp-1", serverGroup__id="3f6b"),
        machine("OpenStackServer", "bastion", serverGroup__id="3f6b"),
    ]
    assert value("compute.server_groups", given(customs=both))[0]["count"] == 2


def test_machines_without_a_group_have_none_and_a_workload_cluster_does_not_tell():
    assert (
        "1 OpenStackMachines" in fact("compute.server_groups", given(customs=[machine("OpenStackMachine", "a")])).reason
    )
    assert "no OpenStackMachine" in fact("compute.server_groups", given()).reason


def test_nodes_on_one_host_of_nova_are_not_apart_in_spite_of_their_zones():
    def on(name, host):
        labels = {"topology.openstack.org/host-id": host, "topology.kubernetes.io/zone": name}
        return node(name, "control-plane", labels=labels)

    found = given(nodes=[on("a", "h1"), on("b", "h1"), on("c", "h2"), node("w")])
    assert value("compute.control_plane.hosts.count", found) == 2
    assert "a and b" in fact("compute.control_plane.hosts.count", found).evidence
    assert value("compute.control_plane.together", found) == ["a and b"]
    assert value("compute.control_plane.hosts.count", given(nodes=[on("a", "h1"), node("b", "master")])) is None


def test_a_node_without_a_provider_id_is_not_counted_as_a_server():
    own, other = node("a", provider_id="openstack:///20ef5c43-e06d-42a7-82c2-69632b4f2f30"), node("b")
    assert value("compute.servers.count", given(nodes=[own, other])) == 1
    assert "without: b" in fact("compute.servers.count", given(nodes=[own, other])).evidence
    assert value("compute.servers.count", given(nodes=[other])) is None


def placed(name, *roles, host, zone="z1"):
    labels = {"topology.openstack.org/host-id": host, "topology.kubernetes.io/zone": zone}
    return node(name, *roles, labels={key: text for key, text in labels.items() if text})


def test_hosts_are_numbered_and_their_nodes_counted_by_role():
    nodes = [
        placed("cp-1", "control-plane", host="aa"),
        placed("cp-2", "control-plane", host="aa"),
        placed("wn-1", host="bb", zone="z2"),
    ]
    assert value("compute.hosts", given(nodes=nodes)) == [
        {"host": 1, "zone": "z1", "role": "control plane", "count": 2},
        {"host": 2, "zone": "z2", "role": "worker", "count": 1},
    ]


def test_a_node_that_does_not_tell_its_host_leaves_all_hosts_open():
    nodes = [placed("cp-1", "control-plane", host="aa"), placed("wn-1", host="")]
    assert "1 of 2 nodes have it" in fact("compute.hosts", given(nodes=nodes)).reason
