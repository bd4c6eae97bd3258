"""``deckgen facts`` and ``deckgen list facts`` as an engineer meets them."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from deckgen.cluster.collect import collect, connect
from deckgen.cluster.snapshot import Gap, dumps, load
from tests.cluster.facts.given import given, node, setting, workload

DECKGEN = str(Path(sys.executable).with_name("deckgen"))
KEYS = {
    "name", "meaning", "shape", "unit", "value", "source", "evidence", "reason", "gaps", "standard", "declared",
    "disagrees", "holds", "read_from",
}  # fmt: skip


@pytest.fixture
def snapshot_of(tmp_path):
    """Write a snapshot made by hand to a file."""

    def write(**fields):
        path = tmp_path / "snapshot.json"
        path.write_bytes(dumps(given(**fields)))
        return path

    return write


def in_window(*args, width=100):
    """Give what deckgen prints in a window that is ``width`` letters wide."""
    mine, theirs = pty.openpty()
    env = os.environ | {"COLUMNS": str(width), "TERM": "xterm-256color"}
    with subprocess.Popen([DECKGEN, *args], stdout=theirs, stderr=subprocess.DEVNULL, env=env) as process:
        os.close(theirs)
        said = b""
        while piece := _read(mine):
            said += piece
        process.wait()
    os.close(mine)
    return said.decode()


def _read(handle):
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux ends a pseudo terminal so
        return b""


def one(deckgen, *args):
    """Give the only fact of the answer in JSON."""
    done = deckgen("facts", *args, "--format", "json")
    assert done.code == 0, done.err
    (fact,) = json.loads(done.out)["facts"]
    assert fact.keys() == KEYS
    return fact


def test_one_name_gives_a_card_with_value_source_and_evidence(deckgen):
    done = deckgen("facts", "--sample", "etcd.backup.interval")
    assert done.code == 0
    fields = dict(line.split("  ", 1) for line in done.out.splitlines()[3:])
    assert fields["Value"].strip() == "8 hours (8 h)"
    assert fields["Source"].strip() == "observed in the cluster"
    assert "CronJob kaas-system/etcdsnapshot .spec.schedule" in fields["Evidence"]
    assert "public" in fields["Class"]
    assert "14 May 2026" in done.err
    assert "sample data" in done.err


def test_several_give_a_line_each_in_the_order_of_the_names(deckgen):
    lines = deckgen("facts", "--sample", "etcd.backup", "nodes.count").out.splitlines()
    assert lines[1].split()[0] == "etcd.backup.present"
    assert lines[-1].split() == ["nodes.count", "9", "observed", "9", "of", "9", "Node", "objects"]


def test_a_number_that_names_something_is_no_quantity(deckgen):
    shown = deckgen("facts", "network.overlay.port", "network.overlay.vni", "--sample").out
    assert "port 4789" in shown
    assert "VNI 4096" in shown


def test_without_a_name_every_fact_is_there(deckgen):
    listed = [row["name"] for row in json.loads(deckgen("list", "facts", "--format", "json").out)]
    done = deckgen("facts", "--sample", "--format", "json")
    assert [fact["name"] for fact in json.loads(done.out)["facts"]] == listed


def test_the_data_says_which_cluster_and_when(deckgen):
    told = json.loads(deckgen("facts", "--sample", "--format", "json", "nodes.count").out)
    assert told["format"] == 1
    assert told["cluster"] == {
        "name": "retail-prod", "version": "v1.33.4", "taken": "2026-05-14T09:12:00+00:00", "sample": True
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nodes.cuont", "did you mean 'nodes.count'?"),
        ("node", "did you mean 'nodes'?"),
        ("nothing.like.it", "topics:"),
    ],
)
def test_an_unknown_name_ends_with_2_and_names_the_one_that_was_meant(deckgen, name, words):
    done = deckgen("facts", "--sample", name)
    assert done.code == 2
    assert name in done.err
    assert words in done.err


def test_a_standard_a_profile_and_the_cluster_itself_can_disagree(deckgen, snapshot_of, tmp_path):
    snapshot = snapshot_of(nodes=[node("a", "control-plane"), node("b")])
    profile = tmp_path / "acme.yaml"
    profile.write_text("name: Acme\ndeclared:\n  nodes.control_plane.count: 5\n")
    args = ("--snapshot", snapshot, "--customer", profile, "--script", "production", "nodes.control_plane.count")
    assert one(deckgen, *args)["disagrees"] == [{"with": "standard", "says": 3}, {"with": "profile", "says": 5}]
    card = deckgen("facts", *args).out
    assert "the documented standard is 3" in card
    assert "the profile says 5" in card


def test_sources_in_the_cluster_that_disagree_are_each_named(deckgen, snapshot_of):
    calico = workload("kube-system/calico-node", "quay.io/calico/node:v3.28.0", kind="DaemonSet")
    backend = setting("kube-system/calico-config", "calico_backend", "vxlan")
    tunnel = {"projectcalico.org/IPv4IPIPTunnelAddr": "10.0.0.1"}
    snapshot = snapshot_of(workloads=[calico], settings=[backend], nodes=[node("a", annotations=tunnel)])
    fact = one(deckgen, "--snapshot", snapshot, "network.overlay")
    assert fact["value"] == "unsure"
    assert [each["with"] for each in fact["disagrees"]] == ["cluster", "cluster"]
    assert deckgen("facts", "--snapshot", snapshot, "network.overlay").out.count("the cluster also says") == 2


def test_a_standard_stands_where_nothing_else_is_known_and_says_so(deckgen, snapshot_of):
    fact = one(deckgen, "--snapshot", snapshot_of(), "--script", "production", "etcd.members.count")
    assert (fact["value"], fact["source"]) == (5, "documented")
    assert one(deckgen, "--snapshot", snapshot_of(), "etcd.members.count")["source"] == "not visible"


def test_a_gap_names_the_resource_what_the_server_said_and_the_missing_right(deckgen, snapshot_of, tmp_path):
    snapshot = snapshot_of(forbidden=("nodes",))
    told = load(snapshot)
    gap = Gap(resource="nodes", reason="forbidden", detail='User "jo" cannot list resource "nodes"')
    snapshot.write_bytes(dumps(type(told)(**{**_fields(told), "gaps": [gap]})))
    fact = one(deckgen, "--snapshot", snapshot, "nodes.zones")
    assert fact["source"] == "not visible"
    assert fact["gaps"] == [{"resource": "nodes", "reason": "forbidden", "detail": gap.detail, "right": "list nodes"}]
    card = deckgen("facts", "--snapshot", snapshot, "nodes.zones").out
    assert "the server said: " + gap.detail in card
    assert "missing right: list nodes" in card


def _fields(record):
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_what_a_cluster_calls_its_things_cannot_command_a_terminal(deckgen, snapshot_of):
    name = "n1\x1b[31m\x07\u202egnp\x9b31m" + "x" * 9000
    snapshot = snapshot_of(nodes=[node(name, labels={"topology.kubernetes.io/zone": name})])
    for args in (("nodes.list",), ("nodes.zones",), ("nodes",), ("nodes", "--format", "json")):
        out = deckgen("facts", "--snapshot", snapshot, *args).out
        assert not set(out) & set("\x1b\x07\u202e\x9b"), args
    assert "letters)" in deckgen("facts", "--snapshot", snapshot, "nodes").out
    (zone,) = one(deckgen, "--snapshot", snapshot, "nodes.zones")["value"]
    assert zone.startswith("n1gnp31mxxx")
    assert zone.endswith("x…")


def test_many_rows_are_shortened_and_say_so(deckgen, snapshot_of):
    snapshot = snapshot_of(nodes=[node(f"n{number:03}") for number in range(300)])
    card = deckgen("facts", "--snapshot", snapshot, "nodes.list").out
    assert "n039" in card
    assert "n040" not in card
    assert "… 260 more of 300" in card
    assert len(one(deckgen, "--snapshot", snapshot, "nodes.list")["value"]) == 300


def test_a_window_gets_colours_and_no_line_wider_than_itself():
    said = in_window("facts", "--sample", "etcd", "services")
    assert "\x1b[" in said
    plain = [_without_colour(line) for line in said.splitlines()]
    assert max(map(len, plain)) <= 100


def test_the_list_of_facts_fits_a_window_and_keeps_a_name_whole():
    plain = [_without_colour(line) for line in in_window("list", "facts").splitlines()]
    assert max(map(len, plain)) <= 100
    assert [line for line in plain if line.startswith("nodes.control_plane.count  ")]
    assert [line for line in plain if "number in h, public" in line]


def _without_colour(line):
    return re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip()


@pytest.mark.bed
@pytest.mark.parametrize("version", ["old", "newest"])
def test_a_reader_with_view_alone_is_told_what_the_server_refused(deckgen, cluster, tmp_path, version):
    path = tmp_path / "view.json"
    path.write_bytes(dumps(collect(connect(cluster("sample", version).kubeconfig("viewer")))))
    fact = one(deckgen, "--snapshot", path, "storage.classes")
    (gap,) = fact["gaps"]
    assert gap["right"] == "list storageclasses.storage.k8s.io"
    assert "cannot list resource" in gap["detail"]
