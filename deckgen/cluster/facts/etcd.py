"""etcd: its members, where they run, and the snapshots that are taken of it."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from deckgen.cluster import builder, etcdbackup, nodeargs
from deckgen.cluster.definition import Definition
from deckgen.cluster.duration import whole
from deckgen.cluster.etcdmembers import control_plane_hosts, endpoints, external_hosts, hosts_of, member_pods, place_of
from deckgen.cluster.image import version as image_version
from deckgen.cluster.node import is_control_plane, is_etcd
from deckgen.cluster.schedule import largest_gap
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds, absent, not_visible, observed

OWN_NODES = "on nodes of their own"
CONTROL_PLANE_NODES = "on the control-plane nodes"
HOSTED = "with the control plane, which is hosted elsewhere"

_CLIENT_URLS = "kubeadm.kubernetes.io/etcd.advertise-client-urls"
_UNSEEN = (
    "no Pods with component=etcd in kube-system, no external endpoints in ConfigMap kubeadm-config or in the API "
    "servers' --etcd-servers, no Node label node-role.kubernetes.io/etcd"
)
_HOSTED = "the control plane is hosted elsewhere (ConfigMap kube-system/shoot-info), and etcd with it"
_NO_BACKUP = "nothing in the API takes snapshots of etcd: no CronJob for it, no ETCDSnapshotFile; a host's own cron"
_PROFILE_ONLY = "no API of Kubernetes shows it: say it in the customer profile"


def members_count(snapshot: Snapshot) -> Finding:
    """Count the members: etcd's static Pods, else the external endpoints, else the nodes labelled etcd.

    Source: kubeadm's labels ``component=etcd,tier=control-plane`` (RKE2's Pods carry them too); ConfigMap
    kubeadm-config ``ClusterConfiguration.etcd.external.endpoints``; the API server's ``--etcd-servers``, of which an
    address of its own host tells nothing; node label ``node-role.kubernetes.io/etcd``. A lone endpoint that is no node
    may be a load balancer before several members.
    """
    pods, outside = member_pods(snapshot), list(endpoints(snapshot))
    said = [(len(pods), place_of(pods))] if pods else []
    said += [(len(hosts), place) for hosts, place in outside]
    if len({number for number, _ in said}) > 1:
        places = [f"{place}: {number}" for number, place in said]
        return not_visible(f"the sources disagree: {'; '.join(places)}", places)
    if said and not pods and said[0][0] == 1 and not outside[0][0] <= control_plane_hosts(snapshot):
        return not_visible(f"{said[0][1]} names one endpoint, which may stand before several members")
    if said:
        return observed(said[0][0], "; ".join(place for _, place in said))
    nodes = sum(is_etcd(node) for node in snapshot.nodes)
    if nodes:
        return observed(nodes, f"label node-role.kubernetes.io/etcd on {nodes} of {len(snapshot.nodes)} nodes")
    return _none_seen(snapshot)


def members_ready(snapshot: Snapshot) -> Finding:
    """Count the members that are ready; outside the cluster it is not told. Source: containers of etcd's Pods."""
    pods = member_pods(snapshot)
    if not pods:
        return _none_seen(snapshot, "no etcd Pods, whose readiness would tell it")
    late = [pod.name for pod in pods if not all(one.ready for one in pod.containers if not one.init)]
    return observed(len(pods) - len(late), place_of(pods) + (f"; not ready: {', '.join(late)}" if late else ""))


def members_addresses(snapshot: Snapshot) -> Finding:
    """Give the members' addresses, or names.

    Source: annotation ``kubeadm.kubernetes.io/etcd.advertise-client-urls`` of etcd's Pods, else ``.status.hostIP``
    (RKE2's have none); external endpoints as for the count; else ``.status.addresses`` of the nodes labelled etcd.
    """
    if pods := member_pods(snapshot):
        hosts = {host for pod in pods for host in (hosts_of(pod.annotations.get(_CLIENT_URLS, "")) or {pod.host_ip})}
        place = f"{place_of(pods)}: annotation {_CLIENT_URLS}, .status.hostIP"
    elif hosts := external_hosts(snapshot):
        place = "; ".join(place for _, place in endpoints(snapshot))
    else:
        hosts = {node.addresses.get("InternalIP", "") for node in snapshot.nodes if is_etcd(node)}
        place = "Node .status.addresses[InternalIP] of those labelled node-role.kubernetes.io/etcd"
    if found := sorted(hosts - {""}):
        return observed(found, place)
    return _none_seen(snapshot)


def version(snapshot: Snapshot) -> Finding:
    """Give etcd's version, from the image tag of its Pods; outside the cluster it is not told. Source: as members."""
    found = sorted({image_version(one.image) for pod in member_pods(snapshot) for one in pod.containers} - {""})
    if found:
        differ = ", which differ" if len(found) > 1 else ""
        return observed(", ".join(found), f"image tags of {place_of(member_pods(snapshot))}{differ}")
    return _none_seen(snapshot, "no etcd Pods, whose image would tell it")


def location(snapshot: Snapshot) -> Finding:
    """Say whether the members share the control-plane nodes.

    Source: nodes and host addresses of etcd's static Pods, or the external endpoints, compared with the addresses of
    the control-plane nodes (Node ``.status.addresses``, else host addresses of the API servers' Pods).
    """
    pods = member_pods(snapshot)
    hosts = {pod.node for pod in pods} if pods else external_hosts(snapshot)
    if not hosts:
        return _by_label(snapshot)
    control_plane = control_plane_hosts(snapshot)
    if not control_plane:
        return not_visible("the control-plane nodes' addresses are not known")
    if hosts <= control_plane:
        return observed(CONTROL_PLANE_NODES, f"{len(hosts)} etcd members, all of them on control-plane nodes")
    if hosts & control_plane:
        return not_visible(f"of {len(hosts)} etcd members {len(hosts & control_plane)} are on control-plane nodes")
    if not pods and not all(map(_is_address, hosts)):
        return not_visible("the etcd endpoints are names, not addresses")
    return observed(OWN_NODES, f"none of {len(hosts)} etcd members is on a control-plane node")


def _none_seen(snapshot: Snapshot, reason: str = "") -> Finding:
    """Say why no member is seen: beside a hosted control plane there is none here, and no standard stands in."""
    if builder.is_hosted(snapshot):
        return absent(_HOSTED)
    if reason:
        return not_visible(unread(snapshot, "pods") or reason)
    return not_visible(unread(snapshot, "pods", "configmaps") or _UNSEEN)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _by_label(snapshot: Snapshot) -> Finding:
    nodes = [node for node in snapshot.nodes if is_etcd(node)]
    if not nodes:
        hosted = builder.is_hosted(snapshot)
        return observed(HOSTED, "ConfigMap kube-system/shoot-info (Gardener)") if hosted else _none_seen(snapshot)
    shared = [node for node in nodes if is_control_plane(node)]
    if shared and len(shared) < len(nodes):
        return not_visible(f"of {len(nodes)} nodes labelled etcd {len(shared)} are control-plane nodes too")
    place = f"roles of {len(nodes)} nodes labelled node-role.kubernetes.io/etcd"
    return observed(CONTROL_PLANE_NODES if shared else OWN_NODES, place)


def backup_present(snapshot: Snapshot) -> Finding:
    """Say whether something in the cluster takes snapshots of etcd; never that nothing does.

    Source: see ``etcdbackup.jobs``; RKE2 and k3s take their own, see ``etcdbackup.built_in``. RKE1's run outside the
    API.
    """
    jobs = etcdbackup.jobs(snapshot)
    if jobs:
        return observed(value=True, evidence="; ".join(map(etcdbackup.place, jobs)))
    built_in = etcdbackup.built_in(snapshot)
    return observed(value=True, evidence=built_in) if built_in else _no_backup(snapshot)


def backup_schedule(snapshot: Snapshot) -> Finding:
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
    jobs = etcdbackup.jobs(snapshot)
    if jobs:
        places = "; ".join(etcdbackup.place(job) for job in jobs)
        return observed(all(job.suspended for job in jobs), f"{places} .spec.suspend")
    if not etcdbackup.built_in(snapshot):
        return _no_backup(snapshot)
    if reason := unread(snapshot, "nodes"):
        return not_visible(f"{reason}; a flag of the nodes may switch them off")
    return observed(value=False, evidence="no --etcd-disable-snapshots in Node annotation node-args")


def backup_last_success(snapshot: Snapshot) -> Finding:
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


def backup_age(snapshot: Snapshot) -> Finding:
    """Give how long ago a snapshot was last taken when the cluster was read. Source: see ``backup_last_success``."""
    last = backup_last_success(snapshot)
    if last.value is None:
        return last
    elapsed = snapshot.taken - datetime.fromisoformat(last.value)
    return observed(whole(max(elapsed / timedelta(hours=1), 0)), last.evidence)


def backup_place(snapshot: Snapshot) -> Finding:
    """Give where RKE2 and k3s keep their snapshots; where a CronJob puts its own does not show.

    Source: see ``etcdbackup.kept_in``; else the customer profile alone.
    """
    if etcdbackup.jobs(snapshot) or unread(snapshot, "nodes"):
        return not_visible(_PROFILE_ONLY)
    found = etcdbackup.kept_in(snapshot)
    return observed(*found) if found else not_visible(_PROFILE_ONLY)


def backup_keep(snapshot: Snapshot) -> Finding:
    """Give how long RKE2 and k3s keep their snapshots; how long a CronJob's are kept does not show.

    Source: ``--etcd-snapshot-retention`` in the nodes' node-args, by default 5 on each node, times the interval
    (docs.rke2.io datastore/backup_restore); else the customer profile alone.
    """
    interval = backup_interval(snapshot)
    if etcdbackup.jobs(snapshot) or not etcdbackup.built_in(snapshot) or interval.value is None:
        return not_visible(_PROFILE_ONLY)
    said = nodeargs.flag(snapshot, "etcd-snapshot-retention")
    number = int(said) if said.isdecimal() else etcdbackup.BUILT_IN_RETENTION
    place = "--etcd-snapshot-retention in Node annotation node-args" if said.isdecimal() else "RKE2's and k3s' own"
    kept = f"{whole(number * interval.value)} hours ({number} snapshots on each etcd node)"
    return observed(kept, f"{place}: {number}, times {interval.value} h")


def _no_backup(snapshot: Snapshot) -> Finding:
    if reason := unread(snapshot, "cronjobs"):
        return not_visible(reason)
    if builder.is_hosted(snapshot):
        return absent(_HOSTED)
    if "node-role.kubernetes.io/controlplane" in {label for node in snapshot.nodes for label in node.labels}:
        return absent("RKE1 saves etcd in a container of the host, by default every 12 h, which no API shows")
    velero = [one.name for one in snapshot.customs if (one.kind, one.api_version) == ("Schedule", "velero.io/v1")]
    objects = f"; Velero's Schedule {velero[0]} saves objects, not etcd" if velero else ""
    return absent(f"{_NO_BACKUP} would not show here{objects}")


_CRON_JOB = "CronJob .spec, .status; RKE2 and k3s: ETCDSnapshotFile, Node annotation node-args"
_ARGUMENTS = "RKE2 and k3s: Node annotation node-args, ETCDSnapshotFile; else the customer profile"

FACTS = (
    Definition(
        "etcd.members.count",
        "How many members etcd has",
        "number",
        members_count,
        "etcd Pods; kubeadm-config; --etcd-servers; Node labels",
    ),
    Definition(
        "etcd.members.ready.count",
        "How many members of etcd are ready",
        "number",
        members_ready,
        "etcd Pods .status.containerStatuses",
    ),
    Definition(
        "etcd.members.addresses",
        "The addresses of etcd's members",
        "texts",
        members_addresses,
        "etcd Pods, their annotation etcd.advertise-client-urls; kubeadm-config; --etcd-servers; Node addresses",
        holds=Holds.ADDRESS,
    ),
    Definition("etcd.version", "The version of etcd", "text", version, "image tag of the etcd Pods"),
    Definition(
        "etcd.location",
        f"Whether the etcd members run {OWN_NODES}, {CONTROL_PLANE_NODES} or {HOSTED}",
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
    Definition(
        "etcd.backup.age",
        "How long ago a snapshot of etcd was last taken, when the cluster was read",
        "number",
        backup_age,
        _CRON_JOB,
        unit="h",
    ),
    Definition("etcd.backup.place", "Where the snapshots of etcd are kept", "text", backup_place, _ARGUMENTS),
    Definition("etcd.backup.keep", "How long the snapshots of etcd are kept", "text", backup_keep, _ARGUMENTS),
)
