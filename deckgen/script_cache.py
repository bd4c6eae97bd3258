"""Keep what a script was checked to be, so that one that did not change is neither parsed nor checked again.

It is kept with the hash of every file that it was read from, under a name that follows from the script's path and from
all that checks it: deckgen's modules, Python and the libraries. A script with mistakes is not kept, so they are told
each time. See docs/decisions/0019-a-checked-script-is-kept.md for why it is a pickle, and what that pickle may name.
"""

import importlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pydantic
from msgspec import DecodeError, Struct, msgpack
from pydantic import BaseModel

from deckgen import cache
from deckgen.assets import PACKAGE
from deckgen.authored import Source, digest_of
from deckgen.errors import InputError
from deckgen.placed import Placed, Position
from deckgen.text import Written, restored

if TYPE_CHECKING:
    from deckgen.sandbox.tree import Form

MOST_BYTES = 16 * 2**20
"""How much is kept. A long script takes about 0.5 MB; those that were not used for longest go first."""

_PARTS = (BaseModel, Written, Placed, Position)
"""What a script is made of; nothing else can be named by what is kept, but what puts a ``Written`` together."""

_LIBRARIES = ("jinja2", "yaml")

_Model = TypeVar("_Model", bound=BaseModel)

_BROKEN = (
    pickle.UnpicklingError,
    DecodeError,
    ArithmeticError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)
"""What ``pickle`` raises for what it did not write."""


_UNKEEPABLE = (pickle.PicklingError, AttributeError, RecursionError, TypeError, ValueError)
"""What ``pickle`` raises for what cannot be kept, and ``msgpack`` for a file's name that is no text."""


class _File(Struct, frozen=True, array_like=True):
    """A file that was read: its name as messages tell it, where it really lies, and its hash."""

    name: str
    real: str
    digest: bytes


class _Kept(Struct, frozen=True, array_like=True):
    """A checked script with the trees of its templates, and every file that it was read from."""

    files: tuple[_File, ...]
    script: bytes
    trees: bytes


def kept(path: Path, model: type[_Model], load: Callable[[], tuple[_Model, Iterable[Source]]]) -> _Model:
    """Give what ``load`` makes of the file at ``path``, from an earlier run where none of its sources has changed.

    Args:
        path: the file, as messages name it.
        model: what it is.
        load: reads and checks it; gives it with all files that it was read from.

    Raises:
        InputError: what ``load`` raises; nothing is kept then.
    """
    folder = cache.folder_for("scripts")
    if folder is None:
        return load()[0]
    place = folder / _name(path)
    known = _found(place)
    if isinstance(known, model):
        return known
    loaded, sources = load()
    _keep(place, loaded, sources)
    return loaded


def _name(path: Path) -> str:
    return sha256(b"\0".join((_checker(), os.fsencode(path), os.fsencode(path.absolute())))).hexdigest()


def _found(place: Path) -> Any:
    content = cache.read_kept(place)
    if content is None:
        return None
    from deckgen.sandbox import tree  # which imports Jinja2, as a script's first template would

    try:
        known = msgpack.decode(content, type=_Kept)
        if not all(map(_is_unchanged, known.files)):
            return None
        tree.unpack(known.trees)
        return _Unpickler(BytesIO(known.script)).load()
    except _BROKEN:
        return None


def _is_unchanged(file: _File) -> bool:
    try:
        return file.digest == digest_of(Path(file.name)) and file.real == os.path.realpath(file.name)
    except InputError:
        return False


def _keep(place: Path, loaded: BaseModel, sources: Iterable[Source]) -> None:
    from deckgen.sandbox import tree

    files = tuple(_File(one.file, os.path.realpath(one.file), one.digest) for one in sources)
    pickled = BytesIO()
    pickler = _Pickler(pickled, pickle.HIGHEST_PROTOCOL)
    try:
        pickler.dump(loaded)
        content = msgpack.encode(_Kept(files, pickled.getvalue(), tree.pack(pickler.templates)))
    except _UNKEEPABLE:
        return
    cache.keep(place, content, MOST_BYTES)


class _Pickler(pickle.Pickler):
    """Notes which templates it comes by."""

    def __init__(self, file: BytesIO, protocol: int) -> None:
        super().__init__(file, protocol)
        self.templates: dict[tuple[Form, str], None] = {}

    def reducer_override(self, one: Any) -> Any:
        """Have a ``Written`` put together without reading its template."""
        if isinstance(one, Written):
            self.templates[one.form, one.source] = None
            return restored, (type(one), one.source, one.place, one.raw)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Makes parts of a script and nothing else, whatever it reads."""

    def find_class(self, module: str, name: str) -> Any:
        """Give the part of a script that is called so.

        Raises:
            UnpicklingError: there is none.
        """
        if (module, name) == (restored.__module__, restored.__name__):
            return restored
        found = getattr(importlib.import_module(module), name) if module.startswith("deckgen.") else None
        if isinstance(found, type) and issubclass(found, _PARTS):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a script")


@lru_cache(maxsize=1)
def _checker() -> bytes:
    """Give a hash of all that checks scripts; modules count by size and time, as Python's compiled ones do."""
    libraries = [(name, _initial(name)) for name in _LIBRARIES]
    return sha256(msgpack.encode((sys.version, pydantic.VERSION, libraries, sorted(_modules(PACKAGE))))).digest()


def _initial(library: str) -> bytes:
    """Give the module that tells a library's version, without importing it."""
    found = find_spec(library)
    return Path(found.origin).read_bytes() if found and found.origin else b""


def _modules(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                state = entry.stat()
                yield entry.path, state.st_size, state.st_mtime_ns
            elif not entry.name.startswith(("_", ".")) and entry.is_dir():
                yield from _modules(entry.path)
