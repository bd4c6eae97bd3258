"""PowerPoint's sections: the deck's, each with its slides ([MS-PPTX] 2.2.3.5, sectionLst)."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from deckgen.deck import Section
from deckgen.render.powerpoint.markup import PRESENTATION, clean

_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def add_sections(presentation: etree._Element, sections: Sequence[tuple[Section, Sequence[int]]]) -> None:
    """Write the sections last into the presentation's part.

    Args:
        presentation: the part's root element.
        sections: each with the ids of its slides; together all slides, each once.
    """
    holder = presentation.find(f"{{{PRESENTATION}}}extLst")
    if holder is None:
        holder = etree.SubElement(presentation, f"{{{PRESENTATION}}}extLst")
    for old in holder.findall(f"{{{PRESENTATION}}}ext"):
        if old.get("uri") == _URI:
            holder.remove(old)
    extension = etree.SubElement(holder, f"{{{PRESENTATION}}}ext", uri=_URI)
    listed = etree.SubElement(extension, f"{{{_P14}}}sectionLst", nsmap={"p14": _P14})
    names: set[str] = set()
    for section, slides in sections:
        name = _unique(clean(section.title).strip() or section.id, names)
        number = str(uuid5(NAMESPACE_URL, f"deckgen:section:{section.id}")).upper()
        one = etree.SubElement(listed, f"{{{_P14}}}section", name=name, id=f"{{{number}}}")
        inner = etree.SubElement(one, f"{{{_P14}}}sldIdLst")
        for slide in slides:
            etree.SubElement(inner, f"{{{_P14}}}sldId", id=str(slide))


def _unique(name: str, names: set[str]) -> str:
    number, unique = 2, name
    while unique in names:
        number, unique = number + 1, f"{name} ({number})"
    names.add(unique)
    return unique
