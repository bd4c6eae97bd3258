"""Find what is wrong with a .pptx file, whoever made it: unsound, inaccessible, careless, or telling too much."""

from collections.abc import Collection, Iterator
from pathlib import Path

from deckgen.errors import InputError
from deckgen.lint.deck import Deck
from deckgen.lint.finding import Finding, Rule
from deckgen.lint.package import read
from deckgen.lint.rules import accessibility, craft, hygiene, soundness
from deckgen.suggest import among

RULES: tuple[Rule, ...] = (*soundness.RULES, *accessibility.RULES, *craft.RULES, *hygiene.RULES)


def lint(path: Path, ignored: Collection[str] = ()) -> list[Finding]:
    """Give what breaks a rule, slide by slide.

    Args:
        path: a .pptx, .potx or .pptm file.
        ignored: names of rules that are not asked.

    Raises:
        InputError: it is no such file, or there is no rule of a name in ``ignored``.
    """
    known = [rule.name for rule in RULES]
    for name in ignored:
        if name not in known:
            raise InputError(f"there is no rule called {name!r}", among(name, known, "rules"))
    deck = Deck(read(path))
    found = [one for rule in RULES if rule.name not in ignored for one in _broken(rule, deck)]
    order = {rule.name: number for number, rule in enumerate(RULES)}
    return sorted(found, key=lambda one: (one.place.slide, order[one.rule.name]))


def slide_names(path: Path) -> dict[int, str]:
    """Give what deckgen calls each slide of a deck of its own, by the slides' numbers."""
    return {slide.number: slide.id for slide in Deck(read(path)).slides}


def _broken(rule: Rule, deck: Deck) -> Iterator[Finding]:
    ids = {slide.number: slide.id for slide in deck.slides}
    return (Finding(rule, place, message, ids.get(place.slide, "")) for place, message in rule.find(deck))
