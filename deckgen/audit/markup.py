"""XML as text: what it says, joined over its runs, and what its tags, comments and instructions hold.

It is read letter by letter instead of parsed, so that broken XML is looked through like any other, and nothing in it is
resolved or loaded.
"""

import re
from collections.abc import Iterator
from html import unescape

from deckgen.audit.letters import plain
from deckgen.audit.piece import BREAK, PARAGRAPH, RUN, Content, Piece
from deckgen.audit.vocabulary import is_declaration, telling

# No value of an attribute holds a "<" (XML 1.0, 3.1), and what has no end goes to the end: each letter is read once.
_TOKENS = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)|<!\[CDATA\[(?P<raw>.*?)(?:\]\]>|\Z)|<\?(?P<instruction>.*?)(?:\?>|\Z)"
    r"|(?P<tag><(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>)|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_NAME = re.compile(r"</?(?:[^\s/>:]*:)?([^\s/>]*)")
_GUID = re.compile(r"\s*\{[0-9A-Fa-f-]{36}\}\s*")

_DRAWN = re.compile(r"\s(?:d|points)=(?:\"[MLHVCSQTAZmlhvcsqtaz\d\seE.,+-]*\"|'[MLHVCSQTAZmlhvcsqtaz\d\seE.,+-]*')")
"""The numbers of a drawn line, among which any short number would be found."""

_FOREIGN = "customXml/"
"""Where in a deck XML stands whose names somebody else chose."""

_WITHIN_A_LINE = frozenset(("t", "r", "tspan", "span", "b", "i", "em", "strong", "u", "a", "font", "sub", "sup"))
_LINES = frozenset(("p", "br", "text", "div", "li"))
_BOXES = frozenset(("tc", "txBody", "txbxContent", "sp", "graphicFrame", "si", "is", "c", "td", "th", "svg"))


def is_markup(text: str) -> bool:
    """Tell whether a text is XML, SVG or HTML by how it begins."""
    return text.lstrip("\ufeff \t\r\n")[:1] == "<" and ">" in text


def pieces(content: Content, text: str) -> Iterator[Piece]:
    """Give what is read in markup, and what stands in its tags, comments and instructions.

    Values may be split over the runs of a paragraph and over paragraphs, never over cells or boxes.
    """
    own = not content.part.rpartition(" > ")[2].startswith(_FOREIGN)
    said, tags, aside = _Said(), dict[str, None](), dict[str, None]()
    for token in _TOKENS.finditer(plain(text)):
        kind, held = str(token.lastgroup), token[token.lastgroup or 0]
        if kind == "tag":
            said.pass_by(held)
            tags[telling(_DRAWN.sub("", held), own=own)] = None
        elif kind in ("comment", "instruction"):
            aside["" if is_declaration(held) else held] = None
        elif said.is_guid(held):
            # With its tag, which tells whether it is PowerPoint's own.
            tags[telling(said.last + held, own=own)] = None
        else:
            said.add(held if kind == "raw" else unescape(held))
    for place, joined in (
        ("text", "".join(said.parts)),
        ("attribute", unescape(BREAK.join(filter(None, tags)))),
        ("comment in XML", BREAK.join(filter(None, aside))),
    ):
        if joined:
            yield Piece(content.part, joined, place, content.guise, packed=content.level)


class _Said:
    """The text so far, with its joints."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.last = ""

    def add(self, text: str) -> None:
        if text.strip():
            self.parts.append(plain(text))

    def is_guid(self, text: str) -> bool:
        return bool(self.last) and _GUID.fullmatch(text) is not None

    def pass_by(self, tag: str) -> None:
        """Set the joint that a tag makes."""
        found = _NAME.match(tag)
        name = found[1] if found else ""
        after_text = bool(self.parts) and self.parts[-1] not in (RUN, PARAGRAPH, BREAK)
        if name in _BOXES and tag.startswith("</"):
            self._join(BREAK)
        elif name in _LINES and (tag.startswith("</") or tag.endswith("/>")):
            self._join(PARAGRAPH)
        elif after_text:
            self._join(RUN if name in _WITHIN_A_LINE or not tag.startswith("</") else BREAK)
        self.last = tag

    def _join(self, joint: str) -> None:
        if self.parts and self.parts[-1] != BREAK:
            if self.parts[-1] in (RUN, PARAGRAPH):
                joint = max(joint, self.parts.pop())
            self.parts.append(joint)
