"""Build the templates in layouts/: ``python tools/build_layouts.py [FOLDER]``, each as FOLDER/<name>/template.pptx.

The templates are written by this script alone, so that a change of the look is a change that can be read. The same
script gives the same bytes. The parts follow ECMA-376 part 1, clause 13 (PresentationML) and clause 14 (DrawingML).
"""

import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from layout_looks import LOOKS, Look
from layout_pages import BAR, FOOTER, HEIGHT, LEFT, NUMBER, PAGES, TITLE, TOP, WIDTH, Page, Place, Style

FOLDER = Path(__file__).parent.parent / "layouts"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
NAMESPACE_A = NAMESPACES.partition(" ")[0]
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PRESENTATIONML = "application/vnd.openxmlformats-officedocument.presentationml."
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EMU = 914400
TABLE_STYLE = "{6E3F9C1B-2B7D-4E58-9C1E-5D0C7A4D1F01}"
BULLETS = "•\N{EN DASH}•"
COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def emu(inches: float) -> int:
    """Give inches in the file format's unit."""
    return round(inches * EMU)


def colour(name: str, *changes: tuple[str, int]) -> str:
    """Refer to a theme colour; ``"bg1 75"`` is it at 75 % opacity; ``changes`` are modifiers in per cent."""
    base, _, opacity = name.partition(" ")
    changes = (("alpha", int(opacity)),) if opacity else changes
    inner = "".join(f'<a:{change} val="{value * 1000}"/>' for change, value in changes)
    return f'<a:schemeClr val="{base}">{inner}</a:schemeClr>'


def fill(name: str, *changes: tuple[str, int]) -> str:
    """Fill with a theme colour."""
    return f"<a:solidFill>{colour(name, *changes)}</a:solidFill>"


def frame(area: tuple[float, float, float, float]) -> str:
    """Place a shape."""
    left, top, width, height = map(emu, area)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def level(number: int, style: Style, *, bulleted: bool) -> str:
    """Describe one level of a list style."""
    size = style.size if number == 1 else max(style.size - 2 * (number - 1), 12)
    indent = emu(0.26)
    margins = f'marL="{indent * number}" indent="-{indent}"' if bulleted else 'marL="0" indent="0"'
    bullet = (
        f'<a:buClr>{colour("accent1")}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="{BULLETS[number - 1]}"/>'
        if bulleted
        else "<a:buNone/>"
    )
    capitals = ' cap="all"' if style.capitals else ""
    typeface = "Consolas" if style.mono else "+mn-lt"
    return (
        f'<a:lvl{number}pPr {margins} algn="{style.align}"><a:lnSpc><a:spcPct val="{style.spacing * 1000}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(style.before * 100)}"/></a:spcBef>{bullet}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(style.bold)}"{capitals}>{fill(style.colour)}'
        f'<a:latin typeface="{typeface}"/></a:defRPr></a:lvl{number}pPr>'
    )


def levels(style: Style) -> str:
    """Describe the levels of a placeholder: three for lists, one for the rest."""
    return "".join(level(number, style, bulleted=style.bullets) for number in (range(1, 4) if style.bullets else (1,)))


def placeholder(place: Place, shape_id: int) -> str:
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
        f'<p:spPr>{frame(place.area)}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{look}{line}</p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'anchor="{place.style.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{levels(place.style)}</a:lstStyle>'
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def block(
    shape_id: int, area: tuple[float, float, float, float], look: str, *, rounded: int = 0, name: str = ""
) -> str:
    """Write an ornament: a filled rectangle, its corners round by ``rounded`` thousandths of its shorter side."""
    corners = f'<a:gd name="adj" fmla="val {rounded * 100}"/>' if rounded else ""
    name = name or f"Ornament {shape_id}"
    geometry = "roundRect" if rounded else "rect"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{frame(area)}<a:prstGeom prst="{geometry}">'
        f"<a:avLst>{corners}</a:avLst></a:prstGeom>{look}<a:ln><a:noFill/></a:ln></p:spPr>"
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def motif(first_id: int) -> str:
    """Draw the title's bar, and Kubernetes upon OpenStack: six blue squares on four terracotta bars on the ground."""
    left, top, width, gap = 9.1, 5.15, 3.58, 0.12
    square, bar = (width - 5 * gap) / 6, (width - 3 * gap) / 4
    blue = fill("accent1", ("lumMod", 90), ("lumOff", 10))
    terracotta = fill("accent2", ("lumMod", 90), ("lumOff", 10))
    shapes = [((left + i * (square + gap), top, square, square), blue, 160) for i in range(6)]
    shapes += [((left + i * (bar + gap), top + square + 0.15, bar, 0.36), terracotta, 160) for i in range(4)]
    shapes += [((left, top + square + 0.65, width, 0.2), fill("bg1 20"), 250)]
    return accent_bar(first_id, fill("accent2", ("lumMod", 75), ("lumOff", 25))) + "".join(
        block(first_id + n, area, look, rounded=r) for n, (area, look, r) in enumerate(shapes, 1)
    )


def accent_bar(shape_id: int, look: str) -> str:
    """Draw the title's bar, which may take a brand's colour."""
    return block(shape_id, (LEFT, 2.05, 0.9, 0.065), look, name="Accent bar")


def ornaments(page: Page, first_id: int) -> str:
    """Draw what belongs to the page layout and is no text."""
    drawn = {
        "motif": motif(first_id),
        "bar": accent_bar(first_id, fill("tx2")),
        "code": block(first_id, (LEFT, TOP, BAR, HEIGHT), fill("accent1")),
    }
    return drawn.get(page.ornaments, "")


def layout(page: Page) -> str:
    """Write a page layout."""
    placeholders = "".join(placeholder(place, 2 + n) for n, place in enumerate(page.places))
    kind = f' type="{page.type}"' if page.type else ""
    ground = f"<p:bg><p:bgPr>{fill(page.ground)}<a:effectLst/></p:bgPr></p:bg>" if page.ground != "bg1" else ""
    return (
        f'{HEADER}<p:sldLayout {NAMESPACES}{kind} preserve="1" userDrawn="1"><p:cSld name="{page.name}">{ground}'
        f"<p:spTree>{TREE}{ornaments(page, 100)}{placeholders}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master() -> str:
    """Write the slide master."""
    body = Place("Body", "body", 1, (LEFT, TOP, WIDTH, HEIGHT), Style(18, bullets=True, before=10), "Text")
    shapes = (TITLE, body, FOOTER, NUMBER)
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(PAGES)))
    other = "".join(
        f'<a:lvl{n}pPr><a:defRPr sz="1400">{fill("tx1")}<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 4)
    )
    return (
        f"{HEADER}<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{TREE}"
        + "".join(placeholder(place, 2 + n) for n, place in enumerate(shapes))
        + f"</p:spTree></p:cSld>{COLOUR_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0" dt="0"/><p:txStyles><p:titleStyle>{levels(TITLE.style)}</p:titleStyle>'
        f"<p:bodyStyle>{levels(body.style)}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def notes_master() -> str:
    """Write the notes master: the slide's picture above, the notes below."""
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{frame((0.75, 0.75, 6.0, 3.375))}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    )
    notes = placeholder(Place("Notes", "body", 3, (0.75, 4.4, 6.0, 5.2), Style(12, before=4), "Notes"), 3)
    return (
        f"{HEADER}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{TREE}{image}{notes}</p:spTree></p:cSld>{COLOUR_MAP}"
        f"<p:notesStyle>{levels(Style(12, before=4))}</p:notesStyle></p:notesMaster>"
    )


def theme(look: Look) -> str:
    """Write the theme: named colours and fonts, flat shapes."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in look.colours.items())
    font = '<a:latin typeface="Calibri" panose="020F0502020204030204"/><a:ea typeface=""/><a:cs typeface=""/>'
    flat = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{flat}<a:prstDash val="solid"/></a:ln>' for width in (9525, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEADER}<a:theme {NAMESPACE_A} name="deckgen {look.name}"><a:themeElements>'
        f'<a:clrScheme name="deckgen {look.name}">{colours}</a:clrScheme><a:fontScheme name="deckgen {look.name}">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="flat"><a:fillStyleLst>{flat * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{flat * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def table_styles() -> str:
    """Write the table style: hairlines between rows, a firmer one below the heads, no boxes."""

    def edge(name: str, look: str) -> str:
        return f'<a:{name}><a:ln w="9525" cmpd="sng">{look}</a:ln></a:{name}>'

    none, hairline, firm = "<a:noFill/>", fill("accent6"), fill("accent5")
    sides = edge("left", none) + edge("right", none) + edge("top", none)
    whole = sides + edge("bottom", hairline) + edge("insideH", hairline) + edge("insideV", none)
    font = '<a:fontRef idx="minor"/>'
    return (
        f'{HEADER}<a:tblStyleLst {NAMESPACE_A} def="{TABLE_STYLE}"><a:tblStyle styleId="{TABLE_STYLE}" '
        f'styleName="deckgen hairlines"><a:wholeTbl><a:tcTxStyle>{font}{colour("tx1")}</a:tcTxStyle>'
        "<a:tcStyle><a:tcBdr>"
        f'{whole}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl><a:firstRow><a:tcTxStyle b="on">{font}'
        f"{colour('accent5')}</a:tcTxStyle><a:tcStyle><a:tcBdr>{edge('bottom', firm)}</a:tcBdr></a:tcStyle>"
        "</a:firstRow>"
        "</a:tblStyle></a:tblStyleLst>"
    )


def presentation() -> str:
    """Write the presentation: its masters and its size, no slide."""
    return (
        f'{HEADER}<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" '
        'r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="{emu(7.5)}" cy="{emu(10)}"/><p:defaultTextStyle>'
        f'<a:defPPr><a:defRPr lang="en-GB"/></a:defPPr>{level(1, Style(14), bulleted=False)}</p:defaultTextStyle>'
        "</p:presentation>"
    )


def relations(*targets: tuple[str, str]) -> str:
    """Write a part's relationships: (type, target) each."""
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if "://" in kind else RELATION + kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEADER}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def content_types(parts: dict[str, str]) -> str:
    """Write what type each part has."""
    kinds = {
        "presentation": PRESENTATIONML + "presentation.main+xml",
        "presProps": PRESENTATIONML + "presProps+xml",
        "tableStyles": PRESENTATIONML + "tableStyles+xml",
        "slideMaster": PRESENTATIONML + "slideMaster+xml",
        "slideLayout": PRESENTATIONML + "slideLayout+xml",
        "notesMaster": PRESENTATIONML + "notesMaster+xml",
        "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
        "core": "application/vnd.openxmlformats-package.core-properties+xml",
        "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kinds[Path(name).stem.rstrip("0123456789")]}"/>'
        for name in parts
        if not name.endswith(".rels")
    )
    return (
        f'{HEADER}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def package(look: Look) -> dict[str, str]:
    """Give all parts of a template by name."""
    names = [f"slideLayout{n}" for n in range(1, len(PAGES) + 1)]
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>deckgen {look.name} layout</dc:title></cp:coreProperties>"
    )
    app = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    parts = {
        "_rels/.rels": relations(
            ("officeDocument", "ppt/presentation.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": HEADER + core,
        "docProps/app.xml": f'{HEADER}<Properties xmlns="{app}"><Application>deckgen layout</Application></Properties>',
        "ppt/presentation.xml": presentation(),
        "ppt/_rels/presentation.xml.rels": relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"{HEADER}<p:presentationPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": table_styles(),
        "ppt/theme/theme1.xml": theme(look),
        "ppt/theme/theme2.xml": theme(look),
        "ppt/slideMasters/slideMaster1.xml": master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            *(("slideLayout", f"../slideLayouts/{name}.xml") for name in names), ("theme", "../theme/theme1.xml")
        ),
        "ppt/notesMasters/notesMaster1.xml": notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations(("theme", "../theme/theme2.xml")),
    }
    for name, page in zip(names, look.pages, strict=True):
        parts[f"ppt/slideLayouts/{name}.xml"] = layout(page)
        parts[f"ppt/slideLayouts/_rels/{name}.xml.rels"] = relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return {"[Content_Types].xml": content_types(parts), **parts}


def main(folder: Path) -> None:
    """Write every template into its folder below ``folder``."""
    for look in LOOKS:
        target = folder / look.name / "template.pptx"
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in package(look).items():
                file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
