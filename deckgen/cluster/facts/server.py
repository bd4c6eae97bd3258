"""The API server: its version, which kubectl fits it, and what built the cluster."""

import re

from deckgen.cluster.definition import Definition
from deckgen.cluster.node import is_control_plane
from deckgen.cluster.running import api_servers
from deckgen.cluster.setting import settings
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, not_visible, observed

_NO_VERSION = not_visible("/version: the server's answer holds no version")
_SIGNS_NEEDED = 2


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


def kubectl_versions(snapshot: Snapshot) -> Finding:
    """Give the kubectl versions that fit: within one minor version of the API server, either way.

    Source: Kubernetes' version skew policy, section kubectl.
    """
    number = minor_of(snapshot)
    if number is None:
        return _NO_VERSION
    return observed(
        f"1.{number - 1} to 1.{number + 1}", f"/version gitVersion: {_git_version(snapshot)}, one minor off"
    )


def distribution(snapshot: Snapshot) -> Finding:
    """Give what built the cluster, every layer that left a sign, the surest first.

    Source, in this order: gardener/gardener (ConfigMap ``shoot-info``); k3s-io/k3s and rancher/rke2 (version suffix);
    rancher/rke (node label ``node-role.kubernetes.io/controlplane``); openstack/magnum's Heat driver (node labels
    ``magnum.openstack.org/*``); kubernetes-sigs/cluster-api (node annotations); kubernetes-sigs/kubespray (two signs);
    kubernetes/kubernetes cmd/kubeadm (ConfigMap ``kubeadm-config``), said only where no builder above it shows.
    """
    signs = {**_vendors(snapshot), **_cluster_api(snapshot), **_kubespray(snapshot)}
    if not signs and settings(snapshot, r"ClusterConfiguration\..*", config_map="kubeadm-config"):
        signs = {"kubeadm": "ConfigMap kube-system/kubeadm-config"}
    if not signs:
        return not_visible("no installer left a sign that is known")
    return observed(", ".join(signs), "; ".join(signs.values()))


def _git_version(snapshot: Snapshot) -> str:
    return next((origin.version for origin in snapshot.origins if origin.api == "kubernetes"), "")


def _vendors(snapshot: Snapshot) -> dict[str, str]:
    signs: dict[str, str] = {}
    if is_gardener(snapshot):
        signs["Gardener"] = "ConfigMap kube-system/shoot-info"
    said = [_git_version(snapshot), *(node.kubelet for node in snapshot.nodes)]
    for name, suffix in (("RKE2", "+rke2"), ("k3s", "+k3s")):
        if any(suffix in one for one in said):
            signs[name] = f"version suffix {suffix}"
    labels = {label for node in snapshot.nodes for label in node.labels}
    if "node-role.kubernetes.io/controlplane" in labels:
        signs["RKE1"] = "node label node-role.kubernetes.io/controlplane"
    if labels & {"magnum.openstack.org/role", "magnum.openstack.org/nodegroup"}:
        signs["Magnum"] = "node labels magnum.openstack.org/*"
    return signs


def is_gardener(snapshot: Snapshot) -> bool:
    """Whether Gardener describes the cluster in it. Source: gardener/gardener shoot-info."""
    return bool(settings(snapshot, ".*", config_map="shoot-info", namespace="kube-system"))


def is_hosted(snapshot: Snapshot) -> bool:
    """Whether the control plane runs elsewhere: a shoot of Gardener without control-plane nodes or API server Pods.

    Source: gardener/gardener docs/concepts/gardenadm.md: a self-hosted shoot has both, and shoot-info, too.
    """
    return is_gardener(snapshot) and not api_servers(snapshot) and not any(map(is_control_plane, snapshot.nodes))


def _cluster_api(snapshot: Snapshot) -> dict[str, str]:
    labels = {label for node in snapshot.nodes for label in node.labels}
    if "node.cluster.x-k8s.io/nodegroup" in labels:
        return {"Magnum (Cluster API)": "node label node.cluster.x-k8s.io/nodegroup"}
    if "capi.stackhpc.com/node-group" in labels:
        return {"Cluster API (capi-helm-charts)": "node label capi.stackhpc.com/node-group"}
    if any(key.startswith("cluster.x-k8s.io/") for node in snapshot.nodes for key in node.annotations):
        return {"Cluster API": "node annotations cluster.x-k8s.io/*"}
    return {}


def _kubespray(snapshot: Snapshot) -> dict[str, str]:
    proxies = [pod for pod in snapshot.pods if re.match(r"(nginx-proxy|haproxy)-", pod.name) and _static(pod.owner)]
    signs = [
        (any(binding.name == "kubespray:system:node" for binding in snapshot.bindings), "its ClusterRoleBinding"),
        (bool(proxies), "a static proxy Pod on the workers"),
        (any(workload.name == "nodelocaldns" for workload in snapshot.workloads), "DaemonSet nodelocaldns"),
        (bool(settings(snapshot, "cluster_type", config_map="calico-config")), "cluster_type in calico-config"),
        (
            bool(settings(snapshot, r"ClusterConfiguration\.etcd\.external\..*", config_map="kubeadm-config")),
            "kubeadm-config with external etcd",
        ),
    ]
    found = [sign for there, sign in signs if there]
    if not found or found == ["kubeadm-config with external etcd"]:
        return {}
    name = "Kubespray" if len(found) >= _SIGNS_NEEDED else "probably Kubespray"
    return {name: ", ".join(found)}


def _static(owner: str) -> bool:
    return owner.startswith("Node/")


FACTS = (
    Definition("server.version", "The API server's version in three numbers", "text", version, "/version gitVersion"),
    Definition(
        "server.git_version", "The API server's version as it says it", "text", git_version, "/version gitVersion"
    ),
    Definition("server.minor", "The second number of the API server's version", "number", minor, "/version gitVersion"),
    Definition(
        "server.kubectl_versions",
        "The kubectl versions that fit this API server, within one minor version either way",
        "text",
        kubectl_versions,
        "/version gitVersion",
    ),
    Definition(
        "server.distribution",
        "What built the cluster, as far as it left signs",
        "text",
        distribution,
        "/version, Node labels and annotations, ConfigMaps kubeadm-config and shoot-info",
    ),
)
