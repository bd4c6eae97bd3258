"""How a paragraph is set by what it says itself, by its level in the shape, in the layout, in the master.

Source: ECMA-376 part 1, 21.1.2.4.13 (styles of levels), 21.1.2.2.7 (what a paragraph says itself): the nearest counts.
"""

from functools import reduce
from typing import Any

from msgspec import Struct

from deckgen.lint.names import NS, first, whole
from deckgen.lint.typeface import face_of

HUNDREDTHS = 100
"""Of a point: the format's unit of sizes and spaces."""

WHOLE = 100_000
"""The format's unit of shares."""

_RUN, _BEFORE, _SPACING = (f"{{{NS['a']}}}{name}" for name in ("defRPr", "spcBef", "lnSpc"))


class Space(Struct, frozen=True):
    """A height: in points, or as a share of a line's height."""

    points: float = 0.0
    share: float = 0.0


class Style(Struct, frozen=True):
    """What is stated of a paragraph; None where nothing is.

    Attributes:
        size: of its text, in points.
        bold: whether it is.
        face: its typeface, by its own name or by one that stands for a font of the theme.
        capitals: whether it is shown in capitals.
        fill: the element that says which colour its text has.
        margin: how far from the left side it begins, in EMU.
        before: the room above it.
        spacing: of its lines.
        aligned: ``l``, ``ctr``, ``r`` or another word of the format's.
    """

    size: float | None = None
    bold: bool | None = None
    face: str | None = None
    capitals: bool | None = None
    fill: Any = None
    margin: int | None = None
    before: Space | None = None
    spacing: Space | None = None
    aligned: str | None = None

    @classmethod
    def of(cls, about: Any) -> "Style":
        """Read an ``a:pPr`` or an ``a:lvlNpPr``; nothing is stated where it is None."""
        if about is None:
            return SILENT
        parts = {one.tag: one for one in reversed(about)}
        run = parts.get(_RUN)
        return cls(
            size=size_of(run),
            bold=bold_of(run),
            face=face_of(run),
            capitals=capitals_of(run),
            fill=first(run, "a:solidFill"),
            margin=whole(about, "marL") if about.get("marL") else None,
            before=_space(parts.get(_BEFORE)),
            spacing=_space(parts.get(_SPACING)),
            aligned=about.get("algn"),
        )

    def over(self, other: "Style") -> "Style":
        """Give what holds where this style is nearer than the other."""
        if self is SILENT or other is SILENT:
            return other if self is SILENT else self
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__struct_fields__)
        return Style(*(far if own is None else own for own, far in pairs))


SILENT = Style()


def size_of(run: Any) -> float | None:
    """Give the size that an ``a:rPr`` or ``a:defRPr`` states, in points; None where it states none."""
    told = whole(run, "sz")
    return told / HUNDREDTHS if told > 0 else None


def bold_of(run: Any) -> bool | None:
    """Give whether an ``a:rPr`` or ``a:defRPr`` says that its text is bold; None where it says nothing."""
    told = None if run is None else run.get("b")
    return told in ("1", "true") if told else None


def capitals_of(run: Any) -> bool | None:
    """Give whether an ``a:rPr`` or ``a:defRPr`` says that its text is shown in capitals; None where it says nothing.

    Small capitals are about as wide as small letters, and count as none.
    """
    told = None if run is None else run.get("cap")
    return told == "all" if told else None


def level_in(styles: Any, level: int) -> Style:
    """Give what an ``a:lstStyle``, or another list of styles, says of a level of paragraphs, counted from 0."""
    return Style.of(first(styles, f"a:lvl{level + 1}pPr"))


def nearest(styles: list[Style]) -> Style:
    """Give what holds of several, the nearest first."""
    return reduce(Style.over, styles, SILENT)


def _space(told: Any) -> Space | None:
    if told is None:
        return None
    points = first(told, "a:spcPts")
    if points is not None:
        return Space(points=whole(points, "val") / HUNDREDTHS)
    share = first(told, "a:spcPct")
    return Space(share=whole(share, "val", WHOLE) / WHOLE) if share is not None else None
