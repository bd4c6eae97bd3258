"""What ``deckgen build`` says of faults in the deck that it made, and where in the script they come from."""

import pytest

SCRIPT = """\
name: short
title: A short call
occasion: short handover
sections:
  - id: one
    title: The one section
    short: One
    lead: Lorem ipsum
    slides:
      - id: plain
        kind: statement
        title: Nothing is wrong here
        points: [One thing]
      - include: parts/second.yaml
"""
SECOND = """\
kind: statement
id: second
title: What is still to be done
points: [Ask for TBD]
"""
LONG = f"""\
id: second
kind: statement
title: What is still to be done
points: [{", ".join(f"Point {number} of many more that there are to say in one go" for number in range(30))}]
lead: Lorem ipsum
"""


@pytest.fixture
def build(deckgen, tmp_path):
    """Give the build of a script with a second slide in a file of its own."""

    def run(second, *options, script=SCRIPT):
        (tmp_path / "parts").mkdir()
        (tmp_path / "short.yaml").write_text(script)
        (tmp_path / "parts" / "second.yaml").write_text(second)
        return deckgen("build", "short.yaml", "--sample", "-o", "deck.pptx", *options)

    return run


def test_a_finding_is_told_with_the_line_of_yaml_that_made_the_slide(build):
    done = build(SECOND)
    assert done.code == 0
    assert "parts/second.yaml:2:5: slide 3 (one/second)" in done.err
    assert "sample text is still there: TBD" in done.err
    assert "sample-text: Write what belongs there" in done.err


def test_a_finding_on_an_opener_leads_to_its_section(build):
    told = build(SECOND).err
    assert "short.yaml:5:9: slide 1 (one/opener)" in told
    assert "Lorem ipsum" in told


def test_the_deck_is_written_all_the_same(build, tmp_path):
    build(SECOND)
    assert (tmp_path / "deck.pptx").exists()


def test_strictly_taken_a_finding_ends_the_build_with_1_and_the_deck_is_there(build, tmp_path):
    done = build(SECOND, "--strict")
    assert done.code == 1
    assert "sample-text" in done.err
    assert (tmp_path / "deck.pptx").exists()


def test_where_nothing_is_found_nothing_is_said_and_strict_ends_with_0(build):
    sound = SECOND.replace("TBD", "advice")
    done = build(sound, "--strict", script=SCRIPT.replace("Lorem ipsum", "A lead"))
    assert done.code == 0
    assert "Worth a look" not in done.err


def test_slides_that_go_on_to_further_ones_are_told_in_one_line(build):
    told = build(LONG).err.splitlines()
    (line,) = [one for one in told if "one/second" in one]
    assert "parts/second.yaml:1:5: slides 3, 4" in line


def test_what_is_wrong_all_over_is_told_with_a_few_places(build):
    many = "".join(
        f"      - {{id: s{number}, kind: statement, title: Slide {number}, points: [TBD]}}\n" for number in range(9)
    )
    told = build(SECOND, script=SCRIPT + many).err
    assert told.count("sample text is still there") == 3
    assert "... and in 8 more places" in told


def test_slides_of_both_forms_lead_to_the_same_line(build):
    script = SCRIPT.replace(
        "kind: statement\n        title: Nothing", "kind: figure\n        diagram: dns\n        title: TBD"
    )
    told = build(SECOND, "--diagrams", "both", script=script.replace("        points: [One thing]\n", "")).err
    assert "short.yaml:10:13: slide 2 (one/plain)" in told
    assert "short.yaml:10:13: slide 3 (one/plain-shapes)" in told
