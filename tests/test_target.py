from datetime import UTC, datetime

import pytest

from deckgen.errors import InputError
from deckgen.target import check_target, file_name

AS_OF = datetime(2026, 5, 14, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("customer", "expected"),
    [
        ("Example Retail", "example-retail-production-call-2026-05-14.pptx"),
        ("Bäckerei Übermut & Söhne", "bäckerei-übermut-söhne-production-call-2026-05-14.pptx"),
        ("../../etc/passwd", "etc-passwd-production-call-2026-05-14.pptx"),
        ("株式会社", "株式会社-production-call-2026-05-14.pptx"),
    ],
)
def test_the_name_is_made_of_customer_script_audience_and_date(customer, expected):
    assert file_name(customer, "production", "call", AS_OF) == expected


def ours(_path):
    return True


def theirs(_path):
    return False


def test_a_new_file_may_be_written(tmp_path):
    check_target(tmp_path / "new.pptx", (".pptx",), theirs, force=False)


def test_a_file_of_ours_may_be_replaced(tmp_path):
    (tmp_path / "deck.pptx").write_bytes(b"")
    check_target(tmp_path / "deck.pptx", (".pptx",), ours, force=False)


def test_somebody_elses_file_is_refused_unless_forced(tmp_path):
    (tmp_path / "deck.pptx").write_bytes(b"")
    with pytest.raises(InputError, match="not made by deckgen") as caught:
        check_target(tmp_path / "deck.pptx", (".pptx",), theirs, force=False)
    assert "--force" in caught.value.hint
    check_target(tmp_path / "deck.pptx", (".pptx",), theirs, force=True)


def test_a_folder_is_refused_with_a_file_name_to_use(tmp_path):
    with pytest.raises(InputError, match="is a folder") as caught:
        check_target(tmp_path, (".pptx",), ours, force=True)
    assert "deck.pptx" in caught.value.hint


def test_another_suffix_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"does not end in \.pptx"):
        check_target(tmp_path / "deck.pdf", (".pptx",), ours, force=True)


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no folder"):
        check_target(tmp_path / "no" / "deck.pptx", (".pptx",), ours, force=True)
