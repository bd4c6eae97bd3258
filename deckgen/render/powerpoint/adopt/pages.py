"""The page layouts that a template lacks: deckgen's plan, built upon the template's own title, section and content.

Heights and widths are in inches on a slide 7.5 inches high.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from deckgen.render.powerpoint.adopt.add import Kept, NewPage
from deckgen.render.powerpoint.adopt.bases import Bases, inches
from deckgen.render.powerpoint.page_layout import Fill, ornament
from deckgen.render.powerpoint.plan import (
    BAR,
    FOOTER,
    LEAD,
    LEGEND,
    NUMBER,
    PRESENTER,
    PROGRESS,
    SAMPLE,
    SUBTITLE,
    Area,
    Page,
    Place,
    content_pages,
    half_points,
)
from deckgen.render.powerpoint.template import HEIGHT, Placeholder, listed

_LEAD, _LEGEND, _GAP = 0.62, 0.26, 0.1
"""Heights of what stands above and below the content, and the room between them."""

_TITLE, _SECTION, _PRESENTER = 28.0, 40.0, 16.0
"""The largest size of a title that is a sentence, of a section's where the template has none, of the presenter."""

_SUBTITLES = ("subTitle", "body", "")


@dataclass(frozen=True)
class Builder:
    """Plans the page layouts to add to one template.

    Attributes:
        bases: what they are built upon.
        fill: gives the fill of a colour role.
        readable: says whether what is written on content can be read on another page layout's ground.
        legible: gives a colour role for what is written in an area of a page layout, in inches.
        panelled: content needs a plain panel below it.
    """

    bases: Bases
    fill: Fill
    readable: Callable[[Any], bool]
    legible: Callable[[Any, Area], str]
    panelled: bool = False

    def pages(self) -> tuple[tuple[NewPage, Page], ...]:
        """Plan all page layouts, called as in deckgen's plan, each with what it holds there."""
        planned = self._planned()
        content = zip(map(self._content, planned), planned, strict=True)
        return ((self._title(), Page("Title", ())), (self._section(), Page("Section", (PROGRESS,))), *content)

    @property
    def _scale(self) -> float:
        return self.bases.scale

    @property
    def _slide_height(self) -> float:
        return self._scale * HEIGHT

    def _planned(self) -> tuple[Page, ...]:
        _, _, width, height = (one / self._scale for one in self.bases.room.area)
        return content_pages(width, height - _LEAD - _LEGEND - 2 * _GAP)

    def _content(self, page: Page) -> NewPage:
        left, top, _, _ = self.bases.room.area
        above = (_LEAD + _GAP) * self._scale
        places = [place.moved(left, top + above, self._scale) for place in page.places]
        title = self._kept_title(self.bases.content, _TITLE * self._scale, self.bases.room.title)
        ornaments = self._panel() + "".join(self._bar(place) for place in places if place.name == "Code")
        return NewPage(page.name, self.bases.content, title, (*self._frame(), *places), ornaments)

    def _panel(self) -> str:
        if not self.panelled:
            return ""
        left, top, width, height = self.bases.room.area
        pad = _GAP * self._scale
        area = (left - pad, top - pad, width + 2 * pad, height + 2 * pad)
        return ornament(99, area, self.fill("paper"), name="Content panel")

    def _bar(self, code: Place) -> str:
        left, top, _, height = code.area
        wide = BAR * self._scale
        return ornament(100, (left - wide, top, wide, height), self.fill("kubernetes"))

    def _frame(self) -> Iterator[Place]:
        """Plan what stands above and below the content of each slide."""
        left, top, width, height = (one / self._scale for one in self.bases.room.area)
        below = height - _LEGEND
        frame = (
            replace(LEAD, area=(0, 0, width, _LEAD)),
            replace(LEGEND, area=(1.5, below, width - 1.5, _LEGEND)),
            replace(SAMPLE, area=(0, below, 1.25, _LEGEND)),
        )
        yield from (place.moved(left * self._scale, top * self._scale, self._scale) for place in frame)
        yield from self._foot(self.bases.content)

    def _foot(self, base: Any) -> Iterator[Place]:
        """Plan footer and number for a template that has none, where they can be read."""
        left, top, width, height = self.bases.room.area
        if not self.bases.room.footed and self.readable(base):
            wide, below = width / self._scale, top + height + _GAP * self._scale
            yield replace(FOOTER, area=(0, 0, wide - 1.2, 0.24)).moved(left, below, self._scale)
            yield replace(NUMBER, area=(wide - 1, 0, 1, 0.24)).moved(left, below, self._scale)

    def _title(self) -> NewPage:
        base = self.bases.title
        own = [(shape, place) for shape, place in listed(base) if place.type in _SUBTITLES]
        title = self._kept_title(base)
        sample = self._sample(base, self._slide_height - 0.5 * self._scale)
        if not own:
            places = self._below_title(base, SUBTITLE, PRESENTER)
            return NewPage("Title", base, title, (*places, sample), feet=False)
        shape, subtitle = own[0]
        upper, lower = self._halves(subtitle)
        kept = (
            Kept(shape, SUBTITLE.name, SUBTITLE.idx, area=upper),
            Kept(shape, PRESENTER.name, PRESENTER.idx, "body", half_points(_PRESENTER * self._scale), lower),
        )
        return NewPage("Title", base, (*title, *kept), (sample,), feet=False)

    def _halves(self, subtitle: Placeholder) -> tuple[Area, Area]:
        """Give the areas of subtitle and presenter: the presenter's is below, or else the lower part of the other's."""
        left, top, width, height = inches(subtitle.box)
        end = top + height
        below = self._slide_height - end - 0.6 * self._scale
        if below >= 0.9 * self._scale:
            return (left, top, width, height), (left, end, width, min(1.1 * self._scale, below))
        upper = height * 0.5
        return (left, top, width, upper), (left, top + upper, width, height - upper)

    def _sample(self, base: Any, top: float, *, panelled: bool = False) -> Place:
        """Plan the label of sample data for a page layout on a ground of its own, or on the content's panel."""
        place = replace(SAMPLE, area=(0, 0, 1.25, _LEGEND)).moved(self.bases.room.area[0], top, self._scale)
        ink = place.style.colour if panelled else self.legible(base, place.area)
        return replace(place, style=replace(place.style, colour=ink, line=ink))

    def _section(self) -> NewPage:
        base = self.bases.section or self.bases.content
        bodies = [shape for shape, place in listed(base) if place.type == "body"] if self.bases.section else []
        kept = self._kept_title(base, 0 if self.bases.section else _SECTION * self._scale)
        if self.bases.section is None:
            left, top, width, height = self.bases.room.area
            kept = (replace(kept[0], area=(left, top + height * 0.15, width, 1.2 * self._scale)),)
        leads = tuple(Kept(shape, LEAD.name, LEAD.idx) for shape in bodies[:1])
        places = [] if leads else list(self._below_title(base, LEAD, at=kept[0].area))
        _, top, _, height = self.bases.room.area
        panel = "" if self.bases.section else self._panel()
        sample = self._sample(base, top + height - _LEGEND * self._scale, panelled=bool(panel))
        return NewPage(
            "Section", base, (*kept, *leads), (*places, *self._progress(base), sample, *self._foot(base)), panel
        )

    def _progress(self, base: Any) -> Iterator[Place]:
        """Plan where the sections are listed, if there is room below all else and they can be read there."""
        left, top, width, height = self.bases.room.area
        upper = top + height - 1.1 * self._scale
        others = [one for _, one in listed(base) if one.type in ("title", "body")] if self.bases.section else []
        if self.readable(base) and all(inches(one.box)[1] + inches(one.box)[3] <= upper for one in others):
            yield replace(PROGRESS, area=(0, 0, width / self._scale, 0.6)).moved(left, upper, self._scale)

    def _below_title(self, base: Any, *places: Place, at: Area | None = None) -> Iterator[Place]:
        """Plan placeholders one below another under a page layout's title."""
        title = next(place for _, place in listed(base) if place.type == "title")
        left, top, width, height = at or inches(title.box)
        top += height + _GAP * self._scale
        for place in places:
            yield replace(place, area=(0, 0, width / self._scale, 0.9)).moved(left, top, self._scale)
            top += self._scale

    def _kept_title(self, base: Any, most: float = 0, area: Area | None = None) -> tuple[Kept, ...]:
        shape, place = next(one for one in listed(base) if one[1].type == "title")
        smaller = most and (place.size or most + 1) > most
        return (Kept(shape, "Title", size=half_points(most) if smaller else 0, area=area),)
