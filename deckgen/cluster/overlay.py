"""The overlay of the pod network: every source that tells of it, and whether they agree."""

from collections.abc import Callable, Iterator

from deckgen.cluster.plugin import Plugin, calico_variables
from deckgen.cluster.running import of_image
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.snapshot import Custom, Snapshot

Said = tuple[str, str]
"""What one source says, and its place."""

NONE = "none"
_ACROSS_SUBNETS = "CrossSubnet"
_IN_USE = {"Always", _ACROSS_SUBNETS}
_NO_OVERLAY = {"host-gw", "alloc", "", "vlan", "disabled", "native"}


def said_by(found: Plugin, snapshot: Snapshot) -> list[Said]:
    """Give what each source says of the overlay of a plug-in; none of Kuryr, whose Pods are on neutron's networks."""
    rules: dict[str, Callable[[Plugin, Snapshot], Iterator[Said]]] = {
        "Canal": _flannel,
        "Flannel": _flannel,
        "Calico": _calico,
        "Cilium": _cilium,
        "Kube-OVN": _kube_ovn,
    }
    return list(rules[found.name](found, snapshot)) if found.name in rules else []


def workload_pools(snapshot: Snapshot) -> list[Custom]:
    """Give Calico's pools of Pod addresses.

    Source: IPPool ``.spec.disabled``; ``.spec.allowedUses``, which without a value means Workload and Tunnel
    (projectcalico/calico api/pkg/apis/projectcalico/v3/ippool.go).
    """
    return [
        custom
        for custom in snapshot.customs
        if custom.kind == "IPPool"
        and not custom.fields.get("spec.disabled")
        and "Workload" in custom.fields.get("spec.allowedUses", ["Workload"])
    ]


def across_subnets(found: Plugin, snapshot: Snapshot) -> list[Said]:
    """Give what says whether only what leaves a node's subnet is wrapped, "yes" or "no"; nothing where that is usual.

    Source: IPPool ``.spec.vxlanMode``, ``.spec.ipipMode`` CrossSubnet; Installation encapsulation VXLANCrossSubnet,
    IPIPCrossSubnet; flannel's ``net-conf.json`` Backend.DirectRouting (flannel-io/flannel Documentation/backends.md).
    Within one subnet, as nodes on OpenStack often are, nothing is wrapped then.
    """
    if found.name in {"Canal", "Flannel"}:
        direct = found.settings(snapshot, r"net-conf\.json\.Backend\.DirectRouting")
        return [("yes" if one.value == "true" else "no", evidence(one)) for one in direct]
    if found.name != "Calico":
        return []
    modes = [(str(mode), place) for pool, place in _pools(snapshot) for mode in _modes(pool) if mode in _IN_USE]
    words = modes or [(word, place) for word, place in _encapsulations(snapshot) if word != "None"]
    return [("yes" if word.endswith(_ACROSS_SUBNETS) else "no", place) for word, place in words]


def _flannel(found: Plugin, snapshot: Snapshot) -> Iterator[Said]:
    """Read flannel's backend; the Calico annotations beside it tell nothing (rancher/rke2 issue 2589)."""
    for setting in found.settings(snapshot, r"net-conf\.json\.Backend\.Type"):
        yield _plain(setting.value), evidence(setting)
    key = "flannel.alpha.coreos.com/backend-type"
    types = [node.annotations[key] for node in snapshot.nodes if node.annotations.get(key)]
    for kind in sorted(set(types)):
        yield _plain(kind), f"Node annotation {key}, {types.count(kind)} of {len(snapshot.nodes)}"


def _calico(_: Plugin, snapshot: Snapshot) -> Iterator[Said]:
    """Read the pools, the operator's Installation, the nodes' tunnels and ``calico_backend``.

    ``calico_backend: bird`` goes with IPIP and with no overlay, so it tells nothing. calico-node's environment is what
    the first pool was made of, a seed only: it counts where neither pools nor tunnels can be seen.
    """
    seen = list(_pools_and_tunnels(snapshot))
    yield from seen or _seeds(snapshot)
    for setting in settings(snapshot, "calico_backend", config_map="calico-config"):
        if setting.value == "vxlan":
            yield "vxlan", evidence(setting)


def _seeds(snapshot: Snapshot) -> Iterator[Said]:
    """Read ``CALICO_IPV4POOL_VXLAN``, then ``_IPIP``, which alone has an Always for a default."""
    for place, said in calico_variables(snapshot):
        if said.get("calico-ipv4pool-vxlan") in _IN_USE:
            yield "vxlan", f"{place} CALICO_IPV4POOL_VXLAN, a seed"
        elif mode := said.get("calico-ipv4pool-ipip"):
            yield "ipip" if mode in _IN_USE else NONE, f"{place} CALICO_IPV4POOL_IPIP, a seed"


def _pools_and_tunnels(snapshot: Snapshot) -> Iterator[Said]:
    for pool, place in _pools(snapshot):
        vxlan, ipip = (mode in _IN_USE for mode in _modes(pool))
        yield "vxlan" if vxlan else "ipip" if ipip else NONE, place
    for word, place in _encapsulations(snapshot):
        yield word.lower().removesuffix(_ACROSS_SUBNETS.lower()), place
    for kind, key in (("vxlan", "IPv4VXLANTunnelAddr"), ("ipip", "IPv4IPIPTunnelAddr")):
        told = sum(f"projectcalico.org/{key}" in node.annotations for node in snapshot.nodes)
        if told:
            yield kind, f"Node annotation projectcalico.org/{key}, {told} of {len(snapshot.nodes)}"


def _pools(snapshot: Snapshot) -> list[tuple[Custom, str]]:
    """Give the pools that tell of the overlay: those of IPv4 where there are any.

    Beside them a pool of IPv6 needs none: IPIP knows no IPv6 (projectcalico/calico libcalico-go clientv3/ippool.go).
    """
    pools = workload_pools(snapshot)
    older = [pool for pool in pools if ":" not in str(pool.fields.get("spec.cidr", ""))]
    return [(pool, f"IPPool {pool.name} .spec.vxlanMode, .spec.ipipMode") for pool in older or pools]


def _modes(pool: Custom) -> tuple[str, str]:
    return str(pool.fields.get("spec.vxlanMode", "")), str(pool.fields.get("spec.ipipMode", ""))


def _encapsulations(snapshot: Snapshot) -> Iterator[Said]:
    """Give the words of the operator's Installation, those of IPv4 pools where the pools can be told apart."""
    for custom in snapshot.customs:
        if custom.kind == "Installation":
            words = [str(word) for word in custom.fields.get("spec.calicoNetwork.ipPools[].encapsulation", [])]
            ranges = custom.fields.get("spec.calicoNetwork.ipPools[].cidr", [])
            if len(ranges) == len(words):
                older = [word for word, cidr in zip(words, ranges, strict=True) if ":" not in str(cidr)]
                words = older or words
            for word in dict.fromkeys(words):
                yield word, f"Installation {custom.name} .spec.calicoNetwork.ipPools[].encapsulation"


def _cilium(_: Plugin, snapshot: Snapshot) -> Iterator[Said]:
    """Read ``routing-mode``; ``tunnel-protocol`` counts only beside ``tunnel``; before 1.15 there was ``tunnel``."""
    values = {one.name: one for one in settings(snapshot, ".*", config_map="cilium-config")}
    mode = values.get("routing-mode") or values.get("tunnel")
    if mode is None:
        return
    if mode.value == "tunnel":
        protocol = values.get("tunnel-protocol")
        yield (protocol.value if protocol else "vxlan"), evidence(protocol or mode)
    else:
        yield _plain(mode.value), f"{evidence(mode)} {mode.value}"


def _kube_ovn(_: Plugin, snapshot: Snapshot) -> Iterator[Said]:
    """Read kube-ovn-controller's ``--network-type``, geneve unless it says otherwise (pkg/controller/config.go).

    The DaemonSet's flag of the same name is another one.
    """
    for one, container in of_image(snapshot, "kube-ovn"):
        if one.name == "kube-ovn-controller":
            kind = container.flags.get("network-type", "geneve")
            yield _plain(kind), f"{one.place} --network-type={kind}"


def _plain(kind: str) -> str:
    return NONE if kind in _NO_OVERLAY else kind
