"""Tables, cards and progress in a window: the only room that knows rich, which is loaded only for these."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text as RichText

from deckgen.sheet import Card, Cell, Grid, Tone
from deckgen.wording import clean

PIPED_WIDTH = 4096

_STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "good": "green",
    "mind": "yellow",
    "bad": "bold red",
    "muted": "dim",
}


def messages() -> Console:
    """Give the console on standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress(what: str) -> Iterator[Callable[[str, int], None]]:
    """Show a moving bar while the block runs.

    Yields:
        a function that takes what is being done and how much of it is done, in items.
    """
    bar = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[doing]}"),
        console=messages(), transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task(what, total=None, doing="")
        yield lambda doing, count: bar.update(task, doing=f"{doing} {count}" if count else doing)


def grid(sheet: Grid) -> None:
    """Print a table, fitted into the window; where there is none, with a line for each row."""
    console = _out()
    _print(console, _table(sheet, one_line=not sys.stdout.isatty()))
    if sheet.rest:
        _print(console, _text(Cell(sheet.rest, "muted")))


def card(sheet: Card) -> None:
    """Print all about one thing."""
    fields = Table.grid(padding=(0, 2, 0, 2))
    fields.add_column(no_wrap=True, style=_STYLES["muted"])
    fields.add_column(overflow="fold")
    for label, value in sheet.fields:
        fields.add_row(label, _nested(value) if isinstance(value, Grid) else _text(value))
    _print(_out(), Group(_text(Cell(sheet.title, "strong")), _text(Cell(sheet.lead)), "", fields))


def _out() -> Console:
    return Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=PIPED_WIDTH)


def _print(console: Console, what: RenderableType) -> None:
    """Print without the spaces that fill a table's last column."""
    with console.capture() as capture:
        console.print(what)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))


def _table(sheet: Grid, *, one_line: bool = False) -> Table:
    made = Table(box=None, pad_edge=False, header_style="bold")
    for index, head in enumerate(sheet.heads):
        made.add_column(_text(Cell(head)), no_wrap=index == 0 and len(sheet.heads) > 1, overflow="fold")
    for row in sheet.rows:
        made.add_row(*map(_line if one_line else _text, row))
    return made


def _nested(sheet: Grid) -> RenderableType:
    return Group(_table(sheet), *([_text(Cell(sheet.rest, "muted"))] if sheet.rest else []))


def _line(cell: Cell) -> RichText:
    return RichText(clean("; ".join(f"{cell.text}\n{cell.below}".split("\n"))).removesuffix("; "))


def _text(cell: Cell) -> RichText:
    below = (f"\n{clean(cell.below)}", _STYLES["muted"]) if cell.below else ""
    return RichText.assemble((clean(cell.text), _STYLES[cell.tone]), below)
