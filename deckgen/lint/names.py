"""What a presentation's XML is asked for: elements by the usual prefixes of its namespaces, and numbers."""

from collections.abc import Callable
from functools import cache
from typing import Any

from lxml import etree

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
}

PER_CENT = 1000
"""Of the format's usual unit of shares in a per cent, which strict files write as ``90%``."""


def first(element: Any, path: str) -> Any:
    """Give the first element at a path such as ``p:spPr/a:xfrm``, or None; of None, too."""
    return None if element is None else _finder(path)(element)


def every(element: Any, path: str) -> list[Any]:
    """Give all elements at a path, in their order; none of None."""
    found: list[Any] = [] if element is None else _compiled(path)(element)
    return found


@cache
def _finder(path: str) -> Callable[[Any], Any]:
    """Give what finds the first element at a path; children, which are asked for most, are found quickest so."""
    prefix, _, name = path.partition(":")
    if prefix in NS and name.isalnum():
        tag = f"{{{NS[prefix]}}}{name}"
        return lambda element: next(element.iterchildren(tag), None)
    compiled = _compiled(path)
    return lambda element: next(iter(compiled(element)), None)


@cache
def _compiled(path: str) -> etree.XPath:
    """Compile a path: lxml's own ``find`` looks at all prefixes each time, and takes twice as long."""
    return etree.XPath(path, namespaces=NS, smart_strings=False)


def whole(element: Any, key: str, default: int = 0) -> int:
    """Give an attribute that is a whole number, or a percentage; ``default`` where it is missing or neither."""
    told = "" if element is None else str(element.get(key) or "")
    try:
        return round(float(told[:-1]) * PER_CENT) if told.endswith("%") else int(told)
    except (ValueError, OverflowError):
        return default
