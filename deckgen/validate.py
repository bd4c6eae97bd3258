"""Check one file of any kind: which kind it is, and whether it has mistakes."""

from pathlib import Path

from deckgen import authored, customer, layout, script
from deckgen.cluster import snapshot

MANIFEST = "layout.yaml"


def validate_file(path: Path) -> str:
    """Check the file, and give its kind: ``script``, ``customer profile``, ``layout`` or ``snapshot``.

    A folder is a layout, ``.json`` a snapshot; among YAML files a script has ``sections``, a layout ``arrangements``.

    Raises:
        InputError: the file has mistakes, or cannot be read at all.
    """
    if path.is_dir() or path.name == MANIFEST:
        layout.load(path if path.is_dir() else path.parent)
        return "layout"
    if path.suffix == ".json":
        snapshot.load(path)
        return "snapshot"
    keys = authored.read(path).keys()
    if "sections" in keys:
        script.load_script(path)
        return "script"
    if "slides" in keys:
        script.load_section(path)
        return "section of a script"
    if "kind" in keys:
        script.load_entry(path)
        return "slide of a script"
    customer.load_customer(path)
    return "customer profile"
