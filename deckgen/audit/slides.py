"""Which slide a part of a deck belongs to.

Source: ECMA-376 part 1, 13.3 (PresentationML parts) and part 2, 6.5 (relationships).
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from urllib.parse import unquote

_ENTRY = re.compile(r"<(?:\w+:)?sldId\b[^>]*?\br:id=[\"']([^\"']*)")
_POINTER = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"\b(Id|Target|TargetMode)=[\"']([^\"']*)")
_SHARED = ("ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesMasters/", "ppt/theme/", "ppt/presentation")
"""What many slides point at."""

_PRESENTATION = "ppt/presentation.xml"


def numbers(data: bytes) -> dict[str, int]:
    """Give the number of the slide that each part belongs to; of what several slides show, that of the first.

    Args:
        data: a deck that could be unpacked; of anything else no part belongs to a slide.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name == _PRESENTATION or name.endswith(".rels")]
            return _numbered({name: archive.read(name).decode("utf-8", "replace") for name in names})
    except zipfile.BadZipFile:
        return {}


def _numbered(texts: Mapping[str, str]) -> dict[str, int]:
    known = _pointers(texts, _PRESENTATION)
    found: dict[str, int] = {}
    for number, key in enumerate(_ENTRY.findall(texts.get(_PRESENTATION, "")), 1):
        reached = [known[key]] if key in known else []
        while reached:
            part = reached.pop()
            if part in found or part.startswith(_SHARED):
                continue
            found[part] = found[_relationships(part)] = number
            # What notes and comments point back at is known by now.
            reached += [other for other in _pointers(texts, part).values() if not _is_slide(other)]
    return found


def _relationships(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _pointers(texts: Mapping[str, str], part: str) -> dict[str, str]:
    folder = posixpath.dirname(part)
    told = [dict(_ATTRIBUTE.findall(tag)) for tag in _POINTER.findall(texts.get(_relationships(part), ""))]
    return {
        one.get("Id", ""): _within(folder, one.get("Target", "")) for one in told if one.get("TargetMode") != "External"
    }


def _within(folder: str, target: str) -> str:
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))


def _is_slide(part: str) -> bool:
    return posixpath.dirname(part) == "ppt/slides"
