"""Where a command's data comes from: the files and the one cluster that its options name."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.errors import InputError

if TYPE_CHECKING:
    from deckgen.audience import Audience
    from deckgen.build import Material
    from deckgen.cluster.snapshot import Snapshot

ALL = "all"
"""Stands for every audience that comes with deckgen."""


def material_of(script: str, customer: Path | None, read: "Callable[[], Snapshot]", *, sample: bool) -> "Material":
    """Load the files before the cluster is read: a mistake in a file should not cost a minute's wait."""
    from deckgen import build as way
    from deckgen.same_cluster import check_same_cluster

    profile = profile_of(customer, sample=sample)
    found = way.find_script(script)
    known = way.load_profile(profile, found.promises)
    taken = read()
    check_same_cluster(known, taken)
    return way.Material(found, known, taken, profile, sample=sample)


def audiences_of(names: "Sequence[str]") -> "list[Audience]":
    """Give the audiences that a person named: by name, by a file with a row of their own, or all that there are.

    Raises:
        InputError: there is no such audience, or its file has mistakes, or two have the same name.
    """
    from deckgen import build as way
    from deckgen.audience import AUDIENCES
    from deckgen.audience_file import load_audience

    expanded = [name for one in names for name in (AUDIENCES if one == ALL else (one,))]
    found = [
        load_audience(Path(name)) if name not in AUDIENCES and way.looks_like_path(name) else way.find_audience(name)
        for name in dict.fromkeys(expanded)
    ]
    named = [one.name for one in found]
    if twice := [name for name in named if named.count(name) > 1]:
        raise InputError(f"two audiences are called {twice[0]!r}", "give one of them another name, or leave one out")
    return found


def profile_of(customer: Path | None, *, sample: bool) -> Path | None:
    """Give the customer profile that was named, or the sample's with the sample, or none."""
    from deckgen import build as way

    return customer or (way.sample_profile() if sample else None)


def source_of(
    snapshot: Path | None, context: str | None, kubeconfig: Path | None, timeout: int | None, *, sample: bool
) -> "Callable[[], Snapshot]":
    """Give the one way to the cluster data that the options name; nothing is read yet.

    Raises:
        InputError: the options name several.
    """
    from deckgen import build as way

    if (snapshot is not None) + (context is not None or kubeconfig is not None) + sample > 1:
        raise InputError(
            "more than one source of cluster data is given", "give one of --snapshot FILE, --context NAME, --sample"
        )
    if sample:
        return way.sample_snapshot
    if snapshot is None:
        return lambda: read_cluster(context, kubeconfig, timeout)
    from deckgen.cluster.snapshot import load

    return lambda: load(snapshot)


def read_cluster(context: str | None, kubeconfig: Path | None, timeout: int | None) -> "Snapshot":
    """Read a live cluster, and show how far it is.

    Raises:
        InputError: the kubeconfig is missing or broken, or has no such context.
        ClusterError: the cluster cannot be reached, or lets nobody in with these credentials.
    """
    from deckgen import terminal
    from deckgen.cluster import timelimit
    from deckgen.cluster.collect import collect, connect

    target = connect(kubeconfig, context, timeout or timelimit.SECONDS)
    with terminal.progress(f"Reading {target.name}") as step:
        return collect(target, step)
