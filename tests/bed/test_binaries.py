"""Where the bed's programs come from: in which order, what is checked, and what is said when there is none."""

import hashlib
import http.server
import io
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.bed import binaries, download, gobuild
from tests.bed.binaries import NEWEST, OLD, BinaryUnavailable, Release
from tests.bed.gobuild import KubernetesModule
from tests.bed.processes import free_ports

CONTENT = b"#!/bin/sh\n"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty cache, no assets, and nothing known of unreachable places."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("KUBEBUILDER_ASSETS", raising=False)
    monkeypatch.setattr(download, "_unreachable", set())
    monkeypatch.setattr(binaries, "_try_once", binaries._try_once.__wrapped__)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A web server: the folder that it serves, and its address."""
    folder = tmp_path / "site"
    folder.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def no_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """No download and no build."""

    def refuse_download(*_: object) -> Path:
        raise download.DownloadError("no network")

    def refuse_build(*_: object) -> Path:
        raise gobuild.BuildError("no compiler")

    for name in ("etcd", "kube_apiserver"):
        monkeypatch.setattr(download, name, refuse_download)
        monkeypatch.setattr(gobuild, f"build_{name}", refuse_build)
    monkeypatch.setattr(gobuild, "find_go", lambda _: "go")


def write_assets(folder: Path, kubernetes: str, etcd: str = "3.5.9") -> None:
    """Write programs that only say their version, as the real ones do."""
    folder.mkdir(exist_ok=True)
    for name, said in (("kube-apiserver", f"Kubernetes v{kubernetes}"), ("etcd", f"etcd Version: {etcd}")):
        (folder / name).write_text(f"#!/bin/sh\necho '{said}'\n")
        (folder / name).chmod(0o755)


@pytest.mark.parametrize(("release", "version"), [(OLD, "1.20.2"), (NEWEST, "1.30.0"), (NEWEST, "1.99.0")])
def test_assets_are_taken_if_their_version_fits(
    release: Release, version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_places: None
) -> None:
    write_assets(tmp_path / "assets", version)
    monkeypatch.setenv("KUBEBUILDER_ASSETS", str(tmp_path / "assets"))
    found = binaries.find(release)
    assert found.kube_apiserver.parent == found.etcd.parent == tmp_path / "assets"


@pytest.mark.parametrize(
    ("release", "version", "etcd"),
    [
        (OLD, "1.21.0", "3.5.9"),
        (OLD, "1.20.2", "3.4.13"),
        (NEWEST, "1.29.9", "3.5.9"),
        (NEWEST, "2.31.0", "3.5.9"),
    ],
)
def test_assets_of_another_version_are_passed_over(
    release: Release, version: str, etcd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_places: None
) -> None:
    write_assets(tmp_path / "assets", version, etcd)
    monkeypatch.setenv("KUBEBUILDER_ASSETS", str(tmp_path / "assets"))
    with pytest.raises(BinaryUnavailable):
        binaries.find(release)


def test_assets_that_lack_a_program_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_places: None
) -> None:
    write_assets(tmp_path / "assets", "1.31.0")
    (tmp_path / "assets" / "etcd").unlink()
    monkeypatch.setenv("KUBEBUILDER_ASSETS", str(tmp_path / "assets"))
    with pytest.raises(BinaryUnavailable):
        binaries.find(NEWEST)


def test_without_any_place_the_reasons_are_said(no_places: None) -> None:
    with pytest.raises(BinaryUnavailable, match=r"no etcd [\d.]+: download: no network; build: no compiler"):
        binaries.find(NEWEST)
    assert not [each.name for each in binaries.cache_folder().iterdir() if each.name != "lock"]


def test_what_was_made_once_comes_from_the_cache_afterwards(monkeypatch: pytest.MonkeyPatch, no_places: None) -> None:
    def write(name: str, _: str, folder: Path) -> Path:
        (folder / name).write_bytes(CONTENT)
        return folder / name

    with monkeypatch.context() as patched:
        patched.setattr(download, "etcd", partial(write, "etcd"))
        patched.setattr(download, "kube_apiserver", partial(write, "kube-apiserver"))
        first = binaries.find(OLD)
    assert all("official download" in line for line in first.origins)
    again = binaries.find(OLD)
    assert all("cache" in line for line in again.origins)
    assert again.kube_apiserver == binaries.cache_folder() / OLD.version / "kube-apiserver"
    assert again.etcd.read_bytes() == CONTENT


def test_a_downloaded_server_is_checked_and_executable(site: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = site
    place = folder / f"v1.2.3/bin/linux/{download._architecture()}"
    place.mkdir(parents=True)
    (place / "kube-apiserver").write_bytes(CONTENT)
    (place / "kube-apiserver.sha256").write_text(hashlib.sha256(CONTENT).hexdigest())
    program = download.kube_apiserver("1.2.3", tmp_path, address)
    assert program.read_bytes() == CONTENT
    assert program.stat().st_mode & 0o111

    program.unlink()
    (place / "kube-apiserver.sha256").write_text("0" * 64)
    with pytest.raises(download.DownloadError, match="SHA-256"):
        download.kube_apiserver("1.2.3", tmp_path, address)
    assert not program.exists()


def test_etcd_is_taken_out_of_its_tarball(site: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = site
    name = f"etcd-v1.2.3-linux-{download._architecture()}"
    place = folder / "v1.2.3"
    place.mkdir()
    with tarfile.open(place / f"{name}.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo(f"{name}/etcd")
        entry.size = len(CONTENT)
        archive.addfile(entry, io.BytesIO(CONTENT))
    checksum = hashlib.sha256((place / f"{name}.tar.gz").read_bytes()).hexdigest()
    (place / "SHA256SUMS").write_text(f"{'0' * 64}  another.zip\n{checksum}  {name}.tar.gz\n")
    program = download.etcd("1.2.3", tmp_path, address)
    assert program.read_bytes() == CONTENT
    assert program.stat().st_mode & 0o111


def test_a_file_that_is_missing_does_not_spoil_the_place(site: tuple[Path, str], tmp_path: Path) -> None:
    for version in ("1.2.3", "1.2.4"):
        with pytest.raises(download.DownloadError, match="404"):
            download.kube_apiserver(version, tmp_path, site[1])


def test_a_place_that_cannot_be_reached_is_not_asked_again_in_this_run(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    with pytest.raises(download.DownloadError, match="refused"):
        download.kube_apiserver("1.2.3", tmp_path, f"http://127.0.0.1:{port}")
    with pytest.raises(download.DownloadError, match="before in this run"):
        download.kube_apiserver("1.2.3", tmp_path, f"http://127.0.0.1:{port}")


def test_the_module_file_replaces_the_staging_modules_and_keeps_the_pins() -> None:
    module = KubernetesModule("1.20.15", Path(), "1.15", ("k8s.io/api",), ("a.org/b => c.org/b v1.0.0",))
    lines = module.go_mod("./copy").splitlines()
    assert "require k8s.io/kubernetes v1.20.15" in lines
    assert [line.strip() for line in lines if "=>" in line] == [
        "k8s.io/api => k8s.io/api v0.20.15",
        "a.org/b => c.org/b v1.0.0",
        "k8s.io/kubernetes => ./copy",
    ]
    assert "k8s.io/kubernetes =>" not in module.go_mod(None)
