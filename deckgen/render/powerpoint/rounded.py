"""A rectangle with round corners, as PowerPoint's own; where it needs them with more connection sites, mark and icon.

Mark and icon are lines of the same shape, so that they move with it. All is said by guides (ECMA-376 part 1, 20.1.9),
in shares of the shape's sides: when it is resized, corners stay round, and mark and icon keep their place and form.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from deckgen.render.geometry import Point, Rect
from deckgen.render.icon import ICONS
from deckgen.render.look import CORNER, OUTLINE, mark_radii
from deckgen.render.placement import Align
from deckgen.render.powerpoint.site import MIDDLES, Site
from deckgen.render.stroke import GRID, Stroke, ring
from deckgen.render.typeset import POINTS
from deckgen.scene import Role

_WHOLE = 100_000
"""What PowerPoint's guides count as one."""

_LINE = OUTLINE / POINTS

_ANGLES = {"t": "3cd4", "l": "cd2", "b": "cd4", "r": "0"}
"""The direction in which a connector leaves a side."""

_MIDDLE = {"t": ("hc", "t"), "l": ("l", "vc"), "b": ("hc", "b"), "r": ("r", "vc")}


_TEXT_INSET = 0.29289
"""By which share of its corners' radius the area for text lies within the shape, as in PowerPoint's own."""


class Signs(Struct, frozen=True):
    """What is drawn in a box beside its text, in inches on the canvas: its mark, and the icon of its role.

    With its text in the middle an icon keeps to the middle, else to the left side.
    """

    mark: Rect | None = None
    icon: Rect | None = None
    role: Role = ""
    align: Align = "centre"

    def __bool__(self) -> bool:
        return bool(self.mark or self.icon)


def geometry(area: Rect, sites: Sequence[Site] = (), signs: Signs | None = None, *, bare: bool = False) -> str:
    """Write the geometry of a rectangle with round corners.

    Args:
        area: its outline, in inches.
        sites: connection sites beyond the middles of its sides.
        signs: what is drawn in it.
        bare: its outline is not drawn, for one that is filled in its ink: lines are then those of the signs alone.
    """
    shorter = min(area.width, area.height)
    corner = round(min(CORNER / shorter, 1 / 2) * _WHOLE)
    if not sites and not signs:
        return f'<a:prstGeom prst="roundRect"><a:avLst>{_guide("adj", f"val {corner}")}</a:avLst></a:prstGeom>'
    guides = _Guides(shorter)
    drawn = _outline(bare=bare) + "".join(_signs(area, signs, guides) if signs else ())
    connections = "".join(_connections(sites, guides))
    text = '<a:rect l="il" t="il" r="ir" b="ib"/>'
    return (
        f"<a:custGeom><a:avLst>{_guide('adj', f'val {corner}')}</a:avLst><a:gdLst>{_ROUND}{guides}</a:gdLst><a:ahLst>"
        '<a:ahXY gdRefX="adj" minX="0" maxX="50000"><a:pos x="a1" y="t"/></a:ahXY></a:ahLst>'
        f"<a:cxnLst>{connections}</a:cxnLst>{text}<a:pathLst>{drawn}</a:pathLst></a:custGeom>"
    )


def text_area(area: Rect) -> Rect:
    """Give the area for text of such a shape."""
    return area.grown(-_TEXT_INSET * min(CORNER, area.width / 2, area.height / 2))


def icon_geometry(role: Role, area: Rect) -> str:
    """Write the geometry of a shape that is nothing but an icon."""
    guides = _Guides(min(area.width, area.height))
    corner = _Anchored(guides, "l", "t", Point(area.x, area.y))
    drawn = _lines(corner.line(stroke) for stroke in _strokes(role, area))
    return (
        f'<a:custGeom><a:avLst/><a:gdLst>{guides}</a:gdLst><a:ahLst/><a:cxnLst/><a:rect l="l" t="t" r="r" b="b"/>'
        f"<a:pathLst>{drawn}</a:pathLst></a:custGeom>"
    )


def _guide(name: str, formula: str) -> str:
    return f'<a:gd name="{name}" fmla="{formula}"/>'


_ROUND = "".join(
    _guide(name, formula)
    for name, formula in (
        ("a0", "pin 0 adj 50000"),
        ("a1", "*/ ss a0 100000"),
        ("x2", "+- r 0 a1"),
        ("y2", "+- b 0 a1"),
        ("il", "*/ a1 29289 100000"),
        ("ir", "+- r 0 il"),
        ("ib", "+- b 0 il"),
    )
)
"""The guides of PowerPoint's own shape (ECMA-376 part 1, presetShapeDefinitions.xml, roundRect)."""


class _Guides:
    """Names positions in a shape, each once.

    Args:
        shorter: the shape's shorter side, in inches, which all distances are shares of.
    """

    def __init__(self, shorter: float) -> None:
        self._shorter = shorter
        self._names: dict[str, str] = {}

    def __str__(self) -> str:
        return "".join(_guide(name, formula) for formula, name in self._names.items())

    def named(self, formula: str) -> str:
        """Give the name of a formula's value."""
        return self._names.setdefault(formula, f"g{len(self._names)}")

    def length(self, inches: float) -> str:
        """Give the name of a length."""
        return self.named(f"*/ ss {round(inches / self._shorter * _WHOLE)} {_WHOLE}")

    def off(self, base: str, inches: float) -> str:
        """Give the name of the position that lies ``inches`` right of or below ``base``."""
        return self.named(f"+- {base} {self.length(inches)} 0")


class _Anchored(Struct, frozen=True):
    """Gives points their names by what they keep their distance to: ``x`` and ``y`` are guides at ``origin``."""

    guides: _Guides
    x: str
    y: str
    origin: Point

    def point(self, place: Point) -> str:
        x, y = place.x - self.origin.x, place.y - self.origin.y
        return f'<a:pt x="{self.guides.off(self.x, x)}" y="{self.guides.off(self.y, y)}"/>'

    def line(self, stroke: Stroke) -> str:
        parts = "".join(
            f"<a:lnTo>{self.point(part[0])}</a:lnTo>"
            if len(part) == 1
            else f"<a:cubicBezTo>{''.join(map(self.point, part))}</a:cubicBezTo>"
            for part in stroke.parts
        )
        return f"<a:moveTo>{self.point(stroke.start)}</a:moveTo>{parts}{'<a:close/>' * stroke.closed}"


def _outline(*, bare: bool) -> str:
    """Write the outline, clockwise from its left side."""
    written = '<a:moveTo><a:pt x="l" y="a1"/></a:moveTo>'
    for angle, *onwards in (("cd2", "x2", "t"), ("3cd4", "r", "y2"), ("0", "a1", "b"), ("cd4",)):
        written += f'<a:arcTo wR="a1" hR="a1" stAng="{angle}" swAng="cd4"/>'
        if onwards:
            written += f'<a:lnTo><a:pt x="{onwards[0]}" y="{onwards[1]}"/></a:lnTo>'
    stroke = ' stroke="0"' * bare
    return f"<a:path{stroke}>{written}<a:close/></a:path>"


def _signs(area: Rect, signs: Signs, guides: _Guides) -> Iterator[str]:
    if signs.mark:
        corner = _Anchored(guides, "r", "t", Point(area.right, area.y))
        circles = (ring(*signs.mark.centre, radius) for radius in mark_radii(signs.mark))
        yield _lines(map(corner.line, circles))
    if signs.icon:
        side = _Anchored(guides, "l", "vc", Point(area.x, area.centre.y))
        middle = _Anchored(guides, "hc", "vc", area.centre)
        anchored = side if signs.align == "left" else middle
        yield _lines(anchored.line(stroke) for stroke in _strokes(signs.role, signs.icon))


def _lines(written: Iterator[str]) -> str:
    return f'<a:path fill="none">{"".join(written)}</a:path>'


def _strokes(role: Role, area: Rect) -> Iterator[Stroke]:
    """Give the lines of an icon in ``area``; a dot as circles whose lines fill it."""
    scale = area.width / GRID
    for stroke in ICONS[role]:
        if stroke.filled:
            yield from _dot(stroke, area, scale)
        else:
            yield _scaled(stroke, area, scale)


def _scaled(stroke: Stroke, area: Rect, scale: float) -> Stroke:
    def moved(place: Point) -> Point:
        return Point(area.x + place.x * scale, area.y + place.y * scale)

    parts = tuple(tuple(moved(place) for place in part) for part in stroke.parts)
    return Stroke(moved(stroke.start), parts, stroke.closed)


def _dot(stroke: Stroke, area: Rect, scale: float) -> Iterator[Stroke]:
    whole = _scaled(stroke, area, scale)
    ends = [whole.start, *(part[-1] for part in whole.parts)]
    left, right = min(end.x for end in ends), max(end.x for end in ends)
    centre = Point((left + right) / 2, whole.start.y)
    radius = (right - left) / 2 - _LINE / 2
    while radius > 0:
        yield ring(*centre, radius)
        radius -= _LINE * 0.8


def _connections(sites: Sequence[Site], guides: _Guides) -> Iterator[str]:
    for side in MIDDLES:
        yield _connection(side, *_MIDDLE[side])
    for site in sites:
        level = site.side in "tb"
        along = guides.named(f"*/ {'w' if level else 'h'} {round(site.share * _WHOLE)} {_WHOLE}")
        yield _connection(site.side, *((along, site.side) if level else (site.side, along)))


def _connection(side: str, x: str, y: str) -> str:
    return f'<a:cxn ang="{_ANGLES[side]}"><a:pos x="{x}" y="{y}"/></a:cxn>'
