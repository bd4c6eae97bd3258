"""How text is set in a shape: its lines, their sizes, and how much room they take.

Measured in the typeface that a text has (``render.measure``). Of one whose widths are not known exactly what stands in
for it is wider: its text is reckoned smaller by so much, so that nothing is told that may not be so.
"""

import math
from collections.abc import Callable
from functools import cache, cached_property, wraps
from typing import Any, TypeVar

from msgspec import Struct

from deckgen.fonts.stand_ins import stand_in
from deckgen.lint.area import EMU_PER_INCH, turned
from deckgen.lint.names import NS, every, first, whole
from deckgen.lint.shape import Shape
from deckgen.lint.stretch import DEFAULT_SIZE, Stretch, stretches_of, without_mark
from deckgen.lint.style import WHOLE, Space, Style
from deckgen.lint.typeface import is_mono
from deckgen.render import measure
from deckgen.render.geometry import Rect

INSETS = {"lIns": 0.1, "tIns": 0.05, "rIns": 0.1, "bIns": 0.05}
"""The room between a shape's sides and its text, in inches: ECMA-376 part 1, 21.1.2.1.1."""

POINTS = 72

ROUNDED = 1.015
"""How much wider than measured a program may set letters, which rounds their advances."""

_UNFITTED, _SHRUNK, _GROWN = (f"{{{NS['a']}}}{name}" for name in ("noAutofit", "normAutofit", "spAutoFit"))

Told = TypeVar("Told")

_BEFORE = {"ctr": 0.5, "r": 1, "b": 1}
"""How much of the room that is left over stands before a text, by how it is aligned."""


class Paragraph(Struct, frozen=True, dict=True):
    """A paragraph as it is set.

    Attributes:
        text: what it says.
        stretches: the runs in it.
        size: of its largest text, in points.
        smallest: of its smallest, in points.
        shown: what is to be seen of it, but for marks at its end.
        room: how wide a line may be, in points.
        above: the room above it, in points.
        line: the height of a line, in points.
        aligned: to which side, in the format's words.
        bold: whether all of it is.
        face: the typeface of most of it; a monospaced one only where all of it is.
    """

    text: str
    stretches: tuple[Stretch, ...]
    size: float
    smallest: float
    shown: str
    room: float
    above: float
    line: float
    aligned: str
    bold: bool
    face: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """What stands on each line."""
        return _broken(self.shown, self.size * _likely(self.face), self.room, bold=self.bold, face=self.face)

    @property
    def height(self) -> float:
        """Its height in points, without the room above it."""
        return len(self.lines) * self.line

    @property
    def width(self) -> float:
        """The width of its longest line, in points."""
        size, mono, face = self.size * _likely(self.face), is_mono(self.face), self.face
        return max((measure.width(one, size, bold=self.bold, mono=mono, face=face) for one in self.lines), default=0)

    @property
    def widest_lines(self) -> tuple[str, ...]:
        """What stands on each line where its letters come out as wide as can be."""
        return _broken(self.shown, self.size * ROUNDED, self.room, bold=self.bold, face=self.face)


def _once(kept: str) -> Callable[[Callable[[Shape], Told]], Callable[[Shape], Told]]:
    """Keep what is reckoned of a shape in one of its dicts: several rules, and shapes, ask for the same."""

    def wrap(reckon: Callable[[Shape], Told]) -> Callable[[Shape], Told]:
        @wraps(reckon)
        def recall(shape: Shape) -> Told:
            known: dict[Callable[[Shape], Told], Told] = getattr(shape, kept)
            if reckon not in known:
                known[reckon] = reckon(shape)
            return known[reckon]

        return recall

    return wrap


@_once("placing")
def room(shape: Shape) -> Rect | None:
    """Give the area for text of a shape, in inches; None where it is not known where it stands.

    It is the area before the text is turned: as wide as its lines can be long.
    """
    if shape.area is None:
        return None
    area = turned(shape.area, -shape.quarters % 4, shape.area.centre)
    left, top, right, bottom = (_inset(shape, key) for key in INSETS)
    return Rect(area.x + left, area.y + top, max(area.width - left - right, 0.1), area.height - top - bottom)


@_once("placing")
def space(shape: Shape) -> Rect | None:
    """Give where on the slide a shape's text may stand, in inches: the room for it, turned as the shape is."""
    own = room(shape)
    return None if own is None or shape.area is None else turned(own, shape.quarters, shape.area.centre)


@_once("reckoned")
def paragraphs(shape: Shape) -> tuple[Paragraph, ...]:
    """Set a shape's text; nothing of a shape without text, or of which it is not known where it stands."""
    own = room(shape)
    if shape.body is None or own is None:
        return ()
    width = own.width * POINTS if _wraps(shape) else math.inf
    return tuple(_set(one, shape, width) for one in every(shape.body, "a:p"))


@_once("reckoned")
def height(shape: Shape) -> float:
    """Give how high a shape's text is, in points; empty paragraphs at its end do not count."""
    told = list(paragraphs(shape))
    while told and not told[-1].text.strip():
        told.pop()
    return sum(one.height for one in told) + sum(one.above for one in told[1:])


@_once("reckoned")
def extent(shape: Shape) -> Rect | None:
    """Give where a shape's text stands, in inches; None where it has none."""
    own, told = room(shape), [one for one in paragraphs(shape) if one.text.strip()]
    if own is None or not told:
        return None
    high = min(height(shape) / POINTS, own.height)
    left_over = own.height - high
    top = own.y + left_over * _BEFORE.get(stated(shape, "anchor", "t"), 0)
    widths = [min(one.width / POINTS, own.width) for one in told]
    lefts = [(own.width - wide) * _BEFORE.get(one.aligned, 0) for one, wide in zip(told, widths, strict=True)]
    right = max(left + wide for left, wide in zip(lefts, widths, strict=True))
    found = Rect(own.x + min(lefts), top, right - min(lefts), high)
    return turned(found, shape.quarters, shape.area.centre) if shape.area else None


def stated(shape: Shape, key: str, default: str) -> str:
    """Give an attribute of the text's body, its own or inherited."""
    return next((str(one.get(key)) for one in shape.bodies if one.get(key)), default)


def fits_itself(shape: Shape) -> str:
    """Give how a shape is said to fit its text: ``normAutofit``, ``spAutoFit`` or ""."""
    told = _fitting(shape)
    return "" if told is None or told.tag == _UNFITTED else str(told.tag).rpartition("}")[2]


def _wraps(shape: Shape) -> bool:
    return stated(shape, "wrap", "square") != "none"


def _inset(shape: Shape, key: str) -> float:
    told = next((one for one in shape.bodies if one.get(key)), None)
    return whole(told, key, round(INSETS[key] * EMU_PER_INCH)) / EMU_PER_INCH


def _set(paragraph: Any, shape: Shape, width: float) -> Paragraph:
    about = first(paragraph, "a:pPr")
    style = Style.of(about).over(shape.level(whole(about, "lvl")))
    fonts = shape.heritage.fonts
    stretches = list(stretches_of(paragraph, style, fonts))
    usual = Stretch("", style.size or DEFAULT_SIZE, fonts.resolve(style.face or "+mn-lt"))
    told = [one for one in stretches if one.text.strip()] or [usual]
    shrunk = _shrunk(shape)
    size = max(one.size for one in told) * shrunk
    smallest = min((one.size for one in told if one.is_words), default=style.size or DEFAULT_SIZE) * shrunk
    words, free = without_mark(stretches), width - _margin(style)
    face = max(words, key=lambda one: (not is_mono(one.face), len(one.text)), default=told[0]).face
    bold = bool(words) and all(one.bold for one in words if one.text != "\n")
    shown = "".join(one.shown for one in words)
    single = _single(size, face)
    return Paragraph(
        text="".join(one.text for one in stretches),
        stretches=tuple(stretches),
        size=size,
        smallest=smallest,
        shown=shown,
        room=free,
        above=_high(style.before, single, 0),
        line=_high(style.spacing, single, 1),
        aligned=style.aligned or "l",
        bold=bold,
        face=face,
    )


def _shrunk(shape: Shape) -> float:
    """Give by what share a program has shrunk the text already."""
    told = _fitting(shape)
    return whole(told, "fontScale", WHOLE) / WHOLE if told is not None and told.tag == _SHRUNK else 1.0


@_once("reckoned")
def _fitting(shape: Shape) -> Any:
    """Give the element that says how a shape fits its text; None where none does.

    It is the nearest one: a placeholder that says otherwise does not shrink with its master's.
    """
    found = (one.find(kind) for one in shape.bodies for kind in (_UNFITTED, _SHRUNK, _GROWN))
    return next((told for told in found if told is not None), None)


def _broken(text: str, size: float, room: float, *, bold: bool, face: str) -> tuple[str, ...]:
    """Give the lines of a text in so many points of width."""
    if room == math.inf:
        return tuple(text.split("\n"))
    return tuple(measure.wrap(text, size, room, bold=bold, mono=is_mono(face), face=face))


@cache
def _likely(face: str) -> float:
    """Give how large text of a typeface comes out, by how large it is measured at most."""
    return 1.0 if is_mono(face) else 1 / (1 + stand_in(face).surplus)


def _single(size: float, face: str) -> float:
    """Give the height of a line at single spacing, in points; that of the bundled face for monospaced ones."""
    return measure.line_height(size) if is_mono(face) else measure.line_height(size * _likely(face), face)


def _high(told: Space | None, single: float, usual: float) -> float:
    """Give a height in points, of lines that are so high; where none is stated, so many lines as is usual."""
    return single * usual if told is None else told.points or single * told.share


def _margin(style: Style) -> float:
    """Give how far from its room's left side a paragraph begins, in points."""
    return (style.margin or 0) / EMU_PER_INCH * POINTS
