"""A handout's text and look -> PDF, set by Typst: the only room that knows it.

``sheet.typ`` is how it is set. What a deck says reaches it as data, never as markup.
"""

from datetime import UTC
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import typst

from deckgen.deck import Deck
from deckgen.errors import RenderError
from deckgen.pdf.about import About, finished
from deckgen.pdf.bare import bare

SHEET = "sheet.typ"


def typeset(content: bytes, pictures: Path, deck: Deck) -> bytes:
    """Set the document.

    Args:
        content: JSON with the ``reading`` and the ``look``.
        pictures: a PDF of the deck's pages.
        deck: whose logo stands on the cover, and whose date the file has.

    Raises:
        RenderError: Typst cannot set it.
    """
    with TemporaryDirectory(prefix="deckgen-") as name, as_file(files("deckgen.fonts")) as fonts:
        work = Path(name)
        (work / "handout.json").write_bytes(content)
        (work / "logo").write_bytes(deck.logo or b"")
        bare(pictures, work / "slides.pdf")
        with as_file(files("deckgen.handout").joinpath(SHEET)) as sheet:
            copyfile(sheet, work / SHEET)
        try:
            made = typst.compile(work / SHEET, None, work, font_paths=[fonts], timestamp=deck.as_of.astimezone(UTC))
        except typst.TypstError as problem:
            raise RenderError(f"the handout cannot be set: {problem.message}") from problem
    return finished(made if isinstance(made, bytes) else b"", About(f"{deck.title}, handout", deck))
