"""What the slides of one layout have in common: what they inherit, what is drawn beneath them, their colours."""

from functools import cached_property
from typing import Any

from deckgen.lint.colour import Colours
from deckgen.lint.heritage import Ancestry
from deckgen.lint.names import first
from deckgen.lint.package import Package
from deckgen.lint.shape import Shape, shapes_of
from deckgen.lint.typeface import theme_fonts


class Design:
    """A layout with its master and theme.

    Args:
        layout: the layout's name in the package, or "".
        package: where it stands.
        default: the presentation's style of text, or None.
    """

    def __init__(self, layout: str, package: Package, default: Any) -> None:
        self.layout, self.master = package.tree(layout), package.tree(master := package.target(layout, "slideMaster"))
        self._theme = package.tree(package.target(master, "theme"))
        self._fonts = theme_fonts(self._theme)
        self.ancestry = Ancestry([self.layout, self.master], default, self._fonts)

    @cached_property
    def colours(self) -> Colours:
        """The colours of slides that do not name them otherwise."""
        own = _renamed(self.layout)
        return Colours(self._theme, first(self.master, "p:clrMap") if own is None else own)

    def colours_of(self, slide: Any) -> Colours:
        """Give the colours of a slide."""
        own = _renamed(slide)
        return self.colours if own is None else Colours(self._theme, own)

    def beneath(self, slide: Any) -> list[Shape]:
        """Give what master and layout draw below a slide's own shapes, in that order; placeholders are not drawn."""
        if _hides_master(slide):
            return []
        return self._drawn_by_layout if _hides_master(self.layout) else [*self._drawn_by_master, *self._drawn_by_layout]

    @cached_property
    def _drawn_by_layout(self) -> list[Shape]:
        return [one for one in shapes_of(self.layout, Ancestry((), None, self._fonts)) if not one.placeholder]

    @cached_property
    def _drawn_by_master(self) -> list[Shape]:
        return [one for one in shapes_of(self.master, Ancestry((), None, self._fonts)) if not one.placeholder]


def _hides_master(root: Any) -> bool:
    return root is not None and root.get("showMasterSp") in ("0", "false")


def _renamed(root: Any) -> Any:
    return first(root, "p:clrMapOvr/a:overrideClrMapping")
