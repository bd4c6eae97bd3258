"""The command that finds confidential values in a finished deck."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen.errors import InputError, LeakError
from deckgen.options import Format, FormatOption

if TYPE_CHECKING:
    from deckgen.audit.value import Value


def audit(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Decks (.pptx, .potx, .pptm) and PDFs.")],
    *,
    customer: Annotated[Path | None, typer.Option(metavar="FILE", help="Look for what this profile says.")] = None,
    snapshot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Look for the names and addresses of this snapshot.")
    ] = None,
    values: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A list of values, one in a line: `host name: web-01`.")
    ] = None,
    allow: Annotated[
        list[str] | None, typer.Option(metavar="CLASS", help="Values of this class may be there; may be repeated.")
    ] = None,
    form: FormatOption = Format.text,
    show: Annotated[bool, typer.Option("--show", help="Print the values whole, not to be mailed.")] = False,
) -> None:
    """Find confidential values in finished files, as a stranger would who takes them apart; end with 4 where there are.

    Addresses, ids, tokens and passwords are known by their looks; names are found that one of the options tells.
    """
    from deckgen import terminal
    from deckgen.audit import audit as look
    from deckgen.audit import form as forms
    from deckgen.audit import listed, needles_of

    known = _known(customer, snapshot) + (listed.read(values) if values else ())
    needles = needles_of(known, allow or ())
    found = {file: look(file, needles) for file in files}
    if form is Format.json:
        terminal.data(forms.as_data(found, show=show))
    elif any(one.hits for one in found.values()):
        terminal.grid(forms.as_table(found, show=show))
    if told := forms.left_out(needles.left_out):
        terminal.say(told)
    terminal.say(f"{forms.counted(found)}.")
    if any(one.hits for one in found.values()):
        raise typer.Exit(LeakError.exit_code)
    if any(one.unread for one in found.values()):
        raise typer.Exit(1)


def _known(customer: Path | None, snapshot: Path | None) -> "tuple[Value, ...]":
    """Give what a profile and a snapshot hold that is confidential: the one place where they are asked.

    Raises:
        InputError: they cannot be read.
    """
    if customer or snapshot:
        raise InputError("--customer and --snapshot are not there yet", "write the values into a file for --values")
    return ()
