"""Where one is in the call: the sections in a row, a bar above each, filled up to the current one."""

from msgspec.structs import replace

from deckgen.deck import Progress, Run, Text
from deckgen.render.powerpoint import fit
from deckgen.render.powerpoint.box import emu
from deckgen.render.powerpoint.grid import border, cell, grid
from deckgen.render.powerpoint.markup import NOTHING
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.pen import Look

_BAR = 5.0
_GAP = 8.0


def draw(block: Progress, slot: str, page: Page) -> None:
    """Draw all sections in one row; long names go down in size, then are shortened."""
    (place, *_) = page.places(slot)
    width = place.box.width_pt / len(block.names)
    names = [Text((Run(name.strip() or NOTHING),)) for name in block.names]
    scale = page.layout.scale["caption"]
    room, face = width - _GAP, page.template.running
    for size in fit.steps(scale.size, scale.minimum):
        if all(fit.count_lines(fit.pieces(name, face, bold=True), size, room) <= 2 for name in names):  # noqa: PLR2004
            break
    cells = "".join(
        _cell(fit.elide(name, face, size, room, 2, bold=True), number, block.current, size, page)
        for number, name in enumerate(names)
    )
    height = fit.height(2, size, face) + 12
    box = replace(place.box, height=emu(height))
    xml = grid([width] * len(names), [(height, cells)], page.layout.table_style)
    current = block.names[block.current] if 0 <= block.current < len(names) else ""
    alt = f"Section {block.current + 1} of {len(names)}: {current}"
    page.shapes.append(page.table(place, box, xml, alt))


def _cell(name: Text, number: int, current: int, size: float, page: Page) -> str:
    done = "kubernetes" if number <= current else "hairline"
    look = Look(size, "text" if number == current else "muted", bold=number == current)
    none = "<a:noFill/>"
    edges = border("L", none, 0) + border("R", none, 0)
    edges += border("T", page.pen.fill(done), _BAR) + border("B", none, 0)
    return cell(page.pen.run(str(name), look), anchor="t", side=0, right=_GAP, edge=7, look=edges)
