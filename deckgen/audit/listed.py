"""A list of values that a person wrote: one in a line, with its class before it or without."""

from pathlib import Path

from deckgen.audit.value import KINDS, Value
from deckgen.errors import InputError, Mistake
from deckgen.fact import Holds
from deckgen.suggest import nearest


def read(path: Path) -> tuple[Value, ...]:
    """Read a list: ``host name: web-01``, or ``web-01``, which counts as free text; lines with ``#`` are comments.

    A colon without a space behind it belongs to the value, as in ``https://...`` and ``fd00::1``.

    Raises:
        InputError: the file cannot be read, is no UTF-8, or has lines that say nothing or name no class.
    """
    lines = enumerate(_text(path).splitlines(), 1)
    told = [(number, line) for number, line in lines if line.strip() and not line.lstrip().startswith("#")]
    read_lines = [_value(line, str(path), number) for number, line in told]
    mistakes = [one for one in read_lines if isinstance(one, Mistake)]
    if mistakes:
        raise InputError(mistakes)
    return tuple(one for one in read_lines if isinstance(one, Value))


def _value(line: str, file: str, number: int) -> Value | Mistake:
    kind, colon, text = line.partition(": ")
    column = len(line) - len(line.lstrip()) + 1
    if not colon and line.rstrip().endswith(":"):
        kind, colon, text = line.rstrip()[:-1], ":", ""
    if not colon:
        return Value(line.strip(), Holds.FREE_TEXT)
    kind = kind.strip()
    if kind not in KINDS:
        guess = nearest(kind, KINDS)
        hint = f"did you mean {guess!r}? " if guess else ""
        allowed = f"{hint}classes: {', '.join(KINDS)}; a value with a colon and a space in it needs one before it"
        return Mistake(file, number, column, f"there is no class called {kind!r}", allowed)
    if not text.strip():
        return Mistake(file, number, len(line.rstrip()) + 1, f"the {kind} is missing", f"{kind}: followed by the value")
    return Value(text.strip(), Holds(kind))


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise InputError(f"{path} cannot be read: {problem.strerror or problem}") from problem
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8", "replace")
        column = len(before) - before.rfind("\n")
        allowed = "save the file as UTF-8"
        raise InputError(Mistake(str(path), before.count("\n") + 1, column, "this is not UTF-8", allowed)) from problem
