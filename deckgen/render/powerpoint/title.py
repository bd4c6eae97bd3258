"""A slide's title: two lines at most, smaller where it is long, shortened where even that does not do.

A title that is just too long for one line is set a point smaller: programs round differently, and one that draws it in
one line where two were reckoned with leaves a hole above the lead.
"""

from collections import Counter

from msgspec.structs import replace

from deckgen.deck import Run, Text
from deckgen.errors import RenderError
from deckgen.render.measure import ends_in_a_lost_word, wrap
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.template import Placeholder

MOST_LINES = 2


def title_place(page: Page) -> Placeholder:
    """Give the placeholder that takes the title."""
    place = page.framed("title")
    if place is None:  # the template was checked when it was opened
        raise RenderError(f"page layout {page.spec.page!r} has no title")
    return place


class Titles:
    """The titles of a deck's pages, of which no two are the same: screen readers tell pages apart by them."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._again: Counter[str] = Counter()

    def fit(self, page: Page, suffix: str = "") -> tuple[Text, float]:
        """Give a page's title and size as ``fit_title`` does, numbered where another page has it already.

        How often a title came is kept: a search from 2 on would take longer with each page of that title.
        """
        text, size = fit_title(page, suffix)
        wanted = str(text)
        while str(text) in self._taken:
            self._again[wanted] += 1
            text, size = fit_title(page, f"{suffix} ({self._again[wanted] + 1})")
        self._taken.add(str(text))
        return text, size


def fit_title(page: Page, suffix: str = "") -> tuple[Text, float]:
    """Give the title with its suffix, shortened before the suffix where it is too long, and its size in points."""
    place = title_place(page)
    title = page.slide.title or Text((Run(page.slide.id),))
    whole = Text((*title.runs, Run(suffix)), title.source) if suffix else title
    role = page.spec.roles.get("title", "title")
    usual = place.size or page.layout.scale[role].size
    for size in (usual, usual - 1):
        if _lines(whole, place, size) == 1:
            return whole, size
    size = page.fitted(fit.pieces(whole, place.face), place, role, lines=MOST_LINES)
    length = len(str(title))
    while _lines(whole, place, size) > MOST_LINES and length > 1:
        length = int(length * 0.95)
        whole = Text((*fit.cut(title, length).runs, Run(suffix)), title.source)
    return _kept_together(whole, place, size, suffix), size


def _kept_together(title: Text, place: Placeholder, size: float, suffix: str) -> Text:
    """Give the title with its last words bound to each other where the last of them would stand alone on a line.

    The words of its suffix stand on one line too.
    """
    text, face = str(title), place.face

    def is_torn(one: Text) -> bool:
        lines = wrap(fit.shown(str(one), face), size, place.text_width, bold=face.bold, face=face.name)
        return ends_in_a_lost_word(lines) or len(lines[-1]) < len(suffix.strip())

    shown, start = title, len(text)
    while is_torn(shown):
        start = text.rfind(" ", 0, start)
        if start <= 0:
            return title
        shown = _bound(title, start)
    return shown if _lines(shown, place, size) <= MOST_LINES else title


def _bound(title: Text, start: int) -> Text:
    """Give the title with no-break spaces for its spaces from ``start`` on."""
    runs: list[Run] = []
    for run in title.runs:
        free = max(start, 0)
        runs.append(replace(run, text=run.text[:free] + run.text[free:].replace(" ", "\N{NO-BREAK SPACE}")))
        start -= len(run.text)
    return replace(title, runs=tuple(runs))


def _lines(title: Text, place: Placeholder, size: float) -> int:
    room = place.text_width - marks.mark_width(size) * (title.source is not None)
    return fit.count_lines(fit.pieces(title, place.face), size, room)


def drop(page: Page, below: Placeholder, suffix: str = "") -> float:
    """Give how much lower what follows the title stands, in points: its place is that below a title of one line.

    Where its place is below the title's, as in most templates, it stays there.
    """
    place = title_place(page)
    if below.box.top >= place.box.bottom:
        return 0
    text, size = fit_title(page, suffix)
    usual = fit.height(1, place.size or size, place.face)
    return max(fit.height(_lines(text, place, size), size, place.face) - usual, 0)
