"""What keeps its data in swift, and in which containers."""

from collections.abc import Iterator
from itertools import pairwise

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import HEADS, counted, described, known, least_sure, say, some, source_of, with_source
from deckgen.swift import ETCD, container, is_swift
from deckgen.wording import every

REGISTRY, VELERO = "Harbor's images", "Velero's backups"
"""Further uses that ``objectstorage.swift.uses`` has names for."""

MOST = 3
"""So many rows are drawn; of more uses the last row is their number."""

Row = tuple[Box, Box, Box]
"""Who keeps something, what it keeps, and where."""


def draw(facts: Facts) -> Scene | None:
    """Draw each use in a row of its own; None where no use of swift is known."""
    rows = _at_most(list(_rows(facts)))
    if not rows:
        return None
    who, what, where = (
        Group(f"column:{place}", "", boxes, framed=False) for place, boxes in enumerate(zip(*rows, strict=True))
    )
    left = Group("kubernetes", HEADS["kubernetes"], (who, what), "kubernetes", "row", framed=False)
    right = Group("openstack", HEADS["openstack"], (where,), "openstack", "row", framed=False)
    drawn = [tuple(box for box in row if box.label) for row in rows]
    words = {box.id: "stored in" for box in where.members}
    arrows = (
        Arrow(one.id, other.id, words.get(other.id, ""), other.source) for row in drawn for one, other in pairwise(row)
    )
    alt = say("What keeps its data in swift.", *(f"{', '.join(map(_told, row))}." for row in drawn))
    return Scene("object-storage", Group("path", "", (left, right), direction="row"), tuple(arrows), alt)


def _at_most(rows: list[Row]) -> list[Row]:
    """Give the rows, and where they are too many, the first of them and one with the number of the others."""
    if len(rows) <= MOST:
        return rows
    shown, others = rows[: MOST - 1], rows[MOST - 1 :]
    source = least_sure(box.source for row in others for box in row if box.label)
    what = Box("others", f"{len(others)} other uses", source=source, role="object-storage")
    return [*shown, (Box("others:who", ""), what, _swift("others:in", source))]


def _told(box: Box) -> str:
    return with_source(described(box), box.source)


def _rows(facts: Facts) -> Iterator[Row]:
    uses, source = known(facts, "objectstorage.swift.uses", []), source_of(facts, "objectstorage.swift.uses")
    place = str(known(facts, "etcd.backup.place", ""))
    if REGISTRY in uses:
        yield _registry(facts, source)
    if ETCD in uses or is_swift(place):
        yield _etcd(facts, place, source if ETCD in uses else source_of(facts, "etcd.backup.place"))
    for number, use in enumerate(use for use in uses if use not in (REGISTRY, ETCD)):
        # Of an unnamed use only what it is is known: the place of who keeps it stays empty.
        who, what = ("Velero", "backups") if use == VELERO else ("", use)
        yield (
            Box(f"who:{number}", who, source=source, role="schedule"),
            Box(f"what:{number}", what, source=source, role="backup" if use == VELERO else "object-storage"),
            _swift(f"in:{number}", source),
        )


def _registry(facts: Facts, source: Source) -> Row:
    version, scanner = known(facts, "services.harbor.version"), known(facts, "services.harbor.scanner")
    seen = source_of(facts, "services.harbor.version") if version else source
    harbor = Box("registry", "Harbor", some([version]), source=seen, role="registry")
    told = source_of(facts, "objectstorage.swift.uses", "services.harbor.scanner")
    images = Box("registry:what", "images", some([scanner and f"scanned by {scanner}"]), source=told, role="image")
    kept = source_of(facts, "objectstorage.swift.uses", "services.harbor.storage")
    return harbor, images, _swift("registry:in", kept, str(known(facts, "services.harbor.storage", "")))


def _etcd(facts: Facts, place: str, source: Source) -> Row:
    """Give etcd, its snapshots, and their container, which only a profile tells."""
    members = counted(known(facts, "etcd.members.count"), "member")
    seen = source_of(facts, "etcd.members.count") if members else source
    etcd = Box("etcd", "etcd", some([members]), source=seen, role="etcd")
    interval, off = known(facts, "etcd.backup.interval"), known(facts, "etcd.backup.suspended")
    often = "switched off" if off else interval and every(interval)
    told = source_of(facts, "etcd.backup.suspended" if off else "etcd.backup.interval") if often else source
    snapshots = Box("etcd:what", "snapshots", some([often]), source=told, role="backup")
    if not is_swift(place):
        return etcd, snapshots, _swift("etcd:in", source)
    keep = known(facts, "etcd.backup.keep")
    kept = source_of(facts, "etcd.backup.place", "etcd.backup.keep" if keep else None)
    return etcd, snapshots, _swift("etcd:in", kept, place, keep and f"for {keep}")


def _swift(key: str, source: Source, place: str = "", keep: str | None = None) -> Box:
    return Box(key, "swift", some([container(place), keep]), "openstack", source, role="object-storage")
