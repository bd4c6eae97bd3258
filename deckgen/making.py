"""Makes the files of one run: one read of the cluster, a deck for each audience, each through its gate."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen import build, gate, printing
from deckgen.audience import Audience, Diagrams, shown_to
from deckgen.authored_leaks import refuse_leaks
from deckgen.brief import Brief
from deckgen.deck import Deck, Run, Text
from deckgen.discretion import Discretion
from deckgen.errors import RenderError
from deckgen.files import replace_whole
from deckgen.gate import Remark
from deckgen.handout import Paper
from deckgen.layout import Layout
from deckgen.lint import lint
from deckgen.lint.finding import Finding
from deckgen.printing import File, Outputs, Print
from deckgen.render import powerpoint
from deckgen.script import Script

Step = Callable[[str, int], None]


class Wish(Struct, frozen=True):
    """What is asked for beside the material.

    Attributes:
        without: ids of sections to leave out.
        diagrams: how diagrams are drawn, if not in each audience's way.
        accepted: critical checks that are handed over unmet all the same, each with the reason.
        gated: whether files go through the gate; None for each audience's own way.
    """

    without: Sequence[str] = ()
    diagrams: Diagrams | None = None
    accepted: Mapping[str, str] = field(default_factory=dict)
    gated: bool | None = None


class Press(Struct, frozen=True):
    """What decks are drawn and printed with.

    Attributes:
        layout: the decks' look.
        program: LibreOffice's, where a PDF is wanted.
        paper: of handouts.
    """

    layout: Layout
    program: Path | None = None
    paper: Paper = "a4"


class Draft(Struct, frozen=True):
    """One deck before it is drawn.

    Attributes:
        audience: for whom.
        brief: what it was made from.
        deck: what it says.
        remarks: what stands against it already; empty where it does not go through the gate.
        gated: it goes through the gate.
    """

    audience: Audience
    brief: Brief
    deck: Deck
    remarks: tuple[Remark, ...]
    gated: bool


class Made(Struct, frozen=True):
    """What became of one deck.

    Attributes:
        draft: what it was made of.
        outputs: where its files belong.
        slides: how many it has.
        found: what the linter has against it.
        remarks: what the gate has against it.
    """

    draft: Draft
    outputs: Outputs
    slides: int
    found: tuple[Finding, ...]
    remarks: tuple[Remark, ...]

    @property
    def kept(self) -> bool:
        """Whether its files were written."""
        return not self.draft.gated or not (self.found or self.remarks)


def drafts(
    material: build.Material, audiences: Sequence[Audience], discretion: Discretion, wish: Wish
) -> Iterator[Draft]:
    """Compose the deck of each audience.

    Raises:
        InputError: the script says what an audience may not see, has a template that fails or lacks a section to leave
            out, or a check is accepted that there is not.
    """
    gates = {one.name: one.gate if wish.gated is None else wish.gated for one in audiences}
    judged = material.script.promises and (any(gates.values()) or wish.accepted)
    verdicts = build.verdicts_of(material) if judged else ()
    gate.check_accepted(wish.accepted, verdicts)
    for audience in audiences:
        refuse_leaks(material.script, audience, discretion.redaction(audience))
        brief = build.brief_of(material, audience, discretion)
        deck = _accepting(build.deck_of(material, brief, wish.without, wish.diagrams), audience, wish.accepted)
        gated = gates[audience.name]
        remarks = gate.remarks_on(deck, material.script, verdicts, wish.accepted) if gated else []
        yield Draft(audience, brief, deck, tuple(remarks), gated)


def make(
    ready: Sequence[tuple[Draft, Outputs]], script: Script, discretion: Discretion, press: Press, step: Step
) -> list[Made]:
    """Draw the decks and print what is wanted of them; files that the gate has something against are not kept.

    Raises:
        RenderError: a deck cannot be drawn or printed, or a file cannot be written; none is half-written.
    """
    with TemporaryDirectory(prefix="deckgen-") as folder:
        drawn = [
            _drawn(draft, outputs, _place_in(Path(folder, str(number)), outputs), press, step)
            for number, (draft, outputs) in enumerate(ready)
        ]
        printed = printing.made([one for _, one in drawn], press.layout, press.program, press.paper, step)
        made = [_examined(one, files, script, discretion, step) for (one, _), files in zip(drawn, printed, strict=True)]
    for one, files in zip(made, printed, strict=True):
        for file in files if one.kept else ():
            replace_whole(file.target, file.content)
    return made


def _place_in(folder: Path, outputs: Outputs) -> Path:
    """Give where a deck is drawn to: in a folder of its own, under the name that messages tell."""
    folder.mkdir()
    return folder / outputs.paths[0].with_suffix(printing.DECK).name


def _drawn(draft: Draft, outputs: Outputs, place: Path, press: Press, step: Step) -> tuple[Made, Print]:
    """Draw a deck to a place for the time being, of which a message tells nothing: it names the file that is wanted."""
    try:
        slides = powerpoint.write(draft.deck, press.layout, place, progress=step)
    except RenderError as error:
        raise type(error)(error.message.replace(str(place), str(outputs.paths[0])), error.hint) from error
    step("looking it through", slides)
    return Made(draft, outputs, slides, tuple(lint(place)), draft.remarks), Print(draft.deck, place, outputs)


def _examined(one: Made, files: Sequence[File], script: Script, discretion: Discretion, step: Step) -> Made:
    """Look for leaks in the finished files of a deck that goes through the gate."""
    if not one.draft.gated:
        return one
    step("searching it", one.slides)
    hidden = discretion.hidden_from(one.draft.audience, one.draft.brief.facts.values())
    leaks = gate.leaks_in(files, hidden, shown_to(one.draft.audience), script)
    return replace(one, remarks=(*one.remarks, *leaks))


def _accepting(deck: Deck, audience: Audience, accepted: Mapping[str, str]) -> Deck:
    """Note in the speaker's notes of the first slide what is handed over unmet, and why."""
    if audience.notes != "speaker" or not accepted:
        return deck
    said = tuple(Text((Run("Accepted: "), Run(name, "code"), Run(f": {why}"))) for name, why in accepted.items())
    first = deck.sections[0]
    slide = first.slides[0]
    noted = replace(slide, notes=replace(slide.notes, warn=(*said, *slide.notes.warn)))
    return replace(deck, sections=(replace(first, slides=(noted, *first.slides[1:])), *deck.sections[1:]))
