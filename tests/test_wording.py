from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen import wording
from deckgen.wording import NotVisible


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (wording.words(3), "three"),
        (wording.words(12), "twelve"),
        (wording.words(13), "13"),
        (wording.words(3.0), "three"),
        (wording.words(2.5), "2.5"),
        (wording.words(-1), "-1"),
        (wording.words(1, "node"), "one node"),
        (wording.words(0, "policy"), "zero policies"),
        (wording.plural(1, "node"), "1 node"),
        (wording.plural(3, "node"), "3 nodes"),
        (wording.plural(2, "class"), "2 classes"),
        (wording.plural(2, "day"), "2 days"),
        (wording.plural(2, "policy"), "2 policies"),
        (wording.plural(2, "index", "indices"), "2 indices"),
        (wording.noun(1, "keeps", "keep"), "keeps"),
        (wording.noun(2, "keeps", "keep"), "keep"),
        (wording.cap("etcd API"), "Etcd API"),
        (wording.cap(""), ""),
        (wording.series(["a"]), "a"),
        (wording.series(["a", "b"]), "a and b"),
        (wording.series(["a", "b", "c"]), "a, b and c"),
        (wording.series(["a", "b", "c"], 1), "a and 2 more"),
        (wording.series(["a", "b"], word="or"), "a or b"),
        (wording.series([]), "none"),
        (wording.on_date(date(2026, 5, 4)), "4 May 2026"),
        (wording.on_date("2026-05-14T23:30:00-02:00"), "15 May 2026"),
        (wording.at_time("2026-05-14T09:12:59Z"), "09:12 UTC"),
        (wording.at_time(datetime(2026, 5, 14, 9, 12)), "09:12 UTC"),  # noqa: DTZ001 - a time without a zone is meant
        (wording.at_time(datetime(2026, 5, 14, 9, tzinfo=timezone(timedelta(hours=2)))), "07:00 UTC"),
        (wording.size(512), "512 bytes"),
        (wording.size(1319413953331), "1.2 TiB"),
        (wording.size(1536, "GiB"), "1.5 TiB"),
        (wording.hours(8), "eight hours"),
        (wording.hours(1), "one hour"),
        (wording.hours(24), "one day"),
        (wording.hours(72), "three days"),
        (wording.hours(36), "36 hours"),
        (wording.hours(0.5), "30 minutes"),
        (wording.every(8), "every eight hours"),
        (wording.every(1), "every hour"),
        (wording.every(24), "every day"),
        (wording.days(7), "seven days"),
        (wording.digits(10000), "10,000"),
        (wording.shown(value=True), "yes"),
        (wording.shown(8.0), "8"),
        (wording.shown(1.25), "1.25"),
        (wording.shown(["a", 1]), "a and 1"),
        (wording.shown(datetime(2026, 5, 14, tzinfo=UTC)), "14 May 2026"),
        (wording.join(["a", "b"], "/"), "a/b"),
        (wording.replace("a-b", "-", " "), "a b"),
    ],
)
def test_values_are_put_into_words(made, words):
    assert made == words


@pytest.mark.parametrize("value", [None, wording.Blank()])
def test_no_value_is_not_shown_as_one(value):
    with pytest.raises(NotVisible):
        wording.shown(value)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: wording.words("3"), "a number is needed"),
        (lambda: wording.words(number=True), "a number is needed"),
        (lambda: wording.series("abc"), "takes a list"),
        (lambda: wording.size(1, "MB"), "no unit 'MB'"),
        (lambda: wording.on_date("soon"), "soon"),
        (lambda: wording.shown({"name": 1, "zone": 2}), "name one of name or zone"),
        (lambda: wording.join(["a" * 5000] * 3), "grows past"),
    ],
)
def test_a_filter_says_what_it_cannot_do(make, words):
    with pytest.raises((TypeError, ValueError), match=words):
        make()


@given(st.text())
def test_cleaned_text_has_nothing_that_a_terminal_or_xml_minds(text):
    cleaned = wording.clean(text)
    assert all(letter in "\n\t" or ord(letter) >= 0x20 for letter in cleaned)
    cleaned.encode("utf-8")
    assert wording.clean(cleaned) == cleaned


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_ordinary_text_is_left_as_it_is(text):
    assert wording.clean(text) == text
