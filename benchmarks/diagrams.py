"""All diagrams of the production deck: drawn anew, taken from the cache, and as shapes, against plain matplotlib.

The plain script draws as many boxes, texts and lines into figures of the same size, and writes each as SVG and PNG as
deckgen does. What the diagrams show is found before, so that both begin with what to draw. Then how long one diagram
takes to be placed as its cluster grows.
"""

import json
import pickle
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from benchmarks.measure import Comparison, compare
from deckgen.audience import AUDIENCES
from deckgen.build import Material, brief_of, deck_of, find_script, load_profile, sample_profile, sample_snapshot
from deckgen.deck import Deck, Picture
from deckgen.fact import Facts
from deckgen.layout import find, palette
from deckgen.render.place import place
from deckgen.render.placement import Placement
from deckgen.script import diagram
from tests.diagrams.clusters import SAMPLE, facts, node, nodes

WIDTH, HEIGHT = 12.03, 4.65
SIZE = f"WIDTH, HEIGHT, DPI = {WIDTH}, {HEIGHT}, 200"
CROWDS = (3, 30, 300)
"""Nodes of the clusters whose diagrams are placed."""

DRAWN = f"""
import os, pickle, sys
{SIZE}
os.environ[sys.argv[2]] = sys.argv[3]
from deckgen.render import figure_cache

scenes, palette = pickle.loads(open(sys.argv[1], "rb").read())
for scene in scenes[:int(sys.argv[4])]:
    view = figure_cache.View(scene, WIDTH, HEIGHT)
    figure_cache.svg(view, palette)
    figure_cache.png(view, palette, DPI)
"""

PLAIN = f"""
import io, json, sys
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
{SIZE}

for boxes, lines, texts in json.load(open(sys.argv[1])):
    for canvas, form, dpi in ((FigureCanvasSVG, "svg", 72), (FigureCanvasAgg, "png", DPI)):
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=dpi)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0))
        axes.axis("off")
        for x, y, width, height in boxes:
            axes.add_patch(FancyBboxPatch((x, y), width, height, boxstyle="round,pad=0,rounding_size=0.06"))
        for xs, ys in lines:
            axes.plot(xs, ys)
        for x, y, size, words in texts:
            axes.text(x, y, words, fontsize=size, parse_math=False)
        canvas(figure).print_figure(io.BytesIO(), format=form, dpi=dpi)
"""

DECK = """
import os, pickle, sys
os.environ["DECKGEN_NO_CACHE"] = "1"
from pathlib import Path
from deckgen.fact import Facts
from deckgen.layout import find
from deckgen.render import powerpoint

powerpoint.write(pickle.loads(open(sys.argv[1], "rb").read()), find("default"), Path(sys.argv[2]))
"""


def run() -> Iterator[Comparison | str]:
    """Compare the time until all are drawn."""
    with tempfile.TemporaryDirectory() as name:
        yield from _compare(Path(name))
    yield "cluster-layout placed: " + ", ".join(f"{count} nodes {_placed(count):.1f} ms" for count in CROWDS)


def _compare(folder: Path) -> Iterator[Comparison]:
    pictures, shapes = _deck("picture"), _deck("native")
    scenes = [block.scene for slide in pictures.slides for block in slide.slots.values() if isinstance(block, Picture)]
    count = len(scenes)
    given, plain = _written(folder / "scenes", (scenes, dict(palette(find("default"))))), folder / "plain.json"
    plain.write_text(json.dumps([_plain(place(scene, WIDTH, HEIGHT)) for scene in scenes]), encoding="utf-8")

    def drawn(variable: str, value: str, most: int = count) -> list[str]:
        return [sys.executable, "-c", DRAWN, given, variable, value, str(most)]

    matplotlib = [sys.executable, "-c", PLAIN, str(plain)]
    yield compare(f"{count} diagrams, drawn anew", drawn("DECKGEN_NO_CACHE", "1"), "plain matplotlib", matplotlib)
    cache = str(folder / "cache")
    none = drawn("XDG_CACHE_HOME", cache, 0)
    yield compare(f"{count} diagrams, as they are kept", drawn("XDG_CACHE_HOME", cache), "the imports alone", none)
    ours, theirs = (
        [sys.executable, "-c", DECK, _written(folder / form, deck), str(folder / f"{form}.pptx")]
        for form, deck in (("native", shapes), ("picture", pictures))
    )
    yield compare("production deck, diagrams as shapes", ours, "as pictures, drawn anew", theirs)


def _deck(form: Literal["picture", "native"]) -> Deck:
    profile = sample_profile()
    material = Material(find_script("production"), load_profile(profile), sample_snapshot(), profile, sample=True)
    return deck_of(material, brief_of(material, AUDIENCES["call"]), diagrams=form)


def _written(path: Path, what: object) -> str:
    path.write_bytes(pickle.dumps(what))
    return str(path)


def _plain(placement: Placement) -> tuple[list[object], list[object], list[object]]:
    """Give a placement's boxes, lines and texts by their numbers."""
    areas = [thing.area for thing in (*(group for group in placement.groups if group.framed), *placement.boxes)]
    boxes: list[object] = [(area.x, area.y, area.width, area.height) for area in areas]
    ways = [([point.x for point in arrow.points], [point.y for point in arrow.points]) for arrow in placement.arrows]
    return boxes, [*ways], [(line.area.x, line.area.bottom, line.size, line.text) for line in placement.lines]


def _placed(count: int) -> float:
    """Give how long the layout of a cluster with so many workers takes to be drawn as a scene and placed, in ms."""
    rows = [node(f"wn-{number}", "worker", f"az-{number % 3}") for number in range(count)]
    known = Facts({**SAMPLE, **facts(nodes(rows))})
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        scene = diagram("cluster-layout").draw(known)
        if scene is not None:
            place(scene, 7.2, 4.4)
        times.append(time.perf_counter() - begin)
    return 1000 * statistics.median(times)
