"""etcd: its members, where they run, and the snapshots that are taken of it."""

import re
from datetime import UTC, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from deckgen.cluster import nodeargs
from deckgen.cluster.definition import Definition
from deckgen.cluster.duration import whole
from deckgen.cluster.image import version as image_version
from deckgen.cluster.node import is_control_plane, is_etcd
from deckgen.cluster.running import api_servers
from deckgen.cluster.schedule import largest_gap
from deckgen.cluster.setting import settings
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import CronJob, Pod, Snapshot
from deckgen.fact import Finding, not_visible, observed

OWN_NODES = "on nodes of their own"
CONTROL_PLANE_NODES = "on the control-plane nodes"

_LOCAL = {"127.0.0.1", "localhost", "::1"}
_BUILT_IN_SCHEDULE = "0 */12 * * *"
_UNSEEN = "no etcd Pods, no external endpoints in kubeadm-config or at the API server, no etcd node label"
_NO_BACKUP = "nothing in the API takes snapshots of etcd; a host's own cron would not show here"
_PROFILE_ONLY = "no API of Kubernetes shows it: say it in the customer profile"


def members_count(snapshot: Snapshot) -> Finding:
    """Count the members: etcd's static Pods, else the external endpoints, else the nodes labelled etcd.

    Source: kubeadm's labels ``component=etcd,tier=control-plane`` (RKE2's Pods carry them too); ConfigMap
    kubeadm-config ``ClusterConfiguration.etcd.external.endpoints``; the API server's ``--etcd-servers``, of which an
    address of its own host tells nothing; node label ``node-role.kubernetes.io/etcd``.
    """
    pods, endpoints = member_pods(snapshot), external_endpoints(snapshot)
    if pods and endpoints and len(pods) != len(endpoints):
        return not_visible(f"the sources disagree: {len(pods)} etcd Pods, {len(endpoints)} external endpoints")
    if pods:
        return observed(len(pods), f"{len(pods)} static Pods with component=etcd in kube-system")
    if endpoints:
        return observed(len(endpoints), f"{len(endpoints)} external endpoints in kubeadm-config or --etcd-servers")
    nodes = sum(is_etcd(node) for node in snapshot.nodes)
    if nodes:
        return observed(nodes, "nodes labelled node-role.kubernetes.io/etcd")
    return not_visible(unread(snapshot, "pods", "configmaps") or _UNSEEN)


def version(snapshot: Snapshot) -> Finding:
    """Give etcd's version, from the image tag of its Pods; outside the cluster it is not told. Source: as members."""
    found = sorted({image_version(one.image) for pod in member_pods(snapshot) for one in pod.containers} - {""})
    if len(found) == 1:
        return observed(found[0], "image tag of the etcd Pods")
    if found:
        return observed(", ".join(found), "image tags of the etcd Pods, which differ")
    return not_visible(unread(snapshot, "pods") or "no etcd Pods, whose image would tell it")


def location(snapshot: Snapshot) -> Finding:
    """Say whether the members share the control-plane nodes.

    Source: nodes and host addresses of etcd's static Pods, or the external endpoints, compared with the addresses of
    the control-plane nodes (Node ``.status.addresses``, else host addresses of the API servers' Pods).
    """
    pods, endpoints = member_pods(snapshot), external_endpoints(snapshot)
    hosts = {pod.node for pod in pods} if pods else endpoints
    if not hosts:
        return _by_label(snapshot)
    control_plane = _control_plane_hosts(snapshot)
    if not control_plane:
        return not_visible("the control-plane nodes' addresses are not known")
    if hosts <= control_plane:
        return observed(CONTROL_PLANE_NODES, f"{len(hosts)} etcd members, all of them on control-plane nodes")
    if hosts & control_plane:
        return not_visible(f"of {len(hosts)} etcd members {len(hosts & control_plane)} are on control-plane nodes")
    if not pods and not all(map(_is_address, hosts)):
        return not_visible("the etcd endpoints are names, not addresses")
    return observed(OWN_NODES, f"none of {len(hosts)} etcd members is on a control-plane node")


def member_pods(snapshot: Snapshot) -> list[Pod]:
    """Give the control plane's etcd Pods: static ones with kubeadm's labels, so that ``calico-etcd`` is none.

    Source: kubernetes/kubernetes cmd/kubeadm; annotation ``kubernetes.io/config.mirror``, or the Node as owner.
    """
    return [
        pod
        for pod in snapshot.pods
        if pod.namespace == "kube-system"
        and pod.labels.get("component") == "etcd"
        and pod.labels.get("tier") == "control-plane"
        and ("kubernetes.io/config.mirror" in pod.annotations or pod.owner.startswith("Node/"))
    ]


def external_endpoints(snapshot: Snapshot) -> set[str]:
    """Give the hosts of etcd's endpoints outside the API server's own host. Source: see ``members_count``."""
    said = settings(snapshot, r"ClusterConfiguration\.etcd\.external\.endpoints.*", config_map="kubeadm-config")
    flags = [one.flags.get("etcd-servers", "") for one in api_servers(snapshot)]
    for values in ([setting.value for setting in said], flags):
        urls = [url for value in values for url in re.findall(r"https?://[^\s,\"'\]]+", value)]
        hosts = {urlsplit(url).hostname or "" for url in urls} - {""}
        if hosts and not hosts <= _LOCAL:
            return hosts
    return set()


def _by_label(snapshot: Snapshot) -> Finding:
    nodes = [node for node in snapshot.nodes if is_etcd(node)]
    if not nodes:
        return not_visible(unread(snapshot, "pods", "configmaps") or _UNSEEN)
    shared = [node for node in nodes if is_control_plane(node)]
    if shared and len(shared) < len(nodes):
        return not_visible(f"of {len(nodes)} nodes labelled etcd {len(shared)} are control-plane nodes too")
    return observed(CONTROL_PLANE_NODES if shared else OWN_NODES, "roles of the nodes labelled etcd")


def _control_plane_hosts(snapshot: Snapshot) -> set[str]:
    nodes = [node for node in snapshot.nodes if is_control_plane(node)]
    found = {node.name for node in nodes} | {address for node in nodes for address in node.addresses.values()}
    for pod in snapshot.pods:
        if pod.namespace == "kube-system" and pod.labels.get("component") == "kube-apiserver":
            found |= {pod.node, pod.host_ip}
    return found - {""}


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def backup_jobs(snapshot: Snapshot) -> list[CronJob]:
    """Give the CronJobs that take snapshots of etcd, those at work first.

    Source: a container or initContainer that runs ``etcdctl … snapshot save`` (rackerlabs/genestack keeps it in an
    initContainer), or a name or image with etcd and backup or snapshot.
    """
    jobs = [job for job in snapshot.cron_jobs if _does_backup(job)]
    return sorted(jobs, key=lambda job: (job.suspended, job.namespace, job.name))


def _does_backup(job: CronJob) -> bool:
    if any("etcd snapshot save" in container.does for container in job.containers):
        return True
    named = [job.name, *(container.image.rpartition("/")[2] for container in job.containers)]
    return any("etcd" in name and re.search("backup|snapshot", name) for name in named)


def backup_present(snapshot: Snapshot) -> Finding:
    """Say whether something in the cluster takes snapshots of etcd; never that nothing does.

    Source: see ``backup_jobs``; RKE2 and k3s take their own (ETCDSnapshotFile ``k3s.cattle.io/v1``, older ConfigMap
    ``*-etcd-snapshots``, schedule in the node annotation ``rke2.io/node-args``). RKE1's run outside the API.
    """
    jobs = backup_jobs(snapshot)
    if jobs:
        return observed(value=True, evidence="; ".join(map(_place, jobs)))
    return observed(value=True, evidence=built_in) if (built_in := _built_in(snapshot)) else _no_backup(snapshot)


def backup_schedule(snapshot: Snapshot) -> Finding:
    """Give the cron expression by which snapshots are taken, of the CronJob at work.

    Source: CronJob ``.spec.schedule``; RKE2 and k3s ``--etcd-snapshot-schedule-cron`` in the nodes' node-args, by
    default 00:00 and 12:00 (docs.rke2.io datastore/backup_restore).
    """
    jobs = backup_jobs(snapshot)
    if jobs:
        zone = f" ({jobs[0].time_zone})" if jobs[0].time_zone else ""
        return observed(jobs[0].schedule, f"{_place(jobs[0])} .spec.schedule{zone}")
    if not _built_in(snapshot):
        return _no_backup(snapshot)
    said = nodeargs.flag(snapshot, "etcd-snapshot-schedule-cron")
    if said:
        return observed(said, "--etcd-snapshot-schedule-cron in the nodes' node-args")
    return observed(_BUILT_IN_SCHEDULE, "RKE2's and k3s' own schedule, no flag in the nodes' node-args changes it")


def backup_interval(snapshot: Snapshot) -> Finding:
    """Give the longest time between two snapshots in hours. Source: see ``backup_schedule`` and ``largest_gap``."""
    schedule = backup_schedule(snapshot)
    if schedule.value is None:
        return schedule
    try:
        gap = largest_gap(schedule.value)
    except ValueError as error:
        return not_visible(f"{schedule.evidence}: {error}")
    return observed(whole(gap / timedelta(hours=1)), f"largest gap of {schedule.value}: {schedule.evidence}")


def backup_suspended(snapshot: Snapshot) -> Finding:
    """Say whether the snapshots are switched off: every CronJob for them is suspended. Source: ``.spec.suspend``."""
    jobs = backup_jobs(snapshot)
    if jobs:
        return observed(all(job.suspended for job in jobs), f"{_place(jobs[0])} .spec.suspend")
    if not _built_in(snapshot):
        return _no_backup(snapshot)
    return observed(value=False, evidence="no --etcd-disable-snapshots in the nodes' node-args")


def backup_last_success(snapshot: Snapshot) -> Finding:
    """Give when a snapshot was last taken, as an ISO time in UTC.

    Source: CronJob ``.status.lastSuccessfulTime`` (from 1.21); RKE2 and k3s: the newest ETCDSnapshotFile
    ``.status.creationTime``, in older versions ``createdAt`` in ConfigMap ``*-etcd-snapshots``.
    """
    jobs = backup_jobs(snapshot)
    times = [job.last_succeeded for job in jobs if job.last_succeeded]
    if times:
        return observed(max(times).astimezone(UTC).isoformat(), f"{_place(jobs[0])} .status.lastSuccessfulTime")
    if jobs:
        return not_visible(f"{_place(jobs[0])}: no success noted (servers before 1.21 note none)")
    files = [
        str(one.fields.get("status.creationTime", "")) for one in snapshot.customs if one.kind == "ETCDSnapshotFile"
    ]
    listed = [one.value for one in settings(snapshot, r".*\.createdAt") if one.config_map.endswith("-etcd-snapshots")]
    newest = max(files or listed, default="")
    place = (
        "newest ETCDSnapshotFile .status.creationTime" if files else "newest createdAt in ConfigMap *-etcd-snapshots"
    )
    return observed(newest, place) if newest else _no_backup(snapshot)


def declared_only(_: Snapshot) -> Finding:
    """Say that no API of Kubernetes shows it. Source: the customer profile alone."""
    return not_visible(_PROFILE_ONLY)


def _place(job: CronJob) -> str:
    return f"CronJob {job.namespace}/{job.name}" + (" (suspended)" if job.suspended else "")


def _no_backup(snapshot: Snapshot) -> Finding:
    return not_visible(unread(snapshot, "cronjobs") or _NO_BACKUP)


def _built_in(snapshot: Snapshot) -> str:
    """Name the sign that RKE2 or k3s takes snapshots itself, or give ""."""
    if nodeargs.flag(snapshot, "etcd-disable-snapshots") == "true":
        return ""
    if any(custom.kind == "ETCDSnapshotFile" for custom in snapshot.customs):
        return "ETCDSnapshotFile objects"
    if settings(snapshot, ".*", config_map=r"rke2-etcd-snapshots") or settings(
        snapshot, ".*", config_map="k3s-etcd-snapshots"
    ):
        return "ConfigMap of etcd snapshots in kube-system"
    keepers = [
        node for node in snapshot.nodes if is_etcd(node) and any(key in node.annotations for key in nodeargs.KEYS)
    ]
    return f"{len(keepers)} etcd nodes of RKE2 or k3s" if keepers else ""


_CRON_JOB = "CronJob .spec, .status; RKE2 and k3s: ETCDSnapshotFile, Node annotation node-args"
_PROFILE = "the customer profile"

FACTS = (
    Definition(
        "etcd.members.count",
        "How many members etcd has",
        "number",
        members_count,
        "etcd Pods; kubeadm-config; --etcd-servers; Node labels",
    ),
    Definition("etcd.version", "The version of etcd", "text", version, "image tag of the etcd Pods"),
    Definition(
        "etcd.location",
        f"Whether the etcd members run {OWN_NODES} or {CONTROL_PLANE_NODES}",
        "text",
        location,
        "etcd Pods .spec.nodeName, external endpoints, Node .status.addresses",
    ),
    Definition(
        "etcd.backup.present", "Whether snapshots of etcd are taken in the cluster", "flag", backup_present, _CRON_JOB
    ),
    Definition(
        "etcd.backup.schedule",
        "When snapshots of etcd are taken, as a cron expression",
        "text",
        backup_schedule,
        _CRON_JOB,
    ),
    Definition(
        "etcd.backup.interval",
        "The longest time between two snapshots of etcd",
        "number",
        backup_interval,
        _CRON_JOB,
        unit="h",
    ),
    Definition(
        "etcd.backup.suspended", "Whether the snapshots of etcd are switched off", "flag", backup_suspended, _CRON_JOB
    ),
    Definition(
        "etcd.backup.last_success", "When a snapshot of etcd was last taken", "text", backup_last_success, _CRON_JOB
    ),
    Definition("etcd.backup.place", "Where the snapshots of etcd are kept", "text", declared_only, _PROFILE),
    Definition("etcd.backup.keep", "How long the snapshots of etcd are kept", "text", declared_only, _PROFILE),
)
