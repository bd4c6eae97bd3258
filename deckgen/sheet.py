"""What a command prints, as plain data: tables and cards, without colours or widths."""

from typing import Literal

from msgspec import Struct

Tone = Literal["plain", "strong", "good", "mind", "bad", "muted"]


class Cell(Struct, frozen=True):
    """A text and how it is meant, with a second, quieter one below it; a line end stays one."""

    text: str
    tone: Tone = "plain"
    below: str = ""


class Grid(Struct, frozen=True):
    """A table with a head; ``rest`` says what of it was left out, or is ""."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rest: str = ""


class Card(Struct, frozen=True):
    """All about one thing: its name, what it is, and fields with a label each."""

    title: str
    lead: str
    fields: tuple[tuple[str, Cell | Grid], ...]
