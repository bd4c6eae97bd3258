"""The ranges that Pods and Services get their addresses from: every source that tells, the surest first."""

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

from deckgen.cluster import nodeargs
from deckgen.cluster.overlay import workload_pools
from deckgen.cluster.plugin import Plugin, calico_variables
from deckgen.cluster.running import api_servers, controller_managers, of_image
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.snapshot import Snapshot

Network = IPv4Network | IPv6Network

Range = tuple[list[str], str]
"""What one source says, and its place."""

_BY_POOLS = {"cluster-pool", "cluster-pool-v2beta"}


def of_pods(snapshot: Snapshot, found: Plugin | None) -> Iterator[Range]:
    """Give what tells the Pods' ranges.

    Source, in this order: the plug-in's own (IPPool ``.spec.cidr``, ``net-conf.json`` Network, cilium's
    ``cluster-pool-ipv4-cidr`` or CiliumPodIPPool where ``ipam`` says so, kube-ovn ``--default-cidr``), not what another
    plug-in has left behind; kubeadm-config ``networking.podSubnet``; kube-controller-manager or RKE2
    ``--cluster-cidr``; kube-proxy ``clusterCIDR``; shoot-info ``podNetwork``; calico-node's ``CALICO_IPV4POOL_CIDR``, a
    seed; the union of Node ``.spec.podCIDRs``, which is derived.
    """
    name = found.name if found else ""
    if name in {"", "Calico"}:
        pools = workload_pools(snapshot)
        yield _listed(one.fields.get("spec.cidr", "") for one in pools), f"IPPool .spec.cidr of {len(pools)} pools"
    if name in {"", "Canal", "Flannel"}:
        yield _flannel(snapshot, found)
    if name in {"", "Cilium"}:
        yield from _cilium(snapshot)
    if name in {"", "Kube-OVN"}:
        said = (container.flags.get("default-cidr", "") for _, container in of_image(snapshot, "kube-ovn"))
        yield _listed(said), "kube-ovn-controller --default-cidr"
    yield _set(snapshot, r"ClusterConfiguration\.networking\.podSubnet", "kubeadm-config")
    managers = controller_managers(snapshot)
    yield _listed(one.flags.get("cluster-cidr", "") for one in managers), "kube-controller-manager --cluster-cidr"
    yield _listed([nodeargs.flag(snapshot, "cluster-cidr")]), "--cluster-cidr in Node annotation node-args"
    yield _set(snapshot, r"config\.conf\.clusterCIDR", "kube-proxy")
    yield _set(snapshot, "podNetworks?", "shoot-info")
    if name in {"", "Calico"}:
        seeds = (said.get("calico-ipv4pool-cidr", "") for _, said in calico_variables(snapshot))
        yield _listed(seeds), "calico-node's CALICO_IPV4POOL_CIDR, a seed"
    yield _union(snapshot), f"derived: the union of .spec.podCIDRs of {len(snapshot.nodes)} nodes"


def of_services(snapshot: Snapshot) -> Iterator[Range]:
    """Give what tells the Services' ranges.

    Source, in this order: ServiceCIDR ``.spec.cidrs`` (from 1.33; not ready ones give no addresses); kube-apiserver
    ``--service-cluster-ip-range``; kubeadm-config ``networking.serviceSubnet``; shoot-info ``serviceNetwork``; RKE2 and
    k3s ``--service-cidr``. The Service default/kubernetes gives a first address only.
    """
    customs = [one for one in snapshot.customs if one.kind == "ServiceCIDR"]
    ready = [one for one in customs if one.fields.get("status.conditions[Ready].status") != "False"]
    cidrs = (cidr for one in ready for cidr in one.fields.get("spec.cidrs", []))
    yield _listed(cidrs), f"ServiceCIDR .spec.cidrs of {len(ready)} objects"
    servers = api_servers(snapshot)
    said = (one.flags.get("service-cluster-ip-range", "") for one in servers)
    yield _listed(said), f"kube-apiserver --service-cluster-ip-range of {len(servers)} Pods"
    yield _set(snapshot, r"ClusterConfiguration\.networking\.serviceSubnet", "kubeadm-config")
    yield _set(snapshot, "serviceNetworks?", "shoot-info")
    yield _listed([nodeargs.flag(snapshot, "service-cidr")]), "--service-cidr in Node annotation node-args"


def outside(ranges: Iterable[str], others: Iterable[str]) -> bool:
    """Whether some address of ``ranges`` is in none of ``others``: then the two say different things."""
    whole = _networks(others)
    return any(
        not any(one.version == other.version and _holds(other, one) for other in whole) for one in _networks(ranges)
    )


def _holds(whole: Network, part: Network) -> bool:
    first, last = int(whole.network_address), int(whole.broadcast_address)
    return first <= int(part.network_address) and int(part.broadcast_address) <= last


def _networks(ranges: Iterable[str]) -> list[Network]:
    """Give the networks, joined where they adjoin; a text that is none is left out."""
    found: list[Network] = []
    for text in ranges:
        try:
            found.append(ip_network(text, strict=False))
        except ValueError:
            continue
    older = [one for one in found if isinstance(one, IPv4Network)]
    newer = [one for one in found if isinstance(one, IPv6Network)]
    return [*collapse_addresses(older), *collapse_addresses(newer)]


def _flannel(snapshot: Snapshot, found: Plugin | None) -> Range:
    """Read ``Network``, and ``IPv6Network`` where ``EnableIPv6`` is true (flannel-io/flannel Documentation)."""
    own = found or Plugin("", "", "")
    said = own.settings(snapshot, r"net-conf\.json\.Network")
    if any(one.value == "true" for one in own.settings(snapshot, r"net-conf\.json\.EnableIPv6")):
        said += own.settings(snapshot, r"net-conf\.json\.IPv6Network")
    return _listed(one.value for one in said), evidence(said[0]) if said else ""


def _cilium(snapshot: Snapshot) -> Iterator[Range]:
    """Read the pools that ``ipam`` names; with ``ipam: kubernetes`` the nodes' podCIDRs are what counts."""
    modes = {one.value for one in settings(snapshot, "ipam", config_map="cilium-config")}
    if modes & _BY_POOLS:
        yield _set(snapshot, "cluster-pool-ipv[46]-cidr", "cilium-config")
    if "multi-pool" in modes:
        pools = [one for one in snapshot.customs if one.kind == "CiliumPodIPPool"]
        cidrs = (
            cidr
            for one in pools
            for path in ("spec.ipv4.cidrs", "spec.ipv6.cidrs")
            for cidr in one.fields.get(path, [])
        )
        yield _listed(cidrs), f"CiliumPodIPPool .spec.ipv4.cidrs, .spec.ipv6.cidrs of {len(pools)} pools"


def _union(snapshot: Snapshot) -> list[str]:
    return [str(one) for one in _networks(cidr for node in snapshot.nodes for cidr in node.pod_cidrs)]


def _set(snapshot: Snapshot, name: str, config_map: str) -> Range:
    found = settings(snapshot, name, config_map=config_map, namespace="kube-system")
    return _listed(one.value for one in found), evidence(found[0]) if found else ""


def _listed(values: Iterable[str]) -> list[str]:
    return sorted({part for value in values for part in str(value).replace(",", " ").split()})
