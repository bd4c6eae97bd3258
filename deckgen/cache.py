"""The folder that keeps what follows from its sources alone, so that it is worked out once: figures, checked scripts.

It is ``deckgen`` below ``XDG_CACHE_HOME`` (the XDG Base Directory Specification), or else below ``~/.cache``. Only its
user may read what is kept, and what somebody else could have written is not used. Where ``DECKGEN_NO_CACHE`` has a
value, and where the folder cannot be used, nothing is kept. Any number of processes may share it.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

NO_CACHE = "DECKGEN_NO_CACHE"
"""The variable that keeps anything from being kept, with any value but the empty one."""

DIGEST = 32
"""A file begins with so many bytes: the SHA-256 hash of the rest, by which half a file is told from a whole one."""

OTHERS_MAY_WRITE = 0o022
"""The permissions of what is not used: someone else could put a figure of theirs into a deck."""


def folder_for(name: str) -> Path | None:
    """Give the folder that keeps one sort of thing, made where there was none; None where nothing can be kept."""
    if os.environ.get(NO_CACHE):
        return None
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        top = (named if named.is_absolute() else Path.home() / ".cache") / "deckgen"
        folder = top / name
        if not folder.is_dir():
            top.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        return folder if _is_own(folder.lstat()) else None
    except (OSError, RuntimeError):  # RuntimeError: nobody knows where the home is
        return None


def read_kept(path: Path) -> bytes | None:
    """Give what is kept at ``path``, and note that it was used; None where there is nothing whole of this user's."""
    try:
        with path.open("rb") as file:
            content = file.read() if _is_own(os.fstat(file.fileno())) else b""
        os.utime(path)
    except OSError:
        return None
    return content[DIGEST:] if sha256(content[DIGEST:]).digest() == content[:DIGEST] else None


def keep(path: Path, content: bytes, most_bytes: int) -> None:
    """Keep ``content`` at ``path``, readable for its user alone, whole or not at all; what cannot be kept is no error.

    Args:
        path: in a folder of ``folder_for``.
        content: what is to be kept.
        most_bytes: how much its folder may hold; what was not used for longest goes first.
    """
    with suppress(OSError):
        _write(path, content)
        _tidy(path.parent, most_bytes)


def _is_own(state: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or (state.st_uid == os.getuid() and not state.st_mode & OTHERS_MAY_WRITE)


def _write(path: Path, content: bytes) -> None:
    handle, temporary = mkstemp(dir=path.parent, prefix=".")  # its mode is 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sha256(content).digest() + content)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _tidy(folder: Path, most_bytes: int) -> None:
    """Remove the files that were not used for longest until the rest is small enough."""
    states = []
    for path in folder.iterdir():
        with suppress(OSError):  # another process may have removed it
            states.append((path.stat(), path))
    left = sum(state.st_size for state, _ in states)
    for state, path in sorted(states, key=lambda one: (one[0].st_mtime_ns, one[1].name)):
        if left <= most_bytes:
            return
        with suppress(OSError):
            path.unlink()
        left -= state.st_size
