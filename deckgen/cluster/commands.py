"""What a container's command line tells: allow-listed flags, and the few commands that are recognised."""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

import msgspec

from deckgen.cluster.allowed import (
    CHOICES,
    FLAGS,
    NODE_ANNOTATIONS,
    NODE_ARGS,
    REPEATED,
    SWITCHES,
    picked,
    without_login,
)
from deckgen.cluster.decoder import decoder_of

ETCD_SNAPSHOT = "etcd snapshot save"
INGRESS_NGINX = "nginx ingress controller"
SWIFT_UPLOAD = "swift upload"

_RECOGNISED = (
    # etcdctl's own command, flags between the words allowed (rackerlabs/genestack base-kustomize/backups); RKE2's.
    (
        ETCD_SNAPSHOT,
        re.compile(
            r"\betcdctl\b.*\bsnapshot\s+save\b|\b(rke2|k3s)\s+etcd-snapshot\b(?!\s+(ls|list|prune|delete|rm)\b)",
            re.DOTALL,
        ),
    ),
    # The program's name is the surest sign of the project, which had three images (kubernetes/ingress-nginx Changelog).
    (INGRESS_NGINX, re.compile(r"/nginx-ingress-controller(\s|$)")),
    # python-swiftclient and python-openstackclient.
    (SWIFT_UPLOAD, re.compile(r"\bswift\b[^|;&]*\bupload\b|\bopenstack\b[^|;&]*\bobject\s+create\b")),
)
_CURATOR = re.compile(r"\bcurator\b(?!_)")
_CURATOR_CLI = re.compile(r"\bcurator_cli\b.*\bdelete[_-]indices\b", re.DOTALL)


class _Filter(msgspec.Struct):
    """A filter of curator's ``--filter_list`` (elastic/curator docs/reference/filters)."""

    filtertype: str = ""
    direction: str = ""
    unit: str = ""
    unit_count: int = 0
    exclude: bool = False


def flags(words: Sequence[str], variables: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Find the allow-listed flags in a command line.

    Args:
        words: the command and its arguments; a shell's script counts as the words in it.
        variables: values out of the environment by the flag that they stand for; they count where the flag is missing
            or names a variable (``$(OS_AUTH_URL)``).

    Returns:
        Values by name without dashes: ``--name=value``, ``--name value``, or "true" for a flag alone. The last one
        wins, but what ``REPEATED`` names is joined by commas. URLs lose their user, password and query. Of what
        ``CHOICES`` names only those values.
    """
    found: dict[str, str] = {}
    for name, value in _flags(list(_split(words))):
        clean = without_login(value)
        found[name] = f"{found[name]},{clean}" if name in REPEATED and name in found else clean
    for name, value in variables.items():
        if name not in found or found[name].startswith("$("):
            found[name] = without_login(value).replace("\n", ",")
    for name in CHOICES.keys() & found.keys():
        found[name] = ",".join(one for one in found[name].split(",") if one in CHOICES[name])
    return {name: value for name, value in found.items() if value or name not in CHOICES}


def does(words: Sequence[str]) -> list[str]:
    """Say which of the commands that facts look for a command line holds, in words."""
    text = " ".join(words)
    found = [what for what, pattern in _RECOGNISED if pattern.search(text)]
    if _CURATOR_CLI.search(text):
        found += _inline_curator(list(_split(words)))
    elif _CURATOR.search(text):
        found += _action_file(list(_split(words)))
    return found


def node_annotations(annotations: Mapping[str, str]) -> dict[str, str]:
    """Give a Node's allow-listed annotations, of a command line only the flags that are allow-listed too."""
    kept = picked(annotations, NODE_ANNOTATIONS)
    for key in NODE_ARGS:
        if key in kept:
            kept[key] = _flags_of(annotations[key])
    return kept


def _flags(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for word, after in zip_longest(words, words[1:], fillvalue=""):
        name, equals, value = word.lstrip("-").partition("=")
        if not word.startswith("-") or name not in FLAGS:
            continue
        if equals:
            yield name, value
        else:
            yield name, "true" if name in SWITCHES or not after or after.startswith("-") else after


def _split(words: Sequence[str]) -> Iterator[str]:
    """Give the words, with those of a shell's script (what follows ``-c``) in place of the script."""
    for before, word in zip(("", *words), words, strict=False):
        if not re.fullmatch(r"-[a-z]*c", before):
            yield word
            continue
        try:
            yield from shlex.split(word, comments=True)
        except ValueError:  # half of a quotation, as scripts with here-documents have
            yield from word.split()


_FILTERS: Any = list[_Filter] | _Filter


def _inline_curator(words: Sequence[str]) -> list[str]:
    """Say how old indices become that ``curator_cli ... delete_indices --filter_list JSON`` deletes."""
    text = next((words[at + 1] for at, word in enumerate(words[:-1]) if word == "--filter_list"), "")
    try:
        filters = decoder_of(_FILTERS, strict=False).decode(text)
    except msgspec.DecodeError:
        return []
    return [
        f"delete indices older than {one.unit_count} {one.unit}"
        for one in (filters if isinstance(filters, list) else [filters])
        if one.filtertype == "age" and one.direction == "older" and one.unit_count and not one.exclude
    ]


def _action_file(words: Sequence[str]) -> list[str]:
    """Say which action file Curator runs: the last word of its command, without the folder (elastic/curator)."""
    name = words[-1].rpartition("/")[2] if words else ""
    return [f"curator action file {name}"] if re.fullmatch(r"[\w.-]+\.ya?ml", name) else []


def _flags_of(arguments: str) -> str:
    """Give a JSON list of arguments with allow-listed flags alone, in the same form."""
    try:
        words: list[Any] = msgspec.json.decode(arguments, type=list[Any])
    except msgspec.DecodeError:
        return "[]"
    kept = flags([str(word) for word in words])
    return msgspec.json.encode([part for name, value in kept.items() for part in (f"--{name}", value)]).decode()
