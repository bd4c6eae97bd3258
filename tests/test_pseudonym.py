from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.confidential import Value
from deckgen.fact import Holds
from deckgen.pseudonym import Pseudonyms

DOCUMENTATION = [ip_network(one) for one in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")]


def is_for_documentation(text):
    address = ip_address(text)
    return any(address in network for network in DOCUMENTATION if network.version == address.version)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Value("retail-prod-wn-1", Holds.HOST_NAME, "worker"), "worker-01"),
        (Value("payments", Holds.NAMESPACE), "app-one"),
        (Value("anna@retail.test", Holds.EMAIL), "person-01@example.com"),
        (Value("shop.retail.test", Holds.DOMAIN), "site-one.example.com"),
        (Value("*.retail.test", Holds.DOMAIN), "*.site-one.example.com"),
        (Value("https://shop.retail.test:8443/a?b=c", Holds.URL), "https://site-one.example.com"),
        (Value("shop.retail.test", Holds.URL), "site-one.example.com"),
        (Value("10.1.2.3", Holds.URL), "192.0.2.1"),
        (Value("https://10.1.2.3/v3", Holds.URL), "https://192.0.2.1"),
        (Value("98aa9f5c-e272-46e7-8c24-5bf6ac7b1136", Holds.IDENTIFIER), "00000000-0000-4000-8000-000000000001"),
        (Value("7f3c9a1e5b2d4860a1c4e7d90b3f6a25", Holds.IDENTIFIER), "00000000000000000000000000000001"),
    ],
)
def test_a_made_up_name_is_of_the_same_kind(value, expected):
    assert Pseudonyms().of(value) == expected


def test_the_same_value_has_the_same_name_and_another_one_another():
    names = Pseudonyms()
    first, second = Value("shop", Holds.NAMESPACE), Value("web", Holds.NAMESPACE)
    assert [names.of(first), names.of(second), names.of(first)] == ["app-one", "app-two", "app-one"]


def test_names_of_an_earlier_run_are_kept_and_not_given_again():
    names = Pseudonyms({"shop": "app-one"})
    assert names.of(Value("shop", Holds.NAMESPACE)) == "app-one"
    assert names.of(Value("web", Holds.NAMESPACE)) == "app-two"


def test_no_made_up_name_is_a_real_one():
    assert Pseudonyms(taken=["worker-01"]).of(Value("a", Holds.HOST_NAME, "worker")) == "worker-02"


def test_a_host_stays_in_its_zone():
    names = Pseudonyms(zones=["retail.test", "other.test"])
    assert names.of(Value("other.test", Holds.DOMAIN)) == "example.com"
    assert names.of(Value("shop.retail.test", Holds.DOMAIN)) == "site-one.example.net"
    assert names.of(Value("retail.test", Holds.DOMAIN)) == "example.net"


def test_addresses_of_one_network_stay_in_one_network():
    names = Pseudonyms(networks=["10.42.0.0/16", "10.42.3.0/24"])

    def of(text):
        return names.of(Value(text, Holds.ADDRESS))

    nodes, first, second, other = of("10.42.3.0/24"), of("10.42.3.7"), of("10.42.3.8"), of("10.42.9.1")
    assert {ip_address(first), ip_address(second)} <= set(ip_network(nodes).hosts())
    assert ip_address(other) not in ip_network(nodes)
    assert len({first, second, other}) == 3


@given(st.lists(st.ip_addresses(), max_size=120, unique=True))
def test_every_address_is_one_for_documentation_and_none_stands_for_two(addresses):
    names = Pseudonyms(networks=["10.0.0.0/8"])
    made = [names.of(Value(str(address), Holds.ADDRESS)) for address in addresses]
    assert all(map(is_for_documentation, made))
    assert len(set(made)) == len(made)


def test_a_large_network_has_room_for_all_its_addresses():
    names = Pseudonyms()
    made = {names.of(Value(f"10.0.{high}.{low}", Holds.ADDRESS)) for high in range(8) for low in range(250)}
    assert len(made) == 2000
    assert all(map(is_for_documentation, made))
