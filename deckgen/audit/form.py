"""What was found as a table and as JSON, with as much of the values as may be mailed."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deckgen.audit.hit import Audit, Hit, LeftOut, Veil
from deckgen.audit.needles import LEAST
from deckgen.confidential import masked
from deckgen.sheet import Cell, Grid
from deckgen.wording import clean

FORMAT = 1
"""The version of the data for programs; it grows when a key changes its meaning or goes."""

Audits = Mapping[Path, Audit]
"""What was found, by file."""


def counted(audits: Audits) -> str:
    """Say how much was found: "deck.pptx: 3 values in 5 places; other.pptx: nothing found"."""
    return "; ".join(f"{path.name}: {_tally(one)}" for path, one in audits.items())


def left_out(out: LeftOut) -> str:
    """Say which values of the list were not looked for, and why; "" where all were."""
    reasons = (
        (len(out.short), f"shorter than {LEAST} characters"),
        (len(out.ordinary), "ordinary words here"),
        (len(out.allowed), "of an allowed class"),
    )
    told = ", ".join(f"{count} {why}" for count, why in reasons if count)
    return f"Not looked for: {told}." if told else ""


def as_table(audits: Audits, *, show: bool) -> Grid:
    """Give a line for each hit; ``show`` gives the values whole."""
    several = len(audits) > 1
    rows = tuple(
        _row(f"{path.name}, " if several else "", hit, where, show=show)
        for path, one in audits.items()
        for hit, where in zip(one.hits, _places(one, show=show), strict=True)
    )
    return Grid(("WHERE", "CLASS", "VALUE"), rows)


def as_data(audits: Audits, *, show: bool) -> dict[str, Any]:
    """Give the hits for programs; ``docs/audit-a-deck.md`` documents the keys."""
    out = next((one.left_out for one in audits.values()), LeftOut())
    return {
        "format": FORMAT,
        "summary": {
            "hits": sum(len(one.hits) for one in audits.values()),
            "left_out": {"short": len(out.short), "ordinary": len(out.ordinary), "allowed": len(out.allowed)},
        },
        "files": [
            {
                "file": path.name,
                "hits": [
                    _data(hit, where, show=show) for hit, where in zip(one.hits, _places(one, show=show), strict=True)
                ],
                "unread": _unread(one),
            }
            for path, one in audits.items()
        ],
    }


def _unread(one: Audit) -> list[str]:
    """Name what could not be read, as far as the names may be told."""
    veil = Veil(hit.value for hit in one.hits)
    return [veil.over(part) for part in one.unread]


def _tally(one: Audit) -> str:
    kinds = Counter(kind for kind, _ in {(hit.kind, hit.value) for hit in one.hits})
    values, places = sum(kinds.values()), len(one.hits)
    told = "nothing found"
    if places:
        listed = ", ".join(f"{kind}: {count}" for kind, count in sorted(kinds.items()))
        told = f"{values} value{'s' * (values > 1)} in {places} place{'s' * (places > 1)} ({listed})"
    return told + (f"; could not be read: {', '.join(_unread(one))}" if one.unread else "")


def _places(one: Audit, *, show: bool) -> list[str]:
    """Name the part of each hit; a name that gives a value away is not shown."""
    veil = Veil(hit.value for hit in one.hits)
    return [hit.part if show else _veiled(hit, veil) for hit in one.hits]


def _veiled(hit: Hit, veil: Veil) -> str:
    if hit.place.startswith("name") and hit.guise:
        return f"{hit.part.rpartition('/')[0]}/…"
    return veil.over(hit.part)


def _row(file: str, hit: Hit, where: str, *, show: bool) -> tuple[Cell, ...]:
    slide = f"slide {hit.slide}" if hit.slide else ""
    place = ", ".join(filter(None, (where, hit.place if hit.place != "text" else "")))
    return (
        Cell(clean(f"{file}{slide or place or 'the file'}"), "strong", clean(place) if slide else ""),
        Cell(hit.kind, "bad", hit.pattern),
        Cell(clean(hit.value) if show else clean(masked(hit.value)), below=hit.guise),
    )


def _data(hit: Hit, where: str, *, show: bool) -> dict[str, Any]:
    return {
        "slide": hit.slide or None,
        "part": where or None,
        "place": hit.place,
        "class": hit.kind,
        "pattern": hit.pattern or None,
        "guise": hit.guise or None,
        "value": hit.value if show else masked(hit.value),
    }
