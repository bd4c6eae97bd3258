import pytest

from deckgen.cluster.snapshot import Custom, PersistentVolume, PersistentVolumeClaim, StorageClass
from tests.cluster.facts.given import fact, given, namespaces, pod, value, workload

GIB = 1024**3


@pytest.mark.parametrize("driver", ["cinder.csi.openstack.org", "kubernetes.io/cinder"])
def test_cinder_is_known_by_its_csi_name_and_by_the_older_one(driver):
    found = given(volumes=[PersistentVolume(name="a", driver=driver)])
    assert value("storage.cinder.present", found) is True
    assert value("storage.cinder.volumes.count", found) == 1


def test_rooks_prefix_does_not_hide_ceph():
    assert value("storage.ceph.present", given(csi_drivers=["rook-ceph.rbd.csi.ceph.com"])) is True


def test_ceph_runs_here_only_where_its_disks_do():
    driver = {"csi_drivers": ["rook-ceph.rbd.csi.ceph.com"]}
    disk = workload("storage/osd-0", "quay.io/ceph/ceph:v19.2.2", labels={"app": "rook-ceph-osd"})
    assert value("storage.ceph.in_cluster", given(workloads=[disk], **driver)) is True
    assert value("storage.ceph.in_cluster", given(**driver)) is False
    assert value("storage.ceph.in_cluster", given(forbidden=("deployments.apps",), **driver)) is None


def test_ceph_behind_cinder_is_left_open():
    found = given(csi_drivers=["cinder.csi.openstack.org"])
    assert value("storage.ceph.present", found) is None
    assert "behind cinder" in fact("storage.ceph.present", found).reason


@pytest.mark.parametrize("driver", ["manila.csi.openstack.org", "nfs.manila.csi.openstack.org"])
def test_manila_has_two_names(driver):
    assert value("storage.manila.present", given(csi_drivers=[driver])) is True


def test_no_cinder_is_said_only_where_all_was_read():
    assert value("storage.cinder.present", given()) is False
    assert value("storage.cinder.present", given(forbidden=("csidrivers.storage.k8s.io",))) is None


def test_with_rights_to_view_the_claims_annotation_names_the_driver():
    claim = PersistentVolumeClaim(namespace="shop", name="data", phase="Bound", provisioner="cinder.csi.openstack.org")
    closed = ("csidrivers.storage.k8s.io", "persistentvolumes", "storageclasses.storage.k8s.io")
    found = given(forbidden=closed, claims=[claim])
    assert value("storage.csi_drivers", found) == ["cinder.csi.openstack.org"]
    assert value("storage.cinder.present", found) is True
    assert value("storage.volumes.count", found) is None


def test_a_class_says_how_much_it_holds():
    found = given(
        storage_classes=[StorageClass(name="fast", provisioner="cinder.csi.openstack.org", parameters={"type": "ssd"})],
        volumes=[PersistentVolume(name=name, storage_class="fast", capacity=5 * GIB) for name in ("a", "b")],
    )
    assert value("storage.classes", found) == [
        {
            "name": "fast",
            "driver": "cinder.csi.openstack.org",
            "volume_type": "ssd",
            "default": False,
            "volumes": 2,
            "capacity": 10,
            "reclaim": "Delete",
            "binding": "Immediate",
            "expandable": False,
        }
    ]


def test_two_defaults_are_not_chosen_from():
    classes = [StorageClass(name=name, provisioner="x", default=True) for name in ("a", "b")]
    found = fact("storage.default_class", given(storage_classes=classes))
    assert found.value == "unsure"
    assert [one.partition(":")[0] for one in found.disagrees] == ["StorageClass a", "StorageClass b"]


def test_the_example_is_a_claim_of_the_customers_stateful_set():
    places = [("kaas-system", "x"), ("shop", "a-scratch"), ("shop", "data-db-0")]
    found = given(
        namespaces=namespaces("kaas-system", "shop"),
        claims=[PersistentVolumeClaim(namespace=where, name=name, phase="Bound") for where, name in places],
        pods=[pod("shop/db-0", owner="StatefulSet/db", claims=["data-db-0"])],
    )
    assert value("storage.example_claim", found) == "shop/data-db-0"


SNAPSHOTS = ("volumesnapshotclasses.snapshot.storage.k8s.io", "volumesnapshots.snapshot.storage.k8s.io")
CONTROLLER = [workload("kube-system/snapshots", "registry.k8s.io/sig-storage/snapshot-controller:v8.2.0")]


def snapshot_class(name, driver="cinder.csi.openstack.org", **fields):
    return Custom(kind="VolumeSnapshotClass", api_version="v1", name=name, fields={"driver": driver, **fields})


def test_cinder_makes_a_snapshot_or_a_backup():
    classes = [
        snapshot_class("plain", deletionPolicy="Delete"),
        snapshot_class("kept", **{"parameters.type": "backup"}),
        snapshot_class("ceph", "rbd.csi.ceph.com"),
    ]
    rows = value("storage.snapshot_classes", given(served=SNAPSHOTS, customs=classes))
    assert [(row["name"], row["kind"]) for row in rows] == [("ceph", ""), ("kept", "backup"), ("plain", "snapshot")]


@pytest.mark.parametrize(
    ("fields", "usable"),
    [
        ({"served": SNAPSHOTS, "customs": [snapshot_class("a")], "workloads": CONTROLLER}, True),
        ({"served": SNAPSHOTS, "customs": [snapshot_class("a")]}, False),
        ({"served": SNAPSHOTS, "workloads": CONTROLLER}, False),
        ({"workloads": CONTROLLER}, False),
        ({"forbidden": SNAPSHOTS, "workloads": CONTROLLER}, None),
    ],
)
def test_resources_alone_take_no_snapshot(fields, usable):
    assert value("storage.snapshots.usable", given(**fields)) is usable


def test_a_snapshot_that_is_not_ready_is_none():
    ready = {"status.readyToUse": True}
    made = [
        Custom(kind="VolumeSnapshot", api_version="v1", namespace="shop", name=name, fields=fields)
        for name, fields in (("a", ready), ("b", {"status.readyToUse": False}), ("c", {}))
    ]
    assert value("storage.snapshots.count", given(served=SNAPSHOTS, customs=made)) == 1
    assert value("storage.snapshots.count", given()) is None


def test_where_neither_volumes_nor_claims_were_read_what_a_class_holds_is_not_known():
    closed = ("persistentvolumes", "persistentvolumeclaims")
    (row,) = value(
        "storage.classes", given(storage_classes=[StorageClass(name="ssd", provisioner="x")], forbidden=closed)
    )
    assert (row["volumes"], row["capacity"]) == (None, None)
