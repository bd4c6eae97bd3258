"""Find facts in a snapshot: by name, by topic, or all."""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import Any

from deckgen.cluster import facts
from deckgen.cluster.definition import Definition
from deckgen.cluster.remember import remembered
from deckgen.cluster.sight import gaps_behind, lists_read_whole, parts_as_read, unread
from deckgen.cluster.snapshot import Gap, Snapshot
from deckgen.fact import Fact, Facts, Source, not_visible
from deckgen.wording import clean

LONGEST = 320
"""Characters of a string in a value: a namespace with a name fits (63 + 1 + 253); an annotation may have 256 KiB."""

LONGEST_EVIDENCE = 2000


def topics() -> list[str]:
    """Give the topics, that is the names of the files in ``facts/``, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(facts.__path__))


@cache
def definitions_of(topic: str) -> tuple[Definition, ...]:
    """Give the definitions of one topic.

    Raises:
        ModuleNotFoundError: there is no such topic.
    """
    found: tuple[Definition, ...] = importlib.import_module(f"{facts.__name__}.{topic}").FACTS
    return found


@cache
def definitions() -> dict[str, Definition]:
    """Give every definition by its name, sorted by topic."""
    return {definition.name: definition for topic in topics() for definition in definitions_of(topic)}


def observe(snapshot: Snapshot, names: Iterable[str] | None = None) -> Facts:
    """Find the facts called ``names`` in ``snapshot``, or all of them.

    Raises:
        KeyError: a name that no definition has.
    """
    return _all(snapshot) if names is None else _found(snapshot, [definitions()[name] for name in names])


@remembered
def _all(snapshot: Snapshot) -> Facts:
    """Find every fact, once for the decks of all audiences and for the check."""
    return _found(snapshot, definitions().values())


def _found(snapshot: Snapshot, wanted: Iterable[Definition]) -> Facts:
    whole, part = lists_read_whole(snapshot), parts_as_read(snapshot)
    return Facts({one.name: _observe(one, part if one.local else whole) for one in wanted})


def gaps_of(fact: Fact, snapshot: Snapshot) -> list[Gap]:
    """Give the gaps of ``snapshot`` that the fact's reason is about, and those of what its rule cannot do without."""
    return gaps_behind(snapshot, fact.reason, definitions()[fact.name].needs)


def _observe(definition: Definition, snapshot: Snapshot) -> Fact:
    reason = unread(snapshot, *definition.needs)
    finding = not_visible(reason) if reason else definition.find(snapshot)
    return Fact(
        name=definition.name,
        value=_harmless(finding.value),
        source=Source.NOT_VISIBLE if finding.value is None else Source.OBSERVED,
        unit=definition.unit,
        evidence=_harmless(finding.evidence, LONGEST_EVIDENCE),
        reason=_harmless(finding.reason, LONGEST_EVIDENCE),
        holds=definition.holds,
        disagrees=tuple(_harmless(one, LONGEST_EVIDENCE) for one in finding.disagrees),
        absent=finding.absent,
    )


def _harmless(value: Any, longest: int = LONGEST) -> Any:
    """Give a value whose strings hold nothing that a terminal obeys, and are no longer than a person would read.

    Every value passes here, on its way to a terminal, an outline, a slide or a diagram.
    """
    if isinstance(value, str):
        text = str(clean(value))
        return text if len(text) <= longest else text[: longest - 1] + "…"
    if isinstance(value, list):
        return [_harmless(one, longest) for one in value]
    if isinstance(value, dict):
        return {key: _harmless(one, longest) for key, one in value.items()}
    return value
