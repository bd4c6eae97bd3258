"""The layouts that ship keep their promises, and a wrong one is told so."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pydantic import ValidationError

from deckgen import assets, layout
from deckgen.contrast import contrast
from deckgen.errors import InputError
from deckgen.layout import SLOTS, Layout, lighten, palette
from deckgen.render.powerpoint.template import check_names, read_template
from deckgen.render.powerpoint.template_file import open_template

ROOT = Path(__file__).parent.parent
TEXT = {"title": "title", "lead": "lead", "kicker": "kicker", "footer": "footer", "legend": "caption"}


@pytest.fixture(scope="module", params=sorted(assets.layouts()))
def default(request):
    """Each layout that ships."""
    return layout.load(ROOT / "layouts" / request.param)


@pytest.fixture(scope="module")
def template(default):
    return read_template(open_template(default.template_path))


def changed(default, **keys):
    return Layout.model_validate({**default.model_dump(), **keys})


def test_the_script_that_builds_the_template_gives_the_one_that_is_kept(default, tmp_path):
    subprocess.run([sys.executable, ROOT / "tools" / "build_layouts.py", tmp_path], check=True)
    built = tmp_path / default.folder.name / "template.pptx"
    assert built.read_bytes() == default.template_path.read_bytes()


def test_the_template_has_all_that_is_named_and_no_page_layout_that_is_not(default, template):
    check_names(template, default)
    named = {spec.page for pages in default.arrangements.values() for spec in pages}
    assert set(template.pages) == named


def test_every_arrangement_is_offered(default):
    assert set(default.arrangements) == set(SLOTS)


def test_sizes_agree_with_the_template(default, template):
    for page in template.pages.values():
        if page.name in {"Title", "Section"}:
            continue
        for role, size in TEXT.items():
            assert page.placeholders[default.frame[role]].size == default.scale[size].size, (page.name, role)


def test_all_placeholders_stand_on_the_slide_and_content_between_the_margins(default, template):
    presentation = open_template(default.template_path)
    width, height = presentation.slide_width, presentation.slide_height
    for page in template.pages.values():
        for place in page.placeholders.values():
            assert place.box.left >= 0.6 * 914400, (page.name, place.name)
            assert place.box.left + place.box.width <= width - 0.6 * 914400, (page.name, place.name)
            assert place.box.bottom <= height, (page.name, place.name)


def test_content_placeholders_do_not_lie_upon_one_another(default, template):
    for pages in default.arrangements.values():
        for spec in pages:
            places = [template.pages[spec.page].placeholders[name] for names in spec.slots.values() for name in names]
            for number, one in enumerate(places):
                for other in places[number + 1 :]:
                    assert not overlap(one.box, other.box), (spec.page, one.name, other.name)


def overlap(one, other):
    apart = one.left + one.width <= other.left or other.left + other.width <= one.left
    return not (apart or one.bottom <= other.top + 9144 or other.bottom <= one.top + 9144)


def test_colours_are_the_themes_alone(default):
    with zipfile.ZipFile(default.template_path) as file:
        for name in file.namelist():
            if re.match(r"ppt/(slide|notes|tableStyles)", name) and name.endswith(".xml"):
                root = etree.fromstring(file.read(name))
                assert not root.xpath("//*[local-name()='srgbClr']"), name


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "paper"), ("text", "surface"), ("muted", "paper"), ("muted", "surface"), ("paper", "ground"),
        ("kubernetes", "kubernetes-fill"), ("openstack", "openstack-fill"), ("good", "good-fill"),
        ("warning", "warning-fill"), ("text", "warning-fill"), ("text", "good-fill"), ("kubernetes", "surface"),
        ("good", "surface"),
    ],
)  # fmt: skip
def test_what_is_written_can_be_read(default, ink, ground):
    colours = palette(default)
    assert contrast(colours[ink], colours[ground]) >= 4.5


def test_the_palette_has_what_figures_are_drawn_with(default):
    from deckgen.render.figure import ROLES

    assert palette(default).keys() >= ROLES
    assert palette(default)["kubernetes"] != palette(default)["openstack"]


def test_a_colour_goes_towards_white_as_office_draws_it():
    assert lighten("1F5FA8", 0) == "1F5FA8"
    assert lighten("808080", 50) == "C0C0C0"
    assert lighten("808080", -50) == "404040"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"colours": {"text": "red"}}, "a colour is a theme colour"),
        ({"colours": {"text": "dk1"}}, "`muted` is missing"),
        ({"scale": {"title": {"size": 12, "minimum": 20}}}, "larger than the size"),
        ({"arrangements": {}}, "`bullets` is missing"),
        ({"unknown": 1}, "Extra inputs"),
    ],
)
def test_mistakes_in_a_layout_are_named(default, keys, message):
    with pytest.raises(ValidationError, match=message):
        changed(default, **keys)


def test_an_arrangement_needs_a_page_for_all_its_slots(default):
    pages = {**default.model_dump()["arrangements"], "bullets": [{"page": "Bullets", "slots": {"body": "Body"}}]}
    with pytest.raises(ValidationError, match="no page layout of `bullets` takes all of its slots: body, callout"):
        changed(default, arrangements=pages)


def test_a_missing_template_is_a_clear_error(tmp_path, default):
    (tmp_path / "layout.yaml").write_bytes((default.folder / "layout.yaml").read_bytes())
    with pytest.raises(InputError, match=r"template\.pptx does not exist"):
        layout.load(tmp_path)


def test_a_template_that_is_none_is_a_clear_error(tmp_path, default):
    (tmp_path / "layout.yaml").write_bytes((default.folder / "layout.yaml").read_bytes())
    (tmp_path / "template.pptx").write_bytes(b"no zip file")
    broken = layout.load(tmp_path)
    with pytest.raises(InputError, match="no PowerPoint"):
        palette(broken)
    with pytest.raises(InputError, match="no PowerPoint"):
        open_template(broken.template_path)


def test_an_unknown_layout_lists_those_that_there_are():
    with pytest.raises(InputError) as caught:
        layout.find("defalt")
    assert "default" in caught.value.hint
