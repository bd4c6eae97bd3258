"""`deckgen build production --sample`, its script stretched: what `benchmarks.growth` times as a process of its own.

Nothing but the script differs from the command. Of the forms, ``bare`` takes the figures out of the deck, ``cold``
begins with an empty cache of figures, and ``kept`` uses the one that the environment names.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks.stretch import stretch
from deckgen import build
from deckgen.cli import main
from deckgen.deck import Chart, Deck, Picture, Slide


def command(plan: Path, form: str, target: Path) -> list[str]:
    """Give the command that writes a deck, its slides as often as the file ``plan`` says, in one of the forms."""
    return [sys.executable, "-m", "benchmarks.ours", str(plan), form, str(target)]


def bare(deck: Deck) -> Deck:
    """Take the figures out."""
    return replace(deck, sections=tuple(replace(part, slides=tuple(map(_bare, part.slides))) for part in deck.sections))


def _bare(slide: Slide) -> Slide:
    kept = {name: block for name, block in slide.slots.items() if not isinstance(block, Chart | Picture)}
    return replace(slide, slots=kept)


def _run(plan: str, form: str, target: str) -> None:
    often = json.loads(Path(plan).read_text(encoding="utf-8"))
    find, compose = build.find_script, build.deck_of
    as_shipped: Any = build
    as_shipped.find_script = lambda name: stretch(find(name), often)
    if form == "bare":
        as_shipped.deck_of = lambda *given: bare(compose(*given))
    if form == "cold":
        os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(dir=Path(target).parent)
    sys.argv = ["deckgen", "build", "production", "--sample", "--force", "--output", target]
    main()


if __name__ == "__main__":
    _run(*sys.argv[1:])
