"""How the commands speak: data on standard output, messages and progress on standard error.

Only ``cli`` imports this room.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from deckgen.errors import DeckgenError, InputError
from deckgen.sheet import Card, Cell, Grid
from deckgen.wording import clean

Row = dict[str, str]
Step = Callable[[str, int], None]


def say(message: str) -> None:
    """Print a message for the person at the terminal."""
    print(clean(message), file=sys.stderr)


def report(error: DeckgenError) -> None:
    """Print what is wrong and what to do about it."""
    from deckgen.window import messages

    console = messages()
    if isinstance(error, InputError) and error.mistakes:
        for mistake in error.mistakes:
            console.print(clean(str(mistake)), markup=False)
        if len(error.mistakes) > 1:
            console.print(f"{len(error.mistakes)} mistakes", style="bold")
    else:
        console.print("[bold red]Error:[/] ", end="")
        console.print(clean(error.message), markup=False)
    if error.hint:
        console.print(clean(error.hint), markup=False)


@contextmanager
def progress(what: str) -> Iterator[Step]:
    """Show how far ``what`` has come while the block runs; nothing where standard error is no terminal.

    Yields:
        a function that takes what is being done and how much of it is done, in items.
    """
    if not sys.stderr.isatty():
        yield lambda _doing, _count: None
        return
    from deckgen import window

    with window.progress(what) as step:
        yield step


def data(value: Any) -> None:
    """Print data for programs: JSON, in which every character that a terminal could take for a command is escaped."""
    sys.stdout.write(json.dumps(value, indent=2) + "\n")


def table(rows: Sequence[Row]) -> None:
    """Print rows with the same keys as a table with a head."""
    heads = tuple(head.replace("_", " ").upper() for head in (rows[0] if rows else ()))
    grid(Grid(heads, tuple(tuple(map(Cell, row.values())) for row in rows)))


def grid(sheet: Grid) -> None:
    """Print a table, fitted into the window; where there is none, with a line for each row, for grep and for files."""
    from deckgen import window

    window.grid(sheet)


def card(sheet: Card) -> None:
    """Print all about one thing."""
    from deckgen import window

    window.card(sheet)


def is_window() -> bool:
    """Tell whether a person reads what is printed in a window of limited width."""
    return sys.stdout.isatty()
