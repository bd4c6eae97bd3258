"""Keep drawn figures, so that a diagram that did not change costs neither matplotlib nor numpy.

A figure is kept under a hash of all that it follows from: the scene, its size, the palette, its resolution, the modules
that place and draw it and the versions of the libraries that they use. So nothing is ever out of date, and no file is
called by a name of a customer's. What a figure shows is in the file all the same: only its user may read it.

It is kept in the folder ``figures`` of the user's cache (``cache``); where nothing can be kept, figures are drawn each
time.
"""

import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import distribution
from importlib.resources import files
from typing import Any

from msgspec import Struct, msgpack

from deckgen import cache
from deckgen.render.crop import crop
from deckgen.render.legend import with_legend
from deckgen.render.place import place
from deckgen.render.placement import Placement
from deckgen.scene import Scene

Palette = Mapping[str, str]
"""Colours as RRGGBB by role."""

MOST_BYTES = 64 * 2**20
"""How much is kept. A diagram takes about 0.5 MB; those that were not used for longest go first."""


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

    return _drawn(("svg",), view, palette, drawn)


def png(view: View, palette: Palette, dpi: int) -> bytes:
    """Give the diagram as a PNG file with ``dpi`` pixels an inch, drawn as ``figure.png`` draws it.

    Raises:
        KeyError: a role that the palette lacks.
        CrowdedError: the scene has more than the canvas can hold.
    """

    def drawn() -> bytes:
        from deckgen.render import figure  # matplotlib is loaded only to draw

        return figure.png(_placed(view), palette, dpi)

    return _drawn(("png", dpi), view, palette, drawn)


@lru_cache(maxsize=1)  # for the second form of the same diagram
def _placed(view: View) -> Placement:
    placement = place(view.scene, view.width, view.height)
    return with_legend(crop(placement)) if view.alone else placement


def deflated(svg: bytes, level: int) -> bytes:
    """Give an SVG file as a zip file holds it, packed by zlib at ``level``: packing takes longer than finding it."""

    def packed() -> bytes:
        deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)  # without a head of its own: RFC 1951
        return deflate.compress(svg) + deflate.flush()

    return _kept(("deflated", level, zlib.ZLIB_RUNTIME_VERSION, sha256(svg).digest()), packed)


def _drawn(form: tuple[str | int, ...], view: View, palette: Palette, draw: Callable[[], bytes]) -> bytes:
    return _kept((_renderer(), form, palette, view), draw)


def _kept(follows_from: tuple[Any, ...], make: Callable[[], bytes]) -> bytes:
    folder = cache.folder_for("figures")
    if folder is None:
        return make()
    path = folder / sha256(msgpack.encode(follows_from, enc_hook=str, order="deterministic")).hexdigest()
    content = cache.read_kept(path)
    if content is None:
        content = make()
        cache.keep(path, content, MOST_BYTES)
    return content


@lru_cache(maxsize=1)
def _renderer() -> bytes:
    """Give a hash of what decides, beside scene, size and palette, how a figure looks."""
    modules = [each for each in files("deckgen.render").iterdir() if each.name.endswith(".py")]
    content = sorted((module.name, module.read_bytes()) for module in modules)
    libraries = [_about(name) for name in ("matplotlib", "numpy", "pillow")]
    return sha256(msgpack.encode((libraries, content))).digest()


def _about(library: str) -> str:
    """Give what a library's package says of it, its version among it: to pick that out takes long."""
    return distribution(library).read_text("METADATA") or distribution(library).version
