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
    return "; ".join(f"{path.name}: {tally(several)}" for path, several in found.items())


def where_of(numbers: Sequence[int], slide: str) -> str:
    """Give slides by their numbers and what deckgen calls them: "slide 12 (etcd/backup)"; 0 is "the file"."""
    if not any(numbers):
        return "the file"
    several = sorted(set(numbers))
    told = f"slide{'s' * (len(several) > 1)} {', '.join(map(str, several))}"
    return f"{told} ({clean(slide)})" if slide else told


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


def tally(several: Sequence[Finding]) -> str:
    """Say how many findings there are: "1 error, 2 warnings"."""
    levels = Counter(one.rule.level for one in several)
    told = [f"{levels[level]} {level}{'s' * (levels[level] > 1)}" for level in ("error", "warning") if levels[level]]
    return ", ".join(told) or "no findings"


def _row(path: Path | None, one: Finding) -> tuple[Cell, ...]:
    rule = one.rule
    told = where_of([one.place.slide], one.slide)
    where = f"{path.name}, {told}" if path else told
    return (
        Cell(where, "strong", clean(one.place.named)),
        Cell(rule.name, _TONES[rule.level]),
        Cell(clean(one.message), below=f"{rule.why} {rule.mend}"),
    )


def _data(one: Finding) -> dict[str, Any]:
    rule, place = one.rule, one.place
    where = {"slide": place.slide or None, "slide_id": one.slide or None}
    what = {"shape": place.shape or None, "text": place.text or None, "part": place.part or None}
    return {
        **where,
        **what,
        "rule": rule.name,
        "level": rule.level,
        "message": one.message,
        "why": rule.why,
        "mend": rule.mend,
    }


def _described(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.why},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(path: Path, one: Finding) -> dict[str, Any]:
    named = " > ".join(filter(None, (where_of([one.place.slide], one.slide), one.place.named)))
    location = {
        "physicalLocation": {"artifactLocation": {"uri": path.name}},
        "logicalLocations": [{"fullyQualifiedName": named, "kind": "element"}],
    }
    return {
        "ruleId": one.rule.name,
        "level": one.rule.level,
        "message": {"text": one.message},
        "locations": [location],
    }
