"""The figures that docs/design.md names are those that slides are drawn with."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen import layout
from deckgen.contrast import contrast
from deckgen.layout import COLOURS, palette
from deckgen.render import powerpoint
from deckgen.render.powerpoint import callout, checklist, marks
from deckgen.render.powerpoint.adopt.roles import HUES
from deckgen.render.powerpoint.box import EMU_PER_INCH
from deckgen.render.powerpoint.template import read_template
from deckgen.render.powerpoint.template_file import open_template
from tests.cards import SCRIPTS, deck_of

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
SENTENCES = {"Body", "Left", "Right", "Points", "Callout"}
ROOMS = ("deckgen.render.powerpoint", "deckgen.render", "deckgen")


@pytest.fixture(scope="module")
def default():
    return layout.load(ROOT / "layouts" / "default")


def rows(*heads):
    """Give the rows of the one table that begins with these heads, each by its heads."""
    lines = PAGE.splitlines()
    (start,) = [at for at, line in enumerate(lines) if cells(line)[: len(heads)] == [*heads]]
    names, found = cells(lines[start]), []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        found.append(dict(zip(names, cells(line), strict=True)))
    return found


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []


def test_the_type_scale_is_that_of_the_layout(default):
    told = {row["role"]: tuple(float(row[key] or 0) for key in ("size", "minimum", "roomy")) for row in rows("role")}
    assert told == {role: (one.size, one.minimum, one.roomy) for role, one in default.scale.items()}


def test_the_scale_is_one_that_can_be_read_on_a_call(default):
    scale = default.scale
    assert 28 <= scale["title"].size <= 32
    assert 18 <= scale["body"].size <= scale["body"].roomy <= 22
    assert min(scale["table"].size, scale["code"].size) >= 14
    assert min(one.minimum for role, one in scale.items() if role != "footer") >= 12


@pytest.mark.parametrize("name", SCRIPTS)
def test_on_the_sample_slides_sentences_have_16_points_and_nearly_all_tables_14(name, default, tmp_path):
    powerpoint.write(deck_of(name, "call"), default, tmp_path / "deck.pptx")
    template = read_template(open_template(default.template_path))
    sentences, tables = {}, {}
    for slide in Presentation(tmp_path / "deck.pptx").slides:
        places = template.pages[slide.slide_layout.name].placeholders
        for shape in slide.shapes:
            if shape.name in SENTENCES:
                sentences[slide.slide_id, shape.name] = smallest(shape.text_frame, places[shape.name].size)
            elif shape.name == "Table":
                body = list(shape.table.rows)[1:]
                sizes = [smallest(cell.text_frame, places["Table"].size) for row in body for cell in row.cells]
                tables[slide.slide_id] = min(sizes)
    assert min(sentences.values()) >= 16
    assert min(tables.values()) >= 12
    assert sum(size < 14 for size in tables.values()) <= len(tables) / 20


def test_a_section_is_numbered_in_the_size_that_the_layout_says(default, tmp_path):
    powerpoint.write(deck_of("demo", "presales"), default, tmp_path / "deck.pptx")
    slides = Presentation(tmp_path / "deck.pptx").slides
    numbers = [shape for slide in slides for shape in slide.shapes if shape.name == "Section number"]
    usual = default.scale["section-number"].size
    assert {smallest(shape.text_frame, usual) for shape in numbers} == {usual}


def smallest(frame, own):
    """Give the size of the smallest words, in points, those of marks aside; ``own`` is what the placeholder states."""
    runs = [run for one in frame.paragraphs for run in one.runs if run.text.strip() not in ("", *marks.GLYPHS.values())]
    return min((run.font.size.pt if run.font.size else own for run in runs), default=own)


def test_each_colour_is_named_with_the_theme_colour_that_it_has(default):
    told = {row["ink"]: row for row in rows("ink", "theme")} | {row["ground"]: row for row in rows("ground", "theme")}
    assert told.keys() == default.colours.keys() >= COLOURS
    assert {role: row["default"] for role, row in told.items()} == palette(default)
    assert {role: row["theme"] for role, row in told.items()} == {
        role: words(colour) for role, colour in default.colours.items()
    }


def words(colour):
    if colour.saturation != 100:
        return f"{colour.theme} {colour.lighter} {colour.saturation}"
    return f"{colour.theme} {colour.lighter}" if colour.lighter else colour.theme


def test_contrasts_are_as_measured(default):
    colours = palette(default)
    for row in rows("ink", "theme"):
        ink = row["ink"]
        assert row["on paper"] == f"{contrast(colours[ink], colours['paper']):.1f}", ink
        assert row["on surface"] == f"{contrast(colours[ink], colours['surface']):.1f}", ink
        fill = colours.get(f"{ink}-fill")
        assert row["on its fill"] == (f"{contrast(colours[ink], fill):.1f}" if fill else ""), ink
    for row in rows("ground", "theme"):
        assert row["contrast"] == f"{contrast(colours[row['ink']], colours[row['ground']]):.1f}", row["ground"]


def test_placeholders_stand_where_the_page_says(default):
    template = read_template(open_template(default.template_path))
    for row in rows("placeholder", "page layout"):
        box = template.pages[row["page layout"]].placeholders[row["placeholder"]].box
        told = [float(row[side]) for side in ("left", "top", "width", "height")]
        measured = [one / EMU_PER_INCH for one in (box.left, box.top, box.width, box.height)]
        assert told == pytest.approx(measured, abs=0.006), row


@pytest.mark.parametrize("row", rows("measure"), ids=lambda row: row["measure"])
def test_each_measure_is_that_of_the_code(row):
    values = []
    for name in re.findall(r"`([^`]+)`", row["where"]):
        value = looked_up(name)
        values += value if isinstance(value, tuple) else [value]
    assert [float(one) for one in row["value"].split(",")] == values


def looked_up(name):
    """Give what is called so in one of the rooms that draw: a module, a constant, an attribute of that."""
    parts = name.split(".")
    for room in ROOMS:
        for count in range(len(parts) - 1, 0, -1):
            try:
                found = import_module(".".join([room, *parts[:count]]))
            except ModuleNotFoundError:
                continue
            for part in parts[count:]:
                found = getattr(found, part)
            return found
    raise LookupError(name)


def test_marks_and_their_words_are_those_of_the_legend():
    told = {row["source"]: (row["mark"], row["in the legend"]) for row in rows("source", "mark")}
    assert told == {source.value: (marks.GLYPHS[source], marks.MEANINGS[source]) for source in marks.GLYPHS}


def test_signs_and_inks_of_states_are_those_that_are_drawn():
    told = {(row["where"], row["state"]): (row["sign"], row["ink"], row["ground"]) for row in rows("where", "state")}
    drawn = {("callout", tone): ("", *inks) for tone, inks in callout._INKS.items()}
    drawn |= {("checklist", state): (one[0], one[1], one[3]) for state, one in checklist.STATES.items()}
    assert told == drawn


def test_the_hues_that_roles_keep_in_any_theme_are_named():
    assert f"(blue, terracotta, green, amber; {', '.join(f'{hue}°' for hue in HUES.values())})" in PAGE
