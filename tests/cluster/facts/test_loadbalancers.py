from deckgen.cluster.snapshot import Port
from tests.cluster.facts.given import fact, given, service, value


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
    assert value("loadbalancers.list", given(services=[one])) == [
        {"namespace": "pay", "name": "gw", "address": "10.20.4.20", "ports": "9090/TCP", "scope": "internal"}
    ]


def test_none_is_an_observation_and_forbidden_is_not():
    assert value("loadbalancers.count", given()) == 0
    assert "forbidden" in fact("loadbalancers.count", given(forbidden=("services",))).reason
