"""The parts of Kubernetes and who talks to whom: all of them by way of the API server, it alone with etcd.

What each part does, and that all talk to the API server, is documented by Kubernetes (Concepts, Kubernetes Components);
which of them show, how many and of which version, is this cluster's.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Role, Scene
from deckgen.sketch import counted, known, listed, say, some, source_of, with_source

APART = "apart from the control plane"
"""The words of ``etcd.location`` for members apart from the control plane."""

API = "kube-apiserver"

LABELS = {API: "API server", "kube-scheduler": "scheduler", "kube-controller-manager": "controller manager"}
"""What parts are called where their own name is long."""

Row = Mapping[str, Any]
"""A row of the fact ``server.components``."""


def draw(facts: Facts) -> Scene | None:
    """Draw the parts, etcd in the control plane or apart from it; None where not even the version is known."""
    if known(facts, "server.version") is None:
        return None
    rows = {str(row["component"]): row for row in known(facts, "server.components", [])}
    deciding = [*_deciding(facts, rows), *_cloud_controller(facts)]
    inside = (Group("deciding", "", tuple(deciding), direction="row", framed=False), _api(facts, rows))
    etcd = _etcd(facts)
    plane = Group("plane", _head(facts), (*inside, etcd) if _may_be_inside(facts) else inside, "kubernetes")
    middle = (plane,) if _may_be_inside(facts) else (plane, _apart(facts, etcd))
    clients = Group("clients", "", _clients(), framed=False)
    node = Group("node", _nodes(facts), _on_a_node(facts, rows), "kubernetes")
    root = Group("parts", "", (clients, Group("middle", "", middle, framed=False), node), direction="row")
    asking = (*clients.members, *deciding, *node.members)
    arrows = [Arrow(box.id, API, _word(box), box.source) for box in asking if isinstance(box, Box)]
    arrows.append(Arrow(API, "etcd", "reads and writes", etcd.source))
    return Scene("control-plane", root, tuple(arrows), _alt(facts, rows, deciding, etcd))


def _may_be_inside(facts: Facts) -> bool:
    """Say whether etcd is drawn in the control plane: not where it is apart, or has another number of members."""
    where = known(facts, "etcd.location")
    members, nodes = known(facts, "etcd.members.count"), known(facts, "nodes.control_plane.count")
    return where != APART and (bool(where) or members is None or nodes is None or members == nodes)


def _apart(facts: Facts, etcd: Box) -> Group:
    """Give etcd below the control plane: on hosts of its own where that is known."""
    if known(facts, "etcd.location") != APART:
        return Group("apart", "", (etcd,), framed=False)
    return Group("apart", with_source("ETCD'S HOSTS", source_of(facts, "etcd.location")), (etcd,), "kubernetes")


def _word(box: Box) -> str:
    return "commands" if box.id == "kubectl" else ""


def _clients() -> tuple[Box, ...]:
    return (Box("kubectl", "kubectl", ("you, and your pipelines",), "outside", role="user"),)


def _part(facts: Facts, rows: Mapping[str, Row], name: str, does: str, role: Role) -> Box:
    """Give a part with what it does, and its number where it is not the API server's."""
    row, label = rows.get(name), LABELS.get(name, name)
    if not row:
        return Box(name, label, (does,), source=Source.NOT_VISIBLE, role=role)
    alike = API in rows and _running(rows[API]) == _running(row)
    lines = (does,) if alike else (does, _running(row))
    return Box(name, label, lines, source=source_of(facts, "server.components"), role=role)


def _running(row: Row) -> str:
    """Give "3 x 1.33.4"."""
    versions = str(row["versions"])
    return f"{row['count']} x {versions}" if versions else f"{row['count']} of them"


def _deciding(facts: Facts, rows: Mapping[str, Row]) -> Iterator[Box]:
    yield _part(facts, rows, "kube-scheduler", "picks a node per pod", "scheduler")
    yield _part(facts, rows, "kube-controller-manager", "makes what is wanted", "controller")


def _cloud_controller(facts: Facts) -> Iterator[Box]:
    """Give OpenStack's cloud controller where it is seen."""
    if known(facts, "openstack.cloud_controller.present"):
        version = known(facts, "openstack.cloud_controller.version")
        lines = (f"{version} · asks OpenStack" if version else "asks OpenStack",)
        source = source_of(facts, "openstack.cloud_controller.present", "openstack.cloud_controller.version")
        yield Box("cloud", "cloud controller", lines, source=source, role="controller")


def _api(facts: Facts, rows: Mapping[str, Row]) -> Box:
    """Give the API server, with how many of it show."""
    row, version = rows.get(API), known(facts, "server.version")
    number = (
        known(facts, "nodes.control_plane.count") if known(facts, "nodes.control_plane.among_nodes") is False else None
    )
    line = _running(row) if row else f"{number} x {version}" if number else str(version)
    seen = source_of(facts, "server.components")
    source = seen if row else source_of(facts, "server.version", "nodes.control_plane.count" if number else None)
    return Box(API, LABELS[API], (f"the only door · {line}",), source=source, strong=True, wide=True, role="api")


def _etcd(facts: Facts) -> Box:
    """Give etcd with its members, as surely as they are known."""
    members, source = known(facts, "etcd.members.count"), source_of(facts, "etcd.members.count")
    version = known(facts, "etcd.version")
    said = with_source(counted(members, "member") or "", source) if members else ""
    lines = (" · ".join(part for part in ("remembers all of it", said, version) if part),)
    return Box("etcd", "etcd", lines, source=source, wide=True, role="etcd")


def _head(facts: Facts) -> str:
    """Give the control plane's head, with the number of its nodes as surely as that is known."""
    if known(facts, "nodes.control_plane.hosted"):
        return "CONTROL PLANE, HOSTED ELSEWHERE"
    number, source = known(facts, "nodes.control_plane.count"), source_of(facts, "nodes.control_plane.count")
    if not number or known(facts, "nodes.control_plane.among_nodes") is False:
        return "CONTROL PLANE"
    return with_source(f"CONTROL PLANE · {counted(number, 'NODE', 'NODES')}", source)


def _nodes(facts: Facts) -> str:
    number = known(facts, "nodes.count")
    if not number:
        return "ON EACH NODE"
    among = known(facts, "nodes.control_plane.among_nodes")
    alone = "ON THE NODE" if among is False else "ON THE SAME NODE"
    return with_source(f"ON EACH OF {number:,} NODES" if number > 1 else alone, source_of(facts, "nodes.count"))


def _on_a_node(facts: Facts, rows: Mapping[str, Row]) -> tuple[Box, ...]:
    versions = known(facts, "nodes.kubelet.versions", [])
    # A node that the API lists was registered by its kubelet.
    source = source_of(facts, "nodes.kubelet.versions" if versions else "nodes.count")
    lines = some(["starts and watches pods", listed(versions)])
    kubelet = Box("kubelet", "kubelet", lines, source=source, role="kubelet")
    return kubelet, _part(facts, rows, "kube-proxy", "leads a Service to its pods", "service")


def _alt(facts: Facts, rows: Mapping[str, Row], deciding: list[Box], etcd: Box) -> str:
    number, where = known(facts, "nodes.count"), known(facts, "etcd.location")
    parts = ("kube-scheduler", "kube-controller-manager", "kube-proxy")
    unseen = [LABELS.get(name, name) for name in parts if name not in rows]
    names = ", ".join(box.label for box in deciding)
    place = f", {where}" if where else ""
    return say(
        f"All parts talk to the API server ({_api(facts, rows).lines[0]}): kubectl, {names}, and on each node kubelet "
        "and kube-proxy.",
        f"It alone talks to etcd ({with_source(f'{etcd.lines[0]}{place}', source_of(facts, 'etcd.location'))})."
        if where
        else f"It alone talks to etcd ({etcd.lines[0]}).",
        f"There {'is' if number == 1 else 'are'} {counted(number, 'node')}." if number else None,
        f"Not seen, and there by design: {', '.join(unseen)}." if unseen else None,
    )
