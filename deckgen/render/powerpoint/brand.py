"""A customer's brand: its colour for the dark ground or the title's bar, its logo on the title slide."""

import re
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape

from deckgen.contrast import ORNAMENT, TEXT, contrast
from deckgen.deck import Deck
from deckgen.errors import RenderError
from deckgen.layout import Colour, Layout
from deckgen.render.powerpoint.box import Box, emu
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.picture import picture, within
from deckgen.render.powerpoint.template import Template

BAR = "Accent bar"
"""The name of the ornament on a page layout that may take the brand's colour."""

_FAINTEST = 0.75
"""How opaque the faintest text on the dark ground is."""

_PLATE = Colour(theme="lt1")
"""What a logo stands on, whatever the ground: most are drawn for white."""

_PAD = 8.0


def apply_accent(presentation: Any, deck: Deck, layout: Layout, palette: dict[str, str], template: Template) -> None:
    """Let the brand's colour take the dark ground's place, or else the bar's, where it can be seen and read upon."""
    accent = deck.accent.lstrip("#").upper()
    if "ground" not in layout.colours or not re.fullmatch(r"[0-9A-F]{6}", accent):
        return
    faint = _blend(palette["paper"], accent, _FAINTEST)
    if contrast(faint, accent) >= TEXT:
        _recolour_theme(presentation, layout.colours["ground"].theme, accent)
    elif contrast(accent, palette["ground"]) >= ORNAMENT:
        _recolour_bar(template, accent)


def _blend(upper: str, lower: str, opacity: float) -> str:
    pairs = ((int(upper[at : at + 2], 16), int(lower[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one * opacity + other * (1 - opacity)):02X}" for one, other in pairs)


def _recolour_theme(presentation: Any, slot: str, rgb: str) -> None:
    """Change one colour of the theme of slides, so that all that refers to it follows; python-pptx reads no themes."""
    for theme in {master.part.part_related_by(RELATIONSHIP_TYPE.THEME) for master in presentation.slide_masters}:
        root = parse_xml(theme.blob)
        colour = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{slot}')}")
        for old in list(colour):
            colour.remove(old)
        colour.append(colour.makeelement(qn("a:srgbClr"), val=rgb))
        theme.blob = serialize_part_xml(root)


def _recolour_bar(template: Template, rgb: str) -> None:
    for page in template.pages.values():
        for shape in page.layout.shapes:
            if shape.name == BAR and isinstance(shape, Shape):
                shape.fill.solid()
                shape.fill.fore_color.rgb = RGBColor.from_string(rgb)


def add_logo(page: Page) -> None:
    """Put the customer's logo on a white plate into the page's place for it, if there are both.

    Raises:
        RenderError: the logo is no picture.
    """
    place, logo = page.framed("logo"), page.deck.logo
    if place is None or logo is None or page.slide.arrangement != "title":
        return
    width, height, kind = _read_picture(logo)
    inner = _padded(place.box, -_PAD)
    fitted = within(inner, width, height)
    box = Box(inner.left, fitted.top, fitted.width, fitted.height)
    plate = _padded(box, _PAD)
    page.shapes.append(page.ornament("Logo plate", plate, page.pen.solid(_PLATE), geometry="roundRect"))
    page.shapes.append(picture(page, place, box, f"Logo of {page.deck.customer}", logo, kind=kind))


def _padded(box: Box, points: float) -> Box:
    by = emu(points)
    return Box(box.left - by, box.top - by, box.width + 2 * by, box.height + 2 * by)


def _read_picture(logo: bytes) -> tuple[int, int, str]:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(logo), formats=("PNG", "JPEG")) as image:
            return image.width, image.height, str(image.format).lower()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as problem:
        raise RenderError(
            "the customer's logo is no PNG or JPEG picture", "see `brand` in the customer profile"
        ) from problem
