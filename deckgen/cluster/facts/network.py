"""The pod network: its plug-in, its overlay, and the ranges of addresses."""

from collections.abc import Iterable, Iterator

from deckgen.cluster import nodeargs
from deckgen.cluster.definition import Definition
from deckgen.cluster.overlay import said_by, workload_pools
from deckgen.cluster.plugin import plugin
from deckgen.cluster.running import api_servers, of_image
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.sight import WORKLOADS, unread
from deckgen.cluster.snapshot import Container, Snapshot
from deckgen.fact import UNSURE, Finding, Holds, not_visible, observed

_NO_PLUGIN = "no DaemonSet, image or node annotation of a network plug-in that is known"

Ranges = Iterator[tuple[list[str], str]]


def cni(snapshot: Snapshot) -> Finding:
    """Give the network plug-in: Calico, Canal, Cilium, Flannel, Kube-OVN or Kuryr. Source: see ``plugin``."""
    found = plugin(snapshot)
    return observed(found.name, found.evidence) if found else _no_plugin(snapshot)


def version(snapshot: Snapshot) -> Finding:
    """Give the plug-in's version. Source: image tag of the container that shows it."""
    found = plugin(snapshot)
    if found is None:
        return _no_plugin(snapshot)
    if not found.version:
        return not_visible(f"no image tag tells the version of {found.name}")
    return observed(found.version, f"image tag: {found.evidence}")


def overlay(snapshot: Snapshot) -> Finding:
    """Give how Pods' packets travel between nodes: vxlan, ipip, geneve, …, "none", or "unsure" where sources disagree.

    Source: see ``overlay`` for each plug-in's sources.
    """
    found = plugin(snapshot)
    if found is None:
        return _no_plugin(snapshot)
    said = list(said_by(found.name)(snapshot))
    kinds = {kind for kind, _ in said}
    if not kinds:
        return not_visible(unread(snapshot, "ippools", "nodes", "configmaps") or f"{found.name} does not tell it")
    places = [f"{place}: {kind}" for kind, place in said]
    if len(kinds) == 1:
        return observed(kinds.pop(), "; ".join(place for _, place in said))
    return observed(UNSURE, f"{len(places)} sources, which disagree", places)


def overlay_sources(snapshot: Snapshot) -> Finding:
    """Give every source that tells of the overlay, with what it says. Source: see ``overlay``."""
    found = plugin(snapshot)
    said = [f"{place}: {kind}" for kind, place in said_by(found.name)(snapshot)] if found else []
    if not said:
        return not_visible(overlay(snapshot).reason)
    return observed(said, f"{len(said)} sources")


def pod_ranges(snapshot: Snapshot) -> Finding:
    """Give the ranges of Pod addresses, from the surest source that tells.

    Source, in this order: the plug-in's own (IPPool ``.spec.cidr``, ``net-conf.json`` Network, cilium's
    ``cluster-pool-ipv4-cidr`` where ``ipam`` says so, kube-ovn ``--default-cidr``); kubeadm-config
    ``networking.podSubnet``; kube-controller-manager or RKE2 ``--cluster-cidr``; kube-proxy ``clusterCIDR``;
    shoot-info ``podNetwork``; the union of Node ``.spec.podCIDRs``, which is derived.
    """
    return _first(_pod_sources(snapshot), unread(snapshot, "configmaps", "nodes") or "no source tells the Pods' range")


def service_ranges(snapshot: Snapshot) -> Finding:
    """Give the ranges of Service addresses, from the surest source that tells.

    Source, in this order: ServiceCIDR ``.spec.cidrs`` (from 1.33); kube-apiserver ``--service-cluster-ip-range``;
    kubeadm-config ``networking.serviceSubnet``; shoot-info ``serviceNetwork``; RKE2 and k3s ``--service-cidr``. The
    Service default/kubernetes gives a first address only.
    """
    return _first(_service_sources(snapshot), unread(snapshot, "configmaps", "pods") or "no source tells the range")


def policies_count(snapshot: Snapshot) -> Finding:
    """Count the NetworkPolicies. Source: networking.k8s.io NetworkPolicy objects."""
    return observed(len(snapshot.network_policies), f"{len(snapshot.network_policies)} NetworkPolicies")


def _no_plugin(snapshot: Snapshot) -> Finding:
    return not_visible(unread(snapshot, *WORKLOADS) or _NO_PLUGIN)


def _first(sources: Ranges, reason: str) -> Finding:
    return next((observed(found, place) for found, place in sources if found), not_visible(reason))


def _pod_sources(snapshot: Snapshot) -> Ranges:
    yield _listed(one.fields.get("spec.cidr", "") for one in workload_pools(snapshot)), "IPPool .spec.cidr"
    yield _set(snapshot, r"net-conf\.json\.Network", "")
    if any(one.value == "cluster-pool" for one in settings(snapshot, "ipam", config_map="cilium-config")):
        yield _set(snapshot, "cluster-pool-ipv4-cidr", "cilium-config")
    kube_ovn = [container for _, container in of_image(snapshot, "kube-ovn")]
    yield _listed(one.flags.get("default-cidr", "") for one in kube_ovn), "kube-ovn-controller --default-cidr"
    yield _set(snapshot, r"ClusterConfiguration\.networking\.podSubnet", "kubeadm-config")
    managers = _of_component(snapshot, "kube-controller-manager")
    yield _listed(one.flags.get("cluster-cidr", "") for one in managers), "kube-controller-manager --cluster-cidr"
    yield _listed([nodeargs.flag(snapshot, "cluster-cidr")]), "--cluster-cidr in the nodes' node-args"
    yield _set(snapshot, r"config\.conf\.clusterCIDR", "kube-proxy")
    yield _set(snapshot, "podNetworks?", "shoot-info")
    derived = _listed(cidr for node in snapshot.nodes for cidr in node.pod_cidrs)
    yield derived, "derived: the union of Node .spec.podCIDRs"


def _service_sources(snapshot: Snapshot) -> Ranges:
    cidrs = [one.fields.get("spec.cidrs", []) for one in snapshot.customs if one.kind == "ServiceCIDR"]
    yield _listed(cidr for each in cidrs for cidr in each), "ServiceCIDR .spec.cidrs"
    said = (one.flags.get("service-cluster-ip-range", "") for one in api_servers(snapshot))
    yield _listed(said), "kube-apiserver --service-cluster-ip-range"
    yield _set(snapshot, r"ClusterConfiguration\.networking\.serviceSubnet", "kubeadm-config")
    yield _set(snapshot, "serviceNetworks?", "shoot-info")
    yield _listed([nodeargs.flag(snapshot, "service-cidr")]), "--service-cidr in the nodes' node-args"


def _set(snapshot: Snapshot, name: str, config_map: str) -> tuple[list[str], str]:
    found = settings(snapshot, name, config_map=config_map)
    return _listed(one.value for one in found), evidence(found[0]) if found else ""


def _listed(values: Iterable[str]) -> list[str]:
    return sorted({part for value in values for part in str(value).replace(",", " ").split()})


def _of_component(snapshot: Snapshot, component: str) -> list[Container]:
    return [
        container
        for pod in snapshot.pods
        if pod.namespace == "kube-system" and pod.labels.get("component") == component
        for container in pod.containers
    ]


_PLUGIN = "DaemonSets: containers and images; Node annotations"
_OVERLAY = "IPPool, Installation, net-conf.json, cilium-config, Node annotations, flags of kube-ovn-controller"

FACTS = (
    Definition("network.cni", "The network plug-in", "text", cni, _PLUGIN),
    Definition("network.cni.version", "The network plug-in's version", "text", version, _PLUGIN),
    Definition(
        "network.overlay",
        "How Pods' packets travel between nodes: vxlan, ipip, geneve, none, or unsure where the sources disagree",
        "text",
        overlay,
        _OVERLAY,
    ),
    Definition(
        "network.overlay.sources",
        "Every source that tells of the overlay, with what it says",
        "texts",
        overlay_sources,
        _OVERLAY,
    ),
    Definition(
        "network.pod_ranges",
        "The ranges that Pods get their addresses from",
        "texts",
        pod_ranges,
        "IPPool, plug-in's ConfigMap, kubeadm-config, flags, Node .spec.podCIDRs",
        holds=Holds.ADDRESS,
    ),
    Definition(
        "network.service_ranges",
        "The ranges that Services get their addresses from",
        "texts",
        service_ranges,
        "ServiceCIDR, kube-apiserver flags, kubeadm-config",
        holds=Holds.ADDRESS,
    ),
    Definition(
        "network.policies.count",
        "How many NetworkPolicies there are",
        "number",
        policies_count,
        "NetworkPolicy objects",
        needs=("networkpolicies",),
    ),
)
