"""A diagram's picture and its shapes, as LibreOffice shows them, are alike."""

import functools
import subprocess

import numpy as np
import pytest
from PIL import Image
from pptx import Presentation

from deckgen import script
from deckgen.deck import Picture
from deckgen.fact import Source
from deckgen.render import powerpoint
from deckgen.render.geometry import Point, Rect
from deckgen.render.place import place
from tests.diagrams.clusters import CLUSTERS
from tests.diagrams.test_diagrams import CANVAS
from tests.render.powerpoint.decks import deck, slide, table
from tests.render.powerpoint.test_glue import SITES_KNOWN

DPI, FINER = 96, 3
"""Pixels to the inch at slide size; pages are drawn finer and averaged, for thin lines are put on whole pixels."""

NEAR, TEXT_NEAR, DASH_NEAR = 1, 2, 6
"""How many pixels the two forms may be apart. LibreOffice sets lines of text up to 2 lower or further left, and rounds
dashes to hundredths of a millimetre, which adds up to half a dash and gap, 5, along an outline."""

KERNED = 0.015
"""By what share of its length LibreOffice's kerning shortens a line at most: 5 pixels of 380 in a line of capitals."""

UNLIKE = 96
"""From what difference in a colour, of 255, on two pixels are unlike: smoothing alone makes up to 80."""

SHARE, SHARE_OF_NEWER = 1e-4, 4e-3
"""The share of unlike pixels that is let pass. The most that was measured with LibreOffice 7.4 is 3e-5. 25.2 draws
lines along a picture's edges one pixel thinner than those of shapes, which makes 3e-3."""

ALONGSIDE = {
    "bare": ("cluster-layout", "objects"),
    "large": ("cluster-layout", "openstack-integrations"),
    "long_names": ("openstack-integrations", "pod-network"),
    "view_only": ("control-plane", "pod-network"),
}
"""What is compared of other clusters than the sample, of which it is every diagram."""


def scenes():
    """Give the diagrams that are compared, by cluster and name."""
    for cluster, names in {"sample": script.diagrams(), **ALONGSIDE}.items():
        for name in names:
            drawn = script.diagram(name).draw(CLUSTERS[cluster])
            if drawn:
                yield f"{cluster}: {name}", name, drawn


@pytest.fixture(scope="module")
def compared(default, soffice, tmp_path_factory):
    """Every scene with its placement and its two slides as LibreOffice shows them, as arrays of pixels."""
    folder = tmp_path_factory.mktemp("both")
    found = list(scenes())
    slides = [
        slide(
            "figure" if name in CANVAS else "figure-table",
            f"{title}, {form}",
            key=f"part/{title}-{form}",
            figure=Picture(drawn, drawn.alt, form),
            **({} if name in CANVAS else {"body": table(2)}),
        )
        for title, name, drawn in found
        for form in ("picture", "native")
    ]
    powerpoint.write(deck(*slides), default, folder / "deck.pptx")
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    convert = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "deck.pptx"]
    subprocess.run(convert, check=True, capture_output=True)
    subprocess.run(["pdftoppm", "-r", str(DPI * FINER), folder / "deck.pdf", folder / "page"], check=True)
    pages = sorted(folder.glob("page-*.ppm"))
    places = [figure_place(page) for page in Presentation(folder / "deck.pptx").slides]
    return {
        title: (place(drawn, areas.width, areas.height), *(pixels(page, areas) for page in pair))
        for (title, _, drawn), areas, pair in zip(
            found, places[::2], zip(pages[::2], pages[1::2], strict=True), strict=True
        )
    }


def figure_place(page):
    """Give the area of a page's layout that a figure has, in inches."""
    (shape,) = (one for one in page.slide_layout.placeholders if one.name == "Figure")
    return Rect(*(side / 914_400 for side in (shape.left, shape.top, shape.width, shape.height)))


def pixels(path, area):
    """Give what a page shows in an area, each pixel the mean of the finer ones."""
    image = Image.open(path).reduce(FINER)
    box = (round(area.x * DPI), round(area.y * DPI), round(area.right * DPI), round(area.bottom * DPI))
    return np.asarray(image.crop(box)).astype(np.int16)


def unlike(one, other, near):
    """Say for each pixel of one image by how much it differs from the most alike of those ``near`` it in the other."""
    height, width = one.shape[:2]
    padded = np.pad(other, ((near, near), (near, near), (0, 0)), mode="edge")
    moved = (padded[y : y + height, x : x + width] for y in range(2 * near + 1) for x in range(2 * near + 1))
    return functools.reduce(np.minimum, (np.abs(one - its).max(axis=2) for its in moved))


def apart(placement, one, other):
    """Give the share of the pixels of two images that are unlike those near them in the other."""
    worst = mutual(one, other, NEAR)
    for area, near in lenient(placement):
        part = window(area)
        if near:
            wider = window(area.grown(near / DPI))
            inner = tuple(slice(i.start - o.start, i.stop - o.start) for i, o in zip(part, wider, strict=True))
            worst[part] = np.minimum(worst[part], mutual(one[wider], other[wider], near)[inner])
        else:
            worst[part] = 0
    return (worst > UNLIKE).mean()


def window(area):
    """Give the rows and columns of pixels in an area."""
    left, top, right, bottom = (max(0, round(side * DPI)) for side in (area.x, area.y, area.right, area.bottom))
    return slice(top, bottom), slice(left, right)


def mutual(one, other, near):
    return np.maximum(unlike(one, other, near), unlike(other, one, near))


def lenient(placement):
    """Give the areas where the forms may be further apart than NEAR, in inches, and by how many pixels; 0 for any."""
    for line in placement.lines:
        yield line.area.grown(0.03), TEXT_NEAR + round(KERNED * line.area.width * DPI)
    for box in placement.boxes:
        if box.source not in (Source.OBSERVED, Source.DECLARED):
            yield from ((side.grown(0.04), DASH_NEAR) for side in box.area.edges())
    for arrow in placement.arrows:
        if len(arrow.points) > 2:  # LibreOffice 7.4 leads connectors with bends anew
            xs, ys = zip(*arrow.points, strict=True)
            yield Rect.spanning(Point(min(xs), min(ys)), Point(max(xs), max(ys))).grown(0.2), 0
        elif arrow.source not in (Source.OBSERVED, Source.DECLARED):
            yield arrow.stretches[0].grown(0.05), DASH_NEAR


@pytest.mark.office
def test_both_forms_show_the_same_at_the_same_places(compared, office_version):
    most = SHARE if office_version < SITES_KNOWN else SHARE_OF_NEWER
    shares = {title: apart(*shown) for title, shown in compared.items()}
    assert len(shares) > 20
    assert {title: share for title, share in shares.items() if share > most} == {}


@pytest.mark.office
def test_the_comparison_would_see_a_box_that_is_elsewhere(compared):
    placement, picture, shapes = compared["sample: openstack-integrations"]
    assert apart(placement, picture, np.roll(shapes, 3, axis=1)) > 10 * SHARE
    assert apart(placement, picture, np.roll(shapes, 3, axis=0)) > 10 * SHARE
    box = placement.boxes[0].area
    rows, columns = window(box.grown(0.03))
    without = shapes.copy()
    without[rows, columns] = without[rows.stop + 2, columns.start]
    assert apart(placement, picture, without) > 10 * SHARE
