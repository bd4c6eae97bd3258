"""Document properties: what the file is, for whom, and that deckgen made it."""

import zipfile
from datetime import UTC
from pathlib import Path
from xml.etree import ElementTree as ET

from deckgen import __version__
from deckgen.deck import Deck
from deckgen.render.powerpoint.markup import HEADER, escape
from deckgen.render.powerpoint.package import Package

APPLICATION = "deckgen"
"""What the file names as its program; each program puts its own name there when it saves the file."""

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_LIMIT_BYTES = 64 * 1024


def set_properties(package: Package, deck: Deck, slides: int, notes: int) -> None:
    """Write title, author, subject, keywords, language and time of the data, and the program."""
    time = deck.as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    core = (
        f"{HEADER}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(deck.title)}</dc:title><dc:subject>{escape(deck.occasion)}</dc:subject>"
        f"<dc:creator>{APPLICATION}</dc:creator><cp:keywords>{escape(deck.audience)}</cp:keywords>"
        f"<cp:lastModifiedBy>{APPLICATION}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified>'
        f"<dc:language>{escape(deck.language)}</dc:language></cp:coreProperties>"
    )
    version = ".".join((*__version__.split(".")[:2], "0"))[:7]
    app = (
        f'{HEADER}<Properties xmlns="{_APP}"><TotalTime>0</TotalTime><Application>{APPLICATION}</Application>'
        f"<PresentationFormat>Widescreen</PresentationFormat><Slides>{slides}</Slides><Notes>{notes}</Notes>"
        f"<AppVersion>{'.'.join(version.split('.')[:2])}</AppVersion></Properties>"
    )
    for kind, name, content_type, xml in (
        ("/core-properties", "docProps/core.xml", _CORE_TYPE, core),
        ("/extended-properties", "docProps/app.xml", _APP_TYPE, app),
    ):
        there = next((target for type_, target in package.related("") if type_.endswith(kind)), name)
        package.add(there, content_type, xml)


def made_by_deckgen(path: Path) -> bool:
    """Say whether deckgen made the file and no other program has saved it since."""
    try:
        with zipfile.ZipFile(path) as file:
            info = file.getinfo("docProps/app.xml")
            if info.file_size > _LIMIT_BYTES:
                return False
            root = ET.fromstring(file.read(info))  # noqa: S314 - small, and no entity is resolved
    except (OSError, KeyError, zipfile.BadZipFile, ET.ParseError):
        return False
    return root.findtext(f"{{{_APP}}}Application") == APPLICATION
