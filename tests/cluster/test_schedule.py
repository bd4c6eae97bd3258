import contextlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.cluster.schedule import largest_gap


@pytest.mark.parametrize(
    ("schedule", "gap"),
    [
        ("0 */8 * * *", timedelta(hours=8)),
        ("0 1 * * *", timedelta(days=1)),
        ("*/7 * * * *", timedelta(minutes=7)),
        ("0 */5 * * *", timedelta(hours=5)),
        ("5/25 * * * *", timedelta(minutes=25)),
        ("30 4 1,15 * *", timedelta(days=17)),
        ("0 0 * * MON-FRI", timedelta(days=3)),
        ("0 0 13 * 5", timedelta(days=7)),
        ("0 0 29 2 *", timedelta(days=1461)),
        ("@daily", timedelta(days=1)),
        ("@every 90m", timedelta(minutes=90)),
        ("CRON_TZ=Europe/London 0 6 * * ?", timedelta(days=1)),
    ],
)
def test_the_longest_wait_between_two_runs(schedule, gap):
    assert largest_gap(schedule) == gap


@pytest.mark.parametrize(
    "schedule", ["", "0 0 * *", "61 * * * *", "0 0 31 2 *", "0 0 * * 7", "x * * * *", "*/0 * * * *"]
)
def test_what_is_no_schedule_or_never_comes_is_refused(schedule):
    with pytest.raises(ValueError, match=r".+"):
        largest_gap(schedule)


@given(st.text(alphabet="0123456789*/,-?@ ", max_size=20))
def test_any_text_gives_a_gap_or_a_value_error(text):
    with contextlib.suppress(ValueError):
        assert largest_gap(text) > timedelta(0)
