"""Text that goes into XML: cleaned of what XML or a terminal makes of it, and escaped.

The shapes of a slide are written as text, which reads like the standard that defines them (ECMA-376 part 1), and handed
to python-pptx, which keeps the file. Everything that comes from outside passes through ``escape``.
"""

import re
from functools import lru_cache

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMESPACES = f'xmlns:a="{DRAWING}" xmlns:r="{RELATION}" xmlns:p="{PRESENTATION}"'
NOTHING = "\N{EN DASH}"
"""What stands in a cell that would be empty, for a screen reader to say."""

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TERMINAL_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible characters that turn the direction of writing, and so can show a name as another."""

_LINE_ENDS = re.compile(r"[\t\r\n\x85\u2028\u2029]+")
_SPECIAL = re.compile(r"[&<>\"]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def clean(text: str) -> str:
    """Take out terminal codes, turns of direction and what XML 1.0 (2.2, "Characters") does not allow.

    Line ends become spaces.
    """
    if text.isprintable():  # then there is neither, nor a line end
        return text
    return _LINE_ENDS.sub(" ", _NOT_IN_XML.sub("", _TURNING.sub("", _TERMINAL_CODES.sub("", text))))


@lru_cache(maxsize=8192)
def escape(text: str) -> str:
    """Clean ``text`` and make it fit to stand between tags or in an attribute in double quotes."""
    return _SPECIAL.sub(lambda found: _ENTITIES[found[0]], clean(text))
