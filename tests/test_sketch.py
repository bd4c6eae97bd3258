from deckgen.fact import Fact, Facts, Source
from deckgen.sketch import counted, known, listed, say, some, source_of, surest

FACTS = Facts(
    {
        "seen": Fact("seen", 3, Source.OBSERVED),
        "told": Fact("told", 4, Source.DECLARED),
        "standard": Fact("standard", 5, Source.DOCUMENTED),
        "hidden": Fact("hidden", reason="not shown to this audience"),
    }
)


def test_what_is_not_visible_is_not_known():
    assert known(FACTS, "seen") == 3
    assert known(FACTS, "hidden", "nothing") == "nothing"
    assert known(FACTS, "no.such.fact") is None


def test_the_least_sure_of_the_visible_facts_counts():
    assert source_of(FACTS, "seen", "told", "hidden") is Source.DECLARED
    assert source_of(FACTS, "seen", "standard") is Source.DOCUMENTED
    assert source_of(FACTS, "hidden") is Source.NOT_VISIBLE


def test_the_surest_of_several_sources():
    assert surest([Source.DOCUMENTED, Source.OBSERVED]) is Source.OBSERVED
    assert surest([]) is Source.NOT_VISIBLE


def test_numbers_agree_with_their_nouns():
    assert counted(1, "node") == "1 node"
    assert counted(1200, "policy", "policies") == "1,200 policies"
    assert counted(None, "node") is None


def test_a_long_list_is_counted():
    assert listed(["a", "b", "c", "d"]) == "a, b and 2 more"


def test_lines_that_say_nothing_are_left_out():
    assert some(["a", None, "", "b"]) == ("a", "b")


def test_alternative_text_takes_whole_sentences_as_far_as_they_fit():
    assert say("One.", None, "x" * 600, "Two.") == "One. Two."


def test_a_first_sentence_that_is_too_long_is_shortened():
    text = say("x" * 600)
    assert len(text) == 500
    assert text.endswith("\N{HORIZONTAL ELLIPSIS}")
