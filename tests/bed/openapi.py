"""Makes the one file that Kubernetes modules before 1.24 lack: pkg/generated/openapi/zz_generated.openapi.go.

Those releases generated it during their own build and kept it out of git, and so it is not in the module either. The
recipe is that of their build/root/Makefile.generated_files: openapi-gen over every package that carries the tag
`+k8s:openapi-gen=`, and some of apimachinery.
"""

import os
import shutil
from pathlib import Path
from typing import Protocol

# Built with Go 1.15 or 1.17 the generator writes an empty file without a word.
TOOLCHAIN = "go1.19.13"
PACKAGE = "pkg/generated/openapi"
FILE = "zz_generated.openapi"
TAG = "+k8s:openapi-gen="
# As the Makefile has it: these two have generated files of their own.
LEFT_OUT = ("k8s.io/code-generator", "k8s.io/sample-apiserver")
ALWAYS = tuple(
    f"k8s.io/apimachinery/{name}"
    for name in ("pkg/apis/meta/v1", "pkg/version", "pkg/runtime", "pkg/util/intstr", "pkg/api/resource")
)


class RunsGo(Protocol):
    """What is needed of a go command: gobuild.Go has it."""

    @property
    def folder(self) -> Path:
        """The folder of the main module."""

    def run(self, *arguments: str) -> str:
        """Run go and give its output."""


def is_there(source: Path) -> bool:
    """Say whether the Kubernetes module in the folder `source` brings the generated file."""
    return (source / PACKAGE / f"{FILE}.go").exists()


def copy(source: Path, target: Path) -> Path:
    """Copy the module out of Go's read-only cache into `target`, so that a file can be added; give `target`."""
    shutil.copytree(source, target, copy_function=shutil.copyfile)
    for folder, _, _ in os.walk(target):
        Path(folder).chmod(0o755)
    return target


def generate(go: RunsGo, source: Path, staging: dict[str, Path]) -> None:
    """Write the generated file into `source`; `staging` holds the folder of each staging module by its path."""
    packages = set(ALWAYS) | tagged(source / "pkg", "k8s.io/kubernetes/pkg")
    packages |= tagged(source / "cmd", "k8s.io/kubernetes/cmd")
    for path, folder in staging.items():
        if path not in LEFT_OUT:
            packages |= tagged(folder, path)
    output = go.folder / "generated"
    go.run(
        *("run", "k8s.io/kube-openapi/cmd/openapi-gen", "-O", FILE, "-p", f"k8s.io/kubernetes/{PACKAGE}"),
        *("-h", os.devnull, "-r", os.devnull, "-o", str(output), "-i", ",".join(sorted(packages))),
    )
    shutil.copy(output / "k8s.io/kubernetes" / PACKAGE / f"{FILE}.go", source / PACKAGE)


def tagged(folder: Path, path: str) -> set[str]:
    """Give the import paths of the packages below `folder`, whose own is `path`, that carry the generator's tag."""
    files = (file for file in folder.rglob("*.go") if "testdata" not in file.parts)
    found = (file.parent.relative_to(folder) for file in files if TAG in file.read_text(encoding="utf-8"))
    return {(Path(path) / package).as_posix() for package in found}
