"""The file that is written: python-pptx's package, in a zip file that is the same each time."""

from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter

from deckgen.render.powerpoint.parts import reachable

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold; a fixed one, so that the same deck gives the same bytes."""

_SMALL = 1000
"""Bytes; a part below is not worth the memory that packing takes: half of all parts name a few relationships."""

_PACKED = (".png", ".jpeg", ".jpg", ".xlsx")
"""What is packed already, and would lose some hundredths of its size in a tenth of the deck's time."""

_LEVEL = 2
"""How hard zlib packs: diagrams take a sixth of the time of its usual 6, and a seventh more bytes."""


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
        stored = len(blob) < _SMALL or name.endswith(_PACKED)
        self._file.writestr(info, blob, ZIP_STORED if stored else ZIP_DEFLATED, _LEVEL)


def save(presentation: Any, file: IO[bytes]) -> None:
    """Write a presentation; the same parts give the same bytes."""
    package = presentation.part.package
    writer: Any = PackageWriter(file, package._rels, reachable(package))  # noqa: SLF001 - has no other name
    with ZipFile(file, "w") as target:
        undated = _Undated(target)
        writer._write_content_types_stream(undated)  # noqa: SLF001 - its public method dates the parts
        writer._write_pkg_rels(undated)  # noqa: SLF001
        writer._write_parts(undated)  # noqa: SLF001
