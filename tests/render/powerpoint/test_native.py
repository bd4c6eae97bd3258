"""Diagrams of PowerPoint's own shapes: as python-pptx finds them in the file."""

import pytest
from pptx.oxml.ns import qn

from deckgen.contrast import contrast
from deckgen.deck import Picture
from deckgen.fact import Source
from deckgen.layout import palette
from deckgen.render.geometry import Rect
from deckgen.render.look import ARROW, FILL, INK, look_of
from deckgen.render.place import place
from deckgen.render.placement import Line, PlacedBox
from deckgen.render.powerpoint.box import EMU_PER_INCH
from deckgen.scene import Arrow, Box, Group, Scene
from tests.render.powerpoint.course import INCH, course, site
from tests.render.powerpoint.decks import deck, slide, written
from tests.render.powerpoint.lint import lint
from tests.validator import validate

ALT = "Three nodes ask two services."
PIXEL = 1 / 96


def scene():
    """Give a scene with frames, heads within and without, arrows with bends, and every way to draw a box."""
    nodes = Group(
        "nodes",
        "NODES",
        (
            Box("cp", "control plane", ("3 nodes", "Kubernetes 1.33.4"), strong=True, role="control-plane"),
            Box("worker", "worker", ("worker-1.example.com",), source=Source.DECLARED, role="node"),
            Box("etcd", "etcd", ("5 members",), source=Source.DOCUMENTED, role="etcd"),
        ),
        "kubernetes",
        "row",
    )
    services = Group(
        "services",
        "SERVICES",
        (
            Box("nova", "nova", world="openstack"),
            Box("swift", "swift & more", ("object storage for all that is kept",), "openstack", Source.NOT_VISIBLE),
        ),
        "openstack",
        "row",
        head="below",
    )
    arrows = (
        Arrow("cp", "nova", "asks for servers"),
        Arrow("cp", "swift", source=Source.DOCUMENTED),
        Arrow("worker", "nova"),
        Arrow("etcd", "services", "snapshots"),
        Arrow("worker", "swift"),
    )
    return Scene("test", Group("all", "", (nodes, services)), arrows, ALT)


@pytest.fixture(scope="module")
def placement(default, tmp_path_factory):
    frame = figure(default, tmp_path_factory.mktemp("place"))
    return place(scene(), frame.width, frame.height)


@pytest.fixture(scope="module")
def frame(default, tmp_path_factory):
    return figure(default, tmp_path_factory.mktemp("frame"))


def figure(default, folder):
    """Give the area that the page layout keeps for a figure, in inches."""
    (page,) = drawn(default, folder, "picture").slides
    (shape,) = (one for one in page.slide_layout.placeholders if one.name == "Figure")
    return Rect(*(side / EMU_PER_INCH for side in (shape.left, shape.top, shape.width, shape.height)))


def drawn(default, folder, form="native", what=None):
    what = what or scene()
    return written(deck(slide("figure", figure=Picture(what, what.alt, form))), default, folder)


@pytest.fixture(scope="module")
def page(default, tmp_path_factory):
    (page,) = drawn(default, tmp_path_factory.mktemp("native")).slides
    return page


@pytest.fixture(scope="module")
def group(page):
    (group,) = (shape for shape in page.shapes if hasattr(shape, "shapes"))
    return group


def leaves(group):
    """Give all shapes in a group, those in groups within it too."""
    for shape in group.shapes:
        yield from leaves(shape) if hasattr(shape, "shapes") else [shape]


def named(group, name):
    (found,) = (shape for shape in leaves(group) if shape.name == name)
    return found


def connectors(group):
    return [shape for shape in group.shapes if shape._element.tag == qn("p:cxnSp")]


def ids(group):
    return {shape.shape_id: shape for shape in leaves(group)}


def area(shape):
    return Rect(*(side / INCH for side in (shape.left, shape.top, shape.width, shape.height)))


def near(one, other):
    return all(abs(getattr(one, side) - getattr(other, side)) < PIXEL / 10 for side in ("x", "y", "width", "height"))


def test_the_file_is_sound(default, tmp_path):
    drawn(default, tmp_path)
    assert validate(tmp_path / "deck.pptx") == []
    assert lint(tmp_path / "deck.pptx") == []


def test_a_diagram_is_one_group_that_says_what_it_shows(page, group):
    assert [shape.name for shape in page.shapes if not shape.is_placeholder] == ["Diagram test"]
    assert group._element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr") == [ALT]


def test_it_leaves_no_empty_placeholder_where_the_picture_stands(page):
    assert all(shape.text_frame.text.strip() for shape in page.placeholders)


def test_every_box_stands_where_the_picture_has_it(group, placement, frame):
    names = {"cp": "control plane", "worker": "worker", "etcd": "etcd", "nova": "nova", "swift": "swift & more"}
    shapes = {shape.name: shape for shape in leaves(group) if shape.has_text_frame}
    for box in placement.boxes:
        assert near(area(shapes[names[box.id]]), box.area.moved(frame.x, frame.y))


def test_boxes_hold_their_words_as_paragraphs(group, placement):
    assert named(group, "control plane").text_frame.text == "control plane\n3 nodes\nKubernetes 1.33.4"
    runs = [run for paragraph in named(group, "control plane").text_frame.paragraphs for run in paragraph.runs]
    assert [run.font.bold for run in runs] == [True, False, False]
    box = next(box for box in placement.boxes if box.id == "cp")
    assert [run.font.size.pt for run in runs] == [line.size for line in box.lines]


def test_frames_hold_their_head_or_have_it_beside_them(group):
    assert named(group, "NODES").text_frame.text == "NODES"
    frame, head = (shape for shape in leaves(group) if shape.name == "SERVICES")
    assert (frame.text_frame.text, head.text_frame.text) == ("", "SERVICES")


def test_shapes_are_read_in_the_order_of_the_flow(group):
    assert [shape.name for shape in group.shapes] == [
        "NODES", "SERVICES", "SERVICES", "control plane", "worker", "etcd", "nova", "swift & more",
        "control plane to nova", "asks for servers", "control plane to swift & more", "worker to nova",
        "etcd to SERVICES", "snapshots", "worker to swift & more",
    ]  # fmt: skip


def test_every_arrow_is_a_connector_that_is_glued_where_its_way_begins_and_ends(group, placement, frame):
    shapes = ids(group)
    for connector, arrow in zip(connectors(group), placement.arrows, strict=True):
        ends = [connector._element.find(f".//{qn(name)}") for name in ("a:stCxn", "a:endCxn")]
        for end, point in zip(ends, (arrow.points[0], arrow.points[-1]), strict=True):
            place = point.x + frame.x, point.y + frame.y
            assert site(shapes[int(end.get("id"))], int(end.get("idx"))) == pytest.approx(place, abs=PIXEL)


def test_every_connector_runs_as_the_arrow_of_the_picture_does(group, placement, frame):
    assert {len(arrow.points) for arrow in placement.arrows} > {2}
    for connector, arrow in zip(connectors(group), placement.arrows, strict=True):
        found, wanted = course(connector._element), [(point.x + frame.x, point.y + frame.y) for point in arrow.points]
        assert len(found) == len(wanted)
        for one, other in zip(found, wanted, strict=True):
            assert one == pytest.approx(other, abs=PIXEL / 10)


def test_connectors_say_what_they_join(group):
    said = [shape._element.xpath("./p:nvCxnSpPr/p:cNvPr/@descr")[0] for shape in connectors(group)]
    assert said[:2] == ["control plane to nova; asks for servers", "control plane to swift & more; documented standard"]


def test_what_was_not_observed_is_drawn_and_said_so(group):
    dashed = {shape.name for shape in leaves(group) if shape._element.find(f".//{qn('a:custDash')}") is not None}
    assert dashed == {"etcd", "swift & more", "control plane to swift & more"}
    said = {
        name: named(group, name)._element.xpath(".//p:cNvPr/@descr")
        for name in ("worker", "etcd", "swift & more", "nova")
    }
    assert said == {
        "worker": ["declared"],
        "etcd": ["documented standard"],
        "swift & more": ["not visible"],
        "nova": [],
    }


def test_a_dashed_boxs_icon_has_whole_lines_and_goes_with_its_box(group):
    (pair,) = (shape for shape in group.shapes if hasattr(shape, "shapes"))
    assert [shape.name for shape in pair.shapes] == ["etcd", "Icon of etcd"]
    assert pair.shapes[1]._element.find(f".//{qn('a:custDash')}") is None


def test_colours_and_font_are_the_themes(group):
    xml = group._element
    assert list(xml.iter(qn("a:schemeClr")))
    assert not list(xml.iter(qn("a:srgbClr"), qn("a:latin")))
    assert {one.get("idx") for one in xml.iter(qn("a:fontRef"))} == {"minor"}


def test_a_text_that_a_width_breaks_right_has_no_breaks_of_its_own(group):
    assert "\v" not in named(group, "swift & more").text_frame.text


def test_a_word_that_no_program_breaks_so_is_broken_as_in_the_picture(default, tmp_path):
    name = "ingress-controller-of-the-payments-team-in-the-second-site-wn-1"
    boxes = (Box("a", "a", (name,)), *(Box(f"b{n}", "b") for n in range(6)))
    what = Scene("long", Group("root", "", boxes, direction="row"), (), "A long name.")
    (page,) = drawn(default, tmp_path, what=what).slides
    (group,) = (shape for shape in page.shapes if hasattr(shape, "shapes"))
    told = named(group, "a").text_frame.paragraphs[1].text
    assert "\v" in told
    assert told.replace("\v", "") == name


@pytest.mark.parametrize("world", ["kubernetes", "openstack", "outside", "neutral"])
@pytest.mark.parametrize("ground", ["kubernetes", "openstack", "outside", None])
@pytest.mark.parametrize("source", Source)
@pytest.mark.parametrize("strong", [False, True])
def test_text_and_signs_can_be_read_on_what_they_stand_on(default, world, ground, source, strong):
    colours = palette(default)
    area = Rect(0, 0, 1, 1)
    lines = [Line("a", area, 12, bold=False, role=role) for role in ("label", "line")]
    look = look_of(PlacedBox("a", area, world, source, strong, ground, tuple(lines)))
    on = colours[look.fill or (FILL[ground] if ground else "paper")]
    assert min(contrast(colours[look.words(line)], on) for line in lines) >= 4.5
    assert contrast(colours[look.signs], on) >= 3


def test_heads_and_words_beside_arrows_can_be_read_on_frames_and_on_the_bare_slide(default):
    colours = palette(default)
    for ground in (*FILL.values(), "paper"):
        assert contrast(colours[ARROW], colours[ground]) >= 4.5
    for world, fill in FILL.items():
        assert min(contrast(colours[INK[world]], colours[on]) for on in (fill, "paper")) >= 4.5


def test_a_scene_of_empty_places_alone_is_a_group_of_nothing(default, tmp_path):
    what = Scene("empty", Group("root", "", (Box("a", ""),)), (), "Nothing is known.")
    (page,) = drawn(default, tmp_path, what=what).slides
    (group,) = (shape for shape in page.shapes if hasattr(shape, "shapes"))
    assert len(group.shapes) == 0
    assert validate(tmp_path / "deck.pptx") == []


def test_a_box_whose_name_is_blank_is_drawn(default, tmp_path):
    what = Scene("blank", Group("root", "", (Box("a", " "), Box("b", "b"))), (), "One has a name.")
    (page,) = drawn(default, tmp_path, what=what).slides
    (group,) = (shape for shape in page.shapes if hasattr(shape, "shapes"))
    assert len(group.shapes) == 2
