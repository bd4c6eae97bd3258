"""How text is set in a shape: its lines, their sizes, and how much room they take.

Measured in the bundled fonts, which have the widths of Calibri (``render.measure``). Other fonts are up to a seventh
wider or narrower, so what is found by these measures is told only where it is far beyond the room.
"""

import math
import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from msgspec import Struct

from deckgen.lint.area import EMU_PER_INCH, turned
from deckgen.lint.names import NS, whole
from deckgen.lint.shape import Shape
from deckgen.lint.style import WHOLE, Space, Style, bold_of, size_of
from deckgen.render import measure
from deckgen.render.geometry import Rect

DEFAULT_SIZE = 18.0
"""The size of text for which nothing states one, in points: ECMA-376 part 1, 21.1.2.3.9."""

INSETS = {"lIns": 0.1, "tIns": 0.05, "rIns": 0.1, "bIns": 0.05}
"""The room between a shape's sides and its text, in inches: ECMA-376 part 1, 21.1.2.1.1."""

POINTS = 72

Told = TypeVar("Told")

_BREAK, _TEXT, _ABOUT, _FILL, _FONT, _LINK = (
    f"{{{NS['a']}}}{name}" for name in ("br", "t", "rPr", "solidFill", "latin", "hlinkClick")
)
_BEFORE = {"ctr": 0.5, "r": 1, "b": 1}
"""How much of the room that is left over stands before a text, by how it is aligned."""

_MONO = re.compile("mono|consol|courier|code|menlo", re.IGNORECASE)
"""Names of monospaced fonts."""


class Stretch(NamedTuple):
    """A run of text.

    Attributes:
        text: what it says.
        size: in points.
        mono: whether it is set in a monospaced font.
        bold: whether it is.
        fill: the element that says which colour it has; None where nothing does.
        linked: whether it is a link.
    """

    text: str
    size: float
    mono: bool = False
    bold: bool = False
    fill: Any = None
    linked: bool = False

    @property
    def is_words(self) -> bool:
        """Whether it is more than marks and bullets."""
        return any(map(str.isalnum, self.text))


class Paragraph(Struct, frozen=True):
    """A paragraph as it is set.

    Attributes:
        text: what it says.
        stretches: the runs in it.
        size: of its largest text, in points.
        smallest: of its smallest, in points.
        lines: what stands on each line.
        above: the room above it, in points.
        line: the height of a line, in points.
        aligned: to which side, in the format's words.
        bold: whether all of it is.
        mono: whether all of it is set in a monospaced font.
    """

    text: str
    stretches: tuple[Stretch, ...]
    size: float
    smallest: float
    lines: tuple[str, ...]
    above: float
    line: float
    aligned: str
    bold: bool
    mono: bool

    @property
    def height(self) -> float:
        """Its height in points, without the room above it."""
        return len(self.lines) * self.line

    @property
    def width(self) -> float:
        """The width of its longest line, in points."""
        return max((measure.width(line, self.size, bold=self.bold, mono=self.mono) for line in self.lines), default=0.0)


def _once(reckon: Callable[[Shape], Told]) -> Callable[[Shape], Told]:
    """Keep what is reckoned of a shape as long as the shape itself: several rules ask for the same."""
    known: WeakKeyDictionary[Shape, Told] = WeakKeyDictionary()

    @wraps(reckon)
    def recall(shape: Shape) -> Told:
        if shape not in known:
            known[shape] = reckon(shape)
        return known[shape]

    return recall


@_once
def room(shape: Shape) -> Rect | None:
    """Give the area for text of a shape, in inches; None where it is not known where it stands.

    It is the area before the text is turned: as wide as its lines can be long.
    """
    if shape.area is None:
        return None
    area = turned(shape.area, -shape.quarters % 4, shape.area.centre)
    left, top, right, bottom = (_inset(shape, key) for key in INSETS)
    return Rect(area.x + left, area.y + top, max(area.width - left - right, 0.1), area.height - top - bottom)


@_once
def paragraphs(shape: Shape) -> tuple[Paragraph, ...]:
    """Set a shape's text; nothing of a shape without text, or of which it is not known where it stands."""
    space = room(shape)
    if shape.body is None or space is None:
        return ()
    width = space.width * POINTS if _wraps(shape) else math.inf
    return tuple(_set(one, shape, width) for one in shape.body.iterfind("a:p", NS))


@_once
def height(shape: Shape) -> float:
    """Give how high a shape's text is, in points; empty paragraphs at its end do not count."""
    told = list(paragraphs(shape))
    while told and not told[-1].text.strip():
        told.pop()
    return sum(one.height for one in told) + sum(one.above for one in told[1:])


@_once
def extent(shape: Shape) -> Rect | None:
    """Give where a shape's text stands, in inches; None where it has none."""
    space, told = room(shape), [one for one in paragraphs(shape) if one.text.strip()]
    if space is None or not told:
        return None
    high = min(height(shape) / POINTS, space.height)
    left_over = space.height - high
    top = space.y + left_over * _BEFORE.get(stated(shape, "anchor", "t"), 0)
    widths = [min(one.width / POINTS, space.width) for one in told]
    lefts = [(space.width - wide) * _BEFORE.get(one.aligned, 0) for one, wide in zip(told, widths, strict=True)]
    right = max(left + wide for left, wide in zip(lefts, widths, strict=True))
    found = Rect(space.x + min(lefts), top, right - min(lefts), high)
    return turned(found, shape.quarters, shape.area.centre) if shape.area else None


def stated(shape: Shape, key: str, default: str) -> str:
    """Give an attribute of the text's body, its own or inherited."""
    return next((str(one.get(key)) for one in shape.bodies if one.get(key)), default)


def fits_itself(shape: Shape) -> str:
    """Give how a shape is said to fit its text: ``normAutofit``, ``spAutoFit`` or ""."""
    for one in shape.bodies:
        for kind in ("noAutofit", "normAutofit", "spAutoFit"):
            if one.find(f"a:{kind}", NS) is not None:
                return "" if kind == "noAutofit" else kind
    return ""


def _wraps(shape: Shape) -> bool:
    return stated(shape, "wrap", "square") != "none"


def _inset(shape: Shape, key: str) -> float:
    told = next((one for one in shape.bodies if one.get(key)), None)
    return whole(told, key, round(INSETS[key] * EMU_PER_INCH)) / EMU_PER_INCH


def _set(paragraph: Any, shape: Shape, width: float) -> Paragraph:
    about = paragraph.find("a:pPr", NS)
    style = Style.of(about).over(shape.level(whole(about, "lvl")))
    stretches = list(_stretches(paragraph, style))
    told = [one for one in stretches if one.text.strip()] or [Stretch("", style.size or DEFAULT_SIZE)]
    shrunk = _shrunk(shape)
    size = max(one.size for one in told) * shrunk
    smallest = min((one.size for one in told if one.is_words), default=style.size or DEFAULT_SIZE) * shrunk
    words, free = _without_mark(stretches), width - _margin(style)
    mono = bool(words) and all(one.mono for one in words)
    bold = bool(words) and all(one.bold for one in words if one.text != "\n")
    text = "".join(one.text for one in words)
    broken = measure.wrap(text, size, free, bold=bold, mono=mono) if free != math.inf else text.split("\n")
    above, line = _high(style.before, size, 0), _high(style.spacing, size, 1)
    whole_text = "".join(one.text for one in stretches)
    aligned = style.aligned or "l"
    return Paragraph(whole_text, tuple(stretches), size, smallest, tuple(broken), above, line, aligned, bold, mono)


def _stretches(paragraph: Any, style: Style) -> Iterator[Stretch]:
    """Give the runs and fields of a paragraph, and its line ends."""
    usual, bold = style.size or DEFAULT_SIZE, bool(style.bold)
    for one in paragraph:
        text = "\n" if one.tag == _BREAK else one.findtext(_TEXT, "")
        about = one.find(_ABOUT) if text else None
        if about is None:
            if text:
                yield Stretch(text, usual, bold=bold, fill=style.fill)
            continue
        fill, font, link = (about.find(part) for part in (_FILL, _FONT, _LINK))
        mono = font is not None and _MONO.search(str(font.get("typeface", ""))) is not None
        told, size = bold_of(about), size_of(about)
        yield Stretch(
            text,
            usual if size is None else size,
            mono,
            bold if told is None else told,
            style.fill if fill is None else fill,
            link is not None,
        )


def _without_mark(stretches: list[Stretch]) -> list[Stretch]:
    """Give the stretches of a paragraph without the marks behind its words that are smaller than they are."""
    largest = max((one.size for one in stretches), default=0)
    kept = list(stretches)
    while kept and not kept[-1].is_words and kept[-1].size < largest:
        kept.pop()
    return kept


def _shrunk(shape: Shape) -> float:
    """Give by what share a program has shrunk the text already."""
    for one in shape.bodies:
        found = one.find("a:normAutofit", NS)
        if found is not None:
            return whole(found, "fontScale", WHOLE) / WHOLE
        if one.find("a:noAutofit", NS) is not None or one.find("a:spAutoFit", NS) is not None:
            break  # a placeholder that says otherwise does not shrink with its master's
    return 1.0


def _high(told: Space | None, size: float, usual: float) -> float:
    """Give a height in points; where none is stated, so many lines of that size as is usual."""
    single = measure.line_height(size)
    return single * usual if told is None else told.points or single * told.share


def _margin(style: Style) -> float:
    """Give how far from its room's left side a paragraph begins, in points."""
    return (style.margin or 0) / EMU_PER_INCH * POINTS
