"""A layout: a PowerPoint template, and a file that says which of its placeholders takes what.

The template gives the look; ``layout.yaml`` gives its names a meaning. Nothing here opens the template but to read its
theme's colours: whether it has the placeholders that are named is checked where it is drawn with.
"""

import colorsys
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Annotated, Literal, Self
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from deckgen.errors import InputError
from deckgen.suggest import among

MANIFEST = "layout.yaml"

SLOTS: Mapping[str, frozenset[str]] = {
    "title": frozenset({"subtitle", "presenter"}),
    "section": frozenset({"number", "progress"}),
    "agenda": frozenset({"agenda"}),
    "bullets": frozenset({"body", "callout"}),
    "table": frozenset({"body", "callout"}),
    "columns": frozenset({"left-head", "left", "right-head", "right", "callout"}),
    "figure": frozenset({"figure"}),
    "numbers": frozenset({"numbers", "figure"}),
    "figure-table": frozenset({"figure", "body", "callout"}),
    "chart-table": frozenset({"chart", "body", "callout"}),
    "code": frozenset({"code", "points", "callout"}),
    "checklist": frozenset({"checklist", "callout"}),
    "links": frozenset({"body"}),
    "questions": frozenset({"body", "contacts"}),
}
"""What each arrangement holds; a layout offers at least one page layout for all of it."""

COLOURS = frozenset(
    {
        "text",
        "muted",
        "link",
        "paper",
        "surface",
        "hairline",
        "kubernetes",
        "kubernetes-fill",
        "openstack",
        "openstack-fill",
        "good",
        "good-fill",
        "warning",
        "warning-fill",
        "observed",
        "declared",
        "documented",
    }
)
"""The colour roles that slides and figures use; ``paper`` is what slides are written on."""

BRANDED = frozenset({"ground"})
"""Roles that a layout may have: ``ground``, whose colour of the theme a customer's brand may take the place of."""

SIZES = frozenset(
    {
        "deck-title",
        "section-title",
        "title",
        "subtitle",
        "lead",
        "kicker",
        "body",
        "secondary",
        "head",
        "detail",
        "number",
        "section-number",
        "callout",
        "table",
        "column-head",
        "code",
        "caption",
        "footer",
    }
)
"""The roles of the type scale."""

FRAME = frozenset({"title", "kicker", "lead", "legend", "footer", "date", "number", "sample", "logo"})
"""What a page layout may offer whatever the arrangement."""

SPARED: Mapping[str, frozenset[str]] = {"title": frozenset({"presenter"}), "section": frozenset({"number", "progress"})}
"""Slots that a layout may have no place for: a slide then goes without."""

_THEME_COLOUR = re.compile(r"(dk1|lt1|dk2|lt2|accent[1-6]|hlink|folHlink)(?: (-?\d{1,2})(?: (\d{1,3}))?)?")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Colour(BaseModel):
    """A colour of the theme, as it stands, lighter or darker.

    Attributes:
        theme: its name in the theme: dk1, lt1, dk2, lt2, accent1 to accent6, hlink or folHlink.
        lighter: how much of the way to white it goes, in per cent; below 0, to black.
        saturation: how much of its saturation it keeps, in per cent: pale colours are garish with all of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    theme: str
    lighter: int = Field(default=0, gt=-100, lt=100)
    saturation: int = Field(default=100, ge=0, le=100)


def _read_colour(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = _THEME_COLOUR.fullmatch(value)
    if not found:
        raise ValueError(
            "a colour is a theme colour (dk1, lt1, dk2, lt2, accent1 to accent6), such as `accent1 90 70` or `dk1 -50`"
        )
    return {"theme": found[1], "lighter": int(found[2] or 0), "saturation": int(found[3] or 100)}


def _read_names(value: object) -> object:
    values = value if isinstance(value, list | tuple) else (value,)
    return tuple(str(one) if isinstance(one, int) else one for one in values)


def _all_of(wanted: frozenset[str], optional: frozenset[str] = frozenset()) -> AfterValidator:
    def check(given: dict[str, object]) -> dict[str, object]:
        wrong = [f"`{name}` is not one" for name in sorted(given.keys() - wanted - optional)]
        wrong += [f"`{name}` is missing" for name in sorted(wanted - given.keys())]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}; the roles are {', '.join(sorted(wanted | optional))}")
        return given

    return AfterValidator(check)


Names = Annotated[tuple[str, ...], BeforeValidator(_read_names, json_schema_input_type=str | int | list[str | int])]
ColourOrName = Annotated[Colour, BeforeValidator(_read_colour, json_schema_input_type=str)]


class _Authored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Size(_Authored):
    """Sizes in points of one role.

    Attributes:
        size: the usual one.
        minimum: the smallest that a text may be brought down to.
        roomy: what is taken where there is more than enough room for it, or 0.
    """

    size: float = Field(gt=0, le=200)
    minimum: float = Field(gt=0, le=200)
    roomy: float = Field(default=0, ge=0, le=200)

    @model_validator(mode="after")
    def _minimum_is_smaller(self) -> Self:
        if self.minimum > self.size:
            raise ValueError(f"the minimum, {self.minimum:g}, is larger than the size, {self.size:g}")
        return self


class Fonts(_Authored):
    """Fonts by name; running text takes the theme's own.

    Attributes:
        mono: for what is typed or printed by a program; at most as wide as Liberation Mono, which it is measured in.
        symbol: for marks such as a ring with a dot.
        bundled: what figures are drawn with; running text is measured in the face that it has.
    """

    mono: str
    symbol: str
    bundled: Literal["Carlito"] = "Carlito"


class PageLayout(_Authored):
    """A page layout of the template, by name, and which of its placeholders takes which slot.

    Attributes:
        page: the page layout's name in the template.
        slots: the placeholders by slot, each by its name, its number or its type; agenda and numbers take several.
        roles: the size role of title and lead where it is not the usual one.
    """

    page: str
    slots: dict[str, Names]
    roles: dict[Literal["title", "lead"], str] = Field(default_factory=dict)


class Layout(_Authored):
    """A whole layout: what ``layout.yaml`` says, and where its template is.

    Attributes:
        description: one line for the list of layouts.
        template: the template's file name in the layout's folder.
        colours: the theme's colours by role.
        fonts: fonts that the theme has no place for.
        scale: sizes by role.
        table_style: the id of a table style in the template.
        frame: placeholders that a page layout may offer whatever the arrangement.
        arrangements: the page layouts for each arrangement.
    """

    description: str
    template: str = "template.pptx"
    colours: Annotated[dict[str, ColourOrName], _all_of(COLOURS, BRANDED)]
    fonts: Fonts
    scale: Annotated[dict[str, Size], _all_of(SIZES)]
    table_style: str = Field(pattern=r"^\{[0-9A-F-]{36}\}$")
    frame: Annotated[dict[str, str], _all_of(FRAME)]
    arrangements: Annotated[dict[str, tuple[PageLayout, ...]], _all_of(frozenset(SLOTS))]
    _folder: Path = PrivateAttr(default=Path())
    _packed: bytes = PrivateAttr(default=b"")

    @property
    def folder(self) -> Path:
        """Give the folder that the layout was loaded from."""
        return self._folder

    @property
    def template_path(self) -> Path:
        """Give where the template is."""
        return self._folder / self.template

    @property
    def template_file(self) -> Path | BytesIO:
        """Give what the template is read from: its path, or its bytes where it was made in memory."""
        return BytesIO(self._packed) if self._packed else self.template_path

    def drawn_with(self, packed: bytes, path: Path) -> Self:
        """Give the layout with a template that is made in memory from the file at ``path``."""
        layout = self.model_copy(update={"template": path.name})
        layout._folder, layout._packed = path.parent, packed  # noqa: SLF001 - frozen to everyone but this class
        return layout

    @model_validator(mode="after")
    def _every_slot_has_a_place(self) -> Self:
        for name, pages in self.arrangements.items():
            known = SLOTS[name]
            if wrong := sorted({slot for page in pages for slot in page.slots} - known):
                raise ValueError(f"`{name}` has no slot {', '.join(wrong)}; it has {', '.join(sorted(known))}")
            needed = known - SPARED.get(name, frozenset())
            if not any(page.slots.keys() >= needed for page in pages):
                raise ValueError(f"no page layout of `{name}` takes all of its slots: {', '.join(sorted(needed))}")
        return self


def load(directory: Path) -> Layout:
    """Load the layout in ``directory``.

    Raises:
        InputError: ``layout.yaml`` has mistakes, or its template is not there.
    """
    from deckgen import authored  # YAML is read only where a layout is

    loaded = authored.load(directory / MANIFEST, Layout)
    layout = loaded.model_copy()
    layout._folder = directory  # noqa: SLF001 - the model is frozen to everyone but its loader
    if not layout.template_path.is_file():
        raise InputError(f"{layout.template_path} does not exist", f"`template` in {directory / MANIFEST} names it")
    return layout


def find(name_or_directory: str) -> Layout:
    """Load a layout by its name, or from a folder.

    Raises:
        InputError: there is none of that name, or it has mistakes.
    """
    from deckgen import assets

    known = assets.layouts()
    if name_or_directory in known:
        return load(known[name_or_directory])
    folder = Path(name_or_directory)
    if folder.is_dir():
        return load(folder)
    raise InputError(
        f"there is no layout called {name_or_directory!r}",
        f"{among(name_or_directory, known, 'layouts')}, or a folder with a {MANIFEST}",
    )


def palette(layout: Layout) -> Mapping[str, str]:
    """Give each colour role's RRGGBB, read from the theme of the layout's template.

    Raises:
        InputError: the template is no PowerPoint file with a theme.
    """
    return palette_of(layout.colours, _theme_colours(layout))


def palette_of(colours: Mapping[str, Colour], theme: Mapping[str, str]) -> dict[str, str]:
    """Give each colour role's RRGGBB in a theme, which is RRGGBB by its own names."""
    return {role: lighten(theme[colour.theme], colour.lighter, colour.saturation) for role, colour in colours.items()}


def lighten(rgb: str, per_cent: int, saturation_kept: int = 100) -> str:
    """Give an RRGGBB colour moved ``per_cent`` of the way to white (below 0: to black), with a share of its saturation.

    Source: ECMA-376 part 1, 20.1.2.3.20, 20.1.2.3.21 and 20.1.2.3.27 (``lumMod``, ``lumOff``, ``satMod``).
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    lighter = lightness * (1 - abs(per_cent) / 100) + max(per_cent, 0) / 100
    channels = colorsys.hls_to_rgb(hue, lighter, saturation * saturation_kept / 100)
    return "".join(f"{round(channel * 255):02X}" for channel in channels)


def _theme_colours(layout: Layout) -> dict[str, str]:
    try:
        with ZipFile(layout.template_file) as package:
            relations = ET.fromstring(package.read("ppt/_rels/presentation.xml.rels"))  # noqa: S314 - no entity is resolved
            links = relations.iter(_RELATION)
            (target,) = (one.get("Target", "") for one in links if one.get("Type", "").endswith("/theme"))
            theme = ET.fromstring(package.read(f"ppt/{target}"))  # noqa: S314 - no entity is resolved
    except (BadZipFile, KeyError, ValueError, OSError, ET.ParseError) as problem:
        raise InputError(f"{layout.template_path} is no PowerPoint template with a theme: {problem}") from problem
    scheme = theme.find(f".//{_DRAWING}clrScheme")
    return {
        slot.tag.removeprefix(_DRAWING): slot[0].get("lastClr") or slot[0].get("val") or "000000"
        for slot in (scheme if scheme is not None else ())
    }
