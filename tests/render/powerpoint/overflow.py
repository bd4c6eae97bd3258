"""Finds text that does not fit, in what LibreOffice draws: each word's box is read from the PDF that it makes."""

import re
import subprocess
import unicodedata
from collections import Counter
from html import unescape
from typing import NamedTuple

from pptx import Presentation

_POINT = 12_700
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', re.DOTALL)
_NUMBERED = re.compile(r"\d+\.")
_TO_THE_LEFT = {"R", "AL", "AN"}
NEAR, _SHARE = 2.0, 0.15
"""By how many points, and by what share of its height above and below, a word may stand out of its shape.

Its box in the PDF is as high as all letters of the font with their accents, more than what is drawn of it.
"""


class Rect(NamedTuple):
    """An area on the slide, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other):
        """Whether the other lies within it, but for what is not drawn of it."""
        near = max(NEAR, _SHARE * (other.bottom - other.top))
        return (
            self.left - NEAR <= other.left
            and self.top - near <= other.top
            and other.right <= self.right + NEAR
            and other.bottom <= self.bottom + near
        )

    def covers(self, other):
        """Whether more than a touch of the two lies on one another."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 1 and high > 0.3 * min(self.bottom - self.top, other.bottom - other.top)


class Place(NamedTuple):
    """Where text may stand: a shape with text, a table's cell, a chart."""

    name: str
    area: Rect
    text: str


class Stand(NamedTuple):
    """A word where it stands."""

    place: Place
    text: str
    box: Rect


def converted(soffice, folder, *decks):
    """Make PDFs of decks, in one run of LibreOffice; give their paths."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *decks]
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=300)
    return [folder / f"{deck.stem}.pdf" for deck in decks]


def overflowing(deck, pdf):
    """Give what does not fit, a line each: words outside of their shape or the slide, and words on one another."""
    told = Presentation(deck)
    slide = Rect(0, 0, told.slide_width / _POINT, told.slide_height / _POINT)
    pages = words_of(pdf)
    assert len(pages) == len(told.slides)
    found = []
    for number, (page, words) in enumerate(zip(told.slides, pages, strict=True), 1):
        found += [f"slide {number}: {fault}" for fault in _faults(list(places(page.shapes)), words, slide)]
    return found


def words_of(pdf):
    """Give the words of each page with their boxes."""
    done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True)
    pages = done.stdout.decode(errors="replace").split("<page ")[1:]
    return [
        [(_plain(unescape(text)), Rect(*map(float, edges))) for *edges, text in _WORD.findall(page)] for page in pages
    ]


def places(shapes):
    """Give where text may stand, those of a group too: its shapes' positions are the slide's."""
    for shape in shapes:
        if shape.shape_type == 6:
            yield from places(shape.shapes)
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from _cells(shape)
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            yield Place(shape.name, _area(shape), "")
        elif shape.has_text_frame and shape.text_frame.text.strip():
            yield Place(shape.name, _area(shape), _plain(shape.text_frame.text))


def _cells(frame):
    """Give the cells of a table, each as high and wide as it is said to be."""
    top = frame.top
    for row_number, row in enumerate(frame.table.rows, 1):
        left = frame.left
        for column, cell in zip(frame.table.columns, row.cells, strict=True):
            area = [edge / _POINT for edge in (left, top, left + column.width, top + row.height)]
            yield Place(f"{frame.name}, row {row_number}", Rect(*area), _plain(cell.text_frame.text))
            left += column.width
        top += row.height


def _area(shape):
    edges = shape.left, shape.top, shape.left + shape.width, shape.top + shape.height
    return Rect(*(edge / _POINT for edge in edges))


def _faults(known, words, slide):
    """Find what does not fit; signs alone need only be on the slide, for a font without them has them from anywhere."""
    stands = []
    for text, box in ((text, box) for text, box in words if text):
        if not slide.holds(box):
            yield f"{text!r} is outside of the slide"
        own = [place for place in known if not place.text or text in place.text or _is_free(text)]
        within = [place for place in own or known if place.area.holds(box)]
        if within and (own or len(within) == 1):
            stands.append(Stand(within[0], text, box))
        elif not within and any(map(str.isalnum, text)):
            yield f"{text!r} is outside of {', '.join({place.name for place in own[:3]})}: {box}"
    if missing := _letters(place.text for place in known) - _letters(text for text, _ in words):
        yield f"{missing.total()} letters are not to be seen: {''.join(missing)}"
    for one, other in _neighbours(sorted(stands, key=lambda stand: stand.box.top)):
        if one.place is not other.place and one.box.covers(other.box):
            yield f"{one.text!r} in {one.place.name} lies on {other.text!r} in {other.place.name}"


def _letters(texts):
    """Count the letters and digits that every font has; a program leaves out what is beyond the slide."""
    return Counter(letter for text in texts for letter in text if letter.isascii() and letter.isalnum())


def _neighbours(stands):
    """Give the pairs of words that share some height; the words come from the top down."""
    for at, one in enumerate(stands):
        for other in stands[at + 1 :]:
            if other.box.top >= one.box.bottom:
                break
            yield one, other


def _is_free(text):
    """Whether it may stand in the file otherwise than on the page: an item's number, and writing from the right."""
    return _NUMBERED.fullmatch(text) or any(unicodedata.bidirectional(letter) in _TO_THE_LEFT for letter in text)


def _plain(text):
    """Give a text without what programs write otherwise: white space, invisible characters, capitals, ligatures."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if not letter.isspace() and unicodedata.category(letter) != "Cf")
