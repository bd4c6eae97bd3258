"""The decks that `benchmarks.growth` compares: as many slides as it says, all told apart, and sound."""

import pytest
from msgspec.structs import replace
from pptx import Presentation

from benchmarks.stretch import copies, sample_deck
from benchmarks.words import markdown, pages
from deckgen.layout import find
from deckgen.render import powerpoint
from tests.render.powerpoint.lint import lint

LEAST_SLIDE_ID, MOST_SLIDE_ID = 256, 2**31 - 1


@pytest.fixture(scope="module")
def base():
    return sample_deck()


@pytest.mark.parametrize("count", [60, 67, 300, 1200])
def test_a_stretched_deck_has_as_many_slides_as_are_wanted(base, count):
    ids = [slide.id for slide in sample_deck(copies(base, count)).slides]
    assert len(ids) == len(set(ids)) == count


def test_it_is_sound_with_charts_tables_and_notes(base, tmp_path):
    deck = sample_deck(copies(base, 200))
    undrawn = tuple(slide for slide in deck.slides if "figure" not in slide.slots)
    path = tmp_path / "deck.pptx"
    small = replace(deck, sections=(replace(deck.sections[0], slides=undrawn),))
    powerpoint.write(small, find("default"), path)
    assert lint(path) == []
    opened = Presentation(path)
    ids = [slide.slide_id for slide in opened.slides]
    assert len(set(ids)) == len(ids) >= len(undrawn)
    assert LEAST_SLIDE_ID <= min(ids) <= max(ids) <= MOST_SLIDE_ID
    titles = [slide.shapes.title.text for slide in opened.slides]
    assert len(set(titles)) == len(titles)


def test_the_peers_get_the_same_words(base, tmp_path):
    given = pages(base, tmp_path)
    assert [page.title.split(" [")[0].split(". ", 1)[1] for page in given] == [
        str(slide.title) for slide in base.slides
    ]
    assert sum(bool(page.notes) for page in given) == sum(bool(slide.notes) for slide in base.slides)
    assert {bool(page.table) for page in given} == {bool(page.picture) for page in given} == {True, False}
    assert markdown(given).count("\n\n## ") == len(given) - 1
