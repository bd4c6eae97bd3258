"""Where one is in the call: the sections in a row, a bar above each, filled up to the current one."""

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck import Progress, Run, Text
from deckgen.render.powerpoint import fit
from deckgen.render.powerpoint.box import emu
from deckgen.render.powerpoint.columns import share_width
from deckgen.render.powerpoint.face import Face
from deckgen.render.powerpoint.grid import border, cell, grid
from deckgen.render.powerpoint.markup import NOTHING
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.pen import Look

_BAR = 5.0
_GAP = 8.0
_MOST_LINES = 2
_SLACK = 1.03
"""What a name takes of a line beyond its width: programs round differently."""


def draw(block: Progress, slot: str, page: Page) -> None:
    """Draw all sections in one row, as wide as their names ask; long names go down in size, then are shortened."""
    (place, *_) = page.places(slot)
    names = [Text((Run(name.strip() or NOTHING),)) for name in block.names]
    scale, face = page.layout.scale["caption"], page.template.running
    for size in fit.steps(scale.size, scale.minimum):
        widths = _widths(names, size, place.box.width_pt, face)
        if all(
            fit.count_lines(fit.pieces(name, face, bold=True), size, width - _GAP) <= _MOST_LINES
            for name, width in zip(names, widths, strict=True)
        ):
            break
    cells = "".join(
        _cell(fit.elide(name, face, size, width - _GAP, _MOST_LINES, bold=True), number, block.current, size, page)
        for number, (name, width) in enumerate(zip(names, widths, strict=True))
    )
    height = fit.height(_MOST_LINES, size, face) + 12
    box = replace(place.box, height=emu(height))
    xml = grid(widths, [(height, cells)], page.layout.table_style)
    current = block.names[block.current] if 0 <= block.current < len(names) else ""
    alt = f"Section {block.current + 1} of {len(names)}: {current}"
    page.shapes.append(page.table(place, box, xml, alt))


def _widths(names: Sequence[Text], size: float, room: float, face: Face) -> list[float]:
    """Give each section what its name takes and a like share of the rest, so that names stand evenly apart."""
    stretches = [fit.pieces(name, face, bold=True) for name in names]
    natural = [fit.width(one, size) * _SLACK + _GAP for one in stretches]
    least = [fit.longest_word(one, size) * _SLACK + _GAP for one in stretches]
    even = [room / len(names)] * len(names)
    spread = share_width(room, natural, least, [1.0] * len(names))
    return spread if sum(natural) <= room else even


def _cell(name: Text, number: int, current: int, size: float, page: Page) -> str:
    done = "kubernetes" if number <= current else "hairline"
    look = Look(size, "text" if number == current else "muted", bold=number == current)
    none = "<a:noFill/>"
    edges = border("L", none, 0) + border("R", none, 0)
    edges += border("T", page.pen.fill(done), _BAR) + border("B", none, 0)
    return cell(page.pen.run(str(name), look), anchor="t", side=0, right=_GAP, edge=7, look=edges)
