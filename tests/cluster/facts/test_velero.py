import pytest

from deckgen.cluster.snapshot import Custom
from tests.cluster.facts.given import fact, given, value, workload

SERVED = tuple(
    f"{name}.velero.io" for name in ("schedules", "backups", "backupstoragelocations", "volumesnapshotlocations")
)
AGENT = workload("velero/node-agent", "velero/velero:v1.16.0", "DaemonSet")
SERVER = workload("velero/velero", "velero/velero:v1.16.0")


def resource(kind, name, **fields):
    paths = {path.replace("__", "."): text for path, text in fields.items()}
    return Custom(kind=kind, api_version="velero.io/v1", namespace="velero", name=name, fields=paths)


def schedule(name="daily", cron="0 1 * * *", **fields):
    return resource("Schedule", name, spec__schedule=cron, **fields)


def backup(name, phase, done="", of="daily"):
    times = {"status__completionTimestamp": done} if done else {}
    made = resource("Backup", name, status__phase=phase, **times)
    made.fields["metadata.labels.velero.io/schedule-name"] = of
    return made


def having(*customs, workloads=(SERVER, AGENT)):
    return given(served=SERVED, customs=list(customs), workloads=list(workloads))


def location(provider, **config):
    return resource("BackupStorageLocation", "default", spec__provider=provider, **config)


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (location("community.openstack.org/openstack"), "swift"),
        (location("aws", spec__config__s3Url="https://object-store.example:8080/x"), "S3 at object-store.example"),
        (location("velero.io/aws", spec__config__s3Url="https://s3.example"), "S3 at s3.example"),
        (location("aws"), "Amazon S3"),
        (location("azure"), "azure"),
    ],
)
def test_an_s3_is_told_by_its_endpoint_and_never_as_swift(place, kind):
    assert [row["kind"] for row in value("velero.locations", having(place))] == [kind]


def test_a_schedule_that_is_paused_saves_nothing():
    found = having(schedule(), schedule("hourly", "@hourly", spec__paused=True))
    assert value("velero.interval", found) == 24
    assert [row["paused"] for row in value("velero.schedules", found)] == [False, True]
    assert value("velero.interval", having(schedule(spec__paused=True))) is None


def test_what_is_kept_for_no_time_is_kept_for_thirty_days():
    found = having(schedule(), schedule("weekly", "@weekly", spec__template__ttl="2160h0m0s"))
    assert [row["keep"] for row in value("velero.schedules", found)] == ["30 d", "90 d"]


def test_the_last_success_is_a_backup_that_is_complete_and_not_one_that_began():
    daily = schedule(status__lastBackup="2026-05-14T01:00:00Z")
    backups = [
        backup("daily-20260512010000", "Completed", "2026-05-12T01:05:00Z"),
        backup("daily-20260513010000", "PartiallyFailed", "2026-05-13T01:05:00Z"),
        backup("daily-20260514010000", "InProgress"),
    ]
    found = having(daily, *backups)
    assert value("velero.last_success", found) == "2026-05-12T01:05:00+00:00"
    assert value("velero.failing", found) == ["velero/daily: PartiallyFailed"]
    assert [row["last"] for row in value("velero.schedules", found)] == ["PartiallyFailed 2026-05-13"]
    assert value("velero.last_success", having(daily)) is None


def test_a_backup_that_failed_at_once_is_newer_than_one_that_ended():
    backups = [
        backup("daily-20260512010000", "Completed", "2026-05-12T01:05:00Z"),
        backup("daily-20260513010000", "FailedValidation"),
        backup("other-20260514010000", "Failed", of="other"),
    ]
    assert value("velero.failing", having(schedule(), *backups)) == ["velero/daily: FailedValidation"]


def test_a_place_that_cannot_be_reached_is_told():
    found = having(location("aws", status__phase="Unavailable"))
    assert value("velero.failing", found) == ["velero/default: Unavailable"]


@pytest.mark.parametrize(
    ("asked", "workloads", "how"),
    [
        ({"defaultVolumesToFsBackup": True}, (SERVER, AGENT), "as files"),
        ({"defaultVolumesToFsBackup": True}, (SERVER,), "not, since there is no node-agent"),
        ({"snapshotVolumes": False}, (SERVER, AGENT), "not"),
        ({"snapshotMoveData": True}, (SERVER, AGENT), "snapshots, moved to the object store"),
        ({}, (SERVER,), "snapshots by cinder"),
    ],
)
def test_how_volumes_are_saved_is_what_the_schedule_asks_for_and_the_agent_can_do(asked, workloads, how):
    fields = {f"spec__template__{name}": flag for name, flag in asked.items()}
    cinder = resource("VolumeSnapshotLocation", "default", spec__provider="community.openstack.org/openstack-cinder")
    assert value("velero.volumes", having(schedule(**fields), cinder, workloads=workloads)) == how


def test_velero_alone_tells_nothing_of_volumes():
    assert value("velero.volumes", having(schedule())) is None


def test_without_velero_nothing_is_said_of_its_backups():
    assert value("velero.present", given()) is False
    assert "no resources of Velero" in fact("velero.last_success", given()).reason
    assert "forbidden" in fact("velero.last_success", given(forbidden=("backups.velero.io",))).reason
