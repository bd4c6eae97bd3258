"""The file that is written: python-pptx's package, in a zip file that is the same each time."""

import posixpath
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter

from deckgen.render.figure_cache import deflated
from deckgen.render.powerpoint.markup import escape
from deckgen.render.powerpoint.parts import reachable

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold; a fixed one, so that the same deck gives the same bytes."""

_SMALL = 1000
"""Bytes; a part below is not worth the memory that packing takes: half of all parts name a few relationships."""

_PACKED = (".png", ".jpeg", ".jpg", ".xlsx")
"""What is packed already, and would lose some hundredths of its size in a tenth of the deck's time."""

_FIGURE = ".svg"
"""What is kept as it is packed: it is three quarters of what is to be packed."""

_LEVEL = 2
"""How hard zlib packs: diagrams take a sixth of the time of its usual 6, and a seventh more bytes."""


_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


class _Packed:
    """Stands in for zlib's compressor where it is known what that gives."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    def compress(self, _all: bytes) -> bytes:
        """Give the whole as it is packed."""
        return self._packed

    def flush(self) -> bytes:
        """Give what is left: nothing."""
        return b""


class _Undated:
    """Takes parts from python-pptx's writer, whose own zip file holds the time of writing.

    Args:
        file: the zip file to write to.
    """

    def __init__(self, file: ZipFile) -> None:
        self._file = file

    def write(self, name: PackURI, blob: bytes) -> None:
        """Write a part."""
        info = ZipInfo(name.membername, _EPOCH)
        if name.endswith(_FIGURE):
            self._write_figure(info, blob)
            return
        stored = len(blob) < _SMALL or name.endswith(_PACKED)
        self._file.writestr(info, blob, ZIP_STORED if stored else ZIP_DEFLATED, _LEVEL)

    def _write_figure(self, info: ZipInfo, blob: bytes) -> None:
        info.compress_type, info.file_size = ZIP_DEFLATED, len(blob)
        with self._file.open(info, "w") as entry:
            opened: Any = entry
            opened._compressor = _Packed(deflated(blob, _LEVEL))  # noqa: SLF001 - zipfile takes nothing that is packed
            entry.write(blob)


def save(presentation: Any, file: IO[bytes]) -> None:
    """Write a presentation; the same parts give the same bytes."""
    package = presentation.part.package
    parts = reachable(package)
    writer: Any = PackageWriter(file, package._rels, parts)  # noqa: SLF001 - has no other name
    packed = BytesIO()  # a zip file goes back and forth for each part, which takes long in a file
    with ZipFile(packed, "w") as target:
        undated = _Undated(target)
        writer._write_content_types_stream(undated)  # noqa: SLF001 - its public method dates the parts
        writer._write_pkg_rels(undated)  # noqa: SLF001
        for part in parts:
            undated.write(part.partname, part.blob)
            if part.rels:
                undated.write(part.partname.rels_uri, relationships(part.rels))
    file.write(packed.getbuffer())


def relationships(of_part: Mapping[str, Any]) -> bytes:
    """Write a part's relationships as python-pptx does, in the order of their numbers; it parses each by itself."""
    written = "".join(
        f'<Relationship Id="{escape(key)}" Type="{escape(one.reltype)}" Target="{escape(_target(one))}"{_mode(one)}/>'
        for key, one in sorted(of_part.items(), key=lambda item: (_number(item[0]), item[0]))
    )
    return f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{written}</Relationships>'.encode()


def _mode(relationship: Any) -> str:
    return ' TargetMode="External"' if relationship.is_external else ""


def _number(key: str) -> int:
    number = key.removeprefix("rId")
    return int(number) if number != key and number.isdigit() else 0


def _target(relationship: Any) -> str:
    """Give what a relationship leads to: an address, or a part by the way from the folder of the part that has it."""
    if relationship.is_external:
        return str(relationship.target_ref)
    folder, name = posixpath.split(relationship.target_partname)
    return f"{_way(relationship._base_uri, folder)}{name}"  # noqa: SLF001 - has no other name


@cache
def _way(base: str, folder: str) -> str:
    way = posixpath.relpath(folder, base)
    return "" if way == "." else f"{way}/"
