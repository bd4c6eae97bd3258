"""The command that finds what is wrong with a deck."""

from pathlib import Path
from typing import Annotated

import typer

from deckgen.options import FindingsFormat


def lint(
    decks: Annotated[list[Path], typer.Argument(metavar="DECK...", help="Files of PowerPoint's, whoever made them.")],
    *,
    form: Annotated[FindingsFormat, typer.Option("--format", help="How to print it.")] = FindingsFormat.text,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Leave out a rule of `list rules`; may be repeated.")
    ] = None,
) -> None:
    """Find what is unsound, inaccessible, careless or telling too much in a deck; end with 1 where there is something.

    It looks for what the Open XML validator passes over, and says of each thing how to mend it in PowerPoint.
    """
    from deckgen import terminal
    from deckgen.lint import RULES
    from deckgen.lint import form as forms
    from deckgen.lint import lint as look

    found = {deck: look(deck, ignore or ()) for deck in decks}
    if form is FindingsFormat.json:
        terminal.data(forms.as_data(found))
    elif form is FindingsFormat.sarif:
        terminal.data(forms.as_sarif(found, RULES))
    elif any(found.values()):
        terminal.grid(forms.as_table(found))
    terminal.say(f"{forms.counted(found)}.")
    if any(found.values()):
        raise typer.Exit(1)
