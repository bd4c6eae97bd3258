"""The tunnel of an overlay: on which UDP port it runs, and what its packets are marked with."""

from deckgen.cluster.plugin import Plugin, calico_variables
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, not_visible, observed

FLANNELS = frozenset({"Canal", "Flannel"})
_FLANNELS_OWN = {"Port": 8472, "VNI": 1}
_CALICOS_OWN = {"Port": 4789, "VNI": 4096}
_OPENVSWITCHS = {"geneve": 6081, "vxlan": 4789}
_CILIUMS = {"geneve": 6081, "vxlan": 8472}


def port(found: Plugin, kind: str, snapshot: Snapshot) -> Finding:
    """Give the UDP port to which the nodes send what they wrap.

    Source: flannel ``net-conf.json`` Backend.Port, else the kernel's 8472 (flannel-io/flannel
    Documentation/backends.md); Felix: see ``_of_felix``; cilium-config ``tunnel-port``, else 8472 of VXLAN and 6081 of
    Geneve (cilium/cilium pkg/defaults); Kube-OVN's are Open vSwitch's: 6081 of Geneve, 4789 of VXLAN.

    Args:
        found: the network plug-in.
        kind: its overlay.
        snapshot: where its settings are looked up.
    """
    if found.name in FLANNELS and kind == "vxlan":
        return _of_flannel(found, "Port", snapshot)
    if found.name == "Calico" and kind == "vxlan":
        return _of_felix("Port", snapshot)
    if found.name == "Cilium" and kind in _CILIUMS:
        said = [one for one in settings(snapshot, "tunnel-port", config_map="cilium-config") if one.value.isdecimal()]
        if said and int(said[0].value):
            return observed(int(said[0].value), evidence(said[0]))
        return observed(_CILIUMS[kind], "ConfigMap cilium-config without tunnel-port, so it is Cilium's own")
    if found.name == "Kube-OVN" and kind in _OPENVSWITCHS:
        return observed(_OPENVSWITCHS[kind], f"Open vSwitch's own for {kind}")
    return not_visible(f"no rule tells the port of {found.name}'s {kind}")


def identifier(found: Plugin, kind: str, snapshot: Snapshot) -> Finding:
    """Give the VXLAN network identifier that all of the overlay's packets bear.

    Source: flannel ``net-conf.json`` Backend.VNI, else 1 (flannel-io/flannel Documentation/backends.md); Felix: see
    ``_of_felix``. Cilium writes the sender's identity there, and Kube-OVN the logical network.
    """
    if found.name in FLANNELS and kind == "vxlan":
        return _of_flannel(found, "VNI", snapshot)
    if found.name == "Calico" and kind == "vxlan":
        return _of_felix("VNI", snapshot)
    return not_visible(f"{found.name}'s {kind} has none that is the same for all packets")


def _of_flannel(found: Plugin, key: str, snapshot: Snapshot) -> Finding:
    said = found.settings(snapshot, rf"net-conf\.json\.Backend\.{key}")
    if said and said[0].value.isdecimal():
        return observed(int(said[0].value), evidence(said[0]))
    read = found.settings(snapshot, r"net-conf\.json\.Backend\.Type")
    if read:
        return observed(_FLANNELS_OWN[key], f"{evidence(read[0])} without a {key} beside it, so it is flannel's own")
    return not_visible(unread(snapshot, "configmaps") or "no net-conf.json of flannel's tells it")


def _of_felix(key: str, snapshot: Snapshot) -> Finding:
    """Read calico-node's environment, then FelixConfiguration ``default``; else 4789 and 4096.

    A migration from flannel leaves flannel's own there. Source: projectcalico/calico felix/config/config_params.go,
    calico/reference/felix/configuration.md for the order.
    """
    for place, said in calico_variables(snapshot):
        if (value := said.get(f"felix-vxlan{key.lower()}", "")).isdecimal():
            return observed(int(value), f"{place} FELIX_VXLAN{key.upper()}")
    for custom in snapshot.customs:
        field = f"spec.vxlan{key}"
        if (custom.kind, custom.name) == ("FelixConfiguration", "default") and field in custom.fields:
            return observed(int(custom.fields[field]), f"FelixConfiguration default .{field}")
    if reason := unread(snapshot, "felixconfigurations"):
        return not_visible(reason)
    return observed(_CALICOS_OWN[key], f"FelixConfiguration default without vxlan{key}, so it is Calico's own")
