import pytest

from deckgen.markup import unfence
from deckgen.rounded import About, Several, alike, how_many, rounded
from deckgen.sandbox import compile_text
from deckgen.sketch import listed
from deckgen.values import spell
from deckgen.wording import plural, series, size, words


@pytest.mark.parametrize(
    ("exact", "told"),
    [
        (0, "0"),
        (10, "10"),
        (11, "about 10"),
        (13, "about 15"),
        (17, "about 15"),
        (64, "about 65"),
        (250.6, "about 250"),
        (5296, "about 5300"),
    ],
)
def test_a_number_above_ten_is_told_as_about_one_near_it(exact, told):
    assert str(rounded(exact)) == told


def test_what_is_no_number_stays_as_it_is():
    assert list(map(rounded, [True, "17", None])) == [True, "17", None]


def test_what_is_written_says_that_it_is_about_so_many():
    about = rounded(12)
    assert words(about, "node") == "about 10 nodes"
    assert plural(rounded(1234), "volume") == "about 1200 volumes"
    assert size(rounded(5296), "GiB") == "about 5.2 TiB"
    assert spell(rounded(5296)) == "about 5,300"
    assert f"{about} of {about:,}" == "about 10 of about 10"


def test_a_sum_of_rounded_numbers_is_known_no_better():
    total = sum([rounded(17), 3])
    assert isinstance(total, About)
    assert str(total) == "about 20"


def test_what_is_left_of_a_rounded_number_is_known_no_better():
    assert str(rounded(26) - 3) == "about 20"
    assert str(rounded(12) - 3) == "7"


NAMES = [f"app-{number}" for number in range(29)]


def test_members_of_a_list_are_counted_and_of_several_about_so_many():
    assert (str(how_many(NAMES)), str(how_many(Several(NAMES)))) == ("29", "about 30")
    assert str(how_many(NAMES[:17], Several(NAMES))) == "about 15"
    assert str(how_many(Several(NAMES[:3]))) == "3"


def test_what_is_left_out_of_several_is_told_as_about_so_many():
    assert series(Several(NAMES), 2) == "app-0, app-1 and about 30 more"
    assert listed(Several(NAMES), 2) == "app-0, app-1 and about 30 more"
    assert spell(Several(NAMES)).endswith("and about 25 more")
    assert series(NAMES, 2) == "app-0, app-1 and 27 more"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ names|length }}", "about 30"),
        ("{{ names|unique|list|length }}", "about 30"),
        ("{{ names|select('ne', 'app-0')|list|length|words('app') }}", "about 30 apps"),
        ("{{ rows|map(attribute='zone')|unique|list|length }}", "about 15"),
        ("{{ rows|selectattr('zone', 'lt', 3)|list|length }}", "6"),
        ("{{ names|first|length }}", "5"),
    ],
)
def test_a_template_counts_several_as_about_so_many(template, told):
    rows = Several([{"zone": number // 2} for number in range(29)])
    read = {"names": Several(NAMES), "rows": rows}
    assert unfence(compile_text(template).text({"_read": lambda name: read[name]})) == told


def test_a_text_is_no_list():
    assert alike(Several(NAMES), "abc") == "abc"
