"""A PowerPoint file as what it is: parts in a zip file, joined by relationships (ECMA-376 part 2, OPC).

What the template holds passes through untouched, byte for byte; only the parts that know of the slides are written
anew. python-pptx, which walks all relationships to name a part and takes 0.16 s to import, is not needed for that.
"""

import posixpath
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from deckgen.errors import InputError
from deckgen.render.powerpoint.markup import HEADER, RELATION, escape

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_LIMIT_BYTES = 200 * 1024 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold; a fixed one, so that the same deck gives the same bytes."""


class Package:
    """The parts of a file by name, without the leading slash, and their types.

    Args:
        path: the template to start from.

    Raises:
        InputError: it is no zip file with the parts that Office needs.
    """

    def __init__(self, path: Path) -> None:
        try:
            with ZipFile(path) as file:
                if sum(info.file_size for info in file.infolist()) > _LIMIT_BYTES:
                    raise InputError(f"{path} unpacks to more than {_LIMIT_BYTES // 1024**2} MiB")
                self._parts = {info.filename: file.read(info) for info in file.infolist() if not info.is_dir()}
            self._types = parse(self._parts[CONTENT_TYPES])
            self._typed = {one.get("PartName", "") for one in self._types}
            self.main = next(target for kind, target in self.related("") if kind.endswith("/officeDocument"))
        except (BadZipFile, OSError, KeyError, StopIteration, zlib.error, etree.XMLSyntaxError) as problem:
            raise InputError(f"{path} is no PowerPoint file: {problem}") from problem

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> etree._Element:
        """Give a part's root element."""
        return parse(self._parts[name])

    def relations(self, name: str) -> etree._Element:
        """Give the root element of a part's relationships; those of the package itself for ``""``."""
        blob = self._parts.get(relations_name(name))
        return parse(blob) if blob else etree.Element(f"{{{PACKAGE_RELATIONS}}}Relationships")

    def related(self, name: str) -> Iterator[tuple[str, str]]:
        """Give type and part name of each relationship of a part to another part."""
        for one in self.relations(name):
            if one.get("TargetMode") != "External":
                yield one.get("Type", ""), resolve(name, one.get("Target", ""))

    def add(self, name: str, content_type: str, blob: bytes | str) -> None:
        """Add a part, or replace the one of that name."""
        if f"/{name}" not in self._typed:
            self._typed.add(f"/{name}")
            etree.SubElement(self._types, f"{PACKAGE_TYPES}Override", PartName=f"/{name}", ContentType=content_type)
        self.replace(name, blob)

    def add_media(self, name: str, blob: bytes) -> None:
        """Add a picture; its type goes by its extension."""
        extension = name.rpartition(".")[2]
        content_type = {"png": "image/png", "svg": "image/svg+xml", "jpeg": "image/jpeg"}[extension]
        if not any(one.get("Extension", "").lower() == extension for one in self._types):
            self._types.insert(
                0, etree.Element(f"{PACKAGE_TYPES}Default", Extension=extension, ContentType=content_type)
            )
        self.replace(name, blob)

    def replace(self, name: str, blob: bytes | str | etree._Element) -> None:
        """Give a part other content."""
        if isinstance(blob, str):
            blob = blob.encode()
        elif not isinstance(blob, bytes):
            blob = etree.tostring(blob, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._parts[name] = blob

    def drop(self, name: str) -> None:
        """Take a part out, with its type and its relationships."""
        self._parts.pop(name, None)
        self._parts.pop(relations_name(name), None)
        self._typed.discard(f"/{name}")
        for one in self._types.findall(f"{PACKAGE_TYPES}Override"):
            if one.get("PartName") == f"/{name}":
                self._types.remove(one)

    def retype(self, name: str, content_type: str) -> None:
        """Give a part another type: a .potx opens as a presentation once its main part says so."""
        for one in self._types.findall(f"{PACKAGE_TYPES}Override"):
            if one.get("PartName") == f"/{name}":
                one.set("ContentType", content_type)

    def save(self, file: IO[bytes]) -> None:
        """Write the zip file; the same parts give the same bytes."""
        self.replace(CONTENT_TYPES, self._types)
        names = [CONTENT_TYPES, *(name for name in self._parts if name != CONTENT_TYPES)]
        with ZipFile(file, "w", ZIP_DEFLATED) as target:
            for name in names:
                info = ZipInfo(name, _EPOCH)
                info.compress_type = ZIP_DEFLATED
                target.writestr(info, self._parts[name])


def parse(blob: bytes) -> etree._Element:
    """Parse a part; no entity is resolved and nothing is fetched."""
    return etree.fromstring(blob, _PARSER)


def relations_name(name: str) -> str:
    """Give the name of the part that holds a part's relationships."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def resolve(name: str, target: str) -> str:
    """Give the part name that a relationship's target means, seen from the part ``name``."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")


def relations_xml(relations: list[tuple[str, str, bool]]) -> str:
    """Write relationships: type (the last word suffices for Office's own), target, whether it is outside."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "://" in kind else f"{RELATION}/{kind}"}" '
        f'Target="{escape(target)}"{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>'
        for number, (kind, target, outside) in enumerate(relations, 1)
    )
    return f'{HEADER}<Relationships xmlns="{PACKAGE_RELATIONS}">{inner}</Relationships>'
