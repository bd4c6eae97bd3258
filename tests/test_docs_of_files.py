"""What the documentation shows a reader to write can be written so."""

import re
from pathlib import Path

import pytest

from deckgen import customer, script, wording
from deckgen.sandbox import JINJA_FILTERS

DOCS = Path(__file__).parent.parent / "docs"


def example(name):
    return re.search(r"```yaml\n(.*?)```", (DOCS / name).read_text(), re.DOTALL)[1]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_of_a_script_has_no_mistakes(folder):
    (folder / "short.yaml").write_text(example("write-a-script.md"))
    assert script.load_script(Path("short.yaml")).name == "short"


def test_the_example_of_promises_has_no_mistakes(folder):
    whole = example("write-a-script.md")
    promises = re.search(r"## Promises.*?```yaml\n(.*?)```", (DOCS / "write-a-script.md").read_text(), re.DOTALL)[1]
    (folder / "short.yaml").write_text(re.sub(r"(?m)^standards:\n(  .*\n)+", "", whole) + promises)
    assert script.load_script(Path("short.yaml")).promises[0].id == "control-plane-nodes"


def test_the_example_of_a_profile_has_no_mistakes(folder):
    (folder / "pictures").mkdir()
    (folder / "pictures/logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "acme.yaml").write_text(example("write-a-customer-profile.md"))
    assert customer.load_customer(Path("acme.yaml")).name == "Example Retail"


def test_every_key_of_a_profile_is_explained():
    told = (DOCS / "write-a-customer-profile.md").read_text()
    assert all(f"`{name}" in told for name in customer.Customer.model_fields)


def test_every_filter_is_explained():
    told = (DOCS / "write-a-script.md").read_text()
    assert not [name for name in (*wording.FILTERS, *JINJA_FILTERS.split()) if not re.search(rf"\b{name}\b", told)]
