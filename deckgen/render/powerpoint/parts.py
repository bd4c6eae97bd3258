"""The parts that a deck adds to a template's presentation.

python-pptx 1.0.2 looks at all that there is for each part that is added: 1,200 slides with notes take 17 s so. Here
each slide costs the same, in place of what python-pptx calls:

- ``OpcPackage.next_partname``, which walks all relationships for a free name: parts are named by counting
  (``Parts._name``).
- ``_ImageParts._find_by_sha1``, which goes through all pictures: they are kept by their bytes (``Parts.picture``).
- ``_Relationships._get_matching``, which compares a relationship with all others: those that are known to be new
  are added with ``_Relationships._add_relationship``, which is what it calls for a new one (``_relate``).
- ``CT_SlideIdList._next_id``, which looks at all slides' ids: they are counted too.
- ``OpcPackage.iter_parts``, which goes as deep as slides link to one another, beyond what Python allows
  (``reachable``).

``tests/render/powerpoint/test_python_pptx.py`` holds each of them against the version that is pinned.
"""

from collections.abc import Iterable
from itertools import count
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.slide import CT_Slide
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.parts.image import ImagePart
from pptx.parts.slide import NotesSlidePart, SlidePart

_FIRST_SLIDE_ID = 256
"""The least that a slide's id may be (ECMA-376 part 1, 19.7.13)."""

_UNNAMED = PackURI("/ppt/slides/slide.xml")
_PICTURES = {
    "png": (ImagePart, CONTENT_TYPE.PNG),
    "jpeg": (ImagePart, CONTENT_TYPE.JPEG),
    "svg": (Part, "image/svg+xml"),
}
"""By extension the kind of part and its type; python-pptx knows no SVG."""


def reachable(package: Any) -> tuple[Any, ...]:
    """Give the parts that the package's relationships lead to, each once: those that are written."""
    found: dict[Any, None] = {}
    waiting = [package._rels]  # noqa: SLF001 - the package's own relationships have no other name
    for relations in waiting:
        for relation in relations.values():
            if not relation.is_external and relation.target_part not in found:
                found[relation.target_part] = None
                waiting.append(relation.target_part.rels)
    return tuple(found)


def _relate(part: Any, kind: str, target: Any) -> str:
    """Let a part lead to another one that it does not lead to yet; give the relationship's id."""
    key: str = part.rels._add_relationship(kind, target)  # noqa: SLF001 - relate_to looks at all that there are
    return key


class Parts:
    """Makes parts, and joins them to the presentation.

    Args:
        presentation: a template without slides.
        slides: the ids of the deck's slides.

    Attributes:
        first: the part of each slide's first page, which links lead to.
    """

    def __init__(self, presentation: Any, slides: Iterable[str]) -> None:
        self._main = presentation.part
        self._package = presentation.part.package
        self._listed = presentation.element.get_or_add_sldIdLst()
        self._taken = {str(part.partname).lower() for part in reachable(self._package)}
        self._numbers: dict[str, Any] = {}
        self._pictures: dict[bytes, Any] = {}
        self.first = {slide: self._blank() for slide in slides}
        self._unclaimed = dict(self.first)

    def open_slide(self, slide: str) -> Any:
        """Give the ``SlidePart`` of a slide's next page."""
        return self._unclaimed.pop(slide, None) or self._blank()

    @staticmethod
    def lay_out(slide: Any, page_layout: Any) -> None:
        """Let a slide's part be drawn on a page layout; what it was related to before is forgotten."""
        for key in list(slide.rels):
            slide.rels.pop(key)
        slide.relate_to(page_layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)

    def list_slide(self, slide: Any) -> int:
        """Let a slide's part follow those that the presentation has; give its id."""
        slide.partname = self._name("/ppt/slides/slide%d.xml")
        number = _FIRST_SLIDE_ID + len(self._listed)
        key = _relate(self._main, RELATIONSHIP_TYPE.SLIDE, slide)
        etree.SubElement(self._listed, qn("p:sldId"), {"id": str(number), qn("r:id"): key})
        return number

    def add_notes(self, slide: Any, root: etree._Element) -> None:
        """Add a slide's notes, on the template's notes master or python-pptx's own."""
        name = self._name("/ppt/notesSlides/notesSlide%d.xml")
        part = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, self._package, root)
        _relate(part, RELATIONSHIP_TYPE.NOTES_MASTER, self._notes_master())
        _relate(part, RELATIONSHIP_TYPE.SLIDE, slide)
        _relate(slide, RELATIONSHIP_TYPE.NOTES_SLIDE, part)

    def add_tags(self, slide: Any, xml: str) -> None:
        """Add a slide's tags, of which python-pptx knows nothing (ECMA-376 part 1, 19.3.1.6, custDataLst)."""
        part = Part(self._name("/ppt/tags/tag%d.xml"), CONTENT_TYPE.PML_TAGS, self._package, xml.encode())
        custom = etree.SubElement(slide.slide.element.cSld, qn("p:custDataLst"))
        etree.SubElement(custom, qn("p:tags"), {qn("r:id"): _relate(slide, RELATIONSHIP_TYPE.TAGS, part)})

    def picture(self, blob: bytes, extension: str) -> Any:
        """Give the part of a picture, one for all that have the same bytes."""
        if blob not in self._pictures:
            kind, content_type = _PICTURES[extension]
            name = self._name(f"/ppt/media/image%d.{extension}")
            self._pictures[blob] = kind(name, content_type, self._package, blob)
        return self._pictures[blob]

    def chart(self, xml: str, workbook: bytes) -> Any:
        """Give the part of a chart, with the workbook that its numbers are kept in; ``xml`` refers to that as rId1."""
        name = self._name("/ppt/charts/chart%d.xml")
        part = ChartPart(name, CONTENT_TYPE.DML_CHART, self._package, parse_xml(xml.encode()))
        kept = self._name("/ppt/embeddings/Microsoft_Excel_Sheet%d.xlsx")
        part.relate_to(
            EmbeddedXlsxPart(kept, CONTENT_TYPE.SML_SHEET, self._package, workbook), RELATIONSHIP_TYPE.PACKAGE
        )
        return part

    def _blank(self) -> Any:
        return SlidePart(_UNNAMED, CONTENT_TYPE.PML_SLIDE, self._package, CT_Slide.new())

    def _name(self, pattern: str) -> PackURI:
        numbers = self._numbers.setdefault(pattern, count(1))
        return next(PackURI(pattern % one) for one in numbers if (pattern % one).lower() not in self._taken)

    def _notes_master(self) -> Any:
        """Give the notes master; python-pptx makes one where there is none, but does not list it."""
        master = self._main.notes_master_part
        root = self._main.presentation.element
        if root.find(qn("p:notesMasterIdLst")) is None:
            key = self._main.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
            listed = root.makeelement(qn("p:notesMasterIdLst"))
            etree.SubElement(listed, qn("p:notesMasterId"), {qn("r:id"): key})
            root.find(qn("p:sldMasterIdLst")).addnext(listed)
        return master
