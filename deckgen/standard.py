"""Keep the documented standard out of sentences: it stands only where a mark says what it is.

A title such as "Three control-plane nodes keep the API up" is a claim. A standard may not make it, so that the facts
of a slide's words are held back where nothing but the standard is known. Tables, big numbers and diagrams ask for the
standard by name (``stand_in``), since they show each value with its source.
"""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from deckgen.brief import Brief
from deckgen.fact import Fact, Facts, Source


def hold_back(brief: Brief) -> Brief:
    """Give ``brief`` with the facts not visible of which only the documented standard is known."""
    return replace(brief, facts=Facts({name: _held_back(fact) for name, fact in brief.facts.items()}))


def stand_in(fact: Fact) -> Fact:
    """Give a fact that is not visible its documented standard for a value, where there is one."""
    if fact.visible or fact.absent or fact.standard is None:
        return fact
    return replace(fact, value=fact.standard, source=Source.DOCUMENTED, evidence="documented standard")


def stand_in_all(facts: Facts) -> Facts:
    """Give all facts, each with its standard where nothing else is known, looked up when it is asked for."""
    return Facts(_StandingIn(facts))


class _StandingIn(Mapping[str, Fact]):
    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __getitem__(self, name: str) -> Fact:
        return stand_in(self._facts[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def _held_back(fact: Fact) -> Fact:
    if fact.source is not Source.DOCUMENTED:
        return fact
    return replace(fact, value=None, source=Source.NOT_VISIBLE, evidence="")
