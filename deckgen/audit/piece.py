"""What a file is taken apart into: contents that may hold others, and pieces of text to search."""

from msgspec import Struct

from deckgen.errors import InputError

RUN, PARAGRAPH, BREAK = "\x01", "\x02", "\x03"
"""The joints in a piece's text: a value may run over the first two, never over the third.

XML cannot hold these characters, and text from elsewhere is rid of them.
"""

MOST_BYTES = 1 << 30
"""How large all that is in a file may be when unpacked: a deck of a thousand pictures stays below, a bomb does not."""

MOST_LEVELS = 8
"""So many files may be packed in one another: a picture in a workbook in a deck in a zip makes four."""


class Content(Struct, frozen=True):
    """Bytes with a name.

    Attributes:
        part: where they were found, as ``Hit.part``.
        data: the bytes.
        level: how many files they are packed in.
        guise: how they were hidden, the outermost first.
        place: what of the part they are, as ``Hit.place``.
        opened: whether what is packed in them was taken out, so that only their own letters are left to read.
    """

    part: str
    data: bytes
    level: int = 0
    guise: tuple[str, ...] = ()
    place: str = "text"
    opened: bool = False


class Piece(Struct, frozen=True):
    """A text with joints in it.

    Attributes:
        part: where it was found, as ``Hit.part``.
        text: the text, its joints as they are above.
        place: what of the part it is, as ``Hit.place``.
        guise: how it was hidden, the outermost first.
        certain: whether it was meant as text; in what only happens to be readable, nothing is sought by its looks.
        packed: how many files it is packed in.
    """

    part: str
    text: str
    place: str = "text"
    guise: tuple[str, ...] = ()
    certain: bool = True
    packed: int = 0


class Room:
    """How much may still be unpacked from one file, and what of it could not be read.

    Args:
        file: its name, for messages.
        left: how many bytes.

    Attributes:
        unread: the parts that are damaged or locked, as ``Hit.part``.
    """

    def __init__(self, file: str, left: int = MOST_BYTES) -> None:
        self.file, self.left = file, left
        self.unread: list[str] = []

    def take(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            InputError: they are too many.
        """
        self.left -= size
        if self.left < 0:
            raise InputError(f"{self.file}: unpacked it would be larger than {MOST_BYTES >> 30} GiB")

    def enter(self, level: int) -> None:
        """Count the files that one is packed in.

        Raises:
            InputError: they are too many.
        """
        if level > MOST_LEVELS:
            raise InputError(f"{self.file}: files are packed in one another more than {MOST_LEVELS} deep")


def inner(content: Content, name: str, data: bytes, place: str = "text") -> Content:
    """Give what is packed in a content, by a name."""
    part = f"{content.part} > {name}" if content.part else name
    return Content(part, data, content.level + 1, content.guise, place)


def beside(content: Content, data: bytes, place: str) -> Content:
    """Give what a content holds beside what is packed in it."""
    return Content(content.part, data, content.level, content.guise, place, opened=True)
