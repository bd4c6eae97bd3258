"""Charts are PowerPoint's own: they can be opened, read and restyled, and hide nothing in their workbooks."""

import zipfile
from io import BytesIO

import pytest
from lxml import etree
from pptx.oxml.ns import qn

from deckgen.deck import Chart, Measure
from tests.render.powerpoint.decks import (
    CAPACITY,
    DECLARED,
    MIND,
    SEEN,
    VOLUMES,
    chart,
    deck,
    slide,
    table,
    texts,
    written,
)
from tests.render.powerpoint.lint import lint
from tests.validator import validate

HOSTILE = ['=HYPERLINK("//x.example")', "<b>&amp;{{7*7}}\x1b[31m\x00", "@SUM(A1)", "\u202eabc", "n" * 63]
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture
def draw(default, tmp_path):
    """Draw one slide with a chart."""

    def draw(block, **slots):
        one = slide("chart-table", "Volumes", chart=block, body=table(2), **slots)
        (page,) = written(deck(one), default, tmp_path).slides
        return page

    return draw


def charts(page):
    return [shape for shape in page.shapes if getattr(shape, "has_chart", False) and shape.has_chart]


def read(shape):
    """Give a chart's bars as python-pptx reads them."""
    (plot,) = shape.chart.plots
    (series,) = plot.series
    return series.name, dict(zip(plot.categories, series.values, strict=True))


def workbook(shape):
    return zipfile.ZipFile(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))


def cells(shape):
    """Give what stands in the workbook, by cell."""
    sheet = etree.fromstring(workbook(shape).read("xl/worksheets/sheet1.xml"))
    return {cell.get("r"): "".join(cell.itertext()) for cell in sheet.iterfind(".//{*}c")}


def test_each_measure_is_a_chart_with_its_bars_and_alternative_text(draw):
    first, second = charts(draw(chart(VOLUMES, CAPACITY)))
    assert read(first) == ("Volumes", {"general-ssd": 14, "archive-hdd": 3})
    assert read(second) == ("Capacity in GiB", {"general-ssd": 1200, "archive-hdd": 4096})
    described = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in (first, second)]
    assert described == ["Bar chart of Volumes.", "Bar chart of Capacity in GiB."]


def test_its_workbook_has_the_same_numbers_and_nothing_else(draw):
    (shape,) = charts(draw(chart(CAPACITY)))
    labels = {"A2": "general-ssd", "A3": "archive-hdd"}
    assert cells(shape) == {"B1": "Capacity in GiB", **labels, "B2": "1200", "B3": "4096"}


def test_bars_are_numbered_and_have_no_axis_of_numbers_no_grid_and_no_legend(draw):
    (shape,) = charts(draw(chart(VOLUMES)))
    assert not shape.chart.has_legend
    assert not shape.chart.value_axis.visible
    assert not shape.chart.value_axis.has_major_gridlines
    assert shape.chart.value_axis.minimum_scale == 0
    assert shape.chart.plots[0].series[0]._element.find(f"{CHART}dLbls/{CHART}showVal").get("val") == "1"


def test_what_is_not_known_has_no_bar_and_an_empty_cell(draw):
    (shape,) = charts(draw(chart(("Capacity", (1200, None)))))
    assert read(shape)[1] == {"general-ssd": 1200, "archive-hdd": None}
    assert "B3" not in cells(shape)


def test_a_restyle_reaches_all_of_it(draw):
    for shape in charts(draw(chart(VOLUMES, CAPACITY, rest=True), callout=MIND)):
        root = shape.chart.part._element
        assert not list(root.iter(qn("a:srgbClr"), qn("a:sysClr"), qn("a:prstClr")))
        assert {one.get("typeface") for one in root.iter(qn("a:latin"))} == {"+mn-lt"}
        sizes = [int(one.get("sz")) for one in root.iter(qn("a:defRPr"), qn("a:rPr")) if one.get("sz")]
        assert min(sizes) >= 1200


def test_one_chart_takes_the_room_of_two(draw):
    (alone,) = charts(draw(chart(VOLUMES)))
    first, second = charts(draw(chart(VOLUMES, CAPACITY)))
    assert alone.width == pytest.approx(first.width + second.width, abs=2)
    assert first.left + first.width == second.left


def test_bars_that_are_declared_carry_the_mark_and_the_legend_explains_it(draw):
    page = draw(chart(VOLUMES, source=DECLARED))
    assert charts(page)[0].chart.chart_title.text_frame.text.endswith("◉")
    assert "◉" in texts(page)["Legend"]


def test_hostile_names_stay_names(draw, tmp_path):
    (shape,) = charts(draw(chart(("=1+1", (5, 4, 3, 2, 1)), labels=HOSTILE)))
    named = list(read(shape)[1])
    assert (named[0], named[1]) == (HOSTILE[0], "<b>&amp;{{7*7}}")
    assert cells(shape)["A2"] == HOSTILE[0]
    sheet = etree.fromstring(workbook(shape).read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter("{*}f", "{*}hyperlink"))
    assert validate(tmp_path / "deck.pptx") == []
    assert lint(tmp_path / "deck.pptx") == []


def test_long_names_are_shortened_in_their_middle_and_stay_apart(draw):
    labels = [f"{'very-long-' * 6}{end}" for end in ("ssd", "hdd")]
    (shape,) = charts(draw(chart(VOLUMES, labels=labels)))
    shown = list(read(shape)[1])
    assert [label[-3:] for label in shown] == ["ssd", "hdd"]
    assert all("…" in label for label in shown)


def test_the_workbook_is_sound_by_itself(draw, tmp_path):
    (shape,) = charts(draw(chart(("Capacity", (1200.5, None)), labels=HOSTILE[:2])))
    (tmp_path / "book.xlsx").write_bytes(shape.chart.part.chart_workbook.xlsx_part.blob)
    assert validate(tmp_path / "book.xlsx") == []


def test_the_workbook_says_nothing_of_who_made_it_where_and_when(draw):
    (shape,) = charts(draw(chart(VOLUMES)))
    package = workbook(shape)
    assert not [name for name in package.namelist() if "docProps" in name]
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_shares_are_seen_against_the_whole(draw, tmp_path):
    measure = Measure("CPU in %", (97, 20, None), "Bar chart of CPU.", whole=100)
    (shape,) = charts(draw(Chart(("a", "b", "c"), (measure,), SEEN)))
    assert (shape.chart.value_axis.minimum_scale, shape.chart.value_axis.maximum_scale) == (0, 100)
    ground = shape.chart.part._element.find(f".//{CHART}plotArea/{CHART}spPr")
    assert ground.find(qn("a:solidFill")) is not None
    within = shape.chart.part._element.findall(f".//{CHART}dLbls/{CHART}dLbl")
    assert [(one.find(f"{CHART}idx").get("val"), one.find(f"{CHART}dLblPos").get("val")) for one in within] == [
        ("0", "inEnd")
    ]
    assert validate(tmp_path / "deck.pptx") == []


def test_more_than_the_whole_is_drawn_whole(draw):
    (shape,) = charts(draw(Chart(("a", "b"), (Measure("CPU in %", (130, 20), "Bar chart.", whole=100),), SEEN)))
    assert shape.chart.value_axis.maximum_scale == 130
