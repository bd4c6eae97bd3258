"""Words that tell nothing of anyone: a name that is one of them is not worth hiding, and not worth looking for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from zipfile import ZipFile

from deckgen import assets, makers
from deckgen.customer import Customer
from deckgen.fact import Fact, Holds


@cache
def ordinary_words() -> frozenset[str]:
    """Give, in lower case, the words that tell nothing: of deckgen's own scripts, of its page layouts, of Kubernetes.

    The page layouts have the words that every PowerPoint file has, such as ``main`` and ``core``.
    """
    told = _words_of([_scripts(), *_texts_of_templates()])
    return frozenset(told | {name.lower() for name in _KINDS} | makers.PARTS)


def stands_in_scripts(text: str) -> bool:
    """Tell whether a text stands, in these words, in the scripts that come with deckgen."""
    return " ".join(text.lower().split()) in _scripts()


@cache
def _scripts() -> str:
    """Give the text of the scripts that come with deckgen, in lower case."""
    texts = (path.read_text(encoding="utf-8") for path in assets.script_files())
    return " ".join(" ".join(texts).lower().split())


def public_words(facts: Iterable[Fact]) -> frozenset[str]:
    """Give the words of the values that are public, such as the name of the distribution."""
    public = (fact.value for fact in facts if fact.holds is Holds.PUBLIC)
    return frozenset(_words_of(text for value in public for text in leaves(value) if isinstance(text, str)))


def own_words(profile: Customer) -> frozenset[str]:
    """Give the plain words of what a prospect's profile shows: a namespace called so tells nothing."""
    if not profile.prospect:
        return frozenset()
    return frozenset(re.findall(r"(?<![\w.-])[^\W\d_]+(?![\w.-])", " ".join((profile.name, *profile.needs)).lower()))


def _texts_of_templates() -> Iterator[str]:
    for folder in assets.layouts().values():
        with ZipFile(folder / "template.pptx") as package:
            yield " ".join(package.namelist()).replace(".", " ")
            yield from (package.read(name).decode("utf-8", "replace") for name in package.namelist() if ".xml" in name)


def _words_of(texts: Iterable[str]) -> set[str]:
    return {word.strip("._-") for text in texts for word in re.findall(r"[a-z0-9][a-z0-9._-]*", text.lower())}


_KINDS = (
    *("ClusterRole", "ClusterRoleBinding", "ConfigMap", "CronJob", "DaemonSet", "Deployment", "Ingress", "Job", "Node"),
    *("Namespace", "PersistentVolumeClaim", "Pod", "ReplicaSet", "Role", "RoleBinding", "Secret", "Service"),
    *("hdd", "ssd", "nvme"),
    *("ServiceAccount", "StatefulSet", "StorageClass", "ClusterIssuer", "Issuer", "User", "Group", "container"),
)


def leaves(value: Any) -> Iterator[Any]:
    """Give what a value holds that holds nothing itself: of lists and rows, their members."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from leaves(each)
    else:
        yield value
