from deckgen.fact import Fact, Facts, Source
from deckgen.scene import Box
from deckgen.sketch import counted, known, listed, path, say, some, source_of, surest, uses

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


def test_a_service_is_in_use_where_the_list_of_integrations_shows_it():
    rows = [{"service": "nova", "present": True}, {"service": "swift", "present": False}]
    facts = Facts({"openstack.integrations": Fact("openstack.integrations", rows, Source.OBSERVED)})
    assert uses(facts, "nova")
    assert not uses(facts, "swift")
    assert not uses(FACTS, "nova")


def test_a_path_stands_in_one_row_with_a_head_for_each_world():
    boxes = [Box("a", "pod"), Box("b", "node"), Box("c", "server", ("of nova",), "openstack", Source.DECLARED)]
    scene = path("way", "A way", [(box, word) for box, word in zip(boxes, ("", "runs on", "is a"), strict=True)])
    assert scene.root.direction == "row"
    assert [(group.label, group.members) for group in scene.root.members] == [
        ("KUBERNETES", tuple(boxes[:2])),
        ("OPENSTACK", tuple(boxes[2:])),
    ]
    assert [(arrow.start, arrow.end, arrow.label) for arrow in scene.arrows] == [
        ("a", "b", "runs on"),
        ("b", "c", "is a"),
    ]
    assert [arrow.source for arrow in scene.arrows] == [Source.OBSERVED, Source.DECLARED]
    assert scene.alt == "A way: pod, node, server (of nova)."
