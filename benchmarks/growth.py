"""A deck of 60 to 5,000 slides beside its peers: time, memory and file size of whole processes, and how they grow.

The slides are the production deck's own, repeated under new ids, with their notes, tables, charts and pictures; what is
the same picture is drawn and kept once, as it is with the peers. pandoc draws no charts, and is spared them.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from benchmarks import help as help_
from benchmarks import ours, peers
from benchmarks.measure import Comparison, Run, kept_caches, median, ratio, turns
from benchmarks.stretch import copies, sample_deck
from benchmarks.words import pages

SIZES = (60, 300, 1200)
ROUNDS = 3
LARGEST = 5000
"""Slides of the deck that is written once, by each that is expected to take at most ``LONGEST`` seconds."""

LONGEST = 120

FORMS = {"bare": "deckgen, no figures", "cold": "deckgen, figures drawn anew", "kept": "deckgen, figures kept"}
OURS = FORMS["kept"]
MOST_TO_PANDOC, MOST_GROWTH, MOST_HELP = 1.0, 21.0, 1.3
"""The aims: deckgen's time by pandoc's, that of 1,200 slides by that of 60, and its help's by a bare program's."""


class Key(NamedTuple):
    """A program, and how many slides it is to write."""

    slides: int
    program: str


class Task(NamedTuple):
    """A command, and the file that it writes."""

    command: list[str]
    target: Path


def run() -> Iterator[Comparison | str]:
    """Measure all, then say how far the aims are met."""
    with tempfile.TemporaryDirectory() as name, kept_caches() as env:
        tasks = {key: task for size in SIZES for key, task in _tasks(size, Path(name) / str(size)).items()}
        warmed = SIZES[1]  # the smallest deck lacks some slides, and their figures
        turns({key: task.command for key, task in tasks.items() if key.slides == warmed}, 1, env)
        found = turns({key: task.command for key, task in tasks.items()}, ROUNDS, env)
        for size in SIZES:
            yield from _table(size, found, tasks)
        yield from _largest(Path(name) / str(LARGEST), found, env)
    yield from _aims(found)
    (helped,) = help_.run()
    yield helped
    yield f"aim: deckgen --help {_aimed(helped.ratio, MOST_HELP)} a bare typer program"


def _largest(folder: Path, found: dict[Key, list[Run]], env: Mapping[str, str]) -> Iterator[str]:
    """Measure the largest deck, add what was found, and say who was left out."""
    tasks = _tasks(LARGEST, folder)
    expected = {key: _expected(key.program, found) for key in tasks}
    written = {key: task for key, task in tasks.items() if expected[key] <= LONGEST}
    found |= turns({key: task.command for key, task in written.items()}, 1, env)
    yield from _table(LARGEST, found, written)
    for key, seconds in expected.items():
        if key not in written:
            yield f"  {key.program:<30} left out: by the square of the slides it would take {seconds / 60:.0f} minutes"


def _expected(program: str, found: Mapping[Key, Sequence[Run]]) -> float:
    """Give how long the largest deck would take: by the square of its slides where time grew faster than they did."""
    less, more = (median(found[Key(size, program)], "wall") for size in SIZES[-2:])
    power = 2 if more / less > SIZES[-1] / SIZES[-2] else 1
    return more * (LARGEST / SIZES[-1]) ** power


def _tasks(count: int, folder: Path) -> dict[Key, Task]:
    """Write what the programs read for a deck of so many slides."""
    folder.mkdir()
    often = copies(sample_deck(), count)
    plan = folder / "plan.json"
    plan.write_text(json.dumps(often), encoding="utf-8")
    tasks = {}
    for form, name in FORMS.items():
        target = folder / f"{form}.pptx"
        tasks[Key(count, name)] = Task(ours.command(plan, form, target), target)
    others = peers.commands(pages(sample_deck(often), folder), folder)
    return tasks | {Key(count, name): Task(*made) for name, made in others.items()}


def _table(count: int, found: dict[Key, list[Run]], tasks: dict[Key, Task]) -> Iterator[str]:
    yield f"{count} slides (median of {len(found[Key(count, OURS)])})"
    for key, task in tasks.items():
        if key.slides == count:
            yield _row(key, found[key], found[Key(count, OURS)], task.target)


def _row(key: Key, runs: Sequence[Run], kept: Sequence[Run], target: Path) -> str:
    """Give one program's figures, and deckgen's with figures kept as a ratio to them."""
    with ZipFile(target) as file:
        slides = sum(name.startswith("ppt/slides/slide") for name in file.namelist())
    if slides < key.slides:
        raise RuntimeError(f"{key.program} wrote {slides} slides, and not {key.slides}")
    return (
        f"  {key.program:<30} {median(runs, 'wall'):7.2f} s   cpu {median(runs, 'cpu'):7.2f} s   "
        f"{median(runs, 'memory'):6.0f} MB   file {target.stat().st_size / 1e6:6.1f} MB   {slides:5} slides   "
        f"{OURS} {ratio(kept, runs):5.2f} x, cpu {ratio(kept, runs, 'cpu'):5.2f} x"
    )


def _aims(found: dict[Key, list[Run]]) -> Iterator[str]:
    for size in (*SIZES, LARGEST):
        pandoc = found.get(Key(size, peers.PANDOC))
        if pandoc:
            kept = found[Key(size, OURS)]
            yield f"aim: {size} slides {_aimed(ratio(kept, pandoc), MOST_TO_PANDOC)} pandoc"
    least, most = SIZES[0], SIZES[-1]
    for program in dict.fromkeys(key.program for key in found):
        grown = ratio(found[Key(most, program)], found[Key(least, program)])
        own = program in FORMS.values()
        told = _aimed(grown, MOST_GROWTH) if own else f"{grown:.2f} x"
        yield f"{'aim: ' if own else ''}{program}: {most} slides {told} {least} slides"


def _aimed(found: float, most: float) -> str:
    return f"{found:.2f} x (aim: at most {most:g} x{'' if found <= most else '; MISSED'})"
