"""LibreOffice is found, run on its own, and stopped; programs that only behave like it stand in for it."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from deckgen.errors import InputError, RenderError
from deckgen.pdf import office

COPIES = 'for last; do :; done; mkdir out; cat "$last" > out/deck.pdf\n'


@pytest.fixture
def deck(tmp_path):
    path = tmp_path / "-deck of ours.pptx"
    path.write_bytes(b"slides")
    return path


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def program(tmp_path):
    def make(script):
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        path.chmod(0o755)
        return path

    return make


def is_alive(pid):
    with suppress(OSError):
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2][:3]
    return False


def has_ended(child):
    """Tell whether the process has ended whose number stands in the file, if any; the system may take a moment."""
    pid = int(child.read_text(encoding="utf-8")) if child.exists() else 0
    end = time.monotonic() + 10
    while pid and is_alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not pid or not is_alive(pid)


def test_where_there_is_none_the_message_names_the_package(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(office, "PLACES", ())
    with pytest.raises(RenderError, match="LibreOffice") as caught:
        office.find()
    assert "libreoffice-impress" in caught.value.hint
    assert "--soffice" in caught.value.hint


def test_it_is_found_on_path_and_where_installers_put_it(monkeypatch, program, tmp_path):
    made = program("")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert office.find() == made
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(office, "PLACES", (str(made),))
    assert office.find() == made


def test_what_is_named_goes_before_and_must_be_a_program(program, tmp_path):
    assert office.find(program("")) == tmp_path / "soffice"
    (tmp_path / "text").write_text("no program", encoding="utf-8")
    for named in (tmp_path / "gone", tmp_path / "text", tmp_path):
        with pytest.raises(InputError, match="is no program"):
            office.find(named)


def test_decks_come_back_in_their_order_and_nothing_else_is_left(program, folder, tmp_path):
    decks = [tmp_path / f"{name}.pptx" for name in "abc"]
    for path in decks:
        path.write_bytes(path.name.encode())
    made = office.convert(decks, program(COPIES), folder)
    assert [path.read_bytes() for path in made] == [b"a.pptx", b"b.pptx", b"c.pptx"]
    assert sorted(folder.iterdir()) == sorted(made)


def test_each_run_has_a_profile_and_a_place_for_what_is_temporary(program, folder, deck):
    office.convert([deck], program(f'{COPIES}echo "$TMPDIR $PWD $http_proxy $*" > out/deck.pdf\n'), folder)
    told = (folder / "0.pdf").read_text(encoding="utf-8")
    temporary, here, proxy = told.split()[:3]
    assert temporary == here
    assert here.startswith(str(folder))
    assert proxy == "http://127.0.0.1:9"
    assert f"-env:UserInstallation=file://{here}/profile" in told
    assert deck.name not in told


def test_it_is_silent(program, folder, deck, capfd):
    office.convert([deck], program(f"echo loud; echo louder >&2; {COPIES}"), folder)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("script", ["exit 0", "exit 77", "mkdir out; : > out/deck.pdf"])
def test_a_run_that_makes_no_pdf_says_what_may_be_missing(program, folder, deck, script):
    with pytest.raises(RenderError, match="made no PDF") as caught:
        office.convert([deck], program(script), folder)
    assert "libreoffice-impress" in caught.value.hint
    assert list(folder.iterdir()) == []


def test_a_program_that_cannot_be_started_is_told(program, folder, deck):
    path = program("")
    path.write_bytes(b"\x00 no program at all")
    with pytest.raises(RenderError, match="cannot be started"):
        office.convert([deck], path, folder)


def test_a_run_that_takes_too_long_is_stopped_with_all_that_it_started(program, folder, deck, tmp_path):
    child = tmp_path / "child"
    with pytest.raises(RenderError, match=r"within 0\.5 seconds"):
        office.convert([deck], program(f"sleep 300 & echo $! > {child}; wait\n"), folder, limit=0.5)
    assert has_ended(child)
    assert list(folder.iterdir()) == []


def test_when_one_run_fails_those_beside_it_are_stopped(program, folder, deck, tmp_path):
    other, child = tmp_path / "other.pptx", tmp_path / "child"
    other.write_bytes(b"slow")
    script = f"""
      for last; do :; done
      if grep -q slow "$last"; then sleep 300 & echo $! > {child}; wait; fi
      for _ in 1 2 3 4 5 6 7 8 9; do if [ ! -s {child} ]; then sleep 0.1; fi; done
    """
    with pytest.raises(RenderError, match="made no PDF of -deck of ours"):
        office.convert([deck, other], program(script), folder, limit=60)
    assert has_ended(child)


def test_a_run_that_is_stopped_leaves_no_socket_behind(program, folder, deck, tmp_path, monkeypatch):
    sockets = tmp_path / "sockets"
    sockets.mkdir()
    (sockets / "OSL_PIPE_0_SingleOfficeIPC_another").touch()
    monkeypatch.setattr(office, "_SOCKETS", (sockets,))
    name = (
        "import hashlib, sys; print(''.join(f'{b:x}' for b in hashlib.md5(sys.argv[1].encode('utf-16-le')).digest()))"
    )
    script = f"""
      hash=$({sys.executable} -c "{name}" "${{1#-env:UserInstallation=}}")
      touch {sockets}/OSL_PIPE_0_SingleOfficeIPC_$hash
      exit 1
    """
    with pytest.raises(RenderError):
        office.convert([deck], program(script), folder)
    assert [path.name for path in sockets.iterdir()] == ["OSL_PIPE_0_SingleOfficeIPC_another"]
