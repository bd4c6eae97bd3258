"""What one node is: its roles, which overlap, its flavor, zone and versions."""

import re
from collections.abc import Iterable

from deckgen.cluster.snapshot import Node, Pod, Snapshot

_CONTROL_PLANE = frozenset(
    {
        "node-role.kubernetes.io/control-plane",
        "node-role.kubernetes.io/master",
        "node-role.kubernetes.io/controlplane",
    }
)
_FLAVOR_LABELS = ("node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type")
_ZONE_LABELS = ("topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone")
_REGION_LABELS = ("topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region")
_POOL_LABELS = (
    "node.cluster.x-k8s.io/nodegroup",
    "magnum.openstack.org/nodegroup",
    "worker.gardener.cloud/pool",
)
_HASH = re.compile(r"-[bcdfghjklmnpqrstvwxz2456789]{5,10}$")
"""As k8s.io/apimachinery pkg/util/rand makes them: no vowels, so that no word of a name is taken for one."""

_NO_FLAVORS = {"k3s", "rke2"}
_DOCKERSHIM_ENDED = 24
_ETCD = "node-role.kubernetes.io/etcd"


def is_control_plane(node: Node) -> bool:
    """Whether the node is of the control plane; what counts is that the label is there, not its value.

    Source: kubernetes/kubernetes cmd/kubeadm constants (``master`` up to 1.23, ``control-plane`` from 1.20);
    rancher/rke (``controlplane``); openstack/magnum's Heat driver (``magnum.openstack.org/role=master``).
    """
    return bool(_CONTROL_PLANE & node.labels.keys()) or node.labels.get("magnum.openstack.org/role") == "master"


def is_etcd(node: Node) -> bool:
    """Whether the node runs etcd. Source: rancher/rke2, k3s-io/k3s and rancher/rke label it so; kubeadm does not."""
    return _ETCD in node.labels


def is_worker(node: Node) -> bool:
    """Whether the node has neither the control-plane nor the etcd role."""
    return not (is_control_plane(node) or is_etcd(node))


def role(node: Node) -> str:
    """Give all that a node is: "control plane", "etcd", "control plane and etcd" or "worker"."""
    parts = [name for holds, name in ((is_control_plane, "control plane"), (is_etcd, "etcd")) if holds(node)]
    return " and ".join(parts) or "worker"


def host_address(snapshot: Snapshot, pod: Pod) -> str:
    """Give the address of the host that a Pod runs on, or "".

    Source: Pod ``.status.podIP`` of one with ``.spec.hostNetwork``; else Node ``.status.addresses`` in the order in
    which the kubelet makes ``.status.hostIP`` of them (kubernetes/kubernetes pkg/util/node ``GetNodeHostIPs``).
    """
    if pod.host_network and pod.pod_ip:
        return pod.pod_ip
    addresses = next((node.addresses for node in snapshot.nodes if node.name == pod.node), {})
    return addresses.get("InternalIP") or addresses.get("ExternalIP", "")


def pool(node: Node) -> str:
    """Give the pool that the node was made in, or "".

    Source, in this order: labels ``node.cluster.x-k8s.io/nodegroup`` (vexxhost/magnum-cluster-api),
    ``capi.stackhpc.com/node-group`` (azimuth-cloud/capi-helm-charts, whose prefix may differ),
    ``magnum.openstack.org/nodegroup`` (Magnum's Heat driver), ``worker.gardener.cloud/pool`` (gardener/gardener); else
    the annotations ``cluster.x-k8s.io/owner-kind`` and ``owner-name``, of which a MachineSet is called after its
    MachineDeployment with a hash behind (kubernetes-sigs/cluster-api). The annotation ``cluster.x-k8s.io/machine``
    names one machine.
    """
    keys = (*_POOL_LABELS[:1], *sorted(key for key in node.labels if key.endswith("/node-group")), *_POOL_LABELS[1:])
    if found := _label(node, keys):
        return found
    owner = node.annotations.get("cluster.x-k8s.io/owner-name", "")
    if node.annotations.get("cluster.x-k8s.io/owner-kind") == "MachineSet":
        return _HASH.sub("", owner)
    return owner


def flavor(node: Node) -> str:
    """Give the flavor that the cloud controller wrote, a name or an ID; "" where there is none.

    Source: label ``node.kubernetes.io/instance-type`` (kubernetes/cloud-provider-openstack instances.go). The literal
    ``k3s`` or ``rke2`` comes from their embedded cloud controller and is no flavor (k3s-io/k3s InstanceType).
    """
    found = _label(node, _FLAVOR_LABELS)
    return "" if found in _NO_FLAVORS else found


def zone(node: Node) -> str:
    """Give the availability zone, or "". Source: label ``topology.kubernetes.io/zone``, older failure-domain.beta."""
    return _label(node, _ZONE_LABELS)


def region(node: Node) -> str:
    """Give the region, or "". Source: label ``topology.kubernetes.io/region``, older failure-domain.beta."""
    return _label(node, _REGION_LABELS)


def kubelet(node: Node) -> str:
    """Give the kubelet's version without its ``v``. Source: Node ``.status.nodeInfo.kubeletVersion``."""
    return node.kubelet.removeprefix("v")


def runtime(node: Node) -> str:
    """Give the container runtime and its version, such as ``containerd 1.7.27``.

    Source: Node ``.status.nodeInfo.containerRuntimeVersion``; the kubelet's own Docker support ended with 1.24, so
    ``docker://`` beside a newer kubelet is cri-dockerd.
    """
    name, _, version = node.runtime.partition("://")
    minor = re.match(r"v1\.(\d+)", node.kubelet)
    if name == "docker" and minor and int(minor[1]) >= _DOCKERSHIM_ENDED:
        name = "Docker by cri-dockerd"
    return f"{name} {version}".strip()


def os_image(node: Node) -> str:
    """Give the operating system. Source: Node ``.status.nodeInfo.osImage``."""
    return node.os_image


def _label(node: Node, keys: Iterable[str]) -> str:
    return next((node.labels[key] for key in keys if node.labels.get(key)), "")
