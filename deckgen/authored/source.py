"""The text of a file that a person wrote, and where in it things stand."""

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from deckgen.errors import InputError, Mistake
from deckgen.placed import Position

LIMIT_BYTES = 5 * 1024 * 1024

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML does not allow in a stream, all but c-printable: https://yaml.org/spec/1.2.2/#51-character-set."""

_OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


@dataclass(frozen=True)
class Source:
    """A file's name, as the user gave it, its text, and the hash of its bytes."""

    file: str
    text: str
    digest: bytes = b""

    @cached_property
    def lines(self) -> list[str]:
        """The lines, ended as YAML ends them."""
        return _LINE_END.split(self.text)

    def position(self, line: int, column: int) -> Position:
        """Give the position of a line and column that count from 0."""
        return Position(self.file, line + 1, column + 1)


def read_source(path: Path, limit_bytes: int = LIMIT_BYTES) -> Source:
    """Read a text file.

    Raises:
        InputError: it is missing, no file, too large, or no text in UTF-8.
    """
    file = str(path)
    content = _content(path, limit_bytes)
    for mark, encoding in _OTHER_ENCODINGS.items():
        if content.startswith(mark):
            raise InputError(Mistake(file, 1, 1, f"is written in {encoding}", "save it as UTF-8"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(_undecodable(file, content, error)) from error
    _check_characters(file, text)
    return Source(file, text, sha256(content).digest())


def digest_of(path: Path) -> bytes:
    """Give the hash of a file's bytes, as ``Source`` has it.

    Raises:
        InputError: it is missing, no file, or too large.
    """
    return sha256(_content(path, LIMIT_BYTES)).digest()


def _content(path: Path, limit_bytes: int) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(limit_bytes + 1)
    except (OSError, ValueError) as error:
        raise InputError(Mistake(str(path), 0, 0, _in_words(error))) from error
    if len(content) > limit_bytes:
        allowed = f"at most {limit_bytes / 1024 / 1024:g} MiB"
        raise InputError(Mistake(str(path), 0, 0, "is too large for a file that a person wrote", allowed))
    return content


def _in_words(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "is a folder, and a file is needed"
    if isinstance(error, PermissionError):
        return "may not be read"
    return f"cannot be read: {error.strerror if isinstance(error, OSError) else error}"


def _undecodable(file: str, content: bytes, error: UnicodeDecodeError) -> Mistake:
    before = content[: error.start].decode("utf-8", "replace")
    lines = _LINE_END.split(before)
    wrong = f"the byte 0x{content[error.start]:02X} is not UTF-8"
    return Mistake(file, len(lines), len(lines[-1]) + 1, wrong, "save the file as UTF-8")


def _check_characters(file: str, text: str) -> None:
    if not NOT_YAML.search(text):
        return
    mistakes = [
        Mistake(file, number, match.start() + 1, f"the character U+{ord(match[0]):04X} is not allowed in YAML")
        for number, line in enumerate(_LINE_END.split(text), 1)
        for match in [NOT_YAML.search(line)]
        if match
    ]
    raise InputError(mistakes[:20], "is it a YAML file, saved as UTF-8?")
