from itertools import pairwise

import pytest

from deckgen.render.faults import crossings, faults
from deckgen.render.geometry import Rect
from deckgen.render.place import place
from deckgen.render.route import MOST_BENDS, Ground, lead
from deckgen.scene import Arrow, Box, Group, Scene

CANVAS = Rect(0, 0, 6, 4)


def board(rows, columns, *arrows):
    """Give a board of boxes, each called by its row and its column, with arrows from one to another."""
    lines = (
        Group(f"row {row}", "", tuple(Box(f"{row}{column}", "box") for column in range(columns)), direction="row")
        for row in range(rows)
    )
    pairs = (arrow.split(">") for arrow in arrows)
    return Scene("board", Group("root", "", tuple(lines)), tuple(Arrow(one, other) for one, other in pairs))


# Led in the order in which they are given, the straight ones first, some arrows of each of these cross.
@pytest.mark.parametrize(
    "scene",
    [
        board(2, 3, "01>12", "00>12", "02>12"),
        board(3, 2, "20>01", "20>11", "21>20"),
        board(3, 2, "01>21", "01>10", "10>20"),
        board(3, 2, "20>00", "20>10", "01>10", "01>20"),
        board(3, 2, "21>00", "21>10", "01>11", "01>00", "21>20"),
        board(3, 3, "10>22", "01>22", "02>10", "11>02", "00>21"),
    ],
)
def test_arrows_that_need_not_cross_do_not(scene):
    placement = place(scene, 9, 4)
    assert crossings(placement) == 0
    assert faults(placement) == []


def test_arrows_that_must_cross_do_so_as_seldom_as_can_be():
    every = [f"{one}>{other}" for one in ("00", "01", "02") for other in ("10", "11", "12")]
    placement = place(board(2, 3, *every), 12, 6)
    assert faults(placement) == []
    assert crossings(placement) <= 3


def test_a_way_has_no_more_bends_than_a_connector():
    slalom = tuple(Rect(1 + n, 0 if n % 2 else 0.7, 0.3, 3.3) for n in range(4))
    start, end = Rect(0.1, 0.2, 0.5, 0.5), Rect(5.4, 0.2, 0.5, 0.5)
    few, many = slalom[:1], slalom
    way = lead(Ground(start, end, (*few, start, end), (), CANVAS), ())
    assert way is not None
    assert len(way) - 2 <= MOST_BENDS
    assert lead(Ground(start, end, (*many, start, end), (), CANVAS), ()) is None


def test_a_way_runs_along_no_side_of_a_frame():
    start, end, frame = Rect(0.2, 0.2, 1, 1), Rect(4.2, 2.6, 1, 1), Rect(2, 0.5, 1, 3)
    way = lead(Ground(start, end, (start, end), frame.edges(), CANVAS), ())
    assert way is not None
    assert all(abs(point.x - x) > 0.03 for point in way for x in (frame.x, frame.right))


def test_a_second_way_keeps_apart_from_the_first():
    start, end = Rect(0.2, 0.2, 1, 1), Rect(4.2, 2.6, 1, 1)
    ground = Ground(start, end, (start, end), (), CANVAS)
    first = lead(ground, ())
    second = lead(ground, (first,))
    assert first is not None
    assert second is not None
    assert set(first).isdisjoint(second)


def test_a_way_goes_round_what_stands_between():
    start, end, wall = Rect(0.2, 1.5, 1, 1), Rect(4.8, 1.5, 1, 1), Rect(2.5, 1, 1, 2)
    way = lead(Ground(start, end, (start, wall, end), (), CANVAS), ())
    assert way is not None
    assert not any(Rect.spanning(*pair).overlaps(wall) for pair in pairwise(way))
