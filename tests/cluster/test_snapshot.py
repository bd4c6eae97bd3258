"""The file form of a snapshot: what is written is read again, and what is no snapshot is said to be none."""

import gzip
import json
from datetime import UTC, datetime
from io import BytesIO

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import crowd
from deckgen.cluster import snapshot as form
from deckgen.cluster import wire, workloads
from deckgen.cluster.snapshot import (
    Container,
    Custom,
    Gap,
    Node,
    Origin,
    Pod,
    Setting,
    Snapshot,
    dumps,
    is_snapshot,
    load,
)
from deckgen.errors import InputError

TAKEN = datetime(2026, 5, 14, 9, 12, tzinfo=UTC)
SMALL = Snapshot(
    taken=TAKEN,
    origins=[Origin(version="v1.33.4", name="prod")],
    gaps=[Gap(resource="nodes", reason="forbidden", detail="this user cannot list")],
    resources=["pods"],
    pods=[
        Pod(
            namespace="shop", name="web-1", labels={"app": "web"}, not_ready=["web"], containers=[Container(name="web")]
        )
    ],
    csi_drivers=["cinder.csi.openstack.org"],
    customs=[Custom(kind="IPPool", api_version="v1", name="pool", fields={"spec.cidr": "10.42.0.0/16"})],
)
texts = st.text(max_size=20)
snapshots = st.builds(
    Snapshot,
    taken=st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    nodes=st.lists(st.builds(Node, name=texts, labels=st.dictionaries(texts, texts, max_size=3)), max_size=3),
    settings=st.lists(st.builds(Setting, namespace=texts, config_map=texts, name=texts, value=texts), max_size=3),
    csi_drivers=st.lists(texts, max_size=3),
)


def written(tmp_path, content):
    file = tmp_path / "snapshot.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def refused(path):
    with pytest.raises(InputError) as caught:
        load(path)
    return str(caught.value)


@given(snapshots)
def test_what_is_written_is_read_again(tmp_path_factory, snapshot):
    file = written(tmp_path_factory.mktemp("round"), dumps(snapshot))
    assert load(file) == snapshot


@given(snapshots)
def test_what_is_packed_is_read_again(tmp_path_factory, snapshot):
    packed = BytesIO()
    form.write(snapshot, packed, packed=True)
    assert gzip.decompress(packed.getvalue()) == dumps(snapshot)
    file = written(tmp_path_factory.mktemp("round"), packed.getvalue())
    assert load(file) == snapshot


def test_the_same_snapshot_is_packed_into_the_same_bytes(monkeypatch):
    first, second = BytesIO(), BytesIO()
    form.write(SMALL, first, packed=True)
    monkeypatch.setattr("time.time", lambda: 0)
    form.write(SMALL, second, packed=True)
    assert first.getvalue() == second.getvalue()


def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(form, "LARGEST", 1_000_000)
    file = written(tmp_path, gzip.compress(b" " * 10_000_000))
    assert file.stat().st_size < 20_000
    assert "too large for a snapshot" in refused(file)


@pytest.mark.parametrize("content", [gzip.compress(dumps(SMALL))[:-20], b"\x1f\x8b", b"\x1f\x8bnot gzip at all"])
def test_a_packed_file_that_is_broken_is_said_to_be(tmp_path, content):
    assert "cannot be unpacked with gzip" in refused(written(tmp_path, content))


def test_the_file_is_json_with_a_record_on_each_line():
    text = dumps(Snapshot(taken=TAKEN, nodes=[Node(name="wn-1"), Node(name="wn-2", kubelet="v1.33.4")])).decode()
    assert [one["name"] for one in json.loads(text)["nodes"]] == ["wn-1", "wn-2"]
    assert text.splitlines()[1:-1] == [
        '  "format": 3,',
        '  "taken": "2026-05-14T09:12:00Z",',
        '  "nodes": [',
        '    {"name":"wn-1"},',
        '    {"name":"wn-2","kubelet":"v1.33.4"}',
        "  ]",
    ]
    assert text.startswith("{\n")
    assert text.endswith("\n}\n")


def test_ten_thousand_pods_of_two_containers_take_less_than_five_megabytes():
    found = [msgspec.json.decode(msgspec.json.encode(one), type=wire.Pod) for one in crowd.pods(9_000, 10_000)]
    with_pods, without = (dumps(Snapshot(taken=TAKEN, pods=pods)) for pods in (list(map(workloads.pod, found)), []))
    assert json.loads(with_pods)["pods"][0]["containers"][1]["requests"] == ["cpu", "memory"]
    assert 10 * (len(with_pods) - len(without)) < 5_000_000


def test_fields_that_hold_nothing_are_left_out():
    assert "nodes" not in json.loads(dumps(SMALL))


def test_the_same_snapshot_gives_the_same_bytes():
    turned = Pod(namespace="shop", name="web", labels={"b": "2", "a": "1"})
    straight = Pod(namespace="shop", name="web", labels={"a": "1", "b": "2"})
    assert dumps(Snapshot(taken=TAKEN, pods=[turned])) == dumps(Snapshot(taken=TAKEN, pods=[straight]))


def test_a_broken_file_is_said_where(tmp_path):
    file = written(tmp_path, dumps(SMALL).replace(b'"web-1",', b'"web-1"'))
    before = dumps(SMALL).split(b'"web-1"')[0]
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n") + len('"web-1"')
    assert f"{file}:{line}:{column}: this is not JSON" in refused(file)


def test_a_file_cut_off_is_said_where(tmp_path):
    file = written(tmp_path, b'{\n  "format": 3,\n  "taken": "20')
    assert f"{file}:3:" in refused(file)


def test_bytes_that_are_no_text_are_said_where(tmp_path):
    file = written(tmp_path, b'{\n  "format": 3, "taken": "\xff"}')
    assert f"{file}:2:26: this is not text in UTF-8" in refused(file)


@pytest.mark.parametrize("content", ['{"name": "deckgen"}', "[]", "3", '"text"', '{"format": "one", "taken": ""}'])
def test_another_json_file_is_no_snapshot(tmp_path, content):
    file = written(tmp_path, content)
    assert "this is not a snapshot" in refused(file)
    assert not is_snapshot(file)


def test_a_snapshot_of_a_newer_deckgen_says_to_update(tmp_path):
    file = written(tmp_path, dumps(SMALL).replace(b'"format": 3', b'"format": 4'))
    assert "newer format, 4; this deckgen reads 3; update deckgen" in refused(file)
    assert is_snapshot(file)


def test_a_snapshot_of_an_older_format_says_to_take_it_again(tmp_path):
    file = written(tmp_path, dumps(SMALL).replace(b'"format": 3', b'"format": 2'))
    assert "an older format, 2; this deckgen reads 3; take the snapshot again" in refused(file)


def test_a_wrong_value_is_said_with_its_place(tmp_path):
    file = written(tmp_path, dumps(SMALL).replace(b'"web-1"', b"3"))
    assert "$.pods[0].name" in refused(file)


@pytest.mark.parametrize("content", ["", " \n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path, content):
    assert "this file is empty" in refused(written(tmp_path, content))


def test_a_folder_is_said_to_be_one(tmp_path):
    assert "this is a folder" in refused(tmp_path)
    assert not is_snapshot(tmp_path)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert "cannot be read: No such file or directory" in refused(tmp_path / "missing.json")


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(form, "LARGEST", 100)
    assert "too large" in refused(written(tmp_path, dumps(SMALL)))


def test_json_that_is_nested_too_deep_is_refused(tmp_path):
    assert "snapshot" in refused(written(tmp_path, "[" * 100_000 + "]" * 100_000))


@given(st.binary(max_size=200))
def test_no_file_is_a_crash(tmp_path_factory, content):
    file = written(tmp_path_factory.mktemp("any"), content)
    with pytest.raises(InputError):
        load(file)
