"""``deckgen diagram`` as one meets it who needs a picture for a document."""

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from deckgen import script
from deckgen.cluster.snapshot import dumps
from tests.cluster.facts.given import given
from tests.test_script import SCRIPT
from tests.validator import validate

NAME = "openstack-integrations"
POINTS, DPI = 72, 200


def test_a_diagram_is_printed_as_an_outline(deckgen):
    done = deckgen("diagram", NAME, "--sample")
    assert done.code == 0, done.err
    first, *lines = done.out.splitlines()
    assert first.startswith(f"{NAME}: ")
    assert any(line.strip().startswith("cinder; ") for line in lines)
    assert any("->" in line for line in lines)


def test_what_is_not_observed_is_told_apart(deckgen):
    done = deckgen("diagram", "etcd-backup", "--sample")
    assert "[declared]" in done.out


def test_what_is_documented_comes_from_the_script(deckgen, tmp_path):
    (tmp_path / "own.yaml").write_text(SCRIPT, encoding="utf-8")
    assert "[documented]" in deckgen("diagram", "block-storage", "--sample").out
    done = deckgen("diagram", "block-storage", "--sample", "--script", "own.yaml")
    assert done.code == 0, done.err
    assert "[documented]" not in done.out


def test_a_picture_is_written_in_the_form_that_its_name_ends_in(deckgen, tmp_path):
    for name in ("map.svg", "map.png"):
        done = deckgen("diagram", NAME, "--sample", "-o", name)
        assert done.code == 0, done.err
        assert name in done.err
    drawing = etree.parse(tmp_path / "map.svg").getroot()
    with Image.open(tmp_path / "map.png") as picture:
        wide, high = picture.size
    assert wide > 2000
    assert [float(side) for side in drawing.get("viewBox").split()[2:]] == pytest.approx(
        [POINTS * side / DPI for side in (wide, high)], abs=1
    )


def test_all_diagrams_get_a_file_each(deckgen, tmp_path):
    done = deckgen("diagram", "all", "--sample", "--format", "txt", "-o", "pictures")
    assert done.code == 0, done.err
    made = {path.stem for path in (tmp_path / "pictures").iterdir()}
    missing = set(script.diagrams()) - made
    assert made
    assert all(name in done.err for name in missing)


def test_all_diagrams_stand_in_one_deck_as_shapes_to_edit(deckgen, tmp_path):
    done = deckgen("diagram", "all", "--sample", "-o", "diagrams.pptx")
    assert done.code == 0, done.err
    path = tmp_path / "diagrams.pptx"
    slides = Presentation(str(path)).slides
    assert len(slides) > 10
    kinds = [{shape.shape_type for shape in slide.shapes} for slide in slides]
    assert all(MSO_SHAPE_TYPE.GROUP in of_slide and MSO_SHAPE_TYPE.PICTURE not in of_slide for of_slide in kinds)
    assert validate(path) == []


def test_presales_sees_no_names(deckgen):
    assert "retail" in deckgen("diagram", "cluster-layout", "--sample").out
    assert "retail" not in deckgen("diagram", "all", "--sample", "--audience", "presales").out


@pytest.mark.parametrize("name", ["map.svg", "map.txt"])
def test_a_file_that_is_there_is_replaced_only_by_force(deckgen, tmp_path, name):
    (tmp_path / name).write_text("mine", encoding="utf-8")
    done = deckgen("diagram", NAME, "--sample", "-o", name)
    assert (done.code, (tmp_path / name).read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in done.err
    assert deckgen("diagram", NAME, "--sample", "-o", name, "--force").code == 0
    assert (tmp_path / name).read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["openstack"], "there is no diagram called 'openstack'"),
        ([NAME, "-o", "map.jpg"], "give --format: svg, png, pptx, txt"),
        ([NAME, "--format", "svg"], "name it with -o"),
        (["all", "--format", "svg", "-o", "nowhere/pictures"], "there is no folder nowhere"),
        (["all", "--format", "svg", "-o", "taken"], "taken is a file"),
        ([NAME, "--audience", "press"], "there is no audience called 'press'"),
    ],
)
def test_what_cannot_be_drawn_is_told(deckgen, tmp_path, args, told):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    done = deckgen("diagram", *args, "--sample")
    assert done.code == 2
    assert told in done.err


def test_a_cluster_that_gives_nothing_to_draw_is_told(deckgen, tmp_path):
    (tmp_path / "empty.json").write_bytes(dumps(given()))
    done = deckgen("diagram", "registry", "--snapshot", "empty.json")
    assert done.code == 2
    assert "nothing to draw for registry" in done.err
