"""What a controller does: three copies are wanted, a node fails, and one more is made.

It is how Kubernetes works on any cluster (kubernetes.io/docs/concepts/architecture/controller), so it is drawn as
documented: nothing of it was read from this one.
"""

from deckgen.fact import Facts, Source
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import known, say

COPIES = 3
WAY = (
    ("you", "three", "a controller makes them"),
    ("three", "two", "a node fails"),
    ("two", "again", "it makes one more"),
)
"""From what is wanted to what is there, with the words on the arrow."""


def draw(facts: Facts) -> Scene | None:
    """Draw the loop from left to right; None where not even the cluster's version is known."""
    if known(facts, "server.version") is None:
        return None
    you = Box("you", "you", ("apply a file:", "three copies"), "outside", Source.DOCUMENTED, role="user")
    lost = Box("two:lost", "Pod", ("lost with", "its node"), "outside", Source.DOCUMENTED, role="pod")
    new = Box(
        "again:new", "new Pod", ("on a node", "that has room"), "kubernetes", Source.DOCUMENTED, strong=True, role="pod"
    )
    frames = (
        Group("three", "THREE RUN", _pods("three", COPIES), "kubernetes"),
        Group("two", "TWO ARE LEFT", (*_pods("two", COPIES - 1), lost), "kubernetes"),
        Group("again", "THREE AGAIN", (*_pods("again", COPIES - 1), new), "kubernetes"),
    )
    arrows = tuple(Arrow(one, other, word, Source.DOCUMENTED) for one, other, word in WAY)
    return Scene("controller-loop", Group("loop", "", (you, *frames), direction="row"), arrows, _alt())


def _pods(frame: str, count: int) -> tuple[Box, ...]:
    return tuple(Box(f"{frame}:{at}", "Pod", source=Source.DOCUMENTED, role="pod") for at in range(count))


def _alt() -> str:
    return say(
        "You apply a file that asks for three copies, and a controller makes three Pods.",
        "A node fails with one of them, and two are left.",
        "The controller compares this with the three that are wanted, and makes one more.",
    )
