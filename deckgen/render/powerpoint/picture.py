"""Diagrams: as SVG, with a PNG beside it for programs that draw no SVG."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from pptx.opc.constants import RELATIONSHIP_TYPE

from deckgen.deck import Picture
from deckgen.errors import CrowdedError
from deckgen.fact import Source
from deckgen.render import figure_cache
from deckgen.render import place as placing
from deckgen.render.placement import Placement
from deckgen.render.powerpoint.box import EMU_PER_INCH, Box
from deckgen.render.powerpoint.markup import escape
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.template import Placeholder
from deckgen.scene import Box as SceneBox
from deckgen.scene import Group, Scene

Drawn = TypeVar("Drawn")

_DPI = 200
_SMALLER = (1, 0.85, 0.7)
"""By how much a diagram that has the slide for itself is drawn smaller where it does not fit, one after another."""

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def draw(block: Picture, slot: str, page: Page) -> None:
    """Draw the scene as large as its placeholder allows, as a picture or as shapes in its stead."""
    (place, *_) = page.places(slot)
    page.sources |= sources(block.scene)
    if block.form == "native":
        from deckgen.render.powerpoint import native

        placement, scale = _fitted(block, place, page, _placed)
        page.shapes.append(native.draw(block.scene, placement.scaled(scale), place.box, block.alt, page))
        return
    (png, svg), _ = _fitted(block, place, page, _pictures)
    page.shapes.append(picture(page, place, place.box, block.alt, png, svg))


def _fitted(block: Picture, place: Placeholder, page: Page, draw: Callable[..., Drawn]) -> tuple[Drawn, float]:
    """Draw a scene on the scale of the slide, or as much smaller as it takes; give the scale with it.

    Raises:
        CrowdedError: there is other content on the page, or the smallest is too large.
    """
    *larger, smallest = [page.scale * share for share in (_SMALLER if page.cramped else _SMALLER[:1])]
    for scale in larger:
        with suppress(CrowdedError):
            return draw(_view(block, place, scale), page, scale), scale
    return draw(_view(block, place, smallest), page, smallest), smallest


def _view(block: Picture, place: Placeholder, scale: float) -> figure_cache.View:
    inches = scale * EMU_PER_INCH
    return figure_cache.View(block.scene, place.box.width / inches, place.box.height / inches)


def _placed(view: figure_cache.View, _page: Page, _scale: float) -> Placement:
    return placing.place(view.scene, view.width, view.height)


def _pictures(view: figure_cache.View, page: Page, scale: float) -> tuple[bytes, bytes]:
    """Draw a view as PNG, with as many pixels an inch of the slide on each scale, and as SVG."""
    png = figure_cache.png(view, page.palette, round(_DPI * scale))
    return png, figure_cache.svg(view, page.palette)


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
