"""Paragraphs: bullets, numbered steps, and single texts."""

from msgspec.structs import replace

from deckgen.deck import Bullets, Text
from deckgen.layout import Size
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.box import emu
from deckgen.render.powerpoint.page import Page, own_size
from deckgen.render.powerpoint.pen import Look
from deckgen.render.powerpoint.template import Placeholder
from deckgen.render.powerpoint.title import drop

_NUMBERED = '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{}/>'
_NUMBER = 28.0
"""How far numbered steps are indented, in points: enough for two digits."""

_ROLES = {"presenter": "detail", "contacts": "secondary"}
_BESIDE = {"left": "right", "right": "left"}
_HEADS = ("left-head", "right-head")
_RULE = 2.0
"""How strong the line above a column's head is, in points."""
_TEXT_ROLES = {"subtitle": "subtitle", "number": "section-number"}
_AIRY, _AIRIEST, _SPARSE = 18.0, 44.0, 0.75
"""The least and the most space before a paragraph where there is room for it, in points; and how much of it is used."""


def draw_text(text: Text, slot: str, page: Page) -> Text | None:
    """Draw one text: in full where it fits at its role's smallest size, else shortened."""
    (place, *_) = page.places(slot)
    lower = drop(page, place) if slot == "subtitle" else 0
    moved = place.at(place.box.lowered(lower)) if lower else place
    role = _TEXT_ROLES.get(slot, "head")
    page.shapes.append(single(text, page, moved, role, moved=bool(lower), bold=slot == "number"))
    if slot in _HEADS:
        _overline(place, page)
    return None


def _overline(place: Placeholder, page: Page) -> None:
    """Draw a line above the head of a column."""
    box = replace(place.box, height=emu(_RULE))
    page.shapes.append(page.ornament("Head rule", box, page.pen.fill("kubernetes")))


def single(text: Text, page: Page, place: Placeholder, role: str, *, moved: bool = False, bold: bool = False) -> str:
    """Write a placeholder with one paragraph that never leaves it."""
    stretches = fit.pieces(text, place.face, bold=bold)
    size = page.fitted(stretches, place, role)
    lines = max(int((place.text_height + 1) / fit.height(1, size, place.face, place.spacing)), 1)
    room = place.text_width - marks.mark_width(size) * (text.source is not None)
    shown = fit.elide(text, place.face, size, room, lines, bold=bold)
    look = Look(own_size(place, size))
    return page.text(place, f"<a:p>{page.runs(shown, look, size)}</a:p>", moved=moved)


def draw(block: Bullets, slot: str, page: Page) -> Bullets | None:
    """Draw as many items as fit, evenly over as many pages as they take; give the rest."""
    place = _place(block, slot, page)
    scale = page.layout.scale[_ROLES.get(slot, "body")]
    room = place.text_height
    size = min(_size(one, at, scale) for one, at in _together(block, slot, page))
    if page.part > 1:
        size = scale.minimum
    heights = [_height(item, place, size) for item in block.items]
    count = even(heights, room)
    shown = block.items[:count]
    air = min(_air(one, at, size) for one, at in _together(block, slot, page))
    airy = count == len(block.items) and air >= _AIRY and place.before
    spacing = f'<a:spcBef><a:spcPts val="{round(min(air, _AIRIEST) * 100)}"/></a:spcBef>' if airy else ""
    shown_before = len(getattr(page.slide.slots.get(slot), "items", ())) - len(block.items)
    start = f' startAt="{shown_before + 1}"' if shown_before > 0 else ""
    bullet = _NUMBERED.format(start) if block.numbered else ""
    wide = f' marL="{emu(_NUMBER)}" indent="-{emu(_NUMBER)}"' if block.numbered else ""
    opening = f"<a:pPr{wide}>{spacing}{bullet}</a:pPr>" if spacing or bullet else ""
    look = Look(own_size(place, size))
    most = max(int(room / fit.height(1, size, place.face, place.spacing)) - 1, 1)
    paragraphs = "".join(
        f"<a:p>{opening}{page.runs(fit.elide(item, place.face, size, place.text_width, most), look, size)}</a:p>"
        for item in shown
    )
    page.shapes.append(page.text(place, paragraphs))
    rest = block.items[count:]
    return replace(block, items=rest) if rest else None


def _size(block: Bullets, place: Placeholder, scale: Size) -> float:
    def height_at(size: float) -> float:
        return sum(_height(item, place, size) for item in block.items)

    return fit.best(scale, place.size or scale.size, height_at, place.text_height)


def _air(block: Bullets, place: Placeholder, size: float) -> float:
    """Give the space before each paragraph with which a block takes what it may of its room."""
    taken = sum(_height(item, place, size) for item in block.items)
    return place.before + (_SPARSE * place.text_height - taken) / max(len(block.items), 1)


def _together(block: Bullets, slot: str, page: Page) -> list[tuple[Bullets, Placeholder]]:
    """Give the block and the one beside it, which is to be as large, each with its placeholder."""
    beside = _BESIDE.get(slot, "")
    other = page.slide.slots.get(beside)
    blocks = [(block, _place(block, slot, page))]
    return [*blocks, (other, _place(other, beside, page))] if isinstance(other, Bullets) else blocks


def _place(block: Bullets, slot: str, page: Page) -> Placeholder:
    """Give the placeholder for the block, with the indent of its items."""
    (place, *_) = page.places(slot)
    return replace(place, indent=_NUMBER) if block.numbered else place


def _height(item: Text, place: Placeholder, size: float) -> float:
    lines = fit.count_lines(fit.pieces(item, place.face), size, place.text_width - marks.mark_width(size))
    return fit.height(lines, size, place.face, place.spacing) + place.before


def even(heights: list[float], room: float) -> int:
    """Give how many things of these heights stand on the first page: at least one, and about as many as on the next."""
    return min(_fitting(heights, room), -(-len(heights) // count_pages(heights, room))) if heights else 0


def count_pages(heights: list[float], room: float) -> int:
    """Give how many pages things of these heights take, reckoned by how many fit on the first."""
    return max(-(-len(heights) // max(_fitting(heights, room), 1)), 1)


def _fitting(heights: list[float], room: float) -> int:
    """Give how many things fit on a page: at least one."""
    used, fitting = 0.0, 0
    for one in heights:
        if fitting and used + one > room:
            break
        used += one
        fitting += 1
    return fitting
