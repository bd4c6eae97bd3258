"""The way of an image: pushed to Harbor, looked through by its scanner, kept, and pulled by the nodes."""

from deckgen.fact import Facts, Source
from deckgen.rounded import how_many
from deckgen.scene import Arrow, Box, Group, Role, Scene, World
from deckgen.sketch import counted, known, say, some, source_of, told

SWIFTS_USE = "Harbor's images"
"""The use of swift in ``objectstorage.swift.uses``."""


def draw(facts: Facts) -> Scene | None:
    """Draw Harbor between those who push and those who pull; None without Harbor."""
    if not known(facts, "services.harbor.present"):
        return None
    build, nodes, harbor = _build(), _nodes(facts), _harbor(facts)
    scanner, storage = _scanner(facts), _storage(facts)
    left = Group("clients", "", (build, nodes), framed=False)
    right = Group("behind", "", (scanner, storage), framed=False)
    arrows = (
        # Who pushes, and which images the nodes run, no fact shows: that is what a registry is for.
        Arrow("build", "harbor", "push", Source.DOCUMENTED),
        Arrow("harbor", "nodes", "pull", Source.DOCUMENTED),
        Arrow("harbor", "scanner", "scan", scanner.source),
        Arrow("harbor", "storage", "images", storage.source),
    )
    boxes = ", ".join(told(box) for box in (harbor, scanner, storage, nodes))
    root = Group("registry", "", (left, harbor, right), direction="row")
    return Scene("registry", root, arrows, say(f"An image's way: pushed by you or your build; {boxes}."))


def _build() -> Box:
    return Box("build", "you or your build", ("docker push",), "outside", Source.DOCUMENTED, role="user")


def _nodes(facts: Facts) -> Box:
    nodes = counted(known(facts, "nodes.count"), "node")
    named = how_many(known(facts, "registry.pull_secrets.namespaces", []))
    secrets = f"pull secret in {counted(named, 'namespace')}" if named else None
    told_by = source_of(facts, "nodes.count", "registry.pull_secrets.namespaces")
    source = told_by if nodes or secrets else Source.OBSERVED
    return Box("nodes", nodes or "nodes", some([secrets]), source=source, role="node")


def _harbor(facts: Facts) -> Box:
    version = known(facts, "services.harbor.version")
    ready, wanted = (known(facts, f"services.harbor.replicas.{word}") for word in ("ready", "wanted"))
    replicas = f"{ready} of {wanted} ready" if ready is not None and wanted is not None else None
    host = str(known(facts, "services.harbor.url", "")).rpartition("://")[2].partition("/")[0]
    label = f"Harbor {version}" if version else "Harbor"
    shown = ("present", "version", "url", "replicas.ready", "replicas.wanted")
    source = source_of(facts, *(f"services.harbor.{word}" for word in shown))
    return Box("harbor", label, some([host, replicas]), source=source, strong=True, role="registry")


def _scanner(facts: Facts) -> Box:
    name = known(facts, "services.harbor.scanner")
    if not name:
        return Box("scanner", "scanner", ("not visible",), source=Source.NOT_VISIBLE, role="scanner")
    source = source_of(facts, "services.harbor.scanner")
    return Box("scanner", str(name), ("looks for weaknesses",), source=source, role="scanner")


def _storage(facts: Facts) -> Box:
    """Give where the images lie: Harbor's own settings tell it, else the list of what swift is used for."""
    said, source = known(facts, "services.harbor.storage"), source_of(facts, "services.harbor.storage")
    if not said and SWIFTS_USE in known(facts, "objectstorage.swift.uses", []):
        said, source = "swift", source_of(facts, "objectstorage.swift.uses")
    if not said:
        return Box(
            "storage", "storage", ("where is not visible",), "neutral", Source.NOT_VISIBLE, role="object-storage"
        )
    kind, _, where = str(said).partition(", ")
    world, role = _kind(kind)
    return Box("storage", kind, some([where]), world, source, role=role)


def _kind(kind: str) -> tuple[World, Role]:
    if kind.lower().startswith("swift"):
        return "openstack", "object-storage"
    return ("kubernetes", "volume") if "volume" in kind or kind == "filesystem" else ("outside", "object-storage")
