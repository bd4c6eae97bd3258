"""What was agreed beside what was found."""

from msgspec.structs import replace

from deckgen.promise import Promise
from deckgen.script import kind
from deckgen.values import NOTHING

PROMISES = [
    {"id": "members", "label": "etcd", "fact": "etcd.members.count", "at_least": 5},
    {"id": "saved", "label": "Saved", "fact": "etcd.backup.interval", "at_most": 8},
    {"id": "logs", "label": "Logs", "fact": "services.logging.retention", "equals": 7, "found": "kept"},
    {"id": "sign-in", "label": "Dashboard", "by_hand": "sign in"},
    {"id": "ours", "label": "Ours", "when": "nodes.count > 9", "fact": "nodes.count", "at_least": 9},
]
ROWS = [{"label": one["label"], "promise": one["id"]} for one in PROMISES]
FACTS = {"etcd.members.count": 5, "etcd.backup.interval": 12, "services.logging.retention": None, "nodes.count": 3}
UNITS = {"etcd.backup.interval": "h", "services.logging.retention": "d"}


def compared(place, brief, rows=ROWS, **fields):
    entry = {"id": "a", "kind": "comparison", "title": "T", "rows": rows, **fields}
    entry = kind("comparison").Entry.model_validate(entry)
    script = place.script.model_copy(update={"promises": tuple(map(Promise.model_validate, PROMISES))})
    return kind("comparison").compose(entry, brief, replace(place, script=script))


def test_each_promise_that_compares_stands_with_both_values_and_a_word_for_how_it_stands(place, brief_of):
    content = compared(place, brief_of(FACTS, units=UNITS))
    assert [[str(cell) for cell in row] for row in content.slots["body"].rows] == [
        ["etcd", "at least 5", "5", "✓ as agreed"],
        ["Saved", "at most 8 hours", "12 hours", "! differs"],
        ["Logs", "7 days", NOTHING, "? not visible"],
    ]
    assert content.counts == {"met": 1, "rows": 3}


def test_what_the_profile_agreed_on_is_what_is_compared(place, brief_of):
    brief = brief_of(FACTS, units=UNITS, promises={"saved": {"value": 12}, "logs": {"waived": "not ordered"}})
    rows = [[str(cell) for cell in row] for row in compared(place, brief).slots["body"].rows]
    assert rows[1] == ["Saved", "at most 12 hours", "12 hours", "✓ as agreed"]
    assert rows[2] == ["Logs", NOTHING, NOTHING, f"{NOTHING} waived"]


def test_who_is_not_told_of_differences_is_shown_none(place, brief_of):
    assert compared(place, brief_of(FACTS, audience="customer")) is None


def test_without_a_promise_that_is_made_the_slide_gives_way(place, brief_of):
    assert compared(place, brief_of(FACTS), ROWS[3:]) is None


def test_without_what_was_found_it_is_what_is_promised_to_any_audience(place, brief_of):
    brief = brief_of(FACTS, units=UNITS, audience="customer", promises={"logs": {"waived": "not ordered"}})
    content = compared(place, brief, found=False)
    assert [column.head for column in content.slots["body"].columns] == ["What", "We promise"]
    assert [[str(cell) for cell in row] for row in content.slots["body"].rows] == [
        ["etcd", "at least 5"],
        ["Saved", "at most 8 hours"],
    ]
    assert content.counts["rows"] == 2
