"""A list that is decoded while it arrives is the list that was sent."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.cluster import parts, wire
from deckgen.cluster.snapshot import Workload
from deckgen.cluster.workloads import stateful_set

names = st.text(max_size=12) | st.just('},{"metadata":{"name":"x')
nested = st.lists(st.fixed_dictionaries({"metadata": st.fixed_dictionaries({"name": names})}), max_size=3)


@st.composite
def lists(draw):
    """A list as a server writes it, with things in its items that look like the next item."""
    items = [
        {
            "metadata": {"name": draw(names), "labels": {"a": draw(names)}},
            "spec": {"volumeClaimTemplates": draw(nested)},
        }
        for _ in range(draw(st.integers(0, 12)))
    ]
    meta = {"metadata": {"resourceVersion": "1", "continue": draw(st.sampled_from(["", "next"]))}}
    body = {"kind": "List", **meta, "items": items} if draw(st.booleans()) else {"items": items, **meta}
    return items, meta["metadata"]["continue"], msgspec.json.encode(body)


def decoded(body, size, item=wire.Workload):
    found = []
    token = parts.decode(iter([body[at : at + size] for at in range(0, len(body), size)]), item, found.extend)
    return found, token


@given(lists(), st.integers(1, 300), st.integers(1, 300))
def test_parts_of_any_size_give_the_whole_list(sent, part, size):
    items, token, body = sent
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PART", part)
        found, after = decoded(body, size)
    assert [one.metadata.name for one in found] == [one["metadata"]["name"] for one in items]
    assert [len(one.spec.volume_claim_templates) for one in found] == [
        len(one["spec"]["volumeClaimTemplates"]) for one in items
    ]
    assert after == token


def test_a_long_list_is_given_some_at_a_time(monkeypatch):
    monkeypatch.setattr(parts, "PART", 1000)
    body = msgspec.json.encode({"metadata": {}, "items": [{"metadata": {"name": f"pod-{n}"}} for n in range(500)]})
    given_at_once = []
    parts.decode(iter([body[at : at + 100] for at in range(0, len(body), 100)]), wire.Pod, given_at_once.append)
    assert sum(map(len, given_at_once)) == 500
    assert max(map(len, given_at_once)) < 100


@pytest.mark.parametrize("part", [10, parts.PART])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b'{"items":{}}',
        b'{"metadata":{},"items":[{"metadata":{}}]}',
        b'{"metadata":{},"items":[{"metadata":{"name":"a"}},{"metadata":{"name":3}},{"metadata":{"name":"c"}}]}',
        b'{"metadata":{},"items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}},{"metadata"',
    ],
)
def test_what_is_no_such_list_is_an_error(monkeypatch, part, body):
    monkeypatch.setattr(parts, "PART", part)
    with pytest.raises(msgspec.DecodeError):
        decoded(body, 7)


def test_a_list_of_nothing_is_empty():
    assert decoded(b'{"metadata":{},"items":null}\n', 7) == ([], "")


def test_items_become_records():
    (one,), _ = decoded(b'{"metadata":{},"items":[{"metadata":{"name":"db","namespace":"shop"}}]}', 7)
    assert stateful_set(one) == Workload(kind="StatefulSet", namespace="shop", name="db", replicas=1)
