"""Document properties: what the file is, for whom, and that deckgen made it."""

from datetime import UTC
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from deckgen.deck import Deck
from deckgen.render.powerpoint.program import APPLICATION, PART, program_xml

_MOST_CHARACTERS = 255
"""What python-pptx takes in a property, as PowerPoint does in its dialogue."""


def set_properties(presentation: Any, deck: Deck, slides: int, notes: int) -> None:
    """Write what the deck is about, the time of its data, and the program; what the template says goes."""
    about = presentation.core_properties
    root = about._element  # noqa: SLF001 - the properties cannot be cleared otherwise
    for old in list(root):
        root.remove(old)
    about.title = deck.title[:_MOST_CHARACTERS]
    about.subject = deck.occasion[:_MOST_CHARACTERS]
    about.keywords = deck.audience[:_MOST_CHARACTERS]
    about.language = deck.language[:_MOST_CHARACTERS]
    about.author = about.last_modified_by = APPLICATION
    about.revision = 1
    about.created = about.modified = deck.as_of.astimezone(UTC)
    _set_program(presentation.part.package, program_xml(slides, notes).encode())


def _set_program(package: Any, blob: bytes) -> None:
    """Write the extended properties, which python-pptx passes through as they are."""
    name = PackURI(f"/{PART}")
    try:
        part = package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    except KeyError:
        part = Part(name, CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, package)
        package.relate_to(part, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    part.partname, part.blob = name, blob
