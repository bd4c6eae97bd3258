"""Finds etcd and kube-apiserver in two versions, and gets them where they are missing.

Each is taken from the first place that has it: the folder KUBEBUILDER_ASSETS (the convention of controller-runtime's
envtest: etcd, kube-apiserver and kubectl in one folder), the bed's own cache, the official release files, a build from
the Go module. `python -m tests.bed.binaries` gets all and says where each came from.
"""

import fcntl
import functools
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bed import download, gobuild

log = logging.getLogger(__name__)

ETCD_VERSION = "3.6.16"  # one etcd serves both API servers
OLDEST_ETCD = (3, 5)  # has --unsafe-no-fsync, with which the bed starts it


@dataclass(frozen=True)
class Release:
    """A Kubernetes release that the bed runs, and the minor releases that KUBEBUILDER_ASSETS may hold in its place."""

    name: str
    version: str
    first_minor: int
    last_minor: int


# 1.20 is the oldest cluster that deckgen reads; CronJob and PodDisruptionBudget are beta there.
OLD = Release("old", "1.20.15", 20, 20)
NEWEST = Release("newest", "1.37.2", 30, 999)
RELEASES = {release.name: release for release in (OLD, NEWEST)}


class BinaryUnavailable(Exception):  # noqa: N818 - not a mistake of anyone's: the test is skipped
    """A program can be had from none of the places; the message says why, place by place."""


@dataclass(frozen=True)
class Binaries:
    """The two programs of an API server; `origins` has a line for each: what it is and where it came from."""

    release: Release
    etcd: Path
    kube_apiserver: Path
    origins: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """A program in one version, and how to get it: each way takes an empty folder and gives the program's path."""

    name: str
    version: str
    download: Callable[[Path], Path]
    build: Callable[[str, Path], Path]


def find(release: Release) -> Binaries:
    """Give the programs of `release`, fetched or built if need be; raise BinaryUnavailable where that fails."""
    found = _try_once(release)
    if isinstance(found, str):
        raise BinaryUnavailable(found)
    return found


@functools.cache
def _try_once(release: Release) -> Binaries | str:
    """Give the programs or the reason why not; kept, since a build that failed would fail for the next test too."""
    assets = _from_assets(release)
    if assets:
        return assets
    try:
        (etcd, etcd_origin), (server, origin) = (_from_elsewhere(program) for program in _programs(release))
    except BinaryUnavailable as error:
        return str(error)
    return Binaries(release, etcd, server, (etcd_origin, origin))


def cache_folder() -> Path:
    """Give the folder where programs are kept between runs: below XDG_CACHE_HOME, or ~/.cache where it is unset."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "deckgen" / "bed"


def _programs(release: Release) -> tuple[Program, Program]:
    """Give etcd and kube-apiserver as `release` wants them."""
    version = release.version
    return (
        Program(
            "etcd",
            ETCD_VERSION,
            functools.partial(download.etcd, ETCD_VERSION),
            lambda go, folder: gobuild.build_etcd(go, ETCD_VERSION, folder),
        ),
        Program(
            "kube-apiserver",
            version,
            functools.partial(download.kube_apiserver, version),
            lambda go, folder: gobuild.build_kube_apiserver(go, version, folder),
        ),
    )


def _from_assets(release: Release) -> Binaries | None:
    """Give the programs in KUBEBUILDER_ASSETS if both are there and of a version that fits."""
    folder = os.environ.get("KUBEBUILDER_ASSETS")
    if not folder:
        return None
    etcd, server = Path(folder) / "etcd", Path(folder) / "kube-apiserver"
    major, minor = _version(server)
    if major != 1 or not release.first_minor <= minor <= release.last_minor or _version(etcd) < OLDEST_ETCD:
        return None
    return Binaries(release, etcd, server, (f"etcd, kube-apiserver {major}.{minor}: KUBEBUILDER_ASSETS",))


def _version(program: Path) -> tuple[int, int]:
    """Give the first two numbers of what `<program> --version` says, (0, 0) where it cannot be run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=30).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0, 0
    found = re.search(r"(\d+)\.(\d+)\.\d+", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _from_elsewhere(program: Program) -> tuple[Path, str]:
    """Give the program's path in the cache, and a line that says where it came from: cache, download or build."""
    begun = time.monotonic()
    kept = cache_folder() / program.version / program.name
    origin = "cache"
    if not kept.exists():
        with _lock(), tempfile.TemporaryDirectory(dir=cache_folder(), prefix="making-") as folder:
            if not kept.exists():  # else another process made it while this one waited
                made, origin = _make(program, Path(folder))
                kept.parent.mkdir(exist_ok=True)
                made.rename(kept)
    return kept, f"{program.name} {program.version}: {origin}, {time.monotonic() - begun:.0f} s ({kept})"


def _make(program: Program, folder: Path) -> tuple[Path, str]:
    """Download or build the program inside `folder`; give its path and which of the two it was."""
    reasons = []
    try:
        return program.download(folder), "official download"
    except download.DownloadError as error:
        reasons.append(f"download: {error}")
    log.warning("building %s %s from its Go module; this takes minutes", program.name, program.version)
    workplace = folder / "build"
    workplace.mkdir()
    try:
        return program.build(gobuild.find_go(cache_folder()), workplace), "built from its Go module"
    except (gobuild.BuildError, OSError) as error:
        reasons.append(f"build: {error}")
    raise BinaryUnavailable(f"no {program.name} {program.version}: {'; '.join(reasons)}")


@contextmanager
def _lock() -> Iterator[None]:
    """Hold the cache's one lock: neither two processes make the same program, nor two builds share the processors."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    with (cache_folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # closing the file gives it back, and so does the death of the process
        for left_over in cache_folder().glob("making-*"):  # of a process that was killed
            shutil.rmtree(left_over, ignore_errors=True)
        yield


def main() -> int:
    """Get every program, print where each came from and how long it took; give 1 if one cannot be had."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    code = 0
    for release in RELEASES.values():
        try:
            said = "\n".join(find(release).origins)
        except BinaryUnavailable as error:
            said = str(error)
            code = 1
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
    return code


if __name__ == "__main__":
    sys.exit(main())
