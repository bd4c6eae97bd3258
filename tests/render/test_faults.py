"""The checker finds each kind of fault, and finds none in what is placed, however wild the scene."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from deckgen.errors import RenderError
from deckgen.fact import Source
from deckgen.render.faults import crossings, faults
from deckgen.render.geometry import Point, Rect
from deckgen.render.place import place
from deckgen.scene import Arrow, Box, Group, Scene
from tests.render.scenes import scenes

SIZES = st.sampled_from([(12.03, 4.65), (7.2, 4.4), (12.03, 2.1)])
"""The places that slides have for a diagram."""


@settings(max_examples=60)
@given(scenes(), SIZES)
def test_a_scene_is_placed_without_faults_or_refused(scene, size):
    with suppress(RenderError):
        placement = place(scene, *size)
        assert faults(placement) == []
        assert len(placement.arrows) == len(scene.arrows)


@settings(max_examples=40)
@given(scenes(most_boxes=8, most_arrows=3))
def test_a_scene_with_room_is_never_refused(scene):
    assert faults(place(scene, 26, 16)) == []


@settings(max_examples=30)
@given(scenes(most_boxes=6, most_arrows=3), st.floats(1, 8), st.floats(0.5, 5))
def test_in_any_room_a_scene_is_placed_without_faults_or_refused(scene, width, height):
    with suppress(RenderError):
        assert faults(place(scene, width, height)) == []


@settings(max_examples=20)
@given(scenes())
def test_a_scene_is_placed_alike_each_time(scene):
    with suppress(RenderError):
        assert place(scene, 12.03, 4.65) == place(scene, 12.03, 4.65)


@pytest.fixture(scope="module")
def sound():
    """A placement without a fault: two boxes in a frame with a head, an arrow between them, one box by itself."""
    boxes = tuple(Box(f"b{number}", f"box {number}", ("a line",), role="pod") for number in range(2))
    frame = Group("frame", "HEAD", boxes, direction="row")
    far = Box("far", "far", source=Source.DECLARED)
    scene = Scene("test", Group("root", "", (frame, far), direction="row"), (Arrow("b0", "b1", "asks"),))
    placement = place(scene, 10, 3)
    assert faults(placement) == []
    return placement


def with_box(placement, index, **change):
    boxes = list(placement.boxes)
    boxes[index] = replace(boxes[index], **change)
    return replace(placement, boxes=tuple(boxes))


def with_arrow(placement, **change):
    return replace(placement, arrows=(replace(placement.arrows[0], **change),))


def with_frame(placement, area):
    groups = [replace(group, area=area) if group.id == "frame" else group for group in placement.groups]
    return replace(placement, groups=tuple(groups))


def with_further_arrow(placement, *points):
    further = replace(placement.arrows[0], start="b1", end="b0", points=points, label=())
    return replace(placement, arrows=(*placement.arrows, further))


def frame_of(placement):
    return next(group.area for group in placement.groups if group.id == "frame")


def head_of(placement):
    return next(group.head[0].area for group in placement.groups if group.id == "frame")


def words_of(placement, **change):
    return (replace(placement.arrows[0].label[0], **change),)


def at(area, right=0.0, down=0.0):
    return area.moved(right, down)


FAULTS = {
    "box on box": (lambda p: with_box(p, 1, area=p.boxes[0].area), "the boxes b0 and b1 overlap"),
    "frame through a box": (
        lambda p: with_frame(p, Rect(0.1, 0.1, p.boxes[0].area.centre.x, 2.5)),
        "the frame frame cuts the box b0",
    ),
    "text out of its box": (
        lambda p: with_box(p, 0, area=p.boxes[0].lines[0].area.grown(-0.05)),
        "the words 'box 0' do not fit into the box b0",
    ),
    "text on the mark": (
        lambda p: with_box(p, 2, mark=p.boxes[2].lines[0].area),
        "the words 'far' stand on the mark of the box far",
    ),
    "mark out of its box": (lambda p: with_box(p, 2, mark=Rect(0, 0, 1, 1)), "the mark of the box far has no room"),
    "icon on text": (
        lambda p: with_box(p, 0, icon=p.boxes[0].lines[0].area),
        "the icon of the box b0 stands on the words 'box 0'",
    ),
    "icon out of its box": (
        lambda p: with_box(p, 0, icon=p.boxes[1].icon),
        "the icon of the box b0 does not fit into it",
    ),
    "icon on the mark": (
        lambda p: with_box(p, 0, mark=p.boxes[0].icon),
        "the icon of the box b0 stands on its mark",
    ),
    "icons of some boxes alone": (
        lambda p: with_box(p, 0, icon=None),
        "some boxes show the icon of their role and some do not",
    ),
    "off the canvas": (lambda p: replace(p, width=p.width / 2), "'far' is not wholly on the canvas"),
    "arrow through a box": (
        lambda p: with_arrow(p, points=(Point(0.1, 1.5), Point(9, 1.5))),
        "the arrow b0 -> b1 runs through the box far",
    ),
    "arrow through words": (
        lambda p: with_arrow(p, label=words_of(p, area=at(p.arrows[0].label[0].area, down=0.1))),
        "the arrow b0 -> b1 runs through the words 'asks'",
    ),
    "arrow over a frame's head": (
        lambda p: with_further_arrow(p, Point(head_of(p).centre.x, 0.1), Point(head_of(p).centre.x, 0.9)),
        "the arrow b1 -> b0 runs through the words 'HEAD'",
    ),
    "arrow aslant": (
        lambda p: with_arrow(p, points=(Point(3, 1), Point(4, 2))),
        "the arrow b0 -> b1 runs aslant",
    ),
    "arrow to nothing": (
        lambda p: with_arrow(p, points=(Point(0, 0), Point(1, 0))),
        "the arrow b0 -> b1 does not touch b0",
    ),
    "arrow on arrow": (
        lambda p: with_further_arrow(p, *reversed(p.arrows[0].points)),
        "the arrows b0 -> b1 and b1 -> b0 run on one another",
    ),
    "arrow along a frame": (
        lambda p: with_further_arrow(p, Point(1, frame_of(p).bottom), Point(3, frame_of(p).bottom)),
        "the arrow b1 -> b0 runs along the side of frame",
    ),
    "arrow along a box": (
        lambda p: with_further_arrow(p, Point(1, p.boxes[0].area.y - 0.01), Point(3, p.boxes[0].area.y - 0.01)),
        "the arrow b1 -> b0 runs along the side of b0",
    ),
    "too many bends": (
        lambda p: with_further_arrow(p, *(Point(4 + (n + 1) // 2, 0.2 + n // 2 * 0.2) for n in range(7))),
        "the arrow b1 -> b0 has 5 bends",
    ),
    "no room for an arrow's head": (
        lambda p: with_further_arrow(p, Point(1, 0.2), Point(2, 0.2), Point(2, 0.25)),
        "the arrow b1 -> b0 has no room for its head",
    ),
    "words on words": (lambda p: with_arrow(p, label=p.boxes[0].lines), "the words 'box 0' and 'box 0' overlap"),
    "words on a box": (
        lambda p: with_arrow(p, label=words_of(p, area=at(p.boxes[2].area))),
        "the words 'asks' stand on the box far",
    ),
    "words on a frame's side": (
        lambda p: with_arrow(p, label=words_of(p, area=Rect(1, frame_of(p).y - 0.1, 0.5, 0.2))),
        "the words 'asks' stand on the side of a frame",
    ),
    "words far from their arrow": (
        lambda p: with_arrow(p, label=words_of(p, area=Rect(0, 0, 0.3, 0.2))),
        "the words 'asks' stand far from their arrow b0 -> b1",
    ),
    "words at another arrow": (
        lambda p: with_further_arrow(
            p, *(Point(x, p.arrows[0].label[0].area.y - 0.01) for x in (p.boxes[0].area.right, p.boxes[1].area.x))
        ),
        "the words 'asks' stand nearer to the arrow b1 -> b0 than to their own",
    ),
    "small type": (
        lambda p: with_arrow(p, label=words_of(p, size=9)),
        "the words 'asks' are set in 9 pt",
    ),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_the_checker_finds(kind, sound):
    spoil, fault = FAULTS[kind]
    assert fault in faults(spoil(sound))


@pytest.mark.parametrize(
    ("side", "change"),
    [("at the left", Rect(-0.2, 0, 0.2, 0)), ("above", Rect(0, -0.2, 0, 0.2)), ("above", Rect(0, 0, 0, 0.2))],
)
def test_the_checker_finds_uneven_margins(side, change, sound):
    area = frame_of(sound)
    wider = Rect(area.x + change.x, area.y + change.y, area.width + change.width, area.height + change.height)
    assert any(
        fault.startswith("the frame frame leaves") and side in fault for fault in faults(with_frame(sound, wider))
    )


def test_crossings_are_counted():
    boxes = tuple(Box(name, name) for name in "abcd")
    square = Group(
        "square", "", (Group("one", "", boxes[:2], direction="row"), Group("two", "", boxes[2:], direction="row"))
    )
    apart = place(Scene("test", square, (Arrow("a", "b"), Arrow("c", "d"))), 8, 4)
    assert crossings(apart) == 0
    (one, other) = (Point(2, 0.1), Point(2, 3.9)), (Point(0.1, 2), Point(7.9, 2))
    crossed = tuple(replace(arrow, points=points) for arrow, points in zip(apart.arrows, (one, other), strict=True))
    assert crossings(replace(apart, arrows=crossed)) == 1
