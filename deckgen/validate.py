"""Check one file of any kind: which kind it is, and whether it has mistakes."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from deckgen import authored, layout, script
from deckgen.build import load_profile
from deckgen.cluster import snapshot
from deckgen.errors import InputError
from deckgen.promise import Promise

MANIFEST = "layout.yaml"
_YAML = (".yaml", ".yml")


def validate_file(path: Path, beside: Collection[Path] = ()) -> str:
    """Check the file, and give its kind: ``script``, ``customer profile``, ``layout`` or ``snapshot``.

    A folder is a layout, ``.json`` and ``.json.gz`` a snapshot; among YAML files a script has ``sections``, a layout
    ``arrangements``, and a list holds promises.

    Args:
        path: the file.
        beside: the files that are checked with it; a profile's agreements are held against the scripts among them too.

    Raises:
        InputError: the file has mistakes, or cannot be read at all.
    """
    if path.is_dir() or path.name == MANIFEST:
        layout.load(path if path.is_dir() else path.parent)
        return "layout"
    if path.name.endswith(snapshot.SUFFIXES):
        snapshot.load(path)
        return "snapshot"
    return _validate_yaml(path, beside)


def _validate_yaml(path: Path, beside: Collection[Path]) -> str:
    document = authored.read(path)
    keys = document.keys()
    if isinstance(document.value, list):
        script.load_promises(path)
        return "promises of a script"
    if "sections" in keys:
        script.load_script(path)
        return "script"
    if "slides" in keys:
        script.load_section(path)
        return "section of a script"
    if "kind" in keys:
        script.load_entry(path)
        return "slide of a script"
    load_profile(path, _promises(beside))
    return "customer profile"


def _promises(files: Iterable[Path]) -> Iterator[Promise]:
    """Give the promises of the scripts among ``files``; one with mistakes is told of by itself."""
    for path in files:
        try:
            keys = authored.read(path).keys() if path.suffix in _YAML else []
            yield from script.load_script(path).promises if "sections" in keys else ()
        except InputError:
            continue
