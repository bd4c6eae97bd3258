"""The same input gives the same bytes, in another process, folder, time zone and order of hashing."""

import io
import os
import subprocess
from datetime import datetime
from zipfile import ZipFile

import pytest
from PIL import Image
from pptx import Presentation

from deckgen.assets import sample
from tests.conftest import DECKGEN

EPOCH = (1980, 1, 1, 0, 0, 0)
FIRST = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}
SECOND = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"}
BUILDS = {
    "call": ("build", "production", "--audience", "call"),
    "customer": ("build", "production", "--audience", "customer", "--diagrams", "native"),
    "presales": ("build", "production", "--audience", "presales", "--diagrams", "both"),
    "demo": ("build", "demo", "--layout", "plain"),
    "diagrams": ("diagram", "all"),
}


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """The sample's customer with a logo."""
    folder = tmp_path_factory.mktemp("profile")
    Image.new("RGB", (320, 90), "#1F5FA8").save(folder / "logo.png")
    written = (sample() / "customer.yaml").read_text(encoding="utf-8")
    assert "\nbrand:\n" in written
    path = folder / "customer.yaml"
    path.write_text(written.replace("\nbrand:\n", "\nbrand:\n  logo: logo.png\n"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(profile, tmp_path_factory):
    """Make a file of ``BUILDS``, each time in a new folder; ``cache`` is where figures are kept."""

    def run(name, cache, environment):
        folder = tmp_path_factory.mktemp("folder")
        env = {key: value for key, value in os.environ.items() if not key.startswith(("KUBE", "DECKGEN", "PYTHONHASH"))}
        env |= {"HOME": str(folder), "XDG_CACHE_HOME": str(cache)} | environment
        given = ("--customer", os.path.relpath(profile, folder), "--snapshot", sample() / "snapshot.json")
        command = [DECKGEN, *BUILDS[name], *map(str, given), "-o", "made.pptx"]
        subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, timeout=120)
        return folder / "made.pptx"

    return run


@pytest.mark.parametrize("name", BUILDS)
def test_another_process_makes_the_same_bytes_of_what_the_first_kept(name, made, tmp_path):
    assert made(name, tmp_path, FIRST).read_bytes() == made(name, tmp_path, SECOND).read_bytes()


def test_another_process_makes_the_same_bytes_anew(made, tmp_path):
    first, second = (made("call", tmp_path / seed["PYTHONHASHSEED"], seed) for seed in (FIRST, SECOND))
    assert first.read_bytes() == second.read_bytes()


def test_the_time_in_the_file_is_that_of_the_data(made, tmp_path):
    path = made("call", tmp_path, FIRST)
    with ZipFile(path) as file:
        packages = [file, *(ZipFile(io.BytesIO(file.read(one))) for one in file.namelist() if one.endswith(".xlsx"))]
        assert len(packages) > 1, "charts keep their numbers in workbooks"
        assert {info.date_time for package in packages for info in package.infolist()} == {EPOCH}
        assert any(one.startswith("ppt/media/") and file.read(one)[:4] == b"\x89PNG" for one in file.namelist())
    about = Presentation(path).core_properties
    assert about.created == about.modified == datetime(2026, 5, 14, 9, 12)  # noqa: DTZ001 - python-pptx gives no zone
