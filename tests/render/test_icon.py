from itertools import combinations, pairwise
from math import dist
from typing import get_args

import pytest

from deckgen.render.icon import ICONS
from deckgen.render.stroke import GRID, WEIGHT, arc, dot, frame, ring
from deckgen.scene import Role

ROLES = [role for role in get_args(Role) if role]


def places(icon):
    """Give points along all strokes of an icon."""
    return [place for stroke in icon for place in along(stroke)]


def along(stroke):
    here, found = stroke.start, [stroke.start]
    for part in stroke.parts:
        corners = [here, *part]
        found += [on_curve(corners, step / 20) for step in range(1, 21)]
        here = part[-1]
    return found


def on_curve(corners, share):
    while len(corners) > 1:
        corners = [
            tuple(a + (b - a) * share for a, b in zip(one, other, strict=True)) for one, other in pairwise(corners)
        ]
    return corners[0]


def test_every_role_has_an_icon_and_nothing_else_has():
    assert set(ICONS) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_an_icon_is_drawn_within_its_square(role):
    least, most = WEIGHT / 2 - 0.4, GRID - WEIGHT / 2 + 0.4
    assert all(least <= x <= most and least <= y <= most for x, y in places(ICONS[role]))


@pytest.mark.parametrize("role", ROLES)
def test_an_icon_fills_its_square(role):
    xs, ys = zip(*places(ICONS[role]), strict=True)
    assert max(max(xs) - min(xs), max(ys) - min(ys)) > 0.7 * GRID
    assert abs((max(xs) + min(xs)) / 2 - GRID / 2) < 1.5
    assert abs((max(ys) + min(ys)) / 2 - GRID / 2) < 1.5


@pytest.mark.parametrize("role", ROLES)
def test_a_stroke_is_of_lines_and_cubic_curves(role):
    assert {len(part) for stroke in ICONS[role] for part in stroke.parts} <= {1, 3}


def test_no_two_icons_cover_the_same_places():
    cells = {role: covered(icon) for role, icon in ICONS.items()}
    shares = {
        (one, other): len(cells[one] & cells[other]) / len(cells[one] | cells[other])
        for one, other in combinations(ICONS, 2)
    }
    assert [pair for pair, share in shares.items() if share > 0.7] == []


def covered(icon):
    """Give the cells of a raster as coarse as the strokes are wide through which an icon's strokes run."""
    return {(int(x / WEIGHT), int(y / WEIGHT)) for x, y in places(icon)}


def test_an_arc_differs_from_its_circle_by_less_than_a_thousandth():
    for begin, end in ((0, 90), (0, 180), (146, 394), (195, 345)):
        assert all(abs(dist(place, (12, 12)) - 10) < 0.01 for place in along(arc(12, 12, 10, begin, end)))


def test_an_arc_begins_and_ends_at_its_angles():
    quarter = along(arc(0, 0, 2, 0, 90))
    assert quarter[0] == pytest.approx((2, 0))
    assert quarter[-1] == pytest.approx((0, 2), abs=1e-9)


def test_a_circle_and_a_dot_end_where_they_begin():
    for closed in (ring(5, 5, 3), dot(5, 5)):
        assert closed.closed
        assert closed.parts[-1][-1] == pytest.approx(closed.start)


def test_a_frame_is_closed_by_its_left_side():
    closed = frame(1, 1, 8, 6)
    assert closed.closed
    assert closed.parts[-1][-1].x == closed.start.x == 1


def test_only_a_dot_is_filled():
    assert dot(5, 5).filled
    assert not ring(5, 5, 3).filled
