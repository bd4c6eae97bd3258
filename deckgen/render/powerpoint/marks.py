"""Marks that say where a value comes from, and the legend that explains those that a slide uses."""

from collections.abc import Collection

from deckgen.fact import Source
from deckgen.render.powerpoint.pen import Look, Pen

GLYPHS = {Source.OBSERVED: "●", Source.DECLARED: "◉", Source.DOCUMENTED: "○"}
MEANINGS = {
    Source.OBSERVED: "observed in the cluster",
    Source.DECLARED: "declared",
    Source.DOCUMENTED: "documented standard",
}
SYMBOL_LINE = 2724 / 2048
"""Line height of Segoe UI Symbol in em (``hhea`` ascender 2210, descender 514), which is high for its size."""

_SHARE = 0.7
_GAP = "\u00a0"


def mark(source: Source, pen: Pen, size: float, *, gap: bool = True) -> str:
    """Write the mark of ``source`` as a run, smaller than the text of ``size`` points that it stands after."""
    smaller = max(size * _SHARE, 9)
    # The gap is a run of its own: LibreOffice draws a link in the colour of the run that follows it.
    before = pen.run(_GAP, Look(smaller, bold=False)) if gap else ""
    return before + pen.run(GLYPHS[source], Look(smaller, source.value, bold=False, symbol=True))


def mark_width(size: float) -> float:
    """Give how wide a mark is with its gap, in points: an em for the mark, a third for the gap."""
    return size * _SHARE * 1.34


def legend(sources: Collection[Source], pen: Pen, size: float) -> str:
    """Write the runs that explain the marks of ``sources``, the surest first."""
    parts = []
    for source, glyph in GLYPHS.items():
        if source in sources:
            words = pen.run(f"{_GAP}{MEANINGS[source]}", Look(size))
            parts.append(pen.run(glyph, Look(size * 0.9, source.value, symbol=True)) + words)
    return pen.run("     ", Look(size)).join(parts)
