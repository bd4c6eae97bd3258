"""Stand the words of an arrow beside it: near its middle, on nothing else."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from deckgen.render.gaps import NARROW_WORDS, WIDEST_WORDS
from deckgen.render.geometry import HAIR, Rect
from deckgen.render.placement import Line
from deckgen.render.route import Way
from deckgen.render.typeset import Style, Words, at_left, centred, words_of_arrow
from deckgen.scene import Arrow

BESIDE = 0.08
"""Between an upright stretch and its words, in inches."""

OVER = 0.03
"""Between a level stretch and its words, in inches; the line's own spacing adds to it."""

STEP = 0.1
"""How far apart the places are that are tried along a stretch, in inches."""

WIDTHS = (WIDEST_WORDS, NARROW_WORDS, 2.5, 0.6)
"""The widths in inches to which words are wrapped, one after another, until there is a place for them."""


def caption(arrow: Arrow, way: Way, style: Style, avoid: Iterable[Rect], canvas: Rect) -> tuple[Line, ...] | None:
    """Give the words of ``arrow`` with their positions; None where there is room for them nowhere beside it.

    Args:
        arrow: with its label.
        way: the points that it runs through.
        style: sizes.
        avoid: what the words may not touch: boxes, heads, frames' sides, arrows, other words.
        canvas: what they must stay inside.
    """
    if not arrow.label:
        return ()
    obstacles = tuple(avoid)
    for width in WIDTHS:
        words = words_of_arrow(arrow, style, width * style.scale)
        for area, level in _places(way, words):
            near = area.grown(0.02)
            if canvas.holds(area) and not any(near.overlaps(thing) for thing in obstacles):
                return centred([words], area) if level else at_left(words, area.x, area.y)
    return None


def _places(way: Way, words: Words) -> Iterator[tuple[Rect, bool]]:
    """Give the places beside each stretch, the longest first, from its middle outwards, and whether it is level."""
    stretches = sorted((Rect.spanning(*pair) for pair in pairwise(way)), key=lambda part: -(part.width + part.height))
    for stretch in stretches:
        centre, level = stretch.centre, stretch.height < HAIR
        for off in _offsets((stretch.width if level else stretch.height) / 2):
            if level:
                x = centre.x - words.width / 2 + off
                yield Rect(x, centre.y - OVER - words.height, words.width, words.height), True
                yield Rect(x, centre.y + OVER, words.width, words.height), True
            else:
                y = centre.y - words.height / 2 + off
                yield Rect(centre.x + BESIDE, y, words.width, words.height), False
                yield Rect(centre.x - BESIDE - words.width, y, words.width, words.height), False


def _offsets(most: float) -> Iterator[float]:
    yield 0.0
    for step in range(1, int(most / STEP) + 1):
        yield from (step * STEP, -step * STEP)
