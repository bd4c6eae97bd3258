"""Draw a placement as SVG and as PNG: the same positions, the same bytes each time.

The palette maps these roles to colours as RRGGBB: ``text`` and ``muted`` (words; lines that belong to neither world),
``kubernetes`` and ``openstack`` (outlines, names, heads), ``kubernetes-fill`` and ``openstack-fill`` (what fills their
boxes and frames), ``surface`` (neutral frames and boxes), ``paper`` (boxes on a frame of their own colour, words on
strong boxes); ``render/look.py`` says which takes which. The ground stays transparent.

Text is set letter by letter with the advances of ``measure``, so it is drawn exactly where it was placed.
"""

import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patches import Circle, Patch, PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from deckgen.render.geometry import Point, Rect
from deckgen.render.icon import ICONS
from deckgen.render.look import ARROW, CORNER, DASHES, FILL, INK, OUTLINE, is_sure, look_of, mark_radii
from deckgen.render.measure import width
from deckgen.render.placement import Line, PlacedArrow, PlacedBox, PlacedGroup, Placement
from deckgen.render.stroke import GRID, Stroke, frame
from deckgen.render.typeset import POINTS
from deckgen.scene import Role

Palette = Mapping[str, str]
"""Colours as RRGGBB by role."""

ROLES = frozenset(
    {
        *("text", "muted", "kubernetes", "openstack", "surface"),
        *("kubernetes-fill", "openstack-fill", "paper"),
    }
)

ASCENT = 1950 / 2048
"""From the top of a line at single spacing to the baseline in em: ``OS/2`` usWinAscent of Calibri and Carlito."""

_DRAWN_AT = 1000
"""Points per em at which outlines are read; they are scaled from there."""

_TOO_FINE = re.compile(rb"(?<=\.\d\d)\d+")
"""What matplotlib writes of a coordinate beyond a hundredth of a point: a third of the file, and nothing to be seen."""

ARROW_HEAD = (6 / 72, 3 / 72)
"""Length and half the width of an arrow's head, in inches: what PowerPoint makes of a medium head on a thin line."""


def svg(placement: Placement, palette: Palette) -> bytes:
    """Give the diagram as an SVG file, its text as outlines.

    Raises:
        KeyError: a role that the palette lacks.
    """
    out = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": placement.name}):
        FigureCanvasSVG(_figure(placement, palette)).print_svg(out, metadata={"Date": None, "Creator": None})
    return _TOO_FINE.sub(b"", out.getvalue())


def png(placement: Placement, palette: Palette, dpi: int = 200) -> bytes:
    """Give the diagram as a PNG file with ``dpi`` pixels an inch.

    Raises:
        KeyError: a role that the palette lacks.
    """
    out = io.BytesIO()
    figure = _figure(placement, palette, dpi)
    FigureCanvasAgg(figure).print_png(out, metadata={"Software": None})
    return out.getvalue()


def _figure(placement: Placement, palette: Palette, dpi: int = POINTS) -> Figure:
    figure = Figure(figsize=(placement.width, placement.height), dpi=dpi, frameon=False)
    downwards = Affine2D().scale(1, -1).translate(0, placement.height) + figure.dpi_scale_trans
    colours = {role: f"#{colour}" for role, colour in palette.items()}
    for patch in _patches(placement, colours):
        patch.set_transform(downwards)
        figure.add_artist(patch)
    return figure


def _patches(placement: Placement, colours: Palette) -> Iterator[Patch]:
    for group in placement.groups:
        yield from _draw_group(group, colours)
    for arrow in placement.arrows:
        yield from _draw_arrow(arrow, colours)
    for box in placement.boxes:
        yield from _draw_box(box, colours)


def _draw_group(group: PlacedGroup, colours: Palette) -> Iterator[Patch]:
    if group.framed:
        yield _round(group.area, facecolor=colours[FILL[group.world]], linewidth=0)
    for line in group.head:
        yield _written(line, colours[INK[group.world]])


def _draw_box(box: PlacedBox, colours: Palette) -> Iterator[Patch]:
    look = look_of(box)
    face = colours[look.fill] if look.fill else "none"
    outline = 0 if look.fill == look.ink else OUTLINE
    yield _round(
        box.area, facecolor=face, edgecolor=colours[look.ink], linewidth=outline, linestyle=_dashes(look.dashed)
    )
    for line in box.lines:
        yield _written(line, colours[look.words(line)])
    if box.icon:
        yield from _icon(box.role, box.icon, colours[look.signs])
    if box.mark:
        yield from _ring_and_dot(box.mark, colours[look.signs])


def _draw_arrow(arrow: PlacedArrow, colours: Palette) -> Iterator[Patch]:
    colour = colours[ARROW]
    head, neck = _head(*arrow.points[-2:])
    way = Path([*arrow.points[:-1], neck])
    style = _dashes(not is_sure(arrow.source))
    yield PathPatch(way, fill=False, edgecolor=colour, linewidth=OUTLINE, linestyle=style, capstyle="butt")
    yield Polygon(head, closed=True, facecolor=colour, linewidth=0)
    for line in arrow.label:
        yield _written(line, colour)


def _head(before: Point, tip: Point) -> tuple[list[Point], Point]:
    """Give the corners of an arrow's head, and the point at its base where the line ends."""
    along = abs(tip.x - before.x) + abs(tip.y - before.y)
    x, y = (tip.x - before.x) / along, (tip.y - before.y) / along
    length, half = min(ARROW_HEAD[0], along), ARROW_HEAD[1]
    base = Point(tip.x - x * length, tip.y - y * length)
    return [tip, Point(base.x - y * half, base.y + x * half), Point(base.x + y * half, base.y - x * half)], base


def _dashes(dashed: bool) -> str | tuple[int, tuple[float, float]]:  # noqa: FBT001 - matplotlib's name for it is ``linestyle``
    return (0, DASHES) if dashed else "solid"


def _round(area: Rect, **look: Any) -> Patch:
    """Give a box's outline; its dashes begin where PowerPoint's do."""
    corner = min(CORNER, area.width / 2, area.height / 2)
    return PathPatch(_line(frame(area.x, area.y, area.width, area.height, corner)), **look)


def _icon(role: Role, area: Rect, colour: str) -> Iterator[Patch]:
    scale = area.width / GRID
    place = Affine2D().scale(scale).translate(area.x, area.y)
    for stroke in ICONS[role]:
        pen = {"linewidth": 0} if stroke.filled else {"linewidth": OUTLINE, "edgecolor": colour}
        face = colour if stroke.filled else "none"
        yield PathPatch(_line(stroke).transformed(place), facecolor=face, capstyle="round", joinstyle="round", **pen)


def _line(stroke: Stroke) -> Path:
    vertices, codes = [stroke.start], [Path.MOVETO]
    for part in stroke.parts:
        vertices += part
        codes += [Path.LINETO] if len(part) == 1 else [Path.CURVE4] * len(part)
    if stroke.closed:
        vertices.append(stroke.start)
        codes.append(Path.CLOSEPOLY)
    return Path(vertices, codes)


def _ring_and_dot(mark: Rect, colour: str) -> Iterator[Patch]:
    for radius in mark_radii(mark):
        yield Circle(mark.centre, radius, fill=False, edgecolor=colour, linewidth=OUTLINE)


def _written(line: Line, colour: str) -> Patch:
    em = line.size / POINTS
    shape = _outline(line.text, em, bold=line.bold)
    place = Affine2D().scale(1, -1).translate(line.area.x, line.area.y + ASCENT * em)
    return PathPatch(shape.transformed(place), facecolor=colour, linewidth=0)


def _outline(text: str, size: float, *, bold: bool) -> Path:
    """Give the outline of one line of ``text`` in units of ``size``, y upwards, from the left end of the baseline."""
    vertices, codes, x = [np.empty((0, 2))], [np.empty(0, Path.code_type)], 0.0
    for character in text:
        shape, kinds = _glyph(character, bold=bold)
        vertices.append(shape * size + (x, 0))
        codes.append(kinds)
        x += width(character, size, bold=bold)
    return Path(np.concatenate(vertices), np.concatenate(codes))


@cache
def _glyph(character: str, *, bold: bool) -> tuple[np.ndarray, np.ndarray]:
    """Give a character's outline in em and the kinds of its points."""
    wanted = " " if character.isspace() else character
    for shown in (wanted, "\N{REPLACEMENT CHARACTER}"):
        for font in (_carlito(bold=bold), _substitute(bold=bold)):
            if font.get_char_index(ord(shown)):
                return _shape(font, shown)
    raise LookupError(f"no font has {character!r}, nor the character that stands for one that is missing")


def _shape(font: FT2Font, character: str) -> tuple[np.ndarray, np.ndarray]:
    font.load_char(ord(character), flags=LoadFlags.NO_HINTING)
    vertices, codes = font.get_path()
    return vertices / _DRAWN_AT, codes


@cache
def _carlito(*, bold: bool) -> FT2Font:
    with as_file(files("deckgen.fonts") / f"Carlito-{'Bold' if bold else 'Regular'}.ttf") as path:
        return _opened(str(path))


@cache
def _substitute(*, bold: bool) -> FT2Font:
    """Give the font for what Carlito lacks: the one that matplotlib brings along, so the same on every machine."""
    return _opened(f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf")


def _opened(path: str) -> FT2Font:
    font = FT2Font(path)
    font.set_size(_DRAWN_AT, 72)
    return font
