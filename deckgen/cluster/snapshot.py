"""A snapshot: what was read of a cluster, as small records, and its file form.

What it may hold is an allow-list, see ``records``. What could not be read is part of it, as gaps.

A snapshot file is JSON with a format version and a record on each line: readable, diffable, and the seam between
the person who may read the cluster and the person who builds the deck.
"""

# msgspec copies the defaults of a Struct, which the rule sees only of classes that derive from it directly.
# ruff: noqa: RUF012

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from io import BufferedWriter, BytesIO
from pathlib import Path
from typing import IO, Any

import msgspec

from deckgen.cluster.records import (
    Binding,
    Container,
    CronJob,
    Custom,
    Driver,
    Endpoints,
    Gap,
    Ingress,
    IngressClass,
    Lease,
    Namespace,
    NetworkPolicy,
    Node,
    Origin,
    PersistentVolume,
    PersistentVolumeClaim,
    Pod,
    Port,
    Record,
    Route,
    Service,
    ServiceAccount,
    Setting,
    StorageClass,
    Subject,
    Table,
    Workload,
)
from deckgen.errors import InputError, Mistake

__all__ = [
    "FORMAT",
    "SUFFIXES",
    "Binding",
    "Container",
    "CronJob",
    "Custom",
    "Endpoints",
    "Gap",
    "Ingress",
    "IngressClass",
    "Lease",
    "Namespace",
    "NetworkPolicy",
    "Node",
    "Origin",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "Pod",
    "Port",
    "Record",
    "Route",
    "Service",
    "ServiceAccount",
    "Setting",
    "Snapshot",
    "StorageClass",
    "Subject",
    "Table",
    "Workload",
    "dumps",
    "is_packed",
    "is_snapshot",
    "load",
    "write",
]

FORMAT = 3
"""The version of the file form; it grows when a reader of the older form would misread the newer one."""

LARGEST = 256 * 1024**2
"""Bytes: a larger file is not read; ten thousand Pods take some 5 MB."""

_GZIP = b"\x1f\x8b"
_PACKING = 6
_BUFFER = 256 * 1024

SUFFIXES = (".json", ".json.gz")
"""What a snapshot's file may be called; the second one is packed."""


class Snapshot(Record, frozen=True, kw_only=True):
    """All that was read of one cluster at one time.

    Attributes:
        format: version of the file form.
        taken: when reading began, in UTC.
        origins: the APIs that were read.
        gaps: what could not be read, and why.
        resources: every resource that was read, empty or not, as in RBAC rules: tells "none" from "not read".
    """

    format: int = FORMAT
    taken: datetime
    origins: list[Origin] = []
    gaps: list[Gap] = []
    resources: list[str] = []
    nodes: list[Node] = []
    namespaces: list[Namespace] = []
    workloads: list[Workload] = []
    pods: list[Pod] = []
    cron_jobs: list[CronJob] = []
    services: list[Service] = []
    endpoints: list[Endpoints] = []
    ingresses: list[Ingress] = []
    ingress_classes: list[IngressClass] = []
    network_policies: list[NetworkPolicy] = []
    storage_classes: list[StorageClass] = []
    csi_drivers: list[Driver] = []
    volumes: list[PersistentVolume] = []
    claims: list[PersistentVolumeClaim] = []
    bindings: list[Binding] = []
    settings: list[Setting] = []
    customs: list[Custom] = []
    leases: list[Lease] = []
    service_accounts: list[ServiceAccount] = []
    tables: list[Table] = []

    def gap(self, resource: str) -> Gap | None:
        """Give the gap at ``resource``, or None where it was read."""
        return next((gap for gap in self.gaps if gap.resource == resource), None)


class _Head(msgspec.Struct):
    """What tells a snapshot from another JSON file."""

    format: int
    taken: str


def dumps(snapshot: Snapshot) -> bytes:
    """Give the file form of a snapshot: JSON, a record on each line, fields in the order of the records, in UTF-8."""
    text = BytesIO()
    write(snapshot, text)
    return text.getvalue()


def write(snapshot: Snapshot, file: IO[bytes], *, packed: bool = False) -> None:
    """Write the file form of a snapshot to an open file, record by record, so that it is never held whole.

    Args:
        snapshot: what is written.
        file: where to.
        packed: in gzip's form, without a name and a time, so that the same snapshot gives the same bytes.
    """
    if packed:
        with gzip.GzipFile("", "wb", _PACKING, file, mtime=0) as pack, BufferedWriter(pack, _BUFFER) as text:
            write(snapshot, text)
        return
    file.write(b"{")
    for number, (name, value) in enumerate(_fields(snapshot)):
        file.write(b",\n" if number else b"\n")
        file.write(b'  "%s": ' % name.encode())
        _write(value, file)
    file.write(b"\n}\n")


def is_packed(path: Path) -> bool:
    """Tell whether a snapshot of this name is to be written in gzip's form."""
    return path.suffix.lower() == ".gz"


def load(path: Path) -> Snapshot:
    """Read a snapshot from a file that ``write`` made, packed or not.

    Raises:
        InputError: there is no such file, or it is a folder, empty, too large, broken, not a snapshot, or of another
            format version than this.
    """
    content = _content(path)
    try:
        head = msgspec.json.decode(content, type=_Head)
    except msgspec.ValidationError as error:
        raise _mistake(path, "this is not a snapshot", "give a file that `deckgen snapshot` wrote") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(_syntax(path, content)) from error
    if head.format != FORMAT:
        age, remedy = ("a newer", "update deckgen") if head.format > FORMAT else ("an older", "take the snapshot again")
        raise _mistake(
            path, f"this snapshot is of {age} format, {head.format}", f"this deckgen reads {FORMAT}; {remedy}"
        )
    try:
        return msgspec.json.decode(content, type=Snapshot)
    except msgspec.ValidationError as error:
        raise _mistake(path, f"not as a snapshot has it: {error}", "was the file edited?") from error


def is_snapshot(path: Path) -> bool:
    """Tell whether the file at ``path`` is a snapshot, of whatever format version."""
    try:
        msgspec.json.decode(_content(path), type=_Head)
    except (InputError, msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def _fields(snapshot: Snapshot) -> Iterator[tuple[str, Any]]:
    """Give the fields that are not empty."""
    for name in snapshot.__struct_fields__:
        value = getattr(snapshot, name)
        if value != []:
            yield name, value


def _write(value: Any, text: IO[bytes]) -> None:
    """Write one field, its records one by one, each on a line of its own."""
    if not isinstance(value, list):
        text.write(msgspec.json.encode(value))
        return
    for number, record in enumerate(value):
        text.write(b",\n    " if number else b"[\n    ")
        text.write(msgspec.json.encode(record, order="deterministic"))
    text.write(b"\n  ]")


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _mistake(path, "this is a folder", "name a file that `deckgen snapshot` wrote")
        if path.stat().st_size > LARGEST:
            raise _mistake(path, "this file is too large for a snapshot", f"{LARGEST // 1024**2} MiB at most")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    if content.startswith(_GZIP):
        content = _unpacked(path, content)
    if not content.strip():
        raise _mistake(path, "this file is empty", "give a file that `deckgen snapshot` wrote")
    return content


def _unpacked(path: Path, content: bytes) -> bytes:
    """Unpack what gzip packed, but never more than a snapshot may hold: a small file can unpack to any size."""
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        text = unpacking.decompress(content, LARGEST + 1)
    except zlib.error as error:
        raise _mistake(path, "this file cannot be unpacked with gzip", "was it cut off?") from error
    if len(text) > LARGEST:
        raise _mistake(path, "this file is too large for a snapshot", f"{LARGEST // 1024**2} MiB at most, unpacked")
    if not unpacking.eof:
        raise _mistake(path, "this file cannot be unpacked with gzip", "was it cut off?")
    return text


def _syntax(path: Path, content: bytes) -> Mistake:
    """Place a mistake in the JSON, which msgspec gives as a byte at most."""
    try:
        json.loads(content)
    except json.JSONDecodeError as error:
        return Mistake(str(path), error.lineno, error.colno, f"this is not JSON: {error.msg}")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return Mistake(str(path), line, column, "this is not text in UTF-8")
    except RecursionError:
        return Mistake(str(path), 0, 0, "this is not a snapshot: it is nested too deep")
    return Mistake(str(path), 0, 0, "this is not JSON")


def _mistake(path: Path, message: str, allowed: str) -> InputError:
    return InputError(Mistake(str(path), 0, 0, message, allowed))
