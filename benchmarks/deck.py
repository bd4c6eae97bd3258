"""`deckgen build production --sample`, with figures that are kept and without any, against its peers.

All write a file with as many slides and the same words. deckgen finds the words first; the peers get them as they are.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import peers
from benchmarks.measure import Comparison, compare
from benchmarks.ours import command
from benchmarks.stretch import copies, sample_deck
from benchmarks.words import pages


def run() -> Iterator[Comparison]:
    """Compare the time until the file stands there."""
    deck = sample_deck()
    count = sum(1 for _ in deck.slides)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        others = peers.commands(pages(deck, folder), folder)
        plan = folder / "plan.json"
        plan.write_text(json.dumps(copies(deck, count)), encoding="utf-8")
        for form, said in (("bare", "no figures"), ("kept", "figures kept")):
            ours = command(plan, form, folder / "ours.pptx")
            for peer, (theirs, _) in others.items():
                yield compare(f"production deck, {count} slides, {said}", ours, peer, theirs)
