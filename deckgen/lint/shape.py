"""Shapes on a slide: what each is called, where it stands, what it says and in what size.

What a placeholder does not state it has from its layout, and that from the master (ECMA-376 part 1, 19.3.1.36).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from deckgen.lint.names import NS, whole
from deckgen.render.geometry import Rect

EMU_PER_INCH = 914_400

SHAPES = {"sp": "shape", "pic": "picture", "graphicFrame": "frame", "cxnSp": "connector", "grpSp": "group"}
"""The elements of a shape tree, by what a reader would call them."""

IN_FOOT = frozenset({"dt", "ftr", "sldNum", "hdr"})
"""Placeholders of a slide's foot."""

_TURNS = 21_600_000
_QUARTER = _TURNS // 4


class Way(Struct, frozen=True):
    """From a group's own measure to the slide's: what is added to a position after it is multiplied."""

    across: float = 1.0
    down: float = 1.0
    right: float = 0.0
    below: float = 0.0

    def area(self, transform: Any) -> Rect | None:
        """Give where an ``xfrm`` stands on the slide; None where it does not say."""
        off, ext = (None if transform is None else transform.find(f"a:{part}", NS) for part in ("off", "ext"))
        if off is None or ext is None:
            return None
        x, y = self.across * _inches(off, "x") + self.right, self.down * _inches(off, "y") + self.below
        width, height = self.across * _inches(ext, "cx"), self.down * _inches(ext, "cy")
        if _is_upright(whole(transform, "rot")):
            return Rect(x, y, width, height)
        return Rect(x + (width - height) / 2, y + (height - width) / 2, height, width)

    def into(self, transform: Any) -> "Way":
        """Give the way from within a group with this ``xfrm``."""
        inner = None if transform is None else transform.find("a:chOff", NS)
        extent = None if transform is None else transform.find("a:chExt", NS)
        area = self.area(transform)
        if inner is None or extent is None or area is None:
            return self
        across = area.width / (_inches(extent, "cx") or 1)
        down = area.height / (_inches(extent, "cy") or 1)
        return Way(across, down, area.x - across * _inches(inner, "x"), area.y - down * _inches(inner, "y"))


class Outline:
    """The placeholders of a layout or a master, by index and by type, and a master's styles of text."""

    def __init__(self, by_index: Mapping[str, Any], by_type: Mapping[str, Any], styles: Any) -> None:
        self._by_index, self._by_type, self._styles = by_index, by_type, styles

    @classmethod
    def of(cls, root: Any) -> "Outline":
        """Read them."""
        found = [(one, one.find(".//p:nvPr/p:ph", NS)) for one in root.iterfind("p:cSld/p:spTree/*", NS)]
        held = [(one, mark) for one, mark in found if mark is not None]
        by_type: dict[str, Any] = {}
        for one, mark in held:
            by_type.setdefault(mark.get("type", "obj"), one)
        return cls({mark.get("idx", "0"): one for one, mark in held}, by_type, root.find("p:txStyles", NS))

    def style(self, kind: str) -> Any:
        """Give the master's style for text in such a placeholder; None where there is none."""
        name = {"title": "title", "ctrTitle": "title", "body": "body", "obj": "body", "subTitle": "body"}.get(kind)
        return None if self._styles is None else self._styles.find(f"p:{name or 'other'}Style", NS)

    def find(self, mark: Any, *, by_index: bool) -> Any:
        """Give what the placeholder ``mark`` inherits from; None where there is none."""
        kind, index = mark.get("type", "obj"), mark.get("idx", "0")
        alike = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}.get(kind, kind)
        by_type = self._by_type.get(kind)
        by_type = self._by_type.get(alike) if by_type is None else by_type
        return self._by_index.get(index, by_type) if by_index else by_type


class Shape:
    """One shape.

    Args:
        element: its element.
        inherits: the elements of layout and master that it inherits from, the nearest first.
        styles: the styles of text that follow behind theirs, the nearest first.
        way: to the slide's measure.
        depth: in how many groups it stands.
    """

    def __init__(self, element: Any, inherits: Sequence[Any], styles: Sequence[Any], way: Way, depth: int) -> None:
        self.element, self.inherits, self.styles, self.way, self.depth = element, inherits, styles, way, depth
        self.kind = SHAPES[_tag(element)]

    @cached_property
    def about(self) -> Any:
        """Its ``cNvPr``: id, name and description."""
        return self.element.find("./*/p:cNvPr", NS)

    @property
    def name(self) -> str:
        """What the selection pane calls it."""
        return "" if self.about is None else str(self.about.get("name", ""))

    @property
    def label(self) -> str:
        """Its name, or where it has none, what it is."""
        return self.name or f"a {self.kind}"

    @property
    def described(self) -> str:
        """Its alternative text."""
        return "" if self.about is None else str(self.about.get("descr", "")).strip()

    @cached_property
    def decorative(self) -> bool:
        """Whether it is marked as an ornament (adec:decorative, [MS-ODRAWXML] 2.27)."""
        found = None if self.about is None else self.about.find(".//adec:decorative", NS)
        return found is not None and found.get("val", "1") in ("1", "true")

    @cached_property
    def placeholder(self) -> str:
        """Its placeholder's type ("title", "body", "obj"), or ""."""
        mark = self.element.find("./*/p:nvPr/p:ph", NS)
        return "" if mark is None else str(mark.get("type", "obj"))

    @property
    def in_foot(self) -> bool:
        """Whether it is a date, a footer or a slide number."""
        return self.placeholder in IN_FOOT

    @cached_property
    def area(self) -> Rect | None:
        """Where it stands on the slide; None where neither it nor what it inherits from says."""
        own = self.way.area(self.transform)
        inherited = (Way().area(_transform(one)) for one in self.inherits)
        return own or next((one for one in inherited if one), None)

    @property
    def transform(self) -> Any:
        """Its ``xfrm``, or None."""
        return _transform(self.element)

    @cached_property
    def body(self) -> Any:
        """Its text; None where it has none. Cells of a table have texts of their own."""
        return self.element.find("p:txBody", NS)

    @property
    def table(self) -> Any:
        """Its table, or None."""
        return self.element.find("./a:graphic/a:graphicData/a:tbl", NS)

    @cached_property
    def text(self) -> str:
        """What it says, a line for each paragraph; of a table, all cells."""
        return "\n".join(map(said, self.element.iterfind(".//a:p", NS))) if self.kind != "group" else ""

    def body_of(self, part: str) -> Iterator[Any]:
        """Give a part of its text's body (``a:bodyPr``, ``a:lstStyle``), its own first, then those it inherits."""
        for element in (self.element, *self.inherits):
            found = element.find(f"p:txBody/{part}", NS)
            if found is not None:
                yield found

    def levels(self, level: int) -> Iterator[Any]:
        """Give the styles of a level of paragraphs, counted from 0, the nearest first."""
        for style in (*self.body_of("a:lstStyle"), *self.styles):
            found = style.find(f"a:lvl{level + 1}pPr", NS)
            if found is not None:
                yield found


def shared(one: Rect, other: Rect) -> float:
    """Give the size of what both cover, in square inches."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(across, 0) * max(down, 0)


def shapes_of(root: Any, outlines: Sequence[Outline], default: Any) -> Iterator[Shape]:
    """Give all shapes of a slide, in the order in which they are read.

    Args:
        root: the slide's element, or None.
        outlines: of its layout and master.
        default: the presentation's style of text, or None.
    """
    tree = None if root is None else root.find("p:cSld/p:spTree", NS)
    if tree is not None:
        yield from _inside(tree, outlines, default, Way(), 0)


def said(paragraph: Any) -> str:
    """Give a paragraph's text; a line end within it is one."""
    parts = paragraph.iter(f"{{{NS['a']}}}t", f"{{{NS['a']}}}br")
    return "".join("\n" if _tag(one) == "br" else one.text or "" for one in parts)


def _inside(tree: Any, outlines: Sequence[Outline], default: Any, way: Way, depth: int) -> Iterator[Shape]:
    for element in _drawn(tree):
        mark = element.find("./*/p:nvPr/p:ph", NS)
        found = [one.find(mark, by_index=place == 0) for place, one in enumerate(outlines)] if mark is not None else []
        styles = [one.style(mark.get("type", "obj")) for one in outlines] if mark is not None else []
        inherits, behind = ([one for one in several if one is not None] for several in (found, [*styles, default]))
        yield Shape(element, inherits, behind, way, depth)
        if _tag(element) == "grpSp":
            yield from _inside(element, outlines, default, way.into(_transform(element)), depth + 1)


def _drawn(tree: Any) -> Iterator[Any]:
    """Give the shapes of a tree; of alternatives the first one, which is what today's programs draw."""
    for element in tree:
        if isinstance(element.tag, str) and _tag(element) == "AlternateContent":
            choice = element.find("mc:Choice", NS)
            yield from _drawn(choice) if choice is not None else ()
        elif isinstance(element.tag, str) and _tag(element) in SHAPES:
            yield element


def _transform(element: Any) -> Any:
    paths = ("p:spPr/a:xfrm", "p:grpSpPr/a:xfrm", "p:xfrm")
    return next((found for path in paths if (found := element.find(path, NS)) is not None), None)


def _is_upright(turn: int) -> bool:
    """Say whether a shape that is turned so is rather as wide as it says than as high."""
    return abs(turn % (_TURNS // 2) - _QUARTER) > _QUARTER // 2


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _inches(element: Any, key: str) -> float:
    return whole(element, key) / EMU_PER_INCH
