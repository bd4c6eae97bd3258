"""`deckgen --help` against a bare typer program."""

import sys
from pathlib import Path

from benchmarks.measure import Comparison, compare

BARE = "import typer\napp = typer.Typer()\n@app.command()\ndef hello(name: str) -> None: print(name)\napp()\n"


def run() -> list[Comparison]:
    """Compare the time until the help stands there."""
    deckgen = str(Path(sys.executable).with_name("deckgen"))
    return [compare("deckgen --help", [deckgen, "--help"], "bare typer --help", [sys.executable, "-c", BARE, "--help"])]
