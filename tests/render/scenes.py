"""Scenes made at random, far wilder than any diagram's: groups in groups, empty places, long names, many arrows."""

from hypothesis import strategies as st

from deckgen.fact import Source
from deckgen.scene import Arrow, Box, Group, Scene

LONGEST = "ingress-controller-of-the-payments-team-in-the-second-site-wn-1"
"""A name of 63 characters, the most that a DNS label has."""

WORDS = st.text("abc de-mn.o", min_size=1, max_size=24).map(str.strip).filter(bool) | st.just(LONGEST)
HEADS = st.sampled_from(["inside", "above", "below"])
DIRECTIONS = st.sampled_from(["row", "column"])
MOST_BOXES, MOST_ARROWS, DEEPEST = 12, 6, 3


@st.composite
def scenes(draw, most_boxes=MOST_BOXES, most_arrows=MOST_ARROWS):
    """Give scenes of so many boxes and arrows at most; arrows join any two things that do not hold one another."""
    root = draw(_groups(st.integers(1, most_boxes), depth=0, key="g"))
    boxes = [thing.id for thing in _all(root) if isinstance(thing, Box) and thing.label]
    pairs = st.tuples(st.sampled_from(boxes), st.sampled_from(boxes)).filter(lambda pair: pair[0] != pair[1])
    arrows = draw(st.lists(pairs, max_size=most_arrows, unique=True)) if len(boxes) > 1 else []
    words = st.sampled_from(["", "asks", "by host and path"])
    return Scene("random", root, tuple(Arrow(one, other, draw(words)) for one, other in arrows))


@st.composite
def _groups(draw, sizes, depth, key):
    left, members = draw(sizes), []
    while left > 0:
        of_its_own = depth + 1 < DEEPEST and draw(st.booleans())
        size = draw(st.integers(1, min(left, 4))) if of_its_own else 1
        name = f"{key}.{len(members)}"
        members.append(draw(_groups(st.just(size), depth + 1, name) if of_its_own else _boxes(name)))
        left -= size
    label, framed = draw(st.just("") | WORDS), draw(st.booleans())
    return Group(key, label, tuple(members), direction=draw(DIRECTIONS), framed=framed, head=draw(HEADS))


def _boxes(key):
    return st.builds(
        Box,
        id=st.just(key),
        label=st.sampled_from(["", "API server", "etcd"]) | WORDS,
        lines=st.lists(WORDS, max_size=2).map(tuple),
        world=st.sampled_from(["kubernetes", "openstack", "outside", "neutral"]),
        source=st.sampled_from(Source),
        strong=st.booleans(),
        wide=st.booleans(),
        role=st.sampled_from(["", "pod", "node"]),
    )


def _all(thing):
    yield thing
    for member in getattr(thing, "members", ()):
        yield from _all(member)
