"""The namespaces of a presentation's XML, by their usual prefixes, and numbers in its attributes."""

from typing import Any

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


def whole(element: Any, key: str, default: int = 0) -> int:
    """Give an attribute that is a whole number, or a percentage; ``default`` where it is missing or neither."""
    told = "" if element is None else str(element.get(key) or "")
    try:
        return round(float(told[:-1]) * PER_CENT) if told.endswith("%") else int(told)
    except (ValueError, OverflowError):
        return default
