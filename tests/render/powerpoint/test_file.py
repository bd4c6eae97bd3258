"""The file as a whole: it is sound, the same each time, and says what it is."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.deck import Section
from deckgen.errors import InputError, RenderError
from deckgen.render import powerpoint
from tests.render.powerpoint.decks import NOTES, bullets, deck, every_block, slide, table, texts, written
from tests.render.powerpoint.lint import lint
from tests.validator import validate


@pytest.fixture(scope="module")
def path(default, tmp_path_factory):
    path = tmp_path_factory.mktemp("deck") / "every.pptx"
    powerpoint.write(every_block(), default, path)
    return path


def test_every_kind_of_slide_is_sound(path):
    assert validate(path) == []
    assert lint(path) == []


@pytest.mark.office
def test_libreoffice_makes_as_many_pages_as_there_are_slides(path, tmp_path, soffice):
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True)
    pdf = (tmp_path / "every.pdf").read_bytes()
    assert pdf.count(b"/Type/Page") - pdf.count(b"/Type/Pages") == len(Presentation(path).slides)


def test_the_same_deck_gives_the_same_bytes(path, default, tmp_path):
    again = tmp_path / "again.pptx"
    powerpoint.write(every_block(), default, again)
    assert again.read_bytes() == path.read_bytes()


def test_no_prompt_of_the_template_is_left(path, default):
    prompts = {"Section", "One thing to mind", "$ command", "What to remember", "Customer · occasion · date"}
    shown = {text for page in Presentation(path).slides for text in texts(page).values() if isinstance(text, str)}
    assert not shown & prompts


def test_no_heavy_library_is_loaded_before_a_deck_is_written():
    code = "import deckgen.render.powerpoint, sys; print({'pptx', 'lxml', 'matplotlib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_the_properties_say_what_it_is(path):
    about = Presentation(path).core_properties
    assert (about.title, about.author, about.subject) == ("Production handover", "deckgen", "production handover")
    assert (about.keywords, about.language) == ("call", "en-GB")


def test_a_long_title_does_not_burst_the_properties(default, tmp_path):
    opened = written(deck(slide(body=bullets("x")), title="long " * 100), default, tmp_path)
    assert opened.core_properties.title == ("long " * 100)[:255]


def test_a_file_of_ours_is_known_again_until_another_program_saves_it(path, tmp_path):
    assert powerpoint.made_by_deckgen(path)
    changed = tmp_path / "changed.pptx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<Application>deckgen<", b"<Application>Another<"))
    assert not powerpoint.made_by_deckgen(changed)


@pytest.mark.parametrize("content", [b"", b"no zip file", b"PK\x05\x06" + bytes(18)])
def test_other_files_are_not_ours(content, tmp_path):
    other = tmp_path / "other.pptx"
    other.write_bytes(content)
    assert not powerpoint.made_by_deckgen(other)


def test_it_says_how_many_slides_there_are_and_how_far_it_is(default, tmp_path):
    steps = []
    one = deck(
        slide(title="Nodes", body=table(60), arrangement="table"), slide(title="End", key="part/end", body=bullets("x"))
    )
    count = powerpoint.write(
        one, default, tmp_path / "deck.pptx", progress=lambda what, done: steps.append((what, done))
    )
    assert steps[0] == ("Nodes", 0)
    assert steps[1] == ("End", count - 1)


def test_the_sections_hold_their_slides_under_names_of_their_own(default, tmp_path):
    sections = tuple(
        Section(f"s{n}", "The same", (slide(key=f"s{n}/a", title=f"Title {n}", body=bullets("x")),)) for n in range(2)
    )
    opened = written(deck(sections=sections), default, tmp_path)
    names = opened.part._element.xpath("//*[local-name()='section']/@name")
    assert names == ["The same", "The same (2)"]
    assert lint(tmp_path / "deck.pptx") == []


def test_notes_stand_under_their_heads(default, tmp_path):
    (page,) = written(deck(slide(body=bullets("x"), notes=NOTES)), default, tmp_path).slides
    said = page.notes_slide.notes_text_frame.text.split("\n")
    assert said == [
        "Cue",
        "Wait until all are there.",
        "Say",
        "Welcome the team.",
        "Type",
        "kubectl get nodes",
        "Ask",
        "Who is on call?",
        "Mind",
        "Five were agreed.",
    ]


def test_a_slide_without_notes_has_no_notes_page(default, tmp_path):
    (page,) = written(deck(slide(body=bullets("x"))), default, tmp_path).slides
    assert not page.has_notes_slide


def test_a_place_that_cannot_be_written_is_a_clear_error(default, tmp_path):
    with pytest.raises(RenderError, match="cannot be written"):
        powerpoint.write(deck(slide(body=bullets("x"))), default, tmp_path / "nowhere" / "deck.pptx")


def test_what_the_layout_has_no_place_for_is_a_clear_error(default, tmp_path):
    with pytest.raises(RenderError, match=r"part/one.*no page for bullets with figure"):
        powerpoint.write(deck(slide(figure=bullets("x"))), default, tmp_path / "deck.pptx")


def test_names_that_the_template_lacks_are_all_listed(default, tmp_path):
    first, *others = default.arrangements["bullets"]
    wrong = first.model_copy(update={"slots": {"body": ("Boddy",)}})
    gone = first.model_copy(update={"page": "Bulets"})
    broken = default.model_copy(update={"arrangements": {**default.arrangements, "bullets": (wrong, gone, *others)}})
    with pytest.raises(InputError) as caught:
        powerpoint.write(deck(slide(body=bullets("x"))), broken, tmp_path / "deck.pptx")
    assert "'Bullets' has no placeholder 'Boddy'; it has 'Title'" in caught.value.message
    assert "no page layout 'Bulets'; it has 'Title', 'Section'" in caught.value.message


def test_a_deck_of_ours_serves_as_a_template_without_its_slides(path, default, tmp_path):
    folder = tmp_path / "layout"
    folder.mkdir()
    (folder / "template.pptx").write_bytes(Path(path).read_bytes())
    other = default.model_copy()
    other._folder = folder
    opened = written(deck(slide(body=bullets("x"))), other, tmp_path)
    assert len(opened.slides) == 1
    assert validate(tmp_path / "deck.pptx") == []


@pytest.mark.parametrize("title", ["Slide {}", "The same", "The same at length, " * 20])
def test_time_grows_with_the_slides_and_not_with_their_square(title, default, tmp_path):
    from time import process_time

    def seconds(count):
        slides = [slide(key=f"part/{n}", title=title.format(n), body=bullets("x"), notes=NOTES) for n in range(count)]
        start = process_time()
        powerpoint.write(deck(*slides), default, tmp_path / "deck.pptx")
        return process_time() - start

    seconds(10)
    assert seconds(600) < 6 * 2.5 * max(seconds(100), 0.02)


def test_pages_of_the_same_title_are_numbered_on(default, tmp_path):
    slides = [
        slide(key=f"part/{n}", title="The same (3)" if n == 1 else "The same", body=bullets("x")) for n in range(5)
    ]
    shown = [page.shapes.title.text for page in written(deck(*slides), default, tmp_path).slides]
    assert shown == ["The same", "The same (3)", "The same (2)", "The same (4)", "The same (5)"]
