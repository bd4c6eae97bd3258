from deckgen.diagrams.etcd_backup import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BACKUP, BARE, DOCUMENTED, SAMPLE, facts


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def test_a_snapshots_way_is_drawn_with_its_times():
    drawn = boxes(draw(SAMPLE))
    assert drawn["schedule"].lines == ("every eight hours", "0 */8 * * *")
    assert drawn["last"].lines == ("14 May 2026", "08:00 UTC")


def test_what_only_the_profile_tells_is_drawn_as_declared():
    place = boxes(draw(SAMPLE))["place"]
    assert place.source is Source.DECLARED
    assert place.lines == ("swift container etcd-snapshots", "for 5 days")


def test_snapshots_that_are_switched_off_say_so_first():
    assert boxes(draw(facts(BACKUP | {"etcd.backup.suspended": True})))["schedule"].lines[0] == "switched off"


def test_an_interval_that_is_only_agreed_is_drawn_as_the_standard():
    drawn = boxes(draw(facts({"etcd.backup.interval": 8}, DOCUMENTED)))
    assert drawn["schedule"].source is Source.DOCUMENTED
    assert "last" not in drawn


def test_a_place_that_is_not_in_openstack_is_drawn_outside():
    assert boxes(draw(SAMPLE))["place"].world == "openstack"
    assert boxes(draw(facts(BACKUP | {"etcd.backup.place": "a bucket elsewhere"})))["place"].world == "outside"
    own = {"etcd.backup.place": "the disks of the etcd nodes"}
    assert boxes(draw(facts(BACKUP | own)))["place"].world == "kubernetes"


def test_without_snapshots_nothing_is_drawn():
    assert draw(BARE) is None
