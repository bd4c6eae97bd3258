"""The plan of the page layouts that deckgen draws with: which placeholders stand where.

All is in inches and points on a slide of 7.5 inches (``template.HEIGHT``), and content counts from the upper left
corner of its area; a page of another height is the same page on a larger or smaller scale. Colours are roles of the
layout.
"""

from dataclasses import dataclass, replace
from typing import Literal

CONTENT = 4.65
"""How high the area for content is on the shipped layouts; where it is lower, what stands above another shrinks."""

BAR = 0.07
"""Width of the bar beside code."""

_NARROW = 10.0
"""Below this width what would stand beside the content stands below it: slides of four to three are so."""

_LOW_FIGURE = 0.36
"""The share of the height that a picture has above a table on narrow slides, where the callout is below them, too."""

_BESIDE, _BELOW = 3.53, 0.9
"""What a callout takes with its gap, of the width beside the content, or of the height below it."""

_CALLOUT = (3.13, 0.74)
"""Width of a callout beside the content, height of one below it."""

Area = tuple[float, float, float, float]
"""Left, top, width and height."""


@dataclass(frozen=True)
class Style:
    """How a placeholder's text looks."""

    size: float
    bold: bool = False
    colour: str = "text"
    align: Literal["l", "r", "ctr"] = "l"
    anchor: Literal["t", "b", "ctr"] = "t"
    bullets: bool = False
    capitals: bool = False
    mono: bool = False
    before: float = 0
    spacing: int = 100
    insets: Area = (0, 0, 0, 0)
    fill: str = ""
    line: str = ""
    round: bool = False


@dataclass(frozen=True)
class Place:
    """A placeholder: its name, its type in the file format, its number, where it stands, its looks and its prompt."""

    name: str
    type: str
    idx: int
    area: Area
    style: Style
    prompt: str

    def moved(self, left: float, top: float, scale: float = 1) -> "Place":
        """Give the placeholder on another scale, its area counted from that point."""
        x, y, width, height = _scaled(self.area, scale)
        style = replace(
            self.style,
            size=half_points(self.style.size * scale),
            before=self.style.before * scale,
            insets=_scaled(self.style.insets, scale),
        )
        return replace(self, area=(left + x, top + y, width, height), style=style)


@dataclass(frozen=True)
class Page:
    """A page layout: its name, its ground, its ornaments and its placeholders."""

    name: str
    places: tuple[Place, ...]
    ground: str = "paper"
    ornaments: str = ""
    type: str = ""


SMALL_CAPITALS = Style(12, bold=True, colour="muted", capitals=True)
BODY = Style(18, bullets=True, before=10)
_SECONDARY = Style(16, bullets=True, before=8)
HEAD = Style(20, bold=True, colour="kubernetes", anchor="b")
_CALLOUT_STYLE = Style(16, insets=(0.24, 0.12, 0.16, 0.12), fill="surface", before=3)
_CODE = Style(14, mono=True, spacing=110, insets=(0.32, 0.24, 0.2, 0.2), fill="surface")
_LABEL = Style(
    12, bold=True, colour="warning", align="ctr", anchor="ctr", insets=(0.05, 0, 0.05, 0), line="warning", round=True
)

_WHOLE: Area = (0, 0, 0, 0)
KICKER = Place("Kicker", "body", 10, _WHOLE, SMALL_CAPITALS, "Section")
TITLE = Place("Title", "title", 0, _WHOLE, Style(28, bold=True), "A sentence that states the case")
LEAD = Place("Lead", "body", 11, _WHOLE, Style(18, colour="muted"), "What it does for you")
LEGEND = Place("Legend", "body", 12, _WHOLE, Style(12, colour="muted", align="r"), "Where the values come from")
SAMPLE = Place("Sample label", "body", 13, _WHOLE, _LABEL, "Sample data")
FOOTER = Place("Footer", "ftr", 14, _WHOLE, Style(11, colour="muted"), "Customer · occasion · date")
NUMBER = Place("Slide number", "sldNum", 15, _WHOLE, Style(11, colour="muted", align="r"), "")
DATE = Place("Date", "dt", 16, _WHOLE, Style(11, colour="muted"), "Date")
SUBTITLE = Place("Subtitle", "body", 11, _WHOLE, Style(24), "For whom")
PRESENTER = Place("Presenter", "body", 21, _WHOLE, Style(16, anchor="b"), "Date and presenter")
PROGRESS = Place("Progress", "tbl", 22, _WHOLE, Style(14), "Table")
SECTION_NUMBER = Place("Section number", "body", 21, _WHOLE, Style(80, bold=True, colour="kubernetes"), "1")


def text(name: str, area: Area, style: Style = BODY, idx: int = 20, prompt: str = "Text") -> Place:
    """Plan a placeholder for paragraphs."""
    return Place(name, "body", idx, area, style, prompt)


def content_pages(width: float, height: float) -> tuple[Page, ...]:
    """Plan the page layouts for content in an area of that size: all but those of title and section."""
    room = _Room(width, height)
    return (
        Page("Agenda", (_table("Agenda left", room.left), _table("Agenda right", room.right, 21))),
        Page("Bullets", (text("Body", room.whole),)),
        Page("Bullets with callout", (text("Body", room.spared), room.callout)),
        Page("Table", (_table("Table", room.whole),)),
        Page("Table with callout", (_table("Table", room.spared), room.callout)),
        Page("Columns", room.columns(height)),
        Page("Columns with callout", (*room.columns(height - _BELOW), room.band)),
        Page("Figure", (_picture((0, -0.05, width, height + 0.05)),)),
        Page("Numbers", room.numbers(width - 2.53)),
        Page("Numbers and figure", (*room.numbers(3.05), _picture((4.7, 0, width - 4.7, height)))),
        *_figure_and_table(room),
        Page("Chart and table", room.charts(height)),
        Page("Chart and table with callout", (*room.charts(height - 0.95), room.band)),
        *_code_pages(room),
        Page("Checklist", (_table("Checklist", room.whole),)),
        Page("Checklist with callout", (_table("Checklist", (0, 0, width, height - 0.85)), room.band)),
        Page("Links", (_table("Table", room.whole),)),
        Page(
            "Questions",
            (
                text("Body", (0, 0, width - room.contacts - 0.55, height)),
                Place("Contacts", "", 21, (width - room.contacts, 0, room.contacts, height), _SECONDARY, "Contacts"),
            ),
        ),
    )  # fmt: skip


class _Room:
    """The areas that share the content's.

    Args:
        width: of the area for content.
        height: of that area.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.narrow = width < _NARROW
        self.share = height / CONTENT
        half = (width - 0.53) / 2
        self.whole: Area = (0, 0, width, height)
        self.left: Area = (0, 0, half, height)
        self.right: Area = (width - half, 0, half, height)
        self.contacts = width * 6.0 / 12.03
        self.spared: Area = (0, 0, width, height - _BELOW) if self.narrow else (0, 0, width - _BESIDE, height)

    @property
    def callout(self) -> Place:
        """Plan the placeholder for one thing to mind, beside the content where there is room."""
        return self.band if self.narrow else _callout((self.width - _CALLOUT[0], 0, _CALLOUT[0], self.height))

    @property
    def band(self) -> Place:
        """Plan the placeholder for one thing to mind below the content."""
        return _callout((0, self.height - _CALLOUT[1], self.width, _CALLOUT[1]))

    def columns(self, bottom: float) -> tuple[Place, ...]:
        """Plan two columns with their heads that end at ``bottom``."""
        places = []
        for name, area, idx in (("Left", self.left, 24), ("Right", self.right, 26)):
            left, _, width, _ = area
            places += [
                text(f"{name} head", (left, 0, width, 0.42), HEAD, idx, "Head"),
                text(name, (left, 0.5, width, bottom - 0.5), BODY, idx + 1),
            ]
        return tuple(places)

    def numbers(self, width: float) -> tuple[Place, ...]:
        """Plan the placeholders for four big numbers, the words beside each ``width`` wide."""
        value = Style(min(54, 60 * self.share), bold=True, colour="kubernetes", align="r", anchor="ctr")
        places = []
        for row in range(4):
            top = row * self.height / 4
            tall = min(1.0, self.share)
            name, idx = f"Number {row + 1}", 40 + 2 * row
            lower = 0.17 * tall**2
            words = (1.5, top + lower, width, self.height / 4 - lower - 0.0125)
            places += [
                text(name, (0, top - 0.07, 1.35, 0.92 * tall), value, idx, "3"),
                text(f"{name} words", words, Style(16), idx + 1, "What it counts"),
            ]
        return tuple(places)

    def charts(self, height: float) -> tuple[Place, ...]:
        """Plan two charts side by side, where one alone takes the room of both, and their table."""
        width = self.width * (0.2 if self.narrow else 3.3 / 12.03)
        places = [
            Place(name, "chart", idx, (left, 0, width, height), Style(14, colour="muted"), "Chart")
            for name, idx, left in (("Chart left", 23, 0.0), ("Chart right", 24, width))
        ]
        table = 2 * width + 0.35
        return (*places, _table("Table", (table, 0, self.width - table, height)))


def _figure_and_table(room: _Room) -> tuple[Page, ...]:
    share = _LOW_FIGURE if room.narrow else 2.1 / CONTENT
    figure = _picture((0, -0.05, room.width, share * room.height))
    top = share * room.height + 0.07 * room.share
    high = room.height - top
    name = "Figure and table with callout"
    if room.narrow:
        beside = Page(name, (figure, _table("Table", (0, top, room.width, high - _BELOW)), room.band))
    else:
        callout = _callout((room.width - _CALLOUT[0], top + 0.04, _CALLOUT[0], high - 0.04))
        beside = Page(name, (figure, _table("Table", (0, top, room.width - _BESIDE, high)), callout))
    return Page("Figure and table", (figure, _table("Table", (0, top, room.width, high)))), beside


def _code_pages(room: _Room) -> tuple[Page, ...]:
    if room.narrow:
        pages = _above(room, 0.55, 0.0), (*_above(room, 0.42, _BELOW), room.band)
    else:
        code, side = _code(room.width - 3.83, room.height), room.width - 3.48
        callout = _callout((side, room.height - 1.18, 3.48, 1.18))
        pages = (
            (code, _points((side, 0, 3.48, room.height))),
            (code, _points((side, 0, 3.48, room.height - 1.3)), callout),
        )
    names = ("Code", "Code with callout", "Code alone")
    planned = (*pages, (_code(room.width, room.height),))
    return tuple(Page(name, places, ornaments="code") for name, places in zip(names, planned, strict=True))


def _above(room: _Room, share: float, spared: float) -> tuple[Place, Place]:
    """Plan code that takes a share of the height, and its points below it, with so much left below these."""
    high = room.height * share
    below = high + 0.2
    return _code(room.width, high), _points((0, below, room.width, room.height - below - spared))


def _code(width: float, height: float) -> Place:
    return text("Code", (BAR, 0, width - BAR, height), _CODE, 20, "$ command")


def _points(area: Area) -> Place:
    return text("Points", area, Style(16), 21, "What to remember")


def _callout(area: Area) -> Place:
    return text("Callout", area, _CALLOUT_STYLE, 30, "One thing to mind")


def _table(name: str, area: Area, idx: int = 20) -> Place:
    return Place(name, "tbl", idx, area, Style(14), "Table")


def _picture(area: Area, idx: int = 22) -> Place:
    return Place("Figure", "pic", idx, area, Style(14, colour="muted"), "Diagram")


def _scaled(area: Area, scale: float) -> Area:
    left, top, width, height = (scale * one for one in area)
    return left, top, width, height


def half_points(size: float) -> float:
    """Give a size in points rounded to halves."""
    return round(size * 2) / 2
