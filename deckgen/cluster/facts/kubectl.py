"""What kubectl prints on this cluster, for the commands that the call shows."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from deckgen.cluster import examples
from deckgen.cluster.definition import Definition, Shape
from deckgen.cluster.described import NONE, described
from deckgen.cluster.sight import WORKLOADS, unread
from deckgen.cluster.snapshot import Pod, Service, Snapshot, Table, Workload
from deckgen.fact import Finding, Holds, not_visible, observed

POD_COLUMNS = ("NAME", "READY", "STATUS", "RESTARTS", "AGE")
NODE_COLUMNS = ("NAME", "STATUS", "ROLES", "AGE", "VERSION")
DEPLOYMENT_COLUMNS = ("NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE")
WIDE_COLUMNS = (*DEPLOYMENT_COLUMNS, "CONTAINERS", "IMAGES", "SELECTOR")
CUSTOM_COLUMNS = ("NAME", "WANTED")
CUSTOM_OUTPUT = "-o custom-columns=NAME:.metadata.name,WANTED:.spec.replicas"

_NO_PODS = "no Pod of the customer's runs"
_NO_EXAMPLE = "there is none in kubectl.example_namespace"
_NO_SERVICE = "no Service in front of a Deployment in kubectl.example_namespace"
_NO_TABLE = "this snapshot holds no table of it; take it again"


def printed(snapshot: Snapshot, *, resource: str, columns: tuple[str, ...]) -> Finding:
    """Give the first rows that the server printed.

    Source: metav1.Table, which the server makes for ``kubectl get`` (kubernetes/kubernetes
    pkg/printers/internalversion/printers.go).
    """
    table = _table(snapshot, resource)
    if table is None:
        return _no_table(snapshot, resource)
    found = list(_rows(table, columns))
    return observed(found, _evidence(table)) if found else not_visible(f"the server printed no {resource}")


def wide(snapshot: Snapshot) -> Finding:
    """Give the row of the example Deployment with the columns of ``-o wide``. Source: as ``printed``."""
    wanted, table = examples.example_deployment(snapshot), _table(snapshot, "deployments.apps")
    if table is None:
        return _no_table(snapshot, "deployments.apps")
    if wanted is None:
        return not_visible(_NO_EXAMPLE if examples.example_namespace(snapshot) else _NO_PODS)
    found = [row for row in _rows(table, WIDE_COLUMNS) if row["NAME"] == wanted.name]
    if not found:
        return not_visible(f"kubectl.example_deployment is not among the first {len(table.rows)} Deployments")
    return observed(found, _evidence(table))


def custom_columns(snapshot: Snapshot) -> Finding:
    """Give the Deployments of the example namespace with columns of one's own choice.

    Source: Deployment ``.metadata.name``, ``.spec.replicas``; kubectl cuts these columns itself, no server prints them
    (kubernetes/kubernetes staging/src/k8s.io/kubectl/pkg/cmd/get/customcolumn.go).
    """
    found = _deployments(snapshot)
    if not found:
        return not_visible(_NO_EXAMPLE if examples.example_namespace(snapshot) else _NO_PODS)
    rows = [dict(zip(CUSTOM_COLUMNS, (one.name, str(one.replicas)), strict=True)) for one in found]
    return observed(rows, f"{len(rows)} Deployments")


def count(snapshot: Snapshot, *, find: Callable[[Snapshot], Sequence[Pod | Workload]], what: str) -> Finding:
    """Count what there is in the example namespace, in the table or not. Source: Pods and Deployments."""
    home = examples.example_namespace(snapshot)
    return observed(len(find(snapshot)), f"{what} in {home}") if home else not_visible(_NO_PODS)


def _pods(snapshot: Snapshot) -> list[Pod]:
    home = examples.example_namespace(snapshot)
    return [pod for pod in snapshot.pods if pod.namespace == home]


def _deployments(snapshot: Snapshot) -> list[Workload]:
    home = examples.example_namespace(snapshot)
    found = [one for one in snapshot.workloads if one.namespace == home and one.kind == "Deployment"]
    return sorted(found, key=lambda one: one.name)


def named(
    snapshot: Snapshot, *, find: Callable[[Snapshot], Workload | Pod | Service | None], none: str = _NO_EXAMPLE
) -> Finding:
    """Give the name of an example, or say that there is none. Source: see ``examples``."""
    found = find(snapshot)
    if found is None:
        return not_visible(none if examples.example_namespace(snapshot) else _NO_PODS)
    kind = found.kind if isinstance(found, Workload) else type(found).__name__
    return observed(found.name, f"{kind} {found.namespace}/{found.name}")


def namespace_name(snapshot: Snapshot) -> Finding:
    """Give the example namespace's name. Source: see ``examples.example_namespace``."""
    found = examples.example_namespace(snapshot)
    return observed(found, "the customer's namespace with most Pods") if found else not_visible(_NO_PODS)


def describe(snapshot: Snapshot) -> Finding:
    """Give an excerpt of ``kubectl describe pod`` of the example Pod. Source: see ``described``."""
    pod = examples.example_pod(snapshot)
    if pod is None:
        return not_visible(_NO_PODS)
    return observed(described(snapshot, pod), f"Pod {pod.namespace}/{pod.name}")


def deployment_image(snapshot: Snapshot) -> Finding:
    """Give the image of the example Deployment's first container. Source: ``.spec.template.spec.containers``."""
    found = examples.example_deployment(snapshot)
    images = [one.image for one in found.containers if not one.init] if found else []
    return observed(images[0], f"first container of {found.name}") if found and images else not_visible(_NO_EXAMPLE)


def deployment_replicas(snapshot: Snapshot) -> Finding:
    """Count the example Deployment's ready replicas. Source: ``.status.readyReplicas``."""
    found = examples.example_deployment(snapshot)
    return observed(found.ready, f"{found.name}: {found.replicas} wanted") if found else not_visible(_NO_EXAMPLE)


def _table(snapshot: Snapshot, resource: str) -> Table | None:
    return next((one for one in snapshot.tables if one.resource == resource), None)


def _no_table(snapshot: Snapshot, resource: str) -> Finding:
    if resource != "nodes" and not examples.example_namespace(snapshot):
        return not_visible(_NO_PODS)
    gap = snapshot.gap("tables")
    if gap and not unread(snapshot, resource):
        return not_visible(f"the server did not print it: {gap.detail or gap.reason}")
    return not_visible(unread(snapshot, resource) or _NO_TABLE)


def _rows(table: Table, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        yield {column: cells.get(column, NONE) for column in columns}


def _evidence(table: Table) -> str:
    place = f" in {table.namespace}" if table.namespace else ""
    return f"the server's own table of {table.resource}{place}: {len(table.rows)} rows"


def _define(
    name: str, meaning: str, shape: Shape, find: Callable[[Snapshot], Finding], read_from: str, **more: Any
) -> Definition:
    needs = ("pods", "namespaces", *WORKLOADS)
    return Definition(
        f"kubectl.{name}",
        meaning,
        shape,
        find,
        read_from,
        **{"needs": needs, "holds": Holds.OBJECT, "local": True, **more},
    )


_OF_PODS = "Pod .status"
_HOME = "kubectl.example_namespace"

FACTS = (
    _define(
        "nodes",
        "The first rows of what `kubectl get nodes` prints",
        "rows",
        partial(printed, resource="nodes", columns=NODE_COLUMNS),
        "the server's Table of nodes",
        columns=NODE_COLUMNS,
        needs=("nodes",),
        holds=Holds.HOST_NAME,
        local=False,
    ),
    _define(
        "pods",
        f"The first rows of what `kubectl get pods -n NAMESPACE` prints for {_HOME}",
        "rows",
        partial(printed, resource="pods", columns=POD_COLUMNS),
        "the server's Table of pods",
        holds=Holds.OBJECT,
        columns=POD_COLUMNS,
    ),
    _define(
        "pods.count",
        f"How many Pods there are in {_HOME}",
        "number",
        partial(count, find=_pods, what="Pods"),
        "Pods",
        holds=Holds.OBJECT,
    ),
    _define(
        "deployments",
        f"The first rows of what `kubectl get deployments -n NAMESPACE` prints for {_HOME}",
        "rows",
        partial(printed, resource="deployments.apps", columns=DEPLOYMENT_COLUMNS),
        "the server's Table of deployments",
        holds=Holds.OBJECT,
        columns=DEPLOYMENT_COLUMNS,
    ),
    _define(
        "deployments.count",
        f"How many Deployments there are in {_HOME}",
        "number",
        partial(count, find=_deployments, what="Deployments"),
        "Deployments",
        holds=Holds.OBJECT,
    ),
    _define(
        "deployments.custom",
        f"What `kubectl get deployments -n NAMESPACE {CUSTOM_OUTPUT}` prints for {_HOME}",
        "rows",
        custom_columns,
        "Deployment .metadata.name, .spec.replicas",
        holds=Holds.OBJECT,
        columns=CUSTOM_COLUMNS,
    ),
    _define(
        "example_namespace",
        "A namespace of the customer's to show, the busiest",
        "text",
        namespace_name,
        _OF_PODS,
        holds=Holds.NAMESPACE,
    ),
    _define(
        "example_deployment",
        f"A Deployment to show, in {_HOME}",
        "text",
        partial(named, find=examples.example_deployment),
        "Deployments",
        holds=Holds.OBJECT,
    ),
    _define(
        "example_deployment.wide",
        "What `kubectl get deployment NAME -o wide` prints for kubectl.example_deployment",
        "rows",
        wide,
        "the server's Table of deployments",
        holds=Holds.OBJECT,
        columns=WIDE_COLUMNS,
    ),
    _define(
        "example_deployment.image",
        "The image that kubectl.example_deployment runs",
        "text",
        deployment_image,
        "Deployments",
        holds=Holds.OBJECT,
    ),
    _define(
        "example_deployment.replicas",
        "How many replicas of kubectl.example_deployment are ready",
        "number",
        deployment_replicas,
        "Deployment .status.readyReplicas",
        holds=Holds.OBJECT,
    ),
    _define(
        "example_service",
        "The Service in front of kubectl.example_deployment",
        "text",
        partial(named, find=examples.example_service, none=_NO_SERVICE),
        "Service .spec.selector",
        holds=Holds.OBJECT,
        needs=("pods", "namespaces", "services", *WORKLOADS),
    ),
    _define(
        "example_pod",
        f"A Pod to describe, in {_HOME}",
        "text",
        partial(named, find=examples.example_pod),
        "Pods",
        holds=Holds.OBJECT,
    ),
    _define(
        "describe",
        "Lines of what `kubectl describe pod` prints for kubectl.example_pod",
        "texts",
        describe,
        "Pod .metadata, .spec, .status",
        holds=Holds.OBJECT,
    ),
)
