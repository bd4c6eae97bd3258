"""Made-up names that stand in for real ones: the same for the same value, believable, and telling nothing of it.

Names count up in the order in which they are asked for. Domains are example.com and its kin (RFC 2606), addresses are
those kept for documentation (RFC 5737, RFC 3849), and addresses of one network stay in one network.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from deckgen.confidential import Value
from deckgen.fact import Holds
from deckgen.pattern import KEYSTONE_ID, UUID, host_of, is_address
from deckgen.wording import SPELLED

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

STEMS = {
    Holds.CUSTOMER: "example",
    Holds.PERSON: "person",
    Holds.PHONE: "telephone",
    Holds.HOST_NAME: "node",
    Holds.NAMESPACE: "app",
    Holds.OBJECT: "workload",
    Holds.PLATFORM: "kind",
    Holds.DOMAIN: "site",
    Holds.IDENTIFIER: "id",
}
"""What a made-up name of each class begins with."""

SPELLED_OUT = (Holds.NAMESPACE, Holds.DOMAIN)
"""Classes whose names count in words, as people name such things: app-two."""

ZONES = ("example.com", "example.net", "example.org")
DOCUMENTATION = tuple(
    part
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")
    for part in IPv4Network(network).subnets(new_prefix=28)
)
"""A part for each network that is stood in for."""

DOCUMENTATION_6 = 0x20010DB8 << 96

HOSTS = 14
"""Addresses that a /28 has for hosts."""

PREFIXES = {4: 24, 6: 64}
"""The length of the prefix of a network of which nothing is known, by the version of IP."""


class Pseudonyms:
    """The made-up names of a run.

    Args:
        known: made-up names of earlier runs by the real ones; they are kept.
        taken: real names, which no made-up one may happen to be.
        zones: the DNS zones that are known; a host's name stays in the zone that it is in.
        networks: the networks that are known, such as ``10.42.3.0/24``; an address belongs to the smallest around it,
            else to its /24, or in IPv6 its /64.
    """

    def __init__(
        self,
        known: Mapping[str, str] | None = None,
        taken: Iterable[str] = (),
        zones: Iterable[str] = (),
        networks: Iterable[str] = (),
    ) -> None:
        self.made: dict[str, str] = dict(known or {})
        self._taken = {*taken, *self.made.values()}
        self._zones = sorted(zones, key=len, reverse=True)
        self._names: dict[str, Iterator[int]] = defaultdict(lambda: itertools.count(1))
        self._given = _Addresses(networks)
        self._makers: dict[Holds, Callable[[Value], str]] = {
            Holds.EMAIL: lambda value: f"{self._name(Value(value.text, Holds.PERSON))}@example.com",
            Holds.URL: self._url,
            Holds.DOMAIN: self._domain,
            Holds.ADDRESS: lambda value: self._given.of(value.text),
            Holds.OUR_ADDRESS: lambda value: self._given.of(value.text),
            Holds.IDENTIFIER: self._identifier,
        }

    def of(self, value: Value) -> str:
        """Give the made-up name of ``value``: the one it had, or a new one."""
        if value.text not in self.made:
            make = self._makers.get(value.holds, self._name)
            self.made[value.text] = self._free(make, value)
        return self.made[value.text]

    def _free(self, make: Callable[[Value], str], value: Value) -> str:
        name = make(value)
        while name in self._taken and value.holds not in (Holds.URL, Holds.ADDRESS, Holds.OUR_ADDRESS):
            name = make(value)
        self._taken.add(name)
        return name

    def _name(self, value: Value) -> str:
        stem = value.stem or STEMS.get(value.holds, "item")
        number = next(self._names[stem])
        if value.holds in SPELLED_OUT and number < len(SPELLED):
            return f"{stem}-{SPELLED[number]}"
        return f"{stem}-{number:02}"

    def _url(self, value: Value) -> str:
        host = host_of(value.text) if "://" in value.text else value.text
        if host == value.text and not is_address(host):
            return self._domain(value)
        name = self.of(Value(host, Holds.ADDRESS if is_address(host) else Holds.DOMAIN))
        scheme, separator, _ = value.text.partition("://")
        return f"{scheme}://{f'[{name}]' if ':' in name else name}" if separator else name

    def _domain(self, value: Value) -> str:
        """Give a zone's name, or a host's in the zone that it is in."""
        text = value.text
        if text.startswith("*."):
            return f"*.{self.of(Value(text[2:], Holds.DOMAIN))}"
        if text in self._zones:
            number = next(self._names["zone"]) - 1
            return ZONES[number] if number < len(ZONES) else f"zone-{number + 1:02}.example.com"
        zone = next((zone for zone in self._zones if text.endswith(f".{zone}")), "")
        return f"{self._name(Value(text, Holds.DOMAIN))}.{self.of(Value(zone, Holds.DOMAIN)) if zone else ZONES[0]}"

    def _identifier(self, value: Value) -> str:
        if UUID.fullmatch(value.text):
            return f"00000000-0000-4000-8000-{next(self._names['uuid']):012x}"
        if KEYSTONE_ID.fullmatch(value.text):
            return f"{next(self._names['hex']):032x}"
        return self._name(value)


class _Addresses:
    """Gives addresses for documentation: to the first networks a part of RFC 5737's each, to the others RFC 3849's."""

    def __init__(self, networks: Iterable[str]) -> None:
        self._known = sorted(map(_network, filter(is_address, networks)), key=lambda one: one.prefixlen, reverse=True)
        self._given: dict[tuple[Network, int], Network] = {}
        self._hosts: dict[Network, Iterator[int]] = defaultdict(itertools.count)

    def of(self, text: str) -> str:
        """Give the address or the network that stands in for ``text``; of anything else, no address at all."""
        if not is_address(text):
            return "address"
        if "/" in text:
            return str(self._stand_in(_network(text)))
        inner = self._network_of(ip_address(text))
        block, number = divmod(next(self._hosts[inner]), HOSTS)
        return str(self._stand_in(inner, block).network_address + number + 1)

    def _network_of(self, address: Address) -> Network:
        around = (one for one in self._known if address.version == one.version and address in one)
        return next(around, _network(f"{address}/{PREFIXES[address.version]}"))

    def _stand_in(self, real: Network, block: int = 0) -> Network:
        """Give the network that stands in for a real one; a further one where its addresses are more than fit."""
        number = len(self._given)
        fresh: Network = (
            DOCUMENTATION[number]
            if number < len(DOCUMENTATION)
            else IPv6Network((DOCUMENTATION_6 | (number + 1) << 64, PREFIXES[6]))
        )
        return self._given.setdefault((real, block), fresh)


def _network(text: str) -> Network:
    return ip_network(text, strict=False)
