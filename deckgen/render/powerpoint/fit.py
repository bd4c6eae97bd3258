"""How much room a text takes, so that none leaves its placeholder."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from deckgen.deck import Run, Text
from deckgen.layout import Size
from deckgen.render import measure
from deckgen.render.powerpoint.face import Face
from deckgen.render.powerpoint.markup import clean

Piece = tuple[str, bool, bool, str]
"""A stretch of text, whether it is bold, whether it is monospaced, and its typeface."""

MONO_LINE_SPACING = 1.18
"""Line height of Consolas in em (``hhea`` ascender 1521, descender 527, line gap 350 of 2048 in version 7), the highest
of the fonts that may stand in for it."""

_SAFETY = 0.985
"""Share of a line that is filled: programs round advances differently."""

_WORDS = re.compile(r" +|[^ ]+")


def pieces(text: Text, face: Face, *, bold: bool = False, mono: bool = False) -> list[Piece]:
    """Give the stretches of a text as they are measured when it is set in a face, or ``bold`` in it."""
    bold = bold or face.bold
    return [
        (shown(run.text, face), bold or run.style == "strong", mono or run.style == "code", face.name)
        for run in text.runs
    ]


def shown(text: str, face: Face) -> str:
    """Give the characters that are seen of a text."""
    return clean(text).upper() if face.capitals else clean(text)


@lru_cache(maxsize=16384)
def _em(word: str, bold: bool, mono: bool, face: str) -> float:  # noqa: FBT001 - keyword arguments make the cache slow
    return measure.width(word, 1.0, bold=bold, mono=mono, face=face)


def width(stretches: Sequence[Piece], size: float) -> float:
    """Give how wide a text is on one line, in points."""
    return size * sum(_em(*stretch) for stretch in stretches)


def longest_word(stretches: Sequence[Piece], size: float) -> float:
    """Give how wide the longest word is, in points."""
    return size * max((_em(*word) for word in _words(stretches)), default=0)


def count_lines(stretches: Sequence[Piece], size: float, room: float) -> int:
    """Give how many lines a text takes in ``room`` points; a word wider than a line is broken anywhere."""
    room = room * _SAFETY / size
    lines, used = 1, 0.0
    for piece in _words(stretches):
        word, wide = piece[0], _em(*piece)
        if used + wide <= room:
            used += wide
        elif word.isspace():
            continue
        elif wide <= room:
            lines, used = lines + 1, wide
        else:
            lines, used = _break(word, wide, room, lines + (used > 0))
    return lines


def _break(word: str, wide: float, room: float, lines: int) -> tuple[int, float]:
    """Give the lines after a word that is wider than one, and how much of the last is used."""
    fitting = max(int(len(word) * room / wide), 1)
    full = (len(word) - 1) // fitting
    return lines + full, wide * (len(word) - full * fitting) / len(word)


def _words(stretches: Sequence[Piece]) -> Iterator[Piece]:
    for text, bold, mono, face in stretches:
        for word in _WORDS.findall(text):
            yield word, bold, mono, face


def height(lines: int, size: float, face: Face, spacing: float = 1.0) -> float:
    """Give how high lines of running text are, in points."""
    return lines * measure.line_height(size, face.name) * spacing


def steps(size: float, minimum: float) -> Iterator[float]:
    """Give the sizes to try, from ``size`` down to ``minimum``, by one or two points."""
    step = 2.0 if size > 24 else 1.0  # noqa: PLR2004 - display sizes come in coarser steps
    while size > minimum:
        yield size
        size -= step
    yield minimum


def best(
    scale: Size, usual: float, height_at: Callable[[float], float], room: float, *, roomy_share: float = 0.5
) -> float:
    """Give the size to set something in: a roomy one if it takes a small share of the room, else the largest to fit.

    Args:
        scale: the sizes of its role.
        usual: the size to begin with: the placeholder's own, if it states one.
        height_at: how high it is at a size, in points.
        room: how high it may be.
        roomy_share: how much of the room it may take at a roomy size.
    """
    roomy = (size for size in _roomy(scale, usual) if height_at(size) <= room * roomy_share)
    fitting = (size for size in steps(usual, scale.minimum) if height_at(size) <= room)
    return next(roomy, None) or next(fitting, scale.minimum)


def _roomy(scale: Size, usual: float) -> Iterator[float]:
    """Give the sizes for what has room to spare, the largest first, two points apart."""
    size = scale.roomy
    while size > usual:
        yield size
        size -= 2


def elide(
    text: Text, face: Face, size: float, room: float, lines: int, *, bold: bool = False, mono: bool = False
) -> Text:
    """Shorten a text with an ellipsis so that it takes at most ``lines`` lines of ``room`` points."""

    def fits(one: Text) -> bool:
        return count_lines(pieces(one, face, bold=bold, mono=mono), size, room) <= lines

    if fits(text):
        return text
    shortest, longest = 0, len(str(text))
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if fits(cut(text, middle)):
            shortest = middle
        else:
            longest = middle - 1
    return cut(text, shortest)


def cut(text: Text, length: int) -> Text:
    """Give the first ``length`` characters of a text, and an ellipsis."""
    kept: list[Run] = []
    for run in text.runs:
        kept.append(Run(run.text[:length], run.style, run.href))
        length -= len(run.text)
        if length <= 0:
            break
    last = kept.pop() if kept else Run("")
    kept.append(Run(f"{last.text.rstrip()}…", last.style, last.href))
    return Text(tuple(kept), text.source, text.differs)
