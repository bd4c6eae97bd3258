"""The pod network: its plug-in, its overlay, and the ranges of addresses."""

from collections.abc import Callable, Iterator

from deckgen.cluster import podexamples, tunnel
from deckgen.cluster.definition import Definition
from deckgen.cluster.overlay import NONE, across_subnets, said_by
from deckgen.cluster.plugin import (
    PLUGIN_POLICIES,
    PLUGIN_POLICY_LISTS,
    Plugin,
    calico_variables,
    plugin,
    plugins,
    policy_only,
)
from deckgen.cluster.ranges import Range, of_pods, of_services, outside
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.sight import WORKLOADS, refused, unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import UNSURE, Finding, Holds, not_visible, observed

_FLANNELS_VXLAN = 50
"""Bytes that VXLAN takes of each packet: flannel-io/flannel pkg/backend/vxlan/vxlan_network.go, encapOverhead."""

_NO_PLUGIN = "no DaemonSet, image or node annotation of a network plug-in that is known"
_KURYR = "Kuryr puts Pods on neutron's networks, whose encapsulation neutron's API alone tells"


def cni(snapshot: Snapshot) -> Finding:
    """Give the network plug-in: Calico, Canal, Cilium, Flannel, Kube-OVN or Kuryr. Source: see ``plugins``."""
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
    said = said_by(found, snapshot)
    kinds = {kind for kind, _ in said}
    if not kinds:
        return not_visible(_why_untold(snapshot, found))
    if len(kinds) == 1:
        return observed(kinds.pop(), "; ".join(place for _, place in said))
    return observed(UNSURE, f"{len(said)} sources, which disagree", [f"{place}: {kind}" for kind, place in said])


def overlay_sources(snapshot: Snapshot) -> Finding:
    """Give every source that tells of the overlay, with what it says. Source: see ``overlay``."""
    found = plugin(snapshot)
    said = [f"{place}: {kind}" for kind, place in said_by(found, snapshot)] if found else []
    if not said:
        return not_visible(overlay(snapshot).reason)
    return observed(said, f"{len(said)} sources")


def overlay_across_subnets(snapshot: Snapshot) -> Finding:
    """Say whether only packets that leave a node's subnet are wrapped. Source: see ``across_subnets``."""
    whole, found = overlay(snapshot), plugin(snapshot)
    if found is None or whole.value in {None, UNSURE}:
        return not_visible(whole.reason or "the sources of the overlay disagree", whole.disagrees)
    said = across_subnets(found, snapshot)
    words = {word for word, _ in said}
    if len(words) > 1:
        return not_visible("the pools differ", [f"{place}: {word}" for word, place in said])
    return observed(words == {"yes"}, "; ".join(place for _, place in said) or whole.evidence)


def overlay_port(snapshot: Snapshot) -> Finding:
    """Give the UDP port of the overlay. Source: see ``tunnel.port``."""
    return _of_tunnel(snapshot, tunnel.port)


def overlay_vni(snapshot: Snapshot) -> Finding:
    """Give the overlay's VXLAN network identifier. Source: see ``tunnel.identifier``."""
    return _of_tunnel(snapshot, tunnel.identifier)


def _of_tunnel(snapshot: Snapshot, find: Callable[[Plugin, str, Snapshot], Finding]) -> Finding:
    whole, found = overlay(snapshot), plugin(snapshot)
    if found is None or whole.value in {None, UNSURE}:
        return not_visible(whole.reason or "the sources of the overlay disagree", whole.disagrees)
    if whole.value == NONE:
        return not_visible("there is no overlay")
    return find(found, str(whole.value), snapshot)


def routes(snapshot: Snapshot) -> Finding:
    """Give what tells the nodes the way to Pods elsewhere, where that does not follow from a tunnel.

    Source: BGP where ``calico_backend`` or ``CALICO_NETWORKING_BACKEND`` is bird (projectcalico/calico
    manifests/calico.yaml), or Installation ``.spec.calicoNetwork.bgp`` is Enabled, which the operator writes there
    (tigera/operator api/v1/installation_types.go); flannel itself by its backend host-gw.
    """
    found = plugin(snapshot)
    if found is None:
        return _no_plugin(snapshot)
    if found.name == "Calico":
        said = [
            *((one.value, evidence(one)) for one in settings(snapshot, "calico_backend", config_map="calico-config")),
            *((said.get("calico-networking-backend"), place) for place, said in calico_variables(snapshot)),
            *(
                (one.fields.get("spec.calicoNetwork.bgp"), f"Installation {one.name} .spec.calicoNetwork.bgp")
                for one in snapshot.customs
                if one.kind == "Installation"
            ),
        ]
        places = [place for word, place in said if word in {"bird", "Enabled"}]
        if places:
            return observed("BGP", "; ".join(places))
    for one in found.settings(snapshot, r"net-conf\.json\.Backend\.Type") if found.name == "Flannel" else ():
        if one.value == "host-gw":
            return observed("flannel's host-gw", evidence(one))
    return not_visible(unread(snapshot, "configmaps") or f"{found.name} does not tell it")


def mtu(snapshot: Snapshot) -> Finding:
    """Give the largest packet that Pods send, where it is set; most plug-ins find it out by themselves.

    Source: calico-config and canal-config ``veth_mtu``, 0 of which means found out (projectcalico/calico
    manifests/calico.yaml); Installation ``.spec.calicoNetwork.mtu``; cilium-config ``mtu``; flannel's ``net-conf.json``
    Backend.MTU, which is the size on the wire, so that with VXLAN 50 bytes of it are the tunnel's (flannel-io/flannel
    pkg/backend/vxlan/vxlan_network.go).
    """
    found = plugin(snapshot)
    if found is None:
        return _no_plugin(snapshot)
    said = [(one.value, evidence(one)) for one in found.settings(snapshot, "veth_mtu|mtu") if one.value != "0"]
    said = said or _flannels_mtu(snapshot, found)
    if found.name == "Calico":
        said += [(one.value, evidence(one)) for one in settings(snapshot, "veth_mtu", config_map="calico-config")]
        said += [
            (
                str(custom.fields.get("spec.calicoNetwork.mtu", "")),
                f"Installation {custom.name} .spec.calicoNetwork.mtu",
            )
            for custom in snapshot.customs
            if custom.kind == "Installation"
        ]
    if found.name == "Cilium":
        said += [(one.value, evidence(one)) for one in settings(snapshot, "mtu", config_map="cilium-config")]
    sizes = {place: int(text) for text, place in said if text.isdecimal() and int(text)}
    if not sizes:
        return not_visible(unread(snapshot, "configmaps") or f"{found.name} finds it out by itself on each node")
    if len(set(sizes.values())) > 1:
        return not_visible("the sources disagree", [f"{place}: {size}" for place, size in sizes.items()])
    return observed(next(iter(sizes.values())), "; ".join(sizes))


def _flannels_mtu(snapshot: Snapshot, found: Plugin) -> list[tuple[str, str]]:
    taken = _FLANNELS_VXLAN if overlay(snapshot).value == "vxlan" else 0
    less = f", less {taken} for VXLAN" if taken else ""
    sizes = found.settings(snapshot, r"net-conf\.json\.Backend\.MTU")
    return [(str(int(one.value) - taken), evidence(one) + less) for one in sizes if one.value.isdecimal()]


def pod_ranges(snapshot: Snapshot) -> Finding:
    """Give the ranges of Pod addresses, from the surest source that tells. Source: see ``ranges.of_pods``."""
    reason = unread(snapshot, "configmaps", "nodes") or "no source tells the Pods' range"
    return _surest(of_pods(snapshot, plugin(snapshot)), reason)


def service_ranges(snapshot: Snapshot) -> Finding:
    """Give the ranges of Service addresses, from the surest source that tells. Source: see ``ranges.of_services``."""
    return _surest(of_services(snapshot), unread(snapshot, "configmaps", "pods") or "no source tells the range")


def policies_count(snapshot: Snapshot) -> Finding:
    """Count the network policies, those beyond Kubernetes' own too, which may cover every namespace.

    Source: networking.k8s.io NetworkPolicy; Calico's NetworkPolicy and GlobalNetworkPolicy, Cilium's
    CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy; policy.networking.k8s.io AdminNetworkPolicy,
    BaselineAdminNetworkPolicy and ClusterNetworkPolicy. That there are none is said only where all could be read.
    """
    own = [custom for custom in snapshot.customs if custom.kind in PLUGIN_POLICIES]
    found = len(snapshot.network_policies) + len(own)
    reason = refused(snapshot, *PLUGIN_POLICY_LISTS)
    if reason and not found:
        return not_visible(reason)
    return observed(found, f"{len(snapshot.network_policies)} NetworkPolicies of Kubernetes, {len(own)} of others")


def _no_plugin(snapshot: Snapshot) -> Finding:
    found = plugins(snapshot)
    if found:
        places = [f"{one.name}: {one.evidence}" for one in found]
        return not_visible(
            f"several plug-ins run, and nothing tells which one does the networking: {_names(found)}", places
        )
    if reason := unread(snapshot, *WORKLOADS):
        return not_visible(reason)
    sign = policy_only(snapshot)
    return not_visible(f"Calico enforces policies only ({sign}); {_NO_PLUGIN}" if sign else _NO_PLUGIN)


def _names(found: list[Plugin]) -> str:
    return ", ".join(one.name for one in found)


def _why_untold(snapshot: Snapshot, found: Plugin) -> str:
    if found.name == "Kuryr":
        return _KURYR
    return unread(snapshot, "ippools", "nodes", "configmaps") or f"{found.name} does not tell it"


def _surest(sources: Iterator[Range], reason: str) -> Finding:
    told = [(ranges, place) for ranges, place in sources if ranges]
    if not told:
        return not_visible(reason)
    ranges, place = told[0]
    others = [(other, where) for other, where in told[1:] if outside(other, ranges)]
    return observed(ranges, place, [f"{where}: {', '.join(other)}" for other, where in others])


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
        "network.overlay.across_subnets",
        "Whether only packets that leave a node's subnet are wrapped",
        "flag",
        overlay_across_subnets,
        "IPPool .spec.vxlanMode, .spec.ipipMode; Installation .spec.calicoNetwork.ipPools",
    ),
    Definition(
        "network.overlay.port",
        "The UDP port to which the nodes send what the overlay wraps",
        "number",
        overlay_port,
        "net-conf.json Backend.Port, FelixConfiguration .spec.vxlanPort, cilium-config tunnel-port; else its own",
        unit="port",
    ),
    Definition(
        "network.overlay.vni",
        "The VXLAN network identifier that all packets of the overlay bear",
        "number",
        overlay_vni,
        "net-conf.json Backend.VNI, FelixConfiguration .spec.vxlanVNI; else its own",
        unit="VNI",
    ),
    Definition(
        "network.routes",
        "What tells the nodes the way to Pods on other nodes: BGP or flannel",
        "text",
        routes,
        "calico_backend, Installation .spec.calicoNetwork.bgp, net-conf.json Backend.Type",
    ),
    Definition(
        "network.mtu",
        "The largest packet that Pods send, where it is set",
        "number",
        mtu,
        "veth_mtu or mtu in the plug-in's ConfigMap, Installation .spec.calicoNetwork.mtu",
        unit="B",
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
        needs=("networkpolicies.networking.k8s.io",),
    ),
    Definition(
        "network.examples",
        "A Pod to show on each of up to three nodes, its address, and its node's range of addresses",
        "rows",
        podexamples.find,
        "Pod .status.podIP, Node .spec.podCIDRs",
        needs=("pods", "nodes"),
        holds=Holds.ADDRESS,
        columns=("node", "range", "pod", "address"),
    ),
)
