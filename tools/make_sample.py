"""Read the sample's snapshot anew, from a real API server loaded with the sample's manifests.

Four things would tell of the stand-in server and not of the sample cluster: the version, which the manifests say
(kubeadm's ClusterConfiguration.kubernetesVersion), the time, which they are written for, the server's own Lease, and
the ages in the tables that it prints, as it was started a moment ago.
"""

import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from deckgen.cluster import snapshot
from deckgen.cluster.collect import collect, connect
from deckgen.cluster.snapshot import Snapshot, Table
from deckgen.files import replace_whole
from tests.bed import apiserver, binaries, load, manifests

ROOT = Path(__file__).parent.parent
MANIFESTS = ROOT / "sample" / "manifests"
READER_ROLE = ROOT / "deploy" / "reader-clusterrole.yaml"
TARGET = ROOT / "sample" / "snapshot.json"
TAKEN = datetime(2026, 5, 14, 9, 12, tzinfo=UTC)
CONTEXT = "retail-prod"


def read_sample(kubeconfig: Path) -> Snapshot:
    """Collect from the server that a kubeconfig names, and give the sample cluster its own time and version."""
    read = collect(connect(kubeconfig, None), lambda _doing, _count: None)
    (version,) = {
        setting.value for setting in read.settings if setting.name == "ClusterConfiguration.kubernetesVersion"
    }
    (origin,) = read.origins
    own = msgspec.structs.replace(origin, version=version, name=CONTEXT)
    started = _started(manifests.read(MANIFESTS))
    tables = [_aged(table, started) for table in read.tables]
    return msgspec.structs.replace(read, taken=TAKEN, origins=[own], leases=[], tables=tables)


def _started(items: Iterable[manifests.Item]) -> dict[tuple[str, str], datetime]:
    """Give when each Pod of the manifests started, by namespace and name."""
    pods = (item.body for item in items if item.body["kind"] == "Pod")
    return {
        (pod["metadata"]["namespace"], pod["metadata"]["name"]): datetime.fromisoformat(pod["status"]["startTime"])
        for pod in pods
    }


def _aged(table: Table, started: dict[tuple[str, str], datetime]) -> Table:
    """Give a table with the ages of Pods as they started; of what has no such time, that of the oldest Pod there."""
    oldest = min(since for (namespace, _), since in started.items() if table.namespace in ("", namespace))
    name, age = table.columns.index("NAME"), table.columns.index("AGE")
    rows = []
    for row in table.rows:
        days = (TAKEN - started.get((table.namespace, row[name]), oldest)).days
        rows.append([*row[:age], f"{days}d", *row[age + 1 :]])
    return msgspec.structs.replace(table, rows=rows)


def main() -> None:
    """Start the newest server, load the manifests, and write the snapshot."""
    items = manifests.read(MANIFESTS)
    programs = binaries.find(binaries.RELEASES["newest"])
    cidr = manifests.service_cidr(items)
    with (
        tempfile.TemporaryDirectory() as folder,
        apiserver.start(programs, Path(folder), reader_role=READER_ROLE, service_cidr=cidr or "") as server,
    ):
        load.load_items(server, items, connections=8)
        taken = read_sample(server.kubeconfig("reader"))
    replace_whole(TARGET, snapshot.dumps(taken))
    print(f"{TARGET.relative_to(ROOT)}: {len(taken.nodes)} nodes, {len(taken.pods)} pods", file=sys.stderr)


if __name__ == "__main__":
    main()
