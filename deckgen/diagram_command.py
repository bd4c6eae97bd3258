"""The command that draws diagrams by themselves."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.errors import InputError
from deckgen.options import (
    ContextOption,
    CustomerOption,
    DiagramFormat,
    KubeconfigOption,
    SampleOption,
    SnapshotOption,
    TimeoutOption,
)
from deckgen.sources import material_of, source_of


def diagram(  # noqa: PLR0913 - each is an option of the command
    name: Annotated[str, typer.Argument(metavar="NAME|all", help="A diagram's name (see: deckgen list diagrams).")],
    *,
    customer: CustomerOption = None,
    script: Annotated[
        str, typer.Option(metavar="SCRIPT", help="Draw what this script documents where nothing was observed.")
    ] = "production",
    snapshot: SnapshotOption = None,
    context: ContextOption = None,
    kubeconfig: KubeconfigOption = None,
    timeout: TimeoutOption = None,
    sample: SampleOption = False,
    audience: Annotated[str, typer.Option(metavar="NAME", help="call, customer or presales.")] = "call",
    layout: Annotated[str, typer.Option(metavar="NAME|PATH", help="The layout whose colours it takes.")] = "default",
    form: Annotated[
        DiagramFormat | None,
        typer.Option("--format", help="A picture, shapes to edit, or an outline.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="The file; for all, their folder, or one .pptx."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Draw one diagram of a cluster, or all, for a document, a ticket or slides of your own.

    Without -o its outline is printed. Without --format the file's ending says which it is.
    """
    from deckgen import build as way
    from deckgen import drawings, terminal
    from deckgen.layout_source import layout_of

    names = drawings.chosen(name)
    chosen = _format(form, output)
    each = name == drawings.ALL and chosen is not DiagramFormat.pptx
    look = layout_of(layout)
    if output:
        drawings.check_targets(names, chosen.value, output, each=each, force=force)
    audience_ = way.find_audience(audience)
    source = source_of(snapshot, context, kubeconfig, timeout, sample=sample)
    brief = way.brief_of(material_of(script, customer, source, sample=sample), audience_)
    drawn = drawings.scenes(names, brief)
    if output is None:
        sys.stdout.write(drawings.as_text(drawn))
        return
    with terminal.progress(f"Drawing {output.name}") as step:
        written = drawings.write(drawn, chosen.value, output, look, brief, each=each, progress=step)
    terminal.say(drawings.told(written, names, drawn))


def _format(form: DiagramFormat | None, output: Path | None) -> DiagramFormat:
    """Give the form that was asked for, by name or by the file's ending; text where nothing is written.

    Raises:
        InputError: it cannot be told, or is no form to print.
    """
    told = {one.value: one for one in DiagramFormat}
    found = form or told.get(output.suffix.removeprefix(".").lower() if output else "txt")
    if found is None:
        raise InputError(f"{output} does not say in which form to draw", f"give --format: {', '.join(told)}")
    if output is None and found is not DiagramFormat.txt:
        raise InputError(f"a diagram as {found.value} is written to a file", "name it with -o")
    return found
