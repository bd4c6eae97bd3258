"""What answers behind a Service: how many Pods are ready for it."""

from collections.abc import Mapping

from deckgen.cluster.remember import remembered
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Snapshot


def ready_behind(snapshot: Snapshot, namespace: str, service: str) -> int | None:
    """Count the Pods that are ready behind a Service; None where that was not read, or no slice names the Service.

    Source: EndpointSlices, before 1.21 Endpoints. A Pod has an address of each family in a cluster with two, so that
    the family with more of them counts.
    """
    return None if unread(snapshot, "endpointslices") else _ready(snapshot).get((namespace, service))


@remembered
def _ready(snapshot: Snapshot) -> Mapping[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for one in snapshot.endpoints:
        newer = sum(":" in address for address in set(one.addresses))
        key = one.namespace, one.service
        found[key] = max(newer, len(set(one.addresses)) - newer, found.get(key, 0))
    return found
