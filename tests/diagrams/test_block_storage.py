from deckgen.diagrams.block_storage import draw
from deckgen.fact import Facts, Source
from tests.diagrams.clusters import BARE, LARGE, SAMPLE, STORAGE, facts


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def with_driver(driver):
    row = {**STORAGE["storage.classes"][0], "driver": driver}
    return facts({"storage.classes": [row], "storage.ceph.present": True})


def test_a_volume_goes_from_the_claim_to_cinder():
    drawn = boxes(draw(SAMPLE))
    assert list(drawn) == ["claim", "class", "driver", "cinder", "backend"]
    assert drawn["class"].lines == ("general-ssd (default)",)
    assert drawn["cinder"].lines == ("volume type ssd",)


def test_ceph_behind_cinder_is_drawn_only_as_what_it_is_known_from():
    assert boxes(draw(SAMPLE))["backend"].source is Source.DOCUMENTED
    assert boxes(draw(SAMPLE))["backend"].lines == ("our standard",)


def test_ceph_seen_beside_cinder_is_not_claimed_to_be_behind_it():
    assert "ceph" not in boxes(draw(LARGE))


def test_ceph_without_cinder_stands_right_behind_its_driver():
    assert list(boxes(draw(with_driver("rook-ceph.rbd.csi.ceph.com")))) == ["claim", "class", "driver", "ceph"]


def test_ceph_that_runs_in_the_cluster_is_drawn_there_and_another_outside():
    rook = with_driver("rook-ceph.rbd.csi.ceph.com")
    assert boxes(draw(rook))["ceph"].world == "outside"
    inside = boxes(draw(Facts({**rook, **facts({"storage.ceph.in_cluster": True})})))["ceph"]
    assert (inside.world, inside.lines) == ("kubernetes", ("in this cluster, by Rook",))


def test_another_driver_has_nothing_of_openstack_behind_it():
    assert list(boxes(draw(with_driver("ebs.csi.aws.com")))) == ["claim", "class", "driver"]


def test_the_most_used_class_stands_in_where_none_is_the_default():
    rows = [{**STORAGE["storage.classes"][0], "default": False, "name": f"c{n}", "volumes": n} for n in (3, 9, None)]
    assert boxes(draw(facts({"storage.classes": rows})))["class"].lines == ("c9",)


def test_without_a_storage_class_nothing_is_drawn():
    assert draw(BARE) is None
