"""Keep drawn figures, so that a diagram that did not change costs neither matplotlib nor numpy.

A figure is kept under a hash of all that it follows from: the scene, its size, the palette, its resolution, the modules
that place and draw it and the versions of the libraries that they use. So nothing is ever out of date, and no file is
called by a name of a customer's. What a figure shows is in the file all the same: only its user may read it.

It is kept in ``deckgen/figures`` below ``XDG_CACHE_HOME`` (the XDG Base Directory Specification), or else ``~/.cache``.
Where ``DECKGEN_NO_CACHE`` has a value, and where the folder cannot be used, figures are drawn each time. Any number of
processes may share it.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from tempfile import mkstemp

from msgspec import Struct, msgpack

from deckgen.render.crop import crop
from deckgen.render.legend import with_legend
from deckgen.render.place import place
from deckgen.render.placement import Placement
from deckgen.scene import Scene

Palette = Mapping[str, str]
"""Colours as RRGGBB by role."""

NO_CACHE = "DECKGEN_NO_CACHE"
"""The variable that keeps figures from being kept, with any value but the empty one."""

MOST_BYTES = 64 * 2**20
"""How much is kept. A diagram takes about 0.5 MB; those that were not used for longest go first."""

DIGEST = 32
"""A file begins with so many bytes: the SHA-256 hash of the rest, by which half a file is told from a whole one."""

OTHERS_MAY_WRITE = 0o022
"""The permissions of a folder that is not used: someone else could put a figure of theirs into a deck."""


class View(Struct, frozen=True):
    """A scene and the canvas that it is placed on.

    Attributes:
        scene: what is shown.
        width: of the canvas, in inches.
        height: of the canvas, in inches.
        alone: it stands on no slide: a legend comes below it, and what is empty above and below is cut off.
    """

    scene: Scene
    width: float
    height: float
    alone: bool = False


def svg(view: View, palette: Palette) -> bytes:
    """Give the diagram as an SVG file, drawn as ``figure.svg`` draws it.

    Raises:
        KeyError: a role that the palette lacks.
        CrowdedError: the scene has more than the canvas can hold.
    """

    def drawn() -> bytes:
        from deckgen.render import figure  # matplotlib is loaded only to draw

        return figure.svg(_placed(view), palette)

    return _kept(("svg",), view, palette, drawn)


def png(view: View, palette: Palette, dpi: int) -> bytes:
    """Give the diagram as a PNG file with ``dpi`` pixels an inch, drawn as ``figure.png`` draws it.

    Raises:
        KeyError: a role that the palette lacks.
        CrowdedError: the scene has more than the canvas can hold.
    """

    def drawn() -> bytes:
        from deckgen.render import figure  # matplotlib is loaded only to draw

        return figure.png(_placed(view), palette, dpi)

    return _kept(("png", dpi), view, palette, drawn)


@lru_cache(maxsize=1)  # for the second form of the same diagram
def _placed(view: View) -> Placement:
    placement = place(view.scene, view.width, view.height)
    return with_legend(crop(placement)) if view.alone else placement


def _kept(form: tuple[str | int, ...], view: View, palette: Palette, draw: Callable[[], bytes]) -> bytes:
    folder = _folder()
    if folder is None:
        return draw()
    follows_from = _renderer(), form, palette, view
    path = folder / sha256(msgpack.encode(follows_from, enc_hook=str, order="deterministic")).hexdigest()
    content = _read(path)
    if content is None:
        content = draw()
        with suppress(OSError):
            _write(path, content)
    return content


@cache
def _renderer() -> bytes:
    """Give a hash of what decides, beside scene, size and palette, how a figure looks."""
    modules = [each for each in files("deckgen.render").iterdir() if each.name.endswith(".py")]
    content = sorted((module.name, module.read_bytes()) for module in modules)
    libraries = [_about(name) for name in ("matplotlib", "numpy", "pillow")]
    return sha256(msgpack.encode((libraries, content))).digest()


def _about(library: str) -> str:
    """Give what a library's package says of it, its version among it: to pick that out takes long."""
    return distribution(library).read_text("METADATA") or distribution(library).version


def _folder() -> Path | None:
    """Give the folder, made where there was none; None where figures are not to be kept, or cannot be."""
    if os.environ.get(NO_CACHE):
        return None
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        top = (named if named.is_absolute() else Path.home() / ".cache") / "deckgen"
        folder = top / "figures"
        if not folder.is_dir():
            top.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        state = folder.lstat()
    except (OSError, RuntimeError):  # RuntimeError: nobody knows where the home is
        return None
    own = not hasattr(os, "getuid") or (state.st_uid == os.getuid() and not state.st_mode & OTHERS_MAY_WRITE)
    return folder if own else None


def _read(path: Path) -> bytes | None:
    """Give what is kept at ``path``, and note that it was used; None where there is nothing whole."""
    try:
        content = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    return content[DIGEST:] if sha256(content[DIGEST:]).digest() == content[:DIGEST] else None


def _write(path: Path, content: bytes) -> None:
    """Keep ``content`` at ``path``, readable for its user alone, whole or not at all."""
    handle, temporary = mkstemp(dir=path.parent, prefix=".")  # its mode is 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sha256(content).digest() + content)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    _tidy(path.parent)


def _tidy(folder: Path) -> None:
    """Remove the files that were not used for longest until the rest is small enough."""
    states = []
    for path in folder.iterdir():
        with suppress(OSError):  # another process may have removed it
            states.append((path.stat(), path))
    left = sum(state.st_size for state, _ in states)
    for state, path in sorted(states, key=lambda one: (one[0].st_mtime_ns, one[1].name)):
        if left <= MOST_BYTES:
            return
        with suppress(OSError):
            path.unlink()
        left -= state.st_size
