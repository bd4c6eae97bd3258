"""What is typed and what answers: monospaced, the command what catches the eye, shortened visibly."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from deckgen.deck import Code, CodeLine
from deckgen.render.measure import MONO_ADVANCE, width
from deckgen.render.powerpoint import fit
from deckgen.render.powerpoint.page import Page, own_size
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder

PROMPT = "$ "
_GAP, _AIRY_GAP = 12.0, 30.0
"""What stands above a command, and at most where there is room, in points."""

_MORE = re.compile(r"… (\d+) more rows?")
_SHADED = re.compile(r"<[^<> ]+>")
_INKS = (
    ("Comment", "muted"),
    ("Name.Tag", "kubernetes"),
    ("Name.Attribute", "kubernetes"),
    ("Keyword", "kubernetes"),
    ("Literal.String", "good"),
    ("Literal.Number", "good"),
    ("Literal.Scalar", "text"),
    ("Punctuation", "muted"),
)
"""Colour roles by Pygments token type; the first that holds is taken."""


def draw(block: Code, slot: str, page: Page) -> None:
    """Draw the lines: smaller where they are long or many, then with lines cut and rows left out, visibly."""
    (place, *_) = page.places(slot)
    scale = page.layout.scale["code"]
    lines = [CodeLine(_plain(line.text), line.role) for line in block.lines]
    longest = max((_length(line) for line in lines), default=0)

    def height_at(size: float) -> float:
        too_wide = longest > _columns(place, size)
        return place.text_height * (2 if too_wide else len(lines) / _capacity(lines, place, size))

    size = fit.best(scale, place.size or scale.size, height_at, place.text_height)
    columns = _columns(place, size)
    lines = leave_out(lines, _capacity(lines, place, size))
    look, gap = Look(own_size(place, size)), _gap(lines, place, size)
    paragraphs = []
    typed = False
    for number, line in enumerate(lines):
        typed = line.role == "command" or (typed and lines[number - 1].text.endswith("\\"))
        above = gap * (number > 0 and line.role == "command")
        language = "bash" if typed else block.language
        paragraphs.append(_paragraph(line, language, page, look, columns, above=above, typed=typed))
    page.shapes.append(page.text(place, "".join(paragraphs) or "<a:p/>"))


def _plain(text: str) -> str:
    return text.expandtabs(8).rstrip()


def _length(line: CodeLine) -> float:
    return _columns_of(line.text) + len(PROMPT) * (line.role == "command")


def _columns_of(text: str) -> float:
    """Give how many columns a text takes; a character that monospaced fonts lack may take more than one."""
    return len(text) if text.isascii() else width(text, 1, mono=True) / MONO_ADVANCE


def _cut(text: str, columns: int) -> str:
    """Give as much of a text as stands in so many columns, one character at least."""
    text = text[: max(columns, 1)]
    while _columns_of(text) > columns and len(text) > 1:
        text = text[:-1]
    return text


def _columns(place: Placeholder, size: float) -> int:
    return int(place.text_width / (size * MONO_ADVANCE))


def _capacity(lines: list[CodeLine], place: Placeholder, size: float) -> int:
    gaps = sum(line.role == "command" for line in lines[1:]) * _GAP
    return max(int((place.text_height - gaps) / (size * fit.MONO_LINE_SPACING * place.spacing)), 1)


def _gap(lines: list[CodeLine], place: Placeholder, size: float) -> float:
    """Give the room above each command but the first: half of what is left over goes there."""
    commands = sum(line.role == "command" for line in lines[1:])
    spare = place.text_height - len(lines) * size * fit.MONO_LINE_SPACING * place.spacing
    return min(max(spare / 2 / max(commands, 1), _GAP), _AIRY_GAP)


def leave_out(lines: list[CodeLine], most: int) -> list[CodeLine]:
    """Bring the lines down to ``most``: the longest output loses its last rows, and a line says how many."""
    groups: list[list[CodeLine]] = [[]]
    for line in lines:
        if line.role == "command":
            groups.append([])
        groups[-1].append(line)
    kept = [len(group) for group in groups]
    while sum(kept) > most and max(kept) > 3:  # noqa: PLR2004 - a command, one row of its answer, what is left out
        longest = kept.index(max(kept))
        kept[longest] -= 1
    shortened = [line for group, count in zip(groups, kept, strict=True) for line in _shorten(group, count)]
    return shortened[:most]


def _shorten(group: list[CodeLine], count: int) -> list[CodeLine]:
    if count == len(group):
        return group
    shown, cut = group[: count - 1], group[count - 1 :]
    already = sum(int(found[1]) for line in cut if (found := _MORE.fullmatch(line.text)))
    missing = already + sum(line.role != "elided" for line in cut)
    return [*shown, CodeLine(f"… {missing} more row{'s' * (missing != 1)}", "elided")]


def _paragraph(
    line: CodeLine, language: str, page: Page, look: Look, columns: int, *, above: float, typed: bool
) -> str:
    """Write a line; one that goes on with a command (``typed``) looks like it, without a prompt of its own."""
    prompt = PROMPT if line.role == "command" else ""
    room = columns - len(prompt)
    cut = _columns_of(line.text) > room
    text = _cut(line.text, room - 1) if cut else line.text
    muted = Look(look.size, "muted")
    runs = page.pen.run(prompt, muted) if prompt else ""
    runs += "".join(
        page.pen.run(piece, _inked(look, role, bold=bold))
        for piece, role, bold in _inks(text, "command" if typed else line.role, language)
    )
    runs += page.pen.run("…", muted) if cut else ""
    before = f'<a:pPr><a:spcBef><a:spcPts val="{round(above * 100)}"/></a:spcBef></a:pPr>' if above else ""
    return f"<a:p>{before}{runs}</a:p>" if runs else f'<a:p>{before}<a:endParaRPr lang="{page.pen.language}"/></a:p>'


def _inked(look: Look, role: str, *, bold: bool) -> Look:
    return Look(look.size, role, bold=bold or None)


def _inks(text: str, role: str, language: str) -> Iterable[tuple[str, str, bool]]:
    """Give the pieces of a line, each with its colour role and whether it is bold."""
    if role == "elided":
        return [(text, "muted", False)] if text else []
    if role == "output":
        return _output(text)
    return _merge(_lexed(text, language), bold=role == "command")


def _output(text: str) -> list[tuple[str, str, bool]]:
    """Colour what a program prints: ``<none>`` and its like stand back."""
    found: list[tuple[str, str, bool]] = []
    start = 0
    for shaded in _SHADED.finditer(text):
        found += [(text[start : shaded.start()], "", False), (shaded[0], "muted", False)]
        start = shaded.end()
    found.append((text[start:], "", False))
    return [piece for piece in found if piece[0]]


def _lexed(text: str, language: str) -> Iterable[tuple[Any, str]]:
    lexer = _lexer(language)
    return lexer.get_tokens(text) if lexer else [("", text)]


@cache
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]  # only a deck with code needs it
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]

    try:
        return get_lexer_by_name("bash" if language == "console" else language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _merge(tokens: Iterable[tuple[Any, str]], *, bold: bool) -> list[tuple[str, str, bool]]:
    """Bring neighbours of one colour together; in a command all is blue but its strings and comments.

    A number in one is mostly part of a name (``20-deployment.yaml``), and of the same kind as the words beside it.
    """
    merged: list[tuple[str, str, bool]] = []
    for token, value in tokens:
        kind = str(token).removeprefix("Token.")
        role = next((ink for name, ink in _INKS if kind.startswith(name)), "kubernetes" if bold else "")
        if bold and not kind.startswith(("Comment", "Literal.String")):
            role = "kubernetes"
        if merged and merged[-1][1] == role:
            merged[-1] = (merged[-1][0] + value, role, bold)
        elif value:
            merged.append((value, role, bold))
    return [(value.replace("\n", ""), role, strong) for value, role, strong in merged if value.strip("\n")]
