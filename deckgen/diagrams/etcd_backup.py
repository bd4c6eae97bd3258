"""The way of etcd's snapshots: from the members, by which schedule, to where they are kept and for how long."""

from collections.abc import Iterator

from deckgen.fact import Facts, Source
from deckgen.scene import Box, Scene, World
from deckgen.sketch import Station, counted, known, path, some, source_of
from deckgen.swift import ETCD, container, is_swift
from deckgen.wording import at_time, every, on_date

ON_OPENSTACK = ("cinder", "manila", "openstack")
"""Words for a place that say that it is in OpenStack; another place is drawn as outside."""

ON_MEMBERS = "etcd nodes"
"""Words for a place that say that the snapshots lie beside what they save."""


def draw(facts: Facts) -> Scene | None:
    """Draw the snapshots' way as far as it is known; None where neither snapshots nor an agreed interval are."""
    if not known(facts, "etcd.backup.present") and known(facts, "etcd.backup.interval") is None:
        return None
    return path("etcd-backup", "The way of etcd's snapshots", list(_stations(facts)))


def _stations(facts: Facts) -> Iterator[Station]:
    yield _members(facts), ""
    yield _schedule(facts), "saved by"
    last, off = known(facts, "etcd.backup.last_success"), known(facts, "etcd.backup.suspended")
    if last:
        label = "last snapshot, late" if _is_late(facts) else "last snapshot"
        source = source_of(facts, "etcd.backup.last_success")
        yield Box("last", label, (on_date(last), at_time(last)), source=source, strong=not off, role="backup"), ""
    if not off or last:
        yield _place(facts), "kept in"


def _members(facts: Facts) -> Box:
    members, ready = known(facts, "etcd.members.count"), known(facts, "etcd.members.ready.count")
    label = f"etcd · {counted(members, 'member')}" if members else "etcd"
    lines = some([f"{ready} of {members} ready" if members and ready is not None else None, _where(facts)])
    names = ("etcd.members.count", "etcd.members.ready.count", "etcd.location")
    source = source_of(facts, *names) if members or lines else source_of(facts, "etcd.backup.present")
    return Box("etcd", label, lines, source=source, role="etcd")


def _where(facts: Facts) -> str | None:
    where: str | None = known(facts, "etcd.location")
    return where


def _schedule(facts: Facts) -> Box:
    interval, cron = known(facts, "etcd.backup.interval"), known(facts, "etcd.backup.schedule")
    off = "switched off" if known(facts, "etcd.backup.suspended") else None
    often = every(interval) if interval else None
    source = source_of(facts, "etcd.backup.interval", "etcd.backup.schedule", "etcd.backup.present")
    by = known(facts, "etcd.backup.taken_by")
    lines = some([off, often, cron, by], 4)
    return Box("schedule", "snapshot", lines, source=source, strong=bool(off), role="schedule")


def _is_late(facts: Facts) -> bool:
    """Say whether the last snapshot is older than the interval, with an hour for taking it."""
    age, interval = known(facts, "etcd.backup.age"), known(facts, "etcd.backup.interval")
    return bool(age and interval and age > interval + 1)


def _place(facts: Facts) -> Box:
    """Give where the snapshots are kept, by whom it is told; that it does not show, where nothing tells it."""
    place, keep = known(facts, "etcd.backup.place"), known(facts, "etcd.backup.keep")
    kept = f"for {keep}" if keep else None
    if not place and ETCD in known(facts, "objectstorage.swift.uses", []):
        source = source_of(facts, "objectstorage.swift.uses", "etcd.backup.keep")
        return Box("place", "swift", some([kept]), "openstack", source, role="object-storage")
    source = source_of(facts, "etcd.backup.place", "etcd.backup.keep")
    if not place:
        return Box("place", "somewhere", (kept or "where is not visible",), "neutral", source, role="object-storage")
    return _told(str(place), kept, source)


def _told(place: str, kept: str | None, source: Source) -> Box:
    """Give the place as it was told, by the name of swift where it is a container there."""
    if is_swift(place):
        return Box("place", "swift", some([container(place), kept]), "openstack", source, role="object-storage")
    if ON_MEMBERS in place:
        return Box("place", place, some([kept, "lost with those nodes"]), "kubernetes", source, role="volume")
    world: World = "openstack" if any(word in place.lower() for word in ON_OPENSTACK) else "outside"
    return Box("place", place, some([kept]), world, source, role="object-storage")
