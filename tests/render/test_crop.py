import pytest

from deckgen.fact import Source
from deckgen.render.crop import EDGE, crop
from deckgen.render.faults import faults
from deckgen.render.place import place
from deckgen.scene import Arrow, Box, Group, Scene
from deckgen.sketch import path

STATIONS = [
    (Box("a", "one", ("a line",), role="pod", source=Source.DECLARED), ""),
    (Box("b", "two", world="openstack", role="volume"), "leads to"),
]


def test_what_is_empty_above_and_below_is_cut_off():
    placed = place(path("test", "A way", STATIONS), 12, 4.65)
    cropped = crop(placed)
    assert cropped.width == placed.width
    assert cropped.height < 3
    assert faults(cropped) == []
    assert min(line.area.y for line in cropped.lines) >= EDGE
    assert max(box.area.bottom for box in cropped.boxes) == pytest.approx(cropped.height - EDGE)


def test_all_that_is_drawn_keeps_its_place_to_one_another():
    placed = place(path("test", "A way", STATIONS), 12, 4.65)
    cropped = crop(placed)
    by = placed.boxes[0].area.y - cropped.boxes[0].area.y

    def heights(one):
        boxes = [(box.area, box.mark, box.icon) for box in one.boxes]
        places = [area.y for of_box in boxes for area in of_box if area]
        places += [line.area.y for line in one.lines]
        return places + [point.y for arrow in one.arrows for point in arrow.points]

    assert heights(placed) == pytest.approx([height + by for height in heights(cropped)])


def test_a_full_canvas_stays():
    column = Group("all", "", tuple(Box(f"b{number}", f"box {number}") for number in range(6)))
    full = crop(place(Scene("test", column, (Arrow("b0", "b1"),)), 6, 4.65))
    assert crop(full) == full
