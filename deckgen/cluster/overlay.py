"""The overlay of the pod network: every source that tells of it, and whether they agree."""

from collections.abc import Callable, Iterator

from deckgen.cluster.running import of_image
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.snapshot import Custom, Snapshot

Said = tuple[str, str]
"""What one source says, and its place."""

NONE = "none"
_IN_USE = {"Always", "CrossSubnet"}
_NO_OVERLAY = {"host-gw", "alloc", "", "vlan", "disabled", "native"}


def said_by(name: str) -> Callable[[Snapshot], Iterator[Said]]:
    """Give the rule that reads the overlay of the plug-in called ``name``."""
    rules = {
        "Canal": _flannel,
        "Flannel": _flannel,
        "Calico": _calico,
        "Cilium": _cilium,
        "Kube-OVN": _kube_ovn,
        "Kuryr": _kuryr,
    }
    return rules.get(name, _nothing)


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


def _flannel(snapshot: Snapshot) -> Iterator[Said]:
    """Read flannel's backend; the Calico annotations beside it tell nothing (rancher/rke2 issue 2589)."""
    for setting in settings(snapshot, r"net-conf\.json\.Backend\.Type"):
        yield _plain(setting.value), evidence(setting)
    types = {node.annotations.get("flannel.alpha.coreos.com/backend-type") for node in snapshot.nodes} - {None}
    for kind in sorted(kind for kind in types if kind):
        yield _plain(kind), "Node annotation flannel.alpha.coreos.com/backend-type"


def _calico(snapshot: Snapshot) -> Iterator[Said]:
    """Read the pools, the operator's Installation, the nodes' tunnels and ``calico_backend``.

    ``calico_backend: bird`` goes with IPIP and with no overlay, so it tells nothing.
    """
    for pool in workload_pools(snapshot):
        vxlan = pool.fields.get("spec.vxlanMode") in _IN_USE
        ipip = pool.fields.get("spec.ipipMode") in _IN_USE
        yield "vxlan" if vxlan else "ipip" if ipip else NONE, f"IPPool {pool.name}"
    for custom in snapshot.customs:
        if custom.kind == "Installation":
            for word in custom.fields.get("spec.calicoNetwork.ipPools[].encapsulation", []):
                yield str(word).lower().removesuffix("crosssubnet"), f"Installation {custom.name} encapsulation"
    for kind, key in (("vxlan", "IPv4VXLANTunnelAddr"), ("ipip", "IPv4IPIPTunnelAddr")):
        if any(f"projectcalico.org/{key}" in node.annotations for node in snapshot.nodes):
            yield kind, f"Node annotation projectcalico.org/{key}"
    for setting in settings(snapshot, "calico_backend", config_map="calico-config"):
        if setting.value == "vxlan":
            yield "vxlan", evidence(setting)


def _cilium(snapshot: Snapshot) -> Iterator[Said]:
    """Read ``routing-mode``; ``tunnel-protocol`` counts only beside ``tunnel``; before 1.15 there was ``tunnel``."""
    values = {one.name: one for one in settings(snapshot, ".*", config_map="cilium-config")}
    mode = values.get("routing-mode") or values.get("tunnel")
    if mode is None:
        return
    if mode.value == "tunnel":
        protocol = values.get("tunnel-protocol")
        yield (protocol.value if protocol else "vxlan"), evidence(protocol or mode)
    else:
        yield _plain(mode.value), evidence(mode)


def _kube_ovn(snapshot: Snapshot) -> Iterator[Said]:
    """Read kube-ovn-controller's ``--network-type``, geneve unless it says otherwise (pkg/controller/config.go)."""
    for one, container in of_image(snapshot, "kube-ovn"):
        if one.name == "kube-ovn-controller":
            kind = container.flags.get("network-type", "geneve")
            yield _plain(kind), f"{one.place} --network-type={kind}"


def _kuryr(_: Snapshot) -> Iterator[Said]:
    yield NONE, "Kuryr puts Pods on neutron's networks"


def _nothing(_: Snapshot) -> Iterator[Said]:
    yield from ()


def _plain(kind: str) -> str:
    return NONE if kind in _NO_OVERLAY else kind
