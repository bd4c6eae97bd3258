import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.audience import AUDIENCES
from deckgen.confidential import Value
from deckgen.fact import Fact, Holds, Source
from deckgen.redaction import Redaction

VALUES = {
    value.text: value
    for value in (
        Value("Example Retail", Holds.CUSTOMER),
        Value("retail-prod", Holds.CUSTOMER),
        Value("retail-prod-wn-1", Holds.HOST_NAME, "worker"),
        Value("payments", Holds.NAMESPACE),
        Value("gateway-7f", Holds.OBJECT),
        Value("anna@retail.test", Holds.EMAIL),
        Value("10.20.0.31", Holds.OUR_ADDRESS),
        Value("203.0.114.10", Holds.ADDRESS),
        Value("shop.retail.test", Holds.DOMAIN),
        Value("ingress", Holds.OBJECT),
    )
}


def redaction(audience, ordinary=("ingress", "deployment", "the", "whole", "cluster", "of")):
    return Redaction(AUDIENCES[audience], VALUES, ordinary=frozenset(ordinary))


def fact(value, holds=Holds.PUBLIC, **more):
    return Fact(
        "a.fact", value, more.pop("source", Source.OBSERVED), holds=holds, evidence="Node retail-prod-wn-1", **more
    )


@pytest.mark.parametrize(
    ("text", "holds", "expected"),
    [
        ("retail-prod-wn-1", Holds.HOST_NAME, "worker-01"),
        ("payments/gateway-7f", Holds.OBJECT, "app-one/workload-01"),
        ("Deployment payments/gateway-7f: 2 of 3", Holds.OBJECT, "Deployment app-one/workload-01: 2 of 3"),
        ("the whole cluster", Holds.NAMESPACE, "the whole cluster"),
        ("nobody-knows-me", Holds.OBJECT, "workload-01"),
        ("runs at 203.0.114.10:443", Holds.PUBLIC, "runs at 192.0.2.1:443"),
        ("https://shop.retail.test/basket", Holds.PUBLIC, "https://site-one.example.com"),
        ("for Example Retail's shop", Holds.PUBLIC, "for example-01's shop"),
        ("etcd-retail-prod-0", Holds.PUBLIC, "etcd-example-01-0"),
        ("write to anna@retail.test", Holds.PUBLIC, "write to person-01@example.com"),
        ("write to jo@other.test", Holds.PUBLIC, "write to person-01@example.com"),
        ("at 172.16.5.4", Holds.PUBLIC, "at 192.0.2.1"),
        ("ingress", Holds.OBJECT, "ingress"),
        ("v1.33.4", Holds.PUBLIC, "v1.33.4"),
        ("1.33.4+k3s1, 1.33.4-acme", Holds.PUBLIC, "1.33.4+k3s1, 1.33.4"),
        ("1und1", Holds.OBJECT, "workload-01"),
        ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqbyJ9.abc", Holds.PUBLIC, "token …"),
        ("call Jo first", Holds.FREE_TEXT, ""),
    ],
)
def test_a_prospect_reads_made_up_names(text, holds, expected):
    assert redaction("presales").text(text, holds) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("node retail-prod-wn-1/10.20.0.31", "node retail-prod-wn-1/…"),
        ("https://shop.retail.test at 203.0.114.10", "https://shop.retail.test at 203.0.114.10"),
    ],
)
def test_the_customer_reads_all_but_our_addresses(text, expected):
    assert redaction("customer").text(text) == expected


def test_the_call_is_told_all_but_tokens():
    known = fact("node 10.20.0.31 with eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqbyJ9.abc", Holds.OUR_ADDRESS)
    assert redaction("call").fact(known).value == "node 10.20.0.31 with …"


def test_the_columns_of_a_row_are_each_of_their_own_class():
    rows = [{"name": "retail-prod-wn-1", "role": "worker", "zone": "north", "kubelet": "1.33.4", "count": 23}]
    seen = redaction("presales", ordinary=["worker"]).fact(fact(rows, Holds.HOST_NAME)).value
    assert seen == [{"name": "worker-01", "role": "worker", "zone": "kind-01", "kubelet": "1.33.4", "count": 25}]


def test_a_fact_of_a_class_that_is_left_out_keeps_its_standard_alone():
    seen = redaction("customer").fact(fact(["10.20.0.31"], Holds.OUR_ADDRESS, standard=["by hand"]))
    assert (seen.visible, seen.value, seen.standard) == (False, None, ["by hand"])


def test_evidence_and_doubts_name_objects_and_are_not_for_a_prospect():
    seen = redaction("presales").fact(fact(3, disagrees=("Node retail-prod-wn-1 says 4",)))
    assert "retail" not in repr(seen)


def test_a_documented_standard_is_no_secret():
    assert redaction("presales").fact(fact("soft", Holds.FREE_TEXT, source=Source.DOCUMENTED)).value == "soft"


@pytest.mark.parametrize(("unit", "expected"), [("", 15), ("GiB", 15), ("h", 17), ("port", 17), ("%", 17)])
def test_counts_and_sizes_are_rounded_and_what_was_agreed_is_not(unit, expected):
    assert redaction("presales").fact(fact(17, unit=unit)).value == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23 of 26", "about 25 of about 25"),
        ("26/26", "about 25/about 25"),
        ("3 of 3", "3 of 3"),
        ("10.42.0.0/16", "192.0.2.0/28"),
        ("443/TCP", "443/TCP"),
    ],
)
def test_how_many_of_how_many_is_rounded_in_words_too(text, expected):
    assert redaction("presales", ordinary=["of", "tcp"]).text(text) == expected
    assert redaction("call").fact(fact(text)).value == text


def test_a_column_of_hours_is_no_count():
    rows = [{"name": "k8s", "retention": 72, "ready": "2 of 2", "volumes": 72}]
    (row,) = redaction("presales").fact(fact(rows, Holds.OBJECT)).value
    assert (row["retention"], str(row["volumes"])) == (72, "about 70")


@given(
    st.lists(st.sampled_from([text for text in VALUES if text != "ingress"]), min_size=1, max_size=4),
    st.sampled_from(["/", " ", ", ", ":", " (", "; ", "='"]),
    st.sampled_from([one for one in Holds if one not in (Holds.TOKEN, Holds.FREE_TEXT)]),
)
def test_no_known_value_is_left_in_any_text(parts, between, holds):
    seen = redaction("presales").text(between.join(parts), holds)
    assert not [text for text in parts if text in seen]
