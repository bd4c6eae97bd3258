"""A scene: what a diagram shows, without coordinates and colours.

A diagram makes it from facts; ``render.place`` gives it positions; each renderer draws the same positions.
"""

from typing import Literal

from msgspec import Struct, field

from deckgen.fact import Source

World = Literal["kubernetes", "openstack", "outside", "neutral"]
"""Kubernetes is always above and one colour, OpenStack below or to the right and another."""

Part = Literal["api", "controller", "scheduler", "etcd", "control-plane", "node", "kubelet", "plug-in"]
Resource = Literal["pod", "container", "deployment", "service", "ingress", "namespace", "policy", "certificate"]
Path = Literal["load-balancer", "network", "packet", "dns", "internet"]
Storage = Literal["claim", "storage-class", "volume", "object-storage"]
Access = Literal["user", "identity", "role"]
Running = Literal["registry", "image", "scanner", "logs", "metrics", "alert", "dashboard"]
Around = Literal["schedule", "backup", "server", "flavor", "zone"]
Role = Literal["", Part, Resource, Path, Storage, Access, Running, Around]
"""What a thing is, which says which icon stands in its box; "" for none."""


class Box(Struct, frozen=True):
    """One thing in a diagram. Without a label it is an empty place: it keeps its room and is not drawn.

    Attributes:
        id: unique in the scene.
        label: its name, one or two lines.
        lines: smaller lines below: numbers, versions, names.
        world: to which of the worlds it belongs.
        source: observed is drawn solid, declared with a mark, documented dashed.
        strong: drawn filled; for the one thing that the eye should find first.
        wide: as wide as the column that it stands in, instead of as wide as the other boxes.
        role: what it is.
    """

    id: str
    label: str
    lines: tuple[str, ...] = ()
    world: World = "kubernetes"
    source: Source = Source.OBSERVED
    strong: bool = False
    wide: bool = False
    role: Role = ""


class Group(Struct, frozen=True):
    """A frame around boxes and other groups.

    Attributes:
        id: unique in the scene, among boxes too.
        label: its head; "" for none.
        members: what stands in it.
        world: to which of the worlds it belongs, which colours frame and head.
        direction: how its members stand: side by side in a row, or one below another in a column.
        framed: whether a frame is drawn.
        head: where the label stands: in the frame at its top, or outside, above or below it.
    """

    id: str
    label: str
    members: tuple["Box | Group", ...] = ()
    world: World = "neutral"
    direction: Literal["row", "column"] = "column"
    framed: bool = True
    head: Literal["inside", "above", "below"] = "inside"


class Arrow(Struct, frozen=True):
    """A directed line between two boxes (or groups), by their ids."""

    start: str
    end: str
    label: str = ""
    source: Source = Source.OBSERVED


class Scene(Struct, frozen=True):
    """A whole diagram: one outermost group, the arrows in it, and the sentences that say what it shows.

    Attributes:
        name: the diagram's name.
        root: all boxes and groups; its own frame is not drawn.
        arrows: lines between them.
        alt: what it shows, in sentences with the numbers, at most 500 characters.
    """

    name: str
    root: Group
    arrows: tuple[Arrow, ...] = ()
    alt: str = ""
    sources: frozenset[Source] = field(default_factory=frozenset)
