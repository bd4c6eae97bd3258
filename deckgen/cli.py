"""The commands, with those of the modules called ``..._command``: the only room that prints, asks or exits."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen import (
    __version__,
    audit_command,
    build_command,
    diagram_command,
    explain_command,
    layout_command,
    lint_command,
    manifest_commands,
)
from deckgen.errors import DeckgenError, InputError
from deckgen.garbage import look_for_garbage_rarely
from deckgen.options import (
    ContextOption,
    CustomerOption,
    ForceOption,
    Format,
    FormatOption,
    Kind,
    KubeconfigOption,
    ReportFormat,
    SampleOption,
    Shelf,
    SnapshotOption,
    TimeoutOption,
    examples,
)
from deckgen.sources import material_of, profile_of, read_cluster, source_of

app = typer.Typer(
    name="deckgen",
    help="Make a handover deck for one customer from a call script and a live Kubernetes-on-OpenStack cluster.",
    epilog="Start with: deckgen build production --sample",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(layout_command.app, name="layout", help="Look at a template of your own, and make it a layout.")
app.add_typer(manifest_commands.app, name="manifests", help="Print manifests to apply; deckgen itself applies nothing.")


def _version(asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    if asked:
        print(f"deckgen {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Give the options of deckgen itself."""


app.command(
    epilog=examples(
        "deckgen build demo --sample",
        "deckgen build production --customer acme.yaml --context acme-prod",
        "deckgen build production --customer acme.yaml --snapshot acme.json --audience customer --pdf --handout",
        "deckgen build production --customer acme.yaml --context acme-prod --audience all -o decks",
        "deckgen build production --sample --without concepts --dry-run",
    )
)(build_command.build)
app.command(
    epilog=examples(
        "deckgen explain production --audience presales --sample",
        "deckgen explain demo --audience customer --customer acme.yaml --snapshot acme.json --format json",
    )
)(explain_command.explain)


@app.command(
    epilog=examples(
        "deckgen facts --context acme-prod nodes etcd.backup",
        "deckgen facts --snapshot acme.json --customer acme.yaml --script production nodes.control_plane.count",
        "deckgen facts --sample --format json",
    )
)
def facts(  # noqa: PLR0913 - each is an option of the command
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Facts, topics (nodes) or beginnings (etcd.backup).")
    ] = None,
    *,
    customer: CustomerOption = None,
    script: Annotated[
        str | None, typer.Option(metavar="SCRIPT", help="Compare with the standards of this script.")
    ] = None,
    snapshot: SnapshotOption = None,
    context: ContextOption = None,
    kubeconfig: KubeconfigOption = None,
    timeout: TimeoutOption = None,
    sample: SampleOption = False,
    form: FormatOption = Format.text,
) -> None:
    """Say what is known of a cluster, where each value was read, and what speaks against it.

    One NAME gives a card with all about it, several give a table. `deckgen list facts` says what there is.
    """
    from deckgen import build as way
    from deckgen import explanation, terminal

    wanted = explanation.chosen(names or ())
    source = source_of(snapshot, context, kubeconfig, timeout, sample=sample)
    promised = way.find_script(script) if script else None
    known = way.load_profile(profile_of(customer, sample=sample), promised.promises if promised else ())
    read = source()
    explained = explanation.explain(way.brief_on(wanted, known, read, promised, sample=sample), read)
    terminal.say(explanation.headline(explained, read, sample=sample))
    if form is Format.json:
        terminal.data(explanation.as_data(explained, read, sample=sample))
    elif len(explained) == 1:
        terminal.card(explanation.as_card(explained[0]))
    else:
        terminal.grid(explanation.as_table(explained))


@app.command(
    epilog=examples(
        "deckgen check production --customer acme.yaml --context acme-prod",
        "deckgen check demo --sample",
        "deckgen check production --customer acme.yaml --snapshot acme.json --format junit --strict > check.xml",
    )
)
def check(  # noqa: PLR0913 - each is an option of the command
    script: Annotated[str, typer.Argument(metavar="SCRIPT", help="A script's name (demo, production) or path.")],
    *,
    customer: CustomerOption = None,
    snapshot: SnapshotOption = None,
    context: ContextOption = None,
    kubeconfig: KubeconfigOption = None,
    timeout: TimeoutOption = None,
    sample: SampleOption = False,
    form: Annotated[ReportFormat, typer.Option("--format", help="How to print it.")] = ReportFormat.text,
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 where something is not visible, too.")] = False,
) -> None:
    """Hold what SCRIPT promises against what is there; end with 1 where something is not met.

    What no API can tell is listed to be tried by hand. The customer profile can agree on another value, or waive.
    """
    from deckgen import build as way
    from deckgen import explanation, terminal
    from deckgen import report as reporting

    source = source_of(snapshot, context, kubeconfig, timeout, sample=sample)
    material = material_of(script, customer, source, sample=sample)
    verdicts = way.verdicts_of(material)
    report = reporting.Report(material.script.name, verdicts, material.snapshot, sample=sample)
    if form is ReportFormat.json:
        terminal.data(reporting.as_data(report))
    elif form is ReportFormat.junit:
        from deckgen.junit import junit

        sys.stdout.buffer.write(junit(report, strict=strict))
    else:
        terminal.grid(reporting.as_table(report))
    terminal.say(f"{explanation.title(material.snapshot, sample=sample)}: {reporting.counted(report)}.")
    if report.failed(strict=strict):
        raise typer.Exit(1)


app.command(
    epilog=examples(
        "deckgen diagram openstack-integrations --sample",
        "deckgen diagram cluster-layout --context acme-prod -o layout.svg",
        "deckgen diagram all --snapshot acme.json --audience presales -o diagrams.pptx",
    )
)(diagram_command.diagram)
app.command(
    epilog=examples(
        "deckgen lint acme-production-call-2026-05-14.pptx",
        "deckgen lint --ignore no-language --ignore author-left old.pptx",
        "deckgen lint --format sarif *.pptx > findings.sarif",
    )
)(lint_command.lint)
app.command(
    epilog=examples(
        "deckgen audit acme-production-presales-2026-05-14.pptx",
        "deckgen audit --values names.txt --allow URL acme-production-customer-2026-05-14.pdf",
        "deckgen audit --customer acme.yaml --snapshot acme.json --format json *.pptx > hits.json",
    )
)(audit_command.audit)


@app.command(epilog=examples("deckgen snapshot -o acme.json", "deckgen snapshot --context acme-prod -o acme.json"))
def snapshot(
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write the snapshot; .json.gz packs it.")
    ],
    context: ContextOption = None,
    kubeconfig: KubeconfigOption = None,
    timeout: TimeoutOption = None,
    force: ForceOption = False,
) -> None:
    """Read a cluster into one file, with get and list alone; no Secret is asked for."""
    from deckgen import terminal
    from deckgen.cluster import snapshot as form
    from deckgen.files import replace_whole
    from deckgen.summary import snapshot_summary
    from deckgen.target import check_target

    check_target(output, form.SUFFIXES, form.is_snapshot, force=force)
    taken = read_cluster(context, kubeconfig, timeout)
    replace_whole(output, lambda file: form.write(taken, file, packed=form.is_packed(output)))
    terminal.say(snapshot_summary(taken, output))


@app.command(epilog=examples("deckgen validate acme.yaml scripts/*.yaml layouts/default acme.json"))
def validate(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Scripts, customer profiles, layout folders, snapshots.")
    ],
) -> None:
    """Check files that a person wrote, and say every mistake in them."""
    from deckgen import terminal
    from deckgen.validate import validate_file

    mistaken = False
    for file in files:
        try:
            kind = validate_file(file, files)
        except InputError as error:
            mistaken = True
            terminal.report(error)
        else:
            print(f"{file}: {kind}, no mistakes")
    if mistaken:
        raise typer.Exit(InputError.exit_code)


@app.command(epilog=examples("deckgen schema customer > customer.schema.json"))
def schema(kind: Annotated[Kind, typer.Argument(help="What to describe.")]) -> None:
    """Print the JSON Schema of a file form, for editors."""
    import json

    from deckgen.schema import schema as schema_of

    print(json.dumps(schema_of(kind.value), indent=2, ensure_ascii=False))


@app.command("list", epilog=examples("deckgen list facts", "deckgen list scripts --format json"))
def list_(
    shelf: Annotated[Shelf, typer.Argument(help="What to list.")],
    *,
    form: FormatOption = Format.text,
) -> None:
    """List what there is to use, with a line on each."""
    from deckgen import terminal
    from deckgen.shelf import fitted
    from deckgen.shelf import shelf as rows_of

    if form is Format.json:
        terminal.data(rows_of(shelf.value))
    elif terminal.is_window() and (sheet := fitted(shelf.value)):
        terminal.grid(sheet)
    else:
        terminal.table(rows_of(shelf.value))


def main() -> None:
    """Run the command line; turn each error that a user can cause into a message and its exit code."""
    look_for_garbage_rarely()
    try:
        app()
    except DeckgenError as error:
        from deckgen import terminal

        terminal.report(error)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
