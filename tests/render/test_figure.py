import io
import subprocess
import sys
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from deckgen.fact import Source
from deckgen.render.figure import ROLES, png, svg
from deckgen.render.place import place
from deckgen.scene import Arrow, Box, Group, Scene

PALETTE = {
    "text": "17212B",
    "muted": "56636F",
    "kubernetes": "1F5FA8",
    "openstack": "A8431F",
    "surface": "F3F6F8",
    "kubernetes-fill": "E6EFF8",
    "openstack-fill": "FBEDE6",
    "paper": "FFFFFF",
}


def placement_of(*boxes, arrows=(), size=(6, 2)):
    return place(Scene("test", Group("root", "", boxes, direction="row"), tuple(arrows)), *size)


def pixels(placement, palette=PALETTE, dpi=100):
    return np.asarray(Image.open(io.BytesIO(png(placement, palette, dpi))))


def share_of(image, colour):
    """Give the share of the pixels that have exactly this colour."""
    wanted = [int(colour[start : start + 2], 16) for start in (0, 2, 4)]
    return float((image[:, :, :3] == wanted).all(axis=2)[image[:, :, 3] == 255].sum() / image[:, :, 3].size)


def mark_ink(placement, mark):
    """Give the share of a mark's place that is drawn in the ink of Kubernetes."""
    image = pixels(placement, dpi=400)
    rows, columns = (
        slice(round(low * 400), round(high * 400)) for low, high in ((mark.y, mark.bottom), (mark.x, mark.right))
    )
    return share_of(image[rows, columns], PALETTE["kubernetes"])


def test_the_picture_has_the_size_of_the_canvas():
    assert pixels(placement_of(Box("a", "a")), dpi=200).shape[:2] == (400, 1200)


def test_the_ground_is_transparent():
    assert pixels(placement_of(Box("a", "a")))[0, 0, 3] == 0


def test_a_strong_box_is_filled_with_its_worlds_colour():
    strong = share_of(pixels(placement_of(Box("a", "a", strong=True))), PALETTE["kubernetes"])
    assert strong > 5 * share_of(pixels(placement_of(Box("a", "a"))), PALETTE["kubernetes"])


def test_the_worlds_have_their_own_colours():
    image = pixels(placement_of(Box("a", "a", world="openstack")))
    assert share_of(image, PALETTE["openstack-fill"]) > 0.1
    assert share_of(image, PALETTE["kubernetes-fill"]) == 0


def test_what_is_documented_is_not_filled():
    image = pixels(placement_of(Box("a", "a", source=Source.DOCUMENTED)))
    assert share_of(image, PALETTE["kubernetes-fill"]) == 0


def test_what_is_documented_has_a_dashed_outline():
    placement = placement_of(Box("a", "a", source=Source.DOCUMENTED))
    edge = placement.boxes[0].area
    row = pixels(placement)[round(edge.y * 100), round(edge.x * 100) + 15 : round(edge.right * 100) - 15, 3]
    assert (row == 0).any()
    assert (row > 100).any()


def test_what_is_declared_has_its_mark():
    declared, observed = (placement_of(Box("a", "a", source=source)) for source in (Source.DECLARED, Source.OBSERVED))
    assert mark_ink(declared, declared.boxes[0].mark) > 0.3
    assert mark_ink(observed, declared.boxes[0].mark) == 0


def within(image, area, dpi=100):
    """Give the part of a picture that shows an area."""
    return image[round(area.y * dpi) : round(area.bottom * dpi), round(area.x * dpi) : round(area.right * dpi)]


def test_an_icon_is_drawn_in_the_boxs_ink():
    placement = placement_of(Box("a", "a", role="pod"), Box("b", "b", world="openstack", role="server"))
    one, other = (within(pixels(placement), box.icon) for box in placement.boxes)
    assert share_of(one, PALETTE["kubernetes"]) > 0.1
    assert share_of(other, PALETTE["openstack"]) > 0.1


def test_on_a_strong_box_an_icon_is_white():
    placement = placement_of(Box("a", "a", role="pod", strong=True))
    assert share_of(within(pixels(placement), placement.boxes[0].icon), "FFFFFF") > 0.1


def test_icons_of_two_roles_look_different():
    one, other = (placement_of(Box("a", "a", role=role)) for role in ("pod", "node"))
    assert (within(pixels(one), one.boxes[0].icon) != within(pixels(other), other.boxes[0].icon)).any()


def test_an_arrow_is_drawn_between_its_boxes():
    placement = placement_of(Box("a", "a"), Box("b", "b"), arrows=[Arrow("a", "b")])
    (start, end) = placement.arrows[0].points
    middle = pixels(placement)[round(start.y * 100), round((start.x + end.x) * 50)]
    assert middle[3] > 0


def test_colours_are_the_palettes():
    other = {**PALETTE, "kubernetes": "FF00FF"}
    assert share_of(pixels(placement_of(Box("a", "a", strong=True)), other), "FF00FF") > 0.1


def test_a_palette_that_lacks_a_role_is_refused():
    palette = {role: colour for role, colour in PALETTE.items() if role != "kubernetes-fill"}
    with pytest.raises(KeyError, match="kubernetes-fill"):
        png(placement_of(Box("a", "a")), palette)


def test_the_roles_are_those_of_the_palette():
    assert set(PALETTE) == ROLES


def test_the_same_picture_is_the_same_bytes():
    placement = placement_of(Box("a", "a", ("line",)), Box("b", "b"), arrows=[Arrow("a", "b", "asks")])
    assert svg(placement, PALETTE) == svg(placement, PALETTE)
    assert png(placement, PALETTE) == png(placement, PALETTE)


def test_the_svg_draws_text_as_outlines():
    root = ET.fromstring(svg(placement_of(Box("a", "control plane")), PALETTE))
    assert not list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) > 1


def test_the_svg_names_no_time_and_no_program():
    assert b"date" not in svg(placement_of(Box("a", "a")), PALETTE).lower().replace(b"update", b"")


def test_text_that_the_font_lacks_is_drawn_all_the_same():
    assert share_of(pixels(placement_of(Box("a", "中 😀 \N{CYRILLIC SMALL LETTER ZHE}"))), PALETTE["kubernetes"]) > 0


def test_text_is_drawn_where_it_was_placed():
    placement = placement_of(Box("a", "WWWWWWWW", strong=True))
    (line,) = placement.boxes[0].lines
    white = (pixels(placement, dpi=200)[:, :, :3] == 255).all(axis=2) & (pixels(placement, dpi=200)[:, :, 3] == 255)
    ys, xs = np.nonzero(white)
    assert xs.min() / 200 == pytest.approx(line.area.x, abs=0.03)
    assert xs.max() / 200 == pytest.approx(line.area.right, abs=0.03)
    assert line.area.y < ys.min() / 200 < ys.max() / 200 < line.area.bottom


def test_pyplot_stays_unloaded():
    code = "import sys, deckgen.render.figure; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_placing_needs_no_matplotlib():
    code = "import sys, deckgen.render.place; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
