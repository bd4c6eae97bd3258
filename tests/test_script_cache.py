"""A checked script is kept for its user alone, and nobody notices but by the time that it takes."""

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from deckgen import assets, authored, cache, script_cache
from deckgen.build import find_script
from deckgen.errors import InputError
from deckgen.script import Entry, Script, Section, load_script
from tests.conftest import ROOT

SECTION = """\
id: nodes
title: Nodes
short: Nodes
slides:
  - id: count
    kind: statement
    title: "{{ nodes.count | words }} nodes"
    points:
      - include: shared/line.yaml
"""
SCRIPT = """\
name: small
title: A small script
occasion: a test
sections:
  - include: shared/section.yaml
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv(cache.NO_CACHE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "deckgen" / "scripts"


@pytest.fixture
def written(tmp_path):
    """A script that includes a file, which includes another."""
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "section.yaml").write_text(SECTION.replace("shared/", ""), encoding="utf-8")
    (shared / "line.yaml").write_text("- It has {{ nodes.count }}.\n", encoding="utf-8")
    path = tmp_path / "small.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def checked(monkeypatch):
    """The files that were parsed and checked, one after another."""
    found = []
    load = authored.load_with_sources
    monkeypatch.setattr(authored, "load_with_sources", lambda path, *rest: found.append(path.name) or load(path, *rest))
    return found


def line_of(script):
    return script.sections[0].slides[0].points[0]


def test_a_script_is_checked_once_and_is_the_same_then(folder, checked):
    first, second = find_script("production"), find_script("production")
    assert checked == ["production.yaml"]
    assert first == second
    assert type(second) is Script
    assert {type(section) for section in second.sections} == {Section}
    assert all(isinstance(entry, Entry) for section in second.sections for entry in section.slides)


def test_positions_of_texts_and_ids_are_kept(folder, written):
    first, second = load_script(written), load_script(written)
    assert second.place_of("nodes/count") == first.place_of("nodes/count")
    assert second.place_of("nodes/count").file == str(written.parent / "shared" / "section.yaml")
    assert line_of(second).place == line_of(first).place
    assert line_of(second).place.file == str(written.parent / "shared" / "line.yaml")


def test_positions_name_the_file_as_it_is_named_this_time(folder, written, monkeypatch):
    load_script(written)
    monkeypatch.chdir(written.parent)
    assert load_script(Path("small.yaml")).place_of("nodes/count").file == "shared/section.yaml"


@pytest.mark.parametrize("name", ["small.yaml", "shared/section.yaml", "shared/line.yaml"])
def test_a_file_that_changes_is_read_again(name, folder, written, checked):
    load_script(written)
    path = written.parent / name
    state = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("small", "large").replace("Nodes", "Hosts").replace("It has", "We saw"), "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))  # neither its size nor its time tells
    script = load_script(written)
    assert (script.name, script.sections[0].title, str(line_of(script))[:6]) == {
        "small.yaml": ("large", "Nodes", "It has"),
        "shared/section.yaml": ("small", "Hosts", "It has"),
        "shared/line.yaml": ("small", "Nodes", "We saw"),
    }[name]
    assert checked == ["small.yaml"] * 2


def test_a_mistake_is_told_each_time_in_the_same_words(folder, written):
    load_script(written)
    (written.parent / "shared" / "line.yaml").write_text("- It has {{ nodes.cuont }}.\n", encoding="utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(InputError) as error:
            load_script(written)
        told.append(str(error.value))
    assert told[0] == told[1]
    assert "line.yaml:1:" in told[0]


def test_a_file_that_is_gone_is_a_mistake(folder, written):
    load_script(written)
    (written.parent / "shared" / "line.yaml").unlink()
    with pytest.raises(InputError, match="there is no file"):
        load_script(written)


def test_a_file_that_moves_out_of_the_scripts_folder_is_a_mistake(folder, written, tmp_path_factory):
    load_script(written)
    line, elsewhere = written.parent / "shared" / "line.yaml", tmp_path_factory.mktemp("elsewhere") / "line.yaml"
    shutil.move(line, elsewhere)
    line.symlink_to(elsewhere)
    with pytest.raises(InputError, match="outside the script's folder"):
        load_script(written)


def test_a_template_that_was_kept_fails_at_its_line(folder, written, tmp_path):
    (written.parent / "shared" / "line.yaml").write_text("- '{{ 1 / 0 }}'\n", encoding="utf-8")
    command = [sys.executable, "-m", "deckgen.cli", "build", str(written), "--sample", "--dry-run"]
    environment = {name: value for name, value in os.environ.items() if name != cache.NO_CACHE}
    run = partial(subprocess.run, env=environment, cwd=ROOT, check=False, capture_output=True, text=True)
    first, second = run(command), run(command)
    assert first.returncode == second.returncode == 2
    assert first.stderr == second.stderr
    assert "line.yaml:1:" in second.stderr
    assert len(list(folder.iterdir())) == 1


def test_another_checker_checks_anew(folder, written, checked, monkeypatch):
    load_script(written)
    monkeypatch.setattr(script_cache, "_checker", lambda: b"another one")
    load_script(written)
    assert checked == ["small.yaml"] * 2


def test_each_module_of_deckgen_is_part_of_the_checker(tmp_path, monkeypatch):
    before = script_cache._checker()
    shutil.copytree(assets.PACKAGE, tmp_path / "deckgen", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(script_cache, "PACKAGE", tmp_path / "deckgen")
    copied = script_cache._checker.__wrapped__()
    (tmp_path / "deckgen" / "slides" / "bullets_of_ours.py").touch()
    assert len({before, copied, script_cache._checker.__wrapped__()}) == 3
    assert script_cache._checker.__wrapped__() == script_cache._checker.__wrapped__()


def test_only_the_user_may_read_what_is_kept(folder, written):
    load_script(written)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]


def test_nothing_is_kept_where_that_is_not_wanted(folder, written, checked, monkeypatch):
    monkeypatch.setenv(cache.NO_CACHE, "1")
    assert load_script(written) == load_script(written)
    assert checked == ["small.yaml"] * 2
    assert not folder.exists()


def test_scripts_with_mistakes_and_what_is_no_script_are_not_kept(folder, written):
    written.write_text(SCRIPT.replace("occasion: a test", ""), encoding="utf-8")
    with pytest.raises(InputError):
        load_script(written)
    find_script("production")
    assert len(list(folder.iterdir())) == 1


def test_nothing_of_the_customer_is_kept_but_what_the_figures_show(folder, tmp_path):
    command = [sys.executable, "-m", "deckgen.cli", "build", "demo", "--sample", "-o", str(tmp_path / "demo.pptx")]
    environment = {name: value for name, value in os.environ.items() if name != cache.NO_CACHE}
    subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
    assert {path.name for path in folder.parent.iterdir()} == {"figures", "scripts"}
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    known = authored.read(assets.sample() / "customer.yaml").value
    assert known["name"].encode() not in kept
    assert not [one for one in known["contacts"] if one["name"].encode() in kept]


@pytest.mark.parametrize(
    "damage",
    [lambda content: content[:-9], lambda content: content[:0], lambda content: content + b"x", lambda _: whole(b"x")],
)
def test_a_damaged_entry_is_made_anew(damage, folder, written):
    first = load_script(written)
    (path,) = folder.iterdir()
    before = path.read_bytes()
    path.write_bytes(damage(before))
    assert load_script(written) == first
    assert len(path.read_bytes()) == len(before)


def whole(content):
    return hashlib.sha256(content).digest() + content


class Planted:
    """What a pickle can do that was made to do harm."""

    def __reduce__(self):
        return os.mkdir, ("planted",)


@pytest.mark.parametrize("part", ["script", "trees"])
@pytest.mark.parametrize("planted", [Planted(), Path("x"), print, [1], 5, sys.exit])
def test_what_is_no_script_is_not_run(planted, part, folder, written, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    first = load_script(written)
    (path,) = folder.iterdir()
    kept = script_cache.msgpack.decode(path.read_bytes()[cache.DIGEST :], type=script_cache._Kept)
    forged = script_cache._Kept(kept.files, **{"script": kept.script, "trees": kept.trees, part: pickle.dumps(planted)})
    path.write_bytes(whole(script_cache.msgpack.encode(forged)))
    assert load_script(written) == first
    assert not (tmp_path / "planted").exists()


def test_what_somebody_else_wrote_or_could_write_is_not_used(folder, written, checked, monkeypatch):
    load_script(written)
    (path,) = folder.iterdir()
    path.chmod(0o666)
    load_script(written)
    assert path.stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)
    load_script(written)
    assert checked == ["small.yaml"] * 3


def test_several_processes_may_read_at_once(folder):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        read = list(pool.map(find_script, ["demo", "production", "demo", "production"]))
    assert [one.name for one in read] == ["demo", "production"] * 2
    assert read[0] == read[2]
    assert len(list(folder.iterdir())) == 2


def test_the_script_that_was_not_used_for_longest_goes_first(folder, written, monkeypatch):
    load_script(written)
    (first,) = folder.iterdir()
    os.utime(first, (1, 1))
    monkeypatch.setattr(script_cache, "MOST_BYTES", int(1.5 * first.stat().st_size))
    shutil.copy(written, written.with_name("other.yaml"))
    load_script(written.with_name("other.yaml"))
    assert not first.exists()
    assert len(list(folder.iterdir())) == 1
