"""Bar charts: PowerPoint's own, with their numbers in a workbook, without axes or grid.

Each bar carries its number instead. Two measures are two charts side by side, which share their labels. Colours are
the theme's, so that a restyle reaches them. Source: ECMA-376 part 1, clause 21.2 (DrawingML charts).
"""

import math
from collections.abc import Iterator, Sequence

from msgspec.structs import replace
from pptx.opc.constants import RELATIONSHIP_TYPE

from deckgen.deck import Chart, Measure, plain
from deckgen.fact import Source
from deckgen.render.powerpoint import fit, table
from deckgen.render.powerpoint.box import Box, emu
from deckgen.render.powerpoint.face import Face
from deckgen.render.powerpoint.markup import DRAWING, HEADER, RELATION, escape
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.pen import Look, Pen
from deckgen.render.powerpoint.template import Placeholder
from deckgen.render.powerpoint.workbook import SHEET, workbook

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_FEW = 5
"""So many bars are labelled in the larger size."""

_GAP = 60
"""The gap between two bars, in per cent of a bar's thickness."""

_MOST_LABEL = 0.42
"""How much of the width labels take at most."""

_NEARLY = 0.85
"""From which share of a whole on a bar has its number within, since none has room behind it."""

_AIR = 10.0
"""Room between a label and its bar, and behind a number, in points."""


def draw(block: Chart, slot: str, page: Page) -> None:
    """Draw the bars from the top of their placeholders, which share their room among the measures."""
    places = page.places(slot)
    page.sources.add(block.source)
    scale, count = page.layout.scale["table"], len(block.labels)
    size = scale.size if count <= _FEW else scale.minimum
    area = _around([place.box for place in places])
    # As high as the rows of the table beside it, so that each bar stands in line with its numbers where it can.
    head, row = table.HEAD * page.scale, table.ROW * page.scale
    high = min(head + sum(table.grow([row] * count, area.height_pt - head, page.scale)), area.height_pt)
    face = page.template.running
    longest = max(fit.width(fit.pieces(plain(label), face), size) for label in block.labels)
    labels = min(longest * 1.05 + _AIR, area.width_pt * _MOST_LABEL)
    block = replace(block, labels=tuple(_fitting(label, face, size, labels - _AIR) for label in block.labels))
    bars = (area.width_pt - labels) / len(block.measures)
    left = area.left
    for number, measure in enumerate(block.measures):
        before = labels if number == 0 else _AIR
        width = bars + (labels if number == 0 else 0)
        box = Box(left, area.top, emu(width), emu(high))
        left += box.width
        drawing = _Drawing(block, measure, page, box, before, size, labelled=number == 0)
        kept = page.parts.chart(drawing.xml(), workbook(measure.name, block.labels, measure.values))
        key = page.sheet.relate_to(kept, RELATIONSHIP_TYPE.CHART)
        page.shapes.append(_frame(places[number] if number < len(places) else None, measure, box, key, page))


def _fitting(label: str, face: Face, size: float, room: float) -> str:
    """Shorten a label in its middle, since long names often begin alike; the table has it whole.

    PowerPoint would wrap one that is too long; LibreOffice squeezes the whole chart.
    """
    kept = len(label)
    shown = label
    while kept > 1 and fit.width(fit.pieces(plain(shown), face), size) > room:
        kept -= 1
        shown = f"{label[: kept - kept // 2]}…{label[-(kept // 2) :]}"
    return shown


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.left + box.width for box in boxes), max(box.bottom for box in boxes)
    return Box(left, top, right - left, bottom - top)


def _frame(place: Placeholder | None, measure: Measure, box: Box, key: str, page: Page) -> str:
    """Write the frame that shows a chart; one stands in no placeholder where the page layout has too few."""
    name, mark = f"Chart {measure.name}", ""
    if place:
        kind = f' type="{place.type}" sz="quarter"' if place.type else ""
        name, mark = place.name, f'<p:ph{kind} idx="{place.idx}"/>'
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{page.next_id()}" name="{escape(name)}" '
        f'descr="{escape(measure.alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f'<p:nvPr>{mark}</p:nvPr></p:nvGraphicFramePr>{box.xfrm("p")}<a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" r:id="{key}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


class _Drawing:
    """One chart's XML.

    Args:
        block: labels and source.
        measure: the bars.
        page: gives a pen, and writes marks.
        box: the chart's frame.
        before: the room left of the bars, in points.
        size: of labels, in points.
        labelled: whether labels stand there.
    """

    def __init__(
        self, block: Chart, measure: Measure, page: Page, box: Box, before: float, size: float, *, labelled: bool
    ) -> None:
        self.block, self.measure, self.page, self.box = block, measure, page, box
        self.before, self.size, self.labelled = before, size, labelled
        self.format = "#,##0" + (f".{'0' * measure.decimals}" if measure.decimals else "")

    @property
    def pen(self) -> Pen:
        """Give what writes runs and fills."""
        return self.page.pen

    def xml(self) -> str:
        """Write the chart's part."""
        return (
            f'{HEADER}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{DRAWING}" xmlns:r="{RELATION}"><c:date1904 val="0"/>'
            f'<c:lang val="{self.pen.language}"/><c:roundedCorners val="0"/><c:chart>{self._head()}'
            f'<c:autoTitleDeleted val="0"/><c:plotArea>{self._bars_area()}<c:barChart><c:barDir val="bar"/>'
            f'<c:grouping val="clustered"/><c:varyColors val="0"/>{self._series()}<c:gapWidth val="{_GAP}"/>'
            f'<c:axId val="1"/><c:axId val="2"/></c:barChart>{self._axes()}<c:spPr>{self._ground()}</c:spPr>'
            '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{self._letters(self.size)}"
            '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
        )

    def _head(self) -> str:
        """Write what is measured, in line with the bars; its mark where it is not observed."""
        size = self.page.layout.scale["table"].size
        runs = self.pen.run(self.measure.name, Look(size, "text", bold=True))
        if self.block.source is not Source.OBSERVED:
            runs += self.page.mark(self.block.source, size)
        at = f'<c:x val="{self._across(self.before - 7):.4f}"/><c:y val="0"/>'
        return (
            f'<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}"/></a:pPr>'
            f'{runs}</a:p></c:rich></c:tx><c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>{at}'
            '</c:manualLayout></c:layout><c:overlay val="0"/></c:title>'
        )

    def _bars_area(self) -> str:
        """Say where the bars stand; room is left for the number behind the longest."""
        face = self.page.template.running
        known = (fit.pieces(plain(self._number(one)), face, bold=True) for one in self._known())
        numbers = max(fit.width(one, self.size) for one in known)
        left, top = self._across(self.before), table.HEAD * self.page.scale / self.box.height_pt
        width = 1 - left - self._across(_AIR if self.measure.whole else numbers + _AIR)
        return (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{width:.4f}"/><c:h val="{1 - top:.4f}"/>'
            "</c:manualLayout></c:layout>"
        )

    def _series(self) -> str:
        last = len(self.block.labels) - 1
        rest = (
            f'<c:dPt><c:idx val="{last}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"<c:spPr>{self.pen.fill('muted')}</c:spPr></c:dPt>"
            if self.block.rest
            else ""
        )
        shown = "".join(
            f'<c:{what} val="{int(what == "showVal")}"/>'
            for what in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
        )
        return (
            f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx>{_words("$B$1", [self.measure.name])}</c:tx>'
            f'<c:spPr>{self.pen.fill("kubernetes")}</c:spPr><c:invertIfNegative val="0"/>{rest}<c:dLbls>'
            f'{self._within(shown)}<c:numFmt formatCode="{self.format}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
            f'{self._letters(self.size, bold=True)}<c:dLblPos val="outEnd"/>{shown}</c:dLbls>'
            f"<c:cat>{_words(f'$A$2:$A${last + 2}', self.block.labels)}</c:cat><c:val><c:numRef>"
            f"<c:f>{SHEET}!$B$2:$B${last + 2}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
            f'<c:ptCount val="{last + 1}"/>{"".join(self._points())}</c:numCache></c:numRef></c:val></c:ser>'
        )

    def _points(self) -> Iterator[str]:
        for index, value in enumerate(self.measure.values):
            if value is not None:
                yield f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>'

    def _axes(self) -> str:
        """Write both axes: labels from the top down; lengths from zero on, of which nothing is seen."""
        quiet = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        no_line = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        return (
            '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
            f'<c:delete val="{int(not self.labelled)}"/><c:axPos val="l"/><c:numFmt formatCode="General" '
            f'sourceLinked="0"/>{quiet}<c:tickLblPos val="nextTo"/>{no_line}{self._letters(self.size)}'
            '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
            '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
            f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{self._most()}<c:min val="0"/>'
            f'</c:scaling><c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>{quiet}'
            '<c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>'
        )

    def _ground(self) -> str:
        """Fill the room for bars where it stands for the whole that they are shares of."""
        return self.pen.fill("kubernetes-fill") if self.measure.whole else "<a:noFill/>"

    def _most(self) -> str:
        """Write how long a bar can be, where bars are shares of a whole."""
        return f'<c:max val="{max(self.measure.whole, *self._known()):g}"/>' if self.measure.whole else ""

    def _within(self, shown: str) -> str:
        """Write the numbers that stand within their bars: those of a share that leaves no room behind it."""
        full = _NEARLY * self.measure.whole if self.measure.whole else math.inf
        return "".join(
            f'<c:dLbl><c:idx val="{index}"/><c:numFmt formatCode="{self.format}" sourceLinked="0"/><c:spPr><a:noFill/>'
            f'</c:spPr>{self._letters(self.size, bold=True, ink="paper")}<c:dLblPos val="inEnd"/>{shown}</c:dLbl>'
            for index, value in enumerate(self.measure.values)
            if value is not None and value > full
        )

    def _letters(self, size: float, *, bold: bool = False, ink: str = "text") -> str:
        """Write how text looks that has no runs: in the theme's font for running text."""
        return (
            f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}" b="{int(bold)}">'
            f'{self.pen.fill(ink)}<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr>'
            f'<a:endParaRPr lang="{self.pen.language}"/></a:p></c:txPr>'
        )

    def _number(self, value: float) -> str:
        return format(value, f",.{self.measure.decimals}f")

    def _known(self) -> list[float]:
        return [value for value in self.measure.values if value is not None] or [0]

    def _across(self, points: float) -> float:
        """Give a length as a share of the frame's width."""
        return max(points, 0) / self.box.width_pt


def _words(cells: str, texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{index}"><c:v>{escape(text)}</c:v></c:pt>' for index, text in enumerate(texts))
    cache = f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{SHEET}!{cells}</c:f>{cache}</c:strRef>"
