"""Open a finished deck as a stranger would, and find confidential values in it, wherever and however they stand there.

It shares nothing with what writes decks, so that a mistake there is not made here again.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec.structs import replace

from deckgen.audit.examine import Examination
from deckgen.audit.hit import Audit
from deckgen.audit.needles import Needles
from deckgen.audit.piece import Content, Room
from deckgen.audit.slides import numbers
from deckgen.audit.value import KINDS, Value
from deckgen.errors import InputError
from deckgen.suggest import among

STARTS = (b"PK", b"%PDF-")
"""How the files begin that are looked through: packages such as .pptx, and PDF."""

OLD = b"\xd0\xcf\x11\xe0"
"""How the compound files begin in which Office wraps encrypted packages (MS-CFB, 2.2)."""


def needles_of(values: Iterable[Value], allowed: Collection[str] = (), ordinary: Iterable[str] = ()) -> Needles:
    """Make values ready to be sought in any number of files.

    Args:
        values: what nobody but the customer should read.
        allowed: the kinds that may be there, of ``value.KINDS``.
        ordinary: texts that are nobody's secret; a value that is one of them is not sought.

    Raises:
        InputError: there is no kind of a name in ``allowed``.
    """
    for name in allowed:
        if name not in KINDS:
            raise InputError(f"there is no class called {name!r}", among(name, KINDS, "classes"))
    return Needles(values, allowed, ordinary)


def audit(path: Path, needles: Needles) -> Audit:
    """Look through a file for values, and for what looks like one.

    Args:
        path: a .pptx, .potx, .pptm or .pdf file.
        needles: what ``needles_of`` gives.

    Raises:
        InputError: it cannot be opened, is no such file, is damaged or encrypted, or unpacks to more than a gigabyte.
    """
    data, room = _read(path), Room(str(path))
    examination = Examination(needles, room)
    found = list(dict.fromkeys(examination.hits(Content("", data))))
    slides = numbers(data)
    hits = tuple(replace(hit, slide=slides.get(hit.part.partition(" > ")[0], 0)) for hit in found)
    return Audit(hits, needles.left_out, tuple(dict.fromkeys(room.unread)))


def sought(text: str, needles: Needles) -> list[Value]:
    """Give the values that stand in one text, such as a file's name.

    Args:
        text: any text.
        needles: what ``needles_of`` gives.
    """
    return list(dict.fromkeys(needle.value for needle, _ in needles.found(text)))


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise InputError(f"{path} cannot be read: {problem.strerror or problem}") from problem
    if data.startswith(OLD):
        raise InputError(
            f"{path} is encrypted, or in a format from before 2007", "save it as .pptx, without a password"
        )
    if not data.startswith(STARTS):
        raise InputError(
            f"{path} is neither a deck nor a PDF", "deckgen audit takes .pptx, .potx, .pptm and .pdf files"
        )
    return data
