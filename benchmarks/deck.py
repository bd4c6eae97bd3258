"""The sample's production deck without figures, against pandoc and a plain python-pptx script.

All three write a file with as many slides and the same words; pandoc and the plain script get the deck's own outline as
titles, bullets and notes, and deckgen finds the words first. pandoc comes from Debian or from PyPI (pypandoc-binary).
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from msgspec.structs import replace

from benchmarks.measure import Comparison, compare
from deckgen.audience import AUDIENCES
from deckgen.build import Material, brief_of, deck_of, find_script, load_profile, sample_profile, sample_snapshot
from deckgen.deck import Chart, Deck, Picture, Slide
from deckgen.render.outline import outline

OURS = """
import sys
from deckgen.garbage import look_for_garbage_rarely
look_for_garbage_rarely()
from msgspec.structs import replace
from pathlib import Path
from deckgen.audience import AUDIENCES
from deckgen.build import Material, brief_of, deck_of, find_script, load_profile, sample_profile, sample_snapshot
from deckgen.deck import Chart, Picture
from deckgen.layout import find
from deckgen.render import powerpoint

profile = sample_profile()
material = Material(find_script("production"), load_profile(profile), sample_snapshot(), profile, True)
deck = deck_of(material, brief_of(material, AUDIENCES["call"]))
bare = lambda slide: replace(slide, slots={k: v for k, v in slide.slots.items() if not isinstance(v, (Chart, Picture))})
deck = replace(deck, sections=tuple(replace(s, slides=tuple(map(bare, s.slides))) for s in deck.sections))
powerpoint.write(deck, find("default"), Path(sys.argv[1]))
"""

PLAIN = """
import sys
from pptx import Presentation

deck = Presentation()
for part in open(sys.argv[1], encoding="utf-8").read().split("\\n\\n---\\n\\n"):
    title, *lines = part.splitlines()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\\n".join(line for line in lines if line[0] != ">")
    slide.notes_slide.notes_text_frame.text = "\\n".join(line for line in lines if line[0] == ">")
deck.save(sys.argv[2])
"""


def run() -> list[Comparison]:
    """Compare the time until the file stands there."""
    profile = sample_profile()
    material = Material(find_script("production"), load_profile(profile), sample_snapshot(), profile, sample=True)
    deck = _bare(deck_of(material, brief_of(material, AUDIENCES["call"])))
    count = sum(1 for _ in deck.slides)
    with tempfile.TemporaryDirectory() as folder:
        return _compare(deck, count, Path(folder))


def _compare(deck: Deck, count: int, folder: Path) -> list[Comparison]:
    ours = [sys.executable, "-c", OURS, str(folder / "ours.pptx")]
    what = f"production deck, {count} slides, no figures"
    text = folder / "deck.txt"
    text.write_text("\n\n---\n\n".join(_lines(deck)), encoding="utf-8")
    plain = [sys.executable, "-c", PLAIN, str(text), str(folder / "plain.pptx")]
    found = [compare(what, ours, "plain python-pptx", plain)]
    pandoc = shutil.which("pandoc")
    if pandoc:
        source = folder / "deck.md"
        source.write_text("\n\n".join(_markdown(deck)), encoding="utf-8")
        command = [pandoc, "--slide-level=2", str(source), "-o", str(folder / "pandoc.pptx")]
        found.append(compare(what, ours, "pandoc, same words", command))
    return found


def _bare(deck: Deck) -> Deck:
    """Take the figures out, as OURS does."""
    return replace(
        deck,
        sections=tuple(replace(part, slides=tuple(map(_without_figures, part.slides))) for part in deck.sections),
    )


def _without_figures(slide: Slide) -> Slide:
    return replace(
        slide, slots={name: block for name, block in slide.slots.items() if not isinstance(block, Chart | Picture)}
    )


def _slides(deck: Deck) -> list[tuple[str, list[str], list[str]]]:
    """Give title, lines and notes of each slide: the words that the peers write."""
    blocks = re.split(r"\n\n(?=\d+\. |== )", outline(deck))
    slides = [block.splitlines() for block in blocks if re.match(r"\d+\. ", block)]
    return [
        (
            lines[0],
            [line.strip() for line in lines[2:] if line.strip() and not line.startswith("   >")],
            [line.strip() for line in lines if line.startswith("   >")],
        )
        for lines in slides
    ]


def _lines(deck: Deck) -> list[str]:
    return ["\n".join([title, *body, *notes]) for title, body, notes in _slides(deck)]


def _markdown(deck: Deck) -> list[str]:
    return [
        "\n".join([f"## {title}", "", *(f"- {line}" for line in body), "", "::: notes", "", *notes, "", ":::"])
        for title, body, notes in _slides(deck)
    ]
