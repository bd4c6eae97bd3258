"""Reading a list from a server that gives it in pages, in one piece, or not at all."""

import json

import pytest

from deckgen.cluster import resources
from deckgen.cluster.connection import connect
from deckgen.cluster.listing import PAGE, WHOLE, attempt, limits
from tests.cluster.test_kubeconfig import kubeconfig
from tests.cluster.test_transport import server

PODS = next(one for one in resources.ALL if one.plural == "pods")
POOLS = next(one for one in resources.ALL if one.plural == "ippools")
SLICES = next(one for one in resources.ALL if one.plural == "endpointslices")
PAGES = (PAGE, WHOLE)


def page(*names, after=""):
    items = [{"metadata": {"name": name, "namespace": "shop"}} for name in names]
    return 200, json.dumps({"metadata": {"continue": after}, "items": items}).encode(), {}


def refusal(status, message=""):
    return status, json.dumps({"message": message}).encode(), {}


@pytest.fixture
def read(tmp_path):
    """Gives what comes of reading a resource from a server with these answers, what was asked, and what was told."""

    def reading(resource, version, order, *answers):
        told = []
        with server(*answers) as (url, asked):
            target = connect(kubeconfig(tmp_path / "config", "prod", server=url), "prod")
            outcome = attempt(target, resource, version, order, lambda *one: told.append(one))
        return outcome, [path for path, _ in asked], told

    return reading


def names(outcome):
    return [one.name for one in outcome.records]


def test_a_list_goes_on_where_the_last_page_ended(read):
    outcome, asked, told = read(PODS, "v1", PAGES, page("a", "b", after="next"), page("c"))
    assert names(outcome) == ["a", "b", "c"]
    assert asked == [f"/api/v1/pods?limit={PAGE}", f"/api/v1/pods?limit={PAGE}&continue=next"]
    assert told == [("pods", 2), ("pods", 3)]


def test_an_expired_list_is_read_once_more_in_one_piece(read):
    outcome, asked, _ = read(PODS, "v1", PAGES, page("a", after="next"), refusal(410), page("a", "b"))
    assert (names(outcome), outcome.gap) == (["a", "b"], None)
    assert asked[-1] == "/api/v1/pods"


def test_a_list_in_one_piece_that_breaks_off_is_read_once_more_in_pages(read):
    outcome, asked, _ = read(PODS, "v1", (WHOLE, PAGE), refusal(502), refusal(502), refusal(502), page("a"))
    assert names(outcome) == ["a"]
    assert asked[-1] == f"/api/v1/pods?limit={PAGE}"


def test_half_a_list_is_not_taken_for_the_whole(read):
    outcome, _, _ = read(PODS, "v1", PAGES, page("a", after="next"), refusal(410), refusal(410))
    assert (outcome.records, outcome.gap.reason) == ([], "failed")


def test_a_forbidden_list_is_asked_for_once(read):
    outcome, asked, _ = read(PODS, "v1", PAGES, refusal(403, "no"))
    assert (outcome.gap.resource, outcome.gap.reason, outcome.gap.detail) == ("pods", "forbidden", "no")
    assert len(asked) == 1


def test_an_answer_of_another_form_is_a_gap(read):
    outcome, asked, _ = read(PODS, "v1", PAGES, (200, b'{"items":[{"metadata":{}}]}', {}))
    assert (outcome.gap.reason, len(asked)) == ("failed", 1)


def test_custom_resources_say_the_version_that_they_were_read_in(read):
    outcome, asked, _ = read(POOLS, "projectcalico.org/v3", PAGES, page("pool"))
    assert asked == [f"/apis/projectcalico.org/v3/ippools?limit={PAGE}"]
    assert outcome.records[0].api_version == "projectcalico.org/v3"


def test_endpoints_are_read_where_their_slices_are_forbidden(read):
    outcome, asked, _ = read(SLICES, "discovery.k8s.io/v1beta1", PAGES, refusal(403), page("kubernetes"))
    assert (outcome.resource.name, outcome.gap) == ("endpoints", None)
    assert asked[-1] == f"/api/v1/endpoints?limit={PAGE}"


def test_without_both_the_slices_are_the_gap(read):
    outcome, _, _ = read(SLICES, "discovery.k8s.io/v1", PAGES, refusal(403))
    assert outcome.gap.resource == "endpointslices.discovery.k8s.io"


@pytest.mark.parametrize(
    ("version", "first"),
    [("v1.20.15", PAGE), ("v1.32.9", PAGE), ("v1.33.0+rke2r1", WHOLE), ("v1.37.2", WHOLE), ("", PAGE)],
)
def test_only_a_server_that_streams_is_asked_for_a_whole_list(version, first):
    assert limits(version)[0] == first
