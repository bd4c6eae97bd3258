"""What ``deckgen lint`` prints, and what it takes."""

import json
import shutil

import pytest

from deckgen.errors import InputError
from deckgen.lint import RULES, lint
from tests.lint.test_rules import titled


@pytest.fixture
def deck(spoilt):
    return spoilt(titled("Click to add title"))


def test_a_deck_without_faults_ends_with_0_and_a_line(deckgen, sound):
    done = deckgen("lint", sound)
    assert (done.code, done.out) == (0, "")
    assert done.err.strip() == "deck.pptx: no findings."


def test_a_finding_is_told_with_its_slide_its_reason_and_the_mend(deckgen, deck):
    done = deckgen("lint", deck)
    assert done.code == 1
    assert "slide 1" in done.out
    assert "sample-text" in done.out
    assert "Write what belongs there" in " ".join(done.out.split())
    assert done.err.strip() == "spoilt.pptx: 1 error."


def test_json_has_all_of_it_and_no_folder_of_the_machine(deckgen, deck):
    done = deckgen("lint", "--format", "json", deck)
    told = json.loads(done.out)
    (finding,) = told["decks"][0]["findings"]
    assert told["summary"] == {"errors": 1, "warnings": 0}
    assert (finding["slide"], finding["rule"], finding["level"]) == (1, "sample-text", "error")
    assert (finding["slide_id"], finding["shape"], finding["text"]) == ("cover/title", "Title", "Click to add title")
    assert str(deck.parent) not in done.out


def test_sarif_names_every_rule_and_places_the_result(deckgen, deck):
    log = json.loads(deckgen("lint", "--format", "sarif", deck).out)
    (run,) = log["runs"]
    (result,) = run["results"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.name for rule in RULES]
    assert result["ruleId"] == "sample-text"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "spoilt.pptx"
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == (
        "slide 1 (cover/title) > Title “Click to add title”"
    )


def test_several_decks_are_told_apart(deckgen, deck, sound):
    done = deckgen("lint", deck, sound)
    assert done.code == 1
    assert done.err.strip() == "spoilt.pptx: 1 error; deck.pptx: no findings."
    assert "spoilt.pptx, slide 1" in done.out


def test_a_rule_can_be_left_out(deckgen, deck):
    assert deckgen("lint", "--ignore", "sample-text", deck).code == 0


def test_a_rule_that_there_is_not_is_refused_with_the_one_that_was_meant(deckgen, deck):
    done = deckgen("lint", "--ignore", "sample-txt", deck)
    assert done.code == 2
    assert "did you mean 'sample-text'?" in done.err


def test_rules_are_listed(deckgen):
    rows = json.loads(deckgen("list", "rules", "--format", "json").out)
    assert [row["name"] for row in rows] == [rule.name for rule in RULES]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 half"])
def test_what_is_no_deck_is_refused(tmp_path, content):
    path = tmp_path / "a.pptx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"no \.pptx file"):
        lint(path)


def test_another_kind_of_package_is_refused(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("x")
    other = shutil.make_archive(str(tmp_path / "other"), "zip", tmp_path / "folder")
    with pytest.raises(InputError, match="no presentation"):
        lint(tmp_path / other)


def test_a_deck_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        lint(tmp_path / "gone.pptx")
