"""The members of the control plane's etcd: static Pods here, or endpoints outside."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from deckgen.cluster.node import host_address, is_control_plane
from deckgen.cluster.running import api_servers, component_pods
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.snapshot import Pod, Snapshot

_OWN_HOST = {"127.0.0.1", "localhost", "::1"}


def member_pods(snapshot: Snapshot) -> list[Pod]:
    """Give the control plane's etcd Pods: static ones with kubeadm's labels, so that ``calico-etcd`` is none.

    Source: kubernetes/kubernetes cmd/kubeadm; annotation ``kubernetes.io/config.mirror``, or the Node as owner.
    """
    return [
        pod
        for pod in component_pods(snapshot, "etcd")
        if pod.labels.get("tier") == "control-plane"
        and ("kubernetes.io/config.mirror" in pod.annotations or pod.owner.startswith("Node/"))
    ]


def external_hosts(snapshot: Snapshot) -> set[str]:
    """Give the hosts of etcd's endpoints outside the API server's own host. Source: see ``endpoints``."""
    return {host for hosts, _ in endpoints(snapshot) for host in hosts}


def endpoints(snapshot: Snapshot) -> Iterator[tuple[set[str], str]]:
    """Give the hosts that kubeadm-config names, then those that the API servers ask, each with the place.

    Source: ConfigMap kubeadm-config ``ClusterConfiguration.etcd.external.endpoints``; kube-apiserver
    ``--etcd-servers``, of which an address of its own host tells nothing.
    """
    said = settings(snapshot, r"ClusterConfiguration\.etcd\.external\.endpoints.*", config_map="kubeadm-config")
    flags = [one.flags.get("etcd-servers", "") for one in api_servers(snapshot)]
    servers = f"--etcd-servers of {len(flags)} Pods with component=kube-apiserver"
    for values, place in (
        ([setting.value for setting in said], evidence(said[0]) if said else ""),
        (flags, servers),
    ):
        hosts = hosts_of(",".join(values))
        if hosts and not hosts <= _OWN_HOST:
            yield hosts, place


def control_plane_hosts(snapshot: Snapshot) -> set[str]:
    """Give the names and addresses of the control-plane nodes, by their labels or by the API servers' Pods."""
    nodes = [node for node in snapshot.nodes if is_control_plane(node)]
    found = {node.name for node in nodes} | {address for node in nodes for address in node.addresses.values()}
    for pod in component_pods(snapshot, "kube-apiserver"):
        found |= {pod.node, host_address(snapshot, pod)}
    return found - {""}


def place_of(pods: list[Pod]) -> str:
    """Name the Pods for evidence."""
    return f"{len(pods)} static Pods with component=etcd in kube-system"


def hosts_of(urls: str) -> set[str]:
    """Give the hosts of the URLs in a text."""
    return {urlsplit(url).hostname or "" for url in re.findall(r"https?://[^\s,\"'\]]+", urls)} - {""}
