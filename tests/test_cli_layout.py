"""``deckgen layout`` as one meets it who has a template of the company's, and ``--layout`` with it as it is."""

import pytest
from pptx import Presentation

from deckgen.authored import load
from deckgen.layout import Layout
from tests.render.powerpoint.adopt.templates import on_picture, stock, with_samples


@pytest.fixture
def company(tmp_path):
    with_samples().save(tmp_path / "company.pptx")
    return tmp_path / "company.pptx"


def test_check_says_what_was_found_what_is_missing_and_what_is_used_instead(deckgen, company):
    done = deckgen("layout", "check", company)
    assert done.code == 0, done.err
    (section,) = (line for line in done.out.splitlines() if line.startswith("section"))
    assert "Section Header" in section
    assert "title, lead" in section
    (table,) = (line for line in done.out.splitlines() if line.startswith("table"))
    assert "callout" in table
    assert "page layouts “Table with callout”, “Table”, built on it" in table
    assert "Mind: the slides are narrow" in done.err
    assert list(company.parent.glob("*.yaml")) == []


def test_check_of_a_folder_says_by_which_placeholders_it_is_used(deckgen, default_folder):
    done = deckgen("layout", "check", default_folder)
    assert done.code == 0, done.err
    assert "body: Table; callout: Callout" in done.out


@pytest.fixture
def default_folder():
    from deckgen import assets

    return assets.layouts()["default"]


def test_new_writes_a_layout_that_decks_are_drawn_with(deckgen, company, tmp_path):
    done = deckgen("layout", "new", company, "-o", "ours")
    assert done.code == 0, done.err
    assert deckgen("validate", "ours").code == 0
    layout = load(tmp_path / "ours" / "layout.yaml", Layout)
    text = (tmp_path / "ours" / "layout.yaml").read_text(encoding="utf-8")
    assert text.count("\n#") >= 5, "it is commented"
    assert str(tmp_path) not in text
    assert layout.arrangements["table"][0].page == "Table"
    done = deckgen("build", "demo", "--sample", "--layout", "ours", "-o", "deck.pptx")
    assert done.code == 0, done.err
    assert Presentation(tmp_path / "deck.pptx").slides[0].shapes.title.text


def test_new_replaces_nothing_of_a_persons(deckgen, company, tmp_path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "layout.yaml").write_text("mine", encoding="utf-8")
    done = deckgen("layout", "new", company, "-o", "ours")
    assert done.code == 2
    assert "holds layout.yaml already" in done.err
    assert [path.name for path in (tmp_path / "ours").iterdir()] == ["layout.yaml"]
    assert deckgen("layout", "new", company, "-o", "ours", "--force").code == 0


@pytest.mark.parametrize("suffix", ["pptx", "potx"])
def test_a_deck_is_drawn_on_a_template_as_it_is(deckgen, tmp_path, suffix):
    stock().save(tmp_path / f"company.{suffix}")
    done = deckgen("build", "demo", "--sample", "--layout", f"company.{suffix}", "-o", "deck.pptx")
    assert done.code == 0, done.err
    deck = Presentation(tmp_path / "deck.pptx")
    assert deck.slide_width == Presentation(tmp_path / f"company.{suffix}").slide_width
    assert deck.slides[1].slide_layout.slide_master.name == stock().slide_masters[0].name


def test_diagrams_take_a_templates_colours(deckgen, tmp_path):
    on_picture("#203040").save(tmp_path / "company.pptx")
    for layout in ("default", "company.pptx"):
        done = deckgen("diagram", "dns", "--sample", "--layout", layout, "--format", "svg", "-o", f"{layout[:3]}.svg")
        assert done.code == 0, done.err
    assert (tmp_path / "com.svg").read_text() != (tmp_path / "def.svg").read_text()


@pytest.mark.parametrize("name", ["missing.pptx", "text.pptx"])
def test_what_is_no_template_is_told_in_one_line(deckgen, tmp_path, name):
    (tmp_path / "text.pptx").write_text("no zip file", encoding="utf-8")
    done = deckgen("layout", "check", name)
    assert done.code == 2
    assert f"{name} is no PowerPoint file" in done.err
