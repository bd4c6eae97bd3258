"""How often something was agreed and how often it was found; the cluster is read on 14 May 2026, 09:12 UTC."""

import pytest
from msgspec.structs import replace

from deckgen.fact import Fact, Facts, Source

FIELDS = {
    "doing": "saved",
    "interval": "etcd.backup.interval",
    "last": "etcd.backup.last_success",
    "stopped": "etcd.backup.suspended",
    "rows": [
        {"label": "Saved every", "fact": "etcd.backup.interval"},
        {"label": "Members", "fact": "etcd.members.count"},
    ],
}
LAST = "2026-05-14T08:00:41+00:00"


@pytest.fixture
def drawn(slide, brief_of):
    def make(interval=None, last=None, *, stopped=False, standard=8, audience="call"):
        facts = {
            "etcd.backup.interval": interval,
            "etcd.backup.last_success": last,
            "etcd.backup.suspended": stopped,
            "etcd.members.count": 5,
        }
        standards = {"etcd.backup.interval": standard} if standard else {}
        brief = brief_of(facts, standards=standards, units={"etcd.backup.interval": "h"}, audience=audience)
        return slide("timeline", brief, **FIELDS)

    return make


def events(content):
    return [(event.label, event.state) for event in content.slots["figure"].events]


def test_what_was_agreed_stands_above_what_was_found_and_the_next_is_due_an_interval_later(drawn):
    content = drawn(8, LAST)
    line = content.slots["figure"]
    assert (str(line.agreed), line.agreed.source) == ("every eight hours", Source.DOCUMENTED)
    assert (str(line.found), line.found.source) == ("every eight hours", Source.OBSERVED)
    assert events(content) == [("saved 08:00", "done"), ("next due by 16:00", "due")]
    assert "body" in content.slots


def test_the_line_holds_the_last_time_the_time_of_the_data_and_the_next(drawn):
    line = drawn(8, LAST).slots["figure"]
    assert line.hours == 24
    assert [tick.label for tick in line.ticks] == ["20:00", "14 May", "04:00", "08:00", "12:00", "16:00", "20:00"]
    assert line.now.label == "now, 09:12 UTC"
    assert line.now.at == pytest.approx(13.2)
    assert list(line.spans) == [(0, 4), (4, 12), (12, 20), (20, 24)]


@pytest.mark.parametrize(("interval", "length"), [(1, 6), (8, 24), (12, 72), (24, 72), (168, 504)])
def test_the_longer_the_interval_the_longer_the_line(drawn, interval, length):
    line = drawn(interval, LAST, standard=None).slots["figure"]
    assert line.hours == length
    assert all(0 <= event.at <= length for event in line.events)
    assert len(line.events) == 2
    assert 0 <= line.now.at <= length
    assert len(line.ticks) <= 8


def test_one_that_did_not_come_is_late(drawn):
    assert events(drawn(4, "2026-05-14T02:00:00+00:00"))[1] == ("was due by 06:00", "late")


def test_one_long_ago_is_said_and_not_drawn(drawn):
    line = drawn(8, "2026-04-01T08:00:00+00:00").slots["figure"]
    assert line.events == ()
    assert str(line.found) == "every eight hours, last saved on 1 April 2026"


def test_what_is_switched_off_is_due_no_more(drawn):
    content = drawn(8, LAST, stopped=True)
    assert str(content.slots["figure"].found) == "switched off"
    assert events(content) == [("saved 08:00", "done")]


def test_where_nothing_is_seen_the_lower_row_says_so_on_the_call_and_the_line_gives_way_for_others(drawn):
    line = drawn().slots["figure"]
    assert (str(line.found), line.events) == ("not visible", ())
    assert "Found: not visible." in line.alt
    other = drawn(audience="customer")
    assert other.arrangement == "table"
    assert "figure" not in other.slots


def test_a_plan_of_which_no_run_is_seen_is_called_a_plan(drawn):
    line = drawn(8).slots["figure"]
    assert (str(line.found), line.events) == ("planned every eight hours, last one not visible", ())


def test_where_others_look_after_it_our_standard_was_not_agreed(slide, brief_of):
    brief = brief_of({"etcd.backup.last_success": LAST, "etcd.members.count": 5, "etcd.backup.suspended": None})
    hosted = Fact("etcd.backup.interval", reason="hosted elsewhere", absent=True, standard=8)
    brief = replace(brief, facts=Facts({**brief.facts.by_name, "etcd.backup.interval": hosted}))
    assert slide("timeline", brief, **FIELDS).arrangement == "table"


def test_without_an_agreement_nothing_stands_above(drawn):
    line = drawn(8, LAST, standard=None).slots["figure"]
    assert not line.agreed
    assert line.spans == ()
    assert "Agreed" not in line.alt


def test_a_difference_is_not_drawn_for_the_customer(drawn):
    assert str(drawn(12, LAST).slots["figure"].agreed) == "every eight hours"
    assert not drawn(12, LAST, audience="customer").slots["figure"].agreed


def test_where_no_interval_is_known_the_facts_stand_alone(drawn):
    assert drawn(None, LAST, standard=None).arrangement == "table"


def test_the_alternative_text_says_all_of_it(drawn):
    assert drawn(8, LAST).slots["figure"].alt == (
        "Timeline of one day from 13 May 2026, 20:00 UTC. Agreed: every eight hours (standard). "
        "Found: every eight hours, saved 08:00, next due by 16:00. The cluster was read on 14 May 2026, 09:12 UTC."
    )
