"""What should not leave the house: paths of a machine, names of persons, macros, comments, links to files."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from deckgen.lint.deck import Deck
from deckgen.lint.finding import Fault, Place, Rule
from deckgen.lint.names import NS

_PATH = re.compile(
    r"file:/|\\\\[\w.$-]+\\\w|(?<![A-Za-z])[A-Za-z]:\\\w|(?<![\w.:/])/(?:home|Users|root|tmp|var/folders|private/tmp)/[\w.-]+"
)
"""A file's URL, a share, a drive, or a folder of a user's."""

_HINTS = ("file:/", "\\", "/home/", "/Users/", "/root/", "tmp/", "/var/folders/")
"""What stands in every path: most parts have none of it, and are not searched."""

_TEXTS, _ATTRIBUTES = (etree.XPath(path, smart_strings=False) for path in ("//text()", "//@*"))

_HARMLESS = ("http://", "https://", "mailto:")
_PROGRAMS = frozenset({"deckgen"})
"""Who made a file where no person did."""

_PERSONS = (("dc:creator", "author"), ("cp:lastModifiedBy", "last author"))
_HOUSES = (("ep:Company", "company"), ("ep:Manager", "manager"))
_REVIEWERS = re.compile(r"commentAuthors\+xml|powerpoint\.authors\+xml")
_MACROS = re.compile(r"vbaProject|activeX|ctrlProps", re.IGNORECASE)


def machine_paths(deck: Deck) -> Iterator[Fault]:
    """Find paths of the machine that the file was made on, in texts and attributes of all parts."""
    for part in deck.package.parts:
        root = deck.package.tree(part) if part.endswith(".xml") else None
        found = next(_paths(root), "") if root is not None else ""
        if found:
            yield Place(deck.number_of(part), part=part), f"a path of a machine stands there: {found:.80}"


def authors(deck: Deck) -> Iterator[Fault]:
    """Find persons and houses in the file's properties, and in its list of reviewers, which stays without comments."""
    for kind, fields in (("core-properties", _PERSONS), ("extended-properties", _HOUSES)):
        part = deck.package.target("", kind)
        root: Any = deck.package.tree(part) if part else None
        for path, what in fields if root is not None else ():
            told = root.findtext(path, "", NS).strip()
            if told and told not in _PROGRAMS:
                yield Place(part=part), f"the properties name the {what}: {told:.60}"
    for part, kind in deck.package.content_types.items():
        root = deck.package.tree(part) if _REVIEWERS.search(kind) else None
        for name in [one.get("name", "") for one in root] if root is not None else ():
            yield Place(part=part), f"the list of reviewers names {name:.60}"


def outside_links(deck: Deck) -> Iterator[Fault]:
    """Find pointers out of the file but to web pages and mail addresses: pictures, sheets, templates."""
    for part in ("", *deck.package.parts):
        for one in deck.package.pointers(part):
            allowed = one.type == "hyperlink" and one.target.lower().startswith(_HARMLESS)
            if one.external and not allowed:
                yield Place(deck.number_of(part), part=part), f"{one.type} lies outside of the file: {one.target:.80}"


def macros(deck: Deck) -> Iterator[Fault]:
    """Find programs in the file."""
    for part in deck.package.parts:
        if _MACROS.search(part) or "macroEnabled" in deck.package.content_types.get(part, ""):
            yield Place(part=part), "the file carries a macro, or a part for one"


def comments(deck: Deck) -> Iterator[Fault]:
    """Find comments of reviewers."""
    for part in deck.package.parts:
        if "comments" in deck.package.content_types.get(part, "").lower():
            yield Place(part=part), "a reviewer's comments are still in the file"


def _paths(root: Any) -> Iterator[str]:
    written = etree.tostring(root, encoding="unicode")
    told = "\n".join((*_TEXTS(root), *_ATTRIBUTES(root))) if any(hint in written for hint in _HINTS) else ""
    return (told[found.start() :].split(maxsplit=1)[0] for found in _PATH.finditer(told))


RULES = (
    Rule(
        "machine-path",
        "error",
        "A path tells who made the file and where, and is of no use to anybody else.",
        "Take it out of the text, of alternative texts and of links.",
        machine_paths,
    ),
    Rule(
        "author-left",
        "warning",
        "The file's properties and its list of reviewers go along when it is mailed.",
        "File > Info > Check for Issues > Inspect Document, and remove personal information.",
        authors,
    ),
    Rule(
        "outside-link",
        "error",
        "What lies outside is missing at the reader's, or is fetched from where nobody wants it.",
        "File > Info > Edit Links to Files: break them, or embed what they show.",
        outside_links,
    ),
    Rule(
        "macro",
        "error",
        "Mail gateways refuse files with macros, and readers should.",
        "Save it as .pptx.",
        macros,
    ),
    Rule(
        "comments-left",
        "warning",
        "Comments are written for colleagues.",
        "Review > Delete > Delete All Comments in This Presentation.",
        comments,
    ),
)
