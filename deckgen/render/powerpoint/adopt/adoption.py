"""A template of one's own made fit for decks, without a ``layout.yaml``: what it lacks is added to a copy in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from functools import cache, cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from deckgen import assets
from deckgen.contrast import TEXT, contrast
from deckgen.layout import Colour, Layout, PageLayout, Size, load, palette_of
from deckgen.render.powerpoint.adopt.add import Better, Kept, NewPage, add_page_layout, add_table_style, lead_with
from deckgen.render.powerpoint.adopt.bases import Bases, box_at, find_bases
from deckgen.render.powerpoint.adopt.ground import Ground, Theme, theme_of
from deckgen.render.powerpoint.adopt.letters import behind, better_fill
from deckgen.render.powerpoint.adopt.own import OwnPage, own_page
from deckgen.render.powerpoint.adopt.pages import Builder
from deckgen.render.powerpoint.adopt.roles import Ink
from deckgen.render.powerpoint.archive import save
from deckgen.render.powerpoint.page_layout import TABLE_STYLE
from deckgen.render.powerpoint.pen import scheme
from deckgen.render.powerpoint.plan import Area, half_points
from deckgen.render.powerpoint.template import listed
from deckgen.render.powerpoint.template_file import drop_slides, open_presentation

_PARTLY = 0.05
"""The share of the content's area from which on what is behind a part of it counts."""

_LABELS = ("warning", "text", "paper")
"""Colour roles for the label of sample data, the usual one first."""


@dataclass(frozen=True)
class Adoption:
    """A template made fit for decks.

    Attributes:
        layout: how its page layouts are used.
        packed: the template's file with the page layouts that were added.
        pages: the page layouts that are used, the template's own and those that were added.
        bases: the page layouts that they were built upon.
        ground: what content stands on.
        panelled: content stands on a plain panel, for nothing could be read on all of that.
    """

    layout: Layout
    packed: bytes
    pages: tuple[NewPage | OwnPage, ...]
    bases: Bases
    ground: Ground
    panelled: bool


def adopt(path: Path) -> Adoption:
    """Make a template fit for decks; the file at ``path`` stays as it is.

    Raises:
        InputError: it is no PowerPoint file, or no page layout of it has a title.
    """
    presentation = open_presentation(path)
    bases = find_bases(presentation, str(path))
    drop_slides(presentation)
    return _Adopter(presentation, bases, load(assets.layouts()["default"])).adopt(path)


@dataclass(frozen=True)
class _Adopter:
    """Adds to one template.

    Attributes:
        presentation: python-pptx's ``Presentation``.
        bases: its page layouts to build upon.
        usual: the layout whose arrangements and sizes hold where the template says nothing.
    """

    presentation: Any
    bases: Bases
    usual: Layout

    def adopt(self, path: Path) -> Adoption:
        """Add the page layouts and the table style."""
        layouts = [one for master in self.presentation.slide_masters for one in master.slide_layouts]
        taken = {one.name for one in layouts}
        pages: dict[str, NewPage | OwnPage] = {}
        builder = Builder(self.bases, self.fill, self.readable, self.legible, panelled=self.panelled)
        for page, planned in builder.pages():
            own = own_page(self.bases.content.slide_master.slide_layouts, planned)
            pages[page.name] = own or changed(page, name=_free(page.name, taken))
        for added in pages.values():
            if isinstance(added, NewPage):
                add_page_layout(self.presentation, added, self.fill, self.answers[id(added.base)])
        add_table_style(self.presentation, self.fill)
        lead_with(self.presentation, self.bases.content.slide_master)
        packed = BytesIO()
        save(self.presentation, packed)
        layout = self.layout(path, pages).drawn_with(packed.getvalue(), path)
        return Adoption(layout, packed.getvalue(), tuple(pages.values()), self.bases, self.ground, self.panelled)

    @cached_property
    def theme(self) -> Theme:
        """Give the theme of the content's master."""
        return theme_of(self.bases.content.slide_master)

    @cached_property
    def ground(self) -> Ground:
        """Give what content is written on."""
        return behind(box_at(self.bases.room.area), self.bases.content, self.theme, partly=_PARTLY)

    @cached_property
    def panelled(self) -> bool:
        """Say whether content needs a plain panel below it, for no colour can be read on all of the ground."""
        return not Ink(self.theme.colours, self.ground.colours).legible

    @cached_property
    def roles(self) -> dict[str, Colour]:
        """Give the theme's colours by role."""
        grounds = (self.theme.colours["lt1"],) if self.panelled else self.ground.colours
        return Ink(self.theme.colours, grounds).roles()

    @cached_property
    def names(self) -> dict[str, str]:
        """Give what slides call the theme's colours."""
        return {theme: name for name, theme in reversed(list(self.theme.names.items()))}

    def fill(self, role: str) -> str:
        """Write the fill of a colour role."""
        return f"<a:solidFill>{scheme(self.roles[role], self.names)}</a:solidFill>"

    @cached_property
    def answers(self) -> dict[int, Better]:
        """Give for each base what ``better`` says, kept: its copies ask the same, and each answer unpacks pictures."""
        bases = self.bases.content, self.bases.title, self.bases.section
        return {id(one): cache(partial(self.better, one)) for one in bases if one is not None}

    def better(self, page_layout: Any, kept: Kept) -> Any | None:
        """Give the fill that a placeholder of the template needs to be read, or None where its own will do."""
        place = next(place for shape, place in listed(page_layout) if shape is kept.shape)
        place = replace(place, box=box_at(kept.area) if kept.area else place.box, size=kept.size or place.size)
        plain = (Colour(theme=name) for name in ("dk1", "lt1"))
        fills = (
            parse_xml(f"<a:solidFill {nsdecls('a')}>{scheme(one, self.names)}</a:solidFill>")
            for one in (self.roles["text"], *plain)
        )
        return better_fill(kept.shape, place, page_layout, self.theme, fills)

    def readable(self, page_layout: Any) -> bool:
        """Say whether what is written on content can be read on another page layout's ground."""
        ground = behind(box_at(self.bases.room.area), page_layout, self.theme)
        colours = palette_of(self.roles, self.theme.colours)
        inks = colours["text"], colours["muted"]
        return all(contrast(ink, colour) >= TEXT for ink in inks for colour in ground.colours)

    def legible(self, page_layout: Any, area: Area) -> str:
        """Give the colour role that is read best of those for labels in an area of a page layout."""
        grounds = behind(box_at(area), page_layout, self.theme).colours
        colours = palette_of(self.roles, self.theme.colours)
        least = {role: min(contrast(colours[role], ground) for ground in grounds) for role in _LABELS}
        return next((role for role in _LABELS if least[role] >= TEXT), max(_LABELS, key=lambda role: least[role]))

    def layout(self, path: Path, pages: dict[str, NewPage | OwnPage]) -> Layout:
        """Give how the page layouts are used: as in the usual layout, under their names here."""
        return Layout(
            description=f"Made from {path.name}",
            template=path.name,
            colours=self.roles,
            fonts=self.usual.fonts,
            scale={role: self._size(size) for role, size in self.usual.scale.items()},
            table_style=TABLE_STYLE,
            frame=self.usual.frame,
            arrangements={
                arrangement: tuple(_here(spec, pages[spec.page]) for spec in specs)
                for arrangement, specs in self.usual.arrangements.items()
            },
        )

    def _size(self, size: Size) -> Size:
        return Size(
            size=half_points(size.size * self.bases.scale),
            minimum=half_points(size.minimum * self.bases.scale),
            roomy=half_points(size.roomy * self.bases.scale),
        )


def _here(spec: PageLayout, page: NewPage | OwnPage) -> PageLayout:
    """Give how a page layout is used, without the slots that it has no placeholders for."""
    slots = {slot: names for slot, names in spec.slots.items() if {*page.names} >= {*names}}
    return PageLayout(page=page.name, slots=slots, roles=spec.roles)


def _free(name: str, taken: set[str]) -> str:
    """Give a name for a page layout that no other has."""
    return next(one for one in _numbered(name) if one not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} {number}" for number in range(2, 1000))
