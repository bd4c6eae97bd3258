"""What uses swift."""

from collections.abc import Iterator
from functools import partial

from deckgen.cluster.definition import Definition
from deckgen.cluster.setting import evidence, settings
from deckgen.cluster.sight import unread
from deckgen.cluster.snapshot import Snapshot
from deckgen.fact import Finding, Holds, not_visible, observed

_SWIFT_PLUGIN = "community.openstack.org/openstack"


def uses(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Give what is kept in swift, each with its evidence.

    Source: goharbor/harbor-helm registry ConfigMap ``config.yml`` ``storage.swift`` and core ConfigMap
    ``REGISTRY_STORAGE_PROVIDER_NAME``; Velero's BackupStorageLocation ``.spec.provider``
    ``community.openstack.org/openstack`` (Lirt/velero-plugin-for-openstack); a CronJob that calls ``swift upload``.
    """
    registry = [
        *settings(snapshot, r"config\.ya?ml\.storage\.swift\..*"),
        *(one for one in settings(snapshot, "REGISTRY_STORAGE_PROVIDER_NAME") if one.value == "swift"),
    ]
    if registry:
        yield "Harbor's images", evidence(registry[0])
    for custom in snapshot.customs:
        if custom.kind == "BackupStorageLocation" and custom.fields.get("spec.provider") == _SWIFT_PLUGIN:
            yield "Velero's backups", f"BackupStorageLocation {custom.namespace}/{custom.name} .spec.provider"
    for job in snapshot.cron_jobs:
        does = {what for container in job.containers for what in container.does}
        if "swift upload" in does:
            what = "etcd snapshots" if "etcd snapshot save" in does else f"what CronJob {job.name} uploads"
            yield what, f"CronJob {job.namespace}/{job.name} calls swift upload"


def find(snapshot: Snapshot, *, named: bool) -> Finding:
    """Say that swift is used, or what for. Source: see ``uses``."""
    found = dict(uses(snapshot))
    reason = unread(snapshot, "configmaps", "cronjobs")
    if not found:
        return not_visible(reason or "nothing here shows that it uses swift")
    more = [f"there may be more uses, since {reason}"] if named and reason else []
    return observed(sorted(found) if named else True, "; ".join([*found.values(), *more]))


_READ_FROM = "Harbor's ConfigMaps, BackupStorageLocation .spec.provider, commands of CronJobs"

FACTS = (
    Definition(
        "objectstorage.swift.present",
        "Whether swift keeps objects for it",
        "flag",
        partial(find, named=False),
        _READ_FROM,
    ),
    Definition(
        "objectstorage.swift.uses",
        "What is kept in swift",
        "texts",
        partial(find, named=True),
        _READ_FROM,
        holds=Holds.PUBLIC,
    ),
)
