"""Velero: what it saves of the cluster's objects and volumes, where to, and whether it worked; it saves no etcd."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from deckgen.cluster import duration, product
from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.managed import present, version
from deckgen.cluster.schedule import largest_gap
from deckgen.cluster.sight import WORKLOADS, refused, serves
from deckgen.cluster.snapshot import Custom, Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

SWIFT = "community.openstack.org/openstack"
"""Lirt/velero-plugin-for-openstack main.go: objects in swift; volumes by ``-cinder`` and ``-manila``."""

_SCHEDULES, _BACKUPS = "schedules.velero.io", "backups.velero.io"
_LOCATIONS, _SNAPSHOTS = "backupstoragelocations.velero.io", "volumesnapshotlocations.velero.io"
_NONE = "the server knows no resources of Velero"
_DEFAULT_TTL = "720h"
_UNENDED = {"", "New", "Queued", "ReadyToStart", "InProgress", "WaitingForPluginOperations", "Finalizing"}
_VOLUMES = {
    f"{SWIFT}-cinder": "snapshots by cinder",
    f"{SWIFT}-manila": "snapshots by manila",
    SWIFT: "snapshots by cinder",
}


def schedules(snapshot: Snapshot) -> Finding:
    """Give when Velero saves, how long it keeps that, and when it last did.

    Source: velero.io Schedule ``.spec.schedule``, ``.spec.paused``, ``.spec.template.ttl`` (720h where it says
    nothing), newest Backup of the label ``velero.io/schedule-name`` (vmware-tanzu/velero pkg/apis/velero/v1).
    """
    if reason := _closed(snapshot, _SCHEDULES):
        return not_visible(reason)
    rows = [
        {
            "name": f"{one.namespace}/{one.name}",
            "schedule": one.fields.get("spec.schedule", ""),
            "keep": _days(str(one.fields.get("spec.template.ttl", _DEFAULT_TTL))),
            "paused": one.fields.get("spec.paused") is True,
            "last": _outcome(_newest(snapshot, one)),
        }
        for one in _schedules(snapshot)
    ]
    return observed(rows, f"{len(rows)} Schedules of Velero: objects and volumes, not etcd")


def interval(snapshot: Snapshot) -> Finding:
    """Give the longest time in hours between two runs of the schedule that runs most often, paused ones aside.

    Source: Schedule ``.spec.schedule``, ``.spec.paused``.
    """
    if reason := _closed(snapshot, _SCHEDULES):
        return not_visible(reason)
    active = [one for one in _schedules(snapshot) if one.fields.get("spec.paused") is not True]
    gaps: dict[float, str] = {}
    for one in active:
        try:
            gap = largest_gap(str(one.fields.get("spec.schedule", "")))
        except ValueError:
            continue
        gaps[gap.total_seconds() / 3600] = f"Schedule {one.namespace}/{one.name} .spec.schedule"
    if not gaps:
        return not_visible("no Schedule of Velero runs" if _schedules(snapshot) else "Velero has no Schedule")
    return observed(duration.whole(min(gaps)), gaps[min(gaps)])


def locations(snapshot: Snapshot) -> Finding:
    """Give where Velero keeps what it saves, as "swift" or "S3 at s3.example.com", and whether it gets there.

    Source: BackupStorageLocation ``.spec.provider``, ``.spec.objectStorage.bucket``, ``.spec.config.s3Url``,
    ``.status.phase``. S3 may be swift's or Ceph's own, so that its endpoint is told and no more.
    """
    if reason := _closed(snapshot, _LOCATIONS):
        return not_visible(reason)
    found = [one for one in snapshot.customs if one.kind == "BackupStorageLocation"]
    rows = [
        {
            "name": f"{one.namespace}/{one.name}",
            "kind": _kind(one),
            "bucket": one.fields.get("spec.objectStorage.bucket", ""),
            "phase": one.fields.get("status.phase", ""),
        }
        for one in sorted(found, key=lambda one: (one.namespace, one.name))
    ]
    return observed(rows, f"{len(rows)} BackupStorageLocations .spec.provider, .spec.config, .status.phase")


def last_success(snapshot: Snapshot) -> Finding:
    """Give when Velero last saved everything that it should, as an ISO time in UTC.

    Source: the newest Backup with ``.status.phase`` Completed, ``.status.completionTimestamp``. A Schedule's
    ``.status.lastBackup`` is when it last began, whatever came of it.
    """
    if reason := _closed(snapshot, _BACKUPS):
        return not_visible(reason)
    backups = [one for one in snapshot.customs if one.kind == "Backup"]
    done = [one for one in backups if one.fields.get("status.phase") == "Completed"]
    times = [(found, one) for one in done if (found := _time(one.fields.get("status.completionTimestamp")))]
    if not times:
        return not_visible(f"none of {len(backups)} Backups is Completed")
    last, one = max(times, key=lambda pair: pair[0])
    place = f"Backup {one.namespace}/{one.name} .status.completionTimestamp"
    return observed(last.astimezone(UTC).isoformat(), f"{place}; {len(done)} of {len(backups)} are Completed")


def failing(snapshot: Snapshot) -> Finding:
    """Give the schedules whose newest Backup that has ended did not succeed, and the places that cannot be reached.

    Source: Backup ``.status.phase`` other than Completed; BackupStorageLocation ``.status.phase`` Unavailable.
    """
    if reason := _closed(snapshot, _SCHEDULES) or _closed(snapshot, _BACKUPS) or _closed(snapshot, _LOCATIONS):
        return not_visible(reason)
    ended = [(one, _newest(snapshot, one)) for one in _schedules(snapshot)]
    failed = [
        f"{one.namespace}/{one.name}: {phase}"
        for one, newest in ended
        if newest and (phase := newest.fields.get("status.phase", "")) != "Completed"
    ]
    unreached = [
        f"{one.namespace}/{one.name}: Unavailable"
        for one in snapshot.customs
        if one.kind == "BackupStorageLocation" and one.fields.get("status.phase") == "Unavailable"
    ]
    evidence = f"newest Backup .status.phase of {len(ended)} Schedules; BackupStorageLocation .status.phase"
    return observed(failed + unreached, evidence)


def volumes(snapshot: Snapshot) -> Finding:
    """Give how Velero saves what is on volumes.

    Source: Schedule ``.spec.template.snapshotVolumes``, ``.defaultVolumesToFsBackup``, ``.snapshotMoveData``;
    VolumeSnapshotLocation ``.spec.provider``. Files and moved snapshots take the DaemonSet node-agent (older: restic).
    """
    if reason := _closed(snapshot, _SCHEDULES) or refused(snapshot, _SNAPSHOTS):
        return not_visible(reason)
    active = [one for one in _schedules(snapshot) if one.fields.get("spec.paused") is not True]
    if not active:
        return not_visible("no Schedule of Velero runs")
    agent = any(one.kind == "DaemonSet" for one, _ in product.VELERO.found(snapshot))
    said = sorted({_volumes(one, snapshot, agent=agent) for one in active})
    if "" in said:
        return not_visible("neither a Schedule nor a VolumeSnapshotLocation tells how volumes are saved")
    return observed(", ".join(said), f"{len(active)} Schedules .spec.template, VolumeSnapshotLocation .spec.provider")


def _volumes(schedule: Custom, snapshot: Snapshot, *, agent: bool) -> str:
    asked = {name: schedule.fields.get(f"spec.template.{name}") for name in _HOW}
    if asked["defaultVolumesToFsBackup"]:
        return "as files" if agent else "not, since there is no node-agent"
    if asked["snapshotVolumes"] is False:
        return "not"
    if asked["snapshotMoveData"]:
        return "snapshots, moved to the object store" if agent else "not, since there is no node-agent"
    found = [one for one in snapshot.customs if one.kind == "VolumeSnapshotLocation"]
    providers = sorted({str(one.fields.get("spec.provider", "")) for one in found})
    return _VOLUMES.get(providers[0], f"snapshots by {providers[0]}") if providers else ""


_HOW = ("defaultVolumesToFsBackup", "snapshotVolumes", "snapshotMoveData")


def _closed(snapshot: Snapshot, resource: str) -> str:
    return refused(snapshot, resource) or ("" if serves(snapshot, resource) else _NONE)


def _schedules(snapshot: Snapshot) -> list[Custom]:
    found = [one for one in snapshot.customs if one.kind == "Schedule"]
    return sorted(found, key=lambda one: (one.namespace, one.name))


def _newest(snapshot: Snapshot, schedule: Custom) -> Custom | None:
    """Give the newest Backup of a Schedule that has ended.

    Velero puts the time behind the Schedule's name; one that failed at once has no other.
    """
    label = "metadata.labels.velero.io/schedule-name"
    ended = [
        one
        for one in snapshot.customs
        if one.kind == "Backup"
        and one.namespace == schedule.namespace
        and one.fields.get(label) == schedule.name
        and one.fields.get("status.phase", "") not in _UNENDED
    ]
    return max(ended, key=_when, default=None)


def _when(backup: Custom) -> str:
    """Give when a Backup was made, as fourteen digits."""
    named = re.search(r"\d{14}$", backup.name)
    return named[0] if named else re.sub(r"\D", "", str(backup.fields.get("status.completionTimestamp", "")))


def _outcome(backup: Custom | None) -> str:
    if backup is None:
        return ""
    day = str(backup.fields.get("status.completionTimestamp", "")).partition("T")[0]
    return f"{backup.fields.get('status.phase')} {day}".strip()


def _kind(location: Custom) -> str:
    provider = str(location.fields.get("spec.provider", ""))
    if provider == SWIFT:
        return "swift"
    if provider.rpartition("/")[2] != "aws":
        return provider
    endpoint = urlsplit(str(location.fields.get("spec.config.s3Url", ""))).hostname
    return f"S3 at {endpoint}" if endpoint else "Amazon S3"


def _days(ttl: str) -> str:
    try:
        return f"{duration.whole(duration.hours(ttl) / 24):g} d"
    except ValueError:
        return ttl


def _time(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def _define(
    name: str, meaning: str, shape: Shape, find: Callable[[Snapshot], Finding], read_from: str, **more: Any
) -> Definition:
    return Definition(f"velero.{name}", meaning, shape, find, read_from, **more)


_ALONE = (product.VELERO,)
_NAMED = {"holds": Holds.OBJECT}

FACTS = (
    _define(
        "present",
        "Whether Velero saves the cluster's objects",
        "flag",
        partial(present, products=_ALONE),
        "images of what runs",
        needs=(*WORKLOADS, "pods"),
    ),
    _define(
        "version",
        "The version of Velero",
        "text",
        partial(version, products=_ALONE),
        "image tag or label",
        needs=(*WORKLOADS, "pods"),
    ),
    _define(
        "schedules",
        "When Velero saves, for how long it keeps it, and what came of the last time",
        "rows",
        schedules,
        "Schedule .spec, Backup .status",
        columns=("name", "schedule", "keep", "paused", "last"),
        **_NAMED,
    ),
    _define(
        "interval", "How far apart two backups of Velero are", "number", interval, "Schedule .spec.schedule", unit="h"
    ),
    _define(
        "locations",
        "Where Velero keeps what it saves",
        "rows",
        locations,
        "BackupStorageLocation .spec, .status.phase",
        columns=("name", "kind", "bucket", "phase"),
        **_NAMED,
    ),
    _define("last_success", "When Velero last saved all that it should", "text", last_success, "Backup .status"),
    _define(
        "failing",
        "Schedules of Velero whose last backup failed, and places that it cannot reach",
        "texts",
        failing,
        "Backup .status.phase, BackupStorageLocation .status.phase",
        **_NAMED,
    ),
    _define(
        "volumes",
        "How Velero saves what is on volumes",
        "text",
        volumes,
        "Schedule .spec.template, VolumeSnapshotLocation .spec.provider",
    ),
)
