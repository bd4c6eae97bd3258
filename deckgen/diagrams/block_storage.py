"""The way of a volume: from the claim in Kubernetes to what keeps it."""

from collections.abc import Iterator, Mapping
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.scene import Box, Scene
from deckgen.sketch import known, path, some, source_of

CINDER_DRIVERS = ("cinder.csi.openstack.org", "kubernetes.io/cinder")
CEPH_DRIVERS = (".csi.ceph.com",)
FROM = {Source.DECLARED: "declared", Source.DOCUMENTED: "our standard"}

StorageClass = Mapping[str, Any]
"""A row of the fact ``storage.classes``."""


def draw(facts: Facts) -> Scene | None:
    """Draw the way of a claim that names no class; None where no StorageClass is visible."""
    storage_class = _chosen(facts)
    if storage_class is None:
        return None
    boxes = (*_kubernetes(facts, storage_class), *_behind(facts, str(storage_class["driver"]), storage_class))
    return path("block-storage", "A volume's way", [(box, "") for box in boxes])


def _chosen(facts: Facts) -> StorageClass | None:
    """Give the default class, else the one with the most volumes."""
    classes: list[StorageClass] = known(facts, "storage.classes", [])
    return max(classes, key=lambda row: (bool(row["default"]), row["volumes"] or 0), default=None)


def _kubernetes(facts: Facts, storage_class: StorageClass) -> Iterator[Box]:
    source = source_of(facts, "storage.classes")
    name = str(storage_class["name"])
    claim = known(facts, "storage.example_claim")
    yield Box("claim", "Volume claim", some([claim and f"for example {claim}"]))
    yield Box("class", "StorageClass", (f"{name} (default)" if storage_class["default"] else name,), source=source)
    yield Box("driver", "storage driver", (str(storage_class["driver"]),), source=source)


def _behind(facts: Facts, driver: str, storage_class: StorageClass) -> Iterator[Box]:
    """Give what keeps the volumes of this driver; of what cinder rests on only what is known."""
    source = source_of(facts, "storage.classes")
    if driver in CINDER_DRIVERS:
        kind = storage_class["volume_type"]
        yield Box("cinder", "cinder", some([kind and f"volume type {kind}"]), "openstack", source)
        # What is observed of Ceph is Kubernetes using it without cinder: it says nothing of what cinder rests on.
        behind, said = known(facts, "storage.cinder.backend"), source_of(facts, "storage.cinder.backend")
        if behind and said in FROM:
            yield Box("backend", str(behind), (FROM[said],), "openstack", said)
    elif driver.endswith(CEPH_DRIVERS):
        if known(facts, "storage.ceph.in_cluster"):
            yield Box("ceph", "Ceph", ("in this cluster, by Rook",), source=source)
        else:
            yield Box("ceph", "Ceph", ("without cinder in between",), "outside", source)
