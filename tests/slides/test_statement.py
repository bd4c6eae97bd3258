NEEDS = [{"each": "customer.needs", "text": "{{ item }}", "missing": "`needs` in the profile"}]


def points(content):
    return [str(item) for item in content.slots["body"].items]


def test_a_point_takes_the_first_alternative_that_is_true(slide, brief_of):
    brief = brief_of({"nodes.count": 9, "nodes.zones": None})
    content = slide(
        "statement",
        brief,
        points=[["{{ nodes.zones|series }}", "{{ nodes.count|plural('node') }}"], "{{ nodes.zones|series }}"],
    )
    assert points(content) == ["9 nodes"]


def test_a_list_of_the_profile_gives_a_point_for_each_member(slide, brief_of):
    assert points(slide("statement", brief_of(needs=("A", "B")), points=NEEDS)) == ["A", "B"]


def test_a_long_list_is_counted_at_the_end(slide, brief_of):
    needs = tuple("ABCDEFGH")
    assert points(slide("statement", brief_of(needs=needs), points=NEEDS))[-1] == "and 2 more"


def test_an_empty_list_is_a_thing_to_fill_in_for_the_call_alone(slide, brief_of):
    assert points(slide("statement", brief_of(), points=NEEDS)) == ["To fill in: needs in the profile"]
    assert slide("statement", brief_of(audience="customer"), points=NEEDS) is None


def test_a_statement_with_nothing_true_in_it_gives_way(slide, brief_of):
    assert slide("statement", brief_of({"nodes.count": None}), points=["{{ nodes.count }}"]) is None


def test_steps_are_numbered(slide, brief_of):
    assert slide("statement", brief_of(), points=["First"], numbered=True).slots["body"].numbered
