"""What goes wrong between deckgen and a real API server: a snapshot with a named gap, or one clear error."""

import base64
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deckgen.cluster import collect as reading
from deckgen.cluster import resources, transport
from deckgen.cluster.collect import collect, connect
from deckgen.cluster.listing import WHOLE
from tests.bed import proxy
from tests.bed.proxy import cut, garbage, says, short, slow, slow_head

pytestmark = pytest.mark.bed
DECKGEN = Path(sys.executable).with_name("deckgen")
versions = pytest.mark.parametrize("version", ["old", "newest"])


@pytest.fixture
def server(cluster):
    """A server with the sample's manifests."""
    return cluster("sample", "newest")


@pytest.fixture
def between(server):
    """A proxy in front of the server."""
    with proxy.running(server) as running:
        yield running


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(transport, "PAUSE", 0.01)


def kubeconfig(folder, server, url, user="admin", **changes):
    """A user's kubeconfig that leads to another address."""
    config = json.loads(server.kubeconfig(user).read_text())
    config["clusters"][0]["cluster"] |= {"server": url, **changes}
    file = folder / "config"
    file.write_text(json.dumps(config))
    return file


@pytest.fixture
def read(server, between, tmp_path):
    """Gives what is read through the proxy."""
    return lambda **more: collect(connect(kubeconfig(tmp_path, server, between.url)), **more)


@pytest.fixture
def run(server, between, tmp_path):
    """Gives how the command ends that reads through the proxy: its code, and all that it says."""

    def run(*arguments, url="", **changes):
        file = kubeconfig(tmp_path, server, url or between.url, **changes)
        command = [DECKGEN, *arguments, "--kubeconfig", file]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
        said = done.stdout + done.stderr
        token = json.loads(file.read_text())["users"][0]["user"]["token"]
        assert "Traceback" not in said
        assert token not in said
        return done.returncode, said

    return run


def gaps(snapshot):
    return {gap.resource: (gap.reason, gap.detail) for gap in snapshot.gaps}


def test_through_the_proxy_the_same_is_read(read, server):
    assert read().pods == collect(connect(server.kubeconfig("admin"))).pods


@pytest.mark.parametrize("resource", [one for one in resources.ALL if not one.instead], ids=lambda one: one.name)
def test_a_list_that_is_forbidden_is_the_only_gap(read, between, resource):
    group = resource.versions[0].rpartition("/")[0]
    pattern = rf"{'apis/' + group if group else 'api'}/[^/]+/(namespaces/[^/]+/)?{resource.plural}(\?|$)"
    between.on(pattern, says(403, "no"))
    found = read()
    served = any(re.search(pattern, path) for path in between.asked)
    assert gaps(found) == ({resource.name: ("forbidden", "no")} if served else {})
    assert resource.name not in found.resources


def test_a_group_that_is_gone_between_discovery_and_list_is_absent(read, between):
    between.on("/apis/monitoring.coreos.com/v1/prometheuses", says(404, "page not found"))
    assert gaps(read()) == {"prometheuses.monitoring.coreos.com": ("absent", "page not found")}


def test_a_group_that_discovery_lacks_is_no_gap(read, between):
    between.on("/apis/monitoring.coreos.com/v1$", says(404))
    found = read()
    assert gaps(found) == {}
    assert "prometheuses.monitoring.coreos.com" not in found.resources


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_an_aggregated_api_that_is_down_is_a_gap(read, between, status):
    between.on("/apis/cert-manager.io/v1$", says(status, "service unavailable"))
    names = {one.name for one in resources.ALL if one.versions[0] == "cert-manager.io/v1"}
    assert "certificates.cert-manager.io" in names
    assert gaps(read()) == dict.fromkeys(names, ("failed", "discovery gave no answer for its group"))


@pytest.mark.parametrize("fault", [says(500), says(502), says(503, Retry_After="0"), says(429, Retry_After="0"), cut])
def test_what_goes_wrong_once_is_asked_for_again(read, between, fault):
    between.on("/pods", fault, times=1)
    found = read()
    assert gaps(found) == {}
    assert found.pods


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (says(500, "etcdserver: request timed out"), "etcdserver: request timed out"),
        (says(502), "status 502"),
        (says(429, "too many requests", Retry_After="3600"), "too many requests"),
        (cut, "the connection was lost"),
        (garbage, "not as expected: "),
        (short, "not as expected: "),
    ],
)
def test_what_keeps_going_wrong_is_a_gap_and_half_of_it_is_not_kept(read, between, fault, detail):
    between.on("/pods", fault)
    found = read()
    ((reason, said),) = [gaps(found)["pods"]]
    assert reason == "failed"
    assert said.startswith(detail)
    assert gaps(found).keys() == {"pods"}
    assert found.pods == []
    assert len(found.nodes) == 9


@versions
def test_a_list_that_expires_in_the_middle_is_read_again(cluster, version, tmp_path, monkeypatch):
    server = cluster("sample", version)
    monkeypatch.setattr(reading, "limits", lambda _: (3, WHOLE))
    with proxy.running(server) as between:
        between.on(r"/pods\?.*continue=", says(410, "the provided continue parameter is too old"), times=1)
        found = collect(connect(kubeconfig(tmp_path, server, between.url)))
    whole = collect(connect(server.kubeconfig("admin")))
    assert gaps(found) == {}
    assert found.pods == whole.pods


def test_a_list_that_expires_again_and_again_is_a_gap(read, between, monkeypatch):
    monkeypatch.setattr(reading, "limits", lambda _: (3, 4))
    between.on("continue=", says(410, "the provided continue parameter is too old"))
    found = read()
    assert gaps(found)["pods"] == ("failed", "the provided continue parameter is too old")
    assert found.pods == []


def test_an_endless_slow_list_ends_with_the_time_and_is_a_gap(run, between, tmp_path):
    between.on("/pods", slow)
    begun = time.monotonic()
    code, said = run("snapshot", "-o", "slow.json", "--timeout", "6")
    assert code == 0, said
    assert time.monotonic() - begun < 30
    found = json.loads((tmp_path / "slow.json").read_text())
    # ConfigMaps and tables come after the lists, which say which ones are in use.
    assert {gap["resource"]: (gap["reason"], gap["detail"]) for gap in found["gaps"]} == dict.fromkeys(
        ("configmaps", "pods", "tables"), ("timed out", "not within 6 s")
    )
    assert "pods not visible" in said
    assert len(found["nodes"]) == 9


@pytest.mark.parametrize("fault", [slow, slow_head])
def test_a_server_that_never_comes_to_an_end_is_given_up(run, between, tmp_path, fault):
    between.on("", fault)
    code, said = run("snapshot", "-o", "slow.json", "--timeout", "1")
    assert code == 3
    assert "not within 1 s" in said
    assert "--timeout" in said
    assert list(tmp_path.glob("*.json")) == []


@pytest.mark.parametrize("timeout", ["0", "-1", "soon", "nan"])
def test_a_timeout_that_is_none_is_a_mistake(run, timeout):
    code, said = run("snapshot", "-o", "x.json", "--timeout", timeout)
    assert code == 2
    assert "--timeout" in said


@pytest.mark.parametrize(
    ("pattern", "fault", "words"),
    [
        ("", says(401, "Unauthorized"), "does not accept the credentials"),
        ("/pods", says(401, "Unauthorized"), "they may have expired: log in again"),
        ("", garbage, "answers, but not as a Kubernetes API server"),
        ("/apis$", garbage, "does not say what it serves"),
        ("/apis$", says(503, "apiserver is shutting down"), "apiserver is shutting down"),
        ("", says(404), "cannot be read"),
        ("", cut, "the connection was lost"),
    ],
)
def test_what_ends_everything_is_one_clear_error(run, between, tmp_path, pattern, fault, words):
    between.on(pattern, fault)
    code, said = run("snapshot", "-o", "x.json")
    assert code == 3
    assert words in said
    assert "\x1b" not in said
    assert list(tmp_path.glob("*.json")) == []


def test_a_token_that_expires_on_the_way_ends_a_build_without_a_deck(run, between, tmp_path):
    between.on("/deployments", says(401, "Unauthorized"))
    code, said = run("build", "demo", "-o", "deck.pptx")
    assert code == 3
    assert "log in again" in said
    assert list(tmp_path.glob("*.pptx")) == []


def test_an_expired_certificate_is_said_to_be_expired(run, server, tmp_path):
    authority, key = expired(tmp_path)
    with proxy.running(server, (authority, key)) as between:
        changes = {"certificate-authority-data": base64.b64encode(authority.read_bytes()).decode()}
        code, said = run("snapshot", "-o", "x.json", url=between.url, **changes)
    assert code == 3
    assert "TLS failed" in said
    assert "certificate has expired" in said


def test_a_certificate_of_somebody_else_is_not_trusted(run, server, tmp_path):
    with proxy.running(server, expired(tmp_path)) as between:
        code, said = run("snapshot", "-o", "x.json", url=between.url)
    assert code == 3
    assert "TLS failed" in said
    assert "see certificate-authority" in said


def expired(folder):
    """A certificate of 127.0.0.1 that was valid for a day of 2020, and its key; made by openssl."""
    (folder / "ca.cnf").write_text(
        "[ca]\ndefault_ca = it\n[it]\ndatabase = index.txt\nnew_certs_dir = .\nrand_serial = yes\n"
        "default_md = sha256\npolicy = any\nx509_extensions = more\n[any]\ncommonName = supplied\n"
        "[more]\nsubjectAltName = IP:127.0.0.1\nbasicConstraints = CA:true\n"
    )
    (folder / "index.txt").touch()
    made = ["-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=127.0.0.1", "-nodes"]
    signed = ["-in", "request.pem", "-out", "certificate.pem"]
    day = ["-startdate", "20200101000000Z", "-enddate", "20200102000000Z"]
    for command in (
        ["openssl", "req", "-new", "-newkey", "rsa:2048", *made],
        ["openssl", "ca", "-config", "ca.cnf", "-batch", "-notext", "-selfsign", "-keyfile", "key.pem", *day, *signed],
    ):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "certificate.pem", folder / "key.pem"


# Whoever runs the tests in the background lets their processes ignore Ctrl-C.
LISTENS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


@pytest.fixture
def started(server, between, tmp_path):
    """Gives `started(*arguments, before)`: the command, begun; `before` is Python that comes before its own."""
    processes = []

    def start(*arguments, before=""):
        file = kubeconfig(tmp_path, server, between.url)
        code = f"{LISTENS}\n{before}\nfrom deckgen.cli import main\nmain()"
        command = [sys.executable, "-c", code, *arguments, "--kubeconfig", str(file)]
        pipe = subprocess.PIPE
        processes.append(subprocess.Popen(command, cwd=tmp_path, stdout=pipe, stderr=subprocess.STDOUT, text=True))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()


# The file is on its way: half of it may be on the disk, and nothing of it is known to be safe there.
WRITING = """
import os, time
def wait(_):
    print("writing", flush=True)
    time.sleep(600)
os.fsync = wait
"""


def test_ctrl_c_while_reading_ends_at_once_and_leaves_no_file(started, between, tmp_path):
    between.on("/pods", slow)
    process = started("snapshot", "-o", "x.json")
    while not any("/pods" in path for path in between.asked):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert list(tmp_path.glob("*.json")) == []


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
@pytest.mark.parametrize(("arguments", "name"), [(("snapshot",), "x.json"), (("build", "demo"), "x.pptx")])
def test_a_file_is_there_as_it_was_where_writing_it_is_cut_short(started, tmp_path, sign, code, arguments, name):
    (tmp_path / name).write_bytes(b"as it was")
    process = started(*arguments, "-o", name, "--force", before=WRITING)
    while process.stdout.readline() != "writing\n":
        assert process.poll() is None
    process.send_signal(sign)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in said
    assert (tmp_path / name).read_bytes() == b"as it was"


@pytest.mark.parametrize(("arguments", "name"), [(("snapshot",), "x.json"), (("build", "demo"), "x.pptx")])
def test_a_full_disk_is_said_and_leaves_what_was_there(started, tmp_path, arguments, name):
    (tmp_path / name).write_bytes(b"as it was")
    # A limit on a file's size is as near to a full disk as one comes without being root.
    full = "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)"
    full += "\nresource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))"
    process = started(*arguments, "-o", name, "--force", before=full)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 4
    assert f"{name} cannot be written: File too large" in said
    assert "Traceback" not in said
    assert (tmp_path / name).read_bytes() == b"as it was"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_an_exec_plugin_prints_by_mistake_is_not_shown(server, tmp_path):
    secret = "eyJhbGciOiJSUzI1NiIsImtpZCI6Ik5PVEFSRUFMVE9LRU4ifQ.eyJzdWIiOiJqbyJ9.c2lnbmF0dXJl"
    config = json.loads(server.kubeconfig("admin").read_text())
    plugin = tmp_path / "plugin"
    plugin.write_text(f"#!/bin/sh\necho 'token: {secret}'\necho 'could not use {secret}' >&2\nexit 1\n")
    plugin.chmod(0o755)
    version = "client.authentication.k8s.io/v1"
    config["users"][0]["user"] = {
        "exec": {"apiVersion": version, "command": str(plugin), "interactiveMode": "Never"},
    }
    (tmp_path / "config").write_text(json.dumps(config))
    command = [DECKGEN, "snapshot", "--kubeconfig", "config", "-o", "x.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 3
    assert "its exec plug-in gave no credentials" in done.stderr
    assert "could not use" in done.stderr
    assert secret not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("address", ["https://no-such-host.invalid", "https://127.0.0.1:1"])
def test_a_server_that_is_not_there_is_one_clear_error(run, address):
    code, said = run("snapshot", "-o", "x.json", url=address)
    assert code == 3
    assert "unknown host name" in said or "connection refused" in said
    assert "reached from here" in said
