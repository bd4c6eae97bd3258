"""A profile and a snapshot of different clusters are never mixed."""

from datetime import UTC, datetime

import pytest

from deckgen.cluster.records import Container, Origin, Pod
from deckgen.cluster.snapshot import Snapshot
from deckgen.customer import Customer
from deckgen.errors import InputError
from deckgen.same_cluster import check_same_cluster


def snapshot(context, flag=""):
    flags = {"cluster-name": flag} if flag else {}
    pod = Pod(namespace="kube-system", name="manager", containers=[Container(name="manager", flags=flags)])
    return Snapshot(taken=datetime(2026, 5, 14, tzinfo=UTC), origins=[Origin(name=context)], pods=[pod])


@pytest.mark.parametrize(
    ("own", "context", "flag"),
    [
        ("retail-prod", "retail-prod", ""),
        ("retail-prod", "admin@Retail_Prod", ""),
        ("prod", "retail-prod", ""),
        ("retail-prod", "jo", "retail-prod"),
        ("retail-prod", "in-cluster", "kubernetes"),
        ("retail-prod", "", ""),
        ("", "bank-prod", ""),
    ],
)
def test_names_that_agree_or_say_nothing_are_let_through(own, context, flag):
    check_same_cluster(Customer(name="Example", cluster=own), snapshot(context, flag))


@pytest.mark.parametrize(("context", "flag"), [("bank-prod", ""), ("in-cluster", "bank-prod")])
def test_another_cluster_is_refused_with_both_names(context, flag):
    with pytest.raises(InputError, match=r"'retail-prod'.*'bank-prod'") as caught:
        check_same_cluster(Customer(name="Example", cluster="retail-prod"), snapshot(context, flag))
    assert "also_called" in caught.value.hint


def test_another_name_of_the_same_cluster_stands_in_the_profile():
    known = Customer(name="Example", cluster="retail-prod", also_called=("bank-prod",))
    check_same_cluster(known, snapshot("bank-prod"))


def test_a_prospect_has_no_cluster_here():
    check_same_cluster(Customer(name="Example", cluster="mine", prospect=True), snapshot("bank-prod"))
