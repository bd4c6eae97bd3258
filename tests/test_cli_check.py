"""``deckgen check``: what it prints in each form, and how it ends."""

import json
import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pytest

from deckgen.cluster.collect import collect, connect
from deckgen.cluster.snapshot import dumps
from tests.cluster.facts.given import given, node

KEYS = {"id", "label", "state", "promised", "value", "agreed", "because", "found", "reason", "do", "facts"}
STATES = {"met", "not met", "not visible", "by hand", "waived"}


@pytest.fixture
def snapshot(tmp_path):
    """A cluster with one control-plane node that is not ready, of which bindings could not be read."""
    path = tmp_path / "small.json"
    nodes = [node("a\x1b[31m\x07", "control-plane", ready=False), node("b")]
    path.write_bytes(dumps(given(nodes=nodes, forbidden=("rolebindings.rbac.authorization.k8s.io",))))
    return path


@dataclass
class Checked:
    code: int
    promises: dict
    summary: dict


@pytest.fixture
def check(deckgen):
    """Check a script, and give its promises by id."""

    def run(*args):
        done = deckgen("check", *args, "--format", "json")
        told = json.loads(done.out)
        assert told["format"] == 1
        assert all(promise.keys() == KEYS for promise in told["promises"])
        return Checked(done.code, {promise["id"]: promise for promise in told["promises"]}, told["summary"])

    return run


def write_script(tmp_path, promises):
    path = tmp_path / "own.yaml"
    path.write_text(
        "name: own\ntitle: Own\noccasion: own call\nstandards:\n  nodes.control_plane.count: 3\npromises:\n"
        f"{promises}sections:\n  - id: one\n    title: One\n    short: One\n    slides:\n"
        "      - {id: first, kind: checklist, title: Before, promises: true}\n"
    )
    return path


@pytest.mark.parametrize("script", ["demo", "production"])
def test_the_sample_is_as_both_calls_promise(check, script):
    done = check(script, "--sample")
    assert done.code == 0
    assert done.summary["not met"] == done.summary["not visible"] == 0
    assert {one["state"] for one in done.promises.values()} == {"met", "by hand"}
    assert done.promises["etcd-members"]["value"] == 5
    assert done.promises["control-plane-nodes"]["value"] == 3
    assert done.promises["etcd-backup-interval"]["value"] == 8
    assert done.promises["logs-kept"]["value"] == 7
    assert done.promises["metrics-kept"]["value"] == 72
    assert {"nodes-ready", "services-ready", "dashboard-answers", "bindings-exist", "pull-secrets", "kubectl-version",
            "load-balancers", "etcd-backup-active", "etcd-backup-recent"} <= done.promises.keys()  # fmt: skip


def test_what_is_not_met_ends_with_1_and_says_what_was_found_and_what_to_do(check, deckgen, snapshot):
    done = check("production", "--snapshot", snapshot)
    assert done.code == 1
    ready = done.promises["nodes-ready"]
    assert ready["state"] == "not met"
    assert "1 of 2 not ready" in ready["found"]
    assert ready["do"] == ["Find out why: kubectl describe node NAME"]
    assert [fact["name"] for fact in ready["facts"]] == ["nodes.not_ready.count"]
    assert ready["facts"][0]["evidence"]
    text = deckgen("check", "production", "--snapshot", snapshot)
    assert text.code == 1
    assert re.search(r"^not met +All nodes are ready; nodes-ready +1 of 2 not ready: a ", text.out, re.MULTILINE)
    assert re.search(r"\d+ met, \d+ not met, \d+ not visible, \d+ by hand", text.err)


def test_what_is_not_visible_names_the_missing_right_and_fails_where_strict(check, deckgen, tmp_path, snapshot):
    people = check("production", "--snapshot", snapshot).promises["bindings-exist"]
    assert people["state"] == "not visible"
    assert "list rolebindings.rbac.authorization.k8s.io" in people["do"][0]
    script = write_script(tmp_path, "  - {id: people, label: People, holds: rbac.people.count >= 1}\n")
    assert deckgen("check", script, "--snapshot", snapshot).code == 0
    assert deckgen("check", script, "--snapshot", snapshot, "--strict").code == 1
    junit = ET.fromstring(deckgen("check", script, "--snapshot", snapshot, "--format", "junit", "--strict").out)
    assert junit.find("testsuite").get("failures") == "1"


def test_the_profile_can_agree_on_another_value_or_waive(check, deckgen, tmp_path, snapshot):
    script = write_script(
        tmp_path,
        "  - {id: control, label: Control plane, fact: nodes.control_plane.count, at_least: standard}\n"
        "  - {id: ready, label: Ready, fact: nodes.not_ready.count, equals: 0}\n",
    )
    profile = tmp_path / "acme.yaml"
    profile.write_text(
        "name: Acme\npromises:\n  control: {value: 1, because: a test cluster}\n  ready: {waived: it is being moved}\n"
    )
    args = (script, "--snapshot", snapshot)
    assert check(*args).code == 1
    done = check(*args, "--customer", profile)
    assert done.code == 0
    assert (done.promises["control"]["state"], done.promises["control"]["agreed"]) == ("met", True)
    assert (done.promises["ready"]["state"], done.promises["ready"]["because"]) == ("waived", "it is being moved")
    assert "agreed in the profile: at least 1, a test cluster" in deckgen("check", *args, "--customer", profile).out
    name = "nodes.control_plane.count"
    agreed = deckgen("facts", *args[1:], "--script", script, "--customer", profile, name, "--format", "json")
    assert json.loads(agreed.out)["facts"][0]["standard"] == 1


def test_names_without_end_are_shortened_in_the_table_alone(check, deckgen, tmp_path):
    path = tmp_path / "long.json"
    path.write_bytes(dumps(given(nodes=[node("n" * 9000, ready=False)])))
    out = deckgen("check", "demo", "--snapshot", path).out
    assert "letters)" in out
    assert "n" * 400 not in out
    assert "n" * 240 in check("demo", "--snapshot", path).promises["nodes-ready"]["found"]


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_agreement_on_nothing_that_is_promised_ends_with_2_at_its_place(deckgen, tmp_path, command):
    (tmp_path / "acme.yaml").write_text("name: Acme\npromises:\n  control-plane: {value: 1}\n")
    done = deckgen(command, "production", "--sample", "--customer", "acme.yaml")
    assert done.code == 2
    assert "acme.yaml:3:3: no script promises 'control-plane'; did you mean 'control-plane-nodes'?" in done.err


def test_validate_holds_agreements_against_the_scripts_that_are_shipped_or_given_with_them(deckgen, tmp_path):
    (tmp_path / "acme.yaml").write_text("name: Acme\npromises:\n  people: {waived: none yet}\n")
    assert "no script promises 'people'" in deckgen("validate", "acme.yaml").err
    write_script(tmp_path, "  - {id: people, label: People, holds: rbac.people.count >= 1}\n")
    assert deckgen("validate", "acme.yaml", "own.yaml").code == 0
    write_script(tmp_path, "  - {id: people, label: People, fact: rbac.people, at_least: 1}\n")
    assert "own.yaml:7:52: rbac.people is a list of texts, and 'at_least'" in deckgen("validate", "own.yaml").err


def test_a_script_that_promises_nothing_has_nothing_to_check(deckgen, tmp_path):
    script = write_script(tmp_path, "")
    script.write_text(script.read_text().replace("promises:\n", "", 1))
    done = deckgen("check", script, "--sample")
    assert done.code == 2
    assert "promises nothing" in done.err


def test_the_slide_before_the_call_shows_the_same_verdicts(check, deckgen, snapshot):
    checked = check("demo", "--snapshot", snapshot).promises
    outline = deckgen("build", "demo", "--snapshot", snapshot, "--dry-run").out
    for promise in checked.values():
        assert f"{promise['state']}: {promise['label']}" in outline


def test_junit_is_as_its_schema_has_it_and_free_of_what_xml_forbids(deckgen, snapshot):
    done = deckgen("check", "production", "--snapshot", snapshot, "--format", "junit")
    assert done.code == 1
    suites = ET.fromstring(done.out)
    (suite,) = suites
    assert (suites.tag, suite.tag) == ("testsuites", "testsuite")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp"))
    cases = list(suite)
    for case in cases:
        assert case.tag == "testcase"
        assert case.keys() == ["classname", "name", "time"]
        verdicts = [part.tag for part in case if part.tag != "system-out"]
        assert len(verdicts) <= 1
        assert set(verdicts) <= {"failure", "skipped"}
        assert all(part.get("message") for part in case if part.tag != "system-out")
        assert [part.tag for part in case][-1] == "system-out"
    for attribute, found in (("tests", cases), ("failures", suite.findall("*/failure")),
                             ("skipped", suite.findall("*/skipped")), ("errors", [])):  # fmt: skip
        assert suite.get(attribute) == suites.get(attribute) == str(len(found))
    failure = next(case for case in cases if case.get("name").startswith("nodes-ready")).find("failure")
    assert failure.get("message").startswith("not met: 1 of 2 not ready")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(x0?7|7|27|x1b);", done.out)


def test_a_not_visible_promise_is_skipped_with_its_reason(deckgen, snapshot):
    suite = ET.fromstring(deckgen("check", "demo", "--snapshot", snapshot, "--format", "junit").out)
    case = next(one for one in suite.iter("testcase") if one.get("name").startswith("bindings-exist"))
    assert "rolebindings" in case.find("skipped").get("message")


def test_the_help_says_how_it_ends(deckgen):
    told = " ".join(deckgen("check", "--help").out.split())
    assert "end with 1" in told
    assert "--strict" in told


@pytest.mark.bed
@pytest.mark.parametrize("version", ["old", "newest"])
@pytest.mark.parametrize(
    ("shape", "user", "states"),
    [
        ("sample", "viewer", {"etcd-members": "met", "nodes-ready": "not visible", "pull-secrets": "met"}),
        ("mixed", "reader", {"etcd-members": "not met", "load-balancers": "not met", "metrics-kept": "not met"}),
        ("bgp", "reader", {"webhook-rights": "by hand", "nodes-ready": "met"}),
        ("kaas1", "reader", {"pull-secrets": "not met", "registry-runs": "met"}),
        ("empty", "reader", {"nodes-ready": "not met", "etcd-members": "not visible", "services-ready": "not met"}),
    ],
)  # fmt: skip
def test_promises_stand_so_on_real_servers(cluster, check, tmp_path, shape, user, states, version):
    path = tmp_path / "read.json"
    path.write_bytes(dumps(collect(connect(cluster(shape, version).kubeconfig(user)))))
    done = check("production", "--snapshot", path)
    assert {name: done.promises[name]["state"] for name in states} == states
    assert all(one["state"] in STATES for one in done.promises.values())
    assert done.code == int(done.summary["not met"] > 0)
