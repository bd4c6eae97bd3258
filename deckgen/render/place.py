"""Give a scene its positions: the same ones each time, whatever draws them.

Rows and columns are arranged to fill the canvas, arrows are led round the boxes, words stand beside their arrows. Where
that fails in the roomiest style the next tighter one is tried; text is cut in the last one only.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from msgspec.structs import replace

from deckgen.errors import CrowdedError
from deckgen.render.arrange import Even, Plan, boxes, line_count, plan
from deckgen.render.caption import BESIDE, caption
from deckgen.render.geometry import Rect
from deckgen.render.placement import PlacedArrow, PlacedBox, PlacedGroup, Placement
from deckgen.render.put import put
from deckgen.render.route import Way
from deckgen.render.typeset import ELLIPSIS, Icons, Style
from deckgen.render.ways import ways
from deckgen.scene import Arrow, Scene

LARGE = Style(18, 15, pad_x=0.16, pad_y=0.15, gap=0.22, flow=0.54, frame=0.22, icon=0.4)
LARGER = Style(16, 14, pad_x=0.13, pad_y=0.12, gap=0.19, flow=0.48, frame=0.2, icon=0.34)
ROOMY = Style()
SNUG = Style(label=13, pad_x=0.08, pad_y=0.06, gap=0.13, flow=0.36, frame=0.13, icon=0.26)
TIGHT = Style(label=12, pad_x=0.05, pad_y=0.04, gap=0.1, flow=0.3, frame=0.09, icon=0.24)
USUAL = (ROOMY, SNUG, TIGHT)

LOW = 3.0
"""On a canvas that is lower, in inches, no type is larger than elsewhere: it stands above a table."""

AROUND = 0.3
"""Room in inches around the whole, for arrows that find no way between the boxes."""

LONG_BOX = 4.5
"""So wide in inches a box may become before its text is cut: wider than looks well."""

ICONS: tuple[Icons, ...] = ("above", "beside")
NO_ICONS: tuple[Icons, ...] = ("none",)
EVEN: tuple[Even, ...] = ("scene", "group")

NEARER = BESIDE + 0.01
"""So far from all other arrows an arrow's words stand, in inches: farther than from their own."""


def place(scene: Scene, width_in: float, height_in: float) -> Placement:
    """Give all positions for ``scene`` on a canvas of this size in inches.

    Raises:
        CrowdedError: the scene has more than the canvas can hold at a legible size.
        ValueError: an arrow joins a group with something inside it.
        KeyError: an arrow joins what is not in the scene.
    """
    bare = replace(scene, root=replace(scene.root, framed=False), arrows=tuple(dict.fromkeys(scene.arrows)))
    canvas = Rect(0, 0, width_in, height_in)
    for found in _plans(bare, canvas):
        placement = _placed(bare, found, canvas)
        if placement:
            return placement
    raise CrowdedError(
        f"the diagram {scene.name} does not fit into {width_in:g} x {height_in:g} in",
        "give it a larger place, or show less in it",
    )


def _plans(scene: Scene, canvas: Rect) -> Iterator[Plan]:
    """Give the plans that fit the canvas, the best first; in larger type only those that break no text for it."""
    usual = plan(scene, ROOMY, _room(canvas, ROOMY), "group")
    before: Plan | None = None
    for style, even in _styles(has_roles=any(box.role for box in boxes(scene.root))):
        larger = style.label > ROOMY.label
        if larger and (usual is None or canvas.height < LOW):
            continue
        found = plan(scene, style, _room(canvas, style), even)
        if larger and found and usual and line_count(scene, found) > line_count(scene, usual):
            continue
        if found and found != before:
            yield found
        before = found


def _styles(*, has_roles: bool) -> Iterator[tuple[Style, Even]]:
    """Give the styles to be tried, the best first: icons go away, all of them, before text is cut."""
    icons = ICONS if has_roles else NO_ICONS
    yield from ((replace(style, icons=where), "scene") for style in (LARGE, LARGER) for where in icons)
    yield from ((replace(style, icons=where), even) for style in USUAL for where in icons for even in EVEN)
    if has_roles:
        yield from ((style, even) for style in USUAL for even in EVEN)
    yield from ((replace(style, margin=AROUND), "group") for style in (SNUG, TIGHT))
    yield from ((replace(style, widest=LONG_BOX), even) for style in USUAL for even in EVEN)
    # boxes as high as all others would leave less room for the longest text
    cut = [replace(TIGHT, widest=LONG_BOX, margin=margin, cut=True) for margin in (TIGHT.margin, AROUND)]
    yield from ((style, even) for even in reversed(EVEN) for style in cut)


def _room(canvas: Rect, style: Style) -> Rect:
    return canvas.grown(-style.margin)


def _placed(scene: Scene, found: Plan, canvas: Rect) -> Placement | None:
    groups, boxes, empty = put(scene, found, _room(canvas, found.style))
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
