from deckgen.diagrams.block_storage import draw
from deckgen.fact import Facts, Source
from deckgen.render.place import place
from tests.diagrams.clusters import BARE, LARGE, SAMPLE, SINGLE, STORAGE, facts

CLASS = STORAGE["storage.classes"][0]


def columns(scene):
    """Give the ids of the boxes, column by column from left to right."""
    return [[box.id for box in column.members] for stretch in scene.root.members for column in stretch.members]


def boxes(scene):
    found = (column.members for stretch in scene.root.members for column in stretch.members)
    return {box.id: box for column in found for box in column}


def ways(scene):
    return {(arrow.start, arrow.end): arrow.label for arrow in scene.arrows}


def with_driver(driver, **more):
    return facts({"storage.classes": [CLASS | {"driver": driver}], "storage.ceph.present": True} | more)


def classes(*rows):
    return facts({"storage.classes": [CLASS | {"default": False} | row for row in rows]})


def test_a_volume_goes_from_the_claim_by_its_class_and_driver_to_cinder():
    assert columns(draw(SAMPLE)) == [
        ["claim"],
        ["class:general-ssd", "class:archive-hdd"],
        ["driver:cinder.csi.openstack.org"],
        ["cinder"],
        ["backend"],
    ]
    drawn = boxes(draw(SAMPLE))
    # One claim names one class, so what leads to several is claims.
    assert (drawn["claim"].label, *drawn["claim"].lines) == ("volume claims", "such as", "shop/data-postgres-0")
    assert drawn["cinder"].lines == ("17 volumes, 5.2 TiB", "types ssd, hdd")


def test_each_class_says_how_many_volumes_it_has():
    drawn = boxes(draw(SAMPLE))
    assert drawn["class:general-ssd"].lines == ("default class", "14 volumes")
    assert drawn["class:archive-hdd"].lines == ("class", "3 volumes")
    assert boxes(draw(classes({"volumes": None})))["class:general-ssd"].lines == ("class",)


def test_the_way_from_driver_to_ceph_is_level():
    placed = {box.id: box.area.centre.y for box in place(draw(SAMPLE), 12.03, 2.1).boxes}
    assert max(placed["cinder"], placed["backend"]) - placed["driver:cinder.csi.openstack.org"] < 0.01


def test_many_classes_are_drawn_as_the_default_the_most_used_and_their_number():
    rows = [{"name": f"c{n}", "volumes": n, "default": n == 1} for n in range(9)]
    drawn = boxes(draw(classes(*rows)))
    assert [box_id for box_id in drawn if box_id.startswith("class")] == ["class:c1", "class:c8", "class"]
    assert (drawn["class"].label, drawn["class"].lines) == ("7 other classes", ("27 volumes together",))


def test_volumes_that_could_not_be_counted_are_not_summed():
    rows = [{"name": f"c{n}", "volumes": None if n == 3 else n} for n in range(9)]
    assert boxes(draw(classes(*rows)))["class"].lines == ()


def test_two_drivers_have_each_what_is_behind_it():
    share = {"name": "shares", "driver": "nfs.manila.csi.openstack.org", "volumes": 4}
    scene = draw(classes({}, share))
    assert ("driver:nfs.manila.csi.openstack.org", "manila") in ways(scene)
    assert ("driver:cinder.csi.openstack.org", "cinder") in ways(scene)
    assert boxes(scene)["manila"].world == "openstack"


def test_the_driver_built_into_kubernetes_is_not_called_a_csi_driver():
    label = boxes(draw(with_driver("kubernetes.io/cinder")))["driver:kubernetes.io/cinder"].label
    assert label == "built-in cinder driver"


def test_ceph_behind_cinder_is_drawn_only_as_what_it_is_known_from():
    assert boxes(draw(SAMPLE))["backend"].source is Source.DOCUMENTED
    assert boxes(draw(SAMPLE))["backend"].lines == ("our standard",)


def test_ceph_seen_beside_cinder_is_not_claimed_to_be_behind_it():
    assert not any("ceph" in box_id or box_id == "backend" for box_id in boxes(draw(LARGE)))


def test_ceph_without_cinder_stands_right_behind_its_driver():
    drawn = boxes(draw(with_driver("rook-ceph.rbd.csi.ceph.com")))
    assert list(drawn)[-1] == "ceph:rook-ceph.rbd.csi.ceph.com"
    assert "cinder" not in drawn


def test_ceph_that_runs_in_the_cluster_is_drawn_there_and_another_outside():
    rook = with_driver("rook-ceph.rbd.csi.ceph.com")
    assert boxes(draw(rook))["ceph:rook-ceph.rbd.csi.ceph.com"].world == "outside"
    inside = draw(Facts({**rook, **facts({"storage.ceph.in_cluster": True})}))
    assert boxes(inside)["ceph:rook-ceph.rbd.csi.ceph.com"].lines == ("in this cluster, by Rook",)
    assert [group.label for group in inside.root.members] == ["KUBERNETES"]


def test_another_driver_has_nothing_of_openstack_behind_it():
    assert [stretch.label for stretch in draw(with_driver("ebs.csi.aws.com")).root.members] == ["KUBERNETES"]


def test_what_all_volumes_hold_is_cinders_only_where_it_keeps_all():
    some_only = STORAGE | {"storage.volumes.count": 20}
    assert boxes(draw(facts(some_only)))["cinder"].lines[0] == "17 volumes"
    assert boxes(draw(SINGLE))["cinder"].lines[0] == "1 volume, 20 GiB"


def test_without_a_storage_class_nothing_is_drawn():
    assert draw(BARE) is None


def test_alternative_text_has_classes_and_numbers():
    alt = draw(SAMPLE).alt
    assert "such as shop/data-postgres-0, names a StorageClass: general-ssd (default), archive-hdd." in alt
    assert "in cinder (17 volumes, 5.2 TiB, types ssd, hdd). It rests on Ceph (standard)." in alt
