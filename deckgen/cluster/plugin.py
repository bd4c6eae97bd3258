"""The network plug-in: which one it is, and what in the cluster shows it."""

from msgspec import Struct

from deckgen.cluster import image, nodeargs
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.snapshot import Container, Setting, Snapshot, Workload

_CONTAINERS = {
    "Calico": ("calico-node", ("calico/node", "calico/calico", "hardened-calico", "mirrored-calico-node")),
    "Cilium": ("cilium-agent", ("cilium/cilium", "mirrored-cilium-cilium")),
    "Flannel": (
        "kube-flannel",
        ("flannel/flannel", "coreos/flannel", "hardened-flannel", "mirrored-flannelcni-flannel", "flannel"),
    ),
    "Kube-OVN": ("cni-server", ("kubeovn/kube-ovn", "kube-ovn")),
    "Kuryr": ("kuryr-cni", ("kuryr/cni", "kuryr-cni")),
}
"""By plug-in: what its container is called, and the project's own images."""

_NAMES = {"calico": "Calico", "canal": "Canal", "cilium": "Cilium", "flannel": "Flannel"}
_OWN_CNI = {"", "Calico"}
_UNCHAINED = {"", "none"}


GLOBAL_POLICIES = frozenset(
    {
        "GlobalNetworkPolicy",
        "CiliumClusterwideNetworkPolicy",
        "AdminNetworkPolicy",
        "BaselineAdminNetworkPolicy",
        "ClusterNetworkPolicy",
    }
)
PLUGIN_POLICIES = frozenset({"NetworkPolicy", "CiliumNetworkPolicy"}) | GLOBAL_POLICIES
"""Policies beyond Kubernetes' own by kind: projectcalico/calico api/pkg/apis, cilium/cilium pkg/k8s/apis, and what
administrators set for all namespaces: kubernetes-sigs/network-policy-api apis."""

PLUGIN_POLICY_LISTS = (
    "networkpolicies.crd.projectcalico.org",
    "globalnetworkpolicies",
    "ciliumnetworkpolicies",
    "ciliumclusterwidenetworkpolicies",
    "adminnetworkpolicies",
    "baselineadminnetworkpolicies",
    "clusternetworkpolicies",
)


class Plugin(Struct, frozen=True):
    """A network plug-in.

    Attributes:
        name: what it is called.
        version: where it shows, else "".
        evidence: what shows it.
        namespace: of its DaemonSet; "" where it has none.
        config_maps: the ConfigMaps that its DaemonSet mounts or takes its environment from.
    """

    name: str
    version: str
    evidence: str
    namespace: str = ""
    config_maps: tuple[str, ...] = ()

    def settings(self, snapshot: Snapshot, name: str) -> list[Setting]:
        """Give the settings called ``name`` of its own ConfigMaps, not what another plug-in has left behind."""
        found = settings(snapshot, name, namespace=self.namespace)
        return [one for one in found if not self.namespace or one.config_map in self.config_maps]


def plugin(snapshot: Snapshot) -> Plugin | None:
    """Give the plug-in that does the networking; None where none shows, or where several do (see ``plugins``)."""
    found = plugins(snapshot)
    return found[0] if len(found) == 1 else None


def plugins(snapshot: Snapshot) -> list[Plugin]:
    """Find the plug-ins that do the networking, each once: one, unless a migration or another mix is under way.

    Source, in this order: one DaemonSet with a calico-node and a kube-flannel container is Canal (projectcalico/calico
    manifests/canal.yaml; rancher/rke2-charts); Calico for policies only (see ``policy_only``) and Cilium chained to
    another one (``cni-chaining-mode`` in cilium-config) leave the networking to that one; containers ``calico-node``,
    ``cilium-agent``, ``kube-flannel``; kube-ovn's and Kuryr's images; flannel inside k3s shows by node annotations
    alone; RKE2's ``--cni`` in the nodes' node-args.
    """
    sets = [workload for workload in snapshot.workloads if workload.kind == "DaemonSet"]
    found = {one.name: one for daemon_set in reversed(sets) if (one := _recognised(daemon_set))}
    if "Canal" in found:
        return [found["Canal"]]
    if "Calico" in found and policy_only(snapshot):
        del found["Calico"]
    if len(found) > 1 and _is_chained(snapshot):
        found.pop("Cilium", None)
    return sorted(found.values(), key=lambda one: one.name) or _by_nodes(snapshot)


def policy_only(snapshot: Snapshot) -> str:
    """Name the sign that Calico enforces policies and leaves the networking to another plug-in, or give "".

    Source: ``CALICO_NETWORKING_BACKEND=none``, which the manifest takes from ConfigMap calico-config
    ``calico_backend``; operator: Installation ``.spec.cni.type`` other than Calico (tigera/operator api/v1).
    """
    for setting in settings(snapshot, "calico_backend", config_map="calico-config"):
        if setting.value == "none":
            return f"{evidence(setting)}: none"
    for place, said in calico_variables(snapshot):
        if said.get("calico-networking-backend") == "none":
            return f"{place} CALICO_NETWORKING_BACKEND=none"
    for custom in snapshot.customs:
        if custom.kind == "Installation" and custom.fields.get("spec.cni.type", "") not in _OWN_CNI:
            return f"Installation {custom.name} .spec.cni.type {custom.fields['spec.cni.type']}"
    return ""


def calico_variables(snapshot: Snapshot) -> list[tuple[str, dict[str, str]]]:
    """Give the place of each calico-node container and what its environment says, by ``allowed.VARIABLES``."""
    name, images = _CONTAINERS["Calico"]
    sets = [workload for workload in snapshot.workloads if workload.kind == "DaemonSet"]
    return [
        (f"DaemonSet {one.namespace}/{one.name} container {found.name}", found.flags)
        for one in sets
        if (found := _container(one, name, images))
    ]


def _is_chained(snapshot: Snapshot) -> bool:
    said = settings(snapshot, "cni-chaining-mode", config_map="cilium-config")
    return any(one.value not in _UNCHAINED for one in said)


def _recognised(daemon_set: Workload) -> Plugin | None:
    found = [(name, one) for name, (own, images) in _CONTAINERS.items() if (one := _container(daemon_set, own, images))]
    names = [name for name, _ in found]
    if not found:
        return None
    name, container = found[0]
    return _plugin(
        "Canal" if {"Calico", "Flannel"} <= set(names) else name, container, daemon_set, _CONTAINERS[name][1]
    )


def _container(daemon_set: Workload, name: str, images: tuple[str, ...]) -> Container | None:
    for container in daemon_set.containers:
        if not container.init and (container.name == name or image.is_of(container.image, *images)):
            return container
    return None


def _plugin(name: str, container: Container, daemon_set: Workload, images: tuple[str, ...]) -> Plugin:
    """Make the plug-in; the tag of an image that is not the project's own may be an installer's count."""
    place = f"DaemonSet {daemon_set.namespace}/{daemon_set.name} container {container.name}"
    version = image.version(container.image) if image.is_of(container.image, *images) else ""
    return Plugin(name, version, place, daemon_set.namespace, tuple(daemon_set.config_maps))


def _by_nodes(snapshot: Snapshot) -> list[Plugin]:
    told = sum("flannel.alpha.coreos.com/backend-type" in node.annotations for node in snapshot.nodes)
    if told:
        place = f"annotation flannel.alpha.coreos.com/backend-type on {told} of {len(snapshot.nodes)} nodes"
        return [Plugin("Flannel", "", f"Node {place}")]
    said = nodeargs.flag(snapshot, "cni").split(",")[-1]  # "multus,canal": multus only hands on to the last one
    if said and said != "none":
        return [Plugin(_NAMES.get(said, said), "", "--cni in Node annotation node-args")]
    return []
