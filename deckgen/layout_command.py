"""The commands below ``deckgen layout``."""

from pathlib import Path
from typing import Annotated

import typer

from deckgen.options import ForceOption, examples

app = typer.Typer(no_args_is_help=True)


@app.command(epilog=examples("deckgen layout check company.potx", "deckgen layout check layouts/ours"))
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="A PowerPoint template, or a layout's folder.")],
) -> None:
    """Say what a template has for decks, what it lacks, and what is used instead; nothing is written."""
    from deckgen import terminal
    from deckgen.layout import load
    from deckgen.render.powerpoint.adopt import adoption, report

    if file.is_dir():
        terminal.grid(report.of_layout(load(file)))
        return
    adopted = adoption.adopt(file)
    terminal.grid(report.of_template(adopted))
    for warning in report.warnings(adopted):
        terminal.say(f"Mind: {warning}.")
    terminal.say(f"Draw with it: deckgen build production --sample --layout {file}")


@app.command(epilog=examples("deckgen layout new company.potx -o ours"))
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PowerPoint template: .pptx or .potx.")],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write the layout into.")],
    force: ForceOption = False,
) -> None:
    """Write a first layout for a template: layout.yaml with comments, and a copy of it with what it lacked."""
    from deckgen import terminal
    from deckgen.files import write_folder
    from deckgen.render.powerpoint.adopt import adoption, manifest, report

    adopted = adoption.adopt(file)
    write_folder(output, manifest.files(adopted), force=force)
    for warning in report.warnings(adopted):
        terminal.say(f"Mind: {warning}.")
    terminal.say(f"{output}: a layout. Draw with it: deckgen build production --sample --layout {output}")
