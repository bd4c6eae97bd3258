"""The legend of a diagram that stands alone: what its outlines and lines say of where their things come from.

On a slide the page's own legend says so; ``deckgen diagram`` has none.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from deckgen.fact import Source
from deckgen.render.geometry import Rect
from deckgen.render.measure import line_height, width
from deckgen.render.placement import Line, PlacedBox, PlacedGroup, Placement
from deckgen.render.typeset import MARK, POINTS, SMALL
from deckgen.values import FROM

ABOVE = 0.22
"""Between the diagram and its legend, in inches."""

SAMPLE = (0.42, 0.22)
"""Width and height in inches of the small box that shows how a kind is drawn."""

BESIDE = 0.09
"""Between that and its words, in inches."""

BETWEEN = 0.32
"""Between the words and the next kind, in inches."""

ROW = 0.29
"""From one row of a legend to the next, in inches."""

EDGE = 0.02
"""Around the whole, for half of an outline, in inches."""

DASHED = (Source.DOCUMENTED, Source.NOT_VISIBLE)
"""Both are drawn alike, so both stand in one entry."""

Entry = tuple[Source, str]
"""A kind, and what it says."""


def with_legend(placement: Placement) -> Placement:
    """Give a diagram with a legend below it, at the right: of the kinds that it shows, each once."""
    rows = list(_rows(entries(placement), placement.width - 2 * EDGE))
    boxes, lines = list(placement.boxes), list[Line]()
    top = placement.height + ABOVE
    for number, row in enumerate(rows):
        x = placement.width - EDGE - _length(row)
        for source, words in row:
            sample = Rect(x, top + number * ROW, *SAMPLE)
            boxes.append(_sample(source, sample))
            lines.append(_words(words, sample))
            x += _length([(source, words)]) + BETWEEN
    height = ABOVE + len(rows) * ROW + EDGE if rows else 0.0
    area = Rect(0, top, placement.width, len(rows) * ROW)
    legend = (PlacedGroup("legend", area, "neutral", framed=False, head=tuple(lines)),) if rows else ()
    groups = (*placement.groups, *legend)
    return replace(placement, height=placement.height + height, boxes=tuple(boxes), groups=groups)


def entries(placement: Placement) -> list[Entry]:
    """Give the kinds that a diagram shows, the surest first, with their words."""
    shown = {box.source for box in placement.boxes} | {arrow.source for arrow in placement.arrows}
    solid = [(source, FROM[source]) for source in Source if source in shown and source not in DASHED]
    dashed = [source for source in DASHED if source in shown]
    return [*solid, (dashed[0], " or ".join(FROM[source] for source in dashed))] if dashed else solid


def _rows(told: list[Entry], room: float) -> Iterator[list[Entry]]:
    """Break the entries into rows that are no longer than ``room``, but for an entry that is so by itself."""
    row: list[Entry] = []
    for entry in told:
        if row and _length([*row, entry]) > room:
            yield row
            row = []
        row.append(entry)
    if row:
        yield row


def _length(row: list[Entry]) -> float:
    each = (SAMPLE[0] + BESIDE + width(words, SMALL) / POINTS for _, words in row)
    return sum(each) + BETWEEN * (len(row) - 1)


def _sample(source: Source, area: Rect) -> PlacedBox:
    centre = area.centre
    mark = Rect(centre.x - MARK / 2, centre.y - MARK / 2, MARK, MARK) if source is Source.DECLARED else None
    name = f"legend {source.value}"
    return PlacedBox(name, area, "neutral", source, strong=False, ground=None, lines=(), mark=mark)


def _words(words: str, sample: Rect) -> Line:
    height = line_height(SMALL) / POINTS
    area = Rect(sample.right + BESIDE, sample.centre.y - height / 2, width(words, SMALL) / POINTS, height)
    return Line(words, area, SMALL, bold=False, role="head")
