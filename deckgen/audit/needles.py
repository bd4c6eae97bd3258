"""All values sought in a text at once.

Each needle is filed under the rarest four letters of it. Of a text, the fours of letters are a set, so that two
thousand values cost hardly more than one: only those whose four letters occur are looked for.
"""

import ipaddress
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from deckgen.audit.fold import fold, squeeze, squeezed
from deckgen.audit.hit import LeftOut
from deckgen.audit.piece import RUN
from deckgen.audit.value import Value
from deckgen.fact import Holds

LEAST = 4
"""A value with fewer letters is an ordinary word."""

LEAST_HIDDEN = 6
"""So many letters a value needs to be looked for backwards and in what was decoded, where chance makes shorter ones."""

_UUID = 32

_JOINTS = re.compile(r"[-_.\s]+")
LEAST_JOINED = 8
"""So many letters another spelling needs, such as a name with its words joined, or an address as one number."""

_DIGITS = re.compile(rf"\d(?:[\s().\-/\u00b7{RUN}]{{0,3}}\d){{6,16}}(?!\d)")
_NUMBER_ITSELF, _FEWEST_DIGITS = 9, 7
"""So many last digits of a telephone number tell it, however it begins: ``+44 20 ...``, ``0044 20``, ``(020)``."""


_NAMED = frozenset({Holds.CUSTOMER, Holds.PERSON, Holds.HOST_NAME, Holds.NAMESPACE, Holds.OBJECT, Holds.PLATFORM})
_DOTS = 3


class Needle(Struct, frozen=True):
    """A value in one spelling.

    Attributes:
        value: the value.
        text: what ``squeeze`` gives for it.
        fours: all four letters in a row in it.
        guise: how the spelling differs, or "".
        spaced: whether there are spaces in it.
    """

    value: Value
    text: str
    fours: frozenset[str]
    guise: str = ""
    spaced: bool = False


class Needles:
    """Values, ready to be sought.

    Args:
        values: what is sought; one may stand there twice.
        allowed: the kinds that may be there.
        ordinary: texts that are nobody's secret; a value that is one of them is not sought.

    Attributes:
        allowed: the kinds that may be there.
        left_out: the values that are not sought.
    """

    def __init__(self, values: Iterable[Value], allowed: Iterable[str] = (), ordinary: Iterable[str] = ()) -> None:
        self.allowed = frozenset(allowed)
        common = {squeeze(fold(text)) for text in ordinary}
        several = [value for value in dict.fromkeys(values) if value.holds is not Holds.PUBLIC]
        wanted = [value for value in several if value.holds.value not in self.allowed]
        plain = {value: squeeze(fold(value.text)) for value in wanted}
        self.left_out = LeftOut(
            short=tuple(value for value in wanted if len(plain[value]) < LEAST),
            ordinary=tuple(value for value in wanted if len(plain[value]) >= LEAST and plain[value] in common),
            allowed=tuple(value for value in several if value.holds.value in self.allowed),
        )
        passed = {*self.left_out.short, *self.left_out.ordinary}
        self._file([needle for value in wanted if value not in passed for needle in _spelled(value)])
        digits = {value: re.sub(r"\D", "", value.text) for value in wanted if value.holds is Holds.PHONE}
        self._phones = {
            number[-_NUMBER_ITSELF:]: value for value, number in digits.items() if len(number) >= _FEWEST_DIGITS
        }

    def _file(self, needles: list[Needle]) -> None:
        common = Counter(four for needle in needles for four in needle.fours)
        self._filed: dict[str, list[Needle]] = defaultdict(list)
        for needle in needles:
            self._filed[min(needle.fours, key=lambda four: (common[four], four))].append(needle)

    def found(self, text: str, least: int = LEAST) -> Iterator[tuple[Needle, bool]]:
        """Give each needle that stands in a text as a word, and whether it stands there in pieces only.

        Args:
            text: with joints, as in ``Piece``.
            least: how many letters a needle has at least.
        """
        if not self._filed:
            return
        folded = fold(text)
        tight = squeeze(folded)
        fours = _fours(tight)
        near = [one for four in fours & self._filed.keys() for one in self._filed[four] if one.fours <= fours]
        there = [needle for needle in near if len(needle.text) >= least and needle.text in tight]
        if not there:
            return
        known = squeezed(folded)
        for needle in there:
            places = list(known.places(needle.text, has_spaces=needle.spaced))
            if places:
                yield needle, all(places)

    def phones(self, text: str) -> Iterator[Value]:
        """Give each telephone number that stands in a text, however its digits are set apart and it begins."""
        if self._phones:
            for found in _DIGITS.findall(text):
                number = re.sub(r"\D", "", found)
                if (value := self._phones.get(number[-_NUMBER_ITSELF:])) is not None:
                    yield value


def _fours(text: str) -> frozenset[str]:
    return frozenset([text[at : at + LEAST] for at in range(len(text) - LEAST + 1)])


def _spelled(value: Value) -> Iterator[Needle]:
    folded = fold(value.text)
    text, spaced = squeeze(folded), len(folded.split()) > 1 or _is_address(value.text)
    yield Needle(value, text, _fours(text), "", spaced)
    if len(text) >= LEAST_HIDDEN and text != text[::-1]:
        yield Needle(value, text[::-1], _fours(text[::-1]), "reversed", spaced)
    others = {fold(other) for other in (*_other_spellings(value.text.strip()), *_joined(value))}
    for other in {one for one in others if len(one) >= LEAST} - {text}:
        yield Needle(value, other, _fours(other), "in another spelling")


def _joined(value: Value) -> Iterator[str]:
    """Give a name of several words with its words joined otherwise: ``web-shop`` as ``web_shop`` and ``webshop``."""
    words = _JOINTS.split(value.text.strip())
    if value.holds in _NAMED and len(words) > 1 and len("".join(words)) >= LEAST_JOINED:
        yield from (joint.join(words) for joint in ("", "-", "_"))


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_interface(text)
    except ValueError:
        return False
    return True


def _numbered(address: ipaddress.IPv4Address) -> Iterator[str]:
    """Give an address as one number, with other marks between its parts, and with all their digits."""
    yield from (str(int(address)), f"{int(address):#010x}", f"{int(address):08x}")
    parts = str(address).split(".")
    yield from ("-".join(parts), "_".join(parts), ".".join(part.zfill(3) for part in parts))


def _other_spellings(text: str) -> Iterator[str]:
    """Give how an id or an address may be written, too: without hyphens, with all its zeros, as one number."""
    bare = text.replace("-", "")
    if len(bare) == _UUID and all(one in "0123456789abcdefABCDEF" for one in bare):
        yield bare
        yield "-".join((bare[:8], bare[8:12], bare[12:16], bare[16:20], bare[20:]))
    if text.count(".") == _DOTS and _is_address(text) and "/" not in text:
        yield from (one for one in _numbered(ipaddress.IPv4Address(text)) if len(one) >= LEAST_JOINED)
    if ":" in text:
        try:
            longer = ipaddress.IPv6Address(text)
        except ValueError:
            return
        yield longer.compressed
        yield longer.exploded
