"""Files are written whole or not at all, and only into folders that are there."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from deckgen.errors import InputError, RenderError


def replace_whole(path: Path, content: bytes | Callable[[IO[bytes]], None], mode: int | None = None) -> None:
    """Write a file beside ``path``, then put it in its place in one step; nobody ever sees half a file.

    Args:
        path: the file to make or to replace; its folder exists.
        content: the bytes, or a function that writes them to the open file it is given.
        mode: the file's permissions; else those that it has, or that a new one gets.

    Raises:
        RenderError: the file system refused; what stood at ``path`` still stands there.
    """
    try:
        temporary = _write_beside(path, content)
        try:
            temporary.chmod(_mode(path) if mode is None else mode)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise RenderError(
            f"{path} cannot be written: {problem.strerror or problem}", "name another file with -o"
        ) from problem


def check_folder_of(path: Path) -> None:
    """Make sure that there is a folder for what will be written at ``path``.

    Raises:
        InputError: there is none; a name that was mistyped should not make folders.
    """
    if not path.absolute().parent.is_dir():
        raise InputError(f"there is no folder {path.parent}", "make it first, or name another one with -o")


def check_folder(folder: Path) -> None:
    """Make sure that files can be written into a folder, which may be a new one.

    Raises:
        InputError: it is a file, or has no folder to stand in.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file", "name a folder with -o; it may be a new one")
    check_folder_of(folder)


def make_folder(folder: Path) -> None:
    """Make a folder where there is none; the one that it stands in is there.

    Raises:
        InputError: it cannot be made.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made: {error.strerror}", "name another folder with -o") from error


def write_folder(folder: Path, contents: Mapping[str, bytes], *, force: bool) -> None:
    """Write files into a folder, which is made where there is none; nothing is touched where one of them stands there.

    Args:
        folder: where to; the folder that it is in exists.
        contents: what to write by the files' names.
        force: replace what stands there.

    Raises:
        InputError: it is no folder or has none to stand in, or holds files by these names.
        RenderError: the file system refused.
    """
    check_folder(folder)
    others = [name for name in contents if (folder / name).exists()]
    if others and not force:
        raise InputError(
            f"{folder} holds {' and '.join(others)} already", "name another folder with -o, or replace with --force"
        )
    make_folder(folder)
    for name, content in contents.items():
        replace_whole(folder / name, content)


def _write_beside(path: Path, content: bytes | Callable[[IO[bytes]], None]) -> Path:
    with NamedTemporaryFile(dir=path.absolute().parent, prefix=f".{path.stem[:40]}-", delete=False) as file:
        try:
            if callable(content):
                content(file)
            else:
                file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                Path(file.name).unlink()
            raise
    return Path(file.name)


def _mode(path: Path) -> int:
    """Give the permissions that the file has, or that a new one would get: a temporary file's own are too narrow."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
