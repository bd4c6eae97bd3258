from itertools import pairwise

import pytest
from msgspec.structs import replace

from deckgen.errors import RenderError
from deckgen.fact import Source
from deckgen.render.faults import faults
from deckgen.render.geometry import Point, Rect
from deckgen.render.place import place
from deckgen.render.placement import Placement
from deckgen.render.route import Ground, straight
from deckgen.render.typeset import WIDEST_BOX
from deckgen.scene import Arrow, Box, Group, Scene

LONG = "ingress-controller-of-the-payments-team-in-the-second-site-wn-1"


def scene_of(*members, arrows=(), direction="row"):
    return Scene("test", Group("root", "", members, direction=direction), tuple(arrows))


def boxes_of(count, **more):
    return tuple(Box(f"b{number}", f"box {number}", ("a line",), **more) for number in range(count))


def areas(placement: Placement) -> dict[str, Rect]:
    return {box.id: box.area for box in placement.boxes}


def points(placement: Placement) -> tuple[Point, ...]:
    return placement.arrows[0].points


def test_boxes_of_a_row_are_of_one_size_and_evenly_apart():
    placed = [box.area for box in place(scene_of(*boxes_of(4)), 10, 2).boxes]
    assert {round(area.width, 6) for area in placed} == {round(placed[0].width, 6)}
    assert {round(area.y, 6) for area in placed} == {round(placed[0].y, 6)}
    gaps = [other.x - one.right for one, other in pairwise(placed)]
    assert gaps == pytest.approx([gaps[0]] * 3)


def test_the_whole_stands_in_the_middle_of_the_canvas():
    placed = [box.area for box in place(scene_of(*boxes_of(2)), 12, 4).boxes]
    assert placed[0].x == pytest.approx(12 - placed[-1].right)
    assert placed[0].y == pytest.approx(4 - placed[0].bottom)


def test_a_box_is_not_blown_up_to_fill_a_large_canvas():
    assert place(scene_of(*boxes_of(1)), 12, 6).boxes[0].area.width < 3.5


def test_the_same_scene_gives_the_same_positions():
    scene = scene_of(*boxes_of(3), arrows=[Arrow("b0", "b1", "one"), Arrow("b0", "b2", "two")])
    assert place(scene, 9, 3) == place(scene, 9, 3)


def test_neighbours_are_joined_by_a_straight_arrow():
    placement = place(scene_of(*boxes_of(2), arrows=[Arrow("b0", "b1", "asks")]), 8, 2)
    start, end = points(placement)
    assert start.y == end.y
    assert start.x == pytest.approx(areas(placement)["b0"].right)
    assert end.x == pytest.approx(areas(placement)["b1"].x)


@pytest.mark.parametrize("ends", [("low", "high"), ("high", "low")])
def test_a_straight_arrow_runs_at_the_middle_of_the_lower_box(ends):
    areas = {"high": Rect(0, 0, 1, 2), "low": Rect(2, 0.1, 1, 1)}
    start, end = (areas[name] for name in ends)
    way = straight(Ground(start, end, (start, end), (), Rect(0, 0, 4, 4)), ())
    assert way is not None
    assert {point.y for point in way} == {areas["low"].centre.y}


def test_an_arrow_against_the_order_points_back():
    start, end = points(place(scene_of(*boxes_of(2), arrows=[Arrow("b1", "b0")]), 8, 2))
    assert start.x > end.x


def test_an_arrow_goes_round_what_stands_between():
    placement = place(scene_of(*boxes_of(3), arrows=[Arrow("b0", "b2", "past")]), 9, 3)
    assert len(points(placement)) > 2
    assert faults(placement) == []


def test_an_arrow_that_bends_leaves_and_enters_at_middles():
    columns = (
        Group("left", "", (Box("gap", ""), Box("client", "client"))),
        Group("right", "", (Box("names", "names"), Box("front", "front"))),
    )
    placement = place(scene_of(*columns, arrows=[Arrow("client", "names", "asks")]), 6, 4)
    start, end = points(placement)[0], points(placement)[-1]
    assert start.x == pytest.approx(areas(placement)["client"].centre.x)
    assert end.y == pytest.approx(areas(placement)["names"].centre.y)


def test_words_stand_beside_their_arrow():
    placement = place(scene_of(*boxes_of(2), arrows=[Arrow("b0", "b1", "asks")]), 8, 2)
    (line,) = placement.arrows[0].label
    assert line.text == "asks"
    assert abs(line.area.bottom - points(placement)[0].y) < 0.1


def test_two_arrows_between_the_same_boxes_run_apart():
    placement = place(scene_of(*boxes_of(2), arrows=[Arrow("b0", "b1", "asks"), Arrow("b1", "b0", "answers")]), 8, 2)
    assert faults(placement) == []
    assert placement.arrows[0].points[0].y != placement.arrows[1].points[0].y


def test_arrows_may_join_frames():
    frames = (Group("left", "left", boxes_of(2)), Group("right", "right", (Box("other", "other"),)))
    placement = place(scene_of(*frames, arrows=[Arrow("left", "right", "to")]), 8, 3)
    assert faults(placement) == []


def test_an_empty_place_keeps_the_others_in_line():
    zones = (
        Group("one", "one", (Box("a", "control plane"), Box("b", "worker"))),
        Group("two", "two", (Box("gap", ""), Box("c", "worker"))),
    )
    placed = areas(place(scene_of(*zones), 7, 4))
    assert "gap" not in placed
    assert placed["b"].y == pytest.approx(placed["c"].y)


def test_a_wide_box_spans_its_column():
    row = Group("row", "", boxes_of(3), direction="row", framed=False)
    placed = areas(place(scene_of(Box("top", "over all", wide=True), row, direction="column"), 9, 3))
    assert placed["top"].x == pytest.approx(placed["b0"].x)
    assert placed["top"].right == pytest.approx(placed["b2"].right)


def test_rows_below_one_another_stand_in_columns():
    above = Group("above", "ABOVE", boxes_of(3), direction="row", framed=False)
    below = Group("below", "BELOW", tuple(Box(f"c{n}", "c") for n in range(3)), direction="row", framed=False)
    arrows = [Arrow("b0", "b1", "long words here"), Arrow("c1", "c2")]
    placed = areas(place(scene_of(above, below, arrows=arrows, direction="column"), 9, 4))
    assert [placed[f"b{n}"].x for n in range(3)] != sorted({0})
    assert placed["b0"].x == pytest.approx(placed["c0"].x)


def test_arrows_with_words_along_a_path_are_of_one_length_whatever_groups_it_leads_through():
    inner = Group("inner", "INNER", boxes_of(2), direction="row", framed=False)
    arrows = [Arrow("b0", "b1", "watched by"), Arrow("b1", "c", "writes records")]
    placement = place(scene_of(inner, Box("c", "c"), arrows=arrows), 9, 2)
    one, other = (end.x - start.x for start, end in (arrow.points for arrow in placement.arrows))
    assert one == pytest.approx(other)


def test_a_framed_row_is_as_wide_as_its_frame():
    rows = (
        Group("above", "ABOVE", boxes_of(6), direction="row"),
        Group("below", "BELOW", tuple(Box(f"c{n}", "c") for n in range(5)), direction="row"),
    )
    placed = areas(place(scene_of(*rows, direction="column"), 9, 4))
    assert placed["c0"].x == pytest.approx(placed["b0"].x)
    assert placed["c4"].right == pytest.approx(placed["b5"].right)
    assert placed["c1"].x - placed["c0"].right == pytest.approx(placed["c4"].x - placed["c3"].right)


@pytest.mark.parametrize(("head", "outside"), [("inside", False), ("above", True), ("below", True)])
def test_a_head_stands_where_it_is_asked_for(head, outside):
    group = Group("g", "HEAD", boxes_of(2), direction="row", head=head)
    placed = next(one for one in place(scene_of(group), 8, 3).groups if one.id == "g")
    assert placed.area.overlaps(placed.head[0].area) is not outside


def test_heads_without_a_frame_stand_at_one_height_in_a_row():
    stacked = Group("stacked", "", boxes_of(2), framed=False)
    above = Group("above", "ABOVE", (stacked,), direction="row", framed=False)
    beside = Group("beside", "BESIDE", (Box("low", "low"),), direction="row", framed=False)
    placement = place(scene_of(above, beside), 6, 2)
    assert len({round(group.head[0].area.y, 6) for group in placement.groups if group.head}) == 1
    low, middle = areas(placement)["low"], next(one for one in placement.groups if one.id == "stacked").area
    assert low.centre.y == pytest.approx(middle.centre.y)


def test_a_long_name_is_wrapped_inside_its_box():
    placement = place(scene_of(*(Box(f"n{n}", "worker", (LONG,)) for n in range(4))), 8, 3)
    assert faults(placement) == []
    assert "".join(line.text for line in placement.boxes[0].lines if line.role == "line") == LONG


def test_text_is_cut_visibly_only_where_nothing_else_helps():
    placement = place(scene_of(Box("a", "worker", (LONG,) * 9), Box("b", "b")), 4, 1.5)
    assert placement.shortened
    assert placement.shortened[0].endswith("\N{HORIZONTAL ELLIPSIS}")
    assert faults(placement) == []


def test_a_text_is_not_cut_for_the_height_of_boxes_in_another_row():
    rows = [Group(f"row{n}", "", (Box(f"b{n}", "b", ("a line",) * n),), direction="row") for n in (1, 9)]
    short, long = place(scene_of(*rows, direction="column"), 4, 2.2).boxes
    assert short.area.height < long.area.height
    assert len(long.lines) > len(short.lines) + 2


def test_a_box_becomes_wider_than_looks_well_before_its_text_is_cut():
    boxes = (Box(f"b{n}", "worker", (LONG[:48],)) for n in range(6))
    placement = place(scene_of(*boxes, direction="column"), 6, 3.2)
    assert placement.shortened == ()
    assert placement.boxes[0].area.width > WIDEST_BOX


def test_the_lines_of_each_text_are_about_as_long_as_each_other():
    texts = ("a name-that-leaves-no-room", "adds zone and flavor")
    group = Group("g", "AN UPDATE, ONE NODE AFTER ANOTHER", (Box("a", "cloud controller", texts),))
    placement = place(scene_of(group), 2, 3)
    head = next(one for one in placement.groups if one.id == "g").head
    assert [line.text for line in placement.boxes[0].lines[-2:]] == ["adds zone", "and flavor"]
    assert [line.text for line in head] == ["AN UPDATE, ONE", "NODE AFTER ANOTHER"]


def test_type_is_never_small():
    placement = place(scene_of(*boxes_of(9)), 8, 1.2)
    assert min(line.size for line in placement.lines) >= 12


def test_a_declared_box_keeps_room_for_its_mark():
    (box,) = place(scene_of(Box("a", "declared by us in many words", source=Source.DECLARED)), 3, 2).boxes
    assert box.mark is not None
    assert not any(line.area.overlaps(box.mark) for line in box.lines)


def test_below_an_icon_the_text_of_a_declared_box_has_the_whole_width():
    text = "zone shop.example.com"
    boxes = (Box(f"b{n}", "dns", (text,), role="node", source=Source.DECLARED) for n in range(3))
    placed = place(scene_of(*boxes), 6, 2).boxes
    assert {box.align for box in placed} == {"centre"}
    assert {box.lines[-1].text for box in placed} == {text}


ICONIC = tuple(Box(f"b{number}", f"box {number}", ("a line",), role="pod") for number in range(3))


def test_a_box_shows_the_icon_of_its_role_above_its_text():
    box = place(scene_of(Box("a", "pods", ("12 of them",), role="pod")), 4, 3).boxes[0]
    assert box.role == "pod"
    assert box.icon.bottom <= box.lines[0].area.y
    assert box.icon.centre.x == pytest.approx(box.area.centre.x)
    assert box.icon.y - box.area.y == pytest.approx(box.area.bottom - box.lines[-1].area.bottom)


def test_where_boxes_are_low_the_icons_stand_beside_the_text():
    placed = place(scene_of(*ICONIC, direction="column"), 3, 1.75).boxes
    assert {box.align for box in placed} == {"left"}
    assert all(box.icon.right < line.area.x for box in placed for line in box.lines)
    assert all(box.icon.centre.y == pytest.approx(box.area.centre.y) for box in placed)


def test_icons_beside_the_text_stand_in_line():
    boxes = (Box("a", "a", role="pod"), Box("b", "a box with a longer name", role="node"))
    placed = place(scene_of(*boxes, direction="column"), 3, 0.9).boxes
    assert placed[0].icon.x == pytest.approx(placed[1].icon.x)
    long = placed[1]
    assert long.icon.x - long.area.x == pytest.approx(long.area.right - long.lines[0].area.right)


def test_side_by_side_each_box_has_its_icon_and_text_in_its_middle():
    column = Group("column", "", (ICONIC[0], Box("long", "a longer name", role="node")), framed=False)
    short, lower, alone = place(scene_of(column, replace(ICONIC[1], label="1"), direction="row"), 6, 1.2).boxes
    assert short.icon.x == pytest.approx(lower.icon.x)
    right = max(line.area.right for line in alone.lines)
    assert alone.icon.x - alone.area.x == pytest.approx(alone.area.right - right)


def test_a_mark_that_is_not_met_moves_no_icon():
    seen, ours = (
        place(scene_of(*(replace(box, source=source) for box in ICONIC), direction="column"), 3, 1.75).boxes
        for source in (Source.OBSERVED, Source.DECLARED)
    )
    assert {box.align for box in ours} == {"left"}
    assert [box.icon for box in ours] == [box.icon for box in seen]


def test_icons_in_a_row_stand_at_one_height():
    boxes = [Box(f"b{count}", "box", ("a line",) * count, role="pod") for count in range(3)]
    placed = place(scene_of(*boxes), 9, 3).boxes
    assert [box.icon.y for box in placed] == pytest.approx([placed[0].icon.y] * 3)
    most = placed[-1]
    assert most.icon.y - most.area.y == pytest.approx(most.area.bottom - most.lines[-1].area.bottom)


def test_labels_in_a_row_without_icons_begin_at_one_height():
    placed = place(scene_of(*(Box(f"b{count}", "box", ("a line",) * count) for count in range(3))), 9, 3).boxes
    tops = [box.lines[0].area.y for box in placed]
    assert tops == pytest.approx([tops[0]] * 3)
    assert tops[-1] - placed[-1].area.y == pytest.approx(placed[-1].area.bottom - placed[-1].lines[-1].area.bottom)


def test_one_long_text_raises_no_other_in_its_row():
    short, long = place(scene_of(ICONIC[0], Box("long", "box", ("a line",) * 6, role="pod")), 9, 3).boxes
    assert short.icon.y - short.area.y == pytest.approx(short.area.bottom - short.lines[-1].area.bottom)
    assert long.icon.y < short.icon.y


def test_a_scene_without_roles_shows_no_icon():
    assert {box.icon for box in place(scene_of(*boxes_of(3)), 9, 3).boxes} == {None}


def test_a_box_without_a_role_stands_among_those_with_icons():
    placed = {box.id: box for box in place(scene_of(*ICONIC, Box("bare", "bare")), 9, 3).boxes}
    assert placed["bare"].icon is None
    assert placed["b0"].icon is not None


def test_where_there_is_room_for_text_alone_all_icons_go_away():
    placement = place(scene_of(*ICONIC, direction="column"), 0.6, 1.6)
    assert {box.icon for box in placement.boxes} == {None}
    assert placement.shortened == ()


def test_an_icon_breaks_no_text_into_more_lines():
    boxes = tuple(Box(f"b{number}", "control plane", ("in zone nova-1",), role="node") for number in range(4))
    placed = place(scene_of(*boxes, direction="column"), 1.4, 2.3).boxes
    assert {len(box.lines) for box in placed} == {2}


def test_a_scene_that_cannot_fit_says_so():
    with pytest.raises(RenderError, match="the diagram test does not fit into 2 x 1 in"):
        place(scene_of(*boxes_of(30)), 2, 1)


def test_an_arrow_into_its_own_frame_is_refused():
    with pytest.raises(ValueError, match="something inside it"):
        place(scene_of(Group("g", "", boxes_of(2)), arrows=[Arrow("g", "b0")]), 4, 3)


def test_an_arrow_to_nothing_is_refused():
    with pytest.raises(KeyError):
        place(scene_of(*boxes_of(1), arrows=[Arrow("b0", "nowhere")]), 4, 3)


def test_boxes_in_one_row_are_of_one_height_whatever_frames_they_stand_in():
    frames = (
        Group("left", "left", (Box("low", "low"),), direction="row"),
        Group("right", "right", (Box("high", "high", ("a line",) * 4),), direction="row"),
    )
    above, below = Group("above", "", frames, direction="row"), Box("below", "below", ("a line",) * 9)
    placed = areas(place(scene_of(above, below, direction="column"), 5, 4.2))
    assert placed["low"].height == pytest.approx(placed["high"].height)
    assert placed["low"].y == pytest.approx(placed["high"].y)
    assert placed["below"].height > placed["high"].height


def test_columns_of_one_box_stand_in_a_row_as_boxes_do():
    stacked = Group("stacked", "", boxes_of(2), framed=False)
    low, high = (Group(name, "", (Box(name + "er", name, ("a line",) * n),)) for name, n in (("low", 1), ("high", 4)))
    placed = areas(place(scene_of(low, stacked, high, direction="row"), 6, 1.6))
    assert placed["lower"].height == pytest.approx(placed["higher"].height)
    assert placed["b0"].height < placed["lower"].height


def label_size(placement: Placement) -> float:
    return max(line.size for line in placement.lines)


def test_a_small_scene_on_a_large_canvas_has_larger_type_and_icons():
    placement = place(scene_of(*ICONIC), 12, 4.65)
    assert label_size(placement) == 18
    assert placement.boxes[0].icon.width > place(scene_of(*ICONIC), 12, 2).boxes[0].icon.width


def test_above_a_table_type_is_of_its_usual_size():
    assert label_size(place(scene_of(*ICONIC), 12, 2.1)) == 14


def test_type_is_not_enlarged_where_that_would_break_a_text():
    boxes = tuple(Box(f"b{number}", "control plane", ("on nodes of their own",)) for number in range(6))
    placement = place(scene_of(*boxes), 12, 4.65)
    assert label_size(placement) == 14
    assert {len(box.lines) for box in placement.boxes} == {2}
