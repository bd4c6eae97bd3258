import pytest

from deckgen.rounded import About, rounded
from deckgen.values import spell
from deckgen.wording import plural, size, words


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
