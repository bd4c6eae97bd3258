import pytest

from deckgen.cluster.snapshot import Custom
from deckgen.fact import Holds
from tests.cluster.facts.given import fact, given, value

SERVED = ("gatewayclasses.gateway.networking.k8s.io", "gateways.gateway.networking.k8s.io")
CLASS = "spec.controllerName"
LISTENERS = "spec.listeners[].{name,hostname,protocol}"
PROGRAMMED = "status.conditions[Programmed].status"


def custom(kind, name, **fields):
    return Custom(kind=kind, api_version="gateway.networking.k8s.io/v1", namespace="web", name=name, fields=fields)


def made(controller, *gateways):
    return [custom("GatewayClass", "front", **{CLASS: controller}), *gateways]


def gateway(name="shop", programmed="True", of="front"):
    return custom(
        "Gateway",
        name,
        **{
            "spec.gatewayClassName": of,
            LISTENERS: [{"name": "web", "protocol": "HTTPS"}, {"name": "plain", "protocol": "HTTP"}],
            "status.addresses[].value": ["203.0.113.40"],
            PROGRAMMED: programmed,
        },
    )


def read(customs):
    return given(customs=customs, served=SERVED)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("gateway.nginx.org/nginx-gateway-controller", "NGINX Gateway Fabric"),
        ("gateway.nginx.org/another", "NGINX Gateway Fabric"),
        ("gateway.envoyproxy.io/gatewayclass-controller", "Envoy Gateway"),
        ("io.cilium/gateway-controller", "Cilium"),
        ("traefik.io/gateway-controller", "Traefik"),
        ("example.com/own-controller", "example.com/own-controller"),
    ],
)
def test_a_controller_is_called_by_the_domain_of_its_name(said, name):
    assert value("gateway.controllers", read(made(said, gateway()))) == [name]


def test_a_gateway_is_in_use_once_its_controller_has_made_it():
    found = read(made("io.cilium/gateway-controller", gateway(), gateway("late", "False"), gateway("lost", of="gone")))
    assert value("gateway.count", found) == 1
    assert value("gateway.addresses", found) == ["203.0.113.40"]
    rows = {row["name"]: row for row in value("gateway.list", found)}
    assert rows["shop"]["in_use"] is True
    assert rows["shop"]["protocols"] == "HTTP, HTTPS"
    assert [rows["late"]["in_use"], rows["lost"]["in_use"]] == [False, False]
    assert fact("gateway.list", found).holds is Holds.ADDRESS


def test_a_class_alone_proves_nothing():
    found = read(made("traefik.io/gateway-controller"))
    assert value("gateway.count", found) == 0
    assert value("gateway.controllers", found) is None
    assert "Programmed" in fact("gateway.controllers", found).reason


def test_a_server_without_the_gateway_api_has_no_gateway():
    assert value("gateway.count", given()) == 0
    assert "does not serve" in fact("gateway.controllers", given()).reason


def test_gateways_that_may_not_be_read_are_not_none():
    found = given(forbidden=("gateways.gateway.networking.k8s.io",))
    assert value("gateway.count", found) is None
    assert value("gateway.list", found) is None


def test_a_route_counts_once_a_controller_has_taken_it_up():
    routes = [
        custom("HTTPRoute", "a", **{"status.parents[].controllerName": ["io.cilium/gateway-controller"]}),
        custom("HTTPRoute", "b"),
        custom("GRPCRoute", "c", **{"status.parents[].controllerName": ["io.cilium/gateway-controller"]}),
        custom("TLSRoute", "d"),
    ]
    assert value("gateway.routes.count", read(routes)) == 2
