"""What to do and what not to do."""

DO, DONT = ["Claim a volume"], ["Trust an emptyDir"]


def test_both_sides_say_what_they_are_in_words_and_are_marked(slide, brief_of):
    content = slide("dos", brief_of(), do=DO, dont=DONT)
    assert (str(content.slots["left-head"]), str(content.slots["right-head"])) == ("✓ Do", "✗ Do not")
    assert (content.slots["left"].mark, content.slots["right"].mark) == ("do", "dont")
    assert str(content.slots["right"].items[0]) == "Trust an emptyDir"


def test_with_nothing_to_say_on_one_side_the_slide_gives_way(slide, brief_of):
    assert slide("dos", brief_of({"nodes.count": None}), do=DO, dont=["Fill {{ nodes.count }} nodes"]) is None
