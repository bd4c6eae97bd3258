"""What a text holds in another guise: escaped, or written in hexadecimal digits or base64.

Source: RFC 3986, 2.1 (percent-encoding); RFC 4648, 4, 5 and 8 (base64, its form for URLs, base16).
"""

import binascii
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from deckgen.audit.piece import BREAK, PARAGRAPH, RUN, Content, Piece

MOST_GUISES = 3
"""So many guises may cover one another."""

_FILE = 64
"""From so many letters on base64 may hold a file, such as a picture in SVG, and not only a value."""

_ENTITY = re.compile(r"&(?:#\w{2,7}|\w{2,6});")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_NUMBERED = re.compile(r"\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})|_x([0-9A-Fa-f]{4})_")
"""Letters by their numbers, as in JSON and in Office's properties and workbooks (ECMA-376 part 1, 22.9.2.19)."""

_HEX = re.compile(r"[0-9A-Fa-f]{12,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}")
_FOLDED = re.compile(r"(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{40,}+\s++)++[A-Za-z0-9+/]*+")
"""Base64 in lines, as in mail; the whole is read as well as its lines."""

_SPACES = re.compile(r"\s+")
_APART = b"\x80\x80\x80\x80"
"""What is no letter in any encoding that is looked for."""

_SPELLED = re.compile(r"(?i)\s*[\[({<]\s*(at|dot)\s*[\])}>]\s*")
_SPREAD = re.compile(r"(?<!\w)\S([-_.*|/,\u00b7])\S(?:\1\S){3,}(?!\w)")
"""Letters with the same mark between each two: ``w-e-b---0-1``."""

_ESCAPES: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("XML-escaped", _ENTITY, unescape),
    ("URL-escaped", _PERCENT, unquote),
    ("number-escaped", _NUMBERED, lambda text: _NUMBERED.sub(lambda one: chr(int(one[one.lastindex or 0], 16)), text)),
    ("spelled out", _SPELLED, lambda text: _SPELLED.sub(lambda one: "@" if one[1].lower() == "at" else ".", text)),
    ("letters set apart", _SPREAD, lambda text: _SPREAD.sub(lambda one: one[0][::2], text)),
)


def guises(piece: Piece) -> Iterator[Content | Piece]:
    """Give what stands in a text in another guise; what was decoded by chance is not decoded further."""
    if len(piece.guise) >= MOST_GUISES or (piece.guise and not piece.certain):
        return
    text = piece.text.replace(RUN, "")
    blocks = re.split(f"[{PARAGRAPH}{BREAK}]", text)
    for name, mark, plain in _ESCAPES:
        escaped = [block for block in blocks if mark.search(block)]
        if escaped:
            yield Piece(
                piece.part,
                BREAK.join(map(plain, escaped)),
                piece.place,
                (*piece.guise, name),
                piece.certain,
                piece.packed,
            )
    yield from _decoded(piece, "hex", _bytes_of(_HEX.findall(text), 2, bytes.fromhex))
    runs = dict.fromkeys((*_BASE64.findall(text), *(_SPACES.sub("", one) for one in _FOLDED.findall(text))))
    yield from _decoded(piece, "base64", _bytes_of(runs, 4, _base64))
    for run in runs:
        if len(run) >= _FILE:
            yield Content(piece.part, _base64(run), piece.packed + 1, (*piece.guise, "base64"), piece.place)


def _decoded(piece: Piece, name: str, several: Iterable[bytes]) -> Iterator[Content]:
    data = _APART.join(several)
    if data:
        yield Content(piece.part, _APART + data, piece.packed, (*piece.guise, name), piece.place)


def _bytes_of(runs: Iterable[str], step: int, decode: Callable[[str], bytes]) -> Iterator[bytes]:
    """Give what runs hold, wherever in them it begins."""
    for run in dict.fromkeys(runs):
        for start in range(step):
            whole = run[start : start + (len(run) - start) // step * step]
            yield decode(whole)
            if step > 2 and len(run) - start - len(whole) > 1:  # noqa: PLR2004 - a last letter holds no whole byte
                yield decode(run[start:])


def _base64(run: str) -> bytes:
    letters = run.replace("-", "+").replace("_", "/")
    rest = len(letters) % 4
    letters = letters[:-1] if rest == 1 else letters + "=" * (-rest % 4)
    return binascii.a2b_base64(letters)
