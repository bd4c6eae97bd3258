"""Diagrams by themselves: for a document, a ticket, a slide of one's own."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

from deckgen import script
from deckgen.brief import Brief
from deckgen.compose import addressee
from deckgen.deck import Deck, Picture, Section, Slide, plain
from deckgen.errors import InputError
from deckgen.files import check_folder_of, make_folder, replace_whole
from deckgen.layout import Layout, palette
from deckgen.render import figure_cache, powerpoint
from deckgen.render.outline import scene_outline
from deckgen.scene import Scene
from deckgen.shelf import shelf
from deckgen.standard import stand_in_all
from deckgen.suggest import among
from deckgen.target import check_target

Format = Literal["svg", "png", "pptx", "txt"]
ALL = "all"

CANVAS = (12.03, 4.65)
"""Width and height in inches: the room that a slide has for a figure alone."""

DPI = 200

Progress = Callable[[str, int], None]
"""Told what is drawn, and how many diagrams are done."""


def chosen(name: str) -> list[str]:
    """Give the diagrams that ``name`` stands for: one, or all.

    Raises:
        InputError: there is no such diagram.
    """
    known = script.diagrams()
    if name == ALL:
        return known
    if name not in known:
        raise InputError(f"there is no diagram called {name!r}", among(name, [*known, ALL], "diagrams"))
    return [name]


def scenes(names: Iterable[str], brief: Brief) -> dict[str, Scene]:
    """Draw what this cluster gives to draw.

    Raises:
        InputError: it gives nothing for any of them.
    """
    facts = stand_in_all(brief.facts)
    drawn = {name: script.diagram(name).draw(facts) for name in names}
    found = {name: scene for name, scene in drawn.items() if scene is not None}
    if not found:
        raise InputError(
            f"of this cluster there is nothing to draw for {', '.join(drawn)}",
            "`deckgen facts` says what is known of it, and what is not visible",
        )
    return found


def as_text(drawn: Mapping[str, Scene]) -> str:
    """Give the diagrams as outlines: what is in them, and what leads to what."""
    return "\n".join(scene_outline(scene) for scene in drawn.values())


def check_targets(names: Iterable[str], form: Format, output: Path, *, each: bool, force: bool) -> None:
    """Make sure that nothing is lost by what will be written.

    Args:
        names: what will be drawn.
        form: the file's form.
        output: the file, or where ``each`` diagram gets one of its own, their folder, which may be new.
        each: whether it does.
        force: replace files that are there.

    Raises:
        InputError: a file is there already, or cannot be written there.
    """
    if each and not output.is_dir():
        check_folder_of(output)
        if output.exists():
            raise InputError(f"{output} is a file", "name a folder: each diagram gets a file of its own in it")
        return
    for path in _paths(names, form, output, each=each):
        check_target(path, (f".{form}",), lambda path: form != "pptx" or powerpoint.made_by_deckgen(path), force=force)
        if form != "pptx" and path.exists() and not force:  # whose it is shows in a deck alone
            raise InputError(f"{path} exists", "name another file with -o, or replace it with --force")


def write(
    drawn: Mapping[str, Scene],
    form: Format,
    output: Path,
    layout: Layout,
    brief: Brief,
    *,
    each: bool,
    progress: Progress,
) -> list[Path]:
    """Write the diagrams to ``output``, as ``check_targets`` takes it; give the paths of the files.

    Raises:
        RenderError: there is more to draw than fits, or a file cannot be written.
    """
    paths = _paths(drawn, form, output, each=each)
    if form == "pptx":
        powerpoint.write(_deck(drawn, brief), layout, output, progress=progress)
        return paths
    if each:
        make_folder(output)
    for count, ((name, scene), path) in enumerate(zip(drawn.items(), paths, strict=True)):
        progress(name, count)
        replace_whole(path, scene_outline(scene).encode() if form == "txt" else _picture(scene, form, layout))
    return paths


def told(written: list[Path], names: list[str], drawn: Mapping[str, Scene]) -> str:
    """Say what was written, and what this cluster gives nothing to draw for."""
    first = written[0] if len(written) == 1 else f"{written[0].parent}: {len(written)} files"
    missing = [name for name in names if name not in drawn]
    return f"{first}." + (f" Nothing to draw for {', '.join(missing)}." if missing else "")


def _paths(names: Iterable[str], form: Format, output: Path, *, each: bool) -> list[Path]:
    return [output / f"{name}.{form}" for name in names] if each else [output]


def _picture(scene: Scene, form: Format, layout: Layout) -> bytes:
    view, colours = figure_cache.View(scene, *CANVAS, alone=True), palette(layout)
    return figure_cache.svg(view, colours) if form == "svg" else figure_cache.png(view, colours, DPI)


def _deck(drawn: Mapping[str, Scene], brief: Brief) -> Deck:
    """Give a deck with a slide for each diagram, in shapes that can be edited."""
    titles = {row["name"]: row["description"] for row in shelf("diagrams")}
    slides = tuple(
        Slide(
            id=f"diagrams/{name}",
            kind="figure",
            arrangement="figure",
            title=plain(titles[name].rstrip(".")),
            kicker=name,
            slots={"figure": Picture(scene, scene.alt, "native")},
        )
        for name, scene in drawn.items()
    )
    return Deck(
        title="Diagrams",
        customer=addressee(brief),
        occasion="diagrams",
        audience=brief.audience.name,
        as_of=brief.as_of,
        sections=(Section("diagrams", "Diagrams", slides),),
        language=brief.customer.language,
        sample=brief.sample,
        accent=brief.customer.brand.accent,
    )
