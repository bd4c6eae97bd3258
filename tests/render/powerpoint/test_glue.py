"""Diagrams of shapes in LibreOffice: connectors go along when a shape is moved."""

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from deckgen.compose import compose
from deckgen.render import powerpoint
from tests.cards import brief_of, shipped

DRAG = Path(__file__).with_name("drag.py")
SITES_KNOWN = (25, 2)
"""The LibreOffice that was seen to read a shape's own connection sites; 7.4 knows the middles of sides alone."""

HUNDREDTH_MM = 2
"""How far LibreOffice may round, in hundredths of a millimetre."""


@pytest.fixture(scope="module")
def sample(default, tmp_path_factory):
    """The production deck of the sample with all diagrams as shapes."""
    path = tmp_path_factory.mktemp("sample") / "deck.pptx"
    powerpoint.write(compose(shipped("production"), brief_of("production", "call"), diagrams="native"), default, path)
    return path


@pytest.fixture(scope="module")
def dragged(sample, soffice, uno_python):
    """What LibreOffice tells of each of the sample's slides with connectors, and the slide's shapes in their order."""
    done = subprocess.run(
        [uno_python, DRAG, soffice, sample.parent, sample], capture_output=True, text=True, check=True, timeout=300
    )
    told = json.loads(done.stdout)
    pages = [list(leaves(page)) for page in Presentation(sample).slides]
    return [(shapes, page) for shapes, page in zip(pages, told, strict=True) if page["joined"]]


def leaves(group):
    for shape in group.shapes:
        yield from leaves(shape) if hasattr(shape, "shapes") else [shape]


def glue(connector):
    """Give the id of the shape and the number of the site at both ends of a connector."""
    ends = (connector._element.find(f".//{qn(name)}") for name in ("a:stCxn", "a:endCxn"))
    return [(int(end.get("id")), int(end.get("idx"))) for end in ends]


@pytest.mark.office
def test_libreoffice_knows_what_every_connector_is_glued_to(dragged):
    assert len(dragged) > 5
    for shapes, told in dragged:
        wanted = [[one for one, _ in glue(shape)] for shape in shapes if shape._element.tag == qn("p:cxnSp")]
        assert [[shapes[end].shape_id for end in ends] for ends in told["joined"]] == wanted


@pytest.mark.office
def test_a_connector_goes_along_when_a_shape_is_moved(dragged, office_version):
    knows_sites, followed = office_version >= SITES_KNOWN, Counter()
    for shapes, told in dragged:
        glued = [glue(shape) for shape in shapes if shape._element.tag == qn("p:cxnSp")]
        for move in told["moves"]:
            moved = shapes[move["shape"]].shape_id
            for ends, went in zip(glued, move["connectors"], strict=True):
                for (shape, site), way in zip(ends, went, strict=True):
                    if shape == moved and (site < 4 or knows_sites):
                        followed[site < 4] += 1
                        assert way == pytest.approx(move["by"], abs=HUNDREDTH_MM)
                    elif shape != moved:
                        assert way == pytest.approx([0, 0], abs=HUNDREDTH_MM)
    assert followed[True] > 50
    assert followed[False] > 25 or not knows_sites
