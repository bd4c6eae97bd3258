"""Lengths of time as Prometheus and Go write them, and ages as kubectl prints them."""

import math
import re
from datetime import timedelta

_HOURS = {"y": 365 * 24.0, "w": 7 * 24.0, "d": 24.0, "h": 1.0, "m": 1 / 60, "s": 1 / 3600, "ms": 1 / 3600e3}
_DAY = 86400.0
_YEAR = 365 * _DAY
_AGES = (  # below how many seconds; the unit and its seconds; the smaller unit beside it and its seconds
    (120, 1, "s", 0, ""),
    (600, 60, "m", 1, "s"),
    (10800, 60, "m", 0, ""),
    (28800, 3600, "h", 60, "m"),
    (2 * _DAY, 3600, "h", 0, ""),
    (8 * _DAY, 86400, "d", 3600, "h"),
    (2 * _YEAR, 86400, "d", 0, ""),
    (8 * _YEAR, 365 * 86400, "y", 86400, "d"),
    (math.inf, 365 * 86400, "y", 0, ""),
)
_TERM = re.compile(r"(\d+(?:\.\d+)?)(ms|[ywdhms])")


def hours(text: str) -> float:
    """Give a length of time in hours, a whole number where it is one: ``72h`` is 72, ``1d12h`` is 36.

    Source: Prometheus' durations (prometheus/common model.ParseDuration: a day has 24 h, a year 365 d) and Go's
    (time.ParseDuration), which writes ``h``, ``m``, ``s`` and ``ms`` the same way.

    Raises:
        ValueError: it is no length of time.
    """
    terms = _TERM.findall(text)
    if not terms or "".join(map("".join, terms)) != text:
        raise ValueError(f"not a length of time: {text!r}")
    return whole(sum(float(number) * _HOURS[unit] for number, unit in terms))


def whole(number: float) -> float:
    """Give ``number`` rounded to two places, as an int where nothing is left behind the point."""
    rounded = round(number, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def age(elapsed: timedelta) -> str:
    """Give ``elapsed`` as kubectl prints it in AGE: ``45s``, ``12m``, ``7h30m``, ``3d4h``, ``97d``, ``2y10d``.

    Source: k8s.io/apimachinery pkg/util/duration HumanDuration.
    """
    seconds = max(int(elapsed.total_seconds()), 0)
    _, size, unit, small, part = next(step for step in _AGES if seconds < step[0])
    rest = seconds % size // small if small else 0
    return f"{seconds // size}{unit}" + (f"{rest}{part}" if rest else "")
