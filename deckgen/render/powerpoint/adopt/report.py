"""What a template has for decks, what it lacks, and what is used instead: for the person who brings it."""

from collections.abc import Iterator, Sequence

from deckgen.fonts.stand_ins import stand_in
from deckgen.layout import Layout
from deckgen.render.powerpoint.adopt.add import NewPage
from deckgen.render.powerpoint.adopt.adoption import Adoption
from deckgen.render.powerpoint.adopt.own import OwnPage
from deckgen.render.powerpoint.face import theme_fonts
from deckgen.render.powerpoint.template import HEIGHT, listed, open_layout
from deckgen.sheet import Cell, Grid

_FEET = {"ftr": "footer", "dt": "date", "sldNum": "slide number"}
_LOW, _NARROW = 3.6, 10.0
"""Below these the area for content makes a difference, in inches on a slide 7.5 inches high."""

_HEADS = ("CONTENT", "PAGE LAYOUT", "FOUND", "MISSING", "USED INSTEAD")


def of_template(adoption: Adoption) -> Grid:
    """Give a row for each kind of content: what the template has for it, what it lacks, and what is used instead."""
    pages = {page.name: page for page in adoption.pages}
    rows = [
        _row(arrangement, [pages[spec.page] for spec in sorted(specs, key=lambda one: -len(one.slots))])
        for arrangement, specs in adoption.layout.arrangements.items()
    ]
    return Grid(_HEADS, tuple(rows))


def _row(arrangement: str, pages: Sequence[NewPage | OwnPage]) -> tuple[Cell, ...]:
    """Give what there is for one kind of content, by the page layout that holds most of it."""
    fullest = pages[0]
    if isinstance(fullest, OwnPage):
        return Cell(arrangement, "strong"), Cell(fullest.name), Cell("all"), Cell("-"), Cell("-")
    found, added = ", ".join(_found(fullest)), ", ".join(place.name.lower() for place in fullest.places)
    new = list(dict.fromkeys(f"“{page.name}”" for page in pages if isinstance(page, NewPage)))
    instead = f"page layout{'s' * (len(new) > 1)} {', '.join(new)}, built on it"
    return Cell(arrangement, "strong"), Cell(fullest.base.name), Cell(found), Cell(added), Cell(instead)


def of_layout(layout: Layout) -> Grid:
    """Give a row for each page layout that a ``layout.yaml`` names: what is found by it, and what is left out.

    Raises:
        InputError: the template cannot be opened, or lacks something.
    """
    _, template = open_layout(layout)
    rows = []
    for arrangement, specs in layout.arrangements.items():
        for spec in specs:
            page = template.pages[spec.page]
            found = {slot: ", ".join(filter(None, map(page.name_of, names))) for slot, names in spec.slots.items()}
            frame = [role for role, name in layout.frame.items() if page.name_of(name)]
            missing = ", ".join(role for role in layout.frame if role not in frame)
            slots = "; ".join(f"{slot}: {names}" for slot, names in found.items())
            told = Cell(slots or "-", below=f"and {', '.join(frame)}")
            rows.append((Cell(arrangement, "strong"), Cell(spec.page), told, Cell(missing or "-")))
    return Grid((*_HEADS[:3], "MISSING, AND LEFT OUT"), tuple(rows))


def warnings(adoption: Adoption) -> Iterator[str]:
    """Say what a person should look at before a deck on this template goes out."""
    width, _, high = (adoption.bases.room.area[at] / adoption.bases.scale for at in (2, 1, 3))
    if adoption.panelled:
        yield "no colour can be read on all of the ground that content stands on: it gets a plain panel below it"
    elif adoption.ground.kind != "colour":
        kind = {"gradient": "a gradient, a pattern or several shapes", "picture": "a picture"}[adoption.ground.kind]
        yield f"content stands on {kind}: colours were chosen for its lightest and its darkest parts, look at them"
    if adoption.bases.section is None:
        yield f"there is no page layout for sections: they are built on “{adoption.bases.content.name}”"
    if adoption.bases.title is adoption.bases.content:
        yield f"there is no page layout for the title slide: it is built on “{adoption.bases.content.name}”"
    if not adoption.bases.room.footed:
        yield "there is no footer, date or slide number: they are added below the content"
    if high < _LOW:
        yield f"content has {high:.1f} in of {HEIGHT:g} in height: tables and diagrams take more slides than usual"
    fonts = theme_fonts(adoption.bases.content.slide_master)
    for told in map(stand_in, dict.fromkeys(filter(None, (fonts.major, fonts.minor)))):
        if not told.compatible:
            yield f"text in {told.name} is measured as {told.face}: {told.reason}"
    if width < _NARROW:
        yield "the slides are narrow: what stands beside tables and code on wide ones stands below them"


def _found(page: NewPage) -> Iterator[str]:
    yield from (kept.name.lower() for kept in page.kept)
    types = [place.type for _, place in listed(page.base)] if page.feet else []
    yield from (word for kind, word in _FEET.items() if kind in types)
