"""What a reader needs who does not see the slide, or not well.

Source: the checks of PowerPoint's Accessibility Checker (Microsoft support, "Rules for the Accessibility Checker"),
and WCAG 2.2: 1.1.1 non-text content, 1.3.1 relationships, 1.3.2 sequence, 2.4.2 titles, 2.4.4 links, 3.1.2 language.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from deckgen.contrast import LARGE, LARGE_BOLD, LARGE_TEXT, TEXT, contrast
from deckgen.lint.deck import Deck, Slide
from deckgen.lint.finding import Fault, Rule, place_of
from deckgen.lint.ground import behind, of_cells, of_text
from deckgen.lint.names import NS, every, first, whole
from deckgen.lint.shape import Shape, said

_FILE_NAME = re.compile(r"\.(png|svg|jpe?g|gif|emf|wmf|bmp|tiff?|webp|mp4|mov)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(picture|image|graphic|bild|grafik|chart|table|group|diagram)\s*\d*", re.IGNORECASE)
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)

_LINK, _TEXT = (f"{{{NS['a']}}}{name}" for name in ("hlinkClick", "t"))

LONGEST_ALT = 500
"""A screen reader reads alternative text in one go; so many characters are half a minute."""


def untitled(deck: Deck) -> Iterator[Fault]:
    """Find slides without a title in a title's placeholder."""
    for slide in deck.slides:
        if slide.title is None:
            yield place_of(slide), "the slide has no title"
        elif not slide.title.text.strip():
            yield place_of(slide, slide.title), "the title is empty"


def same_titles(deck: Deck) -> Iterator[Fault]:
    """Find titles that slides share."""
    found: dict[str, list[Slide]] = defaultdict(list)
    for slide in deck.slides:
        if slide.title is not None and slide.title.text.strip():
            found[" ".join(slide.title.text.split())].append(slide)
    for title, slides in found.items():
        for slide in slides[1:]:
            yield place_of(slide, slide.title), f"slide {slides[0].number} has the same title: {title:.60}"


def title_not_first(deck: Deck) -> Iterator[Fault]:
    """Find slides whose title is not read first."""
    for slide in deck.slides:
        if slide.title is not None and slide.title is not slide.shapes[0]:
            yield place_of(slide, slide.title), f"{slide.shapes[0].label} is read before the title"


def undescribed(deck: Deck) -> Iterator[Fault]:
    """Find pictures, charts, tables and groups without alternative text."""
    for slide, shape in _outermost(deck):
        if _is_shown(shape) and not shape.described and not shape.decorative:
            yield place_of(slide, shape), f"the {_what(shape)} has no alternative text"


def poor_alt(deck: Deck) -> Iterator[Fault]:
    """Find alternative text that says nothing, or too much."""
    for slide, shape in _outermost(deck):
        told = shape.described
        if _FILE_NAME.search(told):
            yield place_of(slide, shape), f"the alternative text names a file: {told:.60}"
        elif told and _NUMBERED.fullmatch(told):
            yield place_of(slide, shape), f"the alternative text says nothing: {told}"
        elif len(told) > LONGEST_ALT:
            yield place_of(slide, shape), f"the alternative text has {len(told)} characters, {LONGEST_ALT} are long"


def described_ornaments(deck: Deck) -> Iterator[Fault]:
    """Find ornaments that are described: a screen reader passes over them, and over what they say."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.decorative and (shape.described or (shape.text.strip() and shape.kind == "shape")):
                yield place_of(slide, shape), "it is marked as an ornament and says something all the same"


def headless_tables(deck: Deck) -> Iterator[Fault]:
    """Find tables whose first row is no header row."""
    for slide, shape, table in _tables(deck):
        about = first(table, "a:tblPr")
        if about is None or about.get("firstRow") not in ("1", "true"):
            yield place_of(slide, shape), "the table has no header row"


def joined_cells(deck: Deck) -> Iterator[Fault]:
    """Find cells that are merged."""
    for slide, shape, table in _tables(deck):
        if any(whole(cell, key, 1) > 1 for cell in every(table, "a:tr/a:tc") for key in ("gridSpan", "rowSpan")):
            yield place_of(slide, shape), "cells of the table are merged"


def empty_cells(deck: Deck) -> Iterator[Fault]:
    """Find cells that say nothing."""
    for slide, shape, table in _tables(deck):
        cells = every(table, "a:tr/a:tc")
        empty = sum(not "".join(map(said, every(cell, ".//a:p"))).strip() for cell in cells)
        if empty:
            yield place_of(slide, shape), f"{empty} of {len(cells)} cells are empty"


def no_language(deck: Deck) -> Iterator[Fault]:
    """Find slides with text of which the language is not said."""
    for slide in deck.slides:
        runs = [run for shape in slide.shapes for run in shape.runs]
        silent = sum(not _stated(run, "lang") for run in runs)
        if silent:
            yield place_of(slide), f"the language of {silent} of {len(runs)} runs of text is not said"


def bare_links(deck: Deck) -> Iterator[Fault]:
    """Find addresses that stand there as text instead of words that are a link."""
    for slide in deck.slides:
        for shape in slide.shapes:
            for link in shape.element.iter(_LINK) if shape.kind != "group" else ():
                run = link.getparent().getparent()
                text = run.findtext(_TEXT, "").strip()
                if _URL.fullmatch(text):
                    yield place_of(slide, shape), f"a link has its address for words: {text:.60}"


def low_contrast(deck: Deck) -> Iterator[Fault]:
    """Find text that can hardly be told from what it stands on; nothing is said of text on pictures and gradients."""
    for slide in deck.slides:
        for shape in slide.shapes:
            low = min((one for one in _inks(shape, slide) if one[0] < one[1]), default=None)
            if low is not None:
                ratio, least, ink, ground = low
                told = f"the contrast of text is {math.floor(ratio * 100) / 100:g} to 1, {least:g} is the least here"
                yield place_of(slide, shape), f"{told}: {ink} on {ground}"


def _inks(shape: Shape, slide: Slide) -> Iterator[tuple[float, float, str, str]]:
    """Give the contrast of each stretch of text, the least that it needs, its colour and the kindest ground for it."""
    if shape.table is not None:
        for ink, ground, size, bold in of_cells(shape.table, slide.colours):
            yield contrast(ink, ground), _least(size, bold=bold), ink, ground
    grounds = behind(shape, slide) if shape.body is not None and shape.text.strip() else []
    for ink, size, bold in of_text(shape, slide.colours) if grounds else ():
        if ink:
            ratio, ground = max((contrast(ink, one), one) for one in grounds)
            yield ratio, _least(size, bold=bold), ink, ground


def _least(size: float, *, bold: bool) -> float:
    """Give the least contrast of text; what is large is said in points by WCAG 2.2, whatever the size of the slide."""
    return LARGE_TEXT if size >= (LARGE_BOLD if bold else LARGE) else TEXT


def _outermost(deck: Deck) -> Iterator[tuple[Slide, Shape]]:
    """Give the shapes that do not stand in a group: a group is described as a whole."""
    return ((slide, shape) for slide in deck.slides for shape in slide.shapes if not shape.depth)


def _is_shown(shape: Shape) -> bool:
    return shape.kind in ("picture", "frame", "group") and shape.table is None


def _what(shape: Shape) -> str:
    data = first(shape.element, "./a:graphic/a:graphicData")
    kind = "" if data is None else str(data.get("uri", "")).rsplit("/", 1)[-1]
    return kind or shape.kind


def _tables(deck: Deck) -> Iterator[tuple[Slide, Shape, Any]]:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.table is not None:
                yield slide, shape, shape.table


def _stated(run: Any, key: str) -> str:
    about = first(run, "a:rPr")
    return "" if about is None else str(about.get(key, ""))


RULES = (
    Rule(
        "no-title",
        "error",
        "A screen reader finds its way by the titles of the slides.",
        "Home > Layout, choose one with a title, and write it there.",
        untitled,
    ),
    Rule(
        "same-title",
        "warning",
        "Two slides of one title cannot be told apart in a list of slides.",
        "Say in the title what is new on this slide.",
        same_titles,
    ),
    Rule(
        "title-not-first",
        "warning",
        "Shapes are read in their order; who hears the title last does not know what the slide is about.",
        "Review > Check Accessibility > Reading Order Pane: move the title to the top.",
        title_not_first,
    ),
    Rule(
        "no-alt-text",
        "error",
        "Who does not see it gets nothing of it.",
        "Right-click it > View Alt Text: say what it shows, with its numbers, or mark it as decorative.",
        undescribed,
    ),
    Rule(
        "poor-alt-text",
        "warning",
        "A file's name or a novel tells nobody what is to be seen.",
        "Right-click it > View Alt Text: say in one or two sentences what it shows.",
        poor_alt,
    ),
    Rule(
        "described-ornament",
        "warning",
        "A screen reader passes over what is marked as decorative, and over what it says.",
        "Right-click it > View Alt Text: take the mark away, or the text.",
        described_ornaments,
    ),
    Rule(
        "no-header-row",
        "error",
        "Without a header row no cell is said with what it means.",
        "Table Design > Header Row.",
        headless_tables,
    ),
    Rule(
        "merged-cells",
        "warning",
        "A screen reader loses count of columns where cells are merged.",
        "Layout > Split Cells, or make two tables.",
        joined_cells,
    ),
    Rule(
        "empty-cells",
        "warning",
        "An empty cell may be a blank or a mistake: nobody can hear which.",
        "Write a dash, or what is missing.",
        empty_cells,
    ),
    Rule(
        "no-language",
        "warning",
        "A screen reader reads in the language that the text says it has.",
        "Mark the text, then Review > Language > Set Proofing Language.",
        no_language,
    ),
    Rule(
        "low-contrast",
        "error",
        "Text needs a contrast of 4.5 to 1 to be read by all, large text 3 to 1 (WCAG 2.2, 1.4.3).",
        "Home > Font Color or Shape Fill: take a darker or a lighter one.",
        low_contrast,
    ),
    Rule(
        "bare-link",
        "warning",
        "A screen reader spells an address letter by letter.",
        "Right-click the link > Edit Link: give it words.",
        bare_links,
    ),
)
