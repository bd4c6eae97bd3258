"""The options and choices that several commands share, and how a command's help shows examples."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Diagrams(StrEnum):
    """How ``build`` draws diagrams."""

    picture = "picture"
    native = "native"
    both = "both"


class DiagramFormat(StrEnum):
    """In which form ``diagram`` writes."""

    svg = "svg"
    png = "png"
    pptx = "pptx"
    txt = "txt"


class Paper(StrEnum):
    """The paper of a handout."""

    a4 = "a4"
    letter = "letter"


class Kind(StrEnum):
    """What ``schema`` describes."""

    script = "script"
    section = "section"
    promises = "promises"
    customer = "customer"
    layout = "layout"
    snapshot = "snapshot"


class ReportFormat(StrEnum):
    """How ``check`` prints."""

    text = "text"
    json = "json"
    junit = "junit"


class FindingsFormat(StrEnum):
    """How ``lint`` prints."""

    text = "text"
    json = "json"
    sarif = "sarif"


class Shelf(StrEnum):
    """What ``list`` shows."""

    scripts = "scripts"
    layouts = "layouts"
    slides = "slides"
    diagrams = "diagrams"
    facts = "facts"
    audiences = "audiences"
    rules = "rules"


class Format(StrEnum):
    """How ``list`` and ``facts`` print."""

    text = "text"
    json = "json"


CustomerOption = Annotated[Path | None, typer.Option(metavar="FILE", help="The customer profile.")]
SnapshotOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Work offline from a file that `deckgen snapshot` wrote.")
]
SampleOption = Annotated[bool, typer.Option("--sample", help="Use the made-up sample cluster and customer.")]
ContextOption = Annotated[str | None, typer.Option(metavar="NAME", help="Read the cluster of this kubeconfig context.")]
KubeconfigOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Use this kubeconfig instead of KUBECONFIG or ~/.kube/config.")
]
ManifestOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it here instead of printing it.")
]
TimeoutOption = Annotated[
    int | None,
    typer.Option(metavar="SECONDS", min=1, help="How long reading a cluster may take; 300 if not given."),
]
AudiencesOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME|FILE|all", help="call (if not given), customer, presales, or a file; may be repeated."),
]
PseudonymsOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Keep made-up names in this file, for you alone, and use those that it has."),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that deckgen did not make.")]
PaperOption = Annotated[Paper, typer.Option(help="The handout's paper.")]
SofficeOption = Annotated[
    Path | None, typer.Option(metavar="PATH", help="LibreOffice's program, where it is not found by itself.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]


def examples(*commands: str) -> str:
    """Give the end of a command's help; an empty line keeps each command on a line of its own."""
    return "\n\n".join(("Examples:", *(f"  {command}" for command in commands)))
