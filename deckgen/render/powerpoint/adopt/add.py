"""Page layouts added to a template: copies of its own, with deckgen's placeholders in place of theirs for content."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.parts.slide import SlideLayoutPart

from deckgen.render.powerpoint.markup import RELATION
from deckgen.render.powerpoint.page_layout import TABLE_STYLE, Fill, emu, placeholder, table_style
from deckgen.render.powerpoint.plan import DATE, FOOTER, LEAD, NUMBER, PRESENTER, SUBTITLE, TITLE, Area, Place
from deckgen.render.powerpoint.template import rename

_MARK = f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}"
_FIRST_ID = 2**31
"""The least id of masters and page layouts, which are counted together (ECMA-376 part 1, 19.7.14)."""

_FEET: Mapping[str, Place] = {"ftr": FOOTER, "dt": DATE, "sldNum": NUMBER}
_PROMPTS = {place.name: place.prompt for place in (TITLE, SUBTITLE, PRESENTER, LEAD)}
_FILLS = frozenset({"noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})

_LIST_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tableStyles"
_LIST_CONTENT = "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml"


@dataclass(frozen=True)
class Kept:
    """A placeholder of the copied page layout that stays.

    Attributes:
        shape: its element in the page layout that is copied.
        name: what it is called in the copy.
        idx: its number in the copy.
        type: its type in the copy; one that is kept twice has another the second time.
        size: the size of its first level in points, if that changes.
        area: where it stands in inches, if that changes.
    """

    shape: Any
    name: str
    idx: int = 0
    type: str = ""
    size: float = 0
    area: Area | None = None


Better = Callable[[Kept], Any | None]
"""Gives the fill that a placeholder needs to be read, or None where its own will do."""


@dataclass(frozen=True)
class NewPage:
    """A page layout to add: a copy with other placeholders.

    Attributes:
        name: what it is called.
        base: python-pptx's ``SlideLayout`` to copy, with background, ornaments and logo.
        kept: the placeholders that stay.
        places: the placeholders that are added.
        ornaments: the XML of shapes below these.
        feet: whether footer, date and number of the slide stay.
    """

    name: str
    base: Any
    kept: tuple[Kept, ...]
    places: tuple[Place, ...]
    ornaments: str = ""
    feet: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """Give what its placeholders are called, but for its foot's."""
        return (*(one.name for one in self.kept), *(place.name for place in self.places))


def add_page_layout(presentation: Any, page: NewPage, fill: Fill, better: Better) -> None:
    """Add a page layout to python-pptx's ``Presentation``.

    Args:
        presentation: to add to.
        page: the page layout.
        fill: gives the fill of a colour role.
        better: gives the fill that a placeholder which stays needs to be read.
    """
    base, master = page.base, page.base.slide_master
    root = deepcopy(base.element)
    root.attrib.pop("type", None)
    root.attrib.pop("matchingName", None)
    root.set("preserve", "1")
    root.set("userDrawn", "1")
    root.find(qn("p:cSld")).set("name", page.name)
    tree = root.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    _keep(base, tree, page, better)
    last = max((int(one.get("id", 0)) for one in tree.iter(qn("p:cNvPr"))), default=1)
    added = (placeholder(place, last + 200 + n, fill) for n, place in enumerate(page.places))
    written = page.ornaments + "".join(added)
    tree.extend(list(parse_xml(f"<p:spTree {nsdecls('p', 'a', 'r')}>{written}</p:spTree>")))
    package = presentation.part.package
    part_name = _free(package, "/ppt/slideLayouts/slideLayout%d.xml")
    part = SlideLayoutPart(part_name, CONTENT_TYPE.PML_SLIDE_LAYOUT, package, root)
    part.relate_to(master.part, RELATIONSHIP_TYPE.SLIDE_MASTER)
    _relate_alike(base.part, part, root)
    _list(presentation, master, master.part.relate_to(part, RELATIONSHIP_TYPE.SLIDE_LAYOUT))


def lead_with(presentation: Any, master: Any) -> None:
    """Let a master and its theme be the presentation's first, whose theme new shapes take."""
    listed = presentation.element.find(qn("p:sldMasterIdLst"))
    for entry in listed:
        if presentation.part.related_part(entry.get(qn("r:id"))) is master.part:
            listed.insert(0, entry)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    for key, relation in list(presentation.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THEME:
            presentation.part.rels.pop(key)
    presentation.part.relate_to(theme, RELATIONSHIP_TYPE.THEME)


def add_table_style(presentation: Any, fill: Fill) -> None:
    """Add deckgen's table style to those of the template."""
    style = parse_xml(table_style(fill).replace("<a:tblStyle ", f"<a:tblStyle {nsdecls('a')} ", 1))
    main = presentation.part
    found = [one.target_part for one in main.rels.values() if one.reltype == _LIST_TYPE]
    if found:
        root = etree.fromstring(found[0].blob)
        root.append(style)
        found[0]._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001
        return
    root = etree.fromstring(f'<a:tblStyleLst {nsdecls("a")} def="{TABLE_STYLE}"/>')
    root.append(style)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    main.relate_to(Part(PackURI("/ppt/tableStyles.xml"), _LIST_CONTENT, main.package, blob), _LIST_TYPE)


def _keep(base: Any, tree: Any, page: NewPage, better: Better) -> None:
    """Take out the placeholders of a copied page layout but for its foot and those that are kept."""
    copies = dict(zip(base.element.iter(qn("p:sp")), tree.iter(qn("p:sp")), strict=True))
    originals = {copy: original for original, copy in copies.items()}
    staying: dict[Any, list[Kept]] = {}
    for one in page.kept:
        staying.setdefault(copies[one.shape], []).append(one)
    for shape in [one for one in copies.values() if one.find(_MARK) is not None]:
        mark = shape.find(_MARK)
        foot = _FEET.get(mark.get("type", "")) if page.feet else None
        if shape in staying:
            copied = [shape, *(deepcopy(shape) for _ in staying[shape][1:])]
            for copy, kept in zip(copied, staying[shape], strict=True):
                _change(copy, kept)
                _ink(copy, better(kept))
            for copy in reversed(copied[1:]):
                shape.addnext(copy)
        elif foot is not None:
            rename(shape, foot.name)
            mark.set("idx", str(foot.idx))
            _prompt(shape, foot.prompt)
            _ink(shape, better(Kept(originals[shape], foot.name)))
        else:
            shape.getparent().remove(shape)
    for other in [one for one in tree if one.tag != qn("p:sp") and next(one.iter(qn("p:ph")), None) is not None]:
        tree.remove(other)


def _change(shape: Any, kept: Kept) -> None:
    rename(shape, kept.name)
    _prompt(shape, _PROMPTS.get(kept.name, ""))
    mark = shape.find(_MARK)
    if kept.type:
        mark.set("type", kept.type)
    if mark.get("type") in ("title", "ctrTitle"):
        mark.set("type", "title")
        mark.attrib.pop("idx", None)
    else:
        mark.set("idx", str(kept.idx))
    if kept.size:
        _size(shape, kept.size)
    if kept.area:
        _place(shape, kept.area)


def _prompt(shape: Any, words: str) -> None:
    """Give an empty placeholder words to show in the master's view; LibreOffice takes no style from one without."""
    paragraph = shape.find(f"{qn('p:txBody')}/{qn('a:p')}")
    if words and paragraph is not None and not "".join(paragraph.itertext()).strip():
        run = paragraph.makeelement(qn("a:r"))
        etree.SubElement(run, qn("a:rPr"), lang="en-GB")
        etree.SubElement(run, qn("a:t")).text = words
        paragraph.insert(paragraph.find(qn("a:pPr")) is not None, run)


def _size(shape: Any, size: float) -> None:
    """Set the size of the first level of a placeholder's text."""
    _first_level(shape).set("sz", str(round(size * 100)))


def _ink(shape: Any, fill: Any | None) -> None:
    """Set the fill of the first level of a placeholder's text."""
    if fill is None:
        return
    style = _first_level(shape)
    for old in [one for one in style if one.tag.rpartition("}")[2] in _FILLS]:
        style.remove(old)
    style.insert(style.find(qn("a:ln")) is not None, deepcopy(fill))


def _first_level(shape: Any) -> Any:
    """Give what says how the first level of a placeholder's text is written, made where there is none."""
    body = shape.find(qn("p:txBody"))
    styles = _child(body, "a:lstStyle", 1)
    level = _child(styles, "a:lvl1pPr", 0)
    run = level.find(qn("a:defRPr"))
    if run is None:
        run = etree.SubElement(level, qn("a:defRPr"))
        after = level.find(qn("a:extLst"))
        if after is not None:
            level.append(after)
    return run


def _place(shape: Any, area: Area) -> None:
    about = shape.find(qn("p:spPr"))
    frame = _child(about, "a:xfrm", 0)
    for one in list(frame):
        frame.remove(one)
    left, top, width, height = map(emu, area)
    etree.SubElement(frame, qn("a:off"), x=str(left), y=str(top))
    etree.SubElement(frame, qn("a:ext"), cx=str(width), cy=str(height))


def _child(parent: Any, tag: str, position: int) -> Any:
    found = parent.find(qn(tag))
    if found is None:
        found = parent.makeelement(qn(tag))
        parent.insert(position, found)
    return found


def _relate_alike(old: Any, new: Any, root: Any) -> None:
    """Give a copied part's relationships to its copy, and let the copy refer to them by their new ids."""
    keys = {}
    for key, relation in old.rels.items():
        if relation.reltype != RELATIONSHIP_TYPE.SLIDE_MASTER:
            target = relation.target_ref if relation.is_external else relation.target_part
            keys[key] = new.relate_to(target, relation.reltype, is_external=relation.is_external)
    prefix = f"{{{RELATION}}}"
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.startswith(prefix) and value in keys:
                element.set(name, keys[value])


def _list(presentation: Any, master: Any, key: str) -> None:
    ids = [int(one.get("id", 0)) for one in presentation.element.iter(qn("p:sldMasterId"))]
    for one in presentation.slide_masters:
        ids += [int(entry.get("id", 0)) for entry in one.element.iter(qn("p:sldLayoutId"))]
    entries = master.element.get_or_add_sldLayoutIdLst()
    etree.SubElement(entries, qn("p:sldLayoutId"), {"id": str(max([*ids, _FIRST_ID]) + 1), qn("r:id"): key})


def _free(package: Any, pattern: str) -> PackURI:
    taken = {str(part.partname) for part in package.iter_parts()}
    return PackURI(next(name for number in range(1, 10_000) if (name := pattern % number) not in taken))
