"""Reads a live cluster into a snapshot: discovery, then lists page by page, then a few ConfigMaps by name.

Threads only wait for answers; decoding and everything else happens in the caller's thread, so that no more than a page
a resource is held at any time and ``progress`` is never called from two threads.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec

from deckgen.cluster import config_maps, objects, resources
from deckgen.cluster.connection import CONNECTIONS, Target, connect, contexts, current_context
from deckgen.cluster.listing import Listing
from deckgen.cluster.served import served
from deckgen.cluster.snapshot import Gap, Origin, Setting, Snapshot
from deckgen.cluster.transport import RequestFailedError, get
from deckgen.cluster.wire_objects import ConfigMap
from deckgen.errors import ClusterError

__all__ = ["Target", "collect", "connect", "contexts", "current_context"]

CONFIG_MAPS = "configmaps"
Progress = Callable[[str, int], None]
"""Told a resource and how many of its objects have been read so far, whenever there are more."""


class _Version(msgspec.Struct, rename="camel"):
    """version.Info, the answer of /version."""

    git_version: str = ""


def collect(target: Target, progress: Progress = lambda _name, _count: None) -> Snapshot:
    """Read a cluster, with get and list alone.

    What cannot be read becomes a gap of the snapshot. Records are sorted by namespace and name, so that the same
    cluster gives the same snapshot but for its time.

    Args:
        target: the cluster, from ``connect``.
        progress: told of each page that was read, in this thread.

    Raises:
        ClusterError: the server does not answer, does not accept the credentials, or forbids everything.
    """
    taken = datetime.now(UTC).replace(microsecond=0)
    pool = ThreadPoolExecutor(CONNECTIONS, "deckgen-get")
    try:
        version = _version(target)
        listings, gaps = _discover(target, pool)
        with _without_collector():
            _read(target, listings, pool, progress)
            listings = _replaced(target, listings, pool, progress)
        gaps += [one.gap for one in listings if one.gap]
        found = _fields([one for one in listings if not one.gap])
        found["settings"], refused = _settings(target, found, pool)
    finally:
        pool.shutdown(cancel_futures=True)
    gaps += [refused] if refused else []
    if not any(not one.gap for one in listings):
        raise _nothing_read(target, gaps)
    names = {one.resource.name for one in listings if not one.gap} | ({CONFIG_MAPS} if not refused else set())
    return Snapshot(
        taken=taken,
        origins=[Origin(version=version, name=target.name)],
        gaps=sorted(gaps, key=lambda gap: gap.resource),
        resources=sorted(names),
        **found,
    )


def _version(target: Target) -> str:
    """Give the server's version; the first request, so the one that finds out whether anything answers."""
    try:
        return msgspec.json.decode(get(target, "/version"), type=_Version).git_version
    except RequestFailedError as error:
        if error.reason == "forbidden":
            return ""
        raise ClusterError(
            f"context {target.name!r}: {target.host} cannot be read: {error.detail}",
            error.hint or "see whether `kubectl version` works here",
        ) from error
    except msgspec.DecodeError as error:
        raise ClusterError(
            f"context {target.name!r}: {target.host} answers, but not as a Kubernetes API server",
            "check `server` in the kubeconfig",
        ) from error


def _discover(target: Target, pool: Executor) -> tuple[list[Listing], list[Gap]]:
    """Say which lists to read, and which of the resources that facts want are not to be had."""
    versions = {version for resource in resources.ALL for version in resource.versions}
    try:
        found, silent = served(target, versions, pool)
    except (RequestFailedError, msgspec.DecodeError) as error:
        if getattr(error, "reason", "") == "forbidden":  # as to somebody without credentials
            raise _nothing_allowed(target) from error
        raise ClusterError(
            f"context {target.name!r}: {target.host} does not say what it serves: {error}",
            "see whether `kubectl api-resources` works here",
        ) from error
    listings, gaps = [], []
    for resource in resources.ALL:
        version = next((one for one in resource.versions if (one, resource.plural) in found), "")
        if version:
            listings.append(Listing(resource, version))
        elif silent.intersection(resource.versions):
            gaps.append(Gap(resource=resource.name, reason="failed", detail="discovery gave no answer for its group"))
        elif resource.needed:
            gaps.append(Gap(resource=resource.name, reason="absent", detail="this server does not serve it"))
    return listings, gaps


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause Python's cycle collector: a page is a hundred thousand objects without a cycle, for it to look through."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(target: Target, listings: Iterable[Listing], pool: Executor, progress: Progress) -> None:
    """Read the lists, several at a time, and of each one page after the other."""
    pending: dict[Future[bytes], Listing] = {one.fetch(target, pool): one for one in listings}
    while pending:
        done, _ = wait(pending, return_when=FIRST_COMPLETED)
        while done:
            # Nothing here may go on holding a future, for that holds its page.
            future = done.pop()
            listing = pending.pop(future)
            listing.answer(future)
            del future
            following = listing.following(target, pool)
            if following:
                pending[following] = listing
            listing.take()
            progress(listing.resource.name, len(listing.records))


def _replaced(target: Target, listings: list[Listing], pool: Executor, progress: Progress) -> list[Listing]:
    """Read what tells the same as a list that could not be read; where that works, it stands in its place."""
    failed = [(one, one.resource.instead) for one in listings if one.gap and one.resource.instead]
    substitutes = {id(one): Listing(instead, instead.versions[0]) for one, instead in failed}
    _read(target, substitutes.values(), pool, progress)
    worked = {key: one for key, one in substitutes.items() if not one.gap}
    return [worked.get(id(one), one) for one in listings]


def _fields(listings: Iterable[Listing]) -> dict[str, Any]:
    """Give the snapshot's fields with their records, sorted."""
    found: dict[str, list[Any]] = {}
    for one in listings:
        found.setdefault(one.resource.field, []).extend(one.records)
        one.records = []
    if "endpoints" in found:
        found["endpoints"] = objects.merged(found["endpoints"])
    for records in found.values():
        records.sort(key=_place)
    return found


def _place(record: Any) -> tuple[str, ...]:
    """Give what records are sorted by."""
    if isinstance(record, str):
        return (record,)
    name = getattr(record, "name", "") or getattr(record, "service", "")
    return (getattr(record, "kind", ""), getattr(record, "namespace", ""), name)


def _settings(target: Target, found: dict[str, Any], pool: Executor) -> tuple[list[Setting], Gap | None]:
    """Get the ConfigMaps that are known or used, and give their settings, or a gap where they may not be read."""
    wanted = config_maps.wanted(found.get("workloads", ()), found.get("cron_jobs", ()))
    places = sorted(wanted)
    answers = pool.map(lambda place: _config_map(target, *place), places)
    settings: list[Setting] = []
    gap = None
    for place, answer in zip(places, answers, strict=True):
        if isinstance(answer, ConfigMap):
            settings += config_maps.settings_of(answer, wanted[place])
        elif answer.reason != "absent":
            gap = Gap(resource=CONFIG_MAPS, reason=answer.reason, detail=answer.detail)
    return settings, gap


def _config_map(target: Target, namespace: str, name: str) -> ConfigMap | RequestFailedError:
    try:
        body = get(target, f"/api/v1/namespaces/{namespace}/configmaps/{name}")
        return msgspec.json.decode(body, type=ConfigMap)
    except RequestFailedError as error:
        return error
    except msgspec.DecodeError as error:
        return RequestFailedError("failed", str(error))


def _nothing_read(target: Target, gaps: Iterable[Gap]) -> ClusterError:
    reasons = sorted({gap.reason for gap in gaps if gap.reason != "absent"})
    if reasons == ["forbidden"]:
        return _nothing_allowed(target)
    return ClusterError(
        f"nothing could be read of {target.name!r} at {target.host}: {', '.join(reasons) or 'no lists are served'}",
        "see whether `kubectl get pods -A` works here, or use --snapshot FILE",
    )


def _nothing_allowed(target: Target) -> ClusterError:
    return ClusterError(
        f"{target.host} lets {target.name!r} read nothing: everything was answered with 403 Forbidden",
        "have the ClusterRole `view` and deploy/reader-clusterrole.yaml bound to this user, or use --snapshot FILE",
    )
