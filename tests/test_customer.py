from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckgen import assets
from deckgen.cluster import observe
from deckgen.cluster.definition import Definition
from deckgen.customer import LARGEST_LOGO, load_customer
from deckgen.errors import InputError
from deckgen.fact import observed
from tests.refusals import refusals_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20


def definition(name, shape):
    return Definition(name, f"What {name} means", shape, lambda _: observed(1, "made up"), "the customer profile")


FACTS = [definition("etcd.backup.place", "text"), definition("etcd.members.count", "number")]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(observe, "definitions", lambda: {one.name: one for one in FACTS})
    return tmp_path


def load(text):
    Path("c.yaml").write_text(text)
    return load_customer(Path("c.yaml"))


def mistakes(text):
    with pytest.raises(InputError) as caught:
        load(text)
    return str(caught.value).splitlines()


def test_a_name_is_all_that_a_profile_needs():
    customer = load("name: Example Retail\n")
    assert (customer.name, customer.contacts, customer.declared, customer.language) == (
        "Example Retail",
        (),
        {},
        "en-GB",
    )


def test_declared_facts_are_checked_by_name_and_form():
    text = "name: a\ndeclared:\n  etcd.backup.plaec: x\n  etcd.members.count: '5'\n  etcd.backup.place: 5\n"
    unknown = "there is no fact called 'etcd.backup.plaec'; did you mean 'etcd.backup.place'?"
    assert mistakes(text) == [
        f"c.yaml:3:3: {unknown} there are etcd.backup.place, etcd.members.count",
        "c.yaml:4:23: etcd.members.count is a number",
        "c.yaml:5:22: etcd.backup.place is a text; put it in quotes",
    ]


def test_a_declared_fact_without_a_value_is_still_to_be_filled_in():
    assert load("name: a\ndeclared:\n  etcd.backup.place:\n").declared == {"etcd.backup.place": None}


def test_colours_languages_and_names_have_a_form():
    assert mistakes("name: ''\nbrand: {accent: '#12345'}\nlanguage: english\n") == [
        "c.yaml:1:7: must not be empty",
        "c.yaml:2:17: '#12345' does not have the right form; six hexadecimal digits in quotes, without '#'",
        "c.yaml:3:11: 'english' does not have the right form; a language tag, such as en-GB or de",
    ]


@pytest.mark.parametrize("content", [PNG, JPEG])
def test_a_logo_is_read_from_beside_the_profile(content):
    Path("pictures").mkdir()
    Path("pictures/logo").write_bytes(content)
    brand = load("name: a\nbrand: {logo: pictures/logo}\n").brand
    assert brand.image(Path("c.yaml")) == content


def test_no_logo_is_no_picture():
    assert load("name: a\n").brand.image(Path("c.yaml")) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "the logo cannot be read: No such file or directory"),
        (b"GIF89a", "the logo is neither a PNG nor a JPEG"),
        (b"", "the logo is neither a PNG nor a JPEG"),
        (PNG + b"\0" * LARGEST_LOGO, "the logo is larger than 2 MiB"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_where_it_is_named(content, words):
    if content is not None:
        Path("logo").write_bytes(content)
    (told,) = mistakes("name: a\nbrand:\n  logo: logo\n")
    assert told == f"c.yaml:3:9: {words}; a PNG or JPEG file, relative to this profile"


def test_a_logo_that_is_gone_when_it_is_wanted_is_told_with_the_profile():
    Path("logo").write_bytes(PNG)
    brand = load("name: a\nbrand: {logo: logo}\n").brand
    Path("logo").unlink()
    with pytest.raises(InputError, match=r"c\.yaml: the logo cannot be read"):
        brand.image(Path("c.yaml"))


KEYS = ["name", "contacts", "declared", "brand", "logo", "accent", "needs", "etcd.members.count", "email"]
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=5), st.sampled_from(KEYS)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)),
    max_leaves=15,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(ANYTHING)
def test_any_structure_is_a_profile_or_is_refused_with_a_place_for_each_mistake(value):
    told = refusals_of(load, yaml.safe_dump(value, allow_unicode=True))
    assert all(mistake.line >= 1 or mistake.message == "the file is empty" for mistake in told)


def test_the_sample_profile_has_no_mistakes(monkeypatch):
    monkeypatch.undo()
    assert load_customer(assets.sample() / "customer.yaml").name
