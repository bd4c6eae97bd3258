"""The way of etcd's snapshots: how often, when last, where to and for how long."""

from collections.abc import Iterator

from deckgen.fact import Facts
from deckgen.scene import Box, Scene, World
from deckgen.sketch import counted, known, path, some, source_of
from deckgen.wording import at_time, hours, on_date

ON_OPENSTACK = ("swift", "cinder", "manila", "openstack")
"""Words for a place that say that it is in OpenStack; another place is drawn as outside."""


def draw(facts: Facts) -> Scene | None:
    """Draw the snapshots' way as far as it is known; None where neither snapshots nor an agreed interval are."""
    if not known(facts, "etcd.backup.present") and known(facts, "etcd.backup.interval") is None:
        return None
    return path("etcd-backup", "The way of etcd's snapshots", [(box, "") for box in _stations(facts)])


def _stations(facts: Facts) -> Iterator[Box]:
    members = counted(known(facts, "etcd.members.count"), "member")
    seen = source_of(facts, "etcd.members.count")
    yield Box("etcd", "etcd", some([members]), source=seen if members else source_of(facts, "etcd.backup.present"))
    yield _schedule(facts)
    last = known(facts, "etcd.backup.last_success")
    if last:
        when = (on_date(last), at_time(last))
        yield Box("last", "last snapshot", when, source=source_of(facts, "etcd.backup.last_success"), strong=True)
    place, keep = known(facts, "etcd.backup.place"), known(facts, "etcd.backup.keep")
    if place or keep:
        source = source_of(facts, "etcd.backup.place", "etcd.backup.keep")
        inside = any(word in str(place).lower() for word in ON_OPENSTACK)
        away = bool(place) and "etcd nodes" not in str(place)
        world: World = "openstack" if inside else "outside" if away else "kubernetes"
        yield Box("place", "kept", some([place, keep and f"for {keep}"]), world, source)


def _schedule(facts: Facts) -> Box:
    interval, cron = known(facts, "etcd.backup.interval"), known(facts, "etcd.backup.schedule")
    off = "switched off" if known(facts, "etcd.backup.suspended") else None
    often = f"every {hours(interval)}" if interval else None
    source = source_of(facts, "etcd.backup.interval", "etcd.backup.schedule", "etcd.backup.present")
    return Box("schedule", "snapshot", some([off, often, cron]), source=source)
