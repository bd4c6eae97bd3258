"""Reads one list into records, in one piece or page by page, whichever costs the server less."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.cluster import parts
from deckgen.cluster.connection import Target
from deckgen.cluster.decoder import decoder_of
from deckgen.cluster.resources import Resource
from deckgen.cluster.served import prefix
from deckgen.cluster.snapshot import Gap
from deckgen.cluster.transport import RequestFailedError, ask, get

PAGE = 500
"""Objects a request, as kubectl asks for: a server that does not stream holds a whole page in its memory."""

WHOLE = 0
"""No limit: the list comes in one piece."""

STREAMS_FROM = 33
"""The minor release from which on the API server streams lists (KEP-5116), and a whole one costs it less than pages."""

NAMESPACES = "namespaces"

Told = Callable[[str, int], None]
"""Told a resource and how many of its objects have been read so far, whenever there are more."""


class Outcome(Struct, frozen=True):
    """What came of reading a resource: its records, or the gap that it leaves; both where a part of it was read."""

    resource: Resource
    records: list[Any] = field(default_factory=list)
    gap: Gap | None = None


def limits(git_version: str) -> tuple[int, int]:
    """Give how many objects to ask for at once of a server of this version, first and at the second attempt."""
    found = re.match(r"v1\.(\d+)", git_version)
    return (WHOLE, PAGE) if found and int(found[1]) >= STREAMS_FROM else (PAGE, WHOLE)


def attempt(target: Target, resource: Resource, version: str, order: Sequence[int], told: Told) -> Outcome:
    """Read a resource, or what tells the same where it cannot be read; see ``read``.

    What may not be listed in the whole cluster is read of the one namespace that the target names; the outcome then has
    records and a gap.

    Raises:
        ClusterError: the server does not accept the credentials.
    """
    ways = [(resource, version)]
    if resource.instead:
        ways.append((resource.instead, resource.instead.versions[0]))
    gap = None
    for way, served_as in ways:
        try:
            return Outcome(way, read(target, way, served_as, order, told))
        except RequestFailedError as error:
            gap = gap or Gap(resource=resource.name, reason=error.reason, detail=error.detail)
    if gap and gap.reason == "forbidden" and target.namespace:
        for way, served_as in ways:
            with suppress(RequestFailedError, msgspec.DecodeError):
                records = _of_namespace(target, way, served_as, order, told)
                return Outcome(resource, records, msgspec.structs.replace(gap, namespace=target.namespace))
    return Outcome(resource, gap=gap)


def _of_namespace(target: Target, resource: Resource, version: str, order: Sequence[int], told: Told) -> list[Any]:
    """Read what there is of a resource in the target's namespace, or that namespace itself.

    Raises:
        RequestFailedError: it cannot be read, or does not stand in a namespace.
    """
    if not resource.local:
        raise RequestFailedError("forbidden", "no resource of a namespace")
    if resource.plural == NAMESPACES:
        found = decoder_of(resource.item).decode(get(target, f"/api/v1/{NAMESPACES}/{target.namespace}"))
        return [resource.record(found)]
    return read(target, replace(resource, namespace=target.namespace), version, order, told)


def read(target: Target, resource: Resource, version: str, order: Sequence[int], told: Told) -> list[Any]:
    """Read a list into records.

    Where it breaks off it is read again from the start, with the next limit: pages whose continue token has expired
    (410) in one piece, as the API's documentation advises
    (https://kubernetes.io/docs/reference/using-api/api-concepts/); what takes longer than a server lets a request last
    (a minute) in pages.

    Args:
        target: the cluster.
        resource: what to list.
        version: the group and version to ask for it in.
        order: the limits to ask with, from ``limits``.
        told: of the resource and how many records there are so far.

    Raises:
        RequestFailedError: it cannot be read to its end; half a list would be taken for the whole of it.
        ClusterError: the server does not accept the credentials.
    """
    first, *others = order
    try:
        return _pages(target, resource, version, told, first)
    except msgspec.DecodeError as error:
        raise RequestFailedError("failed", f"not as expected: {error}") from error
    except RequestFailedError as error:
        if not others or error.reason in {"forbidden", "absent"}:
            raise
        return read(target, resource, version, others, told)


def _pages(target: Target, resource: Resource, version: str, told: Told, limit: int) -> list[Any]:
    within = f"/namespaces/{resource.namespace}" if resource.namespace else ""
    path = f"{prefix(version)}{within}/{resource.plural}"
    query: dict[str, str | int] = {"limit": limit} if limit else {}
    make = partial(resource.record, version=version) if resource.versioned else resource.record
    records: list[Any] = []
    while True:
        page, token = ask(target, path, query, partial(_page, item=resource.item, make=make))
        records += page
        told(resource.name, len(records))
        if not token:
            return records
        query["continue"] = token


def _page(pieces: Iterator[bytes], item: Any, make: Callable[[Any], Any]) -> tuple[list[Any], str]:
    """Make records of one page's items as they arrive, and give them with the token of the next page."""
    records: list[Any] = []

    def take(items: list[Any]) -> None:
        records.extend(record for record in map(make, items) if record is not None)

    return records, parts.decode(pieces, item, take)
