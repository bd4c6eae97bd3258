"""Diagrams: as SVG, with a PNG beside it for programs that draw no SVG."""

from pptx.opc.constants import RELATIONSHIP_TYPE

from deckgen.deck import Picture
from deckgen.fact import Source
from deckgen.render import figure_cache
from deckgen.render.powerpoint.box import EMU_PER_INCH, Box
from deckgen.render.powerpoint.markup import escape
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.template import Placeholder
from deckgen.scene import Box as SceneBox
from deckgen.scene import Group, Scene

_DPI = 200
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def draw(block: Picture, slot: str, page: Page) -> None:
    """Draw the scene as large as its placeholder allows, as a picture or as shapes in its stead."""
    (place, *_) = page.places(slot)
    size = place.box.width / EMU_PER_INCH, place.box.height / EMU_PER_INCH
    page.sources |= sources(block.scene)
    if block.form == "native":
        from deckgen.render import place as placing
        from deckgen.render.powerpoint import native

        placement = placing.place(block.scene, *size)
        page.shapes.append(native.draw(block.scene, placement, place.box, block.alt, page))
        return
    view = figure_cache.View(block.scene, *size)
    png, svg = figure_cache.png(view, page.palette, _DPI), figure_cache.svg(view, page.palette)
    page.shapes.append(picture(page, place, place.box, block.alt, png, svg))


def within(box: Box, width: float, height: float) -> Box:
    """Give the largest box of that aspect ratio in ``box``: centred, at its top."""
    scale = min(box.width / width, box.height / height)
    wide, high = round(width * scale), round(height * scale)
    return Box(box.left + (box.width - wide) // 2, box.top + (box.height - high) // 2, wide, high)


def picture(
    page: Page, place: Placeholder, box: Box, alt: str, bitmap: bytes, svg: bytes = b"", kind: str = "png"
) -> str:
    """Write a picture in its placeholder."""
    drawn = ""
    if svg:
        drawn = (
            '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{embed(page, svg, "svg")}"/></a:ext></a:extLst>'
        )
    idx = f' type="{place.type}" sz="quarter" idx="{place.idx}"' if place.type else f' idx="{place.idx}"'
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{page.next_id()}" name="{escape(place.name)}" descr="{escape(alt)}"/>'
        f'<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr><p:nvPr><p:ph{idx}/></p:nvPr></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{embed(page, bitmap, kind)}">{drawn}</a:blip>'
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{box.xfrm()}</p:spPr></p:pic>"
    )


def embed(page: Page, blob: bytes, extension: str) -> str:
    """Keep a picture's bytes in the file, once for all that are the same; give the relationship's id."""
    key: str = page.sheet.relate_to(page.parts.picture(blob, extension), RELATIONSHIP_TYPE.IMAGE)
    return key


def sources(scene: Scene) -> set[Source]:
    """Give where the things in a scene come from."""
    found = set(scene.sources) | {arrow.source for arrow in scene.arrows}
    groups: list[Group] = [scene.root]
    while groups:
        for member in groups.pop().members:
            if isinstance(member, SceneBox):
                found.add(member.source)
            else:
                groups.append(member)
    return found & {Source.OBSERVED, Source.DECLARED, Source.DOCUMENTED}
