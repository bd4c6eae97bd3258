from deckgen.customer import Contact
from deckgen.values import NOTHING

DESK = Contact(name="Support desk", role="day and night", email="desk@example.com", phone="+44 20 7946 0100")


def test_contacts_of_the_profile_stand_beside_the_questions(slide, brief_of):
    content = slide("questions", brief_of(support=(DESK,)), prompts=["What next?"])
    ((who, reach),) = content.slots["contacts"].rows
    assert content.arrangement == "questions"
    phone = "+44 20 7946 0100".replace(" ", "\N{NO-BREAK SPACE}")
    assert (str(who), str(reach)) == ("Support desk, day and night", f"desk@example.com · {phone}")
    assert reach.runs[0].href == "mailto:desk@example.com"


def test_a_contact_without_an_address_has_no_empty_cell(slide, brief_of):
    content = slide("questions", brief_of(support=(Contact(name="Anna"),)), prompts=["What next?"])
    assert [str(cell) for cell in content.slots["contacts"].rows[0]] == ["Anna", NOTHING]


def test_missing_contacts_are_to_be_filled_in_on_the_call_and_left_out_for_others(slide, brief_of):
    assert "To fill in" in str(slide("questions", brief_of(), prompts=["What?"]).slots["contacts"].items[0])
    content = slide("questions", brief_of(audience="customer"), prompts=["What?"])
    assert (content.arrangement, set(content.slots)) == ("bullets", {"body"})


def test_without_a_question_the_slide_gives_way(slide, brief_of):
    assert slide("questions", brief_of({"nodes.count": None}), prompts=["{{ nodes.count }}?"]) is None
