"""Lists as real API servers print them for kubectl, the oldest and the newest."""

import subprocess
from collections import Counter

import pytest

from deckgen.cluster import tables as printing
from deckgen.cluster.collect import collect, connect
from deckgen.cluster.observe import observe
from deckgen.cluster.snapshot import dumps, load

pytestmark = pytest.mark.bed
versions = pytest.mark.parametrize("version", ["old", "newest"])


def read(server, user="reader"):
    return collect(connect(server.kubeconfig(user)))


def tables(snapshot):
    return {table.resource: table for table in snapshot.tables}


@versions
def test_the_tables_are_those_that_kubectl_gets(cluster, version):
    found = tables(read(cluster("sample", version)))
    assert {name: (one.namespace, one.columns[: len(one.columns) - one.wide]) for name, one in found.items()} == {
        "nodes": ("", ["NAME", "STATUS", "ROLES", "AGE", "VERSION"]),
        "pods": ("shop", ["NAME", "READY", "STATUS", "RESTARTS", "AGE"]),
        "deployments.apps": ("shop", ["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"]),
    }
    assert found["deployments.apps"].columns[-3:] == ["CONTAINERS", "IMAGES", "SELECTOR"]
    assert found["nodes"].rows[0][:3] == ["retail-prod-cp-1", "Ready", "control-plane"]
    assert ["postgres-0", "1/1", "Running", "0"] in [row[:4] for row in found["pods"].rows]


def test_the_rows_are_to_the_letter_what_kubectl_prints(cluster, kubectl):
    server = cluster("sample", "newest")
    command = [kubectl, "--kubeconfig", server.kubeconfig("viewer"), "get", "deployments", "-n", "shop", "-o", "wide"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    head, *rows = [line.split() for line in printed]
    age = head.index("AGE")
    found = tables(read(server))["deployments.apps"]
    assert found.columns == head
    assert [row[:age] + row[age + 1 :] for row in found.rows] == [row[:age] + row[age + 1 :] for row in rows]


@versions
def test_of_pods_one_namespace_is_asked_for_once_more(cluster, version):
    server = cluster("sample", version)
    with server.recorded() as sent:
        read(server)
    asked = Counter((one.verb, one.resource, one.namespace) for one in sent)
    assert asked["list", "pods", ""] == asked["list", "pods", "shop"] == 1
    assert asked["list", "nodes", ""] == 2


def test_few_rows_are_asked_for_and_kept(cluster, monkeypatch):
    monkeypatch.setattr(printing, "ROWS", 2)
    found = tables(read(cluster("sample", "newest")))
    assert {name: len(one.rows) for name, one in found.items()} == {"nodes": 2, "pods": 2, "deployments.apps": 2}


def test_a_server_that_answers_with_a_list_leaves_a_gap(cluster, monkeypatch):
    monkeypatch.setattr(printing, "AS_TABLE", "application/json")
    snapshot = read(cluster("sample", "newest"))
    assert snapshot.tables == []
    assert [(gap.resource, gap.reason) for gap in snapshot.gaps] == [("tables", "failed")]
    assert "where a Table is asked for" in observe(snapshot, ["kubectl.pods"])["kubectl.pods"].reason


@versions
def test_with_view_alone_the_nodes_are_a_gap_and_the_rest_is_there(cluster, version):
    snapshot = read(cluster("sample", version), "viewer")
    assert set(tables(snapshot)) == {"pods", "deployments.apps"}
    assert observe(snapshot, ["kubectl.nodes"])["kubectl.nodes"].reason.startswith("nodes: forbidden")
    assert observe(snapshot, ["kubectl.pods"])["kubectl.pods"].visible


def test_a_snapshot_file_gives_the_tables_again(cluster, tmp_path):
    snapshot = read(cluster("sample", "newest"))
    (tmp_path / "a.json").write_bytes(dumps(snapshot))
    assert load(tmp_path / "a.json").tables == snapshot.tables


@versions
def test_an_empty_cluster_has_no_rows_of_the_customers(cluster, version):
    assert set(tables(read(cluster("empty", version)))) == {"nodes"}
