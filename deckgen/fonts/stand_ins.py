"""What stands in for a typeface when text is measured: itself, one of the same widths, or one that is no narrower.

Two faces are metric-compatible where each letter is as wide in one as in the other, so that lines break alike. Who says
so is fontconfig (``30-metric-aliases.conf``, version 2.14), but for the faces of ``_OTHERWISE``.

For faces that nobody may give away, the published average widths of their letters were compared with those of the
stand-in: of @capsizecss/metrics 3 (Segoe UI, Lucida Grande, Helvetica Neue) and string-pixel-width 1.11 (the others).
Their line heights are those of @capsizecss/metrics where it has them.
"""

import re
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

BUNDLED = "Carlito"
"""The face whose font comes with deckgen."""

_SAME = {
    "Carlito": ("Calibri",),
    "Liberation Sans": ("Arial", "Arimo", "Helvetica"),
    "Liberation Sans Narrow": ("Arial Narrow", "Helvetica Narrow"),
    "Liberation Serif": ("Times New Roman", "Times", "Tinos"),
    "Liberation Mono": ("Courier New", "Courier", "Cousine"),
    "Caladea": ("Cambria",),
    "Gelasio": ("Georgia",),
    "TeX Gyre Adventor": ("ITC Avant Garde Gothic", "Century Gothic"),
    "TeX Gyre Bonum": ("ITC Bookman", "Bookman Old Style"),
    "TeX Gyre Pagella": ("Palatino", "Palatino Linotype"),
    "TeX Gyre Schola": ("New Century Schoolbook", "Century Schoolbook"),
    "Source Sans 3": ("Source Sans Pro",),
}
"""By the face that is measured, those that have its widths."""

_OTHERWISE = {
    "Century Gothic": "drawn to the widths of ITC Avant Garde Gothic (Microsoft Typography)",
    "Source Sans Pro": "the same family under its former name",
}
"""Who says so where fontconfig does not."""

_MEASURED = (
    "DejaVu Sans", "DejaVu Serif", "Fira Sans", "IBM Plex Sans", "Inter", "Lato", "Montserrat", "Noto Sans",
    "Noto Serif", "Nunito Sans", "Open Sans", "Poppins", "Raleway", "Roboto", "Ubuntu", "Work Sans",
)  # fmt: skip
"""Faces that are measured by their own widths, besides those that ``_SAME`` begins with."""

_TALL = 1.362
"""Line height in em of Open Sans and Noto Sans, for faces of which none is published."""

_WIDER = {
    "Verdana": ("DejaVu Sans", 1.02, 1.2154),
    "Tahoma": ("Open Sans", 1.04, 1.2071),
    "Segoe UI": ("Open Sans", 1.0, 1.3302),
    "Trebuchet MS": ("Open Sans", 1.0, 1.1612),
    "Lucida Grande": ("DejaVu Sans", 1.0, 1.1778),
    "Lucida Sans Unicode": ("DejaVu Sans", 1.0, _TALL),
    "Helvetica Neue": ("Open Sans", 1.0, 1.193),
    "Avenir": ("Open Sans", 1.0, _TALL),
    "Avenir Next": ("Open Sans", 1.0, _TALL),
    "Comic Sans MS": ("DejaVu Sans", 1.0, 1.394),
    "Impact": ("Open Sans", 1.0, _TALL),
    "Aptos": ("Open Sans", 1.0, _TALL),
    "Aptos Display": ("Open Sans", 1.0, _TALL),
    "Aptos Narrow": ("Open Sans", 1.0, _TALL),
    "Arial Black": ("DejaVu Sans", 1.02, 1.41),
}
"""Faces without a compatible one: what is at least as wide, by what its widths are stretched, the line height in em.

Aptos is about as wide as Source Sans Pro (LibreOffice's bug 162872), which is a tenth narrower than Open Sans.
"""

_WIDEST = ("DejaVu Sans", 1.05)
"""What stands in for a face of which nothing is known: the widest of those that are measured, and a little more."""

_SURPLUS, _UNKNOWN_SURPLUS = 0.1, 0.25
"""How much wider than a typeface what stands in for it may be: as Open Sans is for Aptos; and the widest for any."""

_HEAVY = {"Arial Black"}
_WEIGHT = re.compile(
    r"(?P<family>.+?)[ -]+(?:(?:thin|hairline|(?:extra|ultra|semi|demi)?light|book|regular|medium)|"
    r"(?P<heavy>(?:semi|demi)?bold|demi|semi)|(?P<heaviest>(?:extra|ultra)bold|heavy|black|ultra))",
    re.IGNORECASE,
)
_HEAVIEST = 1.08
"""How much wider than bold letters heavier ones are reckoned: Montserrat is 5 % wider in black than in bold."""


class StandIn(Struct, frozen=True):
    """What a typeface is measured as.

    Attributes:
        name: the typeface, as a theme or a placeholder names it.
        face: the face whose widths are taken.
        compatible: whether each letter is as wide as in the typeface; else none is narrower as far as is known.
        reason: why this face, in words for those who make layouts.
        stretch: by what its widths are multiplied.
        line: the height of a line in em, or 0 for the face's own.
        heavy: whether all text is as wide as bold text is.
        surplus: by which share it may be wider than the typeface, as far as is known.
    """

    name: str
    face: str
    compatible: bool
    reason: str
    stretch: float = 1.0
    line: float = 0.0
    heavy: bool = False
    surplus: float = 0.0


@cache
def stand_in(name: str) -> StandIn:
    """Say what the typeface ``name`` is measured as; capitals and spaces at its ends do not matter."""
    known = _known(name)
    if known:
        return known
    found = _WEIGHT.fullmatch(name.strip())
    family = _known(found["family"]) if found else None
    if not found or not family:
        return StandIn(
            name, _WIDEST[0], compatible=False, reason=_UNKNOWN, stretch=_WIDEST[1], line=_TALL,
            surplus=_UNKNOWN_SURPLUS,
        )  # fmt: skip
    heavy = bool(found["heavy"] or found["heaviest"])
    return replace(
        family, name=name, compatible=False, reason=f"another weight of {family.name}, measured as {family.face}",
        stretch=family.stretch * (_HEAVIEST if found["heaviest"] else 1), heavy=family.heavy or heavy,
    )  # fmt: skip


_UNKNOWN = f"nothing is known of its widths; {_WIDEST[0]} is wider than nearly all"


def _known(name: str) -> StandIn | None:
    return _table().get(" ".join(name.split()).casefold())


@cache
def _table() -> dict[str, StandIn]:
    """Give all faces that are known, by their names in small letters."""
    own = [StandIn(face, face, compatible=True, reason="its own widths") for face in (*_SAME, *_MEASURED)]
    same = [_alike(name, face) for face, names in _SAME.items() for name in names]
    wider = [
        StandIn(name, face, False, f"{face} is at least as wide", stretch, line, name in _HEAVY, _SURPLUS)  # noqa: FBT003
        for name, (face, stretch, line) in _WIDER.items()
    ]
    return {one.name.casefold(): one for one in (*own, *same, *wider)}


def _alike(name: str, face: str) -> StandIn:
    says = _OTHERWISE.get(name, "the same widths (fontconfig, 30-metric-aliases.conf)")
    line = _TALL if face.startswith("TeX Gyre") else 0.0  # the lines of these are lower than those of their models
    return StandIn(name, face, compatible=True, reason=says, line=line)
