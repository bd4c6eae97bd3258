"""Text brought into one form, so that a value is found however it is set: case, width, accents, gaps, joints."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from deckgen.audit.piece import PARAGRAPH, RUN

_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_TIES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), RUN)
_ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u04bb\u0501\u051b\u051d"
    "\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0131\u0251\u0261",
    "abekmhopctyxsijhdqwabenikvoptuxiag",
)
"""Small letters of other scripts that look like Latin ones (Unicode, UTS 39, confusables), here and in values."""

_UNSEEN = ("Mn", "Me", "Cf")
_GAPS = re.compile(rf"[\s{RUN}{PARAGRAPH}]+")
_SPACES = re.compile(r"\s")

_UNSPACED = "\u0e00"
"""From here on scripts set no spaces between words, such as Thai and Japanese: their words have no ends to look for."""


def fold(text: str) -> str:
    """Give a text in small letters, without accents and invisible characters, in compatible forms; joints stay.

    Source: Unicode, UAX 15 (normalisation form KD) and 3.13 (caseless matching).
    """
    if text.isascii():
        return text.lower()
    text = text.translate(_TIES).translate(_HYPHENS)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = text.translate(_ALIKE)
    return text.translate(dict.fromkeys(ord(one) for one in set(text) if unicodedata.category(one) in _UNSEEN))


def squeeze(folded: str) -> str:
    """Give a folded text without gaps and joints."""
    return "".join(folded.replace(RUN, " ").replace(PARAGRAPH, " ").split())


class Squeezed(Struct):
    """A text without its gaps, that knows where they were.

    Attributes:
        text: what ``squeeze`` gives.
        seams: where in it something was taken out, in order.
        spaced: whether that was a space, for each of them.
    """

    text: str
    seams: list[int]
    spaced: list[bool]

    def places(self, needle: str, *, has_spaces: bool) -> Iterator[bool]:
        """Say for each place where a needle stands as a word whether it runs over a joint.

        Spaces in it count only where the value has some, or where each letter is set apart.

        Args:
            needle: what ``squeeze`` gives for a value.
            has_spaces: whether the value has spaces, so that there may be some in what is found.
        """
        at = self.text.find(needle)
        while at >= 0:
            end = at + len(needle)
            inside = self.spaced[bisect_right(self.seams, at) : bisect_right(self.seams, end - 1)]
            is_spread = len(inside) >= end - at - 1
            if self._is_end(at) and self._is_end(end) and (has_spaces or is_spread or not any(inside)):
                yield not all(inside)
            at = self.text.find(needle, at + 1)

    def _is_end(self, at: int) -> bool:
        if not 0 < at < len(self.text) or not (is_letter(self.text[at - 1]) and is_letter(self.text[at])):
            return True
        found = bisect_right(self.seams, at)
        return found > 0 and self.seams[found - 1] == at


def squeezed(folded: str) -> Squeezed:
    """Take the gaps and joints out of a folded text, and keep where they were."""
    parts, seams, spaced, at, last = [], [], [], 0, 0
    for gap in _GAPS.finditer(folded):
        parts.append(folded[last : gap.start()])
        at, last = at + gap.start() - last, gap.end()
        seams.append(at)
        spaced.append(_SPACES.search(gap[0]) is not None)
    parts.append(folded[last:])
    return Squeezed("".join(parts), seams, spaced)


def is_letter(one: str) -> bool:
    """Tell whether a character is a letter or a digit of a script that sets spaces between words."""
    return one < _UNSPACED and one.isalnum()
