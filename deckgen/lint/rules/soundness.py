"""What PowerPoint repairs, refuses or silently drops, and the Open XML validator passes over."""

import posixpath
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from deckgen.lint.deck import Deck
from deckgen.lint.finding import Fault, Place, Rule, place_of
from deckgen.lint.names import NS, every
from deckgen.lint.package import CONTENT_TYPES

_USED = etree.XPath("//@r:*", namespaces=NS, smart_strings=False)
"""The ids of relationships that stand in a part."""


def doubled_names(deck: Deck) -> Iterator[Fault]:
    """Find names that stand more than once in the zip: programs differ in which one they read."""
    for name, times in Counter(one.lower() for one in deck.package.names).items():
        if times > 1:
            yield Place(part=name), f"the name stands {times} times in the file"


def dangling(deck: Deck) -> Iterator[Fault]:
    """Find relationships whose part is missing."""
    there = set(deck.package.names)
    for part in ("", *deck.package.parts):
        for one in deck.package.pointers(part):
            if not one.external and one.target not in there and one.target not in (".", part):
                yield Place(deck.number_of(part), part=part), f"relationship {one.id} points at {one.target}: not there"


def unknown_pointers(deck: Deck) -> Iterator[Fault]:
    """Find relationships that a part uses and does not have; an empty id is that of an action within the deck."""
    for part in deck.package.parts:
        root = deck.package.tree(part)
        used = set(_USED(root)) - {""} if root is not None else set[str]()
        for key in sorted(used - {one.id for one in deck.package.pointers(part)} if used else ()):
            yield Place(deck.number_of(part), part=part), f"relationship {key} is used and not there"


def orphans(deck: Deck) -> Iterator[Fault]:
    """Find parts that nothing leads to."""
    reached, todo = set[str](), [""]
    while todo:
        targets = {one.target for one in deck.package.pointers(todo.pop()) if not one.external}
        todo += sorted(targets - reached)
        reached |= targets
    for part in deck.package.parts:
        if part not in reached:
            yield Place(part=part), "nothing in the file leads to this part"


def untyped(deck: Deck) -> Iterator[Fault]:
    """Find parts of which the list of content types does not say what they are."""
    for part in deck.package.parts:
        if part not in deck.package.content_types:
            yield Place(part=part), f"{CONTENT_TYPES} does not say what this part is"


def broken(deck: Deck) -> Iterator[Fault]:
    """Find XML that cannot be parsed."""
    for part in deck.package.parts:
        if posixpath.splitext(part)[1] == ".xml" and deck.package.tree(part) is None:
            yield Place(deck.number_of(part), part=part), "this part is no well-formed XML"


def doubled_ids(deck: Deck) -> Iterator[Fault]:
    """Find shapes of one slide that share an id, which connectors and animations go by."""
    for slide in deck.slides:
        ids = Counter(str(one.about.get("id")) for one in slide.shapes if one.about is not None)
        for key, times in ids.items():
            if times > 1:
                alike = [one for one in slide.shapes if one.about is not None and str(one.about.get("id")) == key]
                yield place_of(slide, alike[-1]), f"{times} shapes have the id {key}"


def sections(deck: Deck) -> Iterator[Fault]:
    """Find sections that do not hold each slide once."""
    listed = [one.get("id") for one in every(deck.root, ".//p14:sectionLst//p14:sldId")]
    times = Counter(listed)
    if not listed:
        return
    for key in times.keys() - set(deck.slide_ids):
        yield Place(part=deck.part), f"a section names the slide with id {key}: there is none"
    for number, key in enumerate(deck.slide_ids, 1):
        if times[key] != 1:
            yield Place(number, part=deck.part), f"the slide stands in {times[key]} sections"


def grids(deck: Deck) -> Iterator[Fault]:
    """Find tables whose rows have not as many cells as there are columns."""
    for slide in deck.slides:
        for shape in slide.shapes:
            table = shape.table
            if table is None:
                continue
            columns = len(every(table, "a:tblGrid/a:gridCol"))
            for number, row in enumerate(every(table, "a:tr"), 1):
                if (cells := len(every(row, "a:tc"))) != columns:
                    place = place_of(slide, shape)
                    yield place, f"row {number} has {cells} cells, the table {columns} columns"


def loose_connectors(deck: Deck) -> Iterator[Fault]:
    """Find connectors that are glued to a shape that is not on their slide."""
    for slide in deck.slides:
        ids = {one.about.get("id") for one in slide.shapes if one.about is not None}
        for shape in slide.shapes:
            for end in every(shape.element, "p:nvCxnSpPr/p:cNvCxnSpPr/*"):
                if end.get("id") and end.get("id") not in ids:
                    yield (
                        place_of(slide, shape),
                        f"it is glued to shape {end.get('id')}: not there",
                    )


RULES = (
    Rule(
        "doubled-part",
        "error",
        "Programs differ in which of two parts of one name they read.",
        "Open the file in PowerPoint and save it anew.",
        doubled_names,
    ),
    Rule(
        "missing-part",
        "error",
        "PowerPoint says that it found a problem with content, and drops what pointed there.",
        "Open the file in PowerPoint, let it repair it, and look at what is gone.",
        dangling,
    ),
    Rule(
        "missing-relationship",
        "error",
        "PowerPoint repairs or refuses a file in which a picture, link or layout leads nowhere.",
        "Open the file in PowerPoint, let it repair it, and look at what is gone.",
        unknown_pointers,
    ),
    Rule(
        "orphaned-part",
        "warning",
        "A part that nothing leads to is not shown, and may hold what should not leave the house.",
        "Open the file in PowerPoint and save it anew: it writes only what is used.",
        orphans,
    ),
    Rule(
        "unknown-content-type",
        "error",
        "A part of which the file does not say what it is makes PowerPoint refuse it.",
        "Open the file in the program that made it and save it anew.",
        untyped,
    ),
    Rule(
        "broken-xml",
        "error",
        "A part that cannot be parsed is dropped, or the whole file refused.",
        "Make the file anew; a part was written in half.",
        broken,
    ),
    Rule(
        "doubled-shape-id",
        "error",
        "Connectors, animations and comments find their shape by its id.",
        "Cut one of the shapes and paste it again: it gets an id of its own.",
        doubled_ids,
    ),
    Rule(
        "sections",
        "error",
        "PowerPoint repairs a file whose sections do not hold each slide once.",
        "Remove all sections and set them anew.",
        sections,
    ),
    Rule(
        "table-grid",
        "error",
        "PowerPoint repairs a table whose rows are longer or shorter than its grid.",
        "Make the table anew.",
        grids,
    ),
    Rule(
        "loose-connector",
        "error",
        "A connector that names a shape which is gone does not follow anything.",
        "Drag its end onto a shape until dots appear, and drop it there.",
        loose_connectors,
    ),
)
