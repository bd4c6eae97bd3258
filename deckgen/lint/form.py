"""Findings as a table, as JSON, and as SARIF, which editors and CI systems read.

Source of the last: SARIF 2.1.0 (OASIS). No form names a folder of the machine: a file is called by its name.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deckgen import __version__
from deckgen.lint.finding import Finding, Rule
from deckgen.sheet import Cell, Grid, Tone
from deckgen.wording import clean

FORMAT = 1
"""The version of the data for programs; it grows when a key changes its meaning or goes."""

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

Found = Mapping[Path, Sequence[Finding]]
"""What was found, by file."""

_TONES: dict[str, Tone] = {"error": "bad", "warning": "mind"}


def counted(found: Found) -> str:
    """Say how many findings there are: "deck.pptx: 1 error, 2 warnings"."""
    return "; ".join(f"{path.name}: {_counted(several)}" for path, several in found.items())


def as_table(found: Found) -> Grid:
    """Give a line for each finding, file by file and slide by slide."""
    rows = tuple(_row(path if len(found) > 1 else None, one) for path, several in found.items() for one in several)
    return Grid(("WHERE", "RULE", "WHAT, AND HOW TO MEND IT"), rows)


def as_data(found: Found) -> dict[str, Any]:
    """Give the findings for programs; ``docs/lint-a-deck.md`` documents the keys."""
    levels = Counter(one.rule.level for several in found.values() for one in several)
    return {
        "format": FORMAT,
        "summary": {"errors": levels["error"], "warnings": levels["warning"]},
        "decks": [{"file": path.name, "findings": [_data(one) for one in several]} for path, several in found.items()],
    }


def as_sarif(found: Found, rules: Sequence[Rule]) -> dict[str, Any]:
    """Give the findings as a SARIF log with one run."""
    driver = {"name": "deckgen lint", "version": __version__, "rules": [_described(rule) for rule in rules]}
    results = [_result(path, one) for path, several in found.items() for one in several]
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _counted(several: Sequence[Finding]) -> str:
    levels = Counter(one.rule.level for one in several)
    told = [f"{levels[level]} {level}{'s' * (levels[level] > 1)}" for level in ("error", "warning") if levels[level]]
    return ", ".join(told) or "no findings"


def _row(path: Path | None, one: Finding) -> tuple[Cell, ...]:
    rule, where = one.rule, f"slide {one.place.slide}" if one.place.slide else "the file"
    below = clean(one.place.shape) or (one.place.part if not one.place.slide else "")
    named = f"{path.name}, {where}" if path else where
    return (
        Cell(named, "strong", below),
        Cell(rule.name, _TONES[rule.level]),
        Cell(clean(one.message), below=f"{rule.why} {rule.mend}"),
    )


def _data(one: Finding) -> dict[str, Any]:
    rule, place = one.rule, one.place
    where = {"slide": place.slide or None, "shape": place.shape or None, "part": place.part or None}
    return {**where, "rule": rule.name, "level": rule.level, "message": one.message, "why": rule.why, "mend": rule.mend}


def _described(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.why},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(path: Path, one: Finding) -> dict[str, Any]:
    place = one.place
    where = (f"slide {place.slide}" if place.slide else "", place.shape or place.part)
    named = " > ".join(filter(None, where))
    location = {
        "physicalLocation": {"artifactLocation": {"uri": path.name}},
        "logicalLocations": [{"fullyQualifiedName": named or "the file", "kind": "element"}],
    }
    return {
        "ruleId": one.rule.name,
        "level": one.rule.level,
        "message": {"text": one.message},
        "locations": [location],
    }
