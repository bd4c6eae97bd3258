"""A presentation as its rules look at it: slides in order, each with its shapes, layout, master and theme."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from deckgen.lint.names import NS, whole
from deckgen.lint.package import Package
from deckgen.lint.shape import EMU_PER_INCH, Outline, Shape, shapes_of

_RELATION = f"{{{NS['r']}}}id"


class Slide:
    """One slide.

    Args:
        number: counted from 1.
        part: its name in the package.
        package: where it stands.
        default: the presentation's style of text, or None.
    """

    def __init__(self, number: int, part: str, package: Package, default: Any) -> None:
        self.number, self.part, self.package, self._default = number, part, package, default
        self.layout = package.target(part, "slideLayout")
        self.master = package.target(self.layout, "slideMaster")
        self.theme = package.target(self.master, "theme")

    @property
    def root(self) -> Any:
        """The slide's element; None where the part is missing or broken."""
        return self.package.tree(self.part)

    @cached_property
    def shapes(self) -> list[Shape]:
        """All shapes in the order in which they are read, those of groups behind their group."""
        return list(shapes_of(self.root, self._outlines, self._default))

    @cached_property
    def beneath(self) -> list[Shape]:
        """What master and layout draw below the slide's own shapes, in that order; placeholders are not drawn."""
        roots = [self.package.tree(part) for part in (self.master, self.layout)]
        hidden = [root is not None and root.get("showMasterSp") in ("0", "false") for root in (self.root, roots[1])]
        shown = [] if hidden[0] else roots[1:] if hidden[1] else roots
        drawn = (one for root in shown for one in shapes_of(root, (), None))
        return [one for one in drawn if not one.placeholder]

    @cached_property
    def title(self) -> Shape | None:
        """The title's placeholder."""
        return next((one for one in self.shapes if one.placeholder in ("title", "ctrTitle")), None)

    @cached_property
    def _outlines(self) -> tuple[Outline, ...]:
        """What placeholders inherit from: those of the layout, then those of the master."""
        roots = (self.package.tree(part) for part in (self.layout, self.master))
        return tuple(Outline.of(root) for root in roots if root is not None)


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
        parts = [part for _, part in self._listed() if part in self.package.blobs]
        default = None if self.root is None else self.root.find("p:defaultTextStyle", NS)
        return [Slide(number, part, self.package, default) for number, part in enumerate(parts, 1)]

    def number_of(self, part: str) -> int:
        """Give the number of the slide that a part is; 0 where it is none."""
        return next((slide.number for slide in self.slides if slide.part == part), 0)

    @cached_property
    def slide_ids(self) -> list[str]:
        """The ids of all slides, in their order."""
        return [key for key, _ in self._listed()]

    @cached_property
    def size(self) -> tuple[float, float]:
        """A slide's width and height, in inches; those of 16:9 where the file does not say."""
        found = None if self.root is None else self.root.find("p:sldSz", NS)
        if found is None:
            return 40 / 3, 7.5
        return whole(found, "cx") / EMU_PER_INCH, whole(found, "cy") / EMU_PER_INCH

    def _listed(self) -> Iterator[tuple[str, str]]:
        targets = {one.id: one.target for one in self.package.pointers(self.part)}
        for one in [] if self.root is None else self.root.iterfind("p:sldIdLst/p:sldId", NS):
            yield str(one.get("id", "")), targets.get(str(one.get(_RELATION, "")), "")
