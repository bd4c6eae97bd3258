"""Files are written whole or not at all."""

import pytest

from deckgen.errors import RenderError
from deckgen.files import replace_whole


def test_a_file_is_made_with_the_permissions_of_any_new_file(tmp_path):
    replace_whole(tmp_path / "a.pptx", b"content")
    (tmp_path / "usual").write_bytes(b"")
    assert (tmp_path / "a.pptx").read_bytes() == b"content"
    assert (tmp_path / "a.pptx").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.pptx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_whole(path, lambda file: file.write(b"new"))
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_stood_there_stays_when_writing_fails_and_nothing_is_left_behind(tmp_path):
    path = tmp_path / "a.pptx"
    path.write_bytes(b"old")

    def fail(file):
        file.write(b"half")
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        replace_whole(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_a_clear_error(tmp_path):
    with pytest.raises(RenderError, match=r"a\.pptx cannot be written"):
        replace_whole(tmp_path / "nowhere" / "a.pptx", b"content")
