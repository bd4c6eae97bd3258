import pytest

from deckgen import assets
from deckgen.errors import DeckgenError


def test_the_shipped_scripts_layouts_and_sample_are_found():
    assert {"demo", "production"} <= set(assets.scripts())
    assert (assets.layouts()["default"] / "template.pptx").is_file()
    assert (assets.sample() / "customer.yaml").is_file()
    assert (assets.sample() / "snapshot.json").is_file()
    assert assets.reader_role().is_file()


def test_what_scripts_share_is_no_script():
    assert "shared" not in assets.scripts()


def make(root):
    for path in ("scripts/demo.yaml", "scripts/shared/etcd.yaml", "layouts/plain/layout.yaml", "sample/customer.yaml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()


def test_in_a_wheel_they_are_found_in_the_package(tmp_path, monkeypatch):
    package = tmp_path / "deckgen"
    make(package / "_assets")
    monkeypatch.setattr(assets, "PACKAGE", package)
    assert assets.scripts() == {"demo": package / "_assets/scripts/demo.yaml"}
    assert assets.layouts() == {"plain": package / "_assets/layouts/plain"}
    assert assets.sample() == package / "_assets/sample"


def test_in_a_checkout_they_are_found_beside_the_package(tmp_path, monkeypatch):
    make(tmp_path)
    monkeypatch.setattr(assets, "PACKAGE", tmp_path / "deckgen")
    assert assets.scripts() == {"demo": tmp_path / "scripts/demo.yaml"}


def test_an_incomplete_installation_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "PACKAGE", tmp_path / "deckgen")
    with pytest.raises(DeckgenError, match="the folder 'scripts' that comes with deckgen is missing"):
        assets.scripts()
