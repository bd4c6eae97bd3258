from deckgen.diagrams.etcd_backup import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BACKUP, BARE, DECLARED, DOCUMENTED, SAMPLE, facts


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def without(*names):
    return {name: value for name, value in BACKUP.items() if name not in names}


def test_a_snapshots_way_is_drawn_with_its_times():
    drawn = boxes(draw(SAMPLE))
    assert drawn["schedule"].lines == ("every eight hours", "0 */8 * * *")
    assert drawn["last"].lines == ("14 May 2026", "08:00 UTC")
    assert [box.id for box in drawn.values() if box.strong] == ["last"]


def test_members_are_counted_with_where_they_run_and_how_many_are_ready():
    told = {"etcd.members.count": 3, "etcd.members.ready.count": 2, "etcd.location": "on the control-plane nodes"}
    etcd = boxes(draw(facts(BACKUP | told)))["etcd"]
    assert etcd.label == "etcd · 3 members"
    assert etcd.lines == ("2 of 3 ready", "on the control-plane nodes")
    assert boxes(draw(SAMPLE))["etcd"].source is Source.DOCUMENTED


def test_what_takes_the_snapshots_is_named_where_it_shows():
    told = {"etcd.backup.taken_by": "CronJob kaas-system/etcdsnapshot"}
    assert boxes(draw(facts(BACKUP | told)))["schedule"].lines[-1] == "CronJob kaas-system/etcdsnapshot"


def test_what_only_the_profile_tells_is_drawn_as_declared():
    place = boxes(draw(SAMPLE))["place"]
    assert place.source is Source.DECLARED
    assert (place.label, *place.lines) == ("swift", "container etcd-snapshots", "for 5 days")


def test_snapshots_that_are_switched_off_say_so_first_and_lead_nowhere():
    off = boxes(draw(facts(BACKUP | {"etcd.backup.suspended": True})))
    assert off["schedule"].lines[0] == "switched off"
    assert [box.id for box in off.values() if box.strong] == ["schedule"]
    never = boxes(draw(facts(without("etcd.backup.last_success") | {"etcd.backup.suspended": True})))
    assert list(never) == ["etcd", "schedule"]


def test_a_snapshot_older_than_the_interval_is_late():
    assert boxes(draw(facts(BACKUP | {"etcd.backup.age": 31})))["last"].label == "last snapshot, late"
    assert boxes(draw(facts(BACKUP | {"etcd.backup.age": 8.5})))["last"].label == "last snapshot"


def test_an_interval_that_is_only_agreed_is_drawn_as_the_standard():
    drawn = boxes(draw(facts({"etcd.backup.interval": 8}, DOCUMENTED)))
    assert drawn["schedule"].source is Source.DOCUMENTED
    assert "last" not in drawn


def test_a_place_that_is_not_in_openstack_is_drawn_outside():
    assert boxes(draw(SAMPLE))["place"].world == "openstack"
    assert boxes(draw(facts(BACKUP | {"etcd.backup.place": "a bucket elsewhere"})))["place"].world == "outside"


def test_the_arrow_leads_to_the_place_by_its_name():
    elsewhere = boxes(draw(facts(BACKUP | {"etcd.backup.place": "a bucket elsewhere"})))["place"]
    assert (elsewhere.label, elsewhere.lines) == ("a bucket elsewhere", ("for 5 days",))
    untold = boxes(draw(facts(without("etcd.backup.place"))))["place"]
    assert (untold.label, untold.lines, untold.world) == ("somewhere", ("for 5 days",), "neutral")


def test_snapshots_beside_what_they_save_are_said_to_be_lost_with_it():
    place = boxes(draw(facts(BACKUP | {"etcd.backup.place": "the disks of the etcd nodes"})))["place"]
    assert place.world == "kubernetes"
    assert place.lines[-1] == "lost with those nodes"


def test_where_only_the_uses_of_swift_tell_the_place_it_is_swift():
    told = without("etcd.backup.place", "etcd.backup.keep") | {"objectstorage.swift.uses": ["etcd snapshots"]}
    place = boxes(draw(facts(told, objectstorage__swift__uses=DECLARED)))["place"]
    assert (place.label, place.world, place.source) == ("swift", "openstack", Source.DECLARED)


def test_a_place_that_nothing_tells_is_said_not_to_be_visible():
    place = boxes(draw(facts(without("etcd.backup.place", "etcd.backup.keep"))))["place"]
    assert place.lines == ("where is not visible",)
    assert place.source is Source.NOT_VISIBLE


def test_without_snapshots_nothing_is_drawn():
    assert draw(BARE) is None
