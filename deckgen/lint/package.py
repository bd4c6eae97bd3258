"""A .pptx file as a package: its parts, what each is, and what points where.

Source: ECMA-376 part 2 (Open Packaging Conventions). Nothing is taken on trust: names may stand twice, parts may be
missing, and XML is parsed without entities and without the network.
"""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from deckgen.errors import InputError

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT_TYPES = "[Content_Types].xml"

MOST_BYTES = 1 << 30
"""How large all parts together may be when unpacked: a deck of a thousand pictures stays below, a bomb does not."""


_XML = ("xml", "rels")
"""The extensions of parts that are read."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


class Relationship(Struct, frozen=True):
    """A pointer from a part: its id, its type's last word (``slide``, ``image``), its target, and where that is.

    Attributes:
        target: the part's name, or what stands outside of the package.
        external: whether it does.
    """

    id: str
    type: str
    target: str
    external: bool = False


class Package:
    """A package whose XML was read; of pictures and what else there is in it, the names are known.

    Args:
        names: of all entries, in their order; one may stand there twice.
        texts: what the entries hold that are XML by their names.
    """

    def __init__(self, names: list[str], texts: Mapping[str, bytes]) -> None:
        self.names, self._texts = names, texts
        self._trees: dict[str, Any] = {}
        self._pointers: dict[str, tuple[Relationship, ...]] = {}

    def tree(self, part: str) -> Any:
        """Give a part's root element; None where there is no such part, or it is not XML."""
        if part not in self._trees:
            self._trees[part] = _parsed(self._texts.get(part, b""))
        return self._trees[part]

    def pointers(self, part: str = "") -> tuple[Relationship, ...]:
        """Give the relationships of a part, or of the package as a whole."""
        if part not in self._pointers:
            self._pointers[part] = tuple(self._read_pointers(part))
        return self._pointers[part]

    def target(self, part: str, kind: str) -> str:
        """Give the part that the first relationship of this type points at, or ""."""
        return next((one.target for one in self.pointers(part) if one.type == kind and not one.external), "")

    @cached_property
    def content_types(self) -> Mapping[str, str]:
        """The content type of each part that has one."""
        root = self.tree(CONTENT_TYPES)
        entries = [] if root is None else list(root)
        defaults = {str(one.get("Extension", "")).lower(): one.get("ContentType") for one in entries}
        stated = {str(one.get("PartName", "")).lstrip("/").lower(): one.get("ContentType") for one in entries}
        found = {name: stated.get(name.lower()) or defaults.get(_extension(name)) for name in self.parts}
        return {name: kind for name, kind in found.items() if kind}

    @cached_property
    def parts(self) -> list[str]:
        """All parts: no folders, no relationships, no list of content types."""
        return [name for name in dict.fromkeys(self.names) if name != CONTENT_TYPES and _extension(name) != "rels"]

    def _read_pointers(self, part: str) -> Iterator[Relationship]:
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for one in [] if root is None else root.iterfind(f"{{{RELATIONSHIPS}}}Relationship"):
            external = one.get("TargetMode") == "External"
            target = str(one.get("Target", ""))
            kind = str(one.get("Type", "")).rsplit("/", 1)[-1]
            yield Relationship(str(one.get("Id", "")), kind, target if external else _within(folder, target), external)


def read(path: Path) -> Package:
    """Read a file.

    Raises:
        InputError: it cannot be opened, is no presentation, is encrypted, or would unpack to more than a gigabyte.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            if sum(one.file_size for one in entries) > MOST_BYTES:
                raise InputError(f"{path}: unpacked it would be larger than {MOST_BYTES >> 30} GiB")
            names = [one.filename for one in entries]
            package = Package(names, {name: archive.read(name) for name in names if _extension(name) in _XML})
    except OSError as problem:
        raise InputError(f"{path} cannot be read: {problem.strerror or problem}") from problem
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as problem:
        hint = "a deck that asks for a password is encrypted: save it without one"
        raise InputError(f"{path} is no .pptx file, or a damaged one", hint) from problem
    if not package.target("", "officeDocument").startswith("ppt/"):
        raise InputError(f"{path} is no presentation", "deckgen lint takes .pptx, .potx and .pptm files")
    return package


def _parsed(blob: bytes) -> Any:
    try:
        return etree.fromstring(blob, _PARSER)
    except etree.XMLSyntaxError:
        return None


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _within(folder: str, target: str) -> str:
    """Give a target's name in the package: those with a slash are absolute, others lie beside the part."""
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
