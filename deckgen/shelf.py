"""What there is to use: scripts, layouts, slide kinds, diagrams, facts, audiences, rules for decks."""

import importlib
import inspect
from collections.abc import Callable

from deckgen import assets, script
from deckgen.audience import AUDIENCES, Treatment
from deckgen.cluster import observe
from deckgen.fact import Holds
from deckgen.sheet import Cell, Grid, Tone

Row = dict[str, str]


def shelf(name: str) -> list[Row]:
    """Give what stands on the shelf called ``name``, a row each with the same keys.

    Raises:
        KeyError: there is no such shelf.
    """
    return SHELVES[name]()


def fitted(name: str) -> Grid | None:
    """Give what stands on the shelf as a table for a window of some 100 letters; None where any table will do."""
    if name == "audiences":
        return _audience_table()
    if name != "facts":
        return None
    rows = tuple((Cell(row["name"], "strong"), Cell(row["meaning"], below=_about(row))) for row in _facts())
    return Grid(("FACT", "WHAT IT IS, AND WHERE IT IS READ"), rows)


def _audience_table() -> Grid:
    """Give the table of audiences with a column each, as a person compares them: first what they get, then values."""
    columns = _audiences()
    parts = [part for part in columns[0] if part not in {"name", *_CLASSES}]
    classes = [
        (Cell(holds.value), *(Cell(one.treats[holds], _TONES[one.treats[holds]]) for one in AUDIENCES.values()))
        for holds in Holds
    ]
    told = [(Cell(part.replace("_", " "), "strong"), *(Cell(column[part]) for column in columns)) for part in parts]
    return Grid(("", *(column["name"] for column in columns)), (*told, *classes))


def _about(row: Row) -> str:
    unit = f" in {row['unit']}" if row["unit"] else ""
    return f"{row['shape']}{unit}, {row['holds']}; {row['read_from']}"


def _scripts() -> list[Row]:
    loaded = {name: script.load_script(path) for name, path in assets.scripts().items()}
    return [
        {
            "name": name,
            "title": one.title,
            "occasion": one.occasion,
            "sections": ", ".join(section.id for section in one.sections),
            "minutes": str(sum(section.minutes for section in one.sections)),
        }
        for name, one in loaded.items()
    ]


def _layouts() -> list[Row]:
    from deckgen.layout import load  # its templates are not needed for anything else here

    return [{"name": name, "description": load(path).description} for name, path in assets.layouts().items()]


def _slides() -> list[Row]:
    return [{"name": name, "description": _first_line(f"deckgen.slides.{name}")} for name in script.kinds()]


def _diagrams() -> list[Row]:
    return [{"name": name, "description": _first_line(script.diagram_module(name))} for name in script.diagrams()]


def _facts() -> list[Row]:
    return [
        {
            "name": one.name,
            "shape": one.shape,
            "unit": one.unit,
            "holds": one.holds.value,
            "meaning": one.meaning,
            "read_from": one.read_from,
        }
        for one in observe.definitions().values()
    ]


_CLASSES = {"pseudonym": "made_up_values", "left out": "values_left_out"}
_TONES: dict[Treatment, Tone] = {"shown": "plain", "pseudonym": "mind", "left out": "muted"}


def _audiences() -> list[Row]:
    return [
        {
            "name": one.name,
            "reads": one.reads,
            "slides": one.slides,
            "notes": one.notes,
            "named": _yes(one.named),
            "numbers": one.numbers,
            "to_fill_in": _yes(one.to_fill_in),
            "differences": one.differences,
            "commands": _yes(one.commands),
            "diagrams": one.diagrams,
            "gate": _yes(one.gate),
            **{
                column: ", ".join(holds.value for holds in Holds if one.treats[holds] == treatment)
                for treatment, column in _CLASSES.items()
            },
        }
        for one in AUDIENCES.values()
    ]


def _rules() -> list[Row]:
    from deckgen.lint import RULES  # it reads XML, which nothing else here does

    return [{"name": rule.name, "level": rule.level, "why": rule.why, "mend": rule.mend} for rule in RULES]


def _yes(flag: bool) -> str:  # noqa: FBT001 - one cell of a row
    return "yes" if flag else "no"


def _first_line(module: str) -> str:
    return (inspect.getdoc(importlib.import_module(module)) or "").partition("\n")[0]


SHELVES: dict[str, Callable[[], list[Row]]] = {
    "scripts": _scripts,
    "layouts": _layouts,
    "slides": _slides,
    "diagrams": _diagrams,
    "facts": _facts,
    "audiences": _audiences,
    "rules": _rules,
}
