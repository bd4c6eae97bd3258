"""A file taken apart, down to the last piece of text."""

from collections.abc import Callable, Iterator

from deckgen.audit import archive, document, letters, markup, picture
from deckgen.audit.piece import Content, Piece, Room

Opener = Callable[[Content, Room], Iterator[Content | Piece]]

_OPENERS: tuple[tuple[bytes, Opener], ...] = (
    (b"PK\x03\x04", archive.unzip),
    (b"PK\x05\x06", archive.unzip),
    (b"\x1f\x8b\x08", archive.gunzip),
    (picture.SIGNATURE, picture.chunks),
    (b"%PDF-", document.objects),
)


def unfold(content: Content, room: Room) -> Iterator[Piece]:
    """Give all text in a content, that of what is packed in it included.

    Raises:
        InputError: it is damaged, encrypted, or would unpack to more than there is room for.
    """
    room.enter(content.level)
    opener = next((opener for start, opener in _OPENERS if content.data.startswith(start)), _read)
    for one in (_read if content.opened else opener)(content, room):
        if isinstance(one, Piece):
            yield one
        elif one.data:
            yield from unfold(one, room)


def _read(content: Content, room: Room) -> Iterator[Content | Piece]:
    """Give the letters of what has nothing packed in it, or whose head tells of nothing."""
    del room
    text = letters.text_of(content.data)
    if text is None:
        yield from letters.runs(content)
        yield from _behind(content)
    elif markup.is_markup(text):
        yield from markup.pieces(content, text)
    else:
        yield Piece(content.part, letters.plain(text), content.place, content.guise, packed=content.level)


def _behind(content: Content) -> Iterator[Content]:
    """Give the zip that may stand behind other bytes, as behind a picture."""
    at = -1 if content.opened else content.data.find(archive.LOCAL, 1)
    if at > 0:
        yield Content(content.part, content.data[at:], content.level + 1, content.guise, content.place)
