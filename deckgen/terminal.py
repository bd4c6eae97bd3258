"""How the commands speak: data on standard output, messages and progress on standard error.

Only ``cli`` imports this room.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from deckgen.errors import DeckgenError, InputError

PIPED_WIDTH = 4096

Row = dict[str, str]
Step = Callable[[str, int], None]


def _err() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    """Print a message for the person at the terminal."""
    _err().print(message, markup=False)


def report(error: DeckgenError) -> None:
    """Print what is wrong and what to do about it."""
    console = _err()
    if isinstance(error, InputError) and error.mistakes:
        for mistake in error.mistakes:
            console.print(str(mistake), markup=False)
        if len(error.mistakes) > 1:
            console.print(f"{len(error.mistakes)} mistakes", style="bold")
    else:
        console.print("[bold red]Error:[/] ", end="")
        console.print(error.message, markup=False)
    if error.hint:
        console.print(error.hint, markup=False)


@contextmanager
def progress(what: str) -> Iterator[Step]:
    """Show how far ``what`` has come while the block runs; nothing where standard error is no terminal.

    Yields:
        a function that takes what is being done and how much of it is done, in items.
    """
    console = _err()
    if not console.is_terminal:
        yield lambda _doing, _count: None
        return
    bar = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[doing]}"),
        console=console, transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task(what, total=None, doing="")
        yield lambda doing, count: bar.update(task, doing=f"{doing} {count}" if count else doing)


def table(rows: Sequence[Row], *, as_json: bool) -> None:
    """Print rows with the same keys, as a table with a head or as JSON."""
    if as_json:
        sys.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return
    # Where nobody's window limits the width, a row is a line: for grep, and for files.
    console = Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=PIPED_WIDTH)
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for index, head in enumerate(rows[0] if rows else ()):
        grid.add_column(head.replace("_", " ").upper(), no_wrap=index == 0, overflow="fold")
    for row in rows:
        grid.add_row(*row.values())
    console.print(grid, markup=False)
