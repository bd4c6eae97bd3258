"""Connectors run as their ways do, whatever their bends."""

from itertools import product

import pytest
from lxml import etree

from deckgen.render.geometry import Point
from deckgen.render.powerpoint.connector import End, connector
from deckgen.render.powerpoint.markup import NAMESPACES
from tests.render.powerpoint.course import course

LEVEL_FIRST = {
    "straight": [(2, 3), (5, 3)],
    "one bend": [(2, 3), (5, 3), (5, 6)],
    "two bends": [(2, 3), (4, 3), (4, 6), (5, 6)],
    "two bends, out and back": [(2, 3), (4, 3), (4, 6), (2, 6)],
    "two bends, beyond the end": [(2, 3), (1, 3), (1, 6), (5, 6)],
    "three bends": [(2, 3), (4, 3), (4, 5), (6, 5), (6, 7)],
    "three bends, back to the start's height": [(2, 3), (4, 3), (4, 5), (6, 5), (6, 3)],
    "four bends": [(2, 3), (3, 3), (3, 6), (6, 6), (6, 4), (5, 4)],
    "four bends, to the same height": [(2, 3), (3, 3), (3, 6), (6, 6), (6, 3), (5, 3)],
}


def turned(way, *, upright, left, up):
    """Give a way mirrored, and with x and y exchanged."""
    mirrored = [(10 - x if left else x, 10 - y if up else y) for x, y in way]
    return [Point(y, x) if upright else Point(x, y) for x, y in mirrored]


@pytest.mark.parametrize(("upright", "left", "up"), list(product([False, True], repeat=3)))
@pytest.mark.parametrize("kind", LEVEL_FIRST)
def test_a_connector_runs_as_its_way_does(kind, upright, left, up):
    way = turned(LEVEL_FIRST[kind], upright=upright, left=left, up=up)
    written = connector('<p:cNvPr id="9" name="way"/>', way, (End(3, 1), End(4, 6)), "")
    element = etree.fromstring(written.replace("<p:cxnSp>", f"<p:cxnSp {NAMESPACES}>"))
    found = course(element)
    assert len(found) == len(way)
    for one, other in zip(found, way, strict=True):
        assert one == pytest.approx(other, abs=0.001)


def test_its_ends_are_glued_to_sites():
    written = connector('<p:cNvPr id="9" name="way"/>', [Point(1, 1), Point(2, 1)], (End(3, 1), End(4, 6)), "")
    assert '<a:stCxn id="3" idx="1"/><a:endCxn id="4" idx="6"/>' in written
