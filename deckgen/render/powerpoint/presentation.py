"""The presentation: a template's package with the deck's slides in it."""

from collections.abc import Callable, Sequence

from lxml import etree

from deckgen.deck import Deck, Section
from deckgen.layout import Layout, palette
from deckgen.render.powerpoint import brand, flow
from deckgen.render.powerpoint.markup import PRESENTATION, RELATION
from deckgen.render.powerpoint.notes import CONTENT_TYPE as NOTES_TYPE
from deckgen.render.powerpoint.notes import notes_xml
from deckgen.render.powerpoint.package import PACKAGE_RELATIONS, Package, parse, relations_name, relations_xml
from deckgen.render.powerpoint.page import Page
from deckgen.render.powerpoint.pen import Pen
from deckgen.render.powerpoint.properties import set_properties
from deckgen.render.powerpoint.sections import add_sections
from deckgen.render.powerpoint.tags import CONTENT_TYPE as TAGS_TYPE
from deckgen.render.powerpoint.tags import fingerprint, tags_xml
from deckgen.render.powerpoint.template import check_names, read_template
from deckgen.render.powerpoint.tidy import tidy

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
_FIRST_SLIDE_ID = 256
"""The least that a slide's id may be (ECMA-376 part 1, 19.7.13)."""

Drawn = list[tuple[Section, list[Page]]]


def assemble(deck: Deck, layout: Layout, progress: Callable[[str, int], None]) -> tuple[Package, int]:
    """Draw all slides into the template's package; give it and how many slides it has."""
    deck = tidy(deck)
    package = Package(layout.template_path)
    template = read_template(package)
    check_names(template, layout)
    _drop_slides(package)
    colours = dict(palette(layout))
    brand.apply_accent(package, deck, layout, colours, template)
    known = frozenset(slide.id for slide in deck.slides)
    edition = flow.Edition(deck, layout, template, Pen(layout, deck.language), colours, known)
    drawn = _draw(edition, progress)
    numbered = [page for _, pages in drawn for page in pages]
    parts: dict[str, str] = {}
    for number, page in enumerate(numbered, 1):
        parts.setdefault(page.slide.id, f"/{_slide_name(number)}")
    notes = sum(_add(package, page, number, parts, template.notes_master) for number, page in enumerate(numbered, 1))
    _list_slides(package, drawn)
    package.retype(package.main, _MAIN_TYPE)
    set_properties(package, deck, len(numbered), notes)
    return package, len(numbered)


def _draw(edition: flow.Edition, progress: Callable[[str, int], None]) -> Drawn:
    drawn: Drawn = []
    titles: set[str] = set()
    count = 0
    for section in edition.deck.sections:
        pages: list[Page] = []
        for slide in section.slides:
            progress(str(slide.title), count)
            of_slide = flow.pages(slide, edition)
            flow.finish(of_slide, count + 1, titles)
            brand.add_logo(of_slide[0])
            count += len(of_slide)
            pages += of_slide
        drawn.append((section, pages))
    return drawn


def _slide_name(number: int) -> str:
    return f"ppt/slides/slide{number}.xml"


def _add(package: Package, page: Page, number: int, parts: dict[str, str], notes_master: str) -> int:
    """Add the parts of one page: the slide, its tags, its pictures, its notes; give how many notes."""
    name, notes_name, tags_name = (
        _slide_name(number),
        f"ppt/notesSlides/notesSlide{number}.xml",
        f"ppt/tags/tag{number}.xml",
    )
    tags_id = page.relate("tags", f"/{tags_name}")
    xml = page.xml(tags_id)
    notes = notes_xml(page.slide.notes, page) if page.part == 1 and page.slide.notes and notes_master else ""
    hashed = fingerprint(parse(xml.encode()), parse(notes.encode()) if notes else None)
    links = [
        (kind, parts[target[1:]] if target.startswith("#") else target, out) for kind, target, out in page.relations
    ]
    links.append(("slideLayout", f"/{page.template.part}", False))
    if notes:
        links.append(("notesSlide", f"/{notes_name}", False))
        package.add(notes_name, NOTES_TYPE, notes)
        upwards = [("notesMaster", f"/{notes_master}", False), ("slide", f"/{name}", False)]
        package.replace(relations_name(notes_name), relations_xml(upwards))
    package.add(name, _SLIDE_TYPE, xml)
    package.replace(relations_name(name), relations_xml(links))
    package.add(tags_name, TAGS_TYPE, tags_xml(page.slide.id, page.part, hashed))
    for media, blob in page.media.items():
        package.add_media(media, blob)
    return int(bool(notes))


def _drop_slides(package: Package) -> None:
    """Take out the slides that a template brings as samples, and what only they hold."""
    relations = package.relations(package.main)
    presentation = package.read(package.main)
    slides = {target for kind, target in package.related(package.main) if kind.endswith("/slide")}
    if not slides:
        return
    for slide in slides:
        for kind, target in list(package.related(slide)):
            if kind.endswith(("/notesSlide", "/tags", "/comments")):
                package.drop(target)
        package.drop(slide)
    for one in list(relations):
        if one.get("Type", "").endswith("/slide"):
            relations.remove(one)
    for listed in presentation.findall(f"{{{PRESENTATION}}}sldIdLst"):
        presentation.remove(listed)
    package.replace(relations_name(package.main), relations)
    package.replace(package.main, presentation)


def _list_slides(package: Package, drawn: Drawn) -> None:
    """Name the slides and sections in the presentation's part."""
    presentation = package.read(package.main)
    relations = package.relations(package.main)
    listed = etree.Element(f"{{{PRESENTATION}}}sldIdLst")
    sections: list[tuple[Section, Sequence[int]]] = []
    number = 0
    for section, pages in drawn:
        first = number
        for _ in pages:
            number += 1
            relation = f"rIdSlide{number}"
            target = {"Id": relation, "Type": f"{RELATION}/slide", "Target": f"/{_slide_name(number)}"}
            etree.SubElement(relations, f"{{{PACKAGE_RELATIONS}}}Relationship", target)
            slide = etree.SubElement(listed, f"{{{PRESENTATION}}}sldId", id=str(_FIRST_SLIDE_ID + number - 1))
            slide.set(f"{{{RELATION}}}id", relation)
        sections.append((section, range(_FIRST_SLIDE_ID + first, _FIRST_SLIDE_ID + number)))
    presentation.find(f"{{{PRESENTATION}}}sldSz").addprevious(listed)
    add_sections(presentation, [one for one in sections if one[1]])
    package.replace(package.main, presentation)
    package.replace(relations_name(package.main), relations)
