"""The way of a volume: from the claim by its StorageClass and driver to what keeps it."""

from collections.abc import Iterator, Mapping
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Role, Scene, World
from deckgen.sketch import HEADS, counted, described, known, listed, say, some, source_of, source_of_lines, with_source
from deckgen.wording import size

CINDER_DRIVERS = ("cinder.csi.openstack.org", "kubernetes.io/cinder")
CEPH_DRIVERS = (".csi.ceph.com",)
MANILA_DRIVERS = ("manila.csi.openstack.org",)
FROM = {Source.DECLARED: "declared", Source.DOCUMENTED: "our standard"}

MOST_CLASSES = 2
"""So many StorageClasses are drawn one by one; the others are counted."""

StorageClass = Mapping[str, Any]
"""A row of the fact ``storage.classes``."""


def draw(facts: Facts) -> Scene | None:
    """Draw the ways by the default class and the most used others; None where no StorageClass is visible."""
    rows = sorted(known(facts, "storage.classes", []), key=_rank)
    if not rows:
        return None
    source = source_of(facts, "storage.classes")
    shown, rest = (rows, []) if len(rows) <= MOST_CLASSES + 1 else (rows[:MOST_CLASSES], rows[MOST_CLASSES:])
    example = known(facts, "storage.example_claim")
    such = ("such as", str(example)) if example else ()
    seen = source_of_lines(such, facts, "storage.example_claim")
    claim = Box("claim", "volume claims", such, source=seen, role="claim")
    classes = [_class(row, source) for row in shown]
    rest_of_them = [_rest(rest, source)] if rest else []
    drivers = list(dict.fromkeys(str(row["driver"]) for row in shown))
    boxes = [_driver(driver, source) for driver in drivers]
    kept = [_behind(facts, driver, rows) for driver in drivers]
    backend = _backend(facts) if any(box and box.id == "cinder" for box in kept) else None
    columns = [[claim], [*classes, *rest_of_them], boxes]
    arrows = [Arrow("claim", box.id, source=box.source) for box in (*classes, *rest_of_them)]
    arrows += [Arrow(f"class:{row['name']}", f"driver:{row['driver']}", "", source) for row in shown]
    arrows += [Arrow(f"driver:{driver}", box.id, "", source) for driver, box in zip(drivers, kept, strict=True) if box]
    arrows += [Arrow("cinder", backend.id, "", backend.source)] if backend else []
    worlds = _worlds(columns, [box for box in kept if box], backend)
    root = Group("path", "", tuple(worlds), direction="row")
    return Scene("block-storage", root, tuple(arrows), _alt(facts, shown, rest, kept, backend))


def _rank(row: StorageClass) -> tuple[bool, int, str]:
    return not row["default"], -(_volumes(row) or 0), str(row["name"])


def _volumes(row: StorageClass) -> int | None:
    return row["volumes"] if isinstance(row["volumes"], int) else None


def _class(row: StorageClass, source: Source) -> Box:
    lines = some(["default class" if row["default"] else "class", counted(_volumes(row), "volume")])
    return Box(f"class:{row['name']}", str(row["name"]), lines, source=source, role="storage-class")


def _rest(rows: list[StorageClass], source: Source) -> Box:
    volumes = [_volumes(row) for row in rows]
    held = None if None in volumes else counted(sum(filter(None, volumes)), "volume")
    return Box(
        "class", f"{len(rows)} other classes", some([held and f"{held} together"]), source=source, role="storage-class"
    )


def _driver(driver: str, source: Source) -> Box:
    label, lines = "storage driver", some([driver])
    for drivers, name in ((CINDER_DRIVERS, "cinder"), (CEPH_DRIVERS, "Ceph"), (MANILA_DRIVERS, "manila")):
        if driver.endswith(drivers):
            label, lines = (f"{name} CSI driver", ()) if "csi" in driver else (f"built-in {name} driver", lines)
    return Box(f"driver:{driver}", label, lines, source=source, role="plug-in")


def _behind(facts: Facts, driver: str, rows: list[StorageClass]) -> Box | None:
    """Give what keeps the volumes of this driver; None where nothing tells."""
    source = source_of(facts, "storage.classes")
    if driver in CINDER_DRIVERS:
        seen = source_of(facts, "storage.classes", "storage.cinder.volumes.count", *_where_all_in_cinder(facts))
        return Box("cinder", "cinder", _in_cinder(facts, rows), "openstack", seen, strong=True, role="volume")
    if driver.endswith(MANILA_DRIVERS):
        return Box("manila", "manila", ("shared files",), "openstack", source, role="volume")
    if driver.endswith(CEPH_DRIVERS):
        inside = known(facts, "storage.ceph.in_cluster")
        world: World = "kubernetes" if inside else "outside"
        line = "in this cluster, by Rook" if inside else "without cinder in between"
        return Box(f"ceph:{driver}", "Ceph", (line,), world, source, role="volume")
    return None


def _where_all_in_cinder(facts: Facts) -> tuple[str, ...]:
    """Give the facts that tell how much cinder's volumes hold: those of all volumes, where cinder keeps them all."""
    count, every = "storage.cinder.volumes.count", "storage.volumes.count"
    capacity = "storage.volumes.capacity"
    whole = known(facts, count) and known(facts, count) == known(facts, every)
    return (every, capacity) if whole and known(facts, capacity) is not None else ()


def _in_cinder(facts: Facts, rows: list[StorageClass]) -> tuple[str, ...]:
    """Say how many volumes cinder keeps, how much they hold where it keeps all, and of which types they are."""
    types = dict.fromkeys(str(row["volume_type"]) for row in rows if row["driver"] in CINDER_DRIVERS)
    named = listed(filter(None, types))
    count, capacity = known(facts, "storage.cinder.volumes.count"), known(facts, "storage.volumes.capacity")
    held = f", {size(capacity, 'GiB')}" if _where_all_in_cinder(facts) else ""
    number = counted(count, "volume")
    return some([number and f"{number}{held}", named and f"type{'s' * (',' in named)} {named}"])


def _backend(facts: Facts) -> Box | None:
    """Give what cinder rests on, which no API of Kubernetes shows: Ceph beside cinder says nothing of it."""
    behind, said = known(facts, "storage.cinder.backend"), source_of(facts, "storage.cinder.backend")
    if not behind or said not in FROM:
        return None
    role: Role = "volume"
    return Box("backend", str(behind), (FROM[said],), "openstack", said, role=role)


def _worlds(columns: list[list[Box]], kept: list[Box], backend: Box | None) -> Iterator[Group]:
    """Give the stretches of the way, world by world, each a row of columns."""
    inside = [box for box in kept if box.world == "kubernetes"]
    yield _stretch("kubernetes", [*columns, inside] if inside else columns)
    for world in ("openstack", "outside"):
        own = [box for box in kept if box.world == world]
        if own:
            yield _stretch(world, [own, [backend]] if backend and world == "openstack" else [own])


def _stretch(world: World, columns: list[list[Box]]) -> Group:
    groups = (Group(f"{world}:{place}", "", tuple(boxes), framed=False) for place, boxes in enumerate(columns))
    return Group(world, HEADS[world], tuple(groups), world, "row", framed=False)


def _alt(
    facts: Facts, shown: list[StorageClass], rest: list[StorageClass], kept: list[Box | None], backend: Box | None
) -> str:
    claim = known(facts, "storage.example_claim")
    names = ", ".join(f"{row['name']}{' (default)' if row['default'] else ''}" for row in shown)
    more = f" and {len(rest)} more" if rest else ""
    ends = ", ".join(described(box) for box in kept if box)
    drivers = listed(dict.fromkeys(str(row["driver"]) for row in shown), MOST_CLASSES + 1)
    behind = f" It rests on {with_source(str(backend.label), backend.source)}." if backend else ""
    return say(
        f"A volume claim{f', such as {claim},' if claim else ''} names a StorageClass: {names}{more}.",
        f"The driver {drivers} makes its volume{f' in {ends}' if ends else ''}.{behind}",
    )
