"""Tags by which a later run knows the slides that it made, and sees whether a person has changed one."""

from hashlib import sha256

from lxml import etree

from deckgen.render.powerpoint.markup import DRAWING, HEADER, NAMESPACES, escape

SLIDE, PART, HASH = "DECKGEN_SLIDE", "DECKGEN_PART", "DECKGEN_SHA256"
"""Names of tags; PowerPoint keeps them in capitals."""

_TEXT, _PARAGRAPH = f"{{{DRAWING}}}t", f"{{{DRAWING}}}p"


def tags_xml(slide: str, part: int, fingerprint: str) -> str:
    """Give the tags part of a page: the slide's id, which page of it this is, and the hash of what it says."""
    tags = {SLIDE: slide, PART: str(part), HASH: fingerprint}
    inner = "".join(f'<p:tag name="{name}" val="{escape(value)}"/>' for name, value in tags.items())
    return f"{HEADER}<p:tagLst {NAMESPACES}>{inner}</p:tagLst>"


def fingerprint(slide: etree._Element, notes: etree._Element | None = None) -> str:
    """Give the SHA-256 of all text on a slide and in its notes, a paragraph a line, in the order of its shapes.

    Text is what saving in another program keeps; positions, ids and markup are written anew by each.

    Args:
        slide: the root element of the slide's part.
        notes: that of its notes, if it has some.
    """
    roots = [slide] if notes is None else [slide, notes]
    lines = [
        "".join(text.text or "" for text in paragraph.iter(_TEXT))
        for root in roots
        for paragraph in root.iter(_PARAGRAPH)
    ]
    return sha256("\n".join(lines).encode()).hexdigest()
