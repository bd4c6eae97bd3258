"""Loads objects into an API server of the bed, with their status, as they stand in a manifest."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tests.bed import access, manifests
from tests.bed.apiserver import Server
from tests.bed.client import Client, RequestError
from tests.bed.discovery import Discovery, Resource
from tests.bed.manifests import Item, Key

CRD = "CustomResourceDefinition"
MERGE_PATCH = access.MERGE_PATCH
SHOWN_ERRORS = 20
# Said of an object that is there already; the second of a Service whose address it has itself, such as `kubernetes`.
TAKEN = (HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY)

Entry = tuple[Item, Resource]


class LoadError(Exception):
    """Objects could not be loaded; the message has a line for each, with its file and name."""


@dataclass(frozen=True)
class Loaded:
    """What became of the objects: how many are new, how many were there before, which kinds the server lacks."""

    created: int
    updated: int
    skipped: tuple[str, ...]


def load(server: Server, paths: Path | Iterable[Path], connections: int = 8) -> Loaded:
    """Load the manifests in a folder, a file, or several of them; see `load_items`."""
    return load_items(server, manifests.read(paths), connections)


def load_objects(server: Server, objects: Iterable[dict[str, Any]], connections: int = 16) -> Loaded:
    """Load objects that a test made; see `load_items`."""
    return load_items(server, [Item("objects", body) for body in objects], connections)


def load_items(server: Server, items: Iterable[Item], connections: int) -> Loaded:
    """Load objects over some connections in parallel; give what became of them.

    CustomResourceDefinitions come first, and are waited for; then Namespaces, then Services that ask for an address,
    then the rest, owners before what they own. Each object is created (or patched if it is there already) and gets its
    status. At last those with a deletionTimestamp are deleted: finalizers, or the missing kubelet, keep them.
    Raises LoadError when all have been tried.
    """
    return _Loading(server, connections).run(list(items))


class _Loading:
    """One run of loading: its connections, and what is known so far."""

    def __init__(self, server: Server, connections: int) -> None:
        self._client = server.client()
        self._discovery = Discovery(self._client)
        self._clients = _ClientPerThread(server)
        self._pool = ThreadPoolExecutor(connections)
        self._uids: dict[Key, str] = {}
        self._outcomes: list[bool] = []  # of each object: whether it is new; list.append needs no lock
        self._errors: list[str] = []
        self._skipped: list[str] = []

    def run(self, items: list[Item]) -> Loaded:
        """Load all the items, stage by stage."""
        try:
            ready = [entry for stage in stages(items) for entry in self._load_stage(stage)]
            self._each(self._delete, [entry for entry in ready if entry[0].is_deleted])
            access.aggregate_roles(self._client)
        finally:
            self._pool.shutdown(cancel_futures=True)
            self._clients.close()
            self._client.close()
        if self._errors:
            more = [f"and {len(self._errors) - SHOWN_ERRORS} more"] * (len(self._errors) > SHOWN_ERRORS)
            raise LoadError("\n".join(self._errors[:SHOWN_ERRORS] + more))
        return Loaded(sum(self._outcomes), self._outcomes.count(False), tuple(self._skipped))

    def _load_stage(self, stage: list[Item]) -> list[Entry]:
        """Create a stage's objects, which do not hang on one another; give those that the server has a kind for."""
        entries = []
        for item in stage:
            fitting = manifests.for_server(item, self._discovery.serves)
            resource = fitting and self._discovery.find(fitting.api_version, fitting.kind)
            if fitting and resource:
                entries.append((fitting, resource))
            else:
                self._skipped.append(item.label)
        self._each(self._create, entries)
        for item, _ in entries:
            if item.kind == CRD and not self._errors:
                self._discovery.wait_for(item.body)
        return entries

    def _each(self, do: Callable[[Client, Item, Resource], None], entries: list[Entry]) -> None:
        """Do something with each entry, in parallel, and note what the server refuses."""

        def guarded(entry: Entry) -> None:
            try:
                do(self._clients.get(), *entry)
            except (RequestError, OSError) as error:
                self._errors.append(f"{entry[0].label}: {error}")

        list(self._pool.map(guarded, entries))

    def _create(self, client: Client, item: Item, resource: Resource) -> None:
        """Create the object, or patch the one that is there, and give it its status."""
        body = manifests.for_creation(item, self._uids, self._discovery.serves)
        answer = client.request("POST", resource.collection(item.namespace), body)
        is_new = answer.is_success
        if answer.status in TAKEN:
            patched = client.request("PATCH", resource.object(item.namespace, item.name), body, MERGE_PATCH)
            answer = answer if patched.status == HTTPStatus.NOT_FOUND else patched
        if not answer.is_success:
            raise RequestError(f"{answer.status} {answer.body.get('message', '')}")
        self._outcomes.append(is_new)
        self._uids[item.key] = answer.body["metadata"]["uid"]
        if not item.is_deleted:
            _set_status(client, item, resource)

    def _delete(self, client: Client, item: Item, resource: Resource) -> None:
        """Mark the object as deleted; its status comes after, since a Namespace cannot be Terminating before."""
        client.must("DELETE", resource.object(item.namespace, item.name))
        _set_status(client, item, resource)


class _ClientPerThread:
    """Gives each thread a connection of its own, and closes all of them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._local = threading.local()
        self._opened: list[Client] = []

    def get(self) -> Client:
        """Give this thread's connection."""
        if not hasattr(self._local, "client"):
            self._local.client = self._server.client()
            self._opened.append(self._local.client)
        client: Client = self._local.client
        return client

    def close(self) -> None:
        """Close every thread's connection."""
        for client in self._opened:
            client.close()


def stages(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Give the items in groups that are to be created one after the other, each group's items in any order."""
    ranked: list[list[Item]] = [[], [], [], []]
    for item in items:
        ranked[_rank(item)].append(item)
    *first, rest = ranked
    yield from first
    while rest:
        keys = {item.key for item in rest}
        waiting = [item for item in rest if any(key in keys for key in _owner_keys(item))]
        if len(waiting) == len(rest):  # owners that own one another
            waiting = []
        waits = {id(item) for item in waiting}
        yield [item for item in rest if id(item) not in waits]
        rest = waiting


def _rank(item: Item) -> int:
    """Give the place of an item's group: CRDs, Namespaces, Services that ask for an address or a port, the rest."""
    if item.kind in (CRD, "Namespace"):
        return (CRD, "Namespace").index(item.kind)
    spec = item.body.get("spec") or {}
    is_service = item.api_version == "v1" and item.kind == "Service"
    # Others are given what is free, and that must not be what one of these asks for.
    is_pinned = is_service and (spec.get("clusterIP") or any("nodePort" in port for port in spec.get("ports") or ()))
    return 2 if is_pinned else 3


def _owner_keys(item: Item) -> Iterator[Key]:
    """Give the keys of an item's owners: in its own namespace, or without one."""
    for owner in item.owners:
        yield owner["kind"], item.namespace, owner["name"]
        yield owner["kind"], "", owner["name"]


def _set_status(client: Client, item: Item, resource: Resource) -> None:
    """Give the object the manifest's status; a CustomResourceDefinition's is the server's own business."""
    status = item.body.get("status")
    if status and resource.has_status and item.kind != CRD:
        path = f"{resource.object(item.namespace, item.name)}/status"
        client.must("PATCH", path, {"status": status}, MERGE_PATCH)
