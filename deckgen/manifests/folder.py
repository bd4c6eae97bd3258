"""A folder of manifests: its files are replaced as long as nobody has changed them.

A file's first line says who made it and holds a sum of the lines below, so that a person's change is seen.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from deckgen.errors import InputError
from deckgen.files import check_folder, make_folder, replace_whole

_MADE = "# Made by deckgen, which replaces this file unless its lines were changed since: "
_SUM = 16


def write(folder: Path, texts: Mapping[str, str], unwanted: Iterable[str], *, force: bool) -> None:
    """Write files into a folder, which is made where there is none; nothing is touched where one of them cannot be.

    Args:
        folder: where to; the folder that it is in exists.
        texts: what to write by the files' names.
        unwanted: names of files that are taken away, where deckgen made them.
        force: replace and take away files that deckgen did not make, too.

    Raises:
        InputError: it is no folder or has none to stand in, or holds files by these names that are a person's.
        RenderError: the file system refused.
    """
    check_folder(folder)
    old = [folder / name for name in (*texts, *unwanted) if (folder / name).exists()]
    others = [path.name for path in old if not is_ours(path)]
    if others and not force:
        raise InputError(
            f"{folder} holds files that deckgen did not make, or that were changed since: {', '.join(sorted(others))}",
            "name another folder with -o, or replace them with --force",
        )
    make_folder(folder)
    for name, text in texts.items():
        replace_whole(folder / name, f"{_MADE}{_sum(text)}\n{text}".encode())
    for path in old:
        if path.name not in texts:
            path.unlink(missing_ok=True)


def is_ours(path: Path) -> bool:
    """Tell whether deckgen made the file at ``path``, and nobody has changed it since."""
    try:
        first, _, text = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return False
    return first == f"{_MADE}{_sum(text)}"


def _sum(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_SUM]
