"""What built a cluster: every layer that left a sign, in the order in which one builds on another."""

import re
from collections.abc import Callable

from deckgen.cluster import nodeargs
from deckgen.cluster.node import is_control_plane
from deckgen.cluster.running import api_servers
from deckgen.cluster.setting import settings
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Node, Snapshot

LOOKED_FOR = (
    "ConfigMaps shoot-info and kubeadm-config, +rke2 or +k3s in versions, labels and annotations of nodes, Kubespray's "
    "PriorityClass, binding and Pods"
)
_CAPI = "cluster.x-k8s.io/"
_NODE_GROUP = "/node-group"
_ENOUGH = 2


def signs(snapshot: Snapshot) -> dict[str, str]:
    """Give what built the cluster with the sign of each layer; {} where none is known.

    Source, in this order: gardener/gardener (ConfigMap ``shoot-info``, node labels); k3s-io/k3s and rancher/rke2
    (version suffix); rancher/rke (node label ``node-role.kubernetes.io/controlplane``); openstack/magnum's Heat driver
    (node labels ``magnum.openstack.org/*``); kubernetes-sigs/cluster-api (node annotations), with the node label of
    vexxhost/magnum-cluster-api or azimuth-cloud/capi-helm-charts beside them; kubernetes-sigs/kubespray (two signs);
    kubernetes/kubernetes cmd/kubeadm, the base of several of these, said only where no builder above it shows.
    """
    found = {**_vendors(snapshot), **_cluster_api(snapshot), **_kubespray(snapshot)}
    return found or _kubeadm(snapshot)


def is_gardener(snapshot: Snapshot) -> bool:
    """Whether Gardener describes the cluster in it. Source: gardener/gardener shoot-info."""
    return bool(settings(snapshot, ".*", config_map="shoot-info", namespace="kube-system"))


def is_hosted(snapshot: Snapshot) -> bool:
    """Whether the control plane runs elsewhere: a shoot of Gardener without control-plane nodes or API server Pods.

    Source: gardener/gardener docs/concepts/gardenadm.md: a self-hosted shoot has both, and shoot-info, too. Where
    neither nodes nor Pods could be read, nobody knows.
    """
    if unread(snapshot, "nodes") and unread(snapshot, "pods"):
        return False
    return is_gardener(snapshot) and not api_servers(snapshot) and not any(map(is_control_plane, snapshot.nodes))


def is_k3s(snapshot: Snapshot) -> bool:
    """Whether this is k3s, by its version's suffix. Source: k3s-io/k3s."""
    return any("+k3s" in one for one in _versions(snapshot))


def _versions(snapshot: Snapshot) -> list[str]:
    servers = [origin.version for origin in snapshot.origins if origin.api == "kubernetes"]
    return [*servers, *(node.kubelet for node in snapshot.nodes)]


def _vendors(snapshot: Snapshot) -> dict[str, str]:
    found: dict[str, str] = {}
    if is_gardener(snapshot):
        found["Gardener"] = "ConfigMap kube-system/shoot-info"
    elif pools := _on_nodes(snapshot, lambda node: "worker.gardener.cloud/pool" in node.labels):
        found["Gardener"] = f"label worker.gardener.cloud/pool on {pools}"
    for name, suffix, key in zip(("RKE2", "k3s"), ("+rke2", "+k3s"), nodeargs.KEYS, strict=True):
        if any(suffix in one for one in _versions(snapshot)):
            found[name] = f"version suffix {suffix}"
        elif any(key in node.annotations for node in snapshot.nodes):
            found[name] = f"Node annotation {key}"
    if ranchers := _on_nodes(snapshot, _is_of_rke1):
        found["RKE1"] = (
            f"label node-role.kubernetes.io/controlplane or annotation rke.cattle.io/internal-ip on {ranchers}"
        )
    heat = {"magnum.openstack.org/role", "magnum.openstack.org/nodegroup"}
    if magnums := _on_nodes(snapshot, lambda node: bool(heat & node.labels.keys())):
        found["Magnum (Heat driver)"] = f"labels magnum.openstack.org/* on {magnums}"
    return found


def _is_of_rke1(node: Node) -> bool:
    return "node-role.kubernetes.io/controlplane" in node.labels or "rke.cattle.io/internal-ip" in node.annotations


def _cluster_api(snapshot: Snapshot) -> dict[str, str]:
    """Tell Cluster API, and who used it: the label alone, which anybody may set, is no sign of Magnum."""
    made = [node for node in snapshot.nodes if any(key.startswith(_CAPI) for key in node.annotations)]
    if not made:
        return {}
    found = {"Cluster API": f"annotations {_CAPI}* on {len(made)} of {len(snapshot.nodes)} nodes"}
    labels = {label for node in made for label in node.labels}
    if "node.cluster.x-k8s.io/nodegroup" in labels:
        found["Magnum (magnum-cluster-api)"] = "Node label node.cluster.x-k8s.io/nodegroup"
    elif group := next((label for label in sorted(labels) if label.endswith(_NODE_GROUP)), ""):
        found["capi-helm-charts, perhaps of Magnum"] = f"Node label {group}"
    return found


def _kubespray(snapshot: Snapshot) -> dict[str, str]:
    """Look for Kubespray's signs, of which one may be somebody else's and two are not."""
    proxies = [
        pod.name
        for pod in snapshot.pods
        if pod.namespace == "kube-system"
        and re.match(r"(nginx-proxy|haproxy)-", pod.name)
        and pod.owner.startswith("Node/")
    ]
    classes = [one for one in snapshot.customs if (one.kind, one.name) == ("PriorityClass", "k8s-cluster-critical")]
    types = [one.value for one in settings(snapshot, "cluster_type", config_map="calico-config")]
    bound = any(one.name == "kubespray:system:node" for one in snapshot.bindings)
    external = settings(snapshot, r"ClusterConfiguration\.etcd\.external\..*", config_map="kubeadm-config")
    own = {
        "PriorityClass k8s-cluster-critical": bool(classes),
        "ClusterRoleBinding kubespray:system:node": bound,
        f"{len(proxies)} static Pods such as {next(iter(proxies), '')}": bool(proxies),
        "DaemonSet kube-system/nodelocaldns": any(
            (one.namespace, one.name) == ("kube-system", "nodelocaldns") for one in snapshot.workloads
        ),
        "ConfigMap kube-system/calico-config cluster_type kubespray": any("kubespray" in one for one in types),
    }
    found = [sign for sign, there in own.items() if there]
    if not found:
        return {}
    found += ["ConfigMap kube-system/kubeadm-config with external etcd"] * bool(external)
    return {"Kubespray" if len(found) >= _ENOUGH else "probably Kubespray": ", ".join(found)}


def _kubeadm(snapshot: Snapshot) -> dict[str, str]:
    if settings(snapshot, r"ClusterConfiguration\..*", config_map="kubeadm-config"):
        return {"kubeadm": "ConfigMap kube-system/kubeadm-config"}
    key = "kubeadm.alpha.kubernetes.io/cri-socket"
    joined = _on_nodes(snapshot, lambda node: key in node.annotations)
    return {"kubeadm": f"annotation {key} on {joined}"} if joined else {}


def _on_nodes(snapshot: Snapshot, test: Callable[[Node], bool]) -> str:
    """Count the nodes for which ``test`` holds, in words; "" for none."""
    found = sum(map(test, snapshot.nodes))
    return f"{found} of {len(snapshot.nodes)} nodes" if found else ""
