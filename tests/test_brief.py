from datetime import UTC, datetime

import pytest

from deckgen.audience import AUDIENCES
from deckgen.brief import UNNAMED, make_brief, resolve
from deckgen.customer import Brand, Contact, Customer
from deckgen.fact import Fact, Facts, Holds, Source
from deckgen.standard import stand_in

TAKEN = datetime(2026, 5, 14, 9, 12, tzinfo=UTC)
CUSTOMER = Customer(
    name="Example Retail",
    contacts=(Contact(name="Anna"),),
    needs=("Speed",),
    declared={"etcd.backup.place": "a container", "nodes.count": 7},
    brand=Brand(accent="0B6E4F"),
    language="de",
)
OBSERVED = Facts(
    {
        fact.name: fact
        for fact in (
            Fact("nodes.count", 9, Source.OBSERVED),
            Fact("nodes.names", ["w-1"], Source.OBSERVED, holds=Holds.HOST_NAME),
            Fact("etcd.backup.place", reason="no API shows it"),
            Fact("etcd.backup.interval", reason="no CronJob"),
            Fact("etcd.version", reason="forbidden"),
        )
    }
)
STANDARDS = {"nodes.count": 5, "etcd.backup.interval": 8}


def brief(audience="call"):
    return make_brief(CUSTOMER, OBSERVED, STANDARDS, AUDIENCES[audience], TAKEN)


@pytest.mark.parametrize(
    ("value", "declared", "standard", "expected"),
    [
        (1, 2, 3, (1, Source.OBSERVED)),
        (0, 2, 3, (0, Source.OBSERVED)),
        (None, 2, 3, (2, Source.DECLARED)),
        (None, False, 3, (False, Source.DECLARED)),
        (None, None, 3, (3, Source.DOCUMENTED)),
        (None, None, None, (None, Source.NOT_VISIBLE)),
    ],
)
def test_the_surest_value_is_taken(value, declared, standard, expected):
    source = Source.NOT_VISIBLE if value is None else Source.OBSERVED
    fact = resolve(Fact("x", value, source), declared, standard)
    assert (fact.value, fact.source) == expected


def test_no_standard_stands_in_for_what_was_looked_for_and_is_not_there():
    fact = resolve(Fact("x", reason="nothing runs an image of Prometheus", absent=True), None, 3)
    assert (fact.value, fact.source, stand_in(fact).value) == (None, Source.NOT_VISIBLE, None)


def test_every_fact_says_where_its_value_is_from():
    sources = {name: fact.source for name, fact in brief().facts.items()}
    assert sources == {
        "nodes.count": Source.OBSERVED,
        "nodes.names": Source.OBSERVED,
        "etcd.backup.place": Source.DECLARED,
        "etcd.backup.interval": Source.DOCUMENTED,
        "etcd.version": Source.NOT_VISIBLE,
    }


def test_what_is_not_visible_keeps_its_reason():
    assert brief().facts["etcd.version"].reason == "forbidden"


def test_the_call_is_told_of_differences_and_the_customer_is_not():
    assert brief("call").facts["nodes.count"].differs
    seen = brief("customer").facts["nodes.count"]
    assert (seen.value, seen.differs, seen.standard, seen.declared) == (9, False, None, None)


def test_a_prospect_sees_neither_names_of_hosts_nor_the_customer():
    seen = brief("presales")
    assert seen.facts["nodes.names"].value == ["node-01"]
    assert seen.customer == Customer(name=UNNAMED, language="de")
    assert "Example" not in repr(seen)
    assert "w-1" not in repr(seen)


def test_a_prospect_sees_its_own_name_and_needs_and_nothing_of_whose_cluster_it_is():
    prospect = Customer(name="Example Bank", prospect=True, needs=("Speed",), contacts=(Contact(name="Anna"),))
    seen = make_brief(prospect, OBSERVED, STANDARDS, AUDIENCES["presales"], TAKEN).customer
    assert (seen.name, seen.needs, seen.contacts) == ("Example Bank", ("Speed",), ())


def test_a_prospect_is_told_the_standard_where_this_cluster_is_another():
    assert (brief("presales").facts["nodes.count"].value, brief("presales").facts["nodes.count"].source) == (
        5,
        Source.DOCUMENTED,
    )


def test_the_customer_sees_its_own_profile():
    assert brief("customer").customer == CUSTOMER
    assert brief("customer").as_of == TAKEN


def test_words_of_a_person_are_not_for_those_who_may_not_read_them():
    customer = Customer(
        name="Example Retail", declared={"etcd.backup.place": "our vault in Leeds", "etcd.members.count": 5}
    )
    seen = {name: Fact(name, reason="not seen") for name in customer.declared}
    presales = make_brief(customer, Facts(seen), {"etcd.backup.place": "swift"}, AUDIENCES["presales"], TAKEN)
    assert presales.facts["etcd.backup.place"].value == "swift"
    assert presales.facts["etcd.members.count"].source is Source.DECLARED
    call = make_brief(customer, Facts(seen), {}, AUDIENCES["call"], TAKEN)
    assert call.facts["etcd.backup.place"].value == "our vault in Leeds"
    without = make_brief(customer, Facts(seen), {}, AUDIENCES["presales"], TAKEN)
    assert without.facts["etcd.backup.place"].reason == "not shown to this audience"
