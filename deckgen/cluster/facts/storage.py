"""Storage: classes, drivers, volumes, and which OpenStack service keeps them."""

import re
from functools import partial
from typing import Any

from deckgen.cluster import rook
from deckgen.cluster.definition import Definition
from deckgen.cluster.duration import whole
from deckgen.cluster.facts.namespaces import customers
from deckgen.cluster.quantity import GIB
from deckgen.cluster.running import of_image
from deckgen.cluster.sight import WORKLOADS, refused, serves, unread
from deckgen.cluster.snapshot import Custom, PersistentVolumeClaim, Snapshot
from deckgen.fact import UNSURE, Finding, Holds, not_visible, observed

CINDER = re.compile(r"cinder\.csi\.openstack\.org|kubernetes\.io/cinder")
CEPH = re.compile(r"(.*\.)?(rbd|cephfs|nfs|nvmeof)\.csi\.ceph\.com|kubernetes\.io/(rbd|cephfs)")
MANILA = re.compile(r"(.*\.)?manila\.csi\.openstack\.org")

_CLASSES, _VOLUMES, _CLAIMS, _DRIVERS = "storageclasses", "persistentvolumes", "persistentvolumeclaims", "csidrivers"


_SNAPSHOT_CLASSES, _SNAPSHOTS = "volumesnapshotclasses", "volumesnapshots"
_DEFAULT_SNAPSHOT_CLASS = "metadata.annotations.snapshot.storage.kubernetes.io/is-default-class"


def drivers(snapshot: Snapshot) -> dict[str, str]:
    """Give every storage driver that shows, with the kind of object that names it.

    Source: CSIDriver ``.metadata.name``; PersistentVolume ``.spec.csi.driver`` or the in-tree plug-in; StorageClass
    ``.provisioner``; PersistentVolumeClaim annotation ``volume.kubernetes.io/storage-provisioner``, which needs no
    more than rights to view (kubernetes-sigs/sig-storage-lib-external-provisioner).
    """
    named = [
        *((claim.provisioner, "PersistentVolumeClaim annotation storage-provisioner") for claim in snapshot.claims),
        *((kind.provisioner, "StorageClass .provisioner") for kind in snapshot.storage_classes),
        *((volume.driver, "PersistentVolume .spec") for volume in snapshot.volumes),
        *((name, "CSIDriver") for name in snapshot.csi_drivers),
    ]
    return {name: place for name, place in named if name}


def classes(snapshot: Snapshot) -> Finding:
    """Give the StorageClasses with what is stored in each.

    Source: StorageClass ``.provisioner``, ``.parameters.type`` (cinder's volume type or manila's share type),
    ``.reclaimPolicy``, ``.volumeBindingMode``, ``.allowVolumeExpansion``, annotation
    ``storageclass.kubernetes.io/is-default-class``; PersistentVolumes by ``.spec.storageClassName``, where these may be
    read, else bound claims; without either it is not known how much is stored.
    """
    rows = [
        {
            "name": kind.name,
            "driver": kind.provisioner,
            "volume_type": kind.parameters.get("type", ""),
            "default": kind.default,
            **_stored(snapshot, kind.name),
            "reclaim": kind.reclaim_policy or "Delete",
            "binding": kind.binding_mode or "Immediate",
            "expandable": kind.expandable,
        }
        for kind in sorted(snapshot.storage_classes, key=lambda one: one.name)
    ]
    return observed(rows, f"{len(rows)} StorageClasses, {len(snapshot.volumes)} PersistentVolumes")


def default_class(snapshot: Snapshot) -> Finding:
    """Give the default StorageClass. Source: annotation ``storageclass.kubernetes.io/is-default-class``, older beta."""
    found = sorted(kind.name for kind in snapshot.storage_classes if kind.default)
    if not found:
        return not_visible("no StorageClass is marked as the default")
    if len(found) > 1:
        marked = (f"StorageClass {name}: marked as the default" for name in found)
        return observed(UNSURE, f"{len(found)} StorageClasses are marked as the default", marked)
    return observed(found[0], "StorageClass annotation storageclass.kubernetes.io/is-default-class")


def csi_drivers(snapshot: Snapshot) -> Finding:
    """Give the CSI drivers. Source: CSIDriver objects; else the claims' annotation, which shows used ones alone."""
    reason = unread(snapshot, _DRIVERS)
    if not reason:
        return observed(sorted(snapshot.csi_drivers), f"{len(snapshot.csi_drivers)} CSIDriver objects")
    used = sorted({claim.provisioner for claim in snapshot.claims if "." in claim.provisioner})
    used = [name for name in used if not name.startswith("kubernetes.io/")]
    if used:
        return observed(used, f"PersistentVolumeClaim annotation storage-provisioner, since {reason}")
    return not_visible(reason)


def volumes_count(snapshot: Snapshot) -> Finding:
    """Count the PersistentVolumes; bound claims would leave the released ones out. Source: PersistentVolumes."""
    return observed(len(snapshot.volumes), f"{len(snapshot.volumes)} PersistentVolumes")


def volumes_capacity(snapshot: Snapshot) -> Finding:
    """Add up the volumes' capacity. Source: PersistentVolume ``.spec.capacity.storage``."""
    return observed(_gib(sum(one.capacity for one in snapshot.volumes)), "PersistentVolume .spec.capacity.storage")


def cinder_present(snapshot: Snapshot) -> Finding:
    """Say whether cinder keeps persistent volumes; where all drivers can be read and none is cinder's, it does not.

    Source: see ``present``.
    """
    found = present(snapshot, pattern=CINDER, what="cinder")
    if found.value or unread(snapshot, _DRIVERS, _VOLUMES, _CLASSES):
        return found
    return observed(value=False, evidence=found.reason)


def present(snapshot: Snapshot, *, pattern: re.Pattern[str], what: str) -> Finding:
    """Say whether a storage service shows; never that it is not there, since cinder may hide what is behind it.

    Source: see ``drivers``; kubernetes/cloud-provider-openstack (``cinder.csi.openstack.org``,
    ``<protocol>.manila.csi.openstack.org``), in-tree ``kubernetes.io/cinder`` up to 1.25; ceph/ceph-csi, with Rook's
    prefix (rook/rook csiDriverNamePrefix).
    """
    found = {name: place for name, place in drivers(snapshot).items() if pattern.fullmatch(name)}
    if found:
        return observed(value=True, evidence="; ".join(f"{place}: {name}" for name, place in sorted(found.items())))
    return not_visible(unread(snapshot, _DRIVERS, _VOLUMES, _CLASSES) or f"no storage driver of {what}")


def cinder_volumes_count(snapshot: Snapshot) -> Finding:
    """Count the volumes that cinder keeps. Source: PersistentVolume ``.spec.csi.driver`` or ``.spec.cinder``."""
    found = sum(bool(CINDER.fullmatch(volume.driver)) for volume in snapshot.volumes)
    return observed(found, f"{found} of {len(snapshot.volumes)} PersistentVolumes")


def cinder_backend(_: Snapshot) -> Finding:
    """Say that what lies behind cinder does not show inside the cluster.

    Source: cinder's volume types and their backends are in cinder's own API (kubernetes/cloud-provider-openstack hands
    the claim on to cinder and learns a volume's id alone).
    """
    return not_visible("what cinder rests on stands in cinder's API alone: say it in the customer profile")


def example_claim(snapshot: Snapshot) -> Finding:
    """Give a bound claim to show, as ``namespace/name``: rather the customer's, rather one that a StatefulSet made.

    Source: PersistentVolumeClaims in phase Bound; a StatefulSet's claims are named ``<template>-<Pod>``.
    """
    own = customers(snapshot)
    pods = {(pod.namespace, claim): pod.owner for pod in snapshot.pods for claim in pod.claims}

    def rank(claim: PersistentVolumeClaim) -> tuple[bool, bool, str, str]:
        by_set = pods.get((claim.namespace, claim.name), "").startswith("StatefulSet/")
        return claim.namespace not in own, not by_set, claim.namespace, claim.name

    bound = sorted(_bound(snapshot), key=rank)
    if not bound:
        return not_visible("no PersistentVolumeClaim is bound")
    return observed(f"{bound[0].namespace}/{bound[0].name}", f"1 of {len(bound)} bound PersistentVolumeClaims")


def snapshot_classes(snapshot: Snapshot) -> Finding:
    """Give the classes of CSI snapshots; with cinder a snapshot, or a backup, which lies apart from its volume.

    Source: VolumeSnapshotClass ``.driver``, ``.parameters.type`` of cinder's driver (``snapshot`` where it says
    nothing: kubernetes/cloud-provider-openstack docs/cinder-csi-plugin), ``.deletionPolicy``, annotation
    ``snapshot.storage.kubernetes.io/is-default-class`` (kubernetes-csi/external-snapshotter).
    """
    if reason := _closed(snapshot, _SNAPSHOT_CLASSES):
        return not_visible(reason)
    found = [one for one in snapshot.customs if one.kind == "VolumeSnapshotClass"]
    rows = [
        {
            "name": one.name,
            "driver": one.fields.get("driver", ""),
            "kind": one.fields.get("parameters.type", "snapshot") if CINDER.fullmatch(_driver(one)) else "",
            "default": one.fields.get(_DEFAULT_SNAPSHOT_CLASS) == "true",
            "deletion": one.fields.get("deletionPolicy", ""),
        }
        for one in sorted(found, key=lambda one: one.name)
    ]
    return observed(rows, f"{len(rows)} VolumeSnapshotClasses")


def snapshots_count(snapshot: Snapshot) -> Finding:
    """Count the CSI snapshots that are there and can be used. Source: VolumeSnapshot ``.status.readyToUse``."""
    if reason := _closed(snapshot, _SNAPSHOTS):
        return not_visible(reason)
    found = [one for one in snapshot.customs if one.kind == "VolumeSnapshot"]
    ready = sum(one.fields.get("status.readyToUse") is True for one in found)
    return observed(ready, f"VolumeSnapshot .status.readyToUse: {ready} of {len(found)}")


def snapshots_usable(snapshot: Snapshot) -> Finding:
    """Say whether a snapshot of a volume can be taken: it takes the resources, a controller and a class.

    Source: kubernetes-csi/external-snapshotter: CustomResourceDefinitions alone, which some installers leave behind,
    do nothing; image snapshot-controller, of Rancher hardened-snapshot-controller, or one beside the driver.
    """
    if reason := unread(snapshot, *WORKLOADS) or refused(snapshot, _SNAPSHOT_CLASSES):
        return not_visible(reason)
    if not serves(snapshot, _SNAPSHOT_CLASSES):
        return observed(value=False, evidence="the server knows no VolumeSnapshotClasses")
    there = [one.name for one in snapshot.customs if one.kind == "VolumeSnapshotClass"]
    controllers = of_image(snapshot, "snapshot-controller", "hardened-snapshot-controller")
    lacking = [
        what for what, found in (("a VolumeSnapshotClass", there), ("a snapshot-controller", controllers)) if not found
    ]
    if lacking:
        return observed(value=False, evidence=f"there is no {' and no '.join(one[2:] for one in lacking)}")
    return observed(value=True, evidence=f"{controllers[0][0].place}, VolumeSnapshotClass {', '.join(sorted(there))}")


def _closed(snapshot: Snapshot, resource: str) -> str:
    return refused(snapshot, resource) or ("" if serves(snapshot, resource) else f"the server knows no {resource}")


def _driver(custom: Custom) -> str:
    return str(custom.fields.get("driver", ""))


def _stored(snapshot: Snapshot, name: str) -> dict[str, Any]:
    volumes = [volume for volume in snapshot.volumes if volume.storage_class == name]
    if unread(snapshot, _VOLUMES):
        if unread(snapshot, _CLAIMS):
            return {"volumes": None, "capacity": None}
        claims = [claim for claim in _bound(snapshot) if claim.storage_class == name]
        return {"volumes": len(claims), "capacity": _gib(sum(claim.capacity for claim in claims))}
    return {"volumes": len(volumes), "capacity": _gib(sum(volume.capacity for volume in volumes))}


def _bound(snapshot: Snapshot) -> list[PersistentVolumeClaim]:
    return [claim for claim in snapshot.claims if claim.phase == "Bound"]


def _gib(size: int) -> float:
    return whole(size / GIB)


_ANY_DRIVER = "CSIDriver, PersistentVolume, StorageClass, PersistentVolumeClaim annotation storage-provisioner"

FACTS = (
    Definition(
        "storage.classes",
        "The StorageClasses, how many volumes each holds and their capacity in GiB",
        "rows",
        classes,
        "StorageClasses, PersistentVolumes",
        holds=Holds.PLATFORM,
        needs=(_CLASSES,),
        columns=(
            "name",
            "driver",
            "volume_type",
            "default",
            "volumes",
            "capacity",
            "reclaim",
            "binding",
            "expandable",
        ),
    ),
    Definition(
        "storage.default_class",
        "The StorageClass that a claim gets that names none",
        "text",
        default_class,
        "StorageClass .metadata.annotations[storageclass.kubernetes.io/is-default-class]",
        holds=Holds.PLATFORM,
        needs=(_CLASSES,),
    ),
    Definition("storage.csi_drivers", "The CSI drivers", "texts", csi_drivers, "CSIDriver objects"),
    Definition(
        "storage.volumes.count",
        "How many persistent volumes there are",
        "number",
        volumes_count,
        "PersistentVolumes",
        needs=(_VOLUMES,),
    ),
    Definition(
        "storage.volumes.capacity",
        "How much the persistent volumes hold together",
        "number",
        volumes_capacity,
        "PersistentVolume .spec.capacity.storage",
        needs=(_VOLUMES,),
        unit="GiB",
    ),
    Definition(
        "storage.cinder.present",
        "Whether cinder keeps persistent volumes",
        "flag",
        cinder_present,
        _ANY_DRIVER,
        local=True,
    ),
    Definition(
        "storage.cinder.volumes.count",
        "How many persistent volumes cinder keeps",
        "number",
        cinder_volumes_count,
        "PersistentVolume .spec.csi.driver, .spec.cinder",
        needs=(_VOLUMES,),
    ),
    Definition(
        "storage.cinder.backend",
        "What cinder keeps its volumes on, such as Ceph",
        "text",
        cinder_backend,
        "the customer profile",
    ),
    Definition(
        "storage.ceph.in_cluster",
        "Whether a Ceph runs in this cluster itself, by Rook",
        "flag",
        rook.in_cluster,
        "label app=rook-ceph-osd of what runs",
        needs=WORKLOADS,
    ),
    Definition(
        "storage.ceph.present",
        "Whether Ceph keeps persistent volumes without cinder in between",
        "flag",
        partial(present, pattern=CEPH, what="Ceph (behind cinder it would not show)"),
        _ANY_DRIVER,
        local=True,
    ),
    Definition(
        "storage.manila.present",
        "Whether manila keeps shares",
        "flag",
        partial(present, pattern=MANILA, what="manila"),
        _ANY_DRIVER,
        local=True,
    ),
    Definition(
        "storage.example_claim",
        "A bound claim to show, as namespace/name",
        "text",
        example_claim,
        "PersistentVolumeClaims",
        needs=(_CLAIMS,),
        holds=Holds.OBJECT,
    ),
    Definition(
        "storage.snapshot_classes",
        "The classes of CSI snapshots",
        "rows",
        snapshot_classes,
        "VolumeSnapshotClasses",
        holds=Holds.PLATFORM,
        columns=("name", "driver", "kind", "default", "deletion"),
    ),
    Definition(
        "storage.snapshots.count",
        "How many CSI snapshots of volumes can be used",
        "number",
        snapshots_count,
        "VolumeSnapshot .status.readyToUse",
    ),
    Definition(
        "storage.snapshots.usable",
        "Whether a snapshot of a volume can be taken by Kubernetes",
        "flag",
        snapshots_usable,
        "VolumeSnapshotClasses, image snapshot-controller",
    ),
)
