"""Shapes on a slide: what each is called, where it stands, what it says."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from deckgen.lint.area import Way, quarters, transform_of
from deckgen.lint.heritage import Ancestry, Heritage
from deckgen.lint.names import NS, first
from deckgen.lint.style import Style, level_in
from deckgen.render.geometry import Rect

SHAPES = {"sp": "shape", "pic": "picture", "graphicFrame": "frame", "cxnSp": "connector", "grpSp": "group"}
"""The elements of a shape tree, by what a reader would call them."""

IN_FOOT = frozenset({"dt", "ftr", "sldNum", "hdr"})
"""Placeholders of a slide's foot."""

_PARAGRAPH, _RUN, _TEXT, _BREAK = (f"{{{NS['a']}}}{name}" for name in ("p", "r", "t", "br"))


class Shape:
    """One shape.

    Args:
        element: its element.
        mark: what makes it a placeholder, or None.
        heritage: what it has from layout and master.
        way: to the slide's measure.
        depth: in how many groups it stands.
    """

    def __init__(self, element: Any, mark: Any, heritage: Heritage, way: Way, depth: int) -> None:
        self.element, self.heritage, self.way, self.depth = element, heritage, way, depth
        self.kind = SHAPES[_tag(element)]
        self.placeholder = "" if mark is None else str(mark.get("type", "obj"))
        """Its placeholder's type ("title", "body", "obj"), or ""."""
        self.reckoned: dict[Any, Any] = {}
        """What was reckoned of it, by what reckons it (``letters``)."""

    @cached_property
    def about(self) -> Any:
        """Its ``cNvPr``: id, name and description."""
        return first(self.element, "*/p:cNvPr")

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
        found = first(self.about, ".//adec:decorative") if self.about is not None and len(self.about) else None
        return found is not None and found.get("val", "1") in ("1", "true")

    @property
    def in_foot(self) -> bool:
        """Whether it is a date, a footer or a slide number."""
        return self.placeholder in IN_FOOT

    @cached_property
    def transform(self) -> Any:
        """Its own ``xfrm``, or None."""
        return transform_of(self.element)

    @cached_property
    def area(self) -> Rect | None:
        """Where it stands on the slide; None where neither it nor what it inherits from says."""
        return self.way.area(self.transform) or self.heritage.area

    @cached_property
    def quarters(self) -> int:
        """By how many quarters its lines are turned, clockwise: with the shape, within it, or both."""
        own = self.transform
        along = next((str(one.get("vert")) for one in self.bodies if one.get("vert")), "horz")
        within = {"horz": 0, "vert270": 3}.get(along, 1)
        return (quarters(own if own is not None else self.heritage.transform) + within) % 4

    @cached_property
    def body(self) -> Any:
        """Its text; None where it has none. Cells of a table have texts of their own."""
        return first(self.element, "p:txBody")

    @cached_property
    def table(self) -> Any:
        """Its table, or None."""
        return first(self.element, "a:graphic/a:graphicData/a:tbl") if self.kind == "frame" else None

    @cached_property
    def text(self) -> str:
        """What it says, a line for each paragraph; of a table, all cells."""
        return "\n".join(map(said, self.element.iter(_PARAGRAPH))) if self.kind != "group" else ""

    @cached_property
    def runs(self) -> list[Any]:
        """The runs of its text; of a table, those of all cells. A group has none of its own."""
        return list(self.element.iter(_RUN)) if self.kind != "group" else []

    @cached_property
    def bodies(self) -> list[Any]:
        """The ``a:bodyPr`` that say how its text is set, its own first, then those that it inherits."""
        own = self._own_body
        return self.heritage.bodies if own is None else [own, *self.heritage.bodies]

    @cached_property
    def placing(self) -> dict[Any, Any]:
        """What was reckoned of where its text may stand: one for all shapes that say nothing of it themselves."""
        says = self.transform is not None or (self._own_body is not None and self._own_body.keys())
        return self.reckoned if says else self.heritage.reckoned

    def level(self, level: int) -> Style:
        """Give how text of a level is set in it, counted from 0."""
        inherited = self.heritage.level(level)
        return inherited if self._styles is None else level_in(self._styles, level).over(inherited)

    @cached_property
    def _own_body(self) -> Any:
        return first(self.body, "a:bodyPr")

    @cached_property
    def _styles(self) -> Any:
        """Its own styles of levels; None where it has none, as nearly all have."""
        found = first(self.body, "a:lstStyle")
        return found if found is not None and len(found) else None


def shapes_of(root: Any, ancestry: Ancestry) -> Iterator[Shape]:
    """Give all shapes of a slide, in the order in which they are read, those of groups behind their group.

    Args:
        root: the slide's element, or None.
        ancestry: what they have from its layout and master.
    """
    tree = first(root, "p:cSld/p:spTree")
    if tree is not None:
        yield from _inside(tree, ancestry, Way(), 0)


def said(paragraph: Any) -> str:
    """Give a paragraph's text; a line end within it is one."""
    return "".join("\n" if one.tag == _BREAK else one.text or "" for one in paragraph.iter(_TEXT, _BREAK))


def _inside(tree: Any, ancestry: Ancestry, way: Way, depth: int) -> Iterator[Shape]:
    for element in _drawn(tree):
        mark = first(element, "*/p:nvPr/p:ph")
        yield Shape(element, mark, ancestry.of(mark), way, depth)
        if _tag(element) == "grpSp":
            yield from _inside(element, ancestry, way.into(transform_of(element)), depth + 1)


def _drawn(tree: Any) -> Iterator[Any]:
    """Give the shapes of a tree; of alternatives the first one, which is what today's programs draw."""
    for element in tree:
        if isinstance(element.tag, str) and _tag(element) == "AlternateContent":
            choice = first(element, "mc:Choice")
            yield from _drawn(choice) if choice is not None else ()
        elif isinstance(element.tag, str) and _tag(element) in SHAPES:
            yield element


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
