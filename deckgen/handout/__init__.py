"""A deck and its pages -> a document to read: each slide with what the speaker says of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from deckgen.deck import Deck
    from deckgen.layout import Layout
    from deckgen.pdf.pages import Drawn

Paper = Literal["a4", "letter"]


def handout(deck: "Deck", layout: "Layout", drawn: "Drawn", pictures: Path, paper: Paper) -> bytes:
    """Make the document: cover, contents, and slide by slide its picture with the explanation.

    Of the speaker notes it holds what is said and what there is to read; what is for the engineer alone is left out.

    Args:
        deck: what the slides say.
        layout: whose colours and sizes it takes.
        drawn: which pages were drawn of which slides.
        pictures: a PDF of those pages.
        paper: its size.

    Returns:
        the bytes of a PDF: the same for the same input.

    Raises:
        InputError: the layout's template cannot be used.
        RenderError: the document cannot be set.
    """
    import msgspec

    from deckgen.handout.look import look_of
    from deckgen.handout.reading import reading_of
    from deckgen.handout.typeset import typeset
    from deckgen.wording import clean

    reading = reading_of(deck, drawn.pages)
    look = look_of(deck, layout, drawn, paper)
    content = clean(msgspec.to_builtins({"reading": reading, "look": look}))
    return typeset(msgspec.json.encode(content), pictures, deck)
