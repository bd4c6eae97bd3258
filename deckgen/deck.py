"""A deck: what each slide says, as plain data without coordinates, sizes or colours.

``compose`` makes it, each renderer reads it. A slide names an *arrangement* and fills that arrangement's slots with
blocks; which page layout and which placeholders those are is the layout's business.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from deckgen.fact import Source
from deckgen.scene import Scene


class Run(Struct, frozen=True):
    """A stretch of text in one style; ``href`` is a URL, or ``#slide-id`` for a slide of this deck."""

    text: str
    style: Literal["plain", "strong", "code", "muted", "good", "warning"] = "plain"
    href: str = ""


class Text(Struct, frozen=True):
    """One paragraph's text.

    Attributes:
        runs: the text in its styles.
        source: the least sure source of the facts in it; None where it holds no fact.
        differs: a fact in it was observed and is not what the standard or the profile says.
    """

    runs: tuple[Run, ...] = ()
    source: Source | None = None
    differs: bool = False

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return any(run.text.strip() for run in self.runs)


def plain(text: str, source: Source | None = None) -> Text:
    """Give ``text`` as a Text of one plain run."""
    return Text((Run(text),), source)


class Bullets(Struct, frozen=True):
    """Paragraphs of a body placeholder; ``numbered`` for steps."""

    items: tuple[Text, ...]
    numbered: bool = False


class Advice(Struct, frozen=True):
    """What to do, and beside it what not to do; the first of one side belongs to the first of the other."""

    do: tuple[Text, ...]
    dont: tuple[Text, ...]


class Column(Struct, frozen=True):
    """A table's column; ``weight`` is its share of the width, ``mono`` for what is typed or printed by a program."""

    head: str
    weight: float = 1.0
    align: Literal["left", "right", "center"] = "left"
    strong: bool = False
    mono: bool = False


class Table(Struct, frozen=True):
    """A table with a header row. Each row has as many cells as there are columns, and none is empty.

    ``by_cell`` says that some rows hold no fact, so that each cell with one is marked, and not the table as a whole.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    by_cell: bool = False


Form = Literal["picture", "native"]
"""How a diagram is drawn: as a picture, or as PowerPoint's own shapes, which can be moved and changed."""


class Picture(Struct, frozen=True):
    """A diagram with the sentences that say what it shows."""

    scene: Scene
    alt: str
    form: Form = "picture"


class Measure(Struct, frozen=True):
    """What a chart's bars are as long as.

    Attributes:
        name: what is measured, with its unit: ``Capacity in GiB``.
        values: one for each label of the chart; None where it is not known, and no bar is drawn.
        alt: the sentences that say what the bars show.
        decimals: how many digits behind the point are shown.
        whole: of shares, what they are shares of: a bar as long as the room for bars; None where lengths are compared.
    """

    name: str
    values: tuple[float | None, ...]
    alt: str
    decimals: int = 0
    whole: float | None = None


class Chart(Struct, frozen=True):
    """Bars of like things, a row of bars for each measure; the same numbers stand in a table on the same slide.

    Attributes:
        labels: what each bar stands for, from the top.
        measures: one or two.
        source: where the numbers come from.
        rest: the last label stands for others, counted together.
    """

    labels: tuple[str, ...]
    measures: tuple[Measure, ...]
    source: Source
    rest: bool = False


class Event(Struct, frozen=True):
    """A moment on a timeline, in hours from its start: what was ``done``, is ``due``, or is ``late``."""

    at: float
    label: str
    state: Literal["done", "due", "late"]


class Tick(Struct, frozen=True):
    """An hour on a timeline, in hours from its start, and how it is written; "" for one that is not."""

    at: float
    label: str


class Timeline(Struct, frozen=True):
    """What was agreed, above a line of hours, and what was found, below it.

    Attributes:
        hours: how long the line is.
        ticks: the hours that are marked.
        now: the time of the data, in hours from the start.
        once: what is to happen in each stretch that was agreed: "saved once".
        agreed: what was agreed, in words; empty where nothing was, and then nothing stands above.
        spans: begin and end of the stretches in each of which it is to happen once, in hours from the start.
        found: what was found, in words; that it is not visible, where it is not.
        events: what was found, by its time.
        alt: the sentences that say what it shows.
    """

    hours: float
    ticks: tuple[Tick, ...]
    now: Tick
    once: str
    agreed: Text
    spans: tuple[tuple[float, float], ...]
    found: Text
    events: tuple[Event, ...]
    alt: str


class CodeLine(Struct, frozen=True):
    """A line of a terminal or a file.

    ``command`` stands without its prompt, ``continued`` is the next line of a long one; ``output`` is what answers,
    ``elided`` what was left out of it.
    """

    text: str
    role: Literal["command", "continued", "output", "elided", "file"] = "output"


class Code(Struct, frozen=True):
    """What is typed and what answers, or a file's content in ``language`` (a Pygments lexer's name)."""

    lines: tuple[CodeLine, ...]
    language: str = "console"


Mark = Literal["good", "warning", "open", "unseen", "waived"]
"""How a row of a checklist stands: ``open`` is for a person to look at, ``unseen`` could not be seen."""


class Check(Struct, frozen=True):
    """A row of a checklist; ``word`` says its state where the mark's usual word does not fit."""

    state: Mark
    label: Text
    detail: Text = field(default_factory=Text)
    word: str = ""


class Checklist(Struct, frozen=True):
    """Things that hold, do not hold, or are to be looked at."""

    items: tuple[Check, ...]


class Number(Struct, frozen=True):
    """A big number with its words: ``5``, ``etcd members``, ``on nodes of their own``."""

    value: str
    label: str
    detail: Text
    source: Source


class Numbers(Struct, frozen=True):
    """Up to four big numbers."""

    items: tuple[Number, ...]


class Point(Struct, frozen=True):
    """A term and what to remember of it."""

    term: Text
    detail: Text


class Points(Struct, frozen=True):
    """Terms, each with a sentence."""

    items: tuple[Point, ...]


class Callout(Struct, frozen=True):
    """One thing to mind (warning), one that is well (good), one to do next (next), one to fill in (fill)."""

    tone: Literal["mind", "good", "next", "fill"]
    head: str
    text: Text


class AgendaRow(Struct, frozen=True):
    """A section on the agenda.

    Attributes:
        number: its number.
        title: its title.
        minutes: how long it takes.
        slide: the id of its first slide.
        short: what stands for the title where that has no room; "" where nothing does.
    """

    number: int
    title: str
    minutes: int
    slide: str
    short: str = ""


class Agenda(Struct, frozen=True):
    """The sections of the call."""

    rows: tuple[AgendaRow, ...]


class Progress(Struct, frozen=True):
    """Where one is: the sections' short names, and the index of the current one."""

    names: tuple[str, ...]
    current: int


Block = (
    Bullets | Advice | Table | Picture | Chart | Timeline | Code | Checklist
    | Numbers | Points | Callout | Agenda | Progress | Text
)  # fmt: skip


class Notes(Struct, frozen=True):
    """What the speaker needs: the time, and what to do; what to say, to type, to ask, to have read; what differs.

    ``cue`` comes before ``say``, since what to check or to leave out has to be known before one speaks. ``say`` and
    ``read`` alone are for readers too.
    """

    time: tuple[Text, ...] = ()
    cue: tuple[Text, ...] = ()
    say: tuple[Text, ...] = ()
    type: tuple[Text, ...] = ()
    ask: tuple[Text, ...] = ()
    read: tuple[Text, ...] = ()
    warn: tuple[Text, ...] = ()

    def __bool__(self) -> bool:
        return any((self.time, self.cue, self.say, self.type, self.ask, self.read, self.warn))


AS_SHAPES = "-shapes"
"""The end of a slide's id that shows another one's diagram as shapes to edit."""


class Slide(Struct, frozen=True):
    """One slide.

    Attributes:
        id: stable over runs: the script's ids of section and entry, joined by a slash.
        kind: the slide kind that made it.
        arrangement: which slots there are: a key of the layout's ``arrangements``.
        kicker: the small line above the title.
        title: a sentence that states this cluster's case.
        lead: the sentence below it.
        slots: the blocks, by the slot that each fills.
        covers: ids of the script document's items.
    """

    id: str
    kind: str
    arrangement: str
    title: Text
    kicker: str = ""
    lead: Text = field(default_factory=Text)
    slots: Mapping[str, Block] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    covers: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """A section of the call; ``minutes`` is how long it takes."""

    id: str
    title: str
    slides: tuple[Slide, ...]
    minutes: int = 0


class Deck(Struct, frozen=True):
    """A whole deck.

    Attributes:
        title: the deck's name, as in the document properties.
        customer: whom it is for, as the audience may see it.
        occasion: the script's name for the call, such as "production handover".
        audience: for whom this file is.
        as_of: the time of the data.
        language: BCP 47 tag of the text, for proofing.
        sample: the data is made up, and each slide says so.
        accent: the customer's brand colour as RRGGBB, or "".
        logo: the customer's logo as the bytes of a PNG or JPEG, or None.
    """

    title: str
    customer: str
    occasion: str
    audience: str
    as_of: datetime
    sections: tuple[Section, ...]
    language: str = "en-GB"
    sample: bool = False
    accent: str = ""
    logo: bytes | None = None

    @property
    def slides(self) -> Iterator[Slide]:
        """Give all slides in their order."""
        return (slide for section in self.sections for slide in section.slides)
