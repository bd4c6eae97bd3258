"""A template's file: opened as the presentation that a deck is drawn into, without the slides that it brings."""

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import pptx
from lxml import etree
from pptx.exc import PythonPptxError
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from deckgen.errors import InputError

_TYPES = "[Content_Types].xml"
_LIMIT_BYTES = 200 * 1024 * 1024
_PRESENTATION = CONTENT_TYPE.PML_PRESENTATION_MAIN
_OTHERS = (
    CONTENT_TYPE.PML_TEMPLATE_MAIN,
    CONTENT_TYPE.PML_SLIDESHOW_MAIN,
    CONTENT_TYPE.PML_PRES_MACRO_MAIN,
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
)
"""What the main part of .potx, .ppsx, .pptm, .potm and .ppsm says that it is; python-pptx opens presentations alone."""

_UNREADABLE = (
    BadZipFile, OSError, zlib.error, RuntimeError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError,
    AssertionError, PythonPptxError,
)  # fmt: skip
"""What zipfile (RuntimeError: an encrypted file) and python-pptx raise for a file that is none of PowerPoint's."""


def open_template(file: Path | BytesIO, path: Path | None = None) -> Any:
    """Open a template as a ``pptx.presentation.Presentation`` without slides.

    Args:
        file: the template.
        path: what to call it where it is no path itself.

    Raises:
        InputError: it is no PowerPoint file, or a very large one.
    """
    presentation = open_presentation(file, path)
    drop_slides(presentation)
    return presentation


def open_presentation(file: Path | BytesIO, path: Path | None = None) -> Any:
    """Open a template as ``open_template`` does, with the slides that it brings."""
    called = path or file
    try:
        return pptx.Presentation(_as_presentation(file, called))
    except _UNREADABLE as problem:
        raise InputError(f"{called} is no PowerPoint file: {problem}") from problem


def _as_presentation(path: Path | BytesIO, called: object) -> str | BytesIO:
    """Give the file for python-pptx to open: the one at ``path``, or a copy whose main part has another type."""
    with ZipFile(path) as file:
        if sum(info.file_size for info in file.infolist()) > _LIMIT_BYTES:
            raise InputError(f"{called} unpacks to more than {_LIMIT_BYTES // 1024**2} MiB")
        types = file.read(_TYPES)
        retyped = types
        for other in _OTHERS:
            retyped = retyped.replace(f'"{other}"'.encode(), f'"{_PRESENTATION}"'.encode())
        if retyped == types:
            return path if isinstance(path, BytesIO) else str(path)
        copy = BytesIO()
        with ZipFile(copy, "w") as target:
            for name in file.namelist():
                target.writestr(name, retyped if name == _TYPES else file.read(name))
    return copy


def drop_slides(presentation: Any) -> None:
    """Take out all that leads to a slide; a part that nothing leads to is not written.

    Besides the list of slides these are custom shows, and the views' list of slides that are folded.
    """
    main, root = presentation.part, presentation.element
    for listed in root.findall(qn("p:sldIdLst")) + root.findall(qn("p:custShowLst")):
        root.remove(listed)
    for key, relation in list(main.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.SLIDE or _views_slides(relation):
            main.drop_rel(key)


def _views_slides(relation: Any) -> bool:
    return relation.reltype == RELATIONSHIP_TYPE.VIEW_PROPS and any(
        one.reltype == RELATIONSHIP_TYPE.SLIDE for one in relation.target_part.rels.values()
    )
