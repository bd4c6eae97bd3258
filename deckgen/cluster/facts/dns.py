"""DNS records for what runs here: external-dns and designate."""

from deckgen.cluster import builder, image, product
from deckgen.cluster.definition import Definition
from deckgen.cluster.running import Running
from deckgen.cluster.sight import WORKLOADS
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_SIDECARS = ("external-dns-openstack-webhook", "external-dns-designate-webhook")
_PROVIDER = "--provider or EXTERNAL_DNS_PROVIDER"
_NONE = "nothing runs an image of external-dns"
_HOSTED = f"{_NONE}; with Gardener, one beside the control plane would not show"


def designate_present(snapshot: Snapshot) -> Finding:
    """Say whether external-dns writes to designate; where nothing runs its image, nothing does.

    Beside a hosted control plane it stays open: gardener/gardener-extension-shoot-dns-service runs its DNS controller
    there, and gardener/external-dns-management knows designate.

    Source: kubernetes-sigs/external-dns ``--provider=designate`` (up to 0.16); from 0.17 ``--provider=webhook`` with a
    sidecar image of inovex/external-dns-openstack-webhook.
    """
    for one, container in product.EXTERNAL_DNS.found(snapshot):
        if container.flags.get("provider") == "designate":
            return observed(value=True, evidence=f"{one.place} {_PROVIDER}: designate")
        if _has_sidecar(one):
            return observed(value=True, evidence=f"{one.place} with a webhook sidecar for designate")
    found = product.EXTERNAL_DNS.found(snapshot)
    if silent := [one.place for one, container in found if "provider" not in container.flags]:
        return not_visible(f"{silent[0]} has no --provider and no EXTERNAL_DNS_PROVIDER in words")
    if not found and builder.is_hosted(snapshot):
        return not_visible(_HOSTED)
    others = [f"{one.place} {_PROVIDER}: {container.flags['provider']}" for one, container in found]
    return observed(value=False, evidence="; ".join(others) or _NONE)


def version(snapshot: Snapshot) -> Finding:
    """Give external-dns's version. Source: image tag."""
    found = product.EXTERNAL_DNS.version(snapshot)
    return observed(found, "image tag of external-dns") if found else not_visible(_NONE)


def zones(snapshot: Snapshot) -> Finding:
    """Give the zones that external-dns keeps. Source: its flag ``--domain-filter``, which may be given many times."""
    said = [container.flags.get("domain-filter", "") for _, container in product.EXTERNAL_DNS.found(snapshot)]
    found = sorted({zone.strip() for value in said for zone in value.split(",")} - {""})
    if found:
        return observed(found, f"--domain-filter or EXTERNAL_DNS_DOMAIN_FILTER of {len(said)} external-dns")
    return not_visible("external-dns names no --domain-filter" if said else _NONE)


def sources(snapshot: Snapshot) -> Finding:
    """Give the resources whose names external-dns writes. Source: its flag ``--source``, which may be given many times.

    One that names none in words leaves it open: external-dns does not start without, so a file or a variable has it.
    """
    found = product.EXTERNAL_DNS.found(snapshot)
    said = [container.flags.get("source", "") for _, container in found]
    if found and all(said):
        return observed(
            sorted({one for value in said for one in value.split(",")}), f"--source of {len(said)} external-dns"
        )
    return not_visible("an external-dns names no --source in words" if found else _NONE)


def _has_sidecar(one: Running) -> bool:
    return any(image.is_of(container.image, *_SIDECARS) for container in one.containers)


_FLAGS = "external-dns' flags and sidecar"

FACTS = (
    Definition(
        "dns.designate.present",
        "Whether DNS records for Services and Ingresses are written to designate",
        "flag",
        designate_present,
        _FLAGS,
        needs=WORKLOADS,
    ),
    Definition(
        "dns.external_dns.version", "The version of external-dns", "text", version, "its image tag", needs=WORKLOADS
    ),
    Definition(
        "dns.zones",
        "The DNS zones that the cluster writes to",
        "texts",
        zones,
        _FLAGS,
        needs=WORKLOADS,
        holds=Holds.DOMAIN,
    ),
    Definition(
        "dns.sources",
        "The resources whose host names external-dns writes, as it calls them",
        "texts",
        sources,
        "external-dns' flag --source or EXTERNAL_DNS_SOURCE",
        needs=WORKLOADS,
    ),
)
