"""Finds what deckgen comes with: scripts, layouts, the sample and manifests.

In a wheel they lie in the package, as ``deckgen/_assets`` (see ``force-include`` in ``pyproject.toml``); in a checkout
they lie beside the package, where a person looks for them.
"""

from pathlib import Path

from deckgen.errors import DeckgenError

MANIFEST = "layout.yaml"
PACKAGE = Path(__file__).parent


def scripts() -> dict[str, Path]:
    """Give the scripts by name; what they share lies in a folder beside them and is no script."""
    return {path.stem: path for path in sorted(_folder("scripts").glob("*.yaml"))}


def script_files() -> list[Path]:
    """Give the files of all scripts, what they share included."""
    return sorted(_folder("scripts").rglob("*.yaml"))


def layouts() -> dict[str, Path]:
    """Give the folders of the layouts by name."""
    return {path.parent.name: path.parent for path in sorted(_folder("layouts").glob(f"*/{MANIFEST}"))}


def sample() -> Path:
    """Give the folder of the sample: ``customer.yaml``, ``snapshot.json`` and the manifests that it was read from."""
    return _folder("sample")


def reader_role() -> Path:
    """Give the manifest of the ClusterRole that reading a cluster takes."""
    return _folder("deploy") / "reader-clusterrole.yaml"


def _folder(name: str) -> Path:
    """Find a folder of assets.

    Raises:
        DeckgenError: the installation is incomplete.
    """
    for root in (PACKAGE / "_assets", PACKAGE.parent):
        if (root / name).is_dir():
            return root / name
    raise DeckgenError(f"the folder {name!r} that comes with deckgen is missing", "install deckgen again")
