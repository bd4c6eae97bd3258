"""Promises as authors write them, and what a profile agrees on otherwise: every mistake at its place."""

from pathlib import Path

import pytest

from deckgen import script
from deckgen.build import load_profile
from deckgen.errors import InputError
from deckgen.promise import agreed_standards
from tests.test_script import SCRIPT

HEAD = SCRIPT + "promises:\n"
LINE = HEAD.count("\n") + 1


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(promises, **files):
    for name, text in files.items():
        Path(f"{name}.yaml").write_text(text)
    Path("s.yaml").write_text(HEAD + promises)
    return script.load_script(Path("s.yaml"))


def mistakes(promises, **files):
    with pytest.raises(InputError) as caught:
        load(promises, **files)
    return list(map(str, caught.value.mistakes))


def of_profile(text, promises):
    Path("c.yaml").write_text(f"name: Acme\npromises:\n{text}")
    try:
        return load_profile(Path("c.yaml"), promises)
    except InputError as error:
        return list(map(str, error.mistakes))


def test_a_promise_takes_its_value_from_the_standards_or_has_one_of_its_own():
    made = load(
        "  - {id: a, label: A, fact: nodes.count, at_least: standard}\n"
        "  - {id: b, label: B, fact: etcd.members.count, at_least: 5}\n"
        "  - {id: c, label: C, holds: nodes.count > 1}\n"
    )
    assert [one.value(made.standards) for one in made.promises] == [3, 5, None]


MISTAKES = {
    "fact: «nodes.cuont, equals: 1": "there is no fact called 'nodes.cuont'; did you mean 'nodes.count'?",
    "fact: etcd.version, «at_least: 3": "etcd.version is a text, and 'at_least' is for a number; take equals",
    "fact: nodes.list, «equals: 3": "nodes.list is a list of rows, and 'equals' is for",
    "fact: nodes.zones, «at_most: 3": "nodes.zones is a list of texts, and 'at_most' is for a number",
    "fact: etcd.members.count, «contains: a": "etcd.members.count is a number, and 'contains' is for a text or",
    "fact: etcd.members.count, equals: «five": "etcd.members.count is a number",
    "fact: etcd.backup.interval, at_most: «8 h": "etcd.backup.interval is a number; in h, without the unit",
    "fact: nodes.zones, contains: «[a]": "'contains' takes a text",
    "fact: etcd.members.count, at_least: «standard": "there is no standard for etcd.members.count; add it to",
    "fact: nodes.count, at_least: «4": "the value of nodes.count stands in standards already; write at_least: standard",
    "holds: «nodes.cuont > 3": "there is no fact called 'nodes.cuont'",
    "by_hand: look, «wen: true": "there is no key 'wen' here; did you mean 'when'?",
}
"""A promise with a mistake at the mark, and the words that tell it."""

WHOLE = {
    "fact: nodes.count": "a promise has one of",
    "equals: 3": "a promise with 'equals' needs 'fact'",
    "fact: nodes.count, holds: nodes.count > 3": "a promise with 'holds' takes no 'fact'",
    "fact: nodes.count, at_least: standard, at_most: standard": "a promise has one of equals, at_least, at_most",
}


@pytest.mark.parametrize("promise", MISTAKES)
def test_a_mistake_in_a_promise_is_told_where_it_stands(promise):
    line = f"  - {{id: a, label: A, {promise}}}\n"
    told = mistakes(line.replace("«", ""))
    assert [one for one in told if one.startswith(f"s.yaml:{LINE}:{line.index('«') + 1}: {MISTAKES[promise]}")], told


@pytest.mark.parametrize("promise", WHOLE)
def test_a_promise_is_made_in_one_way(promise):
    told = mistakes(f"  - {{id: a, label: A, {promise}}}\n")
    assert [one for one in told if one.startswith(f"s.yaml:{LINE}:5: {WHOLE[promise]}")], told


def test_an_id_stands_once():
    twice = "  - {id: a, label: A, by_hand: look}\n  - {id: a, label: B, by_hand: look}\n"
    assert mistakes(twice) == [f"s.yaml:{LINE + 1}:10: the id 'a' stands here a second time; each one is unique"]


def test_shared_promises_are_included_and_held_against_the_standards_of_each_script():
    shared = "- {id: a, label: A, fact: nodes.count, at_least: standard}\n- {id: b, label: B, by_hand: look}\n"
    assert [one.id for one in load("  - include: shared.yaml\n", shared=shared).promises] == ["a", "b"]
    wrong = "- {id: a, label: A, fact: etcd.members.count, at_least: standard}\n"
    assert mistakes("  - include: shared.yaml\n", shared=wrong) == [
        "shared.yaml:1:57: there is no standard for etcd.members.count; add it to standards, or write the value"
    ]
    assert [one.id for one in script.load_promises(Path("shared.yaml"))] == ["a"]


PROMISES = (
    "  - {id: nodes, label: A, fact: nodes.count, at_least: standard}\n"
    "  - {id: dashboard, label: B, by_hand: look}\n"
    "  - {id: backup, label: C, fact: etcd.backup.interval, at_most: 8}\n"
)


@pytest.mark.parametrize(
    ("agreement", "mistake"),
    [
        ("  noods: {value: 1}\n", "c.yaml:3:3: no script promises 'noods'; did you mean 'nodes'?"),
        ("  nodes: {value: one}\n", "c.yaml:3:18: nodes.count is a number"),
        ("  backup: {value: 8 h}\n", "c.yaml:3:19: etcd.backup.interval is a number; in h, without the unit"),
        ("  dashboard: {value: true}\n", "c.yaml:3:22: 'dashboard' compares no value; it can be waived, with a reason"),
        ("  nodes: {}\n", "c.yaml:3:10: give either 'value', or the reason as 'waived'"),
        ("  nodes: {value: 1, waived: why}\n", "c.yaml:3:10: give either 'value', or the reason as 'waived'"),
        ("  nodes: {waived: ''}\n", "c.yaml:3:19: must not be empty"),
        ("  nodes: {vaule: 1}\n", "c.yaml:3:11: there is no key 'vaule' here; did you mean 'value'?"),
    ],
)
def test_a_mistake_in_an_agreement_is_told_where_it_stands(agreement, mistake):
    told = of_profile(agreement, load(PROMISES).promises)
    assert [one for one in told if one.startswith(mistake)], told


def test_one_profile_may_agree_on_promises_of_shipped_scripts_too():
    profile = of_profile("  nodes: {value: 1}\n  etcd-members: {value: 3}\n", load(PROMISES).promises)
    assert set(profile.promises) == {"nodes", "etcd-members"}


def test_what_was_agreed_is_the_standard_of_this_customer_and_what_was_waived_is_none():
    made = load(PROMISES)
    fewer = of_profile("  nodes: {value: 1, because: a test cluster}\n", made.promises)
    assert agreed_standards(made.standards, made.promises, fewer.promises) == {"nodes.count": 1}
    waived = of_profile("  nodes: {waived: nobody asked for it}\n", made.promises)
    assert agreed_standards(made.standards, made.promises, waived.promises) == {}
    assert agreed_standards(made.standards, made.promises, {}) == {"nodes.count": 3}
