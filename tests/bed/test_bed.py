"""The bed itself: what it starts serves, holds what was loaded, and is gone when it is stopped."""

import itertools
import json
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pytest

from tests.bed import apiserver, binaries, fixtures, load, manifests
from tests.bed.apiserver import Server
from tests.bed.binaries import BinaryUnavailable, Release
from tests.bed.fixtures import FreshServer, ServerPool
from tests.bed.load import Loaded
from tests.bed.processes import is_open

pytestmark = pytest.mark.bed
SMALL = Path(__file__).with_name("small")
VERSIONS = {"old": "v1.20.", "newest": "v1."}
SHOP = "namespaces/shop"
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc, which Linux has")


class LoadedServer(NamedTuple):
    """A server, and what became of the manifests loaded into it."""

    server: Server
    result: Loaded

    @property
    def is_old(self) -> bool:
        """Whether it is the old version's."""
        return self.server.minor == 20


@pytest.fixture(scope="module", params=VERSIONS)
def loaded(request: pytest.FixtureRequest, server_pool: ServerPool) -> Iterator[LoadedServer]:
    """A server with the manifests of the folder small."""
    with server_pool.start(request.param) as server:
        yield LoadedServer(server, load.load(server, SMALL))


def get(server: Server, path: str, user: str = "admin") -> dict[str, Any]:
    """What the server answers to a user's GET."""
    client = server.client(user)
    try:
        return client.must("GET", path)
    finally:
        client.close()


@pytest.mark.parametrize(("version", "start"), VERSIONS.items())
def test_servers_of_both_versions_say_their_version(version: str, start: str, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue(f"{version}_server")
    assert server.version.startswith(start)
    assert (server.minor == 20) is (version == "old")
    assert get(server, "/version")["minor"] == str(server.minor)


def test_the_kubeconfig_of_a_user_names_server_and_token(server: Server) -> None:
    config = json.loads(server.kubeconfig("viewer").read_text())
    assert config["clusters"][0]["cluster"]["server"] == server.url
    assert config["users"][0]["name"] == "viewer"
    assert server.kubeconfig("viewer").stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="admin"):
        server.kubeconfig("somebody")


def test_users_may_what_their_roles_say(server: Server) -> None:
    def code(user: str, path: str) -> int:
        return server.client(user).request("GET", path).status

    assert [code(user, "/api/v1/pods") for user in ("admin", "viewer", "reader", "nobody")] == [200, 200, 200, 403]
    assert [code(user, "/api/v1/secrets") for user in ("admin", "viewer", "reader")] == [200, 403, 403]
    assert [code(user, "/api/v1/nodes") for user in ("admin", "viewer")] == [200, 403]


def test_the_reader_gets_the_role_that_the_caller_names(server_pool: ServerPool, tmp_path: Path) -> None:
    role = tmp_path / "role.yaml"
    role.write_text(
        textwrap.dedent("""\
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: deckgen}
            rules: [{apiGroups: [""], resources: [nodes], verbs: [get, list]}]
            """)
    )
    programs = fixtures.find_or_skip("newest")
    with apiserver.start(programs, tmp_path / "server", reader_role=role, service_cidr="10.43.0.0/16") as server:
        assert server.client("reader").request("GET", "/api/v1/nodes").status == 200
        assert server.client("viewer").request("GET", "/api/v1/nodes").status == 403
        assert get(server, "/api/v1/namespaces/default/services/kubernetes")["spec"]["clusterIP"] == "10.43.0.1"


def test_every_kind_that_the_server_knows_is_loaded(loaded: LoadedServer) -> None:
    skipped = [label.split(": ")[1] for label in loaded.result.skipped]
    assert skipped == (["networking.k8s.io/v1 ServiceCIDR extra"] if loaded.is_old else [])
    total = loaded.result.created + loaded.result.updated + len(skipped)
    assert total == len(manifests.read(SMALL))
    assert loaded.result.updated == 2  # namespace default and service default/kubernetes


def test_a_second_load_updates_everything(loaded: LoadedServer) -> None:
    again = load.load(loaded.server, SMALL)
    assert (again.created, again.updated) == (0, loaded.result.created + loaded.result.updated)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/v1/nodes/node-1", {"capacity": {"cpu": "4", "memory": "8Gi", "pods": "110"}}),
        (f"/api/v1/{SHOP}/pods/web-0-a", {"phase": "Running", "podIP": "10.1.0.7"}),
        (f"/api/v1/{SHOP}/services/web", {"loadBalancer": {"ingress": [{"ip": "203.0.113.7"}]}}),
        (f"/api/v1/{SHOP}/persistentvolumeclaims/data", {"phase": "Bound"}),
        ("/api/v1/persistentvolumes/pv-1", {"phase": "Bound"}),
        (f"/apis/apps/v1/{SHOP}/deployments/web", {"replicas": 1, "availableReplicas": 1}),
        (f"/apis/batch/v1/{SHOP}/jobs/nightly-1", {"succeeded": 1}),
        (f"/apis/networking.k8s.io/v1/{SHOP}/ingresses/web", {"loadBalancer": {"ingress": [{"ip": "203.0.113.8"}]}}),
        (f"/apis/example.org/v1/{SHOP}/widgets/blue", {"phase": "Ready"}),
    ],
)
def test_status_is_what_the_manifest_says(loaded: LoadedServer, path: str, expected: dict[str, Any]) -> None:
    status = get(loaded.server, path)["status"]
    found = {key: status[key] for key in expected}
    if "loadBalancer" in found:  # the newest adds ipMode
        found = {"loadBalancer": {"ingress": [{"ip": found["loadBalancer"]["ingress"][0]["ip"]}]}}
    assert found == expected


def test_a_new_node_has_no_taints(loaded: LoadedServer) -> None:
    assert "taints" not in get(loaded.server, "/api/v1/nodes/node-1")["spec"]


def test_kinds_of_newer_api_versions_stand_in_the_older_ones(loaded: LoadedServer) -> None:
    is_old = loaded.is_old
    cron_job = get(loaded.server, f"/apis/batch/{'v1beta1' if is_old else 'v1'}/{SHOP}/cronjobs/nightly")
    assert cron_job["status"]["lastScheduleTime"] == "2026-01-02T03:00:00Z"
    assert ("lastSuccessfulTime" in cron_job["status"]) is not is_old
    assert ("timeZone" in cron_job["spec"]) is not is_old
    policy = get(loaded.server, f"/apis/policy/{'v1beta1' if is_old else 'v1'}/{SHOP}/poddisruptionbudgets/web")
    assert policy["status"]["currentHealthy"] == 1
    endpoint = get(
        loaded.server, f"/apis/discovery.k8s.io/{'v1beta1' if is_old else 'v1'}/{SHOP}/endpointslices/web-1"
    )["endpoints"][0]
    zone = endpoint["topology"]["topology.kubernetes.io/zone"] if is_old else endpoint["zone"]
    assert zone == "az-1"


def test_owner_references_hold_the_uids_that_the_server_gave(loaded: LoadedServer) -> None:
    chain = [
        get(loaded.server, path)["metadata"]
        for path in (
            f"/api/v1/{SHOP}/pods/web-0-a",
            f"/apis/apps/v1/{SHOP}/replicasets/web-0",
            f"/apis/apps/v1/{SHOP}/deployments/web",
        )
    ]
    for owned, owner in itertools.pairwise(chain):
        assert owned["ownerReferences"][0]["uid"] == owner["uid"]
    job = get(loaded.server, f"/apis/batch/v1/{SHOP}/jobs/nightly-1")["metadata"]
    assert job["ownerReferences"][0]["apiVersion"] == ("batch/v1beta1" if loaded.is_old else "batch/v1")


def test_what_has_a_deletion_timestamp_waits_to_be_gone(loaded: LoadedServer) -> None:
    namespace = get(loaded.server, "/api/v1/namespaces/leaving")
    assert namespace["metadata"]["deletionTimestamp"]
    assert namespace["status"]["phase"] == "Terminating"
    assert namespace["status"]["conditions"][0]["type"] == "NamespaceContentRemaining"
    assert get(loaded.server, f"/api/v1/{SHOP}/pods/leaving")["metadata"]["deletionTimestamp"]


def test_secrets_are_there_to_be_left_alone(loaded: LoadedServer) -> None:
    assert get(loaded.server, f"/api/v1/{SHOP}/secrets/robot-token")["data"]["token"]


def test_loaded_roles_are_aggregated_into_view(loaded: LoadedServer) -> None:
    assert get(loaded.server, "/apis/example.org/v1/widgets", "viewer")["items"]


def test_requests_show_verb_resource_and_user_but_not_the_loader(loaded: LoadedServer) -> None:
    with loaded.server.recorded() as requests:
        get(loaded.server, "/api/v1/pods?limit=1", "viewer")
        get(loaded.server, f"/api/v1/{SHOP}/pods/web-0-a", "viewer")
        get(loaded.server, "/version", "nobody")
        loaded.server.client("nobody").request("DELETE", f"/api/v1/{SHOP}/pods/web-0-a")
        loaded.server.client().must("GET", "/api/v1/nodes")
    expected = [("list", "pods", "viewer"), ("get", "pods", "viewer"), ("get", "/version", "nobody")]
    assert [each[:3] for each in requests] == [*expected, ("delete", "pods", "nobody")]
    assert requests[1].namespace == "shop"


def test_errors_name_the_file_and_the_object(loaded: LoadedServer, tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text("{apiVersion: v1, kind: Pod, metadata: {name: bad, namespace: shop}}")
    with pytest.raises(load.LoadError, match=r"wrong\.yaml: v1 Pod shop/bad: 422 .*spec\.containers"):
        load.load(loaded.server, tmp_path)
    (tmp_path / "wrong.yaml").write_text("a: [")
    with pytest.raises(manifests.ManifestError, match=r"wrong\.yaml"):
        load.load(loaded.server, tmp_path)


def test_many_objects_load_over_several_connections(fresh_server: FreshServer) -> None:
    server = fresh_server("newest")
    names = [f"pod-{number}" for number in range(300)]
    spec = {"nodeName": "node-1", "containers": [{"name": "web", "image": "example.org/web:1"}]}
    pods = (
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": name, "namespace": "default"},
            "spec": spec,
            "status": {"phase": "Running"},
        }
        for name in names
    )
    assert load.load_objects(server, pods).created == len(names)
    found = get(server, "/api/v1/pods")["items"]
    assert {(pod["metadata"]["name"], pod["status"]["phase"]) for pod in found} == {(name, "Running") for name in names}


@needs_proc
def test_only_the_loopback_address_is_listened_on(server: Server) -> None:
    addresses = [address for pid in server.pids for address in listening(pid)]
    assert len(addresses) == 3  # the API server's port, and etcd's two
    assert all(address.startswith("127.0.0.1:") for address in addresses)


@needs_proc
def test_a_stopped_server_leaves_no_process_and_no_open_port(fresh_server: FreshServer) -> None:
    server = fresh_server("newest")
    pids, ports = server.pids, [int(each.rpartition(":")[2]) for pid in server.pids for each in listening(pid)]
    assert all(is_open(port) for port in ports)
    server.stop()
    assert not any(is_running(pid) for pid in pids)
    assert not any(is_open(port) for port in ports)
    server.stop()


@needs_proc
def test_servers_die_with_the_process_that_started_them(tmp_path: Path) -> None:
    fixtures.find_or_skip("newest")
    script = """
        import os, signal, sys
        from pathlib import Path
        from tests.bed import apiserver, binaries
        server = apiserver.start(binaries.find(binaries.NEWEST), Path(sys.argv[1]))
        print(*server.pids, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)]
    done = subprocess.run(command, cwd=fixtures.ROOT, capture_output=True, text=True, check=False)
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) == 2, done.stderr
    end = time.monotonic() + 10
    while any(is_running(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(is_running(pid) for pid in pids)


def test_the_pool_keeps_a_cluster_until_others_were_used_since(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[tuple[str, str]] = []

    class Standin:
        def __init__(self, files: tuple[Path, ...], version: str) -> None:
            self.key = (files[0].stem, version)

        def stop(self) -> None:
            stopped.append(self.key)

    pool = fixtures.ServerPool(Path(), None)
    monkeypatch.setattr(pool, "_loaded", Standin)
    monkeypatch.setattr(fixtures, "manifests_of", lambda name: (Path(f"{name}.yaml"),))
    monkeypatch.setattr(fixtures, "MOST_ALIVE", 2)
    first = pool.cluster("a", "old")
    pool.cluster("a", "newest")
    assert pool.cluster("a", "old") is first
    pool.cluster("b", "old")
    assert stopped == [("a", "newest")]
    pool.stop()
    assert sorted(stopped) == [("a", "newest"), ("a", "old"), ("b", "old")]


def test_a_cluster_is_its_folder_or_the_sample() -> None:
    assert [file.name for file in fixtures.manifests_of("empty")] == ["cluster.yaml"]
    assert fixtures.manifests_of("view") == fixtures.manifests_of("sample")
    assert {file.parent for file in fixtures.manifests_of("sample")} == {fixtures.SAMPLE}
    with pytest.raises(FileNotFoundError, match=r"'nothing'.*bare"):
        fixtures.manifests_of("nothing")


@pytest.mark.parametrize(("required", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_a_missing_server_is_skipped_unless_it_is_required(
    required: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Release) -> NoReturn:
        raise BinaryUnavailable("no compiler")

    monkeypatch.setattr(binaries, "find", refuse)
    monkeypatch.setenv("DECKGEN_REQUIRE_BED", required)
    with pytest.raises(outcome, match="no compiler"):
        fixtures.find_or_skip("old")


def is_running(pid: int) -> bool:
    """Whether the process lives; one that has ended but was not waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def listening(pid: int) -> list[str]:
    """The addresses that a process listens on; proc(5) has them as hexadecimal numbers, state 0A, by inode."""
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        target = str(descriptor.readlink())
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    addresses = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                host, port = fields[1].split(":")
                dotted = ".".join(str(byte) for byte in reversed(bytes.fromhex(host))) if table == "tcp" else host
                addresses.append(f"{dotted}:{int(port, 16)}")
    return addresses
