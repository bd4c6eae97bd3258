"""What an API server answers for storage; see ``wire`` for how these structs are meant."""

# msgspec copies the defaults of a Struct, which the rule sees only of classes that derive from it directly.
# ruff: noqa: RUF012

from typing import Any

import msgspec

from deckgen.cluster.wire import Meta, Wire
from deckgen.cluster.wire_objects import Phase


class StorageClass(Wire):
    """storage.k8s.io/v1 StorageClass."""

    metadata: Meta
    provisioner: str = ""
    parameters: dict[str, str] = {}
    reclaim_policy: str = ""
    volume_binding_mode: str = ""
    allow_volume_expansion: bool = False


class Csi(Wire):
    """core/v1 CSIPersistentVolumeSource."""

    driver: str = ""


class ClaimRef(Wire):
    """The claim that a volume is bound to."""

    namespace: str = ""
    name: str = ""


class Source(Wire):
    """A volume's in-tree source: that it is there, and nothing of it."""


class VolumeSpec(Wire):
    """core/v1 PersistentVolumeSpec, with the in-tree sources that are told apart."""

    capacity: dict[str, Any] = {}
    storage_class_name: str = ""
    persistent_volume_reclaim_policy: str = ""
    claim_ref: ClaimRef | None = None
    csi: Csi | None = None
    cinder: Source | None = None
    rbd: Source | None = None
    cephfs: Source | None = None
    nfs: Source | None = None
    host_path: Source | None = None
    local: Source | None = None


class PersistentVolume(Wire):
    """core/v1 PersistentVolume."""

    metadata: Meta
    spec: VolumeSpec = msgspec.field(default_factory=VolumeSpec)
    status: Phase = msgspec.field(default_factory=Phase)


class ClaimResources(Wire):
    """core/v1 VolumeResourceRequirements."""

    requests: dict[str, Any] = {}


class ClaimSpec(Wire):
    """core/v1 PersistentVolumeClaimSpec."""

    storage_class_name: str = ""
    volume_name: str = ""
    resources: ClaimResources = msgspec.field(default_factory=ClaimResources)


class ClaimStatus(Wire):
    """core/v1 PersistentVolumeClaimStatus."""

    phase: str = ""
    capacity: dict[str, Any] = {}


class PersistentVolumeClaim(Wire):
    """core/v1 PersistentVolumeClaim."""

    metadata: Meta
    spec: ClaimSpec = msgspec.field(default_factory=ClaimSpec)
    status: ClaimStatus = msgspec.field(default_factory=ClaimStatus)
