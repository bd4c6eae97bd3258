"""A template as it is drawn with: its page layouts, and what is known of each of their placeholders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from deckgen.errors import InputError
from deckgen.layout import Layout
from deckgen.render.measure import line_height
from deckgen.render.powerpoint.box import EMU_PER_INCH, EMU_PER_POINT, Box
from deckgen.render.powerpoint.face import Face, ThemeFonts, read_face, theme_fonts
from deckgen.render.powerpoint.markup import DRAWING, PRESENTATION
from deckgen.render.powerpoint.template_file import open_template

HEIGHT = 7.5
"""The height of the slides that sizes are meant for, in inches; on twice as high ones all is seen half as large."""

A, P = f"{{{DRAWING}}}", f"{{{PRESENTATION}}}"
_INSETS = (91440, 45720, 91440, 45720)
"""What PowerPoint takes where a placeholder says nothing (ECMA-376 part 1, 21.1.2.1.1)."""

_USUAL_SIZE = 18
"""The size in points of text for which nothing states one (ECMA-376 part 1, 21.1.2.3.9)."""

_MARK, _NAMED = f"{P}nvSpPr/{P}nvPr/{P}ph", f"{P}nvSpPr/{P}cNvPr"
_OWN_PARENT = frozenset({"title", "dt", "ftr", "sldNum"})
"""Types whose placeholders on a master stand for themselves; that of the body stands for all others."""

_KINDS = {"ctrTitle": "title", "obj": ""}
"""Types that are written otherwise on slides than in the layout: any content needs no type."""


class Placeholder(Struct, frozen=True):
    """A placeholder of a page layout, what it inherits from the master included.

    Attributes:
        name: as the layout has it.
        type: ``title``, ``body``, ``tbl``, ``pic`` ..., or "" for one that takes anything.
        idx: its number, which joins a slide's shape to it.
        box: where it stands.
        size: the type size of its first level in points; None where only the presentation's default says.
        insets: left, top, right and bottom, in points.
        before: the space before a paragraph, in points.
        spacing: the line spacing, 1 for single.
        indent: how far its first level is indented, in points.
        face: the typeface of its first level, and whether it is bold or in capitals.
    """

    name: str
    type: str
    idx: int
    box: Box
    size: float | None = None
    insets: tuple[float, float, float, float] = (0, 0, 0, 0)
    before: float = 0
    spacing: float = 1
    indent: float = 0
    face: Face = Face()

    @property
    def text_width(self) -> float:
        """Give how wide a line of text can be, in points."""
        return max(self.box.width_pt - self.insets[0] - self.insets[2] - self.indent, 1)

    @property
    def text_height(self) -> float:
        """Give how high the text can be, in points."""
        return max(self.box.height_pt - self.insets[1] - self.insets[3], 1)

    def at(self, box: Box) -> "Placeholder":
        """Give the placeholder as it stands on a slide that moves it."""
        return replace(self, box=box)


@dataclass(frozen=True)
class PageTemplate:
    """A page layout.

    Attributes:
        name: by which a layout's arrangements call it.
        layout: python-pptx's ``SlideLayout``.
        master: the root element of its master.
        fonts: those of its master's theme.
    """

    name: str
    layout: Any
    master: etree._Element
    fonts: ThemeFonts = ThemeFonts()  # noqa: RUF009 - a frozen Struct

    @cached_property
    def shapes(self) -> Mapping[str, etree._Element]:
        """Give the elements of its placeholders by name."""
        return {shape.find(_NAMED).get("name"): shape for shape in _placeholders(self.layout.element)}

    @property
    def running(self) -> Face:
        """Give the face of text that stands in no placeholder, such as that of tables."""
        return Face(self.fonts.minor)

    @cached_property
    def placeholders(self) -> Mapping[str, Placeholder]:
        """Give its placeholders by name; they are read only of a page layout that a deck uses."""
        inherited = _parents(self.master), self.master, self.fonts
        return {name: _read_placeholder(name, shape, *inherited) for name, shape in self.shapes.items()}

    def name_of(self, reference: str) -> str | None:
        """Give the name of the placeholder that is called so: by its name, else its number, else its type."""
        return self._references.get(reference)

    @cached_property
    def _references(self) -> Mapping[str, str]:
        """The names of its placeholders by all that they may be called; of several, the first is meant."""
        marks = {name: _mark(shape) for name, shape in reversed([*self.shapes.items()])}
        by_type = {mark.get("type", "obj"): name for name, mark in marks.items()}
        by_idx = {mark.get("idx", "0"): name for name, mark in marks.items()}
        return {**by_type, **by_idx, **{name: name for name in self.shapes}}

    def place(self, reference: str) -> Placeholder | None:
        """Give the placeholder that is called so; None where there is none."""
        name = self.name_of(reference)
        return None if name is None else self.placeholders[name]


class Template(Struct, frozen=True):
    """A template.

    Attributes:
        pages: its page layouts by name.
        names: what its slides call the theme's colours.
        scale: how much larger its slides are than those that measures are meant for.
    """

    pages: Mapping[str, PageTemplate]
    names: Mapping[str, str]
    scale: float = 1


def read_template(presentation: Any) -> Template:
    """Read what an opened template offers."""
    pages: dict[str, PageTemplate] = {}
    for master in presentation.slide_masters:
        fonts = theme_fonts(master)
        for layout in master.slide_layouts:
            pages.setdefault(layout.name, PageTemplate(layout.name, layout, master.element, fonts))
    used = presentation.slide_masters[0].element.find(f"{P}clrMap").attrib
    names = {theme: name for name, theme in reversed(used.items())}
    return Template(pages, names, presentation.slide_height / EMU_PER_INCH / HEIGHT)


def open_layout(layout: Layout) -> tuple[Any, Template]:
    """Open a layout's template as python-pptx's ``Presentation``, with all that the layout names.

    Raises:
        InputError: it cannot be opened, or lacks something.
    """
    presentation = open_template(layout.template_file, layout.template_path)
    template = read_template(presentation)
    check_names(template, layout)
    return presentation, template


def check_names(template: Template, layout: Layout) -> None:
    """Make sure that the template has every page layout and placeholder that the layout names.

    Raises:
        InputError: it lacks some; the message names all of them, and what there is.
    """
    wrong: list[str] = []
    for pages in layout.arrangements.values():
        for spec in pages:
            page = template.pages.get(spec.page)
            if page is None:
                wrong.append(f"no page layout {spec.page!r}; it has {_list(template.pages)}")
                continue
            named = {name for names in spec.slots.values() for name in names} | {layout.frame["title"]}
            wrong += [
                f"page layout {spec.page!r} has no placeholder {name!r}; it has {_list(page.shapes)}"
                for name in sorted(named)
                if page.name_of(name) is None
            ]
    if wrong:
        raise InputError(f"{layout.template_path}: " + "\n".join(dict.fromkeys(wrong)), "see docs/make-a-layout.md")


def listed(page_layout: Any) -> list[tuple[Any, Placeholder]]:
    """Give the elements of a page layout's placeholders, each with what is known of it, whatever they are called."""
    master, fonts = page_layout.slide_master.element, theme_fonts(page_layout.slide_master)
    parents = _parents(master)
    return [
        (shape, _read_placeholder(shape.find(_NAMED).get("name"), shape, parents, master, fonts))
        for shape in _placeholders(page_layout.element)
    ]


def rename(shape: etree._Element, name: str) -> None:
    """Call a placeholder otherwise."""
    shape.find(_NAMED).set("name", name)


def of_master(master: Any) -> dict[str, Placeholder]:
    """Give a master's placeholders by type."""
    root, fonts = master.element, theme_fonts(master)
    return {kind: _read_placeholder(kind, shape, {}, root, fonts) for kind, shape in _parents(root).items()}


def _parents(master: etree._Element) -> dict[str, etree._Element]:
    """Give a master's placeholders by type."""
    return {_mark(shape).get("type", "obj"): shape for shape in _placeholders(master)}


def _list(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names)


def _placeholders(page: etree._Element) -> list[etree._Element]:
    """Give the shapes of a page layout or master that are placeholders."""
    return [shape for shape in page.iterfind(f"{P}cSld/{P}spTree/{P}sp") if shape.find(_MARK) is not None]


def _mark(shape: etree._Element) -> etree._Element:
    """Give what makes a shape a placeholder."""
    return shape.find(_MARK)


def _read_placeholder(
    name: str, shape: etree._Element, parents: Mapping[str, etree._Element], master: etree._Element, fonts: ThemeFonts
) -> Placeholder:
    """Read a placeholder; what it does not say itself it has from its master's placeholder, or its master's styles."""
    mark = _mark(shape)
    written = mark.get("type", "obj")
    kind = _KINDS.get(written, written)
    chain = _chain(shape, kind, parents)
    levels = _levels(chain, kind, master)
    bodies = [body for one in chain for body in one.iterfind(f"{P}txBody/{A}bodyPr")]
    size = _first(levels, f"{A}defRPr", "sz")
    spacing = _first(levels, f"{A}lnSpc/{A}spcPct", "val")
    face = read_face(levels, fonts, "+mj-lt" if kind == "title" else "+mn-lt")
    margin = next((level.get("marL") for level in levels if level.get("marL")), 0)
    insets = tuple(
        int(next((body.get(side) for body in bodies if body.get(side)), default)) / EMU_PER_POINT
        for side, default in zip(("lIns", "tIns", "rIns", "bIns"), _INSETS, strict=True)
    )
    return Placeholder(
        name=name,
        type=kind,
        idx=int(mark.get("idx", 0)),
        box=next((box for one in chain if (box := box_of(one))), Box(0, 0, 0, 0)),
        size=size / 100 if size else None,
        insets=(insets[0], insets[1], insets[2], insets[3]),
        before=_before(levels, line_height((size or _USUAL_SIZE * 100) / 100, face.name)),
        spacing=(spacing or 100_000) / 100_000,
        indent=int(margin) / EMU_PER_POINT,
        face=face,
    )


def styles_of(shape: etree._Element, page_layout: Any) -> list[etree._Element]:
    """Give what says how the first level of a placeholder is written, the nearest first: elements ``a:defRPr``."""
    master = page_layout.slide_master.element
    written = _mark(shape).get("type", "obj")
    kind = _KINDS.get(written, written)
    levels = _levels(_chain(shape, kind, _parents(master)), kind, master)
    return [style for level in levels for style in level.iterfind(f"{A}defRPr")]


def _chain(shape: etree._Element, kind: str, parents: Mapping[str, etree._Element]) -> list[etree._Element]:
    """Give a placeholder and the one of its master that it inherits from."""
    inherited = kind if kind in _OWN_PARENT else "body"
    return [one for one in (shape, parents.get(inherited)) if one is not None]


def _levels(chain: Iterable[etree._Element], kind: str, master: etree._Element) -> list[etree._Element]:
    """Give the first levels of the list styles that hold for a placeholder, the nearest first."""
    levels = [level for one in chain for level in one.iterfind(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")]
    style = "titleStyle" if kind == "title" else "otherStyle" if kind in _OWN_PARENT else "bodyStyle"
    return levels + list(master.iterfind(f"{P}txStyles/{P}{style}/{A}lvl1pPr"))


def box_of(shape: etree._Element) -> Box | None:
    """Give where a shape says that it stands, if it says so."""
    offset, extent = shape.find(f"{P}spPr/{A}xfrm/{A}off"), shape.find(f"{P}spPr/{A}xfrm/{A}ext")
    if offset is None or extent is None:
        return None
    return Box(int(offset.get("x")), int(offset.get("y")), int(extent.get("cx")), int(extent.get("cy")))


def _before(levels: list[etree._Element], line: float) -> float:
    """Give the space before a paragraph in points, which may be stated as a share of a ``line``'s height."""
    for level in levels:
        points, share = level.find(f"{A}spcBef/{A}spcPts"), level.find(f"{A}spcBef/{A}spcPct")
        if points is not None:
            return float(points.get("val", 0)) / 100
        if share is not None:
            return float(share.get("val", 0)) / 100_000 * line
    return 0


def _first(levels: list[etree._Element], path: str, name: str) -> float | None:
    found = (level.find(path) for level in levels)
    return next((float(one.get(name)) for one in found if one is not None and one.get(name)), None)
