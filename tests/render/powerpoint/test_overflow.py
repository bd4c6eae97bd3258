"""Text that fits: LibreOffice draws decks of any text, and each word stands in its shape, and on no other."""

import pytest
from msgspec.structs import replace
from pptx import Presentation
from pptx.util import Pt

from deckgen import layout
from deckgen.render import powerpoint
from tests.cards import deck_of
from tests.render.powerpoint.decks import bullets, deck, slide, table
from tests.render.powerpoint.generated import generated
from tests.render.powerpoint.lint import lint
from tests.render.powerpoint.overflow import converted, overflowing
from tests.render.powerpoint.themed import themed

FACES = ("Liberation Sans", "Liberation Serif", "DejaVu Sans")
"""Free fonts that stand in for Arial, Times New Roman and Verdana on any system, and so are drawn as measured."""


def any_deck(count, number):
    """A deck of generated slides; the same for the same number."""
    return deck(*(replace(one, id=f"part/{at}") for at, one in enumerate(generated(count, number))))


@pytest.fixture(scope="module")
def drawn(default, soffice, pdftotext, tmp_path_factory):
    """Decks of any text in each layout and face, by name, each with the PDF that LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("drawn")
    decks = {"default": (any_deck(50, 1), default), "plain": (any_deck(20, 2), layout.find("plain"))}
    for number, face in enumerate(FACES, 3):
        changed = themed(default, folder / face, face)
        decks[face] = any_deck(12, number), changed
        decks[f"sample in {face}"] = deck_of("demo", "presales"), changed
    paths = {name: folder / f"{name}.pptx" for name in decks}
    for name, (one, its) in decks.items():
        powerpoint.write(one, its, paths[name])
    return dict(zip(paths, zip(paths.values(), converted(soffice, folder, *paths.values()), strict=True), strict=True))


DRAWN = ["default", "plain", *FACES, *(f"sample in {face}" for face in FACES)]


@pytest.mark.office
@pytest.mark.parametrize("name", DRAWN)
def test_whatever_is_said_it_fits(drawn, name):
    path, pdf = drawn[name]
    assert overflowing(path, pdf) == []
    assert lint(path) == []


@pytest.mark.office
def test_the_check_sees_what_does_not_fit(default, soffice, pdftotext, tmp_path):
    path = tmp_path / "deck.pptx"
    slides = slide("bullets", body=bullets("one")), slide("table", "Nodes", key="part/two", body=table())
    powerpoint.write(deck(*slides), default, path)
    changed = Presentation(path)
    first, second = changed.slides
    body = next(shape for shape in first.shapes if shape.name == "Body")
    body.text_frame.text = "more of it " * 400
    second.shapes.title.text_frame.text = "A title of quite a few syllables " * 7
    cell = next(shape for shape in second.shapes if shape.has_table).table.cell(1, 1)
    cell.text_frame.text = "a cell of far too many words"
    cell.text_frame.paragraphs[0].runs[0].font.size = Pt(40)
    changed.save(path)
    found = "\n".join(overflowing(path, *converted(soffice, tmp_path, path)))
    assert "slide 1: 'more' is outside of Body" in found
    assert "letters are not to be seen" in found
    assert "slide 2: 'syllables' is outside of Title" in found
    assert "slide 2: 'worker-2' is outside of Table, row 4" in found
