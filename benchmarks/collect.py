"""Collecting 10,000 Pods and 300 nodes against `curl` of the same lists.

Both are whole processes that ask the same API server, the newest of the test bed. curl gets each list in one piece and
throws it away; deckgen reads it page by page and writes the snapshot. `DECKGEN_BENCH_KUBECONFIG` names a kubeconfig of
a server that is loaded already.
"""

import base64
import json
import multiprocessing
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import crowd
from benchmarks.measure import Comparison, compare
from tests.bed import apiserver, binaries, load

LOADED = "DECKGEN_BENCH_KUBECONFIG"
ROUNDS = 5
LISTS = (
    *(f"/api/v1/{plural}" for plural in ("pods", "nodes", "namespaces", "services")),
    *(f"/apis/apps/v1/{plural}" for plural in ("deployments", "statefulsets", "daemonsets")),
    "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
    "/apis/rbac.authorization.k8s.io/v1/clusterroles",
)
"""The lists that hold anything; the empty ones that deckgen reads besides are its own affair."""


def run() -> list[Comparison]:
    """Compare the time until everything is read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if loaded := os.environ.get(LOADED):
            return [_compare(Path(loaded), folder)]
        programs = binaries.find(binaries.RELEASES["newest"])
        with apiserver.start(programs, folder / "server") as server:
            _load(server)
            return [_compare(server.kubeconfig("admin"), folder)]


def _load(server: apiserver.Server) -> None:
    """Load the objects in a process of its own: what this one holds would count as peak memory of its children."""
    loader = multiprocessing.get_context("fork").Process(target=_load_all, args=(server,))
    loader.start()
    loader.join()
    if loader.exitcode:
        raise RuntimeError("the large cluster could not be loaded")


def _load_all(server: apiserver.Server) -> None:
    load.load_objects(server, crowd.objects())


def _compare(kubeconfig: Path, folder: Path) -> Comparison:
    deckgen = str(Path(sys.executable).with_name("deckgen"))
    ours = [deckgen, "snapshot", "--force", "--kubeconfig", str(kubeconfig), "-o", str(folder / "snapshot.json")]
    theirs = ["curl", "--config", str(_curl(kubeconfig, folder))]
    what = f"snapshot of {crowd.PODS} Pods, {crowd.NODES} nodes"
    return compare(what, ours, "curl of the same lists", theirs, rounds=ROUNDS)


def _curl(kubeconfig: Path, folder: Path) -> Path:
    """Write what curl is to get, and as whom, into a file: a command line can be seen by others."""
    known = json.loads(kubeconfig.read_text(encoding="utf-8"))
    cluster, user = known["clusters"][0]["cluster"], known["users"][0]["user"]
    authority = folder / "ca.crt"
    authority.write_bytes(base64.b64decode(cluster["certificate-authority-data"]))
    # For curl's own user agent the server indents, which makes the lists twice as large: not what deckgen gets.
    lines = [
        "silent",
        "fail",
        'user-agent = "deckgen-benchmark"',
        f'cacert = "{authority}"',
        f'header = "Authorization: Bearer {user["token"]}"',
    ]
    for path in LISTS:
        lines += [f'url = "{cluster["server"]}{path}"', 'output = "/dev/null"']
    config = folder / "curl.conf"
    config.touch(mode=0o600)
    config.write_text("\n".join(lines), encoding="utf-8")
    return config
