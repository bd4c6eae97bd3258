"""Asks the server for a few lists as ``kubectl get`` prints them, so that slides show its own words.

A server prints rows on request (metav1.Table, https://kubernetes.io/docs/reference/using-api/api-concepts/, "Receiving
resources as Tables"; v1 since 1.15); kubectl only aligns them. Few rows of few lists are asked for: those of the
namespace that the call shows, and the nodes.
"""

# msgspec copies the defaults of a Struct, which the rule sees only of classes that derive from it directly.
# ruff: noqa: RUF012

from collections.abc import Iterator
from concurrent.futures import Executor
from typing import Any

import msgspec

from deckgen.cluster.connection import Target
from deckgen.cluster.decoder import decoder_of
from deckgen.cluster.examples import example_namespace
from deckgen.cluster.served import prefix
from deckgen.cluster.snapshot import Gap, Snapshot, Table
from deckgen.cluster.transport import RequestFailedError, ask
from deckgen.cluster.wire import Wire

ROWS = 20
"""The most rows of a table that are kept: more than a slide holds."""

AS_TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io"

GAP = "tables"
"""What a gap is called where the lists could be read, but not as tables."""

_NAMESPACED = {"pods": ("v1", "pods"), "deployments.apps": ("apps/v1", "deployments")}
_WIDE = {"deployments.apps"}
"""Of these the columns of ``-o wide`` are kept too: those with a priority above 0."""


class _Column(Wire):
    """metav1.TableColumnDefinition."""

    name: str
    priority: int = 0


class _Row(Wire):
    """metav1.TableRow."""

    cells: list[Any] = []


class _Table(Wire):
    """metav1.Table."""

    kind: str
    column_definitions: list[_Column] = []
    rows: list[_Row] = []


def printed(target: Target, snapshot: Snapshot, pool: Executor) -> tuple[list[Table], Gap | None]:
    """Get the tables that slides show; of a list that could not be read none is asked for.

    Args:
        target: the cluster.
        snapshot: what was read of it so far, which says whose namespace is shown.
        pool: where the requests run.

    Raises:
        ClusterError: the server does not accept the credentials.
    """
    namespace = example_namespace(snapshot)
    places = [("nodes", "", f"{prefix('v1')}/nodes")] if "nodes" in snapshot.resources else []
    for resource, (version, plural) in _NAMESPACED.items() if namespace else ():
        if resource in snapshot.resources or _is_part(snapshot, resource, namespace):
            places.append((resource, namespace, f"{prefix(version)}/namespaces/{namespace}/{plural}"))
    answers = list(pool.map(lambda place: _table(target, *place), places))
    refused = next((one for one in answers if isinstance(one, RequestFailedError)), None)
    gap = Gap(resource=GAP, reason=refused.reason, detail=refused.detail) if refused else None
    return [one for one in answers if isinstance(one, Table)], gap


def _is_part(snapshot: Snapshot, resource: str, namespace: str) -> bool:
    """Whether a resource could be read of this namespace, though not of the whole cluster."""
    return any((gap.resource, gap.namespace) == (resource, namespace) for gap in snapshot.gaps)


def _table(target: Target, resource: str, namespace: str, path: str) -> Table | RequestFailedError:
    # Without includeObject=None each row would bring the object's metadata, too.
    query: dict[str, str | int] = {"limit": ROWS, "includeObject": "None"}
    try:
        answer = ask(target, path, query, _decoded, accept=AS_TABLE)
    except RequestFailedError as error:
        return error
    except msgspec.DecodeError as error:
        return RequestFailedError("failed", f"not as expected: {error}")
    if answer.kind != "Table":
        return RequestFailedError("failed", f"the server gives {answer.kind} where a Table is asked for")
    return _record(answer, resource, namespace)


def _decoded(pieces: Iterator[bytes]) -> _Table:
    return decoder_of(_Table).decode(b"".join(pieces))


def _record(answer: _Table, resource: str, namespace: str) -> Table:
    """Keep the columns that kubectl prints, their heads in capitals as it has them."""
    columns = answer.column_definitions
    kept = [at for at, one in enumerate(columns) if one.priority == 0 or resource in _WIDE]
    kept.sort(key=lambda at: columns[at].priority > 0)
    return Table(
        resource=resource,
        namespace=namespace,
        columns=[columns[at].name.upper() for at in kept],
        wide=sum(columns[at].priority > 0 for at in kept),
        rows=[[_cell(row.cells, at) for at in kept] for row in answer.rows[:ROWS]],
    )


def _cell(cells: list[Any], at: int) -> str:
    return str(cells[at]) if at < len(cells) and cells[at] is not None else "<none>"
