"""The colours of a slide, by the names that its theme and its master give them.

Source: ECMA-376 part 1, 20.1.2.3 (colours and their changes), 19.3.1.6 and 19.3.1.7 (the map of a theme's colours).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from deckgen.lint.names import first, whole
from deckgen.shade import changed

WHITE, BLACK = "FFFFFF", "000000"
_WHOLE = 100_000
_RGB = re.compile("[0-9A-Fa-f]{6}")
_NAMED = {"white": WHITE, "black": BLACK}


class Colours:
    """The colours of a slide or a layout.

    Args:
        theme: the theme's element, or None.
        names: which of the theme's colours a name stands for: an ``a:overrideClrMapping``, a ``p:clrMap`` or None.
    """

    def __init__(self, theme: Any, names: Any) -> None:
        self._theme = _theme(theme)
        self._map: Mapping[str, str] = dict(_attributes(names))

    def of(self, fill: Any) -> str:
        """Give the RRGGBB colour of an ``a:solidFill`` or another element with a colour in it; "" where unknown."""
        found = None if fill is None else next((one for one in fill if isinstance(one.tag, str)), None)
        if found is None:
            return ""
        base = self._base(found)
        return _changed(base.upper(), found) if _RGB.fullmatch(base) else ""

    def _base(self, told: Any) -> str:
        kind, value = told.tag.rpartition("}")[2], str(told.get("val", ""))
        if kind == "schemeClr":
            return self.named(value)
        return {"srgbClr": value, "sysClr": str(told.get("lastClr", "")), "prstClr": _NAMED.get(value, "")}.get(
            kind, ""
        )

    def named(self, name: str) -> str:
        """Give the theme's colour that is called so here; "" where there is none."""
        return self._theme.get(self._map.get(name, name), "")


def _theme(root: Any) -> dict[str, str]:
    scheme = first(root, ".//a:clrScheme")
    found = {} if scheme is None else {str(one.tag).rpartition("}")[2]: one[0] for one in scheme if len(one)}
    return {name: str(one.get("lastClr") or one.get("val") or "") for name, one in found.items()}


def _changed(rgb: str, told: Any) -> str:
    """Give a colour with the changes that are said of it; "" where something is seen through it."""
    if not len(told):
        return rgb
    changes = [(str(one.tag).rpartition("}")[2], whole(one, "val") / _WHOLE) for one in told]
    return "" if any(kind == "alpha" and share < 1 for kind, share in changes) else changed(rgb, changes)


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    return ((str(key), str(value)) for key, value in (element.attrib.items() if element is not None else ()))
