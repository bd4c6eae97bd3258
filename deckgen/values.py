"""How a fact's value is written where no author wrote a sentence around it: with its unit, in the form people say."""

from collections.abc import Sequence
from typing import Any

from deckgen.deck import Run, Text
from deckgen.fact import Fact, Source
from deckgen.rounded import alike
from deckgen.wording import HOURS_A_DAY, SIZES, clean, plural, series, size

LISTED = 6
"""So many members of a list are written out; the rest is counted."""

NOTHING = "\N{EN DASH}"
"""What stands where there is nothing to say: no cell of a table is empty."""

NOUNS = {"h": "hour", "d": "day", "min": "minute"}

NUMBERED = ("port", "VNI", "minor version")
"""Units of numbers that name something and count nothing, so that their digits stand together."""

FROM = {
    Source.OBSERVED: "observed in the cluster",
    Source.DECLARED: "declared by us",
    Source.DOCUMENTED: "documented standard",
    Source.NOT_VISIBLE: "not visible",
}
"""A source in words, as in the legend of a slide."""


def spell(value: Any, unit: str = "") -> str:
    """Write a value with its unit.

    Args:
        value: a bool, number, string, or a list of those; terminal codes are taken out, white space is drawn together.
        unit: "h", "d", "GiB", "port" or any other; "" for none.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _measure(value, unit)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return series(alike(value, [spell(one, unit) for one in value]), LISTED)
    return " ".join(str(clean(str(value))).split()) or NOTHING


def fact_text(fact: Fact) -> Text:
    """Write a fact's value with its source; a fact that is not visible says just that."""
    words = spell(fact.value, fact.unit) if fact.visible else "not visible"
    return Text((Run(words),), fact.source, fact.differs)


def _measure(number: float, unit: str) -> str:
    if unit == "h" and number and number % HOURS_A_DAY == 0:
        return plural(number / HOURS_A_DAY, "day")
    if unit in NOUNS:
        return plural(number, NOUNS[unit])
    if unit in NUMBERED:
        return f"{unit} {number:.0f}"
    return size(number, unit) if unit in SIZES else f"{number:,.1f}".removesuffix(".0") + f" {unit}".rstrip()
