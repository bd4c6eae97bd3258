"""The program that a file names as its maker."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from deckgen import __version__
from deckgen.render.powerpoint.markup import HEADER

APPLICATION = "deckgen"
"""What the file names as its program; each program puts its own name there when it saves the file."""

PART = "docProps/app.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_LIMIT_BYTES = 64 * 1024


def program_xml(slides: int, notes: int) -> str:
    """Give the part that names the program and counts slides and notes (ECMA-376 part 1, 22.2)."""
    version = ".".join(__version__.split(".")[:2])
    return (
        f'{HEADER}<Properties xmlns="{_NAMESPACE}"><TotalTime>0</TotalTime><Application>{APPLICATION}</Application>'
        f"<PresentationFormat>Widescreen</PresentationFormat><Slides>{slides}</Slides><Notes>{notes}</Notes>"
        f"<AppVersion>{version}</AppVersion></Properties>"
    )


def made_by_deckgen(path: Path) -> bool:
    """Say whether deckgen made the file and no other program has saved it since."""
    try:
        with zipfile.ZipFile(path) as file:
            info = file.getinfo(PART)
            if info.file_size > _LIMIT_BYTES:
                return False
            root = ET.fromstring(file.read(info))  # noqa: S314 - small, and no entity is resolved
    except (OSError, KeyError, zipfile.BadZipFile, ET.ParseError):
        return False
    return root.findtext(f"{{{_NAMESPACE}}}Application") == APPLICATION
