"""Figures are kept by content, for their user alone, and nothing goes wrong where they cannot be."""

import os
import subprocess
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from deckgen import cache
from deckgen.render import figure, figure_cache
from deckgen.render.figure_cache import View
from deckgen.render.place import place
from deckgen.scene import Arrow, Box, Group, Scene
from tests.conftest import ROOT
from tests.render.test_figure import PALETTE


def view_of(label="payments", size=(6, 2)):
    boxes = (Box("a", label, role="pod"), Box("b", "other"))
    return View(Scene("test", Group("root", "", boxes, direction="row"), (Arrow("a", "b"),)), *size)


VIEW = view_of()


def placed(view):
    return place(view.scene, view.width, view.height)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv(cache.NO_CACHE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "deckgen" / "figures"


@pytest.fixture
def drawings(monkeypatch):
    """The forms that were drawn, one after another."""
    drawn = []
    for name in ("svg", "png"):
        draw = getattr(figure, name)
        monkeypatch.setattr(figure, name, lambda *args, name=name, draw=draw: drawn.append(name) or draw(*args))
    return drawn


def kept(folder):
    return sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)


def test_a_figure_is_drawn_once(folder, drawings):
    first = figure_cache.svg(VIEW, PALETTE), figure_cache.png(VIEW, PALETTE, 100)
    second = figure_cache.svg(VIEW, PALETTE), figure_cache.png(VIEW, PALETTE, 100)
    assert first == second == (figure.svg(placed(VIEW), PALETTE), figure.png(placed(VIEW), PALETTE, 100))
    assert drawings == ["svg", "png"] * 2  # the second time to compare with


def test_a_scene_placed_anew_finds_its_figure(folder, drawings):
    for _ in range(2):
        figure_cache.svg(view_of(), PALETTE)
    assert drawings == ["svg"]


@pytest.mark.parametrize(
    ("view", "palette", "dpi"),
    [
        (view_of("invoices"), PALETTE, 100),
        (view_of(size=(6, 2.1)), PALETTE, 100),
        (VIEW, {**PALETTE, "kubernetes": "000000"}, 100),
        (VIEW, PALETTE, 101),
    ],
    ids=["words", "size", "palette", "resolution"],
)
def test_another_figure_is_drawn(view, palette, dpi, folder, drawings):
    figure_cache.png(VIEW, PALETTE, 100)
    assert figure_cache.png(view, palette, dpi) == figure.png(placed(view), palette, dpi)
    assert drawings[:2] == ["png", "png"]


def test_another_renderer_draws_anew(folder, drawings, monkeypatch):
    figure_cache.svg(VIEW, PALETTE)
    monkeypatch.setattr(figure_cache, "_renderer", lambda: b"another one")
    figure_cache.svg(VIEW, PALETTE)
    assert drawings == ["svg", "svg"]


def test_the_modules_that_draw_are_part_of_the_renderer(monkeypatch, tmp_path):
    before = figure_cache._renderer()
    for name in ("figure.py", "icon.py"):
        (tmp_path / name).write_text("changed", encoding="utf-8")
    monkeypatch.setattr(figure_cache, "files", lambda _: tmp_path)
    assert figure_cache._renderer.__wrapped__() != before


def test_only_the_user_may_read_what_is_kept(folder):
    figure_cache.svg(VIEW, PALETTE)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in kept(folder)] == [0o600]


def test_no_name_of_a_diagram_or_of_what_it_shows_is_a_files_name(folder):
    figure_cache.svg(VIEW, PALETTE)
    (path,) = kept(folder)
    assert len(path.name) == 64
    assert set(path.name) <= set("0123456789abcdef")


def test_nothing_is_kept_where_that_is_not_wanted(folder, monkeypatch):
    monkeypatch.setenv(cache.NO_CACHE, "1")
    assert figure_cache.svg(VIEW, PALETTE) == figure.svg(placed(VIEW), PALETTE)
    assert not folder.exists()


def test_without_a_folder_of_its_own_the_cache_is_in_the_home(tmp_path, monkeypatch):
    monkeypatch.delenv(cache.NO_CACHE)
    for unset in ("", "not/absolute"):
        monkeypatch.setenv("XDG_CACHE_HOME", unset)
        monkeypatch.setenv("HOME", str(tmp_path / f"home{len(unset)}"))
        figure_cache.svg(VIEW, PALETTE)
        assert len(kept(tmp_path / f"home{len(unset)}" / ".cache" / "deckgen" / "figures")) == 1


def test_a_cache_that_cannot_be_made_is_no_error(tmp_path, monkeypatch, folder):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert figure_cache.svg(VIEW, PALETTE) == figure.svg(placed(VIEW), PALETTE)


def test_a_cache_that_cannot_be_written_is_no_error(folder, monkeypatch):
    def refuse(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "mkstemp", refuse)
    assert figure_cache.svg(VIEW, PALETTE) == figure.svg(placed(VIEW), PALETTE)
    assert kept(folder) == []


def test_a_figure_that_cannot_be_read_is_drawn(folder):
    figure_cache.svg(VIEW, PALETTE)
    (path,) = kept(folder)
    path.unlink()
    path.mkdir()
    assert figure_cache.svg(VIEW, PALETTE) == figure.svg(placed(VIEW), PALETTE)
    assert kept(folder) == [path]


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-9], lambda content: content[:0], lambda content: content + b"x"]
)
def test_a_damaged_file_is_drawn_anew_and_mended(damage, folder):
    whole = figure_cache.svg(VIEW, PALETTE)
    (path,) = kept(folder)
    before = path.read_bytes()
    path.write_bytes(damage(before))
    assert figure_cache.svg(VIEW, PALETTE) == whole
    assert path.read_bytes() == before


def test_a_folder_that_others_may_write_to_is_not_used(folder, drawings):
    figure_cache.svg(VIEW, PALETTE)
    folder.chmod(0o777)
    figure_cache.svg(VIEW, PALETTE)
    assert drawings == ["svg", "svg"]


def test_a_folder_that_leads_elsewhere_is_not_used(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    folder.parent.mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    figure_cache.svg(VIEW, PALETTE)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_the_figure_that_was_not_used_for_longest_goes_first(folder, monkeypatch):
    views = [view_of(label) for label in ("one", "two", "six")]
    sizes = []
    for number, view in enumerate(views[:2]):
        sizes.append(len(figure_cache.svg(view, PALETTE)) + cache.DIGEST)
        os.utime(kept(folder)[-1], (number, number))
    first, second = kept(folder)
    figure_cache.svg(views[0], PALETTE)  # used once more
    monkeypatch.setattr(figure_cache, "MOST_BYTES", int(2.5 * max(sizes)))
    figure_cache.svg(views[2], PALETTE)
    assert first.exists()
    assert not second.exists()
    assert len(kept(folder)) == 2


def test_what_others_left_half_written_is_cleared_away_too(folder, monkeypatch):
    figure_cache.svg(VIEW, PALETTE)
    (folder / ".half").write_bytes(b"x" * 10**6)
    os.utime(folder / ".half", (0, 0))
    monkeypatch.setattr(figure_cache, "MOST_BYTES", 10**6)
    figure_cache.svg(view_of("another"), PALETTE)
    assert not (folder / ".half").exists()


def test_several_processes_may_draw_at_once(folder):
    views = [view_of(label) for label in ("one", "two", "one", "two")]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        drawn = list(pool.map(figure_cache.svg, views, [PALETTE] * 4))
    assert drawn == [figure.svg(placed(view), PALETTE) for view in views]
    assert len(kept(folder)) == 2


def test_a_figure_is_packed_once(folder, monkeypatch):
    figure = figure_cache.svg(VIEW, PALETTE)
    first = figure_cache.deflated(figure, 2)
    monkeypatch.setattr(figure_cache.zlib, "compressobj", None)
    assert figure_cache.deflated(figure, 2) == first
    assert zlib.decompress(first, -zlib.MAX_WBITS) == figure


@pytest.mark.parametrize(("changed", "level"), [(b" ", 2), (b"", 9)], ids=["figure", "level"])
def test_another_figure_is_packed_anew(changed, level, folder):
    figure = figure_cache.svg(VIEW, PALETTE)
    first = figure_cache.deflated(figure, 2)
    other = figure_cache.deflated(figure + changed, level)
    assert other != first
    assert zlib.decompress(other, -zlib.MAX_WBITS) == figure + changed


DECK = """
import sys
from deckgen.cli import main
try:
    sys.argv[1:] = ["build", "production", "--sample", "-o", sys.argv[1]]
    main()
except SystemExit as end:
    if end.code:
        raise
print(*sorted({"matplotlib", "numpy"} & set(sys.modules)), file=sys.stderr)
"""


def test_a_deck_whose_diagrams_are_unchanged_loads_no_library_that_draws(folder, tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != cache.NO_CACHE}
    loaded, decks = [], []
    for number in range(2):
        path = tmp_path / f"{number}.pptx"
        command = [sys.executable, "-c", DECK, str(path)]
        done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
        loaded.append(done.stderr.splitlines()[-1].split())
        decks.append(path.read_bytes())
    assert loaded == [["matplotlib", "numpy"], []]
    assert decks[0] == decks[1]
