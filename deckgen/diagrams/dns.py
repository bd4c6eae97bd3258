"""The way of a host name: from what an Ingress says to a zone in designate."""

from collections.abc import Iterator

from deckgen.fact import Facts, Source
from deckgen.rounded import how_many
from deckgen.scene import Box, Scene
from deckgen.sketch import Station, counted, known, listed, path, some, source_of, source_of_lines


def draw(facts: Facts) -> Scene | None:
    """Draw who writes the records; None where none are known to be written to designate."""
    if not known(facts, "dns.designate.present"):
        return None
    return path("dns", "A host name's way", list(_stations(facts)))


def _stations(facts: Facts) -> Iterator[Station]:
    names = _names(facts)
    seen = source_of_lines(names, facts, "dns.sources", "ingress.hosts", "ingress.count")
    yield Box("names", "host names", names, source=seen, role="ingress"), ""
    source, version = source_of(facts, "dns.designate.present"), known(facts, "dns.external_dns.version")
    # That designate is written to is seen by external-dns alone; a profile may know of it without.
    if version or source is Source.OBSERVED:
        seen = source_of(facts, "dns.external_dns.version") if version else source
        yield Box("external-dns", "external-dns", some([version]), source=seen, role="controller"), "watched by"
    kept = source_of(facts, "dns.designate.present", "dns.zones")
    yield Box("designate", "designate", _zones(facts), "openstack", kept, role="dns"), "writes records"


def _names(facts: Facts) -> tuple[str, ...]:
    """Say whose names are written: of Ingresses, unless it shows that they are not watched."""
    if "ingress" not in known(facts, "dns.sources", ["ingress"]):
        return ("of Services",) if "service" in known(facts, "dns.sources") else ()
    host = _host(facts)
    ingresses = counted(known(facts, "ingress.count"), "Ingress", "Ingresses")
    return some([host and f"for example {host}", ingresses and f"{ingresses} in the cluster"])


def _zones(facts: Facts) -> tuple[str, ...]:
    zones = known(facts, "dns.zones", [])
    if len(zones) > 1:
        return counted(how_many(zones), "zone") or "", listed(zones)
    return (f"zone {zones[0]}" if zones else "DNS zones",)


def _host(facts: Facts) -> str | None:
    """Give one published host name in a zone that is written: the shortest, which reads best."""
    zones = known(facts, "dns.zones", [])
    hosts = [str(url).rpartition("://")[2] for url in known(facts, "ingress.hosts", [])]
    written = [host for host in hosts if any(f".{host}".endswith(f".{zone}") for zone in zones)]
    return min(written, key=lambda host: (len(host), host), default=None)
