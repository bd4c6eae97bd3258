"""etcd: its members, where they run, and the snapshots that are taken of it."""

from ipaddress import ip_address

from deckgen.cluster import builder, etcdsnapshots
from deckgen.cluster.definition import Definition
from deckgen.cluster.etcdmembers import control_plane_hosts, endpoints, external_hosts, hosts_of, member_pods, place_of
from deckgen.cluster.image import version as image_version
from deckgen.cluster.node import host_address, is_control_plane, is_etcd
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Pod, Snapshot
from deckgen.fact import Finding, Holds, absent, not_visible, observed

APART = "apart from the control plane"
CONTROL_PLANE_NODES = "on the control-plane nodes"
HOSTED = "with the control plane, which is hosted elsewhere"

_CLIENT_URLS = "kubeadm.kubernetes.io/etcd.advertise-client-urls"
_UNSEEN = (
    "no Pods with component=etcd in kube-system, no external endpoints in ConfigMap kubeadm-config or in the API "
    "servers' --etcd-servers, no Node label node-role.kubernetes.io/etcd"
)


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
    late = [pod.name for pod in pods if pod.not_ready]
    return observed(len(pods) - len(late), place_of(pods) + (f"; not ready: {', '.join(late)}" if late else ""))


def members_addresses(snapshot: Snapshot) -> Finding:
    """Give the members' addresses, or names.

    Source: annotation ``kubeadm.kubernetes.io/etcd.advertise-client-urls`` of etcd's Pods, else their hosts'
    (RKE2's have none; see ``host_address``); external endpoints as for the count; else ``.status.addresses`` of the
    nodes labelled etcd.
    """
    if pods := member_pods(snapshot):
        hosts = {host for pod in pods for host in _member_hosts(snapshot, pod)}
        place = f"{place_of(pods)}: annotation {_CLIENT_URLS}, else .status.podIP on the host's network"
    elif hosts := external_hosts(snapshot):
        place = "; ".join(place for _, place in endpoints(snapshot))
    else:
        hosts = {node.addresses.get("InternalIP", "") for node in snapshot.nodes if is_etcd(node)}
        place = "Node .status.addresses[InternalIP] of those labelled node-role.kubernetes.io/etcd"
    if found := sorted(hosts - {""}):
        return observed(found, place)
    return _none_seen(snapshot)


def _member_hosts(snapshot: Snapshot, pod: Pod) -> set[str]:
    return hosts_of(pod.annotations.get(_CLIENT_URLS, "")) or {host_address(snapshot, pod)}


def version(snapshot: Snapshot) -> Finding:
    """Give etcd's version, from the image tag of its Pods; outside the cluster it is not told. Source: as members."""
    found = sorted({image_version(one.image) for pod in member_pods(snapshot) for one in pod.containers} - {""})
    if found:
        differ = ", which differ" if len(found) > 1 else ""
        return observed(", ".join(found), f"image tags of {place_of(member_pods(snapshot))}{differ}")
    return _none_seen(snapshot, "no etcd Pods, whose image would tell it")


def location(snapshot: Snapshot) -> Finding:
    """Say whether the members share the control-plane nodes; what else their hosts run is not looked at.

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
    return observed(APART, f"none of {len(hosts)} etcd members is on a control-plane node")


def _none_seen(snapshot: Snapshot, reason: str = "") -> Finding:
    """Say why no member is seen: beside a hosted control plane there is none here, and no standard stands in."""
    if builder.is_hosted(snapshot):
        return absent(etcdsnapshots.HOSTED)
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
    return observed(CONTROL_PLANE_NODES if shared else APART, place)


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
        holds=Holds.OUR_ADDRESS,
    ),
    Definition("etcd.version", "The version of etcd", "text", version, "image tag of the etcd Pods"),
    Definition(
        "etcd.location",
        f"Whether the etcd members run {APART}, {CONTROL_PLANE_NODES} or {HOSTED}",
        "text",
        location,
        "etcd Pods .spec.nodeName, external endpoints, Node .status.addresses",
    ),
    Definition(
        "etcd.backup.present",
        "Whether snapshots of etcd are taken in the cluster",
        "flag",
        etcdsnapshots.present,
        _CRON_JOB,
    ),
    Definition(
        "etcd.backup.taken_by",
        "What takes the snapshots of etcd",
        "text",
        etcdsnapshots.taken_by,
        _CRON_JOB,
        holds=Holds.OBJECT,
    ),
    Definition(
        "etcd.backup.last_start", "When a snapshot of etcd was last begun", "text", etcdsnapshots.last_start, _CRON_JOB
    ),
    Definition(
        "etcd.backup.schedule",
        "When snapshots of etcd are taken, as a cron expression",
        "text",
        etcdsnapshots.schedule,
        _CRON_JOB,
    ),
    Definition(
        "etcd.backup.interval",
        "The longest time between two snapshots of etcd",
        "number",
        etcdsnapshots.interval,
        _CRON_JOB,
        unit="h",
    ),
    Definition(
        "etcd.backup.suspended",
        "Whether the snapshots of etcd are switched off",
        "flag",
        etcdsnapshots.suspended,
        _CRON_JOB,
    ),
    Definition(
        "etcd.backup.last_success",
        "When a snapshot of etcd was last taken",
        "text",
        etcdsnapshots.last_success,
        _CRON_JOB,
    ),
    Definition(
        "etcd.backup.age",
        "How long ago a snapshot of etcd was last taken, when the cluster was read",
        "number",
        etcdsnapshots.age,
        _CRON_JOB,
        unit="h",
    ),
    Definition(
        "etcd.backup.place",
        "Where the snapshots of etcd are kept",
        "text",
        etcdsnapshots.place,
        _ARGUMENTS,
        holds=Holds.FREE_TEXT,
    ),
    Definition(
        "etcd.backup.keep",
        "How long the snapshots of etcd are kept",
        "text",
        etcdsnapshots.keep,
        _ARGUMENTS,
        holds=Holds.FREE_TEXT,
    ),
)
