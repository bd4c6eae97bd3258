"""Starts one API server of the bed with an etcd of its own, and stops both.

How it is run: nothing listens but on 127.0.0.1; RBAC decides; no controller, scheduler or kubelet runs, so what a test
loads stays as it was loaded. The admission plugins that would change or refuse it are off (see KEPT_PLUGINS).
"""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.bed import access, audit
from tests.bed.binaries import Binaries
from tests.bed.client import Client
from tests.bed.processes import Process, StartError, free_ports

# All others that are on by default go: TaintNodesByCondition taints every new node, Priority and RuntimeClass want an
# order of loading, ResourceQuota a controller, and the webhook plugins call webhooks that are mere manifests here.
KEPT_PLUGINS = {"NamespaceLifecycle", "DefaultTolerationSeconds"}
POD_SECURITY = "PodSecurity"  # obeys the labels of a namespace; 1.20 does not have it
ATTEMPTS = 3
START_SECONDS = 60
# A server that calls itself ready may still have to make its own namespaces and Service: it tries the Service again
# every ten seconds until the range of its addresses is there. A test would see the cluster with or without them.
MADE_BY_THE_SERVER = ("/api/v1/namespaces/kube-node-lease", "/api/v1/namespaces/default/services/kubernetes")
START_PATHS = ("/readyz", *MADE_BY_THE_SERVER)
LOST_PORT = "address already in use"


class Server:
    """A running API server with its etcd."""

    def __init__(self, binaries: Binaries, folder: Path, service_cidr: str, kept: tuple[str, ...]) -> None:
        """Start both programs with their files in `folder`, and wait until the server says that it is ready."""
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self._tokens = access.make_tokens(folder / "tokens.csv")
        self.port, etcd_port, peer_port = free_ports(3)
        self._processes = [Process(_etcd_command(binaries, folder, etcd_port, peer_port), folder / "etcd.log")]
        try:
            command = _server_command(binaries, folder, self.port, etcd_port, service_cidr, kept)
            self._processes.append(Process(command, folder / "kube-apiserver.log"))
            self._processes[-1].wait_until(self._is_ready, START_SECONDS)
            client = self.client()
            self.version = str(client.must("GET", "/version")["gitVersion"])
            client.close()
            for user, token in self._tokens.items():
                access.write_kubeconfig(self.kubeconfig(user), self.url, self._certificate, user, token)
        except BaseException:
            self.stop()
            raise

    @property
    def url(self) -> str:
        """The server's address."""
        return f"https://127.0.0.1:{self.port}"

    @property
    def minor(self) -> int:
        """The server's minor version: 20 for v1.20.15."""
        return int(self.version.split(".")[1])

    @property
    def pids(self) -> list[int]:
        """The process ids of etcd and the API server."""
        return [process.pid for process in self._processes]

    def kubeconfig(self, user: str) -> Path:
        """Give the kubeconfig file of `admin`, `viewer`, `reader` or `nobody`."""
        if user not in self._tokens:
            raise ValueError(f"no user {user!r}: there are {', '.join(self._tokens)}")
        return self.folder / f"{user}.kubeconfig"

    def client(self, user: str = access.LOADER) -> Client:
        """Give a new raw connection for the user; the default one may do all and is not in `requests()`."""
        return Client("127.0.0.1", self.port, self._certificate, self._tokens[user])

    def requests(self) -> list[audit.Request]:
        """Give all requests of all users but the loader so far, oldest first."""
        return audit.read(self.folder / "audit.log")

    @contextmanager
    def recorded(self) -> Iterator[list[audit.Request]]:
        """Give a list that holds, once the `with` is left, the requests made inside it."""
        before = len(self.requests())
        inside: list[audit.Request] = []
        yield inside
        inside += self.requests()[before:]

    def stop(self) -> None:
        """Stop the API server, wait until it is gone, then etcd: without its etcd it would hang on."""
        while self._processes:
            self._processes.pop().stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def _certificate(self) -> Path:
        """The certificate that the server makes for itself; it is the authority to trust too."""
        return self.folder / "certificates" / "apiserver.crt"

    def _is_ready(self) -> bool:
        """Say whether all of START_PATHS answer; before the certificate is there nothing is asked."""
        if not self._certificate.exists():
            return False
        try:
            client = self.client()
        except OSError:  # half of the certificate is written
            return False
        try:
            return all(client.request("GET", path).is_success for path in START_PATHS)
        except OSError:
            return False
        finally:
            client.close()


def start(
    binaries: Binaries,
    folder: Path,
    *,
    reader_role: Path | None = None,
    service_cidr: str = "10.96.0.0/12",
    kept: tuple[str, ...] = (),
) -> Server:
    """Start etcd and kube-apiserver with all their files below `folder`; call in the main thread.

    Args:
        binaries: the programs, from `binaries.find`.
        folder: a folder of this server's own.
        reader_role: a manifest whose ClusterRoles the user `reader` gets, if it exists.
        service_cidr: the addresses that Services may ask for.
        kept: admission plugins that stay on besides KEPT_PLUGINS, where the server has them on by default.

    Returns:
        The server, ready and with its users bound to their roles; `stop()` it or use it in a `with`.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            server = Server(binaries, folder / f"attempt-{attempt}", service_cidr, kept)
            break
        except StartError as error:  # a free port may have found another taker
            if LOST_PORT not in str(error) or attempt == ATTEMPTS:
                raise
    try:
        client = server.client()
        access.grant(client, reader_role)
        client.close()
    except BaseException:
        server.stop()
        raise
    return server


def _etcd_command(binaries: Binaries, folder: Path, port: int, peer_port: int) -> list[str | Path]:
    """Give etcd's command line; what it keeps need not outlive a power cut."""
    url, peer_url = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{peer_port}"
    return [
        binaries.etcd,
        *("--name=bed", f"--data-dir={folder / 'etcd'}", "--unsafe-no-fsync", "--log-level=warn"),
        *(f"--listen-client-urls={url}", f"--advertise-client-urls={url}"),
        *(f"--listen-peer-urls={peer_url}", f"--initial-advertise-peer-urls={peer_url}"),
        f"--initial-cluster=bed={peer_url}",
    ]


def _server_command(
    binaries: Binaries, folder: Path, port: int, etcd_port: int, service_cidr: str, kept: tuple[str, ...]
) -> list[str | Path]:
    """Write the files that the API server reads, and give its command line."""
    key = folder / "service-accounts.key"  # an EC key, which holds the public one too
    subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key], check=True)
    policy = folder / "audit-policy.json"
    policy.write_text(json.dumps(audit.POLICY))
    return [
        binaries.kube_apiserver,
        *(f"--etcd-servers=http://127.0.0.1:{etcd_port}", "--bind-address=127.0.0.1", f"--secure-port={port}"),
        *("--advertise-address=127.0.0.1", "--endpoint-reconciler-type=none", f"--cert-dir={folder / 'certificates'}"),
        *(f"--token-auth-file={folder / 'tokens.csv'}", "--authorization-mode=RBAC"),
        *(f"--service-account-key-file={key}", f"--service-account-signing-key-file={key}"),
        *("--service-account-issuer=https://kubernetes.default.svc", f"--service-cluster-ip-range={service_cidr}"),
        *(
            f"--disable-admission-plugins={_unwanted_plugins(binaries, kept)}",
            "--allow-privileged=true",
            "--event-ttl=24h",
        ),
        *(f"--audit-policy-file={policy}", f"--audit-log-path={folder / 'audit.log'}"),
    ]


def _unwanted_plugins(binaries: Binaries, kept: tuple[str, ...]) -> str:
    """Give the admission plugins that are on by default and not kept, as this version's --help names them."""
    said = subprocess.run([binaries.kube_apiserver, "--help"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"default enabled plugins list \(([^)]*)\)", said)
    if found is None:
        raise StartError("the help of kube-apiserver does not name its default admission plugins")
    return ",".join(name for name in found[1].split(", ") if name not in {*KEPT_PLUGINS, *kept})
