"""A page: one slide of the file while it is being drawn."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from msgspec.structs import replace
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from deckgen.deck import Deck, Slide, Text
from deckgen.fact import Source
from deckgen.layout import Colour, Layout, PageLayout
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.box import Box
from deckgen.render.powerpoint.markup import NAMESPACES, clean, escape
from deckgen.render.powerpoint.parts import Parts
from deckgen.render.powerpoint.pen import Look, Pen
from deckgen.render.powerpoint.template import PageTemplate, Placeholder

_SCHEMES = frozenset({"http", "https", "mailto"})
_NOT_IN_URL = re.compile(r"[\s<>\"{}|\\^`]")
_THEMES_LINK = Colour(theme="hlink")
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_QUIET = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)


@dataclass
class Page:
    """The shapes of a slide, in reading order, and what they refer to.

    Attributes:
        deck: the deck, for what stands on every slide.
        slide: what the page shows, or continues.
        layout: sizes by role.
        spec: the slots of the page layout.
        template: the page layout's placeholders.
        pen: writes runs.
        parts: makes what the page refers to, and knows the slides that links may lead to.
        sheet: python-pptx's ``SlidePart``, which takes the shapes.
        palette: RRGGBB by colour role, for figures.
        part: which page of its slide this is, from 1.
        scale: how much larger the slide is than those that measures are meant for.
        cramped: there is nothing but a diagram, which may be drawn smaller than is good for it.
    """

    deck: Deck
    slide: Slide
    layout: Layout
    spec: PageLayout
    template: PageTemplate
    pen: Pen
    parts: Parts
    sheet: Any
    palette: Mapping[str, str]
    part: int = 1
    scale: float = 1
    cramped: bool = False
    title: str = ""
    shapes: list[str] = field(default_factory=list)
    frame: list[str] = field(default_factory=list)
    sources: set[Source] = field(default_factory=set)
    _links: dict[str, str] = field(default_factory=dict)
    _last_id: int = 1

    def places(self, slot: str) -> list[Placeholder]:
        """Give the placeholders that take a slot."""
        return [place for name in self.spec.slots[slot] if (place := self.template.place(name))]

    def framed(self, role: str) -> Placeholder | None:
        """Give the placeholder for what may stand on every slide; None where the page layout has none."""
        return self.template.place(self.layout.frame[role])

    def next_id(self) -> int:
        """Give a shape id that is not used on this page."""
        self._last_id += 1
        return self._last_id

    def link(self, href: str, *, quiet: bool = False) -> str:
        """Write a hyperlink's element; "" where ``href`` leads nowhere that a deck should lead.

        A ``quiet`` one keeps the colour of its run ([MS-ODRAWXML] 2.35.1, hlinkClr).
        """
        quiet = quiet or self.layout.colours["link"] != _THEMES_LINK
        if href.startswith("#"):
            if href[1:] not in self.parts.first:
                return ""
            jump = 'action="ppaction://hlinksldjump"'
            return f'<a:hlinkClick r:id="{self._relate(href)}" {jump}>{_QUIET * quiet}</a:hlinkClick>'
        url = _NOT_IN_URL.sub(lambda found: quote(found[0]), clean(href).strip())
        if not _leads_somewhere(url):
            return ""
        return f'<a:hlinkClick r:id="{self._relate(url)}">{_QUIET * quiet}</a:hlinkClick>'

    def _relate(self, target: str) -> str:
        """Give the id of the relationship to a slide (``#id``) or an address, one for all links that lead there."""
        if target not in self._links:
            self._links[target] = (
                self.sheet.relate_to(self.parts.first[target[1:]], RELATIONSHIP_TYPE.SLIDE)
                if target.startswith("#")
                else self.sheet.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            )
        return self._links[target]

    def runs(self, text: Text, look: Look, size: float, *, marked: bool = True) -> str:
        """Write a text's runs, and the mark of its source where it is not observed; ``size`` is what is inherited."""
        written = ""
        for run in text.runs:
            link = self.link(run.href) if run.href else ""
            styled = _styled(look, run.style)
            if run.text:
                # PowerPoint takes the theme's colour for links whatever the run says; other programs may not.
                written += self.pen.run(run.text, replace(styled, ink="link") if link else styled, link)
        if marked and text.source in {Source.DECLARED, Source.DOCUMENTED}:
            written += self.mark(text.source, size)
        return written

    def mark(self, source: Source, size: float) -> str:
        """Write a source's mark, and note that the legend has to explain it."""
        self.sources.add(source)
        return marks.mark(source, self.pen, size)

    def text(
        self, place: Placeholder, paragraphs: str, *, fill: str = "", anchor: str = "", moved: bool = False
    ) -> str:
        """Write a placeholder with text; its geometry only where it is ``moved`` from where the layout has it."""
        geometry = place.box.xfrm() if moved else ""
        kind = f' type="{place.type}"' if place.type else ""
        idx = "" if place.type == "title" else f' idx="{place.idx}"'
        size = "" if place.type in {"title", ""} else ' sz="quarter"'
        anchored = f' anchor="{anchor}"' if anchor else ""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id()}" name="{escape(place.name)}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{size}{idx}/></p:nvPr></p:nvSpPr>'
            f"<p:spPr>{geometry}{fill}</p:spPr><p:txBody><a:bodyPr{anchored}><a:noAutofit/></a:bodyPr><a:lstStyle/>"
            f"{paragraphs}</p:txBody></p:sp>"
        )

    def table(self, place: Placeholder, box: Box, table: str, alt: str) -> str:
        """Write a table in its placeholder."""
        kind = f' type="{place.type}"' if place.type else ""
        size = "" if not place.type else ' sz="quarter"'
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{self.next_id()}" name="{escape(place.name)}" '
            f'descr="{escape(alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
            f'<p:nvPr><p:ph{kind}{size} idx="{place.idx}"/></p:nvPr></p:nvGraphicFramePr>{box.xfrm("p")}<a:graphic>'
            f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">{table}</a:graphicData>'
            "</a:graphic></p:graphicFrame>"
        )

    def ornament(self, name: str, box: Box, look: str, *, geometry: str = "rect") -> str:
        """Write a shape that says nothing, and is marked so for screen readers."""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id()}" name="{name}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/>'
            f'</p:nvSpPr><p:spPr>{box.xfrm()}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{look}</p:spPr>'
            f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{self.pen.language}"/></a:p></p:txBody></p:sp>'
        )

    def fitted(self, stretches: list[fit.Piece], place: Placeholder, role: str, lines: int = 0) -> float:
        """Give the largest size at which a text fits its placeholder (in at most ``lines``), or the role's minimum."""
        scale = self.layout.scale[role]
        for size in fit.steps(place.size or scale.size, scale.minimum):
            count = fit.count_lines(stretches, size, place.text_width)
            if fit.height(count, size, place.face, place.spacing) <= place.text_height + 1 and (
                not lines or count <= lines
            ):
                break
        return size

    def complete(self) -> None:
        """Put the shapes into the slide's part, in the order in which they are read."""
        shapes = parse_xml(f"<p:spTree {NAMESPACES}>{''.join(self.frame + self.shapes)}</p:spTree>".encode())
        self.sheet.slide.shapes.element.extend(list(shapes))


def _styled(look: Look, style: str) -> Look:
    if style == "plain":
        return look
    if style == "strong":
        return Look(look.size, look.ink, bold=True, mono=look.mono)
    if style == "code":
        return Look(look.size, look.ink, look.bold, mono=True)
    if style in ("good", "warning"):
        return Look(look.size, style, bold=True, mono=look.mono)
    return Look(look.size, "muted", look.bold, look.mono)


def _leads_somewhere(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.netloc or parts.scheme == "mailto")


def own_size(place: Placeholder, size: float) -> float | None:
    """Give the size that a run has to state: none where its placeholder states it, so that a restyle reaches it."""
    return None if place.size == size else size
