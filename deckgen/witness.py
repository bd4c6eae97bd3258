"""Facts that remember which of them a slide looked at, so that its notes can warn of them."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from deckgen.brief import Brief
from deckgen.deck import Run, Text
from deckgen.fact import Fact, Facts
from deckgen.values import spell


class Witness(Mapping[str, Fact]):
    """The facts of a brief, and the names of those that were asked for."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self.asked: dict[str, Fact] = {}

    def __getitem__(self, name: str) -> Fact:
        return self.asked.setdefault(name, self._facts[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def __contains__(self, name: object) -> bool:
        return name in self._facts

    def watched(self, brief: Brief) -> Brief:
        """Give ``brief`` with these facts in the place of its own."""
        return replace(brief, facts=Facts(self))

    def warnings(self) -> tuple[Text, ...]:
        """Say which facts of those asked for differ from what was agreed, are in doubt, or are not visible and why."""
        asked = sorted(self.asked.values(), key=lambda fact: fact.name)
        unseen: dict[str, list[Fact]] = {}
        for fact in asked:
            if not fact.visible:
                unseen.setdefault(fact.why_not, []).append(fact)
        return (
            *(_difference(fact) for fact in asked if fact.differs),
            *(_doubt(fact) for fact in asked if fact.disagrees),
            *map(_unseen, unseen.values(), unseen),
        )


def _difference(fact: Fact) -> Text:
    others = (("the documented standard is", fact.standard), ("the profile says", fact.declared))
    said = [f"{who} {spell(what, fact.unit)}" for who, what in others if what is not None and what != fact.value]
    words = f": observed {spell(fact.value, fact.unit)}, but {' and '.join(said)}."
    return Text((Run(fact.name, "code"), Run(words)), fact.source, differs=True)


def _doubt(fact: Fact) -> Text:
    return Text((Run(fact.name, "code"), Run(f": the cluster disagrees with itself ({'; '.join(fact.disagrees)}).")))


def _unseen(facts: list[Fact], reason: str) -> Text:
    names = [run for fact in facts for run in (Run(", "), Run(fact.name, "code"))][1:]
    return Text((Run("Not visible: "), *names, Run(f" ({reason}).")))
