"""Cron schedules as Kubernetes reads them."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from deckgen.cluster import duration

_MACROS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_FIELDS = 5
_MONTHS_A_YEAR = 12
_DAY = 24 * 60

# Weekdays and leap years fall together again after 28 years (until 2100).
_FIRST_DAY = date(2001, 1, 1).toordinal()
_PERIOD = date(2029, 1, 1).toordinal() - _FIRST_DAY


@lru_cache(maxsize=256)
def largest_gap(schedule: str) -> timedelta:
    """Give the longest time that passes between two runs of ``schedule``, leaving changes of the clock aside.

    Source: Kubernetes validates and runs CronJob ``.spec.schedule`` with robfig/cron v3 ``ParseStandard``: five fields,
    macros, ``@every``; days of month and week are alternatives unless one of the two is a plain ``*``.

    Raises:
        ValueError: it is no schedule, or one that never comes.
    """
    text = re.sub(r"^(CRON_)?TZ=\S+\s+", "", schedule.strip())
    if text.startswith("@every "):
        return timedelta(hours=duration.hours(text.removeprefix("@every ")))
    fields = _MACROS.get(text, text).split()
    if len(fields) != _FIELDS:
        raise ValueError(f"not a cron schedule: {schedule!r}")
    minutes = _times(_parse(fields[0], 0, 59), _parse(fields[1], 0, 23))
    days = _days(_parse(fields[2], 1, 31), _parse(fields[3], 1, 12, _MONTHS, 1), _parse(fields[4], 0, 6, _WEEKDAYS))
    if not days:
        raise ValueError(f"a day that never comes: {schedule!r}")
    overnight = _widest(days, _PERIOD) * _DAY - minutes[-1] + minutes[0]
    within = max((later - earlier for earlier, later in pairwise(minutes)), default=0)
    return timedelta(minutes=max(overnight, within))


class _Field(Struct, frozen=True):
    values: frozenset[int]
    starred: bool


def _parse(text: str, low: int, high: int, names: tuple[str, ...] = (), first: int = 0) -> _Field:
    numbers = {name: str(number) for number, name in enumerate(names, first)}
    values: set[int] = set()
    starred = False
    for part in text.lower().split(","):
        span, _, step = part.partition("/")
        start, _, end = span.partition("-")
        starred |= start in {"*", "?"} and step in {"", "1"}
        begin = low if start in {"*", "?"} else int(numbers.get(start, start))
        until = high if start in {"*", "?"} or (step and not end) else int(numbers.get(end, end) or begin)
        if not low <= begin <= until <= high:
            raise ValueError(f"out of range: {part!r}")
        values.update(range(begin, until + 1, int(step or 1)))
    return _Field(frozenset(values), starred)


def _times(minute: _Field, hour: _Field) -> list[int]:
    return sorted(60 * h + m for h in hour.values for m in minute.values)


def _days(day: _Field, month: _Field, weekday: _Field) -> Sequence[int]:
    if day.starred and weekday.starred and len(month.values) == _MONTHS_A_YEAR:
        return range(_PERIOD)
    either = not (day.starred or weekday.starred)
    found = []
    for ordinal in range(_PERIOD):
        on = date.fromordinal(_FIRST_DAY + ordinal)
        matches = on.day in day.values, on.isoweekday() % 7 in weekday.values
        if on.month in month.values and (any(matches) if either else all(matches)):
            found.append(ordinal)
    return found


def _widest(points: Sequence[int], period: int) -> int:
    return max(later - earlier for earlier, later in pairwise([*points, points[0] + period]))
