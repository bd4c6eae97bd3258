"""Lengths of time as Prometheus and Go write them."""

import re

_HOURS = {"y": 365 * 24.0, "w": 7 * 24.0, "d": 24.0, "h": 1.0, "m": 1 / 60, "s": 1 / 3600, "ms": 1 / 3600e3}
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
