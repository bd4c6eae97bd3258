"""The API server: its version, which kubectl fits it, and what built the cluster."""

import re
from datetime import date

from deckgen.cluster import builder
from deckgen.cluster.definition import Definition
from deckgen.cluster.image import version as image_version
from deckgen.cluster.running import api_servers, component_pods
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Pod, Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_NO_VERSION = not_visible("/version: the server's answer holds no version")
_SKEW, _OLDER_SKEW, _WIDER_SINCE = 3, 2, 25

_SUPPORTED_UNTIL = {
    16: "2020-09-02",
    17: "2021-01-13",
    18: "2021-06-18",
    19: "2021-10-28",
    20: "2022-02-28",
    21: "2022-06-28",
    22: "2022-12-08",
    23: "2023-02-28",
    24: "2023-07-28",
    25: "2023-10-28",
    26: "2024-02-28",
    27: "2024-07-16",
    28: "2024-10-22",
    29: "2025-02-28",
    30: "2025-07-15",
    31: "2025-11-11",
    32: "2026-02-28",
    33: "2026-06-28",
    34: "2026-10-27",
    35: "2027-02-28",
    36: "2027-06-28",
    37: "2027-10-28",
}
"""By minor version, the end of life that the project gives: kubernetes/website data/releases."""


def minor_of(snapshot: Snapshot) -> int | None:
    """Give the API server's minor version, or None where it is not known."""
    found = re.match(r"v?1\.(\d+)", _git_version(snapshot))
    return int(found[1]) if found else None


def version(snapshot: Snapshot) -> Finding:
    """Give the version in three numbers, from gitVersion such as ``v1.33.4+rke2r1``.

    Source: ``/version`` gitVersion (k8s.io/apimachinery pkg/version Info).
    """
    found = re.match(r"v?(\d+\.\d+\.\d+)", _git_version(snapshot))
    return observed(found[1], f"/version gitVersion: {_git_version(snapshot)}") if found else _NO_VERSION


def git_version(snapshot: Snapshot) -> Finding:
    """Give the version as the server says it. Source: ``/version`` gitVersion."""
    found = _git_version(snapshot)
    return observed(found, "/version gitVersion") if found else _NO_VERSION


def minor(snapshot: Snapshot) -> Finding:
    """Give the second number of the version, 33 of 1.33.4. Source: ``/version`` gitVersion."""
    number = minor_of(snapshot)
    return _NO_VERSION if number is None else observed(number, f"/version gitVersion: {_git_version(snapshot)}")


def versions(snapshot: Snapshot) -> Finding:
    """Give the versions of all API servers, which differ while a cluster is updated.

    Source: image tags of the kube-apiserver Pods; ``/version``, which one of them answered.
    """
    found = _versions(snapshot)
    if not found:
        return _NO_VERSION
    reason = unread(snapshot, "pods")
    rest = f"others may be of another version, since {reason}" if reason else "image tags of the kube-apiserver Pods"
    return observed(found, f"/version gitVersion, {rest}")


def kubectl_versions(snapshot: Snapshot) -> Finding:
    """Give the kubectl versions that fit: within one minor version of each API server, either way.

    Source: Kubernetes' version skew policy, section kubectl: with API servers of two versions, what fits both.
    """
    minors = _minors(snapshot)
    if not minors:
        return _NO_VERSION
    oldest, newest = max(minors) - 1, min(minors) + 1
    servers = f"API servers of {', '.join(_versions(snapshot))}"
    if oldest > newest:
        apart = f"the API servers are of {' and '.join(_versions(snapshot))}, further apart than any kubectl spans"
        return not_visible(f"{apart} (one minor version either way): bring them to one version")
    return observed(f"1.{oldest} to 1.{newest}" if oldest < newest else f"1.{oldest}", f"{servers}, one minor off")


def kubelet_skew(snapshot: Snapshot) -> Finding:
    """Give the nodes whose kubelet does not fit the API servers, with its version.

    Source: Kubernetes' version skew policy, section kubelet: never newer than any API server, and three minor versions
    older at most, two where the kubelet is older than 1.25.
    """
    minors = _minors(snapshot)
    if not minors:
        return _NO_VERSION
    told = [(node, int(found[1])) for node in snapshot.nodes if (found := re.match(r"v?1\.(\d+)", node.kubelet))]
    if not told:
        return not_visible("no Node says its kubelet's version")
    odd = [node for node, kubelet in told if not _fits(kubelet, minors)]
    named = sorted(f"{node.name} ({node.kubelet.removeprefix('v')})" for node in odd)
    servers = ", ".join(_versions(snapshot))
    evidence = f"Node .status.nodeInfo.kubeletVersion against API server {servers}: {len(odd)} of {len(told)}"
    return observed(named, evidence)


def kubelet_skew_count(snapshot: Snapshot) -> Finding:
    """Count the nodes whose kubelet does not fit. Source: see ``kubelet_skew``."""
    found = kubelet_skew(snapshot)
    return found if found.value is None else observed(len(found.value), found.evidence)


def supported_until(snapshot: Snapshot) -> Finding:
    """Give the day until which the Kubernetes project fixes this version, as ``YYYY-MM-DD``.

    Source: kubernetes/website data/releases; a vendor may keep a version for longer.
    """
    number = minor_of(snapshot)
    if number is None:
        return _NO_VERSION
    found = _SUPPORTED_UNTIL.get(number)
    if not found:
        return not_visible(f"the end of 1.{number} is not known to this deckgen")
    return observed(found, f"/version gitVersion: {_git_version(snapshot)}; releases of the Kubernetes project")


def is_supported(snapshot: Snapshot) -> Finding:
    """Say whether the Kubernetes project still fixed this version when the snapshot was taken.

    Source: see ``supported_until``.
    """
    until = supported_until(snapshot)
    if until.value is None:
        return until
    supported = snapshot.taken.date() <= date.fromisoformat(until.value)
    fixes = "fixes" if supported else "fixed"
    return observed(supported, f"the Kubernetes project {fixes} 1.{minor_of(snapshot)} until {until.value}")


def distribution(snapshot: Snapshot) -> Finding:
    """Give what built the cluster, every layer that left a sign. Source: see ``builder.signs``."""
    found = builder.signs(snapshot)
    if found:
        return observed(", ".join(found), "; ".join(found.values()))
    return not_visible(unread(snapshot, "nodes", "configmaps") or f"no installer left a sign: {builder.LOOKED_FOR}")


def _git_version(snapshot: Snapshot) -> str:
    return next((origin.version for origin in snapshot.origins if origin.api == "kubernetes"), "")


def _versions(snapshot: Snapshot) -> list[str]:
    """Give the API servers' versions, each once, in the order of their numbers."""
    said = [_git_version(snapshot), *(image_version(one.image) for one in api_servers(snapshot))]
    found = {number[1] for one in said if (number := re.match(r"v?(\d+\.\d+\.\d+)", one))}
    return sorted(found, key=lambda one: [int(part) for part in one.split(".")])


def _minors(snapshot: Snapshot) -> set[int]:
    return {int(one.split(".")[1]) for one in _versions(snapshot)}


def _fits(kubelet: int, servers: set[int]) -> bool:
    reach = _SKEW if kubelet >= _WIDER_SINCE else _OLDER_SKEW
    return kubelet <= min(servers) and max(servers) - kubelet <= reach


def components(snapshot: Snapshot) -> Finding:
    """Give the parts of Kubernetes that run as Pods in kube-system, how many of each and of which versions.

    Source: kubeadm's label ``component`` of static Pods, which RKE2's carry too, and ``k8s-app`` of kube-proxy. What
    runs in processes of the host, as all of it does with k3s, no Pod shows.
    """
    proxies = [pod for pod in snapshot.pods if pod.namespace == "kube-system" and pod.labels.get("k8s-app") == _PROXY]
    pods = {name: component_pods(snapshot, name) for name in _PARTS}
    pods[_PROXY] = pods[_PROXY] or proxies
    rows = [{"component": name, "count": len(own), "versions": _tags(own)} for name, own in pods.items() if own]
    if not rows:
        return not_visible("no part of Kubernetes runs as a Pod in kube-system")
    return observed(rows, f"labels component and k8s-app: {sum(map(len, pods.values()))} Pods in kube-system")


def _tags(pods: list[Pod]) -> str:
    images = [container.image for pod in pods for container in pod.containers if not container.init]
    return ", ".join(sorted({image_version(one) for one in images} - {""}))


_PROXY = "kube-proxy"
_PARTS = ("kube-apiserver", "etcd", "kube-scheduler", "kube-controller-manager", _PROXY)

FACTS = (
    Definition("server.version", "The API server's version in three numbers", "text", version, "/version gitVersion"),
    Definition(
        "server.git_version", "The API server's version as it says it", "text", git_version, "/version gitVersion"
    ),
    Definition(
        "server.minor",
        "The second number of the API server's version",
        "number",
        minor,
        "/version gitVersion",
        unit="minor version",
    ),
    Definition(
        "server.kubectl_versions",
        "The kubectl versions that fit the API servers, within one minor version either way",
        "text",
        kubectl_versions,
        "/version gitVersion, image tags of the kube-apiserver Pods",
    ),
    Definition(
        "server.versions",
        "The versions of all API servers",
        "texts",
        versions,
        "/version gitVersion, image tags of the kube-apiserver Pods",
    ),
    Definition(
        "server.kubelet_skew",
        "The nodes whose kubelet is too old or too new for the API servers",
        "texts",
        kubelet_skew,
        "Node .status.nodeInfo.kubeletVersion, /version gitVersion",
        needs=("nodes",),
        holds=Holds.HOST_NAME,
    ),
    Definition(
        "server.kubelet_skew.count",
        "How many nodes have a kubelet that is too old or too new for the API servers",
        "number",
        kubelet_skew_count,
        "Node .status.nodeInfo.kubeletVersion, /version gitVersion",
        needs=("nodes",),
    ),
    Definition(
        "server.supported_until",
        "The day until which the Kubernetes project fixes this version",
        "text",
        supported_until,
        "/version gitVersion",
    ),
    Definition(
        "server.supported",
        "Whether the Kubernetes project still fixes this version",
        "flag",
        is_supported,
        "/version gitVersion",
    ),
    Definition(
        "server.distribution",
        "What built the cluster, as far as it left signs",
        "text",
        distribution,
        "/version, Node labels and annotations, ConfigMaps kubeadm-config and shoot-info",
    ),
    Definition(
        "server.components",
        "The parts of Kubernetes that run as Pods, how many of each and of which versions",
        "rows",
        components,
        "Pods in kube-system: labels component and k8s-app, images",
        needs=("pods",),
        columns=("component", "count", "versions"),
    ),
)
