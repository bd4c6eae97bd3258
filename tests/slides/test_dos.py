"""What to do and what not to do."""

DO, DONT = ["Claim a volume"], ["Trust an emptyDir"]


def test_both_sides_stand_beside_each_other(slide, brief_of):
    content = slide("dos", brief_of(), do=DO, dont=DONT)
    advice = content.slots["checklist"]
    assert [[str(text) for text in side] for side in (advice.do, advice.dont)] == [DO, DONT]


def test_with_nothing_to_say_on_one_side_the_slide_gives_way(slide, brief_of):
    assert slide("dos", brief_of({"nodes.count": None}), do=DO, dont=["Fill {{ nodes.count }} nodes"]) is None
