def test_the_title_slide_says_for_whom_when_and_by_whom(slide, brief_of):
    content = slide(
        "title",
        brief_of(),
        subtitle="Handover to {{ customer.name }}",
        presenter=["{{ as_of|date }}", "Presented by the managed Kubernetes team"],
    )
    assert content.arrangement == "title"
    assert str(content.slots["subtitle"]) == "Handover to Example Retail"
    assert [str(item) for item in content.slots["presenter"].items] == [
        "14 May 2026",
        "Presented by the managed Kubernetes team",
    ]


def test_a_title_slide_can_stand_without_more_words(slide, brief_of):
    assert slide("title", brief_of()).slots == {}
