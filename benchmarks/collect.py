"""Collecting 10,000 and 30,000 Pods with 300 nodes against `curl` of the same lists, and `kubectl get -o json`.

All are whole processes that ask the same API server, the newest of the test bed. curl gets each list in one piece and
throws it away, as does what kubectl prints; deckgen writes the snapshot. `DECKGEN_BENCH_KUBECONFIG` names a kubeconfig
of a server that is loaded already.
"""

import base64
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import crowd
from benchmarks.measure import Comparison, compare
from tests.bed import apiserver, binaries, load

LOADED = "DECKGEN_BENCH_KUBECONFIG"
SIZES = ((10_000, 5), (30_000, 3))
"""Pods, and how many pairs of runs."""

ROUNDS = 5
KUBECTL_ROUNDS = 2
BATCH = 5_000
KINDS = ("pods", "nodes", "namespaces", "services", "deployments", "statefulsets", "daemonsets")
LISTS = (
    *(f"/api/v1/{plural}" for plural in ("pods", "nodes", "namespaces", "services")),
    *(f"/apis/apps/v1/{plural}" for plural in ("deployments", "statefulsets", "daemonsets")),
    "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
    "/apis/rbac.authorization.k8s.io/v1/clusterroles",
)
"""The lists that hold anything; the empty ones that deckgen reads besides are its own affair."""


def run() -> Iterator[Comparison | str]:
    """Compare the time until everything is read, for each size of cluster."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if loaded := os.environ.get(LOADED):
            yield from _compare(Path(loaded), folder, "a loaded cluster", ROUNDS)
            return
        programs = binaries.find(binaries.RELEASES["newest"])
        with apiserver.start(programs, folder / "server") as server:
            there = 0
            for pods, rounds in SIZES:
                _load(server, there, pods)
                there = pods
                what = f"snapshot of {pods:,} Pods, {crowd.NODES} nodes"
                yield from _compare(server.kubeconfig("admin"), folder, what, rounds)


def _load(server: apiserver.Server, first: int, after: int) -> None:
    """Load the objects in a process of its own: what this one holds would count as peak memory of its children."""
    loader = multiprocessing.get_context("fork").Process(target=_load_all, args=(server, first, after))
    loader.start()
    loader.join()
    if loader.exitcode:
        raise RuntimeError("the large cluster could not be loaded")


def _load_all(server: apiserver.Server, first: int, after: int) -> None:
    if not first:
        load.load_objects(server, crowd.objects())
    for start in range(first, after, BATCH):
        load.load_objects(server, crowd.pods(start, min(start + BATCH, after)))


def _compare(kubeconfig: Path, folder: Path, what: str, rounds: int) -> Iterator[Comparison | str]:
    deckgen = str(Path(sys.executable).with_name("deckgen"))
    taken = folder / "snapshot.json.gz"
    ours = [deckgen, "snapshot", "--force", "--kubeconfig", str(kubeconfig), "-o", str(taken)]
    theirs = ["curl", "--config", str(_curl(kubeconfig, folder))]
    yield compare(what, ours, "curl of the same lists", theirs, rounds=rounds)
    if kubectl := shutil.which("kubectl"):
        theirs = [kubectl, "--kubeconfig", str(kubeconfig), "get", ",".join(KINDS), "-A", "-o", "json"]
        yield compare(what, ours, "kubectl get -o json", theirs, rounds=KUBECTL_ROUNDS)
    else:
        yield "kubectl is not on PATH, so that there is no comparison with it"
    yield f"{what}: {taken.stat().st_size / 1e6:.2f} MB, read back in {_read_back(taken):.2f} s"


def _read_back(taken: Path) -> float:
    """Give the seconds that it takes to read a snapshot, the best of some: what disturbs only makes it longer.

    In a process of its own, as loading is.
    """
    code = "import sys, timeit; from pathlib import Path; from deckgen.cluster.snapshot import load; "
    code += "print(min(timeit.repeat(lambda: load(Path(sys.argv[1])), number=1, repeat=5)))"
    done = subprocess.run([sys.executable, "-c", code, taken], check=True, capture_output=True, text=True)
    return float(done.stdout)


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
