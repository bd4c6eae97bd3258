from deckgen.deck import Progress


def test_an_opener_shows_its_number_and_where_one_is(slide, brief_of):
    content = slide("section", brief_of())
    assert content.arrangement == "section"
    assert str(content.slots["number"]) == "2"
    assert content.slots["progress"] == Progress(("Welcome", "Data"), 1)
