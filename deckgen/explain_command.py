"""The command that says why a deck is as it is for one audience."""

from typing import Annotated

import typer

from deckgen.options import (
    ContextOption,
    CustomerOption,
    Format,
    FormatOption,
    KubeconfigOption,
    SampleOption,
    SnapshotOption,
    TimeoutOption,
)
from deckgen.sources import audiences_of, material_of, source_of


def explain(  # noqa: PLR0913 - each is an option of the command
    script: Annotated[str, typer.Argument(metavar="SCRIPT", help="A script's name (demo, production) or path.")],
    *,
    audience: Annotated[
        str, typer.Option(metavar="NAME|FILE", help="call, customer, presales, or a file with a row of your own.")
    ],
    customer: CustomerOption = None,
    snapshot: SnapshotOption = None,
    context: ContextOption = None,
    kubeconfig: KubeconfigOption = None,
    timeout: TimeoutOption = None,
    sample: SampleOption = False,
    form: FormatOption = Format.text,
) -> None:
    """Say of each slide, and of each fact in it, why it is in the deck of an audience, out, or altered."""
    from deckgen import build as way
    from deckgen import terminal, why
    from deckgen.audience import AUDIENCES

    (chosen,) = audiences_of([audience])
    source = source_of(snapshot, context, kubeconfig, timeout, sample=sample)
    material = material_of(script, customer, source, sample=sample)
    brief = way.brief_of(material, chosen)
    found = why.reasons(material.script, way.deck_of(material, brief), brief, way.brief_of(material, AUDIENCES["call"]))
    if form is Format.json:
        terminal.data(why.as_data(found, chosen))
    else:
        terminal.grid(why.as_table(found))
