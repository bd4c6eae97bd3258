"""A table's XML: columns, rows and cells, as ECMA-376 part 1, 21.1.3 has them."""

from collections.abc import Iterable, Sequence

from deckgen.render.powerpoint.box import emu

SIDE = 8.0
"""Room left and right in a cell, in points."""

EDGE = 5.0
"""Room above and below in a cell, in points."""

_ALIGNMENTS = {"left": "", "right": '<a:pPr algn="r"/>', "center": '<a:pPr algn="ctr"/>'}


def cell(
    runs: str,
    *,
    align: str = "left",
    anchor: str = "ctr",
    side: float = SIDE,
    right: float | None = None,
    edge: float = EDGE,
    look: str = "",
) -> str:
    """Write a cell.

    Args:
        runs: its text.
        align: where its lines stand.
        anchor: where its text stands in its height.
        side: the room at its sides, in points.
        right: that at its right side, if it is another.
        edge: the room above and below.
        look: its borders and fill where they are not the table style's.
    """
    left, top = emu(side), emu(edge)
    beyond = left if right is None else emu(right)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{_ALIGNMENTS[align]}{runs}</a:p></a:txBody>"
        f'<a:tcPr marL="{left}" marR="{beyond}" marT="{top}" marB="{top}" anchor="{anchor}">{look}</a:tcPr></a:tc>'
    )


def border(side: str, look: str, width: float) -> str:
    """Write a border: ``L``, ``R``, ``T`` or ``B``, its line's fill, its width in points."""
    return f'<a:ln{side} w="{emu(width)}" cap="flat" cmpd="sng">{look}<a:prstDash val="solid"/></a:ln{side}>'


def grid(widths: Iterable[float], rows: Sequence[tuple[float, str]], style: str, *, first_column: bool = False) -> str:
    """Write a table with a header row.

    Args:
        widths: of the columns, in points.
        rows: height in points, and the cells written.
        style: id of the table style.
        first_column: the first column heads the rows.
    """
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    body = "".join(f'<a:tr h="{emu(height)}">{cells}</a:tr>' for height, cells in rows)
    first = ' firstCol="1"' if first_column else ""
    return (
        f'<a:tbl><a:tblPr firstRow="1"{first}><a:tableStyleId>{style}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{body}</a:tbl>"
    )
