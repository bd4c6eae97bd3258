"""A row of the table of audiences that an organisation writes."""

import pytest

from deckgen.audience import AUDIENCES
from deckgen.audience_file import load_audience
from deckgen.errors import InputError
from deckgen.fact import Holds

PARTNER = """\
like: customer
name: partner
reads: a partner who runs the cluster with us
treats:
  person: pseudonym
  e-mail: left out
numbers: rounded
"""


@pytest.fixture
def load(tmp_path):
    def read(text):
        path = tmp_path / "partner.yaml"
        path.write_text(text)
        return load_audience(path)

    return read


def test_it_is_like_the_one_that_it_names_but_for_what_it_says(load):
    partner, base = load(PARTNER), AUDIENCES["customer"]
    assert (partner.name, partner.numbers, partner.slides) == ("partner", "rounded", "customer")
    assert (partner.treats[Holds.PERSON], partner.treats[Holds.EMAIL]) == ("pseudonym", "left out")
    assert partner.treats[Holds.OUR_ADDRESS] == base.treats[Holds.OUR_ADDRESS]
    assert (partner.notes, partner.gate, partner.commands) == (base.notes, base.gate, base.commands)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("like: nobody\n", "partner.yaml:1:7"),
        ("like: customer\ntreats: {host name: shown, hostname: shown}\n", "partner.yaml:2:38"),
        ("like: customer\ntreats: {host name: hidden}\n", "allowed: left out, pseudonym, shown"),
        ("like: customer\nnumbers: about\n", "partner.yaml:2:10"),
        ("like: customer\nname: Our Partner\n", "a short name in lower case"),
        ("name: partner\n", "like"),
        ("like: customer\nseen: all\n", "partner.yaml:2:1"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_is_allowed(load, text, told):
    with pytest.raises(InputError) as caught:
        load(text)
    assert told in str(caught.value)
