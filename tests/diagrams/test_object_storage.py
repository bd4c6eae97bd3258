from deckgen.diagrams.object_storage import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BACKUP, BARE, DECLARED, LARGE, SAMPLE, WITHHELD, facts


def rows(scene):
    """Give the labels of each row, from left to right."""
    return [[box.label for box in row if box.label] for row in zip(*columns(scene), strict=True)]


def columns(scene):
    return [column.members for world in scene.root.members for column in world.members]


def box(scene, box_id):
    return next(box for column in columns(scene) for box in column if box.id == box_id)


def test_each_use_has_a_row():
    assert rows(draw(SAMPLE)) == [["Harbor", "images", "swift"], ["etcd", "snapshots", "swift"]]


def test_containers_stand_in_swift_as_they_are_known():
    assert box(draw(SAMPLE), "registry:in").lines == ("container harbor-registry",)
    assert box(draw(SAMPLE), "etcd:in").lines == ("container etcd-snapshots", "for 5 days")
    assert box(draw(SAMPLE), "etcd:in").source is Source.DECLARED


def test_withheld_containers_do_not_show():
    assert box(draw(WITHHELD), "registry:in").lines == ()


def test_snapshots_whose_container_nobody_told_are_drawn_as_surely_as_they_were_seen():
    seen = facts({"objectstorage.swift.uses": ["etcd snapshots"], "etcd.backup.place": "a bucket elsewhere"})
    assert box(draw(seen), "etcd:in").lines == ()
    assert box(draw(seen), "etcd:in").source is Source.OBSERVED


def test_snapshots_that_are_switched_off_say_so():
    off = facts(BACKUP | {"etcd.backup.suspended": True})
    assert box(draw(off), "etcd:what").lines == ("switched off",)


def test_an_unnamed_use_claims_nobody_who_keeps_it():
    assert rows(draw(facts({"objectstorage.swift.uses": ["old logs"]}))) == [["old logs", "swift"]]


def test_of_many_uses_the_first_are_drawn_and_the_others_counted():
    assert rows(draw(LARGE)) == [
        ["Harbor", "images", "swift"],
        ["etcd", "snapshots", "swift"],
        ["2 other uses", "swift"],
    ]
    assert "2 other uses, swift." in draw(LARGE).alt


def test_uses_that_are_counted_are_drawn_as_surely_as_they_are_known():
    uses = {"objectstorage.swift.uses": ["logs", "dumps", "mail", "films"]}
    assert box(draw(facts(uses, DECLARED)), "others").source is Source.DECLARED


def test_without_a_use_of_swift_nothing_is_drawn():
    assert draw(BARE) is None
    assert draw(facts({"etcd.backup.place": "a bucket elsewhere"})) is None


def test_alternative_text_has_rows_and_numbers():
    assert "etcd (5 members) (standard), snapshots (every eight hours)" in draw(SAMPLE).alt
