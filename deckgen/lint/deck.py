"""A presentation as its rules look at it: slides in order, each with its shapes, layout, master and theme."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from deckgen.lint.area import EMU_PER_INCH
from deckgen.lint.colour import WHITE, Colours
from deckgen.lint.design import Design
from deckgen.lint.names import NS, every, first, whole
from deckgen.lint.package import Package
from deckgen.lint.shape import Shape, shapes_of
from deckgen.render.powerpoint.tags import SLIDE

_RELATION = f"{{{NS['r']}}}id"


class Slide:
    """One slide.

    Args:
        number: counted from 1.
        part: its name in the package.
        root: its element; None where the part is broken.
        design: what it has from its layout.
        id: what deckgen calls it, or "".
    """

    def __init__(self, number: int, part: str, root: Any, design: Design, id: str = "") -> None:  # noqa: A002 - as in Deck
        self.number, self.part, self.root, self.design, self.id = number, part, root, design, id

    @cached_property
    def shapes(self) -> list[Shape]:
        """All shapes in the order in which they are read, those of groups behind their group."""
        return list(shapes_of(self.root, self.design.ancestry))

    @cached_property
    def beneath(self) -> list[Shape]:
        """What master and layout draw below the slide's own shapes."""
        return self.design.beneath(self.root)

    @cached_property
    def colours(self) -> Colours:
        """Its colours."""
        return self.design.colours_of(self.root)

    @cached_property
    def ground(self) -> str:
        """Its background's RRGGBB colour, its own or inherited; "" where that is a picture or a gradient."""
        for root in (self.root, self.design.layout, self.design.master):
            told = first(root, "p:cSld/p:bg")
            if told is not None:
                solid, reference = first(told, "p:bgPr/a:solidFill"), first(told, "p:bgRef")
                return self.colours.of(solid if solid is not None else reference)
        return WHITE

    @cached_property
    def title(self) -> Shape | None:
        """The title's placeholder."""
        return next((one for one in self.shapes if one.placeholder in ("title", "ctrTitle")), None)


class Deck:
    """A presentation."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = package.target("", "officeDocument")

    @property
    def root(self) -> Any:
        """The presentation's element; None where the part is missing or broken."""
        return self.package.tree(self.part)

    @cached_property
    def slides(self) -> list[Slide]:
        """The slides in their order; those whose part is missing are left out."""
        parts = [part for _, part in self._listed() if part in self.package.names]
        default = first(self.root, "p:defaultTextStyle")
        layouts = {part: self.package.target(part, "slideLayout") for part in parts}
        designs = {layout: Design(layout, self.package, default) for layout in set(layouts.values())}
        return [
            Slide(number, part, self.package.tree(part), designs[layouts[part]], self._id_of(part))
            for number, part in enumerate(parts, 1)
        ]

    def number_of(self, part: str) -> int:
        """Give the number of the slide that a part is; 0 where it is none."""
        return self._numbers.get(part, 0)

    @cached_property
    def slide_ids(self) -> list[str]:
        """The ids of all slides, in their order."""
        return [key for key, _ in self._listed()]

    @cached_property
    def size(self) -> tuple[float, float]:
        """A slide's width and height, in inches; those of 16:9 where the file does not say."""
        found = first(self.root, "p:sldSz")
        if found is None:
            return 40 / 3, 7.5
        return whole(found, "cx") / EMU_PER_INCH, whole(found, "cy") / EMU_PER_INCH

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {slide.part: slide.number for slide in reversed(self.slides)}

    def _id_of(self, part: str) -> str:
        """Give what deckgen calls the slide that a part is; "" where it did not make it."""
        tags = self.package.tree(self.package.target(part, "tags"))
        named = first(tags, f"p:tag[@name='{SLIDE}']")
        return "" if named is None else str(named.get("val", ""))

    def _listed(self) -> Iterator[tuple[str, str]]:
        targets = {one.id: one.target for one in self.package.pointers(self.part)}
        for one in every(self.root, "p:sldIdLst/p:sldId"):
            yield str(one.get("id", "")), targets.get(str(one.get(_RELATION, "")), "")
