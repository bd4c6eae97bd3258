"""The map of made-up names that an engineer keeps."""

import pytest

from deckgen.errors import InputError
from deckgen.pseudonym_file import load_pseudonyms, save_pseudonyms


def test_what_was_kept_is_read_again_and_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "names.json"
    save_pseudonyms(path, {"shop": "app-one", "retail-prod-wn-1": "worker-01"})
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_pseudonyms(path) == {"shop": "app-one", "retail-prod-wn-1": "worker-01"}


def test_a_map_that_others_could_read_is_closed_when_it_is_written(tmp_path):
    path = tmp_path / "names.json"
    save_pseudonyms(path, {})
    path.chmod(0o644)
    save_pseudonyms(path, {"shop": "app-one"})
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_file_yet_is_no_mistake(tmp_path):
    assert load_pseudonyms(tmp_path / "names.json") == {}


@pytest.mark.parametrize(
    "content",
    [
        *("", "shop: app", "[]", '{"deckgen_pseudonyms": 2, "made_up": {}}', '{"made_up": {"shop": "app-one"}}'),
        '{"deckgen_pseudonyms": 1, "made_up": {"shop": " "}}',
    ],
)
def test_another_file_is_told_by_name_and_stays(tmp_path, content):
    path = tmp_path / "names.json"
    path.write_text(content)
    with pytest.raises(InputError, match=r"names\.json"):
        load_pseudonyms(path)
    assert path.read_text() == content
