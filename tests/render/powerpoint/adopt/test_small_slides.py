"""On slides of another size all is seen as large: letters, rows and diagrams go with the slide's height."""

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE

from deckgen.deck import Picture, Point, Points, plain
from deckgen.errors import CrowdedError
from deckgen.layout_source import layout_of
from deckgen.scene import Box, Group, Scene
from tests.render.powerpoint.adopt.templates import resized
from tests.render.powerpoint.decks import CODE, NOTES, deck, picture, slide, table, texts, written


@pytest.fixture
def on(tmp_path):
    """Draw slides on the template of that size in inches."""

    def draw(width, height, *slides):
        resized(width, height).save(tmp_path / "company.pptx")
        return written(deck(*slides), layout_of(str(tmp_path / "company.pptx")), tmp_path)

    return draw


def pile(count):
    """A diagram of so many boxes, one below another."""
    boxes = tuple(Box(f"b{number}", f"box {number}", ("a line of words",)) for number in range(count))
    return Picture(Scene("pile", Group("root", "", boxes, direction="column")), "A pile.")


def sizes(opened):
    """Give the sizes that runs in the rows of tables state."""
    return [
        run.font.size.pt
        for page in opened.slides
        for shape in page.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
        for cell in row.cells
        for run in cell.text_frame.paragraphs[0].runs
        if run.font.size and run.text.strip()
    ]


def test_letters_and_rows_go_with_the_height_of_the_slide(on):
    large = on(13.333, 7.5, slide("table", body=table()))
    small = on(6.667, 3.75, slide("table", body=table()))
    assert max(sizes(small)) == pytest.approx(max(sizes(large)) / 2, abs=0.5)
    heights = [next(shape for shape in one.slides[0].shapes if shape.has_table).height for one in (large, small)]
    assert heights[1] == pytest.approx(heights[0] / 2, rel=0.05)


@pytest.mark.parametrize("form", ["picture", "native"])
def test_a_diagram_is_as_large_on_the_slide_whatever_its_size(on, form):
    widths = []
    for width, height in ((13.333, 7.5), (6.667, 3.75)):
        (page,) = on(width, height, slide("figure", figure=picture(form))).slides
        kind = MSO_SHAPE_TYPE.GROUP if form == "native" else MSO_SHAPE_TYPE.PLACEHOLDER
        drawn = next(shape for shape in page.shapes if shape.shape_type == kind and shape.name != "Title")
        widths.append(drawn.width / (width * 914400))
    assert widths[0] == pytest.approx(widths[1], rel=0.02)


def test_letters_of_shapes_are_smaller_on_a_small_slide(on):
    (page,) = on(6.667, 3.75, slide("figure", figure=picture("native"))).slides
    group = next(shape for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    runs = [run for shape in group.shapes if shape.has_text_frame for run in shape.text_frame.paragraphs[0].runs]
    assert {run.font.size.pt for run in runs} <= {5, 5.5, 6, 6.5, 7, 8, 9}


def test_a_diagram_that_is_cramped_by_a_table_gets_a_slide_of_its_own(on):
    opened = on(10, 7.5, slide("figure-table", notes=NOTES, figure=pile(8), body=table()))
    first, second = opened.slides
    assert [shape.has_table for shape in first.shapes].count(True) == 0
    assert any(shape.has_table for shape in second.shapes)
    assert [page.shapes.title.text_frame.text[-8:] for page in opened.slides] == ["(1 of 2)", "(2 of 2)"]
    assert [page.has_notes_slide for page in opened.slides] == [True, False]


def test_one_that_has_the_slide_for_itself_is_drawn_smaller_before_it_is_refused(on):
    assert len(on(10, 7.5, slide("figure", figure=pile(9))).slides) == 1
    with pytest.raises(CrowdedError, match="does not fit"):
        on(10, 7.5, slide("figure", figure=pile(40)))


def test_points_below_code_take_a_line_each(on):
    points = Points(tuple(Point(plain(f"word {number}"), plain("what it stands for")) for number in range(4)))
    (page,) = on(10, 7.5, slide("code", code=CODE, points=points)).slides
    assert texts(page)["Points"].split("\n") == [f"word {number}   what it stands for" for number in range(4)]
    (wide,) = on(13.333, 7.5, slide("code", code=CODE, points=points)).slides
    assert texts(wide)["Points"].split("\n")[:2] == ["word 0", "what it stands for"]


def test_more_points_than_fit_go_on_to_a_further_slide_and_none_is_lost(on):
    points = Points(tuple(Point(plain(f"word {number}"), plain("what it stands for")) for number in range(30)))
    pages = on(10, 7.5, slide("code", code=CODE, points=points)).slides
    shown = [line for page in pages for line in texts(page).get("Points", texts(page).get("Body", "")).split("\n")]
    assert [line.split("   ")[0] for line in shown if line] == [f"word {number}" for number in range(30)]


def test_what_is_drawn_small_is_not_told_to_be_small(on, tmp_path):
    from deckgen.lint import lint

    on(6.667, 3.75, slide("table", body=table()))
    assert [one.rule.name for one in lint(tmp_path / "deck.pptx")] == []
