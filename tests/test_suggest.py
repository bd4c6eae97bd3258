from deckgen.suggest import among, nearest


def test_the_nearest_word_is_found():
    assert nearest("prodction", ["demo", "production"]) == "production"


def test_a_word_unlike_all_has_no_nearest():
    assert nearest("zzz", ["demo", "production"]) == ""


def test_what_exists_is_listed_with_the_likely_one_first():
    assert among("dmo", ["production", "demo"], "scripts") == "did you mean 'demo'? scripts: demo, production"


def test_an_empty_shelf_says_so():
    assert among("x", [], "contexts") == "contexts: none"
