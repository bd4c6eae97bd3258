"""The command that makes decks."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen.errors import InputError, LeakError
from deckgen.options import (
    AudiencesOption,
    ContextOption,
    CustomerOption,
    Diagrams,
    ForceOption,
    KubeconfigOption,
    Paper,
    PaperOption,
    PseudonymsOption,
    SampleOption,
    SnapshotOption,
    SofficeOption,
    TimeoutOption,
)
from deckgen.sources import audiences_of, material_of, source_of

if TYPE_CHECKING:
    from deckgen.making import Draft, Made
    from deckgen.script import Script


def build(  # noqa: PLR0913 - each is an option of the command
    script: Annotated[str, typer.Argument(metavar="SCRIPT", help="A script's name (demo, production) or path.")],
    *,
    customer: CustomerOption = None,
    snapshot: SnapshotOption = None,
    context: ContextOption = None,
    kubeconfig: KubeconfigOption = None,
    timeout: TimeoutOption = None,
    sample: SampleOption = False,
    audience: AudiencesOption = None,
    pseudonyms: PseudonymsOption = None,
    layout: Annotated[
        str, typer.Option(metavar="NAME|PATH", help="A layout's name, its folder, or a .pptx or .potx.")
    ] = "default",
    diagrams: Annotated[
        Diagrams | None,
        typer.Option(
            help="Draw them as pictures, as shapes to edit (what presales gets), or both.", show_default=False
        ),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="SECTION", help="Leave out a section; may be repeated.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="A .pptx, a .pdf alone, or of several a folder."),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write a PDF beside the deck, too; takes LibreOffice.")] = False,
    handout: Annotated[
        bool, typer.Option("--handout", help="Write a PDF to read beside it: each slide with what is said of it.")
    ] = False,
    paper: PaperOption = Paper.a4,
    soffice: SofficeOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the deck as an outline; write nothing.")] = False,
    gate: Annotated[
        bool | None,
        typer.Option(help="Keep a file only if nothing is found in it; customer and presales do.", show_default=False),
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="'CHECK: WHY'", help="Hand over with a critical check unmet; may be repeated."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 where the linter finds something.")] = False,
    force: ForceOption = False,
) -> None:
    """Make a deck from SCRIPT, a customer and one source of cluster data; for several audiences, one each.

    Without --snapshot, --context or --sample the current kubeconfig context is read. What `deckgen lint` finds in the
    deck is told with the line of the script that it comes from.
    """
    from deckgen import build as way
    from deckgen import making, printing, terminal
    from deckgen.layout_source import layout_of
    from deckgen.pseudonym_file import load_pseudonyms, save_pseudonyms

    audiences = audiences_of(audience or ["call"])
    made_up = load_pseudonyms(pseudonyms) if pseudonyms else {}
    source = source_of(snapshot, context, kubeconfig, timeout, sample=sample)
    material = material_of(script, customer, source, sample=sample)
    discretion = way.discretion_of(material, made_up)
    wish = making.Wish(without or (), diagrams.value if diagrams else None, _accepted(accept or ()), gate)
    drafts = list(making.drafts(material, audiences, discretion, wish))
    if dry_run:
        _print_outlines(drafts)
        return
    targets = _targets(drafts, material.script.name, output)
    wanted = [printing.outputs_of(target, with_pdf=pdf, with_handout=handout) for target in targets]
    for outputs in wanted:
        printing.check_outputs(outputs, force=force)
    press = making.Press(layout_of(layout), printing.office_for(wanted, soffice), paper.value)
    with terminal.progress(f"Drawing {', '.join(target.name for target in targets)}") as step:
        ready = list(zip(drafts, wanted, strict=True))
        made = making.make(ready, material.script, discretion, press, step)
    if pseudonyms:
        save_pseudonyms(pseudonyms, discretion.pseudonyms.made)
    _tell(made, material.script, missing=customer is None and not sample)
    raise typer.Exit(_code(made, strict=strict))


def _accepted(given: Sequence[str]) -> dict[str, str]:
    """Give the checks that are accepted unmet, each with its reason.

    Raises:
        InputError: one is not written as ``check: reason``.
    """
    found = {}
    for one in given:
        name, colon, why = one.partition(":")
        if not colon or not why.strip():
            raise InputError(f"--accept {one!r} gives no reason", "write --accept 'etcd-members: why', with a colon")
        found[name.strip()] = why.strip()
    return found


def _print_outlines(drafts: Sequence["Draft"]) -> None:
    from deckgen.render.outline import outline

    sys.stdout.write("\n".join(outline(draft.deck) for draft in drafts))


def _targets(drafts: Sequence["Draft"], script: str, output: Path | None) -> list[Path]:
    """Give where each deck belongs; its audience is part of its name, unless the person named the file.

    Raises:
        InputError: one file is named for several decks.
    """
    from deckgen.target import file_name

    names = [file_name(one.deck.customer, script, one.audience.name, one.deck.as_of) for one in drafts]
    if output is None:
        return [Path(name) for name in names]
    if output.is_dir():
        return [output / name for name in names]
    if len(drafts) > 1:
        raise InputError(f"{output} is one file, and {len(drafts)} decks are wanted", "name a folder with -o")
    return [output]


def _tell(made: Sequence["Made"], script: "Script", *, missing: bool) -> None:
    from deckgen import gate, printing, terminal
    from deckgen.findings import summary_of
    from deckgen.summary import summary

    for one in made:
        target = one.outputs.paths[0]
        if one.kept:
            terminal.say(summary(one.draft.brief, one.slides, target))
        else:
            terminal.say(gate.report(one.remarks, target, one.draft.audience))
        if one.kept and (also := printing.told(one.outputs)):
            terminal.say(also)
        if one.found:
            terminal.say(summary_of(one.found, script))
    if missing:
        terminal.say("No customer profile was given: the deck shows what to fill in (see --customer).")


def _code(made: Sequence["Made"], *, strict: bool) -> int:
    """Give the exit code: 4 where something leaked, 1 where a file was not kept or the linter is to be obeyed."""
    if any(remark.leak for one in made for remark in one.remarks):
        return LeakError.exit_code
    return int(not all(one.kept for one in made) or (strict and any(one.found for one in made)))
