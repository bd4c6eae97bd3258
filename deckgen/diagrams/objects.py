"""Who makes what, from a Deployment to the Pods behind a Service, and a volume: by the demo application's names.

Its objects are those of the files that ``deckgen manifests app`` writes, so they are drawn as documented: they are not
in the cluster before the call. What they lean on, the ingress class and the StorageClass, was found in the cluster. A
StatefulSet's Pod and claim are named as Kubernetes names them: ``hello-files-0`` and ``data-hello-files-0``.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Role, Scene, World
from deckgen.sketch import described, known, say, some, source_of

NAME, FILES, CLAIM = "hello", "hello-files", "data-hello-files-0"
COPIES, SIZE = 2, "1 GiB"
"""As the demo application's manifests have them."""

VOLUME_WAY = (
    ("stateful-set", "pod:files", "makes"),
    ("pod:files", "claim", "asks by"),
    ("claim", "class", "of"),
    ("class", "disk", "makes"),
)
"""From box to box, with the words on the arrow."""

IN_NAMESPACE = 3
"""So many boxes of the volume's way are objects in a namespace: StatefulSet, Pod and claim."""

CINDER_DRIVERS = ("cinder.csi.openstack.org", "kubernetes.io/cinder")


def draw(facts: Facts) -> Scene | None:
    """Draw the demo application's objects; None where not even the cluster's version is known.

    Without an ingress class there is no Ingress, without a StorageClass no volume, as in its manifests.
    """
    if known(facts, "demo.namespace") is None and known(facts, "server.version") is None:
        return None
    namespace = known(facts, "demo.namespace", NAME)
    copies, volume = tuple(_copies(facts)), tuple(_volume(facts))
    rows = [Group("copies", f"NAMESPACE {namespace} · COPIES THAT ARE ALIKE", copies, "kubernetes", "row")]
    arrows = list(_copies_arrows(facts))
    if volume:
        frames = tuple(_frames(str(namespace), volume))
        rows.append(Group("volume", "", frames, direction="row", framed=False))
        arrows += [Arrow(one, other, word, Source.DOCUMENTED) for one, other, word in VOLUME_WAY]
    return Scene("objects", Group("objects", "", tuple(rows)), tuple(arrows), _alt(str(namespace), copies, volume))


def _frames(namespace: str, volume: Sequence[Box]) -> Iterator[Group]:
    """Give the volume's way in frames: classes and volumes are in no namespace, cinder's are in OpenStack.

    Source: kubernetes.io/docs/concepts/overview/working-with-objects/namespaces.
    """
    own, (*cluster_wide, disk) = volume[:IN_NAMESPACE], volume[IN_NAMESPACE:]
    in_cinder = disk.world == "openstack"
    yield Group("own", f"NAMESPACE {namespace} · ONE POD WITH A VOLUME", tuple(own), "kubernetes", "row")
    yield Group("wide", "CLUSTER-WIDE", (*cluster_wide, *(() if in_cinder else (disk,))), "kubernetes", "row")
    if in_cinder:
        yield Group("openstack", "OPENSTACK", (disk,), "openstack", "row")


def _made(key: str, kind: str, *lines: str | None, role: Role, strong: bool = False) -> Box:
    """Give an object that a file of the demo application, or a controller for it, makes."""
    return Box(key, kind, some(lines), source=Source.DOCUMENTED, strong=strong, role=role)


def _copies(facts: Facts) -> Iterator["Box | Group"]:
    yield _made("deployment", "Deployment", NAME, "what you want", role="deployment")
    yield _made("replica-set", "ReplicaSet", f"{NAME}-…, {COPIES} copies", "counts them", role="controller")
    pods = (_made(f"pod:{n}", "Pod", f"{NAME}-…-{'ab'[n]}", role="pod") for n in range(COPIES))
    yield Group("pods", "", tuple(pods), framed=False)
    yield _made("service", "Service", NAME, "one name for both", role="service")
    if known(facts, "demo.ingress_class"):
        host = known(facts, "demo.host")
        yield _made("ingress", "Ingress", host, f"class {known(facts, 'demo.ingress_class')}", role="ingress")


def _copies_arrows(facts: Facts) -> Iterator[Arrow]:
    made = Source.DOCUMENTED
    yield Arrow("deployment", "replica-set", "makes", made)
    for number in range(COPIES):
        yield Arrow("replica-set", f"pod:{number}", "makes" if not number else "", made)
        yield Arrow("service", f"pod:{number}", "requests" if not number else "", made)
    if known(facts, "demo.ingress_class"):
        yield Arrow("ingress", "service", "leads to", made)


def _volume(facts: Facts) -> Iterator[Box]:
    name = known(facts, "demo.storage_class")
    if not name:
        return
    yield _made("stateful-set", "StatefulSet", FILES, "keeps name and volume", role="controller")
    yield _made("pod:files", "Pod", f"{FILES}-0", role="pod")
    yield _made("claim", "Volume claim", CLAIM, SIZE, role="claim")
    yield Box(
        "class", "StorageClass", (str(name),), source=source_of(facts, "demo.storage_class"), role="storage-class"
    )
    driver = str(_class(facts, str(name)).get("driver") or "")
    world: World = "openstack" if driver in CINDER_DRIVERS else "kubernetes"
    label = "cinder volume" if world == "openstack" else "volume"
    yield Box(
        "disk", label, some([driver if world == "kubernetes" else None, SIZE]), world, Source.DOCUMENTED, role="volume"
    )


def _class(facts: Facts, name: str) -> Mapping[str, Any]:
    """Give the row of a StorageClass, or an empty one."""
    return next((row for row in known(facts, "storage.classes", []) if row["name"] == name), {})


def _alt(namespace: str, copies: tuple["Box | Group", ...], volume: tuple[Box, ...]) -> str:
    ingress = next((box for box in copies if box.id == "ingress" and isinstance(box, Box)), None)
    return say(
        f"In namespace {namespace} the Deployment {NAME} makes a ReplicaSet, and that keeps {COPIES} Pods.",
        f"The Service {NAME} sends requests to those that are ready.",
        f"{described(ingress)} leads to the Service." if ingress else None,
        f"The StatefulSet {FILES} makes one Pod. Its claim {CLAIM} asks {described(volume[3])} for {SIZE}."
        if volume
        else None,
    )
