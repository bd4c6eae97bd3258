"""What in a cluster takes snapshots of etcd: CronJobs, or RKE2 and k3s themselves."""

import re
from datetime import UTC, datetime, timedelta

from deckgen.cluster import image, nodeargs
from deckgen.cluster.commands import ETCD_SNAPSHOT
from deckgen.cluster.node import is_etcd
from deckgen.cluster.schedule import largest_gap
from deckgen.cluster.setting import settings
from deckgen.cluster.snapshot import CronJob, Snapshot

BUILT_IN_SCHEDULE = "0 */12 * * *"
BUILT_IN_RETENTION = 5
"""RKE2's and k3s' own: 00:00 and 12:00, five on each node (docs.rke2.io datastore/backup_restore)."""

_NAMED = re.compile(r"etcd.*(backup|snapshot)|(backup|snapshot).*etcd")
_CARES_FOR = re.compile(r"clean|prune|delet|purge|rotat|restor|verif|check|monitor|expor")
_FILE = "ETCDSnapshotFile"
_LISTS = ("rke2-etcd-snapshots", "k3s-etcd-snapshots")
_ETCD_IMAGES = ("etcd", "etcd-development")


def jobs(snapshot: Snapshot) -> list[CronJob]:
    """Give the CronJobs that save the control plane's etcd: those at work first, and of these the most frequent.

    Source: a container or initContainer that runs ``etcdctl … snapshot save`` (rackerlabs/genestack keeps it in an
    initContainer); where there is none, a name or image with etcd and backup or snapshot. A job beside a Deployment or
    StatefulSet of etcd in a namespace of its own saves that one (the chart bitnami/etcd brings such a job).
    """
    apart = _with_etcd_of_their_own(snapshot)
    found = [job for job in snapshot.cron_jobs if job.namespace not in apart]
    chosen = [job for job in found if _saves(job)] or [job for job in found if _is_named_so(job)]
    return sorted(chosen, key=lambda job: (job.suspended, _gap(job), job.namespace, job.name))


def place(job: CronJob) -> str:
    """Name a job for evidence, and that it is suspended."""
    return f"CronJob {job.namespace}/{job.name}" + (" (suspended)" if job.suspended else "")


def built_in(snapshot: Snapshot) -> str:
    """Name the sign that RKE2 or k3s takes snapshots by itself, or give "".

    Source: k3s-io/api ETCDSnapshotFile; ConfigMap ``*-etcd-snapshots`` of older versions; else the etcd nodes' own
    annotation ``rke2.io/node-args``, since snapshots are taken by default. ``--etcd-disable-snapshots`` on every etcd
    node ends it, whatever files are left.
    """
    keepers = [one for one in snapshot.nodes if is_etcd(one) and any(key in one.annotations for key in nodeargs.KEYS)]
    if keepers and all(nodeargs.flags(one).get("etcd-disable-snapshots") == "true" for one in keepers):
        return ""
    files = [custom for custom in snapshot.customs if custom.kind == _FILE]
    if files:
        return f"{len(files)} ETCDSnapshotFile objects"
    for name in _LISTS:
        if settings(snapshot, ".*", config_map=name):
            return f"ConfigMap kube-system/{name}"
    return f"{len(keepers)} etcd nodes of RKE2 or k3s by Node annotation node-args" if keepers else ""


def taken_at(snapshot: Snapshot) -> tuple[datetime, str] | None:
    """Give when RKE2 or k3s took the newest snapshot that succeeded, and where that stands.

    Source: ETCDSnapshotFile ``.status.creationTime`` where ``.status.readyToUse``; only without such objects the
    ConfigMap's ``createdAt`` where ``status`` is not ``failed`` (k3s-io/k3s pkg/etcd/snapshot).
    """
    files = [custom.fields for custom in snapshot.customs if custom.kind == _FILE]
    ready = [str(one.get("status.creationTime", "")) for one in files if one.get("status.readyToUse") is True]
    times = [time for text in ready if (time := _time(text))]
    if files:
        where = f"newest of {len(ready)} ETCDSnapshotFile objects with .status.readyToUse, .status.creationTime"
        return (max(times), where) if times else None
    for name in _LISTS:
        said = {one.name: one.value for one in settings(snapshot, ".*", config_map=name)}
        entries = [key.removesuffix(".createdAt") for key in said if key.endswith(".createdAt")]
        good = [entry for entry in entries if said.get(f"{entry}.status") != "failed"]
        times = [time for entry in good if (time := _time(said[f"{entry}.createdAt"]))]
        if times:
            return max(times), f"newest of {len(good)} createdAt in ConfigMap kube-system/{name}"
    return None


def kept_in(snapshot: Snapshot) -> tuple[str, str] | None:
    """Give where RKE2 or k3s keeps its snapshots, and what says so.

    Source: ``--etcd-s3``, ``--etcd-s3-bucket`` in the nodes' node-args; ETCDSnapshotFile ``.spec.location`` and
    ``.spec.s3.bucket``; by default the etcd nodes' own disks (docs.rke2.io datastore/backup_restore).
    """
    if not built_in(snapshot):
        return None
    stored = [custom.fields for custom in snapshot.customs if custom.kind == _FILE]
    remote = [one for one in stored if one.get("spec.location") == "s3"]
    if nodeargs.flag(snapshot, "etcd-s3") == "true" or remote:
        bucket = nodeargs.flag(snapshot, "etcd-s3-bucket")
        bucket = bucket or next((str(one["spec.s3.bucket"]) for one in remote if one.get("spec.s3.bucket")), "")
        evidence = f"ETCDSnapshotFile .spec.location s3: {len(remote)} of {len(stored)}"
        return ("S3" + (f", bucket {bucket}" if bucket else "")), (
            evidence if remote else "--etcd-s3 in the nodes' node-args"
        )
    evidence = f"ETCDSnapshotFile .spec.location file: {len(stored)} of {len(stored)}" if stored else built_in(snapshot)
    return "the disks of the etcd nodes", f"{evidence}; no --etcd-s3"


def _saves(job: CronJob) -> bool:
    return any(ETCD_SNAPSHOT in container.does for container in job.containers)


def _is_named_so(job: CronJob) -> bool:
    named = [job.name, *(container.image.rpartition("/")[2] for container in job.containers)]
    return any(_NAMED.search(name) for name in named) and not _CARES_FOR.search(job.name)


def _with_etcd_of_their_own(snapshot: Snapshot) -> set[str]:
    return {
        workload.namespace
        for workload in snapshot.workloads
        if workload.namespace != "kube-system"
        and workload.kind != "DaemonSet"
        and any(image.is_of(container.image, *_ETCD_IMAGES) for container in workload.containers if not container.init)
    }


def _gap(job: CronJob) -> timedelta:
    try:
        return largest_gap(job.schedule)
    except ValueError:
        return timedelta.max


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
