"""A folder of manifests: written whole, replaced while it is deckgen's own, and never over a person's work."""

import pytest

from deckgen.errors import InputError
from deckgen.manifests import folder

TEXTS = {"a.yaml": "a: 1\n", "b.yaml": "b: 2\n"}


def names(path):
    return sorted(one.name for one in path.iterdir())


def test_a_new_folder_is_made_and_a_second_run_replaces_its_files(tmp_path):
    target = tmp_path / "hello"
    folder.write(target, TEXTS, [], force=False)
    folder.write(target, TEXTS | {"a.yaml": "a: 3\n"}, [], force=False)
    assert names(target) == ["a.yaml", "b.yaml"]
    assert (target / "a.yaml").read_text().splitlines()[1:] == ["a: 3"]


def test_a_file_that_is_not_wanted_any_more_goes(tmp_path):
    folder.write(tmp_path, TEXTS, [], force=False)
    folder.write(tmp_path, {"a.yaml": "a: 1\n"}, ["b.yaml"], force=False)
    assert names(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize(("unwanted", "changed"), [([], "b.yaml"), (["b.yaml"], "b.yaml"), ([], "a.yaml")])
def test_nothing_is_touched_where_one_file_was_changed(tmp_path, unwanted, changed):
    folder.write(tmp_path, TEXTS, [], force=False)
    (tmp_path / changed).write_text((tmp_path / changed).read_text() + "mine: true\n")
    before = {one: one.read_text() for one in tmp_path.iterdir()}
    wanted = {name: "new: 1\n" for name in TEXTS if name not in unwanted}
    with pytest.raises(InputError, match=f"changed since: {changed}"):
        folder.write(tmp_path, wanted, unwanted, force=False)
    assert {one: one.read_text() for one in tmp_path.iterdir()} == before
    folder.write(tmp_path, wanted, unwanted, force=True)
    assert names(tmp_path) == sorted(wanted)


def test_other_files_in_the_folder_stay(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    folder.write(tmp_path, TEXTS, ["c.yaml"], force=False)
    assert names(tmp_path) == ["a.yaml", "b.yaml", "notes.txt"]


def test_a_file_is_no_folder_and_a_folder_needs_one_to_stand_in(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(InputError, match="is a file"):
        folder.write(tmp_path / "x", TEXTS, [], force=False)
    with pytest.raises(InputError, match="there is no folder"):
        folder.write(tmp_path / "no" / "hello", TEXTS, [], force=False)
