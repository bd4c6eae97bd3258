"""The way of etcd's snapshots: how often, when last, where to and for how long."""

from collections.abc import Iterator
from itertools import pairwise

from deckgen.fact import Facts
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import counted, described, known, say, some, source_of
from deckgen.wording import at_time, hours, on_date


def draw(facts: Facts) -> Scene | None:
    """Draw the snapshots' way as far as it is known; None where neither snapshots nor an agreed interval are."""
    if not known(facts, "etcd.backup.present") and known(facts, "etcd.backup.interval") is None:
        return None
    boxes = tuple(_stations(facts))
    arrows = tuple(Arrow(one.id, other.id, source=other.source) for one, other in pairwise(boxes))
    alt = say(f"The way of etcd's snapshots: {', '.join(map(described, boxes))}.")
    return Scene("backup_path", Group("path", "", boxes, direction="row"), arrows, alt)


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
        yield Box("place", "kept", some([place, keep and f"for {keep}"]), "openstack", source)


def _schedule(facts: Facts) -> Box:
    interval, cron = known(facts, "etcd.backup.interval"), known(facts, "etcd.backup.schedule")
    off = "switched off" if known(facts, "etcd.backup.suspended") else None
    often = f"every {hours(interval)}" if interval else None
    source = source_of(facts, "etcd.backup.interval", "etcd.backup.schedule", "etcd.backup.present")
    return Box("schedule", "snapshot", some([off, often, cron]), source=source)
