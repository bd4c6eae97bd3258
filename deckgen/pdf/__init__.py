"""A deck that was drawn -> .pdf: LibreOffice draws the pages, what it cannot do is added to its file.

The only room that starts programs, and that knows the PDF format and pikepdf.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.pdf.seal import made_by_deckgen

if TYPE_CHECKING:
    from deckgen.deck import Deck
    from deckgen.pdf.pages import Page

__all__ = ["finish", "made_by_deckgen"]


def finish(converted: Path, deck: "Deck", pages: "list[Page]") -> bytes:
    """Make a PDF of LibreOffice's into the one that is handed out.

    Language, dates, bookmarks and alternative texts are the deck's; nothing in it tells of the machine or the hour.

    Args:
        converted: the file that LibreOffice wrote.
        deck: what it shows.
        pages: its pages, as the drawn deck has them.

    Returns:
        the file's bytes: the same for the same file of LibreOffice's, but for what differs in that.

    Raises:
        RenderError: the file has not as many pages as the deck, or is none.
    """
    import pikepdf  # loaded only where a PDF is made

    from deckgen.errors import RenderError
    from deckgen.pdf.about import About, saved
    from deckgen.pdf.bookmarks import add_bookmarks
    from deckgen.pdf.structure import complete

    try:
        with pikepdf.open(converted) as pdf:
            if len(pdf.pages) != len(pages):
                raise RenderError(f"LibreOffice made {len(pdf.pages)} pages of {len(pages)} slides")
            complete(pdf, pages)
            add_bookmarks(pdf, deck, pages)
            return saved(pdf, About(deck.title, deck))
    except pikepdf.PdfError as problem:
        raise RenderError("LibreOffice wrote a PDF that cannot be read") from problem
