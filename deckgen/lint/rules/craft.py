"""What a reader sees at once: text that runs over, things on one another, what was never filled in, tiny type."""

import re
from collections.abc import Iterator
from itertools import combinations

from deckgen.lint import letters
from deckgen.lint.area import shared
from deckgen.lint.deck import Deck, Slide
from deckgen.lint.finding import Fault, Rule, place_of
from deckgen.lint.shape import Shape
from deckgen.render.geometry import Rect
from deckgen.render.measure import ends_in_a_lost_word

SMALLEST, SMALLEST_IN_FOOT = 12.0, 9.0
"""The least size of text on a slide, in points; and of dates, footers and slide numbers."""

HEIGHT = 7.5
"""The height in inches of the slides that lengths here are meant for: half as high, all is shown twice as large."""

TITLE_LINES = 2

SLACK = 1.12
"""How much higher or wider than its room text may come out: fonts differ, and programs set them differently."""

A_LINE_MORE = 0.6
"""By how much of a line text may be higher than its room."""

SEEN = 0.02
"""How much two texts may share, in square inches; how far a shape may stand out of the slide, in inches.

For slides of another height both grow and shrink with it.
"""

FREE = 0.2
"""The share of a line's height above small letters, and below the line that they stand on."""

_SAMPLE = re.compile(
    r"click to (add|edit)|lorem ipsum|\b(add|insert|enter|type) (your )?(text|title|name|subtitle) here"
    r"|\byour (text|title) here|\bx{3,}\b|\btbd\b|\btodo\b",
    re.IGNORECASE,
)
_HINTS = ("click to ", "lorem", " here", "xxx", "tbd", "todo")
"""What stands in every such text, in small letters: most texts have none of it, and are not searched."""


def overflow(deck: Deck) -> Iterator[Fault]:
    """Find text that is higher than its shape, or where it is not wrapped, wider.

    A shape that grows with its text has the room that is left on the slide. Of text that is said to shrink there is
    another rule.
    """
    for slide, shape in _texts(deck):
        space, fits_itself = letters.room(shape), letters.fits_itself(shape)
        if space is None or fits_itself == "normAutofit":
            continue
        if fits_itself == "spAutoFit" and not shape.quarters:
            space = Rect(space.x, space.y, deck.size[0] - space.x, deck.size[1] - space.y)
        more = max((one.size for one in letters.paragraphs(shape)), default=0) * A_LINE_MORE
        high, wide = letters.height(shape), max((one.width for one in letters.paragraphs(shape)), default=0)
        for what, told, inches in (("high", high, space.height), ("wide", wide, space.width)):
            its = inches * letters.POINTS
            if told > its * SLACK + more:
                yield place_of(slide, shape), f"the text is {told:.0f} pt {what}, its room {its:.0f} pt"
                break


def off_slide(deck: Deck) -> Iterator[Fault]:
    """Find words, tables and charts that run out of the slide, and pictures of which the larger part is out of it.

    Pictures and ornaments often run out on purpose.
    """
    slide_area, seen = Rect(0, 0, *deck.size), SEEN * _scale(deck)
    for slide, shape in _all(deck):
        if shape.decorative or shape.depth:
            continue
        told = shape.kind == "frame" or shape.text.strip()
        if shape.placeholder and not told and shape.kind == "shape":
            continue
        lettered = told and shape.kind != "frame"
        most = letters.space(shape) if lettered else shape.area
        if most is None or _beyond(most, slide_area) <= seen:
            continue
        area = _lettered(shape) if lettered else most
        if area is None:
            continue
        out = _beyond(area, slide_area)
        if out > seen and (told or shared(area, slide_area) < area.width * area.height / 2):
            yield place_of(slide, shape), f"it stands {out:.2f} in outside of the slide"


def overlap(deck: Deck) -> Iterator[Fault]:
    """Find texts and tables that lie on one another."""
    seen = SEEN * _scale(deck) ** 2
    for slide in deck.slides:
        shown = [(shape, area) for shape in slide.shapes if not shape.decorative and (area := _covered_at_most(shape))]
        for (one, its), (other, others) in combinations(shown, 2):
            if shared(its, others) > seen and _lie_on_one_another(one, other, seen):
                yield place_of(slide, other), f"it lies on the text of {place_of(slide, one).named}"


def empty_placeholders(deck: Deck) -> Iterator[Fault]:
    """Find placeholders that nothing was put into."""
    for slide, shape in _all(deck):
        to_be_filled = shape.kind == "shape" and shape.placeholder and not shape.in_foot
        if to_be_filled and shape is not slide.title and not shape.text.strip():
            yield place_of(slide, shape), "the placeholder is empty"


def sample_text(deck: Deck) -> Iterator[Fault]:
    """Find text that a template asks to be replaced."""
    for slide, shape in _all(deck):
        text = shape.text.lower()
        found = _SAMPLE.search(shape.text) if any(hint in text for hint in _HINTS) else None
        if found:
            yield place_of(slide, shape), f"sample text is still there: {found[0]}"


def long_titles(deck: Deck) -> Iterator[Fault]:
    """Find titles of more than two lines."""
    for slide in deck.slides:
        lines = _title_lines(slide)
        if len(lines) > TITLE_LINES:
            yield place_of(slide, slide.title), f"the title takes {len(lines)} lines"


def orphans(deck: Deck) -> Iterator[Fault]:
    """Find titles whose last line is one short word, however wide their letters come out."""
    for slide in deck.slides:
        lines = _title_lines(slide)
        if ends_in_a_lost_word(lines) and ends_in_a_lost_word(_title_lines(slide, widest=True)):
            yield place_of(slide, slide.title), f"the title's last line is one word: {lines[-1].strip()}"


def small_type(deck: Deck) -> Iterator[Fault]:
    """Find text too small to be read on a shared screen; slides higher than usual are posters, and read from near."""
    seen_at = min(_scale(deck), 1)
    for slide, shape in _texts(deck):
        least = seen_at * (SMALLEST_IN_FOOT if shape.in_foot else SMALLEST)
        told = [one.smallest for one in letters.paragraphs(shape) if one.text.strip()]
        if told and min(told) < least - 0.1:
            yield place_of(slide, shape), f"text of {min(told):g} pt; {least:g} pt is the least here"


def self_fitting(deck: Deck) -> Iterator[Fault]:
    """Find text that is said to shrink until it fits: PowerPoint does that only when somebody edits it."""
    for slide, shape in _texts(deck):
        if letters.fits_itself(shape) == "normAutofit" and letters.height(shape) > 0:
            space = letters.room(shape)
            if space is not None and letters.height(shape) > space.height * letters.POINTS * SLACK:
                yield place_of(slide, shape), "the text counts on being shrunk when somebody edits it"


def _beyond(area: Rect, slide: Rect) -> float:
    """Give how far an area stands out of the slide, in inches."""
    return max(-area.x, -area.y, area.right - slide.width, area.bottom - slide.height)


def _scale(deck: Deck) -> float:
    return deck.size[1] / HEIGHT


def _all(deck: Deck) -> Iterator[tuple[Slide, Shape]]:
    return ((slide, shape) for slide in deck.slides for shape in slide.shapes if shape.kind != "group")


def _texts(deck: Deck) -> Iterator[tuple[Slide, Shape]]:
    return ((slide, shape) for slide, shape in _all(deck) if shape.body is not None and shape.text.strip())


def _lie_on_one_another(one: Shape, other: Shape, seen: float) -> bool:
    its, others = _covered(one), _covered(other)
    return its is not None and others is not None and shared(its, others) > seen


def _covered_at_most(shape: Shape) -> Rect | None:
    """Give what a shape's letters or table may cover, before its text is set, which takes long."""
    if shape.depth:
        return None
    return shape.area if shape.table is not None else letters.space(shape)


def _covered(shape: Shape) -> Rect | None:
    """Give what of the slide a shape's letters or table cover; nothing of what stands in a group, which is as drawn."""
    if shape.depth:
        return None
    if shape.table is not None:
        return shape.area
    return _lettered(shape)


def _lettered(shape: Shape) -> Rect | None:
    """Give where the letters of a shape stand, without what is free above the first line and below the last."""
    area, told = letters.extent(shape), letters.paragraphs(shape)
    if area is None or shape.quarters:
        return area
    free = max(one.line for one in told) * FREE / letters.POINTS
    return Rect(area.x, area.y + free, area.width, max(area.height - 2 * free, 0))


def _title_lines(slide: Slide, *, widest: bool = False) -> list[str]:
    told = letters.paragraphs(slide.title) if slide.title is not None else ()
    return [line for one in told for line in (one.widest_lines if widest else one.lines) if line.strip()]


RULES = (
    Rule(
        "overflow",
        "error",
        "Text that runs over its shape covers what stands below, or is cut.",
        "Say it in fewer words, make the shape larger, or put the rest on a slide of its own.",
        overflow,
    ),
    Rule(
        "off-slide",
        "error",
        "What stands outside of the slide is not shown.",
        "Drag it onto the slide, or delete it.",
        off_slide,
    ),
    Rule(
        "overlap",
        "error",
        "Texts that lie on one another cannot be read.",
        "Drag one of them away.",
        overlap,
    ),
    Rule(
        "empty-placeholder",
        "warning",
        "An empty placeholder shows its prompt to whoever edits the deck, and nothing to a screen reader.",
        "Fill it or delete it.",
        empty_placeholders,
    ),
    Rule(
        "sample-text",
        "error",
        "Nobody should be shown what the template's author wrote.",
        "Write what belongs there, or delete it.",
        sample_text,
    ),
    Rule(
        "long-title",
        "warning",
        "A title is read at a glance, in two lines at most.",
        "Say it in fewer words.",
        long_titles,
    ),
    Rule(
        "orphan",
        "warning",
        "A last line of one short word looks like a mistake.",
        "Say it in a word less, or break the line earlier with Shift+Enter.",
        orphans,
    ),
    Rule(
        "small-type",
        "warning",
        "What is smaller is not read on a shared screen.",
        "Enlarge it; where it does not fit then, say less.",
        small_type,
    ),
    Rule(
        "self-fitting-text",
        "warning",
        "PowerPoint shrinks text only when somebody edits it; until then it runs over.",
        "Click into the text and press a key, or give it a size that fits.",
        self_fitting,
    ),
)
