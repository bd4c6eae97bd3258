"""Timelines: a line of hours, what was agreed above it and what was found below, as shapes that can be changed."""

from collections.abc import Iterator

from deckgen.deck import Event, Run, Text, Timeline
from deckgen.fact import Source
from deckgen.render.powerpoint import fit, marks
from deckgen.render.powerpoint.box import Box, emu
from deckgen.render.powerpoint.group import group
from deckgen.render.powerpoint.markup import escape
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.pen import Look

_HEADS = 168.0
"""The width of what stands left of the line, in points."""

_NOW, _SPANS, _AXIS, _EVENTS = 0.0, 0.16, 0.44, 0.74
"""Where the rows begin, as shares of the height: the time of the data, what was agreed, the hours, what was found."""

_SPAN, _TICK, _DOT, _STROKE, _AIR = 22.0, 6.0, 14.0, 1.5, 6.0
"""The height of a stretch, the length of a tick, the width of a dot, the strength of lines, room at their ends."""

_STATES = {"done": ("good", "good"), "due": ("", "muted"), "late": ("warning-fill", "warning")}
"""Per state the fill of its dot, and the ink of its outline and words."""

_DASHED = '<a:prstDash val="sysDash"/>'


def draw(block: Timeline, slot: str, page: Page) -> None:
    """Draw it over the whole of its placeholder."""
    (place, *_) = page.places(slot)
    drawing = _Drawing(block, page, place.box)
    head = f'<p:cNvPr id="{page.next_id()}" name="{escape(place.name)}" descr="{escape(block.alt)}"/>'
    page.shapes.append(group(head, [place.box], "".join(drawing.shapes())))
    page.sources |= {text.source for text in (block.agreed, block.found) if text.source in marks.GLYPHS}


class _Drawing:
    """The shapes of one timeline.

    Args:
        block: what it shows.
        page: gives ids and a pen.
        box: where it stands.
    """

    def __init__(self, block: Timeline, page: Page, box: Box) -> None:
        self.block, self.page, self.box = block, page, box
        self.size = page.layout.scale["table"].size
        self.small = page.layout.scale["caption"].size
        self.face = page.template.running
        self.heads, self.span, self.tick, self.dot, self.stroke, self.air = (
            page.scale * one for one in (_HEADS, _SPAN, _TICK, _DOT, _STROKE, _AIR)
        )
        self.room = box.width_pt - self.heads - 2 * self.size

    def shapes(self) -> Iterator[str]:
        """Write all shapes in the order in which they are read."""
        yield from self._agreed()
        yield from self._hours()
        yield from self._now()
        yield from self._found()

    def _agreed(self) -> Iterator[str]:
        if not self.block.agreed:
            return
        yield from self._head("Agreed", self.block.agreed, _SPANS - 0.08)
        look = f'<a:noFill/><a:ln w="{emu(self.stroke)}">{self.page.pen.fill("muted")}{_DASHED}</a:ln>'
        for start, end in self.block.spans:
            left, right = self._x(start) + 1, self._x(end) - 1
            box = self._box(left, self._y(_SPANS), right - left, self.span)
            yield self.page.ornament("Agreed stretch", box, look, geometry="roundRect")
            if right - left > fit.width([(self.block.once, True, False, self.face.name)], self.small) + 2 * self.air:
                top = self._y(_SPANS) + (self.span - fit.height(1, self.small, self.face)) / 2
                yield self._centred((left + right) / 2, top, self.block.once, Look(self.small, "muted"))

    def _hours(self) -> Iterator[str]:
        top, line = self._y(_AXIS), self.page.pen.fill("muted")
        yield self.page.ornament(
            "Hours", self._box(self.heads, top, self._x(self.block.hours) - self.heads, self.stroke), line
        )
        for tick in self.block.ticks:
            at = self._x(tick.at)
            yield self.page.ornament(
                "Hour", self._box(at - self.stroke / 2, top - self.tick / 2, self.stroke, self.tick), line
            )
            if tick.label:
                yield self._centred(at, top + self.tick, tick.label, Look(self.small, "muted"))

    def _now(self) -> Iterator[str]:
        at, look = self._x(self.block.now.at), Look(self.small, "openstack", bold=True)
        top = self._y(_NOW) + fit.height(1, self.small, self.face)
        yield self._centred(at, self._y(_NOW), self.block.now.label, look)
        box = self._box(at - self.stroke / 2, top, self.stroke, self._y(_EVENTS) + self.dot - top)
        yield self.page.ornament("Now", box, self.page.pen.fill("openstack"))

    def _found(self) -> Iterator[str]:
        yield from self._head("Found", self.block.found, _EVENTS - 0.08)
        if not self.block.events:
            return
        middle = self._y(_EVENTS) + self.dot / 2
        box = self._box(self.heads, middle - 0.5, self._x(self.block.hours) - self.heads, 1)
        yield self.page.ornament("Found line", box, self.page.pen.fill("hairline"))
        taken = 0.0
        for event in self.block.events:
            yield self._dot(event)
            words = self._words(event, taken)
            taken = words[1]
            yield words[0]

    def _dot(self, event: Event) -> str:
        fill, ink = _STATES[event.state]
        dashes = _DASHED if event.state == "due" else ""
        look = (
            self.page.pen.fill(fill or "paper")
            + f'<a:ln w="{emu(self.stroke)}">{self.page.pen.fill(ink)}{dashes}</a:ln>'
        )
        box = self._box(self._x(event.at) - self.dot / 2, self._y(_EVENTS), self.dot, self.dot)
        return self.page.ornament(event.label, box, look, geometry="ellipse")

    def _words(self, event: Event, taken: float) -> tuple[str, float]:
        """Write an event's words below its dot, right of what is ``taken``; give where they end, too."""
        look = Look(self.size, _STATES[event.state][1], bold=event.state != "due" or None)
        half = fit.width([(event.label, True, False, self.face.name)], self.size) / 2 + self.air
        at = min(max(self._x(event.at), taken + half), self.box.width_pt - half)
        return self._centred(at, self._y(_EVENTS) + self.dot + 1, event.label, look), at + half

    def _head(self, word: str, text: Text, share: float) -> Iterator[str]:
        """Write what stands left of a row: its name, and in words what it shows."""
        head = self.page.pen.run(word, Look(self.size, "text", bold=True))
        shown = fit.elide(text, self.face, self.size, self.heads - self.air - marks.mark_width(self.size), 2)
        runs = self.page.runs(shown, Look(self.size, "muted"), self.size)
        if text.source is Source.OBSERVED:
            runs += self.page.mark(Source.OBSERVED, self.size)
        box = self._box(0, self._y(share), self.heads - self.air, fit.height(3, self.size, self.face))
        yield self._text(box, f"<a:p>{head}</a:p><a:p>{runs}</a:p>", word)

    def _centred(self, at: float, top: float, words: str, look: Look) -> str:
        size = look.size or self.size
        width = fit.width([(words, True, False, self.face.name)], size) + self.air
        shown = str(fit.elide(Text((Run(words),)), self.face, size, self.box.width_pt, 1))
        box = self._box(at - width / 2, top, width, fit.height(1, size, self.face))
        return self._text(box, f'<a:p><a:pPr algn="ctr"/>{self.page.pen.run(shown, look)}</a:p>', words)

    def _text(self, box: Box, paragraphs: str, name: str) -> str:
        number = self.page.next_id()
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{box.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        )

    def _x(self, hours: float) -> float:
        return self.heads + self.size + self.room * hours / self.block.hours

    def _y(self, share: float) -> float:
        return self.box.height_pt * share

    def _box(self, left: float, top: float, width: float, height: float) -> Box:
        return Box(self.box.left + emu(left), self.box.top + emu(top), emu(width), emu(height))
