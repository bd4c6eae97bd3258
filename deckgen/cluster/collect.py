"""Reads a live cluster into a snapshot: discovery, then lists page by page, then a few ConfigMaps and printed tables.

Each list is read by one of a few threads, from its first request to its records.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import Any

import msgspec

from deckgen.cluster import config_maps, objects, resources, tables
from deckgen.cluster.connection import CONNECTIONS, Target, connect
from deckgen.cluster.decoder import decoder_of
from deckgen.cluster.listing import Outcome, Told, attempt, limits
from deckgen.cluster.resources import Resource
from deckgen.cluster.served import served
from deckgen.cluster.snapshot import Gap, Origin, Setting, Snapshot
from deckgen.cluster.transport import RequestFailedError, get
from deckgen.cluster.wire_objects import ConfigMap
from deckgen.errors import ClusterError

__all__ = ["Target", "collect", "connect"]


CONFIG_MAPS = "configmaps"


class _Version(msgspec.Struct, rename="camel"):
    """version.Info, the answer of /version."""

    git_version: str = ""


def collect(target: Target, progress: Told = lambda _name, _count: None) -> Snapshot:
    """Read a cluster, with get and list alone.

    What cannot be read becomes a gap of the snapshot. Records are sorted by namespace and name, so that the same
    cluster gives the same snapshot but for its time and the ages in its tables.

    Args:
        target: the cluster, from ``connect``.
        progress: told a resource and how many of its objects have been read so far; never by two threads at once.

    Raises:
        ClusterError: the server does not answer, does not accept the credentials, or does not say what it serves.
    """
    taken = datetime.now(UTC).replace(microsecond=0)
    pool = ThreadPoolExecutor(CONNECTIONS, "deckgen-list")
    try:
        with target.limit.running():
            version = _version(target)
            served_resources, gaps = _discover(target, pool)
            outcomes = _read(target, served_resources, limits(version), pool, progress)
            gaps += [one.gap for one in outcomes if one.gap]
            done = [one for one in outcomes if not one.gap]
            found = _fields(outcomes)
            found["settings"], refused = _settings(target, found, pool)
            gaps += [refused] if refused else []
            names = {one.resource.name for one in done} | ({CONFIG_MAPS} if not refused else set())
            origins = [Origin(version=version, name=target.name)]
            read = Snapshot(taken=taken, origins=origins, gaps=gaps, resources=sorted(names), **found)
            printed, unprinted = tables.printed(target, read, pool)
    finally:
        pool.shutdown(cancel_futures=True)
    gaps += [unprinted] if unprinted else []
    if not done and not _only_forbidden(gaps):
        raise _nothing_read(target, gaps)
    return msgspec.structs.replace(read, gaps=sorted(gaps, key=lambda gap: gap.resource), tables=printed)


def _version(target: Target) -> str:
    """Give the server's version; the first request, so the one that finds out whether anything answers."""
    try:
        return decoder_of(_Version).decode(get(target, "/version")).git_version
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


def _discover(target: Target, pool: Executor) -> tuple[list[tuple[Resource, str]], list[Gap]]:
    """Say which lists to read, in which version, and which of the resources that facts want are not to be had."""
    versions = {version for resource in resources.ALL for version in resource.versions}
    try:
        found, silent = served(target, versions, pool)
    except (RequestFailedError, msgspec.DecodeError) as error:
        if getattr(error, "reason", "") == "forbidden":  # as to somebody without credentials
            raise _nothing_allowed(target) from error
        raise ClusterError(
            f"context {target.name!r}: {target.host} does not say what it serves: {error}",
            getattr(error, "hint", "") or "see whether `kubectl api-resources` works here",
        ) from error
    readable, gaps = [], []
    for resource in resources.ALL:
        version = next((one for one in resource.versions if (one, resource.plural) in found), "")
        if version:
            readable.append((resource, version))
        elif silent.intersection(resource.versions):
            gaps.append(Gap(resource=resource.name, reason="failed", detail="discovery gave no answer for its group"))
        elif resource.needed:
            gaps.append(Gap(resource=resource.name, reason="absent", detail="this server does not serve it"))
    return readable, gaps


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


def _read(
    target: Target, readable: Iterable[tuple[Resource, str]], order: Sequence[int], pool: Executor, progress: Told
) -> list[Outcome]:
    """Read the lists, several at a time."""
    lock = Lock()

    def told(name: str, count: int) -> None:
        with lock:
            progress(name, count)

    with _without_collector():
        return list(pool.map(lambda one: attempt(target, one[0], one[1], order, told), readable))


def _fields(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Give the snapshot's fields with their records, sorted."""
    found: dict[str, list[Any]] = {}
    for one in outcomes:
        found.setdefault(one.resource.field, []).extend(one.records)
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
        return decoder_of(ConfigMap).decode(body)
    except RequestFailedError as error:
        return error
    except msgspec.DecodeError as error:
        return RequestFailedError("failed", str(error))


def _only_forbidden(gaps: Iterable[Gap]) -> bool:
    """Whether all that is missing is a right; then the version and the gaps are worth having."""
    return {gap.reason for gap in gaps} - {"absent"} == {"forbidden"}


def _nothing_read(target: Target, gaps: Iterable[Gap]) -> ClusterError:
    reasons = sorted({gap.reason for gap in gaps if gap.reason != "absent"})
    return ClusterError(
        f"nothing could be read of {target.name!r} at {target.host}: {', '.join(reasons) or 'no lists are served'}",
        "see whether `kubectl get pods -A` works here, or use --snapshot FILE",
    )


def _nothing_allowed(target: Target) -> ClusterError:
    return ClusterError(
        f"{target.host} lets {target.name!r} read nothing: everything was answered with 403 Forbidden",
        "have an admin apply what `deckgen manifests rbac` prints for this user, or use --snapshot FILE",
    )
