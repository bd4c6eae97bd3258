"""A first ``layout.yaml`` for a template that has none, with words for the person who will change it."""

import json
import re
from collections.abc import Iterator

from deckgen.layout import MANIFEST, Colour, PageLayout, Size
from deckgen.render.powerpoint.adopt.add import NewPage
from deckgen.render.powerpoint.adopt.adoption import Adoption

TEMPLATE = "template.pptx"
_PLAIN = re.compile(r"[A-Za-z][\w -]*")


def files(adoption: Adoption) -> dict[str, bytes]:
    """Give a layout's two files by their names: ``layout.yaml``, and the template with what was added to it."""
    return {MANIFEST: "\n".join(_lines(adoption)).encode(), TEMPLATE: adoption.packed}


def _lines(adoption: Adoption) -> Iterator[str]:
    layout = adoption.layout
    yield from (
        f"# How {layout.template} is used. docs/make-a-layout.md explains each key; `deckgen layout check` says what",
        "# was found. Page layouts that it lacked were added to the copy beside this file: change them in PowerPoint",
        "# under View > Slide Master as you like, or name page layouts of your own below. Keep the names in step.",
        f"description: {_quoted(layout.description)}",
        f"template: {TEMPLATE}",
        "",
        "# The theme's colours by what they mean, as light or dark as it takes to be read on the slides' ground.",
        "# `accent1 90 70` is accent1, 90 per cent of the way to white, with 70 per cent of its saturation; `dk1 -50`",
        "# is half the way to black. A role `ground` may be added: a customer's brand colour takes its place.",
        "colours:",
        *(f"  {role}: {_colour(colour)}" for role, colour in layout.colours.items()),
        "",
        "# Fonts that the theme has no place for. Running text takes the theme's own.",
        "fonts:",
        f"  mono: {layout.fonts.mono}",
        f"  symbol: {layout.fonts.symbol}",
        "",
        "# Sizes in points: the usual one, the smallest that a long text is brought down to, and a short one's.",
        "scale:",
        *(f"  {role}: {_size(size)}" for role, size in layout.scale.items()),
        "",
        "# deckgen's own, added to the template's table styles. Another's id is found in ppt/tableStyles.xml.",
        f"table_style: {_quoted(layout.table_style)}",
        "",
        "# What any page layout may have: a placeholder by its name, number (idx) or type. What one lacks is left out.",
        "frame:",
        *(f"  {role}: {_quoted(name)}" for role, name in layout.frame.items()),
        "",
        "# For each kind of content the page layouts that hold it; the one with the fewest places to spare is taken.",
        "arrangements:",
    )
    for arrangement, pages in layout.arrangements.items():
        yield f"  {arrangement}:"
        for page in pages:
            yield from _page(page, adoption)
    yield ""


def _page(page: PageLayout, adoption: Adoption) -> Iterator[str]:
    used = next(one for one in adoption.pages if one.name == page.page)
    yield f"    - page: {_quoted(page.page)}" + (f"  # built on {used.base.name}" if isinstance(used, NewPage) else "")
    if page.roles:
        yield f"      roles: {_mapping({role: (size,) for role, size in page.roles.items()})}"
    yield f"      slots: {_mapping(page.slots)}"


def _mapping(slots: dict[str, tuple[str, ...]]) -> str:
    written = (f"{slot}: {_quoted(names[0]) if len(names) == 1 else _list(names)}" for slot, names in slots.items())
    return f"{{{', '.join(written)}}}"


def _list(names: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, names))}]"


def _quoted(text: str) -> str:
    """Write a string so that YAML reads it as one; JSON's strings are YAML's, too."""
    return text if _PLAIN.fullmatch(text) and not text.endswith(" ") else json.dumps(text, ensure_ascii=False)


def _colour(colour: Colour) -> str:
    lighter = f" {colour.lighter}" if colour.lighter or colour.saturation != 100 else ""  # noqa: PLR2004 - per cent
    saturation = f" {colour.saturation}" if colour.saturation != 100 else ""  # noqa: PLR2004
    return f"{colour.theme}{lighter}{saturation}"


def _size(size: Size) -> str:
    roomy = f", roomy: {size.roomy:g}" if size.roomy else ""
    return f"{{size: {size.size:g}, minimum: {size.minimum:g}{roomy}}}"
