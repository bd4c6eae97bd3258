"""What all tests may ask for."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# What a test draws follows from nothing but the test; those of the cache of figures say where theirs is.
os.environ["DECKGEN_NO_CACHE"] = "1"

# A slow machine is no fault of deckgen's: timings belong to the benchmarks.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

pytest_plugins = ["tests.bed.fixtures"]

ROOT = Path(__file__).parent.parent
DECKGEN = str(Path(sys.executable).with_name("deckgen"))


@pytest.fixture(scope="session")
def reader_role():
    """The role that is shipped for reading a cluster, which the user `reader` gets."""
    return ROOT / "deploy" / "reader-clusterrole.yaml"


@pytest.fixture(scope="session")
def soffice():
    """LibreOffice's program; a test that asks for it is skipped where there is none, or fails where there must be."""
    return _program("soffice", "LibreOffice")


@pytest.fixture(scope="session")
def office_version(soffice):
    """LibreOffice's version as two numbers, such as (7, 4)."""
    told = subprocess.run([soffice, "--version"], check=True, capture_output=True, text=True).stdout
    year, month = re.search(r"(\d+)\.(\d+)", told).groups()
    return int(year), int(month)


@pytest.fixture(scope="session")
def pdfinfo():
    """The program that counts a PDF's pages, from poppler-utils; skipped or failed as LibreOffice is."""
    return _program("pdfinfo", "poppler-utils")


@pytest.fixture(scope="session")
def pdftotext():
    """The program that says where a PDF's words stand, from poppler-utils; skipped or failed as LibreOffice is."""
    return _program("pdftotext", "poppler-utils")


@pytest.fixture(scope="session")
def uno_python():
    """A Python that LibreOffice can be called from: the system's with python3-uno, or LibreOffice's own."""
    own = [*Path("/opt").glob("libreoffice*/program/python"), *Path("/usr/lib").glob("libreoffice/program/python")]
    for found in ("/usr/bin/python3", *map(str, own)):
        if Path(found).exists():
            tried = subprocess.run([found, "-c", "import uno"], check=False, capture_output=True)
            if tried.returncode == 0:
                return found
    if os.environ.get("DECKGEN_REQUIRE_OFFICE") == "1":
        pytest.fail("no Python has LibreOffice's module uno (python3-uno)", pytrace=False)
    pytest.skip("no Python has LibreOffice's module uno (python3-uno)")


@pytest.fixture(scope="session")
def kubectl():
    """kubectl, whose own words are compared with; a test that asks for it is skipped where there is none."""
    return shutil.which("kubectl") or pytest.skip("kubectl is not on PATH")


def _program(name, package):
    found = shutil.which(name)
    if not found and os.environ.get("DECKGEN_REQUIRE_OFFICE") == "1":
        pytest.fail(f"{name} ({package}) is not on PATH", pytrace=False)
    if not found:
        pytest.skip(f"{name} ({package}) is not on PATH")
    return found


@dataclass
class Done:
    code: int
    out: str
    err: str


@pytest.fixture
def deckgen(tmp_path, tmp_path_factory):
    """Run deckgen in an empty folder, with a cache elsewhere, and without any kubeconfig of who runs the tests."""
    cache = tmp_path_factory.mktemp("cache")

    def run(*args, **environment):
        env = {key: value for key, value in os.environ.items() if not key.startswith(("KUBE", "DECKGEN"))}
        elsewhere = {} if "HOME" in environment else {"XDG_CACHE_HOME": str(cache)}
        env |= {"HOME": str(tmp_path), "COLUMNS": "120", "TERM": "dumb"} | elsewhere | environment
        done = subprocess.run(
            [DECKGEN, *map(str, args)], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run
