"""The command that finds confidential values in a finished deck."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen.errors import LeakError
from deckgen.options import Format, FormatOption
from deckgen.sources import audiences_of

if TYPE_CHECKING:
    from deckgen.audit.value import Value


def audit(  # noqa: PLR0913 - each is an option of the command
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Decks (.pptx, .potx, .pptm) and PDFs.")],
    *,
    customer: Annotated[Path | None, typer.Option(metavar="FILE", help="Look for what this profile says.")] = None,
    snapshot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Look for the names and addresses of this snapshot.")
    ] = None,
    values: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A list of values, one in a line: `host name: web-01`.")
    ] = None,
    audience: Annotated[
        str | None,
        typer.Option(metavar="NAME|FILE", help="Whose file it is: what that audience is shown may be there."),
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
    from deckgen.audience import shown_to
    from deckgen.audit import audit as look
    from deckgen.audit import form as forms
    from deckgen.audit import listed, needles_of

    known = _known(customer, snapshot) + (listed.read(values) if values else ())
    allowed = [name for one in audiences_of([audience] if audience else []) for name in shown_to(one)]
    needles = needles_of(known, [*(allow or ()), *allowed])
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
    """Give what a profile and a snapshot hold that is confidential; names that are ordinary words tell nothing.

    Raises:
        InputError: they cannot be read.
    """
    if not (customer or snapshot):
        return ()
    from deckgen.build import load_profile
    from deckgen.cluster.observe import observe
    from deckgen.cluster.snapshot import load
    from deckgen.confidential import tells
    from deckgen.known import values_of
    from deckgen.ordinary import ordinary_words, public_words

    taken, profile = load(snapshot) if snapshot else None, load_profile(customer) if customer else None
    ordinary = ordinary_words() | (public_words(observe(taken).values()) if taken else frozenset())
    return tuple(value for value in values_of(taken, profile).values() if tells(value, ordinary))
