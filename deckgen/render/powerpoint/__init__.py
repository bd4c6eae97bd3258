"""Deck + Layout -> .pptx: the only room that knows the file format, and python-pptx."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.render.powerpoint.program import made_by_deckgen

if TYPE_CHECKING:
    from deckgen.deck import Deck
    from deckgen.layout import Layout

__all__ = ["made_by_deckgen", "write"]


def write(deck: "Deck", layout: "Layout", path: Path, *, progress: Callable[[str, int], None] | None = None) -> int:
    """Draw the deck with the layout and write the file, whole or not at all.

    Args:
        deck: what the slides say.
        layout: how they look.
        path: the file to write; one that stands there is replaced.
        progress: is told what is drawn, and how many slides are done.

    Returns:
        the number of slides; a slide whose content does not fit on one goes on to a further one.

    Raises:
        InputError: the layout's template cannot be used.
        RenderError: the layout lacks a place, or the file cannot be written.
    """
    from deckgen.files import replace_whole
    from deckgen.render.powerpoint.archive import save  # python-pptx is loaded only for a deck that is written
    from deckgen.render.powerpoint.presentation import assemble

    presentation, slides = assemble(deck, layout, progress or (lambda _doing, _count: None))
    replace_whole(path, lambda file: save(presentation, file))
    return slides
