"""One list, page by page, and what becomes of it when a page does not come."""

from concurrent.futures import Future

import pytest

from deckgen.cluster import resources
from deckgen.cluster.listing import PAGE, Listing
from deckgen.cluster.transport import RequestFailedError

PODS = next(one for one in resources.ALL if one.plural == "pods")
POOLS = next(one for one in resources.ALL if one.plural == "ippools")
FIRST = b'{"kind":"PodList","metadata":{"continue":"next"},"items":[{"metadata":{"name":"a"}}]}'
LAST = b'{"kind":"PodList","metadata":{},"items":[{"metadata":{"name":"b"}}]}'


class Pool:
    """Notes which requests are sent, and sends none."""

    def __init__(self):
        self.queries = []

    def submit(self, _get, _target, _path, query, opened):
        self.queries.append(query)
        self.opened = opened
        return Future()


def answered(listing, answer):
    future = Future()
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
    listing.answer(future)
    listing.take()


def next_query(listing):
    pool = Pool()
    return pool.queries[0] if listing.following(None, pool) else None


def names(listing):
    return [one.name for one in listing.records]


def test_a_list_goes_on_where_the_last_page_ended():
    listing = Listing(PODS, "v1")
    pool = Pool()
    listing.fetch(None, pool)
    assert (listing.path, pool.queries) == ("/api/v1/pods", [{"limit": PAGE}])
    answered(listing, FIRST)
    assert next_query(listing) == {"limit": PAGE, "continue": "next"}
    answered(listing, LAST)
    assert (next_query(listing), names(listing)) == (None, ["a", "b"])


def test_the_next_page_is_sent_for_as_soon_as_a_page_says_where_it_begins():
    listing, pool = Listing(PODS, "v1"), Pool()
    listing.fetch(None, pool)
    pool.opened(FIRST[:60])
    assert pool.queries[1:] == [{"limit": PAGE, "continue": "next"}]
    ahead = listing.ahead
    answered(listing, FIRST)
    assert listing.following(None, pool) is ahead
    assert len(pool.queries) == 2


def test_no_more_than_one_page_is_sent_for_ahead():
    listing, pool = Listing(PODS, "v1"), Pool()
    listing.fetch(None, pool)
    for _ in range(3):
        pool.opened(FIRST)
    assert len(pool.queries) == 2


def test_a_custom_resources_list_may_say_last_where_it_goes_on():
    listing = Listing(POOLS, "crd.projectcalico.org/v1")
    answered(listing, b'{"items":[{"metadata":{"name":"pool"}}],"metadata":{"continue":"next"}}')
    assert next_query(listing)["continue"] == "next"
    assert listing.records[0].api_version == "crd.projectcalico.org/v1"


def test_an_expired_list_is_read_once_more_in_one_piece():
    listing = Listing(PODS, "v1")
    answered(listing, FIRST)
    answered(listing, RequestFailedError("failed", "expired", 410))
    assert (next_query(listing), listing.records) == ({}, [])
    answered(listing, LAST)
    assert (listing.more, listing.gap, names(listing)) == (False, None, ["b"])


def test_a_list_that_expires_twice_is_a_gap():
    listing = Listing(PODS, "v1")
    for _ in range(2):
        answered(listing, RequestFailedError("failed", "expired", 410))
    assert (listing.more, listing.gap.reason) == (False, "failed")


def test_half_a_list_is_not_taken_for_the_whole():
    listing = Listing(PODS, "v1")
    answered(listing, FIRST)
    answered(listing, RequestFailedError("timed out", "no answer"))
    assert (listing.records, listing.gap.reason) == ([], "timed out")


@pytest.mark.parametrize("page", [b"no json", b'{"items":[{"metadata":{}}]}', b'{"items":{}}', b"[]"])
def test_an_answer_that_is_no_list_is_a_gap(page):
    listing = Listing(PODS, "v1")
    answered(listing, page)
    assert (listing.records, listing.gap.reason) == ([], "failed")


def test_a_list_of_nothing_is_no_gap():
    listing = Listing(PODS, "v1")
    answered(listing, b'{"metadata":{},"items":null}')
    assert (listing.records, listing.gap) == ([], None)
