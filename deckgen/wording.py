"""How values are put into words: the filters that an author's templates may use beside Jinja's own."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from deckgen.rounded import About, alike, how_many

LIMIT = 10_000
"""The most characters that a template may have, and that it or a filter may make."""

SPELLED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Numbers up to twelve are spelled out in running text, larger ones stand in digits."""

SIZES = ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB")
HOURS_A_DAY = 24
MINUTES_AN_HOUR = 60

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SIBILANT = re.compile(r"(s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


class NotVisible(Exception):  # noqa: N818 - it is no error: the next alternative is taken
    """A value that an author's words need and that there is none of.

    Args:
        reason: why, in words for the engineer.
    """


class Blank(str):
    """An empty text that the profile leaves open: false in a condition, and not to be shown."""

    __slots__ = ()


def clean(value: Any) -> Any:
    """Give ``value`` without terminal codes, control characters and what turns the direction of writing.

    Lists and mappings are cleaned through; a line end and a tab stay, since a manifest needs them.
    """
    if isinstance(value, str):
        return value if value.isprintable() else _UNPRINTABLE.sub("", _ESCAPE.sub("", value).replace("\r\n", "\n"))
    if isinstance(value, Mapping):
        return {key: clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return alike(value, [clean(each) for each in value])
    return value


def shown(value: Any) -> str:
    """Give ``value`` as it stands in a sentence where the author names no filter.

    Raises:
        NotVisible: there is no value.
        TypeError: a row: it is not clear which of its columns is meant.
    """
    if value is None or isinstance(value, Blank):
        raise NotVisible("there is no value")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{round(value, 2):g}"
    if isinstance(value, date):
        return on_date(value)
    if isinstance(value, list | tuple):
        return series(value)
    if isinstance(value, Mapping):
        raise TypeError(f"a row cannot be shown as a whole; name one of {series(list(value), word='or')}")
    return str(value)


def words(number: float, one: str = "", many: str = "") -> str:
    """Give 3 as "three", with a noun as "three nodes"; more than twelve in digits."""
    whole = _number(number)
    is_spelled = whole in range(len(SPELLED)) and not isinstance(whole, About)
    spelled = SPELLED[int(whole)] if is_spelled else shown(whole)
    return f"{spelled} {noun(whole, one, many)}" if one else spelled


def plural(number: float, one: str, many: str = "") -> str:
    """Give "1 node" or "3 nodes"; ``many`` where the plural is not regular."""
    return f"{shown(_number(number))} {noun(number, one, many)}"


def noun(number: float, one: str, many: str = "") -> str:
    """Give ``one`` or its plural, as the number asks; any two words will do, such as "keeps" and "keep"."""
    if _number(number) == 1:
        return one
    if many:
        return many
    if _CONSONANT_Y.search(one):
        return one[:-1] + "ies"
    return one + ("es" if _SIBILANT.search(one) else "s")


def cap(text: str) -> str:
    """Give ``text`` with its first letter as a capital, the rest as it stands."""
    return text[:1].upper() + text[1:]


def series(values: Sequence[Any], limit: int = 0, word: str = "and") -> str:
    """Give "a, b and c"; with a ``limit`` of 2, "a, b and 1 more"; "none" of nothing."""
    if isinstance(values, str):
        raise TypeError("series takes a list, and this is a text")
    parts = [shown(value) for value in values]
    if limit and len(parts) > limit:
        parts = [*parts[:limit], f"{how_many(values) - limit} more"]
    if not parts:
        return "none"
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else parts[0]


def on_date(moment: date | str) -> str:
    """Give "14 May 2026" of a time, in UTC, or of an ISO 8601 text."""
    day = _moment(moment)
    return f"{day.day} {day:%B %Y}"


def at_time(moment: date | str) -> str:
    """Give "09:12 UTC" of a time, or of an ISO 8601 text."""
    return f"{_moment(moment):%H:%M} UTC"


def size(amount: float, unit: str = "bytes") -> str:
    """Give an amount of ``unit`` in the largest binary unit below it: "1.2 TiB"."""
    if unit not in SIZES:
        raise ValueError(f"no unit {unit!r}; there are {series(SIZES)}")
    value, step = float(_number(amount)), SIZES.index(unit)
    while value >= 1024 and step < len(SIZES) - 1:  # noqa: PLR2004 - what makes a unit binary
        value, step = value / 1024, step + 1
    about = "about " if isinstance(amount, About) else ""
    return f"{about}{shown(round(value, 1))} {SIZES[step]}"


def hours(number: float) -> str:
    """Give 8 as "eight hours", 24 as "one day", 0.5 as "30 minutes"."""
    span = _number(number)
    if 0 < span < 1:
        return plural(round(span * MINUTES_AN_HOUR), "minute")
    if span and span % HOURS_A_DAY == 0:
        return days(span / HOURS_A_DAY)
    return words(span, "hour")


def every(number: float) -> str:
    """Give 8 as "every eight hours", 24 as "every day"."""
    return f"every {hours(number).removeprefix('one ')}"


def days(number: float) -> str:
    """Give 7 as "seven days"."""
    return words(number, "day")


def digits(number: float) -> str:
    """Give 10000 as "10,000"."""
    return f"{_number(number):,}"


def join(values: Sequence[Any], between: str = "") -> str:
    """Give the values one after another, with ``between`` between them."""
    parts = [shown(value) for value in values]
    _must_fit(sum(map(len, parts)) + len(between) * len(parts))
    return between.join(parts)


def replace(text: str, old: str, new: str) -> str:
    """Give ``text`` with every ``old`` replaced."""
    _must_fit(len(text) + str(text).count(old) * len(new))
    return str(text).replace(old, new)


def _must_fit(length: int) -> None:
    if length > LIMIT:
        raise ValueError(f"the text grows past {LIMIT} characters")


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"a number is needed here, not {value!r:.40}")
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _moment(value: date | str) -> datetime:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


FILTERS = {
    "cap": cap,
    "date": on_date,
    "days": days,
    "digits": digits,
    "every": every,
    "hours": hours,
    "join": join,
    "noun": noun,
    "plural": plural,
    "replace": replace,
    "series": series,
    "size": size,
    "time": at_time,
    "words": words,
}
