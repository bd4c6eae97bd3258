"""Write how wide the characters of free fonts are into deckgen/fonts/metrics.json, from the fonts in some folders.

    python -m tools.write_font_metrics FOLDER...

looks through the folders for the files that are named below: of the Debian packages fonts-liberation (2.1.5, and 1.07.4
for the narrow cut), fonts-crosextra-caladea, fonts-dejavu-core, fonts-inter, fonts-lato, fonts-noto-core,
fonts-open-sans, fonts-roboto-unhinted, fonts-texgyre, and of the npm packages @fontsource/*. No glyph and no part of a
program is taken over: how wide a letter is, is a fact.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from fontTools.ttLib import TTFont

FILE = Path(__file__).parent.parent / "deckgen" / "fonts" / "metrics.json"

RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x384, 0x3CE), (0x400, 0x45F), (0x490, 0x491), (0x2002, 0x200A), (0x2010, 0x2027),
    (0x202F, 0x203A), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212),
    (0x2248, 0x2248), (0x2260, 0x2265),
)  # fmt: skip
"""Latin, Greek, Cyrillic, and the punctuation, arrows and signs that running text has."""

_USE_TYPO_METRICS = 1 << 7
_WEB = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek")
"""The parts that @fontsource cuts a font into."""

FACES = {
    "Liberation Sans": ("OFL-1.1", "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    "Liberation Sans Narrow": (
        "GPL-2.0 with font exception", "LiberationSansNarrow-Regular.ttf", "LiberationSansNarrow-Bold.ttf",
    ),
    "Liberation Serif": ("OFL-1.1", "LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    "Liberation Mono": ("OFL-1.1", "LiberationMono-Regular.ttf", "LiberationMono-Bold.ttf"),
    "Caladea": ("Apache-2.0", "Caladea-Regular.ttf", "Caladea-Bold.ttf"),
    "DejaVu Sans": ("Bitstream Vera", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    "DejaVu Serif": ("Bitstream Vera", "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    "Open Sans": ("Apache-2.0", "OpenSans-Regular.ttf", "OpenSans-Bold.ttf"),
    "Roboto": ("Apache-2.0", "Roboto-Regular.ttf", "Roboto-Bold.ttf"),
    "Lato": ("OFL-1.1", "Lato-Regular.ttf", "Lato-Bold.ttf"),
    "Noto Sans": ("OFL-1.1", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    "Noto Serif": ("OFL-1.1", "NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
    "Inter": ("OFL-1.1", "Inter-Regular.otf", "Inter-Bold.otf"),
    "TeX Gyre Adventor": ("GUST Font License", "texgyreadventor-regular.otf", "texgyreadventor-bold.otf"),
    "TeX Gyre Pagella": ("GUST Font License", "texgyrepagella-regular.otf", "texgyrepagella-bold.otf"),
    "TeX Gyre Schola": ("GUST Font License", "texgyreschola-regular.otf", "texgyreschola-bold.otf"),
    "TeX Gyre Bonum": ("GUST Font License", "texgyrebonum-regular.otf", "texgyrebonum-bold.otf"),
} | {
    name: (licence, *(f"{name.lower().replace(' ', '-')}-{{}}-{weight}-normal.woff" for weight in (400, 700)))
    for name, licence in {
        "Gelasio": "OFL-1.1", "Montserrat": "OFL-1.1", "Poppins": "OFL-1.1", "Raleway": "OFL-1.1",
        "Nunito Sans": "OFL-1.1", "Source Sans 3": "OFL-1.1", "IBM Plex Sans": "OFL-1.1", "Fira Sans": "OFL-1.1",
        "Ubuntu": "Ubuntu Font Licence 1.0", "Work Sans": "OFL-1.1",
    }.items()
}  # fmt: skip
"""By family its licence, and the files of its regular and its bold cut."""


def measured(fonts: Sequence[TTFont]) -> dict[str, object]:
    """Give the widths of one cut in units of which ``units`` make an em: the characters by their width."""
    widths: dict[int, str] = {}
    known: set[int] = set()
    for font in fonts:
        advances, names = font["hmtx"], font.getBestCmap()
        for code in sorted(code for code in names if code not in known and _is_wanted(code)):
            width = advances[names[code]][0]
            widths[width] = widths.get(width, "") + chr(code)
            known.add(code)
    return {str(width): "".join(sorted(widths[width])) for width in sorted(widths)}


def line_of(font: TTFont) -> float:
    """Give the height of a line in em, the higher of those that programs reckon with.

    They take ``hhea``; or the typographic metrics of ``OS/2`` where the font asks for that, else its Windows metrics
    with as much of the line gap of ``hhea`` as is beyond them. Source: OpenType specification 1.9.1, "OS/2",
    fsSelection bit 7, and "Recommendations for OpenType fonts", baseline to baseline distances.
    """
    head, windows = font["hhea"], font["OS/2"]
    own = head.ascent - head.descent
    win = windows.usWinAscent + windows.usWinDescent
    if windows.fsSelection & _USE_TYPO_METRICS:
        other = windows.sTypoAscender - windows.sTypoDescender + windows.sTypoLineGap
    else:
        other = win + max(0, head.lineGap - (win - own))
    return max(own + head.lineGap, other) / font["head"].unitsPerEm


def _is_wanted(code: int) -> bool:
    return any(first <= code <= last for first, last in RANGES)


def _open(name: str, files: dict[str, Path]) -> list[TTFont]:
    parts = [name.format(part) for part in _WEB] if "{}" in name else [name]
    return [TTFont(files[part]) for part in parts if part in files]


def face_of(licence: str, names: Iterable[str], files: dict[str, Path]) -> dict[str, object]:
    """Give all that is kept of a family."""
    cuts = [_open(name, files) for name in names]
    first = cuts[0][0]
    return {
        "version": first["name"].getDebugName(5).split(";")[0],
        "licence": licence,
        "units": first["head"].unitsPerEm,
        "line": round(max(line_of(font) for fonts in cuts for font in fonts), 4),
        **{cut: measured(fonts) for cut, fonts in zip(("regular", "bold"), cuts, strict=True)},
    }


def write(folders: Iterable[str]) -> None:
    """Write the file anew."""
    files = {path.name: path for folder in folders for path in sorted(Path(folder).rglob("*")) if path.is_file()}
    faces = {name: face_of(licence, names, files) for name, (licence, *names) in sorted(FACES.items())}
    lines = (f"{json.dumps(name)}:{json.dumps(face, ensure_ascii=False)}" for name, face in faces.items())
    FILE.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1:])
