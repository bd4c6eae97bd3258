"""How a new node comes, and how nodes are updated one by one: who asks whom, as far as it is documented.

No API of Kubernetes shows this, so all is drawn as documented but what the cluster has: its builder, nova, the cloud
controller, its numbers. Sources: kubernetes.io/docs/tasks/administer-cluster/safely-drain-node and /releases/
version-skew-policy (the control plane first); of the builders kubernetes-sigs/kubespray docs/operations/nodes.md,
kubernetes-sigs/cluster-api docs/book MachineDeployment, gardener/machine-controller-manager, openstack/magnum
doc/source/user (node groups), docs.rke2.io and docs.k3s.io (agents), kubeadm join.
"""

from itertools import pairwise

from msgspec import Struct

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import counted, described, known, listed, say, some, source_of, uses


class Builder(Struct, frozen=True):
    """What makes nodes.

    Attributes:
        sign: the word for it in ``server.distribution``.
        label: who asks nova for a server.
        how: by what, in a few words.
        replaces: whether an update is a new server in the place of the old one, else an update where it stands.
    """

    sign: str
    label: str
    how: str
    replaces: bool


BUILDERS = (
    Builder("Gardener", "Gardener", "machine controller", replaces=True),
    Builder("capi-helm-charts", "Cluster API", "adds a Machine", replaces=True),
    Builder("Magnum", "Magnum", "resizes a node group", replaces=True),
    Builder("Cluster API", "Cluster API", "adds a Machine", replaces=True),
    Builder("Kubespray", "we, by Kubespray", "playbook scale.yml", replaces=False),
    Builder("RKE2", "we, by RKE2", "agent with its token", replaces=False),
    Builder("k3s", "we, by k3s", "agent with its token", replaces=False),
    Builder("kubeadm", "we, by kubeadm", "kubeadm join", replaces=False),
)
"""The first whose sign is there: a layer that builds on another stands before it."""


def draw(facts: Facts) -> Scene | None:
    """Draw both ways of a cluster whose nodes are nova's; None of another, of which neither is documented here."""
    if not uses(facts, "nova") or not known(facts, "nodes.count"):
        return None
    comes, goes = _new_node(facts), _update(facts)
    rows = (
        Group("scale", "A NEW NODE", comes, "neutral", "row"),
        Group("upgrade", f"AN UPDATE · {_one_by_one(facts)}", goes, "neutral", "row"),
    )
    words = ("asks", "asks", "boots", "", "")
    steps = (*zip(pairwise(comes), words, strict=False), *((pair, "") for pair in pairwise(goes)))
    arrows = (Arrow(one.id, other.id, word, Source.DOCUMENTED) for (one, other), word in steps)
    return Scene("upgrade-and-scale", Group("root", "", rows), tuple(arrows), _alt(facts, comes, goes))


def _new_node(facts: Facts) -> tuple[Box, ...]:
    """Give the stations of a new node; the cloud controller only where it was seen."""
    controller = source_of(facts, "openstack.cloud_controller.present")
    seen = known(facts, "openstack.cloud_controller.present")
    named = Box("controller", "cloud controller", ("adds zone and flavor",), source=controller, role="controller")
    return (
        Box("wish", "more load", ("you ask for room",), "outside", Source.DOCUMENTED, role="user"),
        _builder(facts),
        _nova(facts),
        Box("node", "new node", ("kubelet starts",), source=Source.DOCUMENTED, role="node"),
        *((named,) if seen else ()),
        Box("pods", "your pods", ("move in",), source=Source.DOCUMENTED, role="pod"),
    )


def _builder(facts: Facts) -> Box:
    found, source = _built_by(facts), source_of(facts, "server.distribution")
    if found is None:
        return Box("builder", "we", ("our tools",), source=Source.DOCUMENTED, role="controller")
    return Box("builder", found.label, (found.how,), source=source, role="controller")


def _built_by(facts: Facts) -> Builder | None:
    """Give what built the cluster, unless that is a guess."""
    said = str(known(facts, "server.distribution", ""))
    return next((one for one in BUILDERS if one.sign in said and f"probably {one.sign}" not in said), None)


def _nova(facts: Facts) -> Box:
    flavor = listed(known(facts, "nodes.workers.flavors", []), 1)
    rule = "kept apart by a rule" if known(facts, "compute.anti_affinity") else None
    names = ("openstack.integrations", "nodes.workers.flavors", "compute.anti_affinity")
    source = source_of(facts, *names)
    lines = some([flavor or "makes a server", rule])
    return Box("nova", "nova", lines, "openstack", source, strong=True, role="server")


def _one_by_one(facts: Facts) -> str:
    nodes = known(facts, "nodes.count")
    return "THE ONLY NODE STOPS MEANWHILE" if nodes == 1 else f"{nodes} NODES, ONE AFTER ANOTHER"


def _update(facts: Facts) -> tuple[Box, ...]:
    """Give the steps of an update, with what of this cluster would hold it up."""
    masters, version = known(facts, "nodes.control_plane.count"), known(facts, "server.version")
    among = known(facts, "nodes.control_plane.among_nodes") is not False
    away = "hosted elsewhere" if known(facts, "nodes.control_plane.hosted") else "not among the nodes"
    first = away if not among else counted(masters, "node") if masters else None
    lines = some([first, version and f"now {version}"])
    return (
        Box("masters", "control plane first", lines, source=Source.DOCUMENTED, role="control-plane"),
        Box("cordon", "cordon", ("takes no new pods",), source=Source.DOCUMENTED, role="policy"),
        _drained(facts),
        _renewed(facts),
        Box("ready", "ready", ("takes pods again",), source=Source.DOCUMENTED, role="node"),
    )


def _renewed(facts: Facts) -> Box:
    found = _built_by(facts)
    label = "update or replace" if found is None else "replace" if found.replaces else "update"
    lines = ("same flavor",) if found is None else ("by a new server",) if found.replaces else ("kubelet, runtime",)
    return Box("renew", label, lines, source=Source.DOCUMENTED, role="server")


def _drained(facts: Facts) -> Box:
    """Give the step in which pods move: budgets that allow none to go hold it up, workloads without one have no say."""
    blocking, without = known(facts, "practices.blocking_budgets.count"), known(facts, "practices.no_budget.count")
    moves = "pods start elsewhere" if known(facts, "nodes.count") != 1 else "pods stop"
    held = f"held up by {counted(blocking, 'budget')}" if blocking else None
    bare = f"{counted(without, 'workload')} without budget" if without else None
    told = source_of(facts, "practices.blocking_budgets.count", "practices.no_budget.count" if bare else None)
    source = told if blocking else Source.DOCUMENTED
    return Box("drain", "drain", some([moves, held, bare]), source=source, strong=bool(blocking), role="pod")


def _alt(facts: Facts, comes: tuple[Box, ...], goes: tuple[Box, ...]) -> str:
    return say(
        f"A new node: {', '.join(map(described, comes))}.",
        f"An update, {_one_by_one(facts).lower()}: {', '.join(map(described, goes))}.",
    )
