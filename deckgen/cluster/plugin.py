"""The network plug-in: which one it is, and what in the cluster shows it."""

from dataclasses import dataclass

from deckgen.cluster import image, nodeargs
from deckgen.cluster.setting import settings
from deckgen.cluster.snapshot import Container, Snapshot, Workload

_CALICO = ("calico/node", "calico/calico", "hardened-calico", "mirrored-calico-node")
_FLANNEL = ("flannel/flannel", "coreos/flannel", "hardened-flannel", "mirrored-flannelcni-flannel", "flannel")


@dataclass(frozen=True, slots=True)
class Plugin:
    """A network plug-in: its name, the version where it shows, and the evidence."""

    name: str
    version: str
    evidence: str


def plugin(snapshot: Snapshot) -> Plugin | None:
    """Find the plug-in that does the networking, or None.

    Source, in this order: one DaemonSet with a calico-node and a kube-flannel container is Canal (projectcalico/calico
    manifests/canal.yaml; rancher/rke2-charts); Calico with ``calico_backend: none`` does policy only, so that another
    one does the networking; containers ``calico-node``, ``cilium-agent``, ``kube-flannel``; kube-ovn's and Kuryr's
    images; flannel inside k3s shows by node annotations alone; RKE2's ``--cni`` in the nodes' node-args.
    """
    sets = [workload for workload in snapshot.workloads if workload.kind == "DaemonSet"]
    found = [one for daemon_set in sets if (one := _recognised(daemon_set))]
    canal = [one for one in found if one.name == "Canal"]
    if canal:
        return canal[0]
    if len(found) > 1 and _calico_is_policy_only(snapshot):
        found = [one for one in found if one.name != "Calico"]
    return found[0] if found else _by_nodes(snapshot)


def _recognised(daemon_set: Workload) -> Plugin | None:
    calico = _container(daemon_set, "calico-node", _CALICO)
    flannel = _container(daemon_set, "kube-flannel", _FLANNEL)
    if calico and flannel:
        return _plugin("Canal", calico, daemon_set)
    candidates = {
        "Calico": calico,
        "Cilium": _container(daemon_set, "cilium-agent", ("cilium/cilium", "mirrored-cilium-cilium")),
        "Flannel": flannel,
        "Kube-OVN": _container(daemon_set, "cni-server", ("kubeovn/kube-ovn", "kube-ovn")),
        "Kuryr": _container(daemon_set, "kuryr-cni", ("kuryr/cni", "kuryr-cni")),
    }
    return next((_plugin(name, one, daemon_set) for name, one in candidates.items() if one), None)


def _container(daemon_set: Workload, name: str, images: tuple[str, ...]) -> Container | None:
    for container in daemon_set.containers:
        if not container.init and (container.name == name or image.is_of(container.image, *images)):
            return container
    return None


def _plugin(name: str, container: Container, daemon_set: Workload) -> Plugin:
    place = f"DaemonSet {daemon_set.namespace}/{daemon_set.name} container {container.name}"
    return Plugin(name, image.version(container.image), place)


def _calico_is_policy_only(snapshot: Snapshot) -> bool:
    return any(one.value == "none" for one in settings(snapshot, "calico_backend", config_map="calico-config"))


def _by_nodes(snapshot: Snapshot) -> Plugin | None:
    if any("flannel.alpha.coreos.com/backend-type" in node.annotations for node in snapshot.nodes):
        return Plugin("Flannel", "", "Node annotation flannel.alpha.coreos.com/backend-type")
    if said := nodeargs.flag(snapshot, "cni"):
        return Plugin(said.capitalize(), "", "--cni in the nodes' node-args")
    return None
