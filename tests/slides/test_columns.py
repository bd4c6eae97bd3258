def test_two_sides_stand_beside_each_other_with_their_heads(slide, brief_of):
    content = slide(
        "columns",
        brief_of(),
        left={"head": "In it", "points": ["Roles"]},
        right={"head": "Not in it", "points": ["Logs"]},
    )
    assert content.arrangement == "columns"
    assert [str(content.slots[slot]) for slot in ("left-head", "right-head")] == ["In it", "Not in it"]


def test_a_side_with_nothing_to_say_leaves_the_other_alone(slide, brief_of):
    content = slide(
        "columns",
        brief_of({"nodes.count": None}),
        left={"head": "Yours", "points": ["{{ nodes.count }} nodes"]},
        right={"head": "Ours", "points": ["The platform"]},
    )
    assert content.arrangement == "bullets"
    assert [str(item) for item in content.slots["body"].items] == ["The platform"]


def test_two_empty_sides_give_way(slide, brief_of):
    side = {"head": "Nodes", "points": ["{{ nodes.count }}"]}
    assert slide("columns", brief_of({"nodes.count": None}), left=side, right=side) is None
