"""The commands below ``deckgen manifests``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.options import (
    ContextOption,
    CustomerOption,
    ForceOption,
    KubeconfigOption,
    ManifestOption,
    SampleOption,
    SnapshotOption,
    TimeoutOption,
    examples,
)
from deckgen.sources import profile_of, source_of

app = typer.Typer(no_args_is_help=True)


@app.command(
    epilog=examples(
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


@app.command(
    "app",
    epilog=examples(
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
    from deckgen.manifests import fit as fitting
    from deckgen.manifests import folder

    fitting.check(namespace, host)
    source = source_of(snapshot, context, kubeconfig, timeout, sample=sample)
    known = way.load_profile(profile_of(customer, sample=sample))
    found = way.brief_on(fitting.FACTS, known, source(), None, sample=sample).facts
    to = fitting.fit(found, namespace, host)
    texts = {one.file: one.text for one in demo.manifests(to)}
    folder.write(output, texts, [name for name in demo.names() if name not in texts], force=force)
    terminal.say(
        "\n".join((f"{output}: {len(texts)} files for namespace {to.namespace}.", *fitting.left_out(found, to, host)))
    )


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
