"""The XML of a page layout's placeholders and ornaments, and of the table style that goes with them.

Source: ECMA-376 part 1, 19.3.1.39 (page layouts), 20.1.4.2.26 and 20.1.4.2.27 (table styles).
"""

from collections.abc import Callable

from deckgen.render.powerpoint.box import EMU_PER_INCH, EMU_PER_POINT
from deckgen.render.powerpoint.markup import escape
from deckgen.render.powerpoint.page import DECORATIVE
from deckgen.render.powerpoint.plan import Area, Place, Style

TABLE_STYLE = "{6E3F9C1B-2B7D-4E58-9C1E-5D0C7A4D1F01}"
"""The id of the table style that ``table_style`` writes."""

HAIRLINE = 0.75
"""How strong the lines of tables are, in points."""

_BULLETS = "•\N{EN DASH}•"
_INDENT = 0.26

Fill = Callable[[str], str]
"""Gives the ``a:solidFill`` of a colour role."""


def placeholder(place: Place, shape_id: int, fill: Fill) -> str:
    """Write a placeholder of a page layout or master."""
    left, top, right, bottom = map(emu, place.style.insets)
    kind = f' type="{place.type}"' if place.type else ""
    idx = "" if place.type == "title" else f' idx="{place.idx}"'
    size = ' sz="quarter"' if place.type != "title" else ""
    geometry = "roundRect" if place.style.round else "rect"
    look = fill(place.style.fill) if place.style.fill else "<a:noFill/>"
    line = f'<a:ln w="12700">{fill(place.style.line)}</a:ln>' if place.style.line else ""
    text = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>1</a:t></a:fld>'
        if place.type == "sldNum"
        else f'<a:r><a:rPr lang="en-GB"/><a:t>{escape(place.prompt)}</a:t></a:r>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{place.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{kind}{size}{idx}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr>{xfrm(place.area)}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{look}{line}</p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'anchor="{place.style.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{levels(place.style, fill)}</a:lstStyle>'
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def levels(style: Style, fill: Fill) -> str:
    """Describe the levels of a placeholder: three for lists, one for the rest."""
    numbers = range(1, 4) if style.bullets else (1,)
    return "".join(level(number, style, fill, bulleted=style.bullets) for number in numbers)


def level(number: int, style: Style, fill: Fill, *, bulleted: bool) -> str:
    """Describe one level of a list style."""
    size = style.size if number == 1 else max(style.size - 2 * (number - 1), 12)
    indent = emu(_INDENT)
    margins = f'marL="{indent * number}" indent="-{indent}"' if bulleted else 'marL="0" indent="0"'
    colour = fill("kubernetes").replace("solidFill", "buClr")
    bullet = (
        f'{colour}<a:buFont typeface="Arial"/><a:buChar char="{_BULLETS[number - 1]}"/>' if bulleted else "<a:buNone/>"
    )
    capitals = ' cap="all"' if style.capitals else ""
    typeface = "Consolas" if style.mono else "+mn-lt"
    return (
        f'<a:lvl{number}pPr {margins} algn="{style.align}"><a:lnSpc><a:spcPct val="{style.spacing * 1000}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(style.before * 100)}"/></a:spcBef>{bullet}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(style.bold)}"{capitals}>{fill(style.colour)}'
        f'<a:latin typeface="{typeface}"/></a:defRPr></a:lvl{number}pPr>'
    )


def ornament(shape_id: int, area: Area, look: str, *, rounded: int = 0, name: str = "") -> str:
    """Write an ornament: a filled rectangle, its corners round by ``rounded`` thousandths of its shorter side."""
    corners = f'<a:gd name="adj" fmla="val {rounded * 100}"/>' if rounded else ""
    geometry = "roundRect" if rounded else "rect"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name or f"Ornament {shape_id}"}">{DECORATIVE}</p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{xfrm(area)}<a:prstGeom prst="{geometry}">'
        f"<a:avLst>{corners}</a:avLst></a:prstGeom>{look}<a:ln><a:noFill/></a:ln></p:spPr>"
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def table_style(fill: Fill) -> str:
    """Write the table style: hairlines between rows, a firmer one below the heads, no boxes."""

    def edge(name: str, look: str) -> str:
        return f'<a:{name}><a:ln w="{round(HAIRLINE * EMU_PER_POINT)}" cmpd="sng">{look}</a:ln></a:{name}>'

    def colour(role: str) -> str:
        return fill(role).removeprefix("<a:solidFill>").removesuffix("</a:solidFill>")

    none = "<a:noFill/>"
    sides = edge("left", none) + edge("right", none) + edge("top", none)
    whole = sides + edge("bottom", fill("hairline")) + edge("insideH", fill("hairline")) + edge("insideV", none)
    font = '<a:fontRef idx="minor"/>'
    return (
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="deckgen hairlines"><a:wholeTbl><a:tcTxStyle>{font}'
        f"{colour('text')}</a:tcTxStyle><a:tcStyle><a:tcBdr>{whole}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle>"
        f'</a:wholeTbl><a:firstRow><a:tcTxStyle b="on">{font}{colour("muted")}</a:tcTxStyle><a:tcStyle><a:tcBdr>'
        f"{edge('bottom', fill('muted'))}</a:tcBdr></a:tcStyle></a:firstRow></a:tblStyle>"
    )


def xfrm(area: Area) -> str:
    """Place a shape; the area is in inches."""
    left, top, width, height = map(emu, area)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def emu(inches: float) -> int:
    """Give inches in the file format's unit."""
    return round(inches * EMU_PER_INCH)
