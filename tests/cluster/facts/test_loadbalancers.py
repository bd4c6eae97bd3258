import pytest

from deckgen.cluster.snapshot import Endpoints, Port
from tests.cluster.facts.given import container, custom, fact, given, service, value, workload

CONTROLLER = workload("kube-system/occm", "provider-os/openstack-cloud-controller-manager:v1.33.0", kind="DaemonSet")


def balanced(place, *addresses, **fields):
    return service(place, type="LoadBalancer", addresses=list(addresses), **fields)


def test_an_address_is_peeled_off_the_host_name_that_proxy_protocol_needs():
    found = given(services=[balanced("apps/api", "203.0.113.80.nip.io"), balanced("apps/b", "lb.example.org")])
    assert value("loadbalancers.addresses", found) == ["203.0.113.80", "lb.example.org"]


def test_one_without_an_address_is_pending_and_still_counts():
    found = given(services=[balanced("apps/api"), service("apps/internal")])
    assert value("loadbalancers.count", found) == 1
    assert value("loadbalancers.pending.count", found) == 1


def test_the_annotation_makes_it_internal():
    internal = {"service.beta.kubernetes.io/openstack-internal-load-balancer": "true"}
    one = balanced("pay/gw", "10.20.4.20", annotations=internal, ports=[Port(port=9090)])
    (row,) = value("loadbalancers.list", given(services=[one]))
    told = {"namespace": "pay", "name": "gw", "address": "10.20.4.20", "ports": "9090/TCP", "scope": "internal"}
    assert row.items() >= told.items()


def test_none_is_an_observation_and_forbidden_is_not():
    assert value("loadbalancers.count", given()) == 0
    assert "forbidden" in fact("loadbalancers.count", given(forbidden=("services",))).reason


def test_a_host_name_that_somebody_asked_for_is_not_peeled():
    asked = {"loadbalancer.openstack.org/hostname": "203.0.113.80.lb.example.com"}
    found = given(services=[balanced("apps/api", "203.0.113.80.lb.example.com", annotations=asked)])
    assert value("loadbalancers.addresses", found) == ["203.0.113.80.lb.example.com"]


def test_a_newer_address_is_peeled_off_too():
    assert value("loadbalancers.addresses", given(services=[balanced("a/b", "2001:db8::80.nip.io")])) == [
        "2001:db8::80"
    ]


def test_classes_are_those_that_services_name():
    one = balanced("a/b", annotations={"loadbalancer.openstack.org/class": "fast"})
    assert value("loadbalancers.classes", given(services=[one, balanced("a/c")])) == ["fast"]
    assert value("loadbalancers.classes", given(services=[balanced("a/c")])) is None


def test_the_cloud_controller_has_made_what_nobody_else_was_asked_for():
    own, pending = balanced("a/own", "203.0.113.5"), balanced("a/pending")
    foreign = balanced("a/foreign", "192.0.2.5", balancer_class="io.cilium/bgp-control-plane")
    assert value("loadbalancers.octavia.count", given(workloads=[CONTROLLER], services=[own, pending, foreign])) == 2
    assert value("loadbalancers.octavia.count", given(workloads=[CONTROLLER], services=[pending])) is None


def test_an_address_alone_is_no_sign_of_octavia():
    found = given(services=[balanced("a/own", "192.0.2.5")])
    assert value("loadbalancers.octavia.count", found) is None
    assert "1 Services" in fact("loadbalancers.octavia.count", found).reason


@pytest.mark.parametrize(
    "other",
    [
        {"workloads": [CONTROLLER, workload("metallb-system/controller", "quay.io/metallb/controller:v0.14.9")]},
        {"workloads": [CONTROLLER], "customs": [custom("IPPool", "lb", allowedUses=["LoadBalancer"])]},
    ],
)
def test_where_somebody_else_makes_load_balancers_only_marked_ones_are_octavias(other):
    marked = balanced("a/marked", "203.0.113.5", annotations={"loadbalancer.openstack.org/load-balancer-id": "x"})
    found = given(services=[marked, balanced("a/other", "192.0.2.5")], **other)
    assert value("loadbalancers.octavia.count", found) == 1
    assert [row["scope"] for row in value("loadbalancers.list", found)] == ["external", ""]


def test_the_controller_is_known_by_its_container_under_any_image():
    own = workload("x/y", containers=[container("mirror/any:1", name="openstack-cloud-controller-manager")])
    assert value("openstack.cloud_controller.present", given(workloads=[own])) is True
    assert value("loadbalancers.octavia.count", given(workloads=[own])) == 0


def test_whom_a_load_balancer_of_another_maker_answers_does_not_show():
    own, foreign = balanced("a/own", "203.0.113.5"), balanced("a/foreign", "192.0.2.5", balancer_class="metallb.io/l2")
    rows = value("loadbalancers.list", given(workloads=[CONTROLLER], services=[own, foreign]))
    assert {row["name"]: row["scope"] for row in rows} == {"own": "external", "foreign": ""}


SLICES = ("endpointslices.discovery.k8s.io",)


def test_the_nodes_ports_and_the_ready_pods_behind_a_load_balancer_are_told():
    ports = [Port(port=443, node_port=31082), Port(port=80, node_port=31081)]
    one = balanced("web/shop", "203.0.113.9", ports=ports)
    behind = [Endpoints(namespace="web", service="shop", addresses=["10.42.1.7", "10.42.2.9"])]
    (row,) = value("loadbalancers.list", given(services=[one], endpoints=behind, served=SLICES))
    assert (row["node_ports"], row["pods"]) == ("31082, 31081", 2)
    (unread,) = value("loadbalancers.list", given(services=[one], endpoints=behind))
    assert unread["pods"] is None


def test_a_service_that_no_slice_names_is_not_said_to_have_no_ready_pod():
    other = [Endpoints(namespace="web", service="empty", addresses=[])]
    services = [balanced("web/empty"), balanced("web/shop")]
    rows = value("loadbalancers.list", given(services=services, endpoints=other, served=SLICES))
    assert {row["name"]: row["pods"] for row in rows} == {"empty": 0, "shop": None}


def test_a_pod_with_addresses_of_both_families_is_counted_once():
    both = [Endpoints(namespace="web", service="shop", addresses=["10.42.1.7", "2001:db8::7"])]
    found = given(services=[balanced("web/shop", "203.0.113.9")], endpoints=both, served=SLICES)
    assert [row["pods"] for row in value("loadbalancers.list", found)] == [1]


def test_an_address_is_floating_only_where_the_service_names_its_network_and_is_not_internal():
    network = {"loadbalancer.openstack.org/floating-network-id": "2beda52e"}
    internal = {"service.beta.kubernetes.io/openstack-internal-load-balancer": "true"}
    services = [
        balanced("a/one", "203.0.113.5", annotations=network),
        balanced("a/three", "203.0.113.7"),
        balanced("a/two", "10.20.4.20", annotations=network | internal),
    ]
    rows = value("loadbalancers.list", given(services=services))
    assert {row["name"]: row["floating"] for row in rows} == {"one": True, "two": False, "three": False}
