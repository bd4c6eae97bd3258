"""Build the templates in layouts/: ``python tools/build_layouts.py [FOLDER]``, each as FOLDER/<name>/template.pptx.

The templates are written by this script alone, so that a change of the look is a change that can be read. The same
script gives the same bytes. The parts follow ECMA-376 part 1, clause 13 (PresentationML) and clause 14 (DrawingML).
"""

import sys
import zipfile
from pathlib import Path

from layout_looks import LOOKS, Look
from layout_pages import LEFT, PAGES, SLIDE_FOOTER, SLIDE_NUMBER, SLIDE_TITLE, TOP, WIDTH

from deckgen.render.powerpoint.page_layout import (
    TABLE_STYLE,
    emu,
    level,
    levels,
    ornament,
    placeholder,
    table_style,
    xfrm,
)
from deckgen.render.powerpoint.plan import BAR, BODY, CONTENT, Page, Place, Style

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
ROLES = {
    "text": "tx1",
    "muted": "accent5",
    "paper": "bg1",
    "surface": "bg2",
    "ground": "tx2",
    "hairline": "accent6",
    "kubernetes": "accent1",
    "warning": "accent4",
}
"""The theme's colours as slides name them, by the roles that page layouts use."""
COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def colour(name: str, *changes: tuple[str, int]) -> str:
    """Refer to a theme colour; ``"bg1 75"`` is it at 75 % opacity; ``changes`` are modifiers in per cent."""
    base, _, opacity = name.partition(" ")
    changes = (("alpha", int(opacity)),) if opacity else changes
    inner = "".join(f'<a:{change} val="{value * 1000}"/>' for change, value in changes)
    return f'<a:schemeClr val="{base}">{inner}</a:schemeClr>' if inner else f'<a:schemeClr val="{base}"/>'


def fill(name: str, *changes: tuple[str, int]) -> str:
    """Fill with a theme colour."""
    return f"<a:solidFill>{colour(name, *changes)}</a:solidFill>"


def role(name: str) -> str:
    """Fill with the theme colour that a role has in the layouts that ship; ``"paper 75"`` is it at 75 % opacity."""
    base, _, opacity = name.partition(" ")
    return fill(" ".join(filter(None, (ROLES[base], opacity))))


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
        ornament(first_id + n, area, look, rounded=r) for n, (area, look, r) in enumerate(shapes, 1)
    )


def accent_bar(shape_id: int, look: str) -> str:
    """Draw the title's bar, which may take a brand's colour."""
    return ornament(shape_id, (LEFT, 2.05, 0.9, 0.065), look, name="Accent bar")


def ornaments(page: Page, first_id: int) -> str:
    """Draw what belongs to the page layout and is no text."""
    drawn = {
        "motif": motif(first_id),
        "bar": accent_bar(first_id, fill("tx2")),
        "code": ornament(first_id, (LEFT, TOP, BAR, CONTENT), fill("accent1")),
    }
    return drawn.get(page.ornaments, "")


def layout(page: Page) -> str:
    """Write a page layout."""
    placeholders = "".join(placeholder(place, 2 + n, role) for n, place in enumerate(page.places))
    kind = f' type="{page.type}"' if page.type else ""
    ground = f"<p:bg><p:bgPr>{role(page.ground)}<a:effectLst/></p:bgPr></p:bg>" if page.ground != "paper" else ""
    return (
        f'{HEADER}<p:sldLayout {NAMESPACES}{kind} preserve="1" userDrawn="1"><p:cSld name="{page.name}">{ground}'
        f"<p:spTree>{TREE}{ornaments(page, 100)}{placeholders}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master() -> str:
    """Write the slide master."""
    body = Place("Body", "body", 1, (LEFT, TOP, WIDTH, CONTENT), BODY, "Text")
    shapes = (SLIDE_TITLE, body, SLIDE_FOOTER, SLIDE_NUMBER)
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(PAGES)))
    other = "".join(
        f'<a:lvl{n}pPr><a:defRPr sz="1400">{fill("tx1")}<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 4)
    )
    return (
        f"{HEADER}<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{TREE}"
        + "".join(placeholder(place, 2 + n, role) for n, place in enumerate(shapes))
        + f"</p:spTree></p:cSld>{COLOUR_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0" dt="0"/><p:txStyles><p:titleStyle>{levels(SLIDE_TITLE.style, role)}</p:titleStyle>'
        f"<p:bodyStyle>{levels(BODY, role)}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
        "</p:sldMaster>"
    )


def notes_master() -> str:
    """Write the notes master: the slide's picture above, the notes below."""
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{xfrm((0.75, 0.75, 6.0, 3.375))}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    )
    notes = placeholder(Place("Notes", "body", 3, (0.75, 4.4, 6.0, 5.2), Style(12, before=4), "Notes"), 3, role)
    return (
        f"{HEADER}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{TREE}{image}{notes}</p:spTree></p:cSld>{COLOUR_MAP}"
        f"<p:notesStyle>{levels(Style(12, before=4), role)}</p:notesStyle></p:notesMaster>"
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
    """Write the list of table styles, with the one that there is."""
    return f'{HEADER}<a:tblStyleLst {NAMESPACE_A} def="{TABLE_STYLE}">{table_style(role)}</a:tblStyleLst>'


def presentation() -> str:
    """Write the presentation: its masters and its size, no slide."""
    return (
        f'{HEADER}<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" '
        'r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="{emu(7.5)}" cy="{emu(10)}"/><p:defaultTextStyle>'
        f'<a:defPPr><a:defRPr lang="en-GB"/></a:defPPr>{level(1, Style(14), role, bulleted=False)}</p:defaultTextStyle>'
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
