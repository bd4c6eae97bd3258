"""Downloads the official release files, checked against the checksums that stand beside them."""

import hashlib
import platform
import shutil
import sys
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

KUBERNETES = "https://dl.k8s.io"
ETCD = "https://github.com/etcd-io/etcd/releases/download"
# Long enough for a slow network, short enough not to stall a test run where the outside cannot be reached.
CONNECT_SECONDS = 5
READ_SECONDS = 60
ARCHITECTURES = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}

_unreachable: set[str] = set()  # the addresses that failed in this run; nothing about it is kept on disk


class DownloadError(Exception):
    """The file cannot be had from its official place; the message says why."""


def kube_apiserver(version: str, folder: Path, base: str = KUBERNETES) -> Path:
    """Download kube-apiserver `version` into `folder`; its checksum stands alone in <address>.sha256."""
    address = f"{base}/v{version}/bin/linux/{_architecture()}/kube-apiserver"
    expected = _read(base, f"{address}.sha256").split()[0]
    return _executable(_download(base, address, folder / "kube-apiserver", expected))


def etcd(version: str, folder: Path, base: str = ETCD) -> Path:
    """Download etcd `version` into `folder`; SHA256SUMS names a line per tarball, in which the program stands."""
    name = f"etcd-v{version}-linux-{_architecture()}"
    lines = [line.split() for line in _read(base, f"{base}/v{version}/SHA256SUMS").splitlines()]
    sums = {line[1]: line[0] for line in lines if len(line) == 2}
    if f"{name}.tar.gz" not in sums:
        raise DownloadError(f"SHA256SUMS of etcd {version} does not name {name}.tar.gz")
    tarball = _download(base, f"{base}/v{version}/{name}.tar.gz", folder / "etcd.tar.gz", sums[f"{name}.tar.gz"])
    with tarfile.open(tarball) as archive:
        program = archive.extractfile(f"{name}/etcd")
        if program is None:
            raise DownloadError(f"{name}.tar.gz holds no file etcd")
        with (folder / "etcd").open("wb") as target:
            shutil.copyfileobj(program, target)
    tarball.unlink()
    return _executable(folder / "etcd")


def _architecture() -> str:
    """Give the release files' name of this machine; servers are released for Linux only."""
    architecture = ARCHITECTURES.get(platform.machine().lower())
    if sys.platform != "linux" or architecture is None:
        raise DownloadError(f"no official file for {sys.platform} on {platform.machine()}")
    return architecture


def _read(base: str, address: str) -> str:
    """Give the small text file at `address`; it is asked for first, and so finds out if `base` can be reached."""
    if base in _unreachable:
        raise DownloadError(f"{base} could not be reached before in this run")
    try:
        with urllib.request.urlopen(address, timeout=CONNECT_SECONDS) as answer:
            content: bytes = answer.read()
    except OSError as error:
        raise _failure(base, address, error) from error
    return content.decode()


def _download(base: str, address: str, target: Path, expected: str) -> Path:
    """Write the file at `address` to `target`, under a name of its own until the checksum is found right."""
    partial = target.with_suffix(".part")
    try:
        with urllib.request.urlopen(address, timeout=READ_SECONDS) as answer, partial.open("wb") as file:
            shutil.copyfileobj(answer, file)
    except OSError as error:
        raise _failure(base, address, error) from error
    with partial.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise DownloadError(f"{address}: its SHA-256 is {found}, and not {expected}")
    return partial.rename(target)


def _failure(base: str, address: str, error: OSError) -> DownloadError:
    """Give the error to raise, and note that `base` cannot be reached unless it was its answer that was the error."""
    if not isinstance(error, urllib.error.HTTPError):
        _unreachable.add(base)
    return DownloadError(f"{address}: {error}")


def _executable(program: Path) -> Path:
    program.chmod(0o755)
    return program
