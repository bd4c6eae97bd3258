"""Give a scene its positions: the same ones each time, whatever draws them.

Rows and columns are arranged to fill the canvas, arrows are led round the boxes, words stand beside their arrows. Where
that fails in the roomiest style the next tighter one is tried; text is cut in the last one only.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from msgspec.structs import replace

from deckgen.errors import RenderError
from deckgen.render.arrange import Even, Plan, boxes, plan
from deckgen.render.caption import caption
from deckgen.render.geometry import Rect
from deckgen.render.placement import PlacedArrow, PlacedBox, PlacedGroup, Placement
from deckgen.render.put import put
from deckgen.render.route import Field, Way, lead, straight
from deckgen.render.typeset import ELLIPSIS, Icons, Style
from deckgen.scene import Arrow, Scene

ROOMY = Style()
SNUG = Style(label=13, pad_x=0.08, pad_y=0.06, gap=0.13, flow=0.36, frame=0.13, icon=0.26)
TIGHT = Style(label=12, pad_x=0.05, pad_y=0.04, gap=0.1, flow=0.3, frame=0.09, icon=0.24)
AROUND = 0.3
"""Room in inches around the whole, for arrows that find no way between the boxes."""

ICONS: tuple[Icons, ...] = ("above", "beside")
EVEN: tuple[Even, ...] = ("scene", "group")
STYLES: tuple[tuple[Style, Even], ...] = (
    *((replace(style, icons=icons), even) for style in (ROOMY, SNUG, TIGHT) for icons in ICONS for even in EVEN),
    *((style, even) for style in (ROOMY, SNUG, TIGHT) for even in EVEN),
    *((replace(style, margin=AROUND), "group") for style in (SNUG, TIGHT)),
    *((replace(TIGHT, margin=margin, cut=True), even) for margin in (TIGHT.margin, AROUND) for even in EVEN),
)
"""What is tried, one after another: icons go away, all of them, before text is cut."""


def place(scene: Scene, width_in: float, height_in: float) -> Placement:
    """Give all positions for ``scene`` on a canvas of this size in inches.

    Raises:
        RenderError: the scene has more than the canvas can hold at a legible size.
        ValueError: an arrow joins a group with something inside it.
        KeyError: an arrow joins what is not in the scene.
    """
    bare = replace(scene, root=replace(scene.root, framed=False))
    canvas = Rect(0, 0, width_in, height_in)
    has_roles = any(box.role for box in boxes(bare.root))
    for style, even in STYLES:
        if style.icons != "none" and not has_roles:
            continue
        room = canvas.grown(-style.margin)
        found = plan(bare, style, room, even)
        placement = found and _placed(bare, found, room, canvas)
        if placement:
            return placement
    raise RenderError(
        f"the diagram {scene.name} does not fit into {width_in:g} x {height_in:g} in",
        "give it a larger place, or show less in it",
    )


def _placed(scene: Scene, found: Plan, room: Rect, canvas: Rect) -> Placement | None:
    groups, boxes = put(scene, found, room)
    ways = _ways(scene.arrows, boxes, groups, canvas)
    if ways is None:
        return None
    arrows = _captioned(scene.arrows, ways, found.style, _obstacles(boxes, groups), canvas)
    if arrows is None:
        return None
    shortened = tuple(line.text for box in boxes for line in box.lines if line.text.endswith(ELLIPSIS))
    return Placement(scene.name, canvas.width, canvas.height, groups, boxes, arrows, shortened)


def _ways(
    arrows: Iterable[Arrow], boxes: tuple[PlacedBox, ...], groups: tuple[PlacedGroup, ...], canvas: Rect
) -> dict[Arrow, Way] | None:
    """Lead every arrow, the straight ones first, so that the others bend round them; None where one finds no way."""
    areas = {box.id: box.area for box in boxes} | {group.id: group.area for group in groups}
    things = (*(box.area for box in boxes), *(line.area for group in groups for line in group.head))
    ways: dict[Arrow, Way] = {}
    for find in (straight, lead):
        for arrow in (arrow for arrow in arrows if arrow not in ways):
            start, end = areas[arrow.start], areas[arrow.end]
            field = Field((*dict.fromkeys((*things, start, end)),), tuple(ways.values()), canvas)
            way = find(start, end, field)
            if way is not None:
                ways[arrow] = way
    return ways if all(arrow in ways for arrow in arrows) else None


def _obstacles(boxes: tuple[PlacedBox, ...], groups: tuple[PlacedGroup, ...]) -> tuple[Rect, ...]:
    """Give what an arrow's words may not touch: boxes, heads, and the sides of frames."""
    heads = (line.area for group in groups for line in group.head)
    sides = (side for group in groups if group.framed for side in group.area.edges())
    return (*(box.area for box in boxes), *heads, *sides)


def _captioned(
    arrows: Iterable[Arrow], ways: Mapping[Arrow, Way], style: Style, obstacles: tuple[Rect, ...], canvas: Rect
) -> tuple[PlacedArrow, ...] | None:
    """Give every arrow with its words; None where there is no room for some."""
    lines = tuple(Rect.spanning(*pair) for way in ways.values() for pair in pairwise(way))
    placed: list[PlacedArrow] = []
    for arrow in arrows:
        others = (line.area for done in placed for line in done.label)
        words = caption(arrow, ways[arrow], style, (*obstacles, *lines, *others), canvas)
        if words is None:
            return None
        placed.append(PlacedArrow(arrow.start, arrow.end, ways[arrow], arrow.source, words))
    return tuple(placed)
