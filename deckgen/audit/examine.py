"""One file looked through: each piece of it, in each guise, for values of a list and for what looks like one."""

from collections.abc import Iterator

from deckgen.audit.document import RAW
from deckgen.audit.guise import guises
from deckgen.audit.hit import Hit
from deckgen.audit.needles import LEAST, LEAST_HIDDEN, Needles
from deckgen.audit.pattern import looks
from deckgen.audit.piece import BREAK, Content, Piece, Room
from deckgen.audit.unfold import unfold
from deckgen.audit.value import SECRET

IN_PIECES = "in pieces"


class Examination:
    """What was found so far in a file.

    Args:
        needles: the values that are sought, and the kinds that may be there.
        room: how much may be unpacked.
    """

    def __init__(self, needles: Needles, room: Room) -> None:
        self._needles, self._room = needles, room
        self._clean: set[str] = set()

    def hits(self, content: Content) -> Iterator[Hit]:
        """Give what is found in a content, in the order in which it is unpacked.

        Raises:
            InputError: as ``unfold``.
        """
        known: set[str] = set()
        for piece in unfold(content, self._room):
            for hit in self._looked(piece):
                # Every string of a PDF stands in its bytes, too; what stands there alone is what is news.
                if piece.place != RAW or hit.value not in known:
                    known.add(hit.value)
                    yield hit

    def _looked(self, piece: Piece) -> list[Hit]:
        """Look through what of a piece was not found clean before: slides say the same things over and over."""
        blocks = [block for block in dict.fromkeys(piece.text.split(BREAK)) if block not in self._clean]
        if not blocks:
            return []
        fresh = Piece(piece.part, BREAK.join(blocks), piece.place, piece.guise, piece.certain, piece.packed)
        found = [*self._listed(fresh), *self._alike(fresh)]
        for other in guises(fresh):
            for one in [other] if isinstance(other, Piece) else unfold(other, self._room):
                found += self._looked(one)
        # Of what was decoded only the longer values were sought.
        if not found and piece.certain and not piece.guise:
            self._clean.update(blocks)
        return found

    def _listed(self, piece: Piece) -> Iterator[Hit]:
        decoded = any(not one.endswith("escaped") for one in piece.guise)
        for needle, in_pieces in self._needles.found(piece.text, LEAST_HIDDEN if decoded else LEAST):
            told = (*piece.guise, needle.guise, IN_PIECES if in_pieces else "")
            value = needle.value
            yield Hit(piece.part, piece.place, ", ".join(filter(None, told)), value.holds.value, value.text)
        # Attributes hold long rows of numbers: the ways of drawings.
        for value in self._needles.phones(piece.text) if piece.place != "attribute" and not decoded else ():
            yield Hit(piece.part, piece.place, ", ".join(piece.guise), value.holds.value, value.text)

    def _alike(self, piece: Piece) -> Iterator[Hit]:
        for pattern, value in looks(piece):
            if pattern.kind == SECRET or pattern.kind not in self._needles.allowed:
                yield Hit(piece.part, piece.place, ", ".join(piece.guise), pattern.kind, value, pattern.name)
