"""Where a file is written: its name, and whether it may stand there."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from deckgen.errors import InputError
from deckgen.files import check_folder_of


def file_name(customer: str, script: str, audience: str, as_of: datetime) -> str:
    """Make a deck's file name, such as ``example-retail-production-call-2026-05-14.pptx``.

    The audience is part of it, so that nobody mails the wrong one. Letters of all scripts stay; what a file system or
    a mail program stumbles over becomes a hyphen.
    """
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", f"{customer}-{script}-{audience}").casefold()).strip(
        "-"
    )
    return f"{words}-{as_of:%Y-%m-%d}.pptx"


def check_target(path: Path, suffixes: tuple[str, ...], made_by_us: Callable[[Path], bool], *, force: bool) -> None:
    """Make sure that a file can be written at ``path`` without losing a person's work.

    Args:
        path: where the file will be written.
        suffixes: of which the file's name must have one.
        made_by_us: tells of an existing file whether deckgen made it.
        force: replace a file that deckgen did not make, too.

    Raises:
        InputError: it is a folder, has another suffix, has no folder to stand in, or is somebody else's.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder", f"name a file in it: -o {path / ('deck' + suffixes[0])}")
    if not path.name.lower().endswith(suffixes):
        ends = " or ".join(suffixes)
        raise InputError(f"{path} does not end in {ends}", f"the file written is always {ends}")
    check_folder_of(path)
    if path.exists() and not force and not made_by_us(path):
        raise InputError(
            f"{path} exists and was not made by deckgen, or was changed since",
            "name another file with -o, or replace it with --force",
        )
