"""The map from real names to made-up ones, for the engineer alone: kept beside the decks, never in them."""

from pathlib import Path

import msgspec

from deckgen.errors import InputError, Mistake
from deckgen.files import replace_whole

FORMAT = 1
PRIVATE = 0o600


class _Map(msgspec.Struct, forbid_unknown_fields=True):
    """The file's form: ``deckgen_pseudonyms`` is the version of it."""

    deckgen_pseudonyms: int
    made_up: dict[str, str]


def load_pseudonyms(path: Path) -> dict[str, str]:
    """Read the made-up names of earlier runs by the real ones; none where there is no file yet.

    Raises:
        InputError: the file is no such map.
    """
    if not path.exists():
        return {}
    try:
        read = msgspec.json.decode(path.read_bytes(), type=_Map)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        allowed = "a file that --pseudonyms wrote, or a name that is still free"
        raise InputError(Mistake(str(path), 0, 0, f"this is no map of pseudonyms: {error}", allowed)) from error
    if read.deckgen_pseudonyms != FORMAT:
        raise InputError(Mistake(str(path), 0, 0, f"this map is of format {read.deckgen_pseudonyms}", f"{FORMAT}"))
    for real, name in read.made_up.items():
        if not name.strip():
            raise InputError(Mistake(str(path), 0, 0, f"{real!r} has no made-up name", "a name, or no line for it"))
    return read.made_up


def save_pseudonyms(path: Path, made_up: dict[str, str]) -> None:
    """Write the map, readable for its owner alone, whole or not at all.

    Raises:
        RenderError: the file system refused.
    """
    content = msgspec.json.format(msgspec.json.encode(_Map(FORMAT, dict(sorted(made_up.items())))), indent=2)
    replace_whole(path, content + b"\n", PRIVATE)
