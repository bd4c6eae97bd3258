"""What ``deckgen build`` writes: the deck, its PDF, its handout; where each goes, and how the others are made of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from deckgen import pdf
from deckgen.deck import Deck
from deckgen.handout import Paper, handout
from deckgen.layout import Layout
from deckgen.render import powerpoint
from deckgen.target import check_target

DECK, PDF = ".pptx", ".pdf"


class Outputs(Struct, frozen=True):
    """The files of one build; None for one that is not wanted."""

    deck: Path | None
    pdf: Path | None
    handout: Path | None

    @property
    def paths(self) -> list[Path]:
        """The files that are wanted, the first of which is the build's own."""
        return [path for path in (self.deck, self.pdf, self.handout) if path is not None]


class File(Struct, frozen=True):
    """One finished file that does not stand in its place yet."""

    target: Path
    content: bytes


class Print(Struct, frozen=True):
    """One deck to print: what it says, the file that it was drawn to, and what is to be made of it."""

    deck: Deck
    drawn: Path
    outputs: Outputs


def outputs_of(target: Path, *, with_pdf: bool, with_handout: bool) -> Outputs:
    """Give the files of a build for ``target``: a deck with or without its PDF beside it, or a PDF alone."""
    alone = target.suffix.lower() == PDF
    return Outputs(
        deck=None if alone else target,
        pdf=target if alone else target.with_suffix(PDF) if with_pdf else None,
        handout=target.with_name(f"{target.stem}-handout{PDF}") if with_handout else None,
    )


def check_outputs(outputs: Outputs, *, force: bool) -> None:
    """Make sure that each file can be written without losing a person's work.

    Raises:
        InputError: one is a folder, has another suffix or no folder to stand in, or is somebody else's.
    """
    for path in outputs.paths:
        check_target(path, (DECK, PDF), _made_by_deckgen, force=force)


def office_for(wanted: Iterable[Outputs], named: Path | None) -> Path | None:
    """Give the LibreOffice that makes the files; None where none is needed.

    Raises:
        InputError: the one that was named is no program.
        RenderError: there is none.
    """
    if not any(one.pdf or one.handout for one in wanted):
        return None
    from deckgen.pdf import office  # what starts programs is loaded only where one is wanted

    return office.find(named)


def made(
    prints: Sequence[Print],
    layout: Layout,
    program: Path | None,
    paper: Paper,
    progress: Callable[[str, int], None] = lambda _doing, _count: None,
) -> list[list[File]]:
    """Make the files that are wanted of each deck that was drawn, the PDFs of several decks at the same time.

    Args:
        prints: the decks.
        layout: what they were drawn with.
        program: LibreOffice's, as ``office_for`` gives it; no PDF is made where it is None.
        paper: of handouts.
        progress: is told what is made, and how many pages are.

    Returns:
        of each deck its files; nothing stands in its place yet.

    Raises:
        RenderError: LibreOffice makes no PDF of one.
    """
    files = [[File(one.outputs.deck, one.drawn.read_bytes())] if one.outputs.deck else [] for one in prints]
    wanted = [number for number, one in enumerate(prints) if one.outputs.pdf or one.outputs.handout]
    if program is None or not wanted:
        return files
    from deckgen.pdf import office

    with TemporaryDirectory(prefix="deckgen-") as folder:
        progress("making the PDF", 0)
        converted = office.convert([prints[number].drawn for number in wanted], program, Path(folder))
        for number, pages in zip(wanted, converted, strict=True):
            files[number] += _made_of(prints[number], pages, layout, paper)
    return files


def told(outputs: Outputs) -> str:
    """Say what was written beside the first file, or "" where nothing was."""
    others = [str(path) for path in outputs.paths[1:]]
    return f"Also {' and '.join(others)}." if others else ""


def _made_of(one: Print, converted: Path, layout: Layout, paper: Paper) -> Iterator[File]:
    from deckgen.pdf.pages import drawn_deck

    drawn = drawn_deck(one.drawn)
    if one.outputs.pdf:
        yield File(one.outputs.pdf, pdf.finish(converted, one.deck, drawn.pages))
    if one.outputs.handout:
        yield File(one.outputs.handout, handout(one.deck, layout, drawn, converted, paper))


def _made_by_deckgen(path: Path) -> bool:
    return pdf.made_by_deckgen(path) if path.suffix.lower() == PDF else powerpoint.made_by_deckgen(path)
