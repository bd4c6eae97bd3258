"""A value is found wherever it is put into a deck, and in whatever guise."""

import hashlib
import itertools
import uuid

import pytest

from deckgen.audit import audit, needles_of
from deckgen.audit.value import Value
from deckgen.fact import Holds
from tests.audit.plant import PLACES, Plot

FORMS = (
    ("{0:.8}-{1}.prod.shop", Holds.HOST_NAME),
    ("Zora {0:.7} Krül{1}", Holds.PERSON),
    ("10.{1}.{2}.{3}", Holds.ADDRESS),
    ("{uuid}", Holds.IDENTIFIER),
    ("https://{0:.9}.shop/p?x={1}", Holds.URL),
    ("the till in {0:.6} must never stop at {1}", Holds.FREE_TEXT),
)


def value(number):
    """Make the value of a number: no two are the same, nor parts of one another."""
    seed = hashlib.sha256(str(number).encode()).digest()
    word = "".join(chr(ord("a") + byte % 26) for byte in seed)
    form, holds = FORMS[number % len(FORMS)]
    return Value(form.format(word, number, seed[1], seed[2], uuid=uuid.UUID(bytes=seed[:16], version=4)), holds)


def test_two_hundred_values_in_all_places_are_found_where_they_are(clean, tmp_path):
    plot, expected = Plot.of(clean), {}
    for number, name in zip(range(200), itertools.cycle(PLACES), strict=False):
        one = value(number)
        expected[one.text] = (name, PLACES[name](plot, one.text))
    assert len(expected) == 200

    hits = audit(plot.write(tmp_path / "planted.pptx"), needles_of(map(value, range(200)))).hits

    found = {(hit.value, hit.part) for hit in hits}
    assert {text: place for text, place in expected.items() if (text, place[1]) not in found} == {}
    assert {hit.value for hit in hits if not hit.pattern} == set(expected)


@pytest.mark.parametrize("name", PLACES)
def test_each_place_is_looked_at(name, clean, tmp_path):
    plot = Plot.of(clean).thinned()
    one = value(sum(map(ord, name)))
    part = PLACES[name](plot, one.text)

    hits = audit(plot.write(tmp_path / "planted.pptx"), needles_of([one])).hits

    assert (one.text, one.holds.value, part) in {(hit.value, hit.kind, hit.part) for hit in hits}


@pytest.mark.parametrize("audience", ["presales", "customer", "call"])
def test_in_a_deck_of_ours_there_is_none_of_them(audience, made):
    hits = audit(made(audience), needles_of(map(value, range(2000)))).hits
    assert [hit for hit in hits if not hit.pattern] == []
