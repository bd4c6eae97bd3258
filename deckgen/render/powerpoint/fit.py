"""How much room a text takes, so that none leaves its placeholder."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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
_PARTS = re.compile(r"[^-/]*[-/]+|[^-/]+")


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
    return size * max((wide for wide, _ in _words(tuple(stretches))), default=0)


def count_lines(stretches: Sequence[Piece], size: float, room: float) -> int:
    """Give how many lines a text takes at most in ``room`` points.

    A space that has no room hangs over the end of its line. A word wider than a line begins one and is broken anywhere,
    or where it has a hyphen or a slash: programs differ in that, so what takes more lines is taken.
    """
    room = room * _SAFETY / size
    lines, used = 1, 0.0
    for wide, word in _words(tuple(stretches)):
        if used + wide <= room or word[0][0].isspace():
            used += wide
        elif wide <= room:
            lines, used = lines + 1, wide
        else:
            lines += used > 0
            lines, used = max(_break([word], room, lines), _break(_parts(word), room, lines))
    return lines


def _break(parts: Iterable[Sequence[Piece]], room: float, lines: int) -> tuple[int, float]:
    """Give the lines after parts of a word, each broken anywhere if it is wider than one, and how much is used then."""
    used = 0.0
    for part in parts:
        whole = sum(_em(*piece) for piece in part)
        if whole <= room - used:
            used += whole
            continue
        lines, used = lines + (used > 0), 0.0
        for wide in (_em(letter, *look) for text, *look in part for letter in text):
            lines, used = (lines, used + wide) if used + wide <= room or not used else (lines + 1, wide)
    return lines, used


def _parts(word: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Give the parts of a word up to each hyphen or slash; one may go on in the next stretch."""
    part: list[Piece] = []
    for text, bold, mono, face in word:
        for found in _PARTS.findall(text):
            part.append((found, bold, mono, face))
            if found[-1] in "-/":
                yield part
                part = []
    if part:
        yield part


@lru_cache(maxsize=4096)
def _words(stretches: tuple[Piece, ...]) -> tuple[tuple[float, Sequence[Piece]], ...]:
    """Give the words and the spaces between them, each with its width in em; a word may go on in the next stretch."""
    return tuple((sum(_em(*piece) for piece in word), word) for word in _joined(stretches))


def _joined(stretches: Iterable[Piece]) -> Iterator[Sequence[Piece]]:
    word: list[Piece] = []
    for text, bold, mono, face in stretches:
        for part in _WORDS.findall(text):
            piece = part, bold, mono, face
            if part[0] != " ":
                word.append(piece)
                continue
            if word:
                yield word
                word = []
            yield [piece]
    if word:
        yield word


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
