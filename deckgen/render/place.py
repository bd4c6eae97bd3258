"""Give a scene its positions: the same ones each time, whatever draws them.

Rows and columns are arranged to fill the canvas, arrows are led round the boxes, words stand beside their arrows. Where
that fails in the roomiest style the next tighter one is tried; text is cut in the last one only.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from msgspec.structs import replace

from deckgen.errors import RenderError
from deckgen.render.arrange import Even, Plan, boxes, plan
from deckgen.render.caption import BESIDE, caption
from deckgen.render.geometry import Rect
from deckgen.render.placement import PlacedArrow, PlacedBox, PlacedGroup, Placement
from deckgen.render.put import put
from deckgen.render.route import Way
from deckgen.render.typeset import ELLIPSIS, Icons, Style
from deckgen.render.ways import ways
from deckgen.scene import Arrow, Scene

ROOMY = Style()
SNUG = Style(label=13, pad_x=0.08, pad_y=0.06, gap=0.13, flow=0.36, frame=0.13, icon=0.26)
TIGHT = Style(label=12, pad_x=0.05, pad_y=0.04, gap=0.1, flow=0.3, frame=0.09, icon=0.24)
AROUND = 0.3
"""Room in inches around the whole, for arrows that find no way between the boxes."""

ICONS: tuple[Icons, ...] = ("above", "beside")
NEARER = BESIDE + 0.01
"""So far from all other arrows an arrow's words stand, in inches: farther than from their own."""

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
    tried: Plan | None = None
    for style, even in STYLES:
        if style.icons != "none" and not has_roles:
            continue
        room = canvas.grown(-style.margin)
        found = plan(bare, style, room, even)
        if found is None or found == tried:
            continue
        tried = found
        placement = _placed(bare, found, room, canvas)
        if placement:
            return placement
    raise RenderError(
        f"the diagram {scene.name} does not fit into {width_in:g} x {height_in:g} in",
        "give it a larger place, or show less in it",
    )


def _placed(scene: Scene, found: Plan, room: Rect, canvas: Rect) -> Placement | None:
    groups, boxes, empty = put(scene, found, room)
    found_ways = ways(scene.arrows, boxes, groups, canvas)
    if found_ways is None:
        return None
    arrows = _captioned(scene.arrows, found_ways, found.style, _obstacles(boxes, groups), canvas)
    if arrows is None:
        return None
    shortened = tuple(line.text for box in boxes for line in box.lines if line.text.endswith(ELLIPSIS))
    return Placement(scene.name, canvas.width, canvas.height, groups, boxes, arrows, shortened, empty)


def _obstacles(boxes: tuple[PlacedBox, ...], groups: tuple[PlacedGroup, ...]) -> tuple[Rect, ...]:
    """Give what an arrow's words may not touch: boxes, heads, and the sides of frames."""
    heads = (line.area for group in groups for line in group.head)
    sides = (side for group in groups if group.framed for side in group.area.edges())
    return (*(box.area for box in boxes), *heads, *sides)


def _captioned(
    arrows: Iterable[Arrow], led: Mapping[Arrow, Way], style: Style, obstacles: tuple[Rect, ...], canvas: Rect
) -> tuple[PlacedArrow, ...] | None:
    """Give every arrow with its words; None where there is no room for some."""
    lines = {arrow: tuple(Rect.spanning(*pair) for pair in pairwise(way)) for arrow, way in led.items()}
    placed: list[PlacedArrow] = []
    for arrow in arrows:
        others = (line.area for done in placed for line in done.label)
        ways_near = (line.grown(NEARER) for other, its in lines.items() if other != arrow for line in its)
        words = caption(arrow, led[arrow], style, (*obstacles, *lines[arrow], *others, *ways_near), canvas)
        if words is None:
            return None
        placed.append(PlacedArrow(arrow.start, arrow.end, led[arrow], arrow.source, words))
    return tuple(placed)
