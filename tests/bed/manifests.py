"""Reads manifests from YAML and prepares each object for the API server that shall get it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

SUFFIXES = {".yaml", ".yml", ".json"}
# Set by the server; in a manifest they come from a cluster's dump and would be refused, or mean another object.
SERVER_FIELDS = ("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields", "selfLink")
DELETION_FIELDS = ("deletionTimestamp", "deletionGracePeriodSeconds")
# Where a server does not serve the kind in that API version it may in this one: the deprecation guide,
# https://kubernetes.io/docs/reference/using-api/deprecation-guide/, read backwards.
OLDER_VERSION = {
    ("batch/v1", "CronJob"): "batch/v1beta1",
    ("policy/v1", "PodDisruptionBudget"): "policy/v1beta1",
    ("discovery.k8s.io/v1", "EndpointSlice"): "discovery.k8s.io/v1beta1",
    ("autoscaling/v2", "HorizontalPodAutoscaler"): "autoscaling/v2beta2",
    ("flowcontrol.apiserver.k8s.io/v1", "FlowSchema"): "flowcontrol.apiserver.k8s.io/v1beta1",
    ("flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration"): "flowcontrol.apiserver.k8s.io/v1beta1",
}
UNKNOWN_UID = "00000000-0000-0000-0000-000000000000"

Key = tuple[str, str, str]
Serves = Callable[[str, str], bool]


class ManifestError(ValueError):
    """A file is not YAML, or holds something that is no object."""


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # which of the two is only known here
    """Reads YAML as kubectl does: a timestamp stays the text it is."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class Item:
    """One object of a manifest, and where it stands: a file's name, or what the caller calls its objects."""

    origin: str
    body: dict[str, Any]

    @property
    def api_version(self) -> str:
        """Its apiVersion: "apps/v1"."""
        return str(self.body["apiVersion"])

    @property
    def kind(self) -> str:
        """Its kind: "Deployment"."""
        return str(self.body["kind"])

    @property
    def name(self) -> str:
        """Its metadata.name."""
        return str(self.body["metadata"]["name"])

    @property
    def namespace(self) -> str:
        """Its metadata.namespace, "" where there is none."""
        return str(self.body["metadata"].get("namespace") or "")

    @property
    def is_deleted(self) -> bool:
        """Whether the manifest shows an object that waits to be gone."""
        return bool(self.body["metadata"].get("deletionTimestamp"))

    @property
    def key(self) -> Key:
        """What an owner reference finds it by."""
        return self.kind, self.namespace, self.name

    @property
    def owners(self) -> list[dict[str, Any]]:
        """Its owner references."""
        return self.body["metadata"].get("ownerReferences") or []

    @property
    def label(self) -> str:
        """What an error message calls it."""
        return f"{self.origin}: {self.api_version} {self.kind} {self.namespace}/{self.name}".replace(" /", " ")


def read(paths: Path | Iterable[Path]) -> list[Item]:
    """Give the objects in the files, or in the files of the folders, in the order in which they stand there.

    A `List` is taken apart. Raises ManifestError, with the file's name, for a document that is no object.
    """
    files = [file for path in ([paths] if isinstance(paths, Path) else paths) for file in _files(path)]
    return [item for file in files for item in _items(file)]


def for_server(item: Item, serves: Serves) -> Item | None:
    """Give the object in an API version that the server serves, None where it knows the kind in none.

    Fields that the older version lacks are left for the server to drop: servers before 1.27 do so without a word, and
    later ones for requests that do not ask for strict validation.
    """
    body = item.body
    if not serves(item.api_version, item.kind):
        older = OLDER_VERSION.get((item.api_version, item.kind))
        if older is None or not serves(older, item.kind):
            return None
        body = body | {"apiVersion": older}
        if item.kind == "EndpointSlice":
            body["endpoints"] = [_with_topology(endpoint) for endpoint in body.get("endpoints") or ()]
    return Item(item.origin, body)


def for_creation(item: Item, uids: dict[Key, str], serves: Serves) -> dict[str, Any]:
    """Give the object as it is to be sent, its owners' uids put right: `uids` holds those of objects already there."""
    dropped = (*SERVER_FIELDS, *DELETION_FIELDS)
    metadata = {key: value for key, value in item.body["metadata"].items() if key not in dropped}
    if item.owners:
        metadata["ownerReferences"] = [_owner(item, owner, uids, serves) for owner in item.owners]
    return item.body | {"metadata": metadata}


def service_cidr(items: Iterable[Item]) -> str | None:
    """Give the service network that the manifests name with the ServiceCIDR `kubernetes`, None without one."""
    for item in items:
        if item.kind == "ServiceCIDR" and item.name == "kubernetes":
            return ",".join(item.body["spec"]["cidrs"])
    return None


def _files(path: Path) -> list[Path]:
    """Give the manifests of a folder by name, or the file itself."""
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES)
    return [path]


def _items(file: Path) -> Iterator[Item]:
    """Give the objects of a file."""
    try:
        documents = list(yaml.load_all(file.read_text(encoding="utf-8"), Loader))
    except yaml.YAMLError as error:
        raise ManifestError(f"{file}: {error}") from error
    for document in documents:
        if document is None:
            continue
        if not isinstance(document, dict):
            raise ManifestError(f"{file}: a document is no object: {str(document)[:80]}")
        is_list = str(document.get("kind", "")).endswith("List") and "items" in document
        for body in document["items"] if is_list else [document]:
            if not {"apiVersion", "kind", "metadata"} <= body.keys():
                raise ManifestError(f"{file}: an object needs apiVersion, kind and metadata: {str(body)[:80]}")
            yield Item(str(file), body)


def _with_topology(endpoint: dict[str, Any]) -> dict[str, Any]:
    """Give an endpoint of discovery.k8s.io/v1 as v1beta1 has it: zone and node stand in `topology` there."""
    names = {"zone": "topology.kubernetes.io/zone", "nodeName": "kubernetes.io/hostname"}
    topology = {label: endpoint[field] for field, label in names.items() if field in endpoint}
    rest = {key: value for key, value in endpoint.items() if key != "zone"}
    return rest | {"topology": topology} if topology else rest


def _owner(item: Item, owner: dict[str, Any], uids: dict[Key, str], serves: Serves) -> dict[str, Any]:
    """Give an owner reference with the uid that the server gave to the owner, and in an API version it serves."""
    kind, name = owner["kind"], owner["name"]
    uid = uids.get((kind, item.namespace, name)) or uids.get((kind, "", name)) or owner.get("uid") or UNKNOWN_UID
    api_version = owner["apiVersion"]
    if not serves(api_version, kind):
        api_version = OLDER_VERSION.get((api_version, kind), api_version)
    return owner | {"apiVersion": api_version, "uid": uid}
