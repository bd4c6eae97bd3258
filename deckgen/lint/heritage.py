"""What a shape has from the layout and the master of its slide, where it does not say itself.

A placeholder has it from its layout, and that from the master (ECMA-376 part 1, 19.3.1.36); each is looked up once for
all slides of a layout.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from deckgen.lint.area import Way, transform_of
from deckgen.lint.names import every, first
from deckgen.lint.style import Style, level_in, nearest
from deckgen.lint.typeface import ThemeFonts
from deckgen.render.geometry import Rect


class Heritage:
    """What one kind of shape has.

    Args:
        elements: the placeholders of layout and master, the nearest first.
        styles: the styles of text that follow behind theirs, the nearest first.
        fonts: the theme's.
    """

    def __init__(self, elements: Sequence[Any], styles: Sequence[Any], fonts: ThemeFonts) -> None:
        self._elements, self._styles, self.fonts = elements, styles, fonts
        self._levels: dict[int, Style] = {}
        self.reckoned: dict[Any, Any] = {}
        """What was reckoned of where text stands that has it all from here, by what reckons it (``letters``)."""

    @cached_property
    def transform(self) -> Any:
        """The ``xfrm`` of a shape that has none of its own, or None."""
        found = (transform_of(one) for one in self._elements)
        return next((one for one in found if one is not None), None)

    @cached_property
    def area(self) -> Rect | None:
        """Where a shape stands that does not say so."""
        return Way().area(self.transform)

    @cached_property
    def bodies(self) -> list[Any]:
        """The ``a:bodyPr`` of the placeholders, the nearest first."""
        return list(parts_of_text("bodyPr", self._elements))

    def level(self, level: int) -> Style:
        """Give how text of a level is set, counted from 0."""
        if level not in self._levels:
            lists = (*parts_of_text("lstStyle", self._elements), *self._styles)
            self._levels[level] = nearest([level_in(one, level) for one in lists])
        return self._levels[level]


class Ancestry:
    """The heritage of all shapes on slides of one layout.

    Args:
        roots: the elements of layout and master.
        default: the presentation's style of text, or None.
        fonts: the theme's.
    """

    def __init__(self, roots: Sequence[Any], default: Any, fonts: ThemeFonts) -> None:
        self._outlines = [_Outline(one) for one in roots if one is not None]
        self._default, self._fonts = default, fonts
        self._known: dict[tuple[str, str], Heritage] = {}
        self._free = self._pass_on([], [])

    def of(self, mark: Any) -> Heritage:
        """Give that of the placeholder with the ``p:ph`` mark; of a shape that is none where it is None."""
        if mark is None:
            return self._free
        key = str(mark.get("type", "obj")), str(mark.get("idx", "0"))
        if key not in self._known:
            found = [one.find(*key, by_index=place == 0) for place, one in enumerate(self._outlines)]
            self._known[key] = self._pass_on(found, [one.style(key[0]) for one in self._outlines])
        return self._known[key]

    def _pass_on(self, elements: list[Any], styles: list[Any]) -> Heritage:
        return Heritage(
            [one for one in elements if one is not None],
            [one for one in (*styles, self._default) if one is not None],
            self._fonts,
        )


def parts_of_text(part: str, elements: Sequence[Any]) -> Iterator[Any]:
    """Give a part of the text's body (``bodyPr``, ``lstStyle``) of each element that has it."""
    path = f"p:txBody/a:{part}"
    return (found for one in elements if (found := first(one, path)) is not None)


class _Outline:
    """The placeholders of a layout or a master, by index and by type, and a master's styles of text."""

    def __init__(self, root: Any) -> None:
        found = [(one, first(one, ".//p:nvPr/p:ph")) for one in every(root, "p:cSld/p:spTree/*")]
        held = [(one, mark) for one, mark in found if mark is not None]
        by_type: dict[str, Any] = {}
        for one, mark in held:
            by_type.setdefault(mark.get("type", "obj"), one)
        self._by_index: Mapping[str, Any] = {mark.get("idx", "0"): one for one, mark in held}
        self._by_type: Mapping[str, Any] = by_type
        self._styles = first(root, "p:txStyles")

    def style(self, kind: str) -> Any:
        """Give the master's style for text in such a placeholder; None where there is none."""
        name = {"title": "title", "ctrTitle": "title", "body": "body", "obj": "body", "subTitle": "body"}.get(kind)
        return first(self._styles, f"p:{name or 'other'}Style")

    def find(self, kind: str, index: str, *, by_index: bool) -> Any:
        """Give what a placeholder inherits from; None where there is none."""
        alike = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}.get(kind, kind)
        by_type = self._by_type.get(kind)
        by_type = self._by_type.get(alike) if by_type is None else by_type
        return self._by_index.get(index, by_type) if by_index else by_type
