"""What is told of the snapshots of etcd: what takes them, how often and when, and where and how long they stay."""

from datetime import UTC, datetime, timedelta

from deckgen.cluster import builder, etcdbackup, nodeargs
from deckgen.cluster.duration import whole
from deckgen.cluster.schedule import largest_gap
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, absent, not_visible, observed

HOSTED = "the control plane is hosted elsewhere (ConfigMap kube-system/shoot-info), and etcd with it"
_NO_BACKUP = "nothing in the API takes snapshots of etcd: no CronJob for it, no ETCDSnapshotFile; a host's own cron"
_PROFILE_ONLY = "no API of Kubernetes shows it: say it in the customer profile"


def present(snapshot: Snapshot) -> Finding:
    """Say whether something in the cluster takes snapshots of etcd; never that nothing does.

    Source: see ``etcdbackup.jobs``; RKE2 and k3s take their own, see ``etcdbackup.built_in``. RKE1's run outside the
    API.
    """
    jobs = etcdbackup.jobs(snapshot)
    if jobs:
        return observed(value=True, evidence="; ".join(map(etcdbackup.place, jobs)))
    built_in = etcdbackup.built_in(snapshot)
    return observed(value=True, evidence=built_in) if built_in else _no_backup(snapshot)


def taken_by(snapshot: Snapshot) -> Finding:
    """Name what takes the snapshots: a CronJob, or RKE2 or k3s itself. Source: see ``present``."""
    if jobs := etcdbackup.jobs(snapshot):
        return observed(f"CronJob {jobs[0].namespace}/{jobs[0].name}", "; ".join(map(etcdbackup.place, jobs)))
    sign = etcdbackup.built_in(snapshot)
    if not sign:
        return _no_backup(snapshot)
    names = builder.signs(snapshot)
    return observed("k3s" if "k3s" in names and "RKE2" not in names else "RKE2", sign)


def last_start(snapshot: Snapshot) -> Finding:
    """Give when a CronJob last began a snapshot, as an ISO time in UTC. Source: ``.status.lastScheduleTime``."""
    jobs = etcdbackup.jobs(snapshot)
    begun = [(job.last_scheduled, job) for job in jobs if job.last_scheduled]
    if begun:
        time, job = max(begun, key=lambda pair: pair[0])
        return observed(time.astimezone(UTC).isoformat(), f"{etcdbackup.place(job)} .status.lastScheduleTime")
    if jobs:
        return not_visible(f"{etcdbackup.place(jobs[0])}: no .status.lastScheduleTime")
    if etcdbackup.built_in(snapshot):
        return not_visible("RKE2 and k3s note what they saved, not when they began")
    return _no_backup(snapshot)


def schedule(snapshot: Snapshot) -> Finding:
    """Give the cron expression by which snapshots are taken, of the most frequent CronJob at work.

    Source: CronJob ``.spec.schedule``; RKE2 and k3s ``--etcd-snapshot-schedule-cron`` in the nodes' node-args, by
    default 00:00 and 12:00 (docs.rke2.io datastore/backup_restore).
    """
    jobs = etcdbackup.jobs(snapshot)
    if jobs:
        zone = f" ({jobs[0].time_zone})" if jobs[0].time_zone else ""
        return observed(jobs[0].schedule, f"{etcdbackup.place(jobs[0])} .spec.schedule{zone}")
    if not etcdbackup.built_in(snapshot):
        return _no_backup(snapshot)
    said = nodeargs.flag(snapshot, "etcd-snapshot-schedule-cron")
    if said:
        return observed(said, "--etcd-snapshot-schedule-cron in Node annotation node-args")
    if reason := unread(snapshot, "nodes"):
        return not_visible(f"{reason}; a flag of the nodes may set it")
    return observed(
        etcdbackup.BUILT_IN_SCHEDULE, "RKE2's and k3s' own schedule, no flag in Node annotation node-args changes it"
    )


def interval(snapshot: Snapshot) -> Finding:
    """Give the longest time between two snapshots in hours. Source: see ``schedule`` and ``largest_gap``."""
    said = schedule(snapshot)
    if said.value is None:
        return said
    try:
        gap = largest_gap(said.value)
    except ValueError as error:
        return not_visible(f"{said.evidence}: {error}")
    return observed(whole(gap / timedelta(hours=1)), f"largest gap of {said.value}: {said.evidence}")


def suspended(snapshot: Snapshot) -> Finding:
    """Say whether the snapshots are switched off: every CronJob for them is suspended. Source: ``.spec.suspend``."""
    jobs = etcdbackup.jobs(snapshot)
    if jobs:
        places = "; ".join(etcdbackup.place(job) for job in jobs)
        return observed(all(job.suspended for job in jobs), f"{places} .spec.suspend")
    if not etcdbackup.built_in(snapshot):
        return _no_backup(snapshot)
    if reason := unread(snapshot, "nodes"):
        return not_visible(f"{reason}; a flag of the nodes may switch them off")
    return observed(value=False, evidence="no --etcd-disable-snapshots in Node annotation node-args")


def last_success(snapshot: Snapshot) -> Finding:
    """Give when a snapshot was last taken, as an ISO time in UTC.

    Source: CronJob ``.status.lastSuccessfulTime`` (from 1.21); RKE2 and k3s: see ``etcdbackup.taken_at``.
    """
    jobs = etcdbackup.jobs(snapshot)
    done = [(job.last_succeeded, job) for job in jobs if job.last_succeeded]
    if done:
        time, job = max(done, key=lambda pair: pair[0])
        return observed(time.astimezone(UTC).isoformat(), f"{etcdbackup.place(job)} .status.lastSuccessfulTime")
    if jobs:
        began = jobs[0].last_scheduled
        last = f"; last started {began.astimezone(UTC).isoformat()}" if began else ""
        missing = "no .status.lastSuccessfulTime (servers before 1.21 note none)"
        return not_visible(f"{etcdbackup.place(jobs[0])}: {missing}{last}")
    if not etcdbackup.built_in(snapshot):
        return _no_backup(snapshot)
    taken = etcdbackup.taken_at(snapshot)
    if taken is None:
        return not_visible("no snapshot that succeeded is listed in ETCDSnapshotFile or ConfigMap *-etcd-snapshots")
    return observed(taken[0].isoformat(), taken[1])


def age(snapshot: Snapshot) -> Finding:
    """Give how long ago a snapshot was last taken when the cluster was read. Source: see ``last_success``."""
    last = last_success(snapshot)
    if last.value is None:
        return last
    elapsed = snapshot.taken - datetime.fromisoformat(last.value)
    return observed(whole(max(elapsed / timedelta(hours=1), 0)), last.evidence)


def place(snapshot: Snapshot) -> Finding:
    """Give where RKE2 and k3s keep their snapshots; where a CronJob puts its own does not show.

    Source: see ``etcdbackup.kept_in``; else the customer profile alone.
    """
    if etcdbackup.jobs(snapshot) or unread(snapshot, "nodes"):
        return not_visible(_PROFILE_ONLY)
    found = etcdbackup.kept_in(snapshot)
    return observed(*found) if found else not_visible(_PROFILE_ONLY)


def keep(snapshot: Snapshot) -> Finding:
    """Give how long RKE2 and k3s keep their snapshots; how long a CronJob's are kept does not show.

    Source: ``--etcd-snapshot-retention`` in the nodes' node-args, by default 5 on each node, times the interval
    (docs.rke2.io datastore/backup_restore); else the customer profile alone.
    """
    hours = interval(snapshot)
    if etcdbackup.jobs(snapshot) or not etcdbackup.built_in(snapshot) or hours.value is None:
        return not_visible(_PROFILE_ONLY)
    said = nodeargs.flag(snapshot, "etcd-snapshot-retention")
    number = int(said) if said.isdecimal() else etcdbackup.BUILT_IN_RETENTION
    where = "--etcd-snapshot-retention in Node annotation node-args" if said.isdecimal() else "RKE2's and k3s' own"
    kept = f"{whole(number * hours.value)} hours ({number} snapshots on each etcd node)"
    return observed(kept, f"{where}: {number}, times {hours.value} h")


def _no_backup(snapshot: Snapshot) -> Finding:
    if reason := unread(snapshot, "cronjobs"):
        return not_visible(reason)
    if builder.is_hosted(snapshot):
        return absent(HOSTED)
    if "node-role.kubernetes.io/controlplane" in {label for node in snapshot.nodes for label in node.labels}:
        return absent("RKE1 saves etcd in a container of the host, by default every 12 h, which no API shows")
    velero = [one.name for one in snapshot.customs if (one.kind, one.api_version) == ("Schedule", "velero.io/v1")]
    objects = f"; Velero's Schedule {velero[0]} saves objects, not etcd" if velero else ""
    return absent(f"{_NO_BACKUP} would not show here{objects}")
