"""The page layouts of the default layout: which placeholders stand where, in inches and points.

The measures are those of a 13.333 x 7.5 inch slide: margins of 0.65, kicker at 0.42, title at 0.68, lead at 1.20,
content from 1.95 to 6.60, legend at 6.73, footer at 7.08.
"""

from dataclasses import dataclass, replace
from typing import Literal

LEFT, TOP, WIDTH, HEIGHT = 0.65, 1.95, 12.03, 4.65
BAR = 0.07
Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Style:
    """How a placeholder's text looks; colours are names of the theme."""

    size: float
    bold: bool = False
    colour: str = "tx1"
    align: Literal["l", "r", "ctr"] = "l"
    anchor: Literal["t", "b", "ctr"] = "t"
    bullets: bool = False
    capitals: bool = False
    mono: bool = False
    before: float = 0
    spacing: int = 100
    insets: tuple[float, float, float, float] = (0, 0, 0, 0)
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


@dataclass(frozen=True)
class Page:
    """A page layout: its name, its ground, its ornaments and its placeholders."""

    name: str
    places: tuple[Place, ...]
    ground: str = "bg1"
    ornaments: str = ""
    type: str = ""


MUTED = "accent5"
SMALL_CAPITALS = Style(12, bold=True, colour=MUTED, capitals=True)
BODY = Style(18, bullets=True, before=10)
SECONDARY = Style(16, bullets=True, before=8)
TABLE = Style(14)
CALLOUT = Style(16, insets=(0.24, 0.12, 0.16, 0.12), fill="bg2", before=3)
CODE = Style(14, mono=True, spacing=110, insets=(0.32, 0.24, 0.2, 0.2), fill="bg2")
LABEL = Style(
    12, bold=True, colour="accent4", align="ctr", anchor="ctr", insets=(0.05, 0, 0.05, 0), line="accent4", round=True
)

KICKER = Place("Kicker", "body", 10, (LEFT, 0.4, 10.2, 0.26), SMALL_CAPITALS, "Section")
TITLE = Place("Title", "title", 0, (LEFT, 0.66, WIDTH, 0.98), Style(28, bold=True), "A sentence that states the case")
LEAD = Place("Lead", "body", 11, (LEFT, 1.2, WIDTH, 0.7), Style(18, colour=MUTED), "What it does for you")
LEGEND = Place(
    "Legend", "body", 12, (4.65, 6.71, 8.03, 0.26), Style(12, colour=MUTED, align="r"), "Where the values come from"
)
FOOTER = Place("Footer", "ftr", 14, (LEFT, 7.06, 9.5, 0.24), Style(11, colour=MUTED), "Customer · occasion · date")
NUMBER = Place("Slide number", "sldNum", 15, (11.68, 7.06, 1, 0.24), Style(11, colour=MUTED, align="r"), "")
SAMPLE = Place("Sample label", "body", 13, (11.43, 0.37, 1.25, 0.27), LABEL, "Sample data")
FRAME = (TITLE, KICKER, LEAD, SAMPLE)
FOOT = (LEGEND, FOOTER, NUMBER)


def page(name: str, *content: Place, ornaments: str = "") -> Page:
    """Make a page layout with the frame that all content slides share."""
    return Page(name, (*FRAME, *content, *FOOT), ornaments=ornaments)


def body(name: str, area: Area, style: Style = BODY, idx: int = 20, prompt: str = "Text") -> Place:
    """Make a placeholder for paragraphs."""
    return Place(name, "body", idx, area, style, prompt)


def table(name: str, area: Area, idx: int = 20) -> Place:
    """Make a placeholder for a table."""
    return Place(name, "tbl", idx, area, TABLE, "Table")


def picture(area: Area, idx: int = 22) -> Place:
    """Make a placeholder for a diagram."""
    return Place("Figure", "pic", idx, area, Style(14, colour=MUTED), "Diagram")


def charts(height: float) -> tuple[Place, ...]:
    """Make the placeholders for two charts side by side; one alone takes the room of both."""
    return tuple(
        Place(name, "chart", idx, (left, TOP, 3.3, height), Style(14, colour=MUTED), "Chart")
        for name, idx, left in (("Chart left", 23, LEFT), ("Chart right", 24, LEFT + 3.3))
    )


def callout(area: Area) -> Place:
    """Make the placeholder for one thing to mind."""
    return Place("Callout", "body", 30, area, CALLOUT, "One thing to mind")


def numbers(width: float) -> tuple[Place, ...]:
    """Make the placeholders for four big numbers, the words beside each ``width`` wide."""
    return tuple(place for row in range(4) for place in number_pair(row, width))


def number_pair(row: int, width: float) -> tuple[Place, Place]:
    """Make the placeholders for a big number and its words, in one of four rows."""
    top = TOP + row * HEIGHT / 4
    value = Style(54, bold=True, colour="accent1", align="r", anchor="ctr")
    return (
        body(f"Number {row + 1}", (LEFT, top - 0.07, 1.35, 0.92), value, 40 + 2 * row, "3"),
        body(f"Number {row + 1} words", (2.15, top + 0.17, width, 0.98), Style(16), 41 + 2 * row, "What it counts"),
    )


ALL: Area = (LEFT, TOP, WIDTH, HEIGHT)
BESIDE: Area = (LEFT, TOP, 8.5, HEIGHT)
SIDE: Area = (9.55, TOP, 3.13, HEIGHT)
BAND: Area = (LEFT, 5.86, WIDTH, 0.74)
HEAD = Style(20, bold=True, colour="accent1", anchor="b")
LEFT_HALF: Area = (LEFT, TOP, 5.75, HEIGHT)
RIGHT_HALF: Area = (6.93, TOP, 5.75, HEIGHT)


def columns(bottom: float) -> tuple[Place, ...]:
    """Make two columns with their heads that end at ``bottom``."""
    top = TOP + 0.5
    return (
        body("Left head", (LEFT_HALF[0], TOP, LEFT_HALF[2], 0.42), HEAD, 24, "Head"),
        body("Left", (LEFT_HALF[0], top, LEFT_HALF[2], bottom - top), BODY, 25),
        body("Right head", (RIGHT_HALF[0], TOP, RIGHT_HALF[2], 0.42), HEAD, 26, "Head"),
        body("Right", (RIGHT_HALF[0], top, RIGHT_HALF[2], bottom - top), BODY, 27),
    )


def code(width: float) -> Place:
    """Make the placeholder for what is typed and what answers."""
    return body("Code", (LEFT + BAR, TOP, width - BAR, HEIGHT), CODE, 20, "$ command")


def points(height: float) -> Place:
    """Make the placeholder for what to remember of a command."""
    return body("Points", (9.2, TOP, 3.48, height), Style(16), 21, "What to remember")


TITLE_PAGE = Page(
    "Title",
    (
        replace(TITLE, area=(LEFT, 2.36, 10.8, 1.5), style=Style(44, bold=True, colour="bg1"), prompt="Deck title"),
        body(
            "Subtitle",
            (LEFT, 3.2, 10.8, 1.5),
            Style(24, colour="bg1 75"),
            11,
            "For whom",
        ),
        body("Presenter", (LEFT, 5.75, 7.6, 1.1), Style(16, colour="bg1 75", anchor="b"), 21, "Date and presenter"),
        Place("Logo", "pic", 22, (LEFT, 0.6, 3.2, 0.95), Style(12, colour="bg1 75"), "Logo"),
        replace(SAMPLE, area=(11.43, 0.6, 1.25, 0.27), style=replace(LABEL, colour="bg1", line="bg1")),
    ),
    ground="tx2",
    ornaments="motif",
    type="title",
)

SECTION_PAGE = Page(
    "Section",
    (
        replace(TITLE, area=(2.1, 2.66, 10.2, 1.4), style=Style(40, bold=True), prompt="Section"),
        replace(KICKER, area=(2.1, 2.36, 9.0, 0.26)),
        body("Section number", (LEFT, 2.38, 1.4, 1.3), Style(80, bold=True, colour="accent1"), 21, "1"),
        replace(LEAD, area=(2.1, 3.42, 9.6, 1.5), style=Style(20, colour=MUTED)),
        table("Progress", (2.1, 5.3, 10.28, 0.6), 22),
        SAMPLE,
        *FOOT,
    ),
    ground="bg2",
    type="secHead",
)

PAGES = (
    TITLE_PAGE,
    SECTION_PAGE,
    page("Agenda", table("Agenda left", LEFT_HALF), table("Agenda right", RIGHT_HALF, 21)),
    page("Bullets", body("Body", ALL)),
    page("Bullets with callout", body("Body", BESIDE), callout(SIDE)),
    page("Table", table("Table", ALL)),
    page("Table with callout", table("Table", BESIDE), callout(SIDE)),
    page("Columns", *columns(6.6)),
    page("Columns with callout", *columns(5.7), callout(BAND)),
    page("Figure", picture((LEFT, 1.9, WIDTH, 4.7))),
    page("Numbers", *numbers(9.5)),
    page("Numbers and figure", *numbers(3.05), picture((5.35, TOP, 7.33, HEIGHT))),
    page("Figure and table", picture((LEFT, 1.9, WIDTH, 2.1)), table("Table", (LEFT, 4.12, WIDTH, 2.48))),
    page(
        "Figure and table with callout",
        picture((LEFT, 1.9, WIDTH, 2.1)),
        table("Table", (LEFT, 4.12, 8.5, 2.48)),
        callout((9.55, 4.16, 3.13, 2.44)),
    ),
    page("Chart and table", *charts(HEIGHT), table("Table", (7.6, TOP, 5.08, HEIGHT))),
    page(
        "Chart and table with callout",
        *charts(3.7),
        table("Table", (7.6, TOP, 5.08, 3.7)),
        callout(BAND),
    ),
    page("Code", code(8.2), points(HEIGHT), ornaments="code"),
    page("Code with callout", code(8.2), points(3.35), callout((9.2, 5.42, 3.48, 1.18)), ornaments="code"),
    page("Code alone", code(WIDTH), ornaments="code"),
    page("Checklist", table("Checklist", ALL)),
    page("Checklist with callout", table("Checklist", (LEFT, TOP, WIDTH, 3.8)), callout(BAND)),
    page("Links", table("Table", ALL)),
    page(
        "Questions",
        body("Body", (LEFT, TOP, 6.4, HEIGHT)),
        Place("Contacts", "", 21, (7.6, TOP, 5.08, HEIGHT), SECONDARY, "Contacts"),
    ),
)  # fmt: skip
