"""How a new node comes, and how nodes are updated one by one: who asks whom, as far as it is documented.

No API of Kubernetes shows this, so all is drawn as documented but what the cluster has: its builder, nova, the cloud
controller, its numbers. Sources: kubernetes.io/docs/tasks/administer-cluster/safely-drain-node and /releases/
version-skew-policy (the control plane first); of the builders kubernetes-sigs/kubespray docs/operations/nodes.md,
kubernetes-sigs/cluster-api docs/book MachineDeployment (one more by default, none less), gardener/gardener
pkg/apis/core/v1beta1 (a worker pool likewise), azimuth-cloud/capi-helm-charts charts/openstack-cluster/values.yaml (one
less, none more), openstack/magnum doc/source/user (node groups), docs.rke2.io and docs.k3s.io (agents), kubeadm join.
"""

from itertools import pairwise
from typing import Literal

from msgspec import Struct

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import counted, described, known, listed, say, some, source_of, source_of_lines, uses, with_source

Update = Literal["", "in place", "replaced", "new first"]


class Builder(Struct, frozen=True):
    """What makes nodes; without a sign, whatever does.

    Attributes:
        sign: the word for it in ``server.distribution``.
        label: who asks nova for a server.
        how: by what, in a few words.
        joins: how the server becomes a node.
        update: whether a node is updated where it stands, replaced, or replaced by one that comes first; "" is unknown.
    """

    sign: str = ""
    label: str = "we"
    how: str = "our tools"
    joins: str = "kubelet starts"
    update: Update = ""


BUILDERS = (
    Builder("Gardener", "Gardener", "machine controller", update="new first"),
    Builder("capi-helm-charts", "Cluster API", "adds a Machine", update="replaced"),
    Builder("Magnum", "Magnum", "resizes a node group", update="replaced"),
    Builder("Cluster API", "Cluster API", "adds a Machine", update="new first"),
    Builder("Kubespray", joins="joined by Kubespray, scale.yml", update="in place"),
    Builder("RKE2", joins="joined by RKE2, as an agent", update="in place"),
    Builder("k3s", joins="joined by k3s, as an agent", update="in place"),
    Builder("kubeadm", joins="joined by kubeadm join", update="in place"),
)
"""The first whose sign is there: a layer that builds on another stands before it."""

RENEWED: dict[Update, tuple[str, str]] = {
    "": ("update or replace", "kubelet, runtime"),
    "in place": ("update", "kubelet, runtime"),
    "replaced": ("replace", "by a new server"),
}


def draw(facts: Facts) -> Scene | None:
    """Draw both ways of a cluster whose nodes are nova's, of another the update; None where neither is known."""
    comes = _new_node(facts) if uses(facts, "nova") and known(facts, "nodes.count") else ()
    if not comes and not known(facts, "nodes.count") and known(facts, "server.version") is None:
        return None
    goes = _update(facts)
    rows = (
        *((Group("scale", "A NEW NODE", comes, "neutral", "row"),) if comes else ()),
        Group("upgrade", _head(facts), goes, "neutral", "row"),
    )
    words = ("asks", "asks", "boots", "", "")
    steps = (*zip(pairwise(comes), words, strict=False), *((pair, "") for pair in pairwise(goes)))
    arrows = (Arrow(one.id, other.id, word, Source.DOCUMENTED) for (one, other), word in steps)
    return Scene("upgrade-and-scale", Group("root", "", rows), tuple(arrows), _alt(facts, comes, goes))


def _new_node(facts: Facts) -> tuple[Box, ...]:
    """Give the stations of a new node; the cloud controller only where it was seen.

    Pods that run stay where they are, so only new ones come (kubernetes.io/docs/concepts/scheduling-eviction).
    """
    controller = source_of(facts, "openstack.cloud_controller.present")
    seen = known(facts, "openstack.cloud_controller.present")
    named = Box("controller", "cloud controller", ("adds zone and flavor",), source=controller, role="controller")
    return (
        Box("wish", "more load", ("you ask for room",), "outside", Source.DOCUMENTED, role="user"),
        _builder(facts),
        _nova(facts),
        Box("node", "new node", (_built_by(facts).joins,), source=Source.DOCUMENTED, role="node"),
        *((named,) if seen else ()),
        Box("pods", "new pods", ("land here",), source=Source.DOCUMENTED, role="pod"),
    )


def _builder(facts: Facts) -> Box:
    """Give who asks nova; a tool that joins servers to a cluster does not make them, so we do."""
    found = _built_by(facts)
    itself = found.label != Builder().label
    source = source_of(facts, "server.distribution") if itself else Source.DOCUMENTED
    return Box("builder", found.label, (found.how,), source=source, role="controller")


def _built_by(facts: Facts) -> Builder:
    """Give what built the cluster, unless that is a guess."""
    said = str(known(facts, "server.distribution", ""))
    found = (one for one in BUILDERS if one.sign in said and f"probably {one.sign}" not in said)
    return next(found, Builder())


def _nova(facts: Facts) -> Box:
    flavor = listed(known(facts, "nodes.workers.flavors", []), 1)
    rule = "kept apart by a rule" if known(facts, "compute.anti_affinity") else None
    names = ("openstack.integrations", "nodes.workers.flavors", "compute.anti_affinity")
    source = source_of(facts, *names)
    lines = some([flavor or "makes a server", rule])
    return Box("nova", "nova", lines, "openstack", source, strong=True, role="server")


def _head(facts: Facts) -> str:
    said = ("nodes.count", "server.distribution" if _is_new_first(facts) else None)
    names = [name for name in said if name and known(facts, name)]
    return with_source(f"AN UPDATE · {_one_by_one(facts)}", source_of_lines(names, facts, *names))


def _one_by_one(facts: Facts) -> str:
    nodes = known(facts, "nodes.count")
    if _is_new_first(facts):
        return f"{counted(nodes, 'NODE', 'NODES') or 'EACH NODE'}, NEW BEFORE OLD"
    if nodes == 1:
        return "THE ONLY NODE STOPS MEANWHILE"
    return f"{nodes:,} NODES, ONE AFTER ANOTHER" if nodes else "ONE NODE AFTER ANOTHER"


def _is_new_first(facts: Facts) -> bool:
    return _built_by(facts).update == "new first"


def _update(facts: Facts) -> tuple[Box, ...]:
    """Give the steps of an update, with what of this cluster would hold it up."""
    new_first = _is_new_first(facts)
    closed = "the old node takes no new pods" if new_first else "takes no new pods"
    cordon = Box("cordon", "cordon", (closed,), source=Source.DOCUMENTED, role="policy")
    if new_first:
        new = Box("new", "new server", ("joins, is ready",), source=Source.DOCUMENTED, role="server")
        old = Box("old", "old server", ("is deleted",), source=Source.DOCUMENTED, role="server")
        return _masters(facts), new, cordon, _drained(facts), old
    ready = Box("ready", "ready", ("takes pods again",), source=Source.DOCUMENTED, role="node")
    return _masters(facts), cordon, _drained(facts), _renewed(facts), ready


def _masters(facts: Facts) -> Box:
    masters, version = known(facts, "nodes.control_plane.count"), known(facts, "server.version")
    among = known(facts, "nodes.control_plane.among_nodes") is not False
    away = "hosted elsewhere" if known(facts, "nodes.control_plane.hosted") else "not among the nodes"
    first = away if not among else counted(masters, "node") if masters else None
    lines = some([first, version and f"now {version}"])
    return Box("masters", "control plane first", lines, source=Source.DOCUMENTED, role="control-plane")


def _renewed(facts: Facts) -> Box:
    """Give the step itself; the only node may hold etcd's only member, which a replacement would lose."""
    update = _built_by(facts).update
    label, line = RENEWED[update]
    if known(facts, "nodes.count") == 1 and update != "replaced":
        label, line = "update", "where it stands"
    return Box("renew", label, (line,), source=Source.DOCUMENTED, role="server")


def _drained(facts: Facts) -> Box:
    """Give the step in which pods move: budgets that allow none to go hold it up, workloads without one have no say."""
    blocking, without = known(facts, "practices.blocking_budgets.count"), known(facts, "practices.no_budget.count")
    stays = known(facts, "nodes.count") == 1 and not _is_new_first(facts)
    moves = "pods stop" if stays else "pods start elsewhere"
    held = f"held up by {counted(blocking, 'budget')}" if blocking else None
    bare = f"{counted(without, 'workload')} without budget" if without else None
    told = source_of(facts, "practices.blocking_budgets.count", "practices.no_budget.count" if bare else None)
    source = told if blocking else Source.DOCUMENTED
    return Box("drain", "drain", some([moves, held, bare]), source=source, strong=bool(blocking), role="pod")


def _alt(facts: Facts, comes: tuple[Box, ...], goes: tuple[Box, ...]) -> str:
    return say(
        f"A new node: {', '.join(map(described, comes))}." if comes else None,
        f"An update, {_one_by_one(facts).lower()}: {', '.join(map(described, goes))}.",
    )
