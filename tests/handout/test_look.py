"""What a handout takes of a layout can be read on white paper."""

import pytest

from deckgen.contrast import TEXT, contrast
from deckgen.handout.look import WHITE, look_of
from deckgen.layout import Colour, find
from deckgen.pdf.pages import Drawn
from tests.render.powerpoint.decks import deck, slide


def look(layout=None, size=(13.333, 7.5), **changes):
    return look_of(deck(slide(), **changes), layout or find("default"), Drawn([], size, "Georgia"), "letter")


@pytest.mark.parametrize("accent", ["", "FFEE00", "#143f38", "no colour"])
def test_white_can_be_read_on_the_cover_whatever_the_brand(accent):
    assert contrast(look(accent=accent).colours["ground"], WHITE) >= TEXT


def test_a_brand_that_white_can_be_read_on_is_the_covers_ground():
    assert look(accent="#143f38").colours["ground"] == "143F38"


def test_inks_for_a_dark_ground_are_not_taken():
    default = find("default")
    dark = default.model_copy(update={"colours": {**default.colours, "text": Colour(theme="lt1")}})
    assert contrast(look(dark).colours["text"], WHITE) >= TEXT


def test_a_layout_without_a_ground_of_its_own_gets_one():
    default = find("default")
    colours = {role: colour for role, colour in default.colours.items() if role != "ground"}
    bare = default.model_copy(update={"colours": colours})
    assert look(bare).colours["ground"] == look(bare).colours["kubernetes"]


@pytest.mark.parametrize(
    ("tag", "language", "region"),
    [("en-GB", "en", "GB"), ("de", "de", ""), ("zh-Hans-CN", "zh", "CN"), ("x", "en", "")],
)
def test_the_language_is_told_as_the_typesetter_takes_it(tag, language, region):
    assert (look(language=tag).language, look(language=tag).region) == (language, region)


def test_text_is_set_in_the_decks_typeface_or_the_one_that_comes_along():
    assert look().typefaces == ("Georgia", "Carlito")


def test_sizes_are_those_of_the_slides_made_smaller_and_none_is_too_small_to_read():
    sizes = look().sizes
    assert 10 <= sizes["text"] <= 11
    assert sizes["cover"] > sizes["part"] > sizes["topic"] > sizes["text"] > sizes["small"] >= sizes["head"] >= 8.5
