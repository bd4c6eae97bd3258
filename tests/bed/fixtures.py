"""Fixtures that give a test a real API server: `pytest_plugins = ["tests.bed.fixtures"]` in conftest.py brings them.

Where the programs cannot be had a test that wants a server is skipped with the reason; with DECKGEN_REQUIRE_BED=1 in
the environment, as in CI, it fails.
"""

import os
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.bed import apiserver, binaries, load, manifests
from tests.bed.apiserver import Server
from tests.bed.binaries import Binaries, BinaryUnavailable

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample" / "manifests"
CLUSTERS = ROOT / "tests" / "clusters"
EXPECTED = "expect.yaml"  # what a reader should come to; no manifest
VERSIONS = tuple(binaries.RELEASES)
MOST_ALIVE = 4  # beside the two empty ones; each takes about 250 MB

FreshServer = Callable[[str], Server]
Cluster = Callable[[str, str], Server]


class ServerPool:
    """Starts servers, keeps the ones used last, and stops them all at the end."""

    def __init__(self, folder: Path, reader_role: Path | None) -> None:
        """Keep the servers' files below `folder`; `reader_role` is for the user `reader`."""
        self._folder = folder
        self._reader_role = reader_role
        self._started = 0
        self._clusters: OrderedDict[tuple[tuple[Path, ...], str], Server] = OrderedDict()

    def start(self, version: str, service_cidr: str = "10.96.0.0/12", kept: tuple[str, ...] = ()) -> Server:
        """Start an empty server of the version `old` or `newest`; the caller has to stop it; `kept` as in `start`."""
        programs = find_or_skip(version)
        self._started += 1
        folder = self._folder / f"{version}-{self._started}"
        return apiserver.start(programs, folder, reader_role=self._reader_role, service_cidr=service_cidr, kept=kept)

    def cluster(self, name: str, version: str) -> Server:
        """Give a server with the manifests of `name`, the same one as long as it is among the last ones used."""
        files = manifests_of(name)
        key = (files, version)
        if key not in self._clusters:
            while len(self._clusters) >= MOST_ALIVE:
                self._clusters.popitem(last=False)[1].stop()
            self._clusters[key] = self._loaded(files, version)
        self._clusters.move_to_end(key)
        return self._clusters[key]

    def stop(self) -> None:
        """Stop the servers of all clusters."""
        while self._clusters:
            self._clusters.popitem()[1].stop()

    def _loaded(self, files: tuple[Path, ...], version: str) -> Server:
        items = manifests.read(files)
        cidr = manifests.service_cidr(items)
        server = self.start(version, cidr) if cidr else self.start(version)
        try:
            load.load_items(server, items, connections=8)
        except BaseException:
            server.stop()
            raise
        return server


def manifests_of(name: str) -> tuple[Path, ...]:
    """Give the manifests in the folder tests/clusters/<name>, or the sample's where that has none but EXPECTED."""
    folder = CLUSTERS / name
    if not folder.is_dir():
        known = ", ".join(sorted(each.name for each in CLUSTERS.iterdir() if each.is_dir()))
        raise FileNotFoundError(f"no cluster {name!r} in {CLUSTERS}: there are {known}")
    own = (file for file in sorted(folder.glob("*.yaml")) if file.name != EXPECTED)
    return tuple(own) or tuple(sorted(SAMPLE.glob("*.yaml")))


def find_or_skip(version: str) -> Binaries:
    """Give the programs of a version; skip the test where they cannot be had, or fail it where they must be."""
    try:
        return binaries.find(binaries.RELEASES[version])
    except BinaryUnavailable as error:
        _give_up(str(error))


def _give_up(reason: str) -> NoReturn:
    if os.environ.get("DECKGEN_REQUIRE_BED") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def reader_role() -> Path | None:
    """The manifest of the role that `reader` gets; conftest.py overrides it."""
    return None


@pytest.fixture(scope="session")
def server_pool(tmp_path_factory: pytest.TempPathFactory, reader_role: Path | None) -> Iterator[ServerPool]:
    """The session's servers."""
    pool = ServerPool(tmp_path_factory.mktemp("bed"), reader_role)
    yield pool
    pool.stop()


@pytest.fixture(scope="session")
def old_server(server_pool: ServerPool) -> Iterator[Server]:
    """An empty server of the oldest version, one for the session: leave nothing on it."""
    with server_pool.start("old") as server:
        yield server


@pytest.fixture(scope="session")
def newest_server(server_pool: ServerPool) -> Iterator[Server]:
    """An empty server of the newest version, one for the session: leave nothing on it."""
    with server_pool.start("newest") as server:
        yield server


@pytest.fixture(scope="session", params=VERSIONS)
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the two empty servers in turn."""
    chosen: Server = request.getfixturevalue(f"{request.param}_server")
    return chosen


@pytest.fixture(scope="session")
def cluster(server_pool: ServerPool) -> Cluster:
    """Gives `cluster(name, version)`: a server with the manifests of tests/clusters/<name>, or the sample's.

    Ask for it in the test that reads it, and change nothing there: it is shared, and stopped when others were used
    since.
    """
    return server_pool.cluster


@pytest.fixture
def fresh_server(server_pool: ServerPool) -> Iterator[FreshServer]:
    """Gives `fresh_server(version)`: an empty server for this test alone, which may do with it what it likes."""
    servers: list[Server] = []

    def start(version: str) -> Server:
        servers.append(server_pool.start(version))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()
