"""The terms that the slides before use."""

from deckgen.deck import Slide, plain
from deckgen.values import NOTHING

TERMS = [
    {"term": "Pod", "meaning": "Containers"},
    {"term": "Taint", "also": ["toleration"], "meaning": "Keeps pods off"},
]


def told(place, title):
    place.before.add(Slide("a/b", "statement", "bullets", plain(title)))


def terms(content):
    return [str(row[0]) for row in content.slots["body"].rows]


def test_only_terms_that_a_slide_before_says_are_explained(slide, brief_of, place):
    told(place, "Two pods stand alone")
    content = slide("glossary", brief_of(), terms=TERMS)
    assert terms(content) == ["Pod"]
    assert content.counts == {"terms": 1}


def test_another_way_of_writing_a_term_counts(slide, brief_of, place):
    told(place, "A toleration lets it in")
    assert terms(slide("glossary", brief_of(), terms=TERMS)) == ["Taint"]


def test_many_terms_stand_two_in_a_row_and_no_cell_is_empty(slide, brief_of, place):
    told(place, "one two three four five six seven eight nine")
    names = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    body = slide("glossary", brief_of(), terms=[{"term": name, "meaning": "A number"} for name in names]).slots["body"]
    assert [len(row) for row in body.rows] == [4] * 5
    assert [str(cell) for cell in body.rows[4]] == ["nine", "A number", NOTHING, NOTHING]


def test_where_no_term_was_said_the_slide_gives_way(slide, brief_of):
    assert slide("glossary", brief_of(), terms=TERMS) is None
