"""A diagram as a group of shapes that can be moved, changed and written in, joined by connectors.

They stand in the order in which they are read: frames from the outside in, boxes as the scene has them, then arrows,
each followed by its words.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from deckgen.fact import Source
from deckgen.fonts.stand_ins import BUNDLED, stand_in
from deckgen.render.arrange import boxes
from deckgen.render.gaps import groups
from deckgen.render.geometry import Point, Rect
from deckgen.render.look import ARROW, DASHES, FILL, INK, OUTLINE, is_sure, look_of
from deckgen.render.placement import Align, Line, PlacedArrow, PlacedBox, PlacedGroup, Placement
from deckgen.render.powerpoint.box import EMU_PER_INCH, Box, emu
from deckgen.render.powerpoint.connector import End, connector
from deckgen.render.powerpoint.group import group
from deckgen.render.powerpoint.lettering import Lettering, extent, paragraphs
from deckgen.render.powerpoint.marks import MEANINGS
from deckgen.render.powerpoint.markup import escape
from deckgen.render.powerpoint.page import DECORATIVE, Page
from deckgen.render.powerpoint.rounded import Signs, geometry, icon_geometry, text_area
from deckgen.render.powerpoint.site import Site, number_of, site_of
from deckgen.scene import Scene

_STYLE = "".join(
    f'<a:{part}Ref idx="{index}"><a:schemeClr val="tx1"/></a:{part}Ref>'
    for part, index in (("ln", 0), ("fill", 0), ("effect", 0), ("font", "minor"))
)
"""No line, fill or effect but those that a shape states itself, and the theme's font for text."""

_RECKONED = "Calibri"
"""What text is set in where the theme's font has other widths than those that the shapes were placed by."""

_NO_FILL = "<a:noFill/>"
_NO_LINE = f"<a:ln>{_NO_FILL}</a:ln>"
_DASHES = f'<a:custDash><a:ds d="{round(DASHES[0] * 100_000)}" sp="{round(DASHES[1] * 100_000)}"/></a:custDash>'
_ARROW_HEAD = '<a:tailEnd type="triangle" w="med" len="med"/>'
_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'

_SAID = {**MEANINGS, Source.OBSERVED: "", Source.NOT_VISIBLE: "not visible"}
"""What a shape says of where it comes from to those who do not see how it is drawn."""


def draw(scene: Scene, placement: Placement, box: Box, alt: str, page: Page) -> str:
    """Write a placed scene as one group.

    Args:
        scene: what is shown, for the names of the shapes and the texts before they were wrapped.
        placement: where everything stands.
        box: where the canvas stands on the slide.
        alt: what the group says to those who do not see it.
        page: gives ids and a pen.
    """
    drawing = _Drawing(scene, placement, page, Point(box.left / EMU_PER_INCH, box.top / EMU_PER_INCH))
    head = drawing.head(f"Diagram {scene.name}", alt)
    shapes = "".join(drawing.shapes())
    return group(head, drawing.taken or [box], shapes)


@dataclass
class _Drawing:
    """The shapes of one placement.

    Attributes:
        scene: what is shown.
        placement: where everything stands.
        page: gives ids and a pen.
        at: the canvas's upper left corner on the slide, in inches.
        taken: where the shapes written so far stand.
    """

    scene: Scene
    placement: Placement
    page: Page
    at: Point
    taken: list[Box] = field(default_factory=list)
    _ids: dict[str, int] = field(default_factory=dict)
    _sites: dict[str, list[Site]] = field(default_factory=dict)

    def shapes(self) -> Iterator[str]:
        """Write all shapes, in the order in which they are read."""
        glued = self._glue()
        heads = {group.id: group.label for group in groups(self.scene.root)}
        texts = {box.id: (box.label, *box.lines) for box in boxes(self.scene.root)}
        for frame in self.placement.groups:
            yield from self._group(frame, heads[frame.id])
        for box in self.placement.boxes:
            yield self._box(box, texts[box.id])
        names = {thing: _named(label) or thing for thing, label in heads.items()}
        names |= {thing: _named(text[0]) for thing, text in texts.items()}
        for arrow, sites, known in zip(self.placement.arrows, glued, self.scene.arrows, strict=True):
            yield self._arrow(arrow, sites, f"{names[arrow.start]} to {names[arrow.end]}", known.label)
            if arrow.label:
                yield self._words(arrow.label, known.label, ARROW)

    def _glue(self) -> list[tuple[int, ...]]:
        """Give the numbers of the sites at each arrow's two ends, and note which sites a shape has to have for it."""
        areas = {group.id: group.area for group in self.placement.groups}
        areas |= {box.id: box.area for box in self.placement.boxes}
        return [
            tuple(
                number_of(site_of(areas[thing], *way), self._sites.setdefault(thing, []))
                for thing, way in ((arrow.start, arrow.points[:2]), (arrow.end, arrow.points[:-3:-1]))
            )
            for arrow in self.placement.arrows
        ]

    def _group(self, group: PlacedGroup, label: str) -> Iterator[str]:
        """Write a frame, with the head that stands in it; one that is not drawn only where an arrow ends at it."""
        text, ink = paragraphs(group.head, [label]), INK[group.world]
        inside = group.framed and bool(text) and group.area.holds(extent(group.head))
        if group.framed or group.id in self._sites:
            fill = self.page.pen.fill(FILL[group.world]) if group.framed else _NO_FILL
            look = geometry(group.area, self._sites.get(group.id, ())) + fill + _NO_LINE
            body = (
                self._letters(lambda _line: ink).within(text, text_area(group.area), "left", anchor="t")
                if inside
                else ""
            )
            yield self._shape(group.area, look, body, _named(label) or group.id, key=group.id)
        if text and not inside:
            yield self._words(group.head, label, ink)

    def _box(self, box: PlacedBox, texts: Sequence[str]) -> str:
        """Write a box; a dashed one's icon is a shape of its own, for all lines of a shape are dashed or none."""
        look, name = look_of(box), _named(texts[0])
        signs = Signs(box.mark, None if look.dashed else box.icon, box.role, box.align)
        filled = look.fill == look.ink
        fill = self.page.pen.fill(look.fill) if look.fill else _NO_FILL
        line = _NO_LINE if filled and not signs else self._line(look.signs, _DASHES if look.dashed else "")
        form = geometry(box.area, self._sites.get(box.id, ()), signs, bare=filled)
        body = self._letters(look.words).within(paragraphs(box.lines, texts), text_area(box.area), box.align)
        shape = self._shape(box.area, form + fill + line, body, name, _SAID[box.source], box.id)
        if not look.dashed or not box.icon:
            return shape
        drawn = icon_geometry(box.role, box.icon) + _NO_FILL + self._line(look.signs)
        icon = self._shape(box.icon, drawn, "", f"Icon of {name}")
        return group(self.head(name), [self._on_slide(box.area)], shape + icon)

    def _arrow(self, arrow: PlacedArrow, sites: Sequence[int], name: str, word: str) -> str:
        way = [Point(self.at.x + point.x, self.at.y + point.y) for point in arrow.points]
        self.taken += map(self._on_slide, arrow.stretches)
        said = "; ".join(filter(None, (name, _named(word), _SAID[arrow.source])))
        ends = End(self._ids[arrow.start], sites[0]), End(self._ids[arrow.end], sites[1])
        line = self._line(ARROW, "" if is_sure(arrow.source) else _DASHES, _ARROW_HEAD)
        return connector(self.head(name, said), way, ends, line)

    def _words(self, lines: Sequence[Line], label: str, ink: str) -> str:
        """Write a text that stands by itself."""
        align: Align = "left" if len({line.area.x for line in lines}) == 1 else "centre"
        area, body = self._letters(lambda _line: ink).alone(paragraphs(lines, [label]), align)
        return self._shape(area, _RECTANGLE + _NO_FILL, body, _named(label))

    def _shape(self, area: Rect, look: str, body: str, name: str, said: str = "", key: str = "") -> str:
        """Write a shape; one without text is an ornament."""
        box = self._on_slide(area)
        self.taken.append(box)
        head = self.head(name, said, ornament=not body, key=key)
        return (
            f"<p:sp><p:nvSpPr>{head}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{box.xfrm()}{look}</p:spPr>"
            f"<p:style>{_STYLE}</p:style>{body or self._silent()}</p:sp>"
        )

    def head(self, name: str, said: str = "", *, ornament: bool = False, key: str = "") -> str:
        """Write a shape's id, name and description; ``key`` is what arrows call it."""
        number = self.page.next_id()
        if key:
            self._ids[key] = number
        described = f' descr="{escape(said)}"' if said else ""
        return f'<p:cNvPr id="{number}" name="{escape(name)}"{described}>{DECORATIVE * ornament}</p:cNvPr>'

    def _letters(self, colour: Callable[[Line], str]) -> Lettering:
        same = stand_in(self.page.template.running.name).face == BUNDLED
        return Lettering(self.page.pen, colour, "" if same else _RECKONED)

    def _silent(self) -> str:
        return (
            f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{self.page.pen.language}"/></a:p></p:txBody>'
        )

    def _line(self, ink: str, dashes: str = "", end: str = "") -> str:
        """Write how a line is drawn: round ends and corners, but for dashes, which are as long as they are."""
        cap = "" if dashes else ' cap="rnd"'
        return f'<a:ln w="{emu(OUTLINE)}"{cap}>{self.page.pen.fill(ink)}{dashes}<a:round/>{end}</a:ln>'

    def _on_slide(self, area: Rect) -> Box:
        left, top = round((self.at.x + area.x) * EMU_PER_INCH), round((self.at.y + area.y) * EMU_PER_INCH)
        return Box(left, top, round(area.width * EMU_PER_INCH), round(area.height * EMU_PER_INCH))


def _named(label: str) -> str:
    """Give a label as a name in one line."""
    return " ".join(label.split())
