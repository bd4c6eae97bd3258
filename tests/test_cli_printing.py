"""PDF and handout on the command line: what is written, and what stands in the way."""

import pytest

from deckgen.pdf.seal import made_by_deckgen

SCRIPT = """
name: short
title: Your cluster in a minute
occasion: short handover
sections:
  - id: cluster
    title: How your cluster is built
    short: Cluster
    minutes: 1
    opener: false
    slides:
      - {id: nodes, kind: facts, title: Nodes, rows: [{label: Workers, fact: nodes.workers.count}]}
"""


@pytest.fixture
def script(tmp_path):
    folder = tmp_path / "scripts"
    folder.mkdir()
    (folder / "short.yaml").write_text(SCRIPT, encoding="utf-8")
    return folder / "short.yaml"


def files(folder):
    return sorted(path.name for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize("asked", [("-o", "x.pdf"), ("-o", "x.pptx", "--pdf"), ("-o", "x.pptx", "--handout")])
def test_without_libreoffice_nothing_is_written_and_the_package_is_named(deckgen, script, tmp_path, asked):
    done = deckgen("build", script, "--sample", *asked, PATH="/nowhere")
    assert done.code == 4, done.err
    assert "libreoffice-impress" in done.err
    assert files(tmp_path) == []


def test_a_program_that_is_not_there_is_told(deckgen, script, tmp_path):
    done = deckgen("build", script, "--sample", "-o", "x.pdf", "--soffice", "/no/soffice")
    assert (done.code, files(tmp_path)) == (2, [])
    assert "/no/soffice" in done.err


def test_a_pdf_of_somebody_elses_stays_and_no_deck_is_written(deckgen, script, tmp_path):
    (tmp_path / "x-handout.pdf").write_bytes(b"%PDF-1.7 mine")
    done = deckgen("build", script, "--sample", "-o", "x.pptx", "--handout")
    assert done.code == 2
    assert "--force" in done.err
    assert (tmp_path / "x-handout.pdf").read_bytes() == b"%PDF-1.7 mine"
    assert files(tmp_path) == ["x-handout.pdf"]


def test_without_an_option_no_pdf_is_made(deckgen, script, tmp_path):
    assert deckgen("build", script, "--sample", "-o", "x.pptx", PATH="/nowhere").code == 0
    assert files(tmp_path) == ["x.pptx"]


@pytest.mark.office
def test_a_pdf_alone_is_written_with_a_handout_beside_it(deckgen, soffice, script, tmp_path):
    for _ in range(2):  # what deckgen made may be replaced
        done = deckgen(
            "build", script, "--sample", "-o", "x.pdf", "--handout", "--paper", "letter", "--soffice", soffice
        )
        assert done.code == 0, done.err
    assert files(tmp_path) == ["x-handout.pdf", "x.pdf"]
    assert all(made_by_deckgen(tmp_path / name) for name in files(tmp_path))
    assert "x.pdf: " in done.err
    assert "Also x-handout.pdf." in done.err
