"""The commands: the only room that prints, asks or exits."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen import __version__
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
    ManifestOption,
    ReportFormat,
    SampleOption,
    Shelf,
    SnapshotOption,
    TimeoutOption,
)

if TYPE_CHECKING:
    from deckgen.build import Material
    from deckgen.cluster.snapshot import Snapshot

app = typer.Typer(
    name="deckgen",
    help="Make a handover deck for one customer from a call script and a live Kubernetes-on-OpenStack cluster.",
    epilog="Start with: deckgen build production --sample",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

manifests = typer.Typer(no_args_is_help=True)
app.add_typer(manifests, name="manifests", help="Print manifests to apply; deckgen itself applies nothing.")


def _examples(*commands: str) -> str:
    """Give the end of a command's help; an empty line keeps each command on a line of its own."""
    return "\n\n".join(("Examples:", *(f"  {command}" for command in commands)))


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


@app.command(
    epilog=_examples(
        "deckgen build demo --sample",
        "deckgen build production --customer acme.yaml --context acme-prod",
        "deckgen build production --customer acme.yaml --snapshot acme.json --audience customer",
        "deckgen build production --sample --without concepts --dry-run",
    )
)
def build(  # noqa: PLR0913 - each is an option of the command
    script: Annotated[str, typer.Argument(metavar="SCRIPT", help="A script's name (demo, production) or path.")],
    *,
    customer: CustomerOption = None,
    snapshot: SnapshotOption = None,
    context: ContextOption = None,
    kubeconfig: KubeconfigOption = None,
    timeout: TimeoutOption = None,
    sample: SampleOption = False,
    audience: Annotated[str, typer.Option(metavar="NAME", help="call, customer or presales.")] = "call",
    layout: Annotated[str, typer.Option(metavar="NAME|DIR", help="A layout's name or folder.")] = "default",
    without: Annotated[
        list[str] | None, typer.Option(metavar="SECTION", help="Leave out a section; may be repeated.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write the .pptx.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the deck as an outline; write nothing.")] = False,
    force: ForceOption = False,
) -> None:
    """Make a deck from SCRIPT, a customer and one source of cluster data.

    Without --snapshot, --context or --sample the current kubeconfig context is read.
    """
    from deckgen import build as way
    from deckgen import terminal

    chosen = way.find_audience(audience)
    material = _material(
        script, customer, _source(snapshot, context, kubeconfig, timeout, sample=sample), sample=sample
    )
    brief = way.brief_of(material, chosen)
    deck = way.deck_of(material, brief, without or ())
    if dry_run:
        from deckgen.render.outline import outline

        sys.stdout.write(outline(deck))
        return
    from deckgen.layout import find
    from deckgen.render import powerpoint
    from deckgen.summary import summary
    from deckgen.target import check_target, file_name

    target = output or Path(file_name(deck.customer, material.script.name, audience, deck.as_of))
    check_target(target, (".pptx",), powerpoint.made_by_deckgen, force=force)
    with terminal.progress(f"Drawing {target.name}") as step:
        slides = powerpoint.write(deck, find(layout), target, progress=step)
    terminal.say(summary(brief, slides, target))
    if customer is None and not sample:
        terminal.say("No customer profile was given: the deck shows what to fill in (see --customer).")


@app.command(
    epilog=_examples(
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
    source = _source(snapshot, context, kubeconfig, timeout, sample=sample)
    promised = way.find_script(script) if script else None
    known = way.load_profile(_profile(customer, sample=sample), promised.promises if promised else ())
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
    epilog=_examples(
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

    source = _source(snapshot, context, kubeconfig, timeout, sample=sample)
    material = _material(script, customer, source, sample=sample)
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


@app.command(epilog=_examples("deckgen snapshot -o acme.json", "deckgen snapshot --context acme-prod -o acme.json"))
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
    taken = _collect(context, kubeconfig, timeout)
    replace_whole(output, lambda file: form.write(taken, file, packed=form.is_packed(output)))
    terminal.say(snapshot_summary(taken, output))


@app.command(epilog=_examples("deckgen validate acme.yaml scripts/*.yaml layouts/default acme.json"))
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


@app.command(epilog=_examples("deckgen schema customer > customer.schema.json"))
def schema(kind: Annotated[Kind, typer.Argument(help="What to describe.")]) -> None:
    """Print the JSON Schema of a file form, for editors."""
    import json

    from deckgen.schema import schema as schema_of

    print(json.dumps(schema_of(kind.value), indent=2, ensure_ascii=False))


@manifests.command(
    epilog=_examples(
        "deckgen manifests rbac --user jo@example.com | kubectl apply -f -",
        "deckgen manifests rbac --service-account tools:deckgen -o reader.yaml",
    )
)
def rbac(
    *,
    user: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Bind this user; may be repeated.")] = None,
    group: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Bind this group; may be repeated.")] = None,
    service_account: Annotated[
        list[str] | None, typer.Option(metavar="NAMESPACE:NAME", help="Bind this service account; may be repeated.")
    ] = None,
    output: ManifestOption = None,
    force: ForceOption = False,
) -> None:
    """Give the ClusterRole that reading a cluster takes, and its binding: get and list, and no Secrets.

    With nobody named it binds the group deckgen-readers.
    """
    from deckgen.manifests.rbac import rbac as manifest

    _give(manifest(user or [], group or [], service_account or []), output, force=force)


@manifests.command(
    "app",
    epilog=_examples(
        "deckgen manifests app --context acme-prod -o hello",
        "deckgen manifests app --snapshot acme.json --namespace try-out --host try.example.com -o hello",
    ),
)
def app_(  # noqa: PLR0913 - each is an option of the command
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write the files into.")],
    customer: CustomerOption = None,
    snapshot: SnapshotOption = None,
    context: ContextOption = None,
    kubeconfig: KubeconfigOption = None,
    timeout: TimeoutOption = None,
    sample: SampleOption = False,
    namespace: Annotated[
        str, typer.Option(metavar="NAME", help="Put it into this namespace instead of one of its own.")
    ] = "",
    host: Annotated[str, typer.Option(metavar="HOST", help="Publish it under this host name.")] = "",
    force: ForceOption = False,
) -> None:
    """Write the demo application of the call, fitted to a cluster: the files that its slides show.

    What the cluster has nothing for is left out and said: a volume without a default StorageClass, an Ingress without
    an ingress class.
    """
    from deckgen import build as way
    from deckgen import terminal
    from deckgen.manifests import app as demo
    from deckgen.manifests import folder

    demo.check(namespace, host)
    source = _source(snapshot, context, kubeconfig, timeout, sample=sample)
    known = way.load_profile(_profile(customer, sample=sample))
    found = way.brief_on(demo.FACTS, known, source(), None, sample=sample).facts
    to = demo.fit(found, namespace, host)
    texts = {one.file: one.text for one in demo.manifests(to)}
    folder.write(output, texts, [name for name in demo.names() if name not in texts], force=force)
    terminal.say(
        "\n".join((f"{output}: {len(texts)} files for namespace {to.namespace}.", *demo.left_out(found, to, host)))
    )


@app.command("list", epilog=_examples("deckgen list facts", "deckgen list scripts --format json"))
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


def _give(manifest: str, output: Path | None, *, force: bool) -> None:
    """Print a manifest, or write it to the file that was named."""
    if output is None:
        sys.stdout.write(manifest)
        return
    from deckgen.files import replace_whole
    from deckgen.target import check_target

    text = manifest.encode()
    check_target(output, (".yaml",), lambda path: path.read_bytes() == text, force=force)
    replace_whole(output, text)


def _material(script: str, customer: Path | None, read: "Callable[[], Snapshot]", *, sample: bool) -> "Material":
    """Load the files before the cluster is read: a mistake in a file should not cost a minute's wait."""
    from deckgen import build as way

    profile = _profile(customer, sample=sample)
    found = way.find_script(script)
    known = way.load_profile(profile, found.promises)
    return way.Material(found, known, read(), profile, sample=sample)


def _profile(customer: Path | None, *, sample: bool) -> Path | None:
    from deckgen import build as way

    return customer or (way.sample_profile() if sample else None)


def _source(
    snapshot: Path | None, context: str | None, kubeconfig: Path | None, timeout: int | None, *, sample: bool
) -> "Callable[[], Snapshot]":
    """Give the one way to the cluster data that the options name."""
    from deckgen import build as way

    if (snapshot is not None) + (context is not None or kubeconfig is not None) + sample > 1:
        raise InputError(
            "more than one source of cluster data is given", "give one of --snapshot FILE, --context NAME, --sample"
        )
    if sample:
        return way.sample_snapshot
    if snapshot is None:
        return lambda: _collect(context, kubeconfig, timeout)
    from deckgen.cluster.snapshot import load

    return lambda: load(snapshot)


def _collect(context: str | None, kubeconfig: Path | None, timeout: int | None) -> "Snapshot":
    from deckgen import terminal
    from deckgen.cluster import timelimit
    from deckgen.cluster.collect import collect, connect

    target = connect(kubeconfig, context, timeout or timelimit.SECONDS)
    with terminal.progress(f"Reading {target.name}") as step:
        return collect(target, step)


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
