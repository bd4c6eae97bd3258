"""What a plain word in YAML is: text, unless it is clearly a number, true, false or null.

This is YAML 1.2's core schema (https://yaml.org/spec/1.2.2/#103-core-schema) and a little stricter than that: ``yes``,
``no``, ``on`` and ``off`` are words, dates and times are texts, and so is a number with a leading zero or plus sign,
which is rather a telephone number or an id.
"""

import math
import re

from deckgen.authored.node import Scalar
from deckgen.placed import Placed

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_FRACTION = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")


def resolve(text: Placed) -> Scalar:
    """Give what an unquoted scalar stands for."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _FRACTION.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text
