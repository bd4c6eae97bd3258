"""How each promise of a script stands on one cluster, with what it was told from.

Pure: the same brief gives the same verdicts, for ``deckgen check`` and for the slide before the call.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from deckgen.brief import Brief
from deckgen.customer import Agreement
from deckgen.deck import Run, Text
from deckgen.fact import UNSURE, Fact, Source
from deckgen.phrases import Words
from deckgen.promise import Promise
from deckgen.text import NotVisible, evaluate, render
from deckgen.values import FROM, spell
from deckgen.witness import Witness


class State(StrEnum):
    """How a promise stands, what needs somebody first."""

    NOT_MET = "not met"
    NOT_VISIBLE = "not visible"
    BY_HAND = "by hand"
    WAIVED = "waived"
    MET = "met"


class Verdict(Struct, frozen=True):
    """How one promise stands.

    Attributes:
        id: the promise's.
        label: what is promised.
        state: how it stands.
        promised: the comparison in words, such as "at least 3"; "" where it compares no value.
        value: the promised value, after what the profile says of it; None where it compares none.
        agreed: the value is the profile's.
        because: the profile's reason for another value, or for waiving it.
        found: what was found, in words, with its source.
        reason: why it is not visible.
        do: what to do about it, or what to try.
        next: what the customer reads as a next step where it is not met, or nothing.
        facts: what it was told from.
        critical: nothing is handed out while it is not met.
    """

    id: str
    label: Text
    state: State
    promised: str = ""
    value: Any = None
    agreed: bool = False
    because: str = ""
    found: Text = field(default_factory=Text)
    reason: str = ""
    do: Text = field(default_factory=Text)
    next: Text = field(default_factory=Text)
    facts: tuple[Fact, ...] = ()
    critical: bool = False


_IN_WORDS = {"equals": "{}", "at_least": "at least {}", "at_most": "at most {}", "contains": "with {}"}


def judge(promises: Iterable[Promise], standards: Mapping[str, Any], brief: Brief) -> tuple[Verdict, ...]:
    """Judge each promise that is made to this cluster, in the order of the script.

    Args:
        promises: the script's.
        standards: the script's, by fact name.
        brief: facts and profile; the profile's ``promises`` go before the script's. Documented standards are held back
            in it (see ``standard``), since they prove nothing.
    """
    return tuple(_judged(promises, standards, brief))


def by_urgency(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Give what needs somebody first, else in the order of the script."""
    order = list(State)
    return sorted(verdicts, key=lambda one: order.index(one.state))


def _judged(promises: Iterable[Promise], standards: Mapping[str, Any], brief: Brief) -> Iterator[Verdict]:
    for promise in promises:
        agreement = brief.customer.promises.get(promise.id)
        value = agreement.value if agreement and agreement.waived is None else promise.value(standards)
        label = render(promise.label, brief, {"value": value}) or Text((Run(promise.id),))
        if agreement and agreement.waived is not None:
            yield Verdict(promise.id, label, State.WAIVED, because=agreement.waived)
        elif verdict := _verdict(promise, value, label, agreement, brief):
            yield verdict


def _verdict(promise: Promise, value: Any, label: Text, agreement: Agreement | None, brief: Brief) -> Verdict | None:
    """Give the verdict, or None where the promise is not made to this cluster."""
    witness = Witness(brief.facts)
    seen = witness.watched(brief)
    reason = ""
    try:
        if promise.when is not None and not evaluate(promise.when, seen):
            return None
        witness.asked.clear()  # that the promise is made at all is no evidence of how it stands
        kept = _is_kept(promise, value, seen)
    except NotVisible as error:
        kept, reason = None, str(error)
    state = _state(promise, kept=kept)
    facts = tuple(witness.asked.values())
    return Verdict(
        id=promise.id,
        label=label,
        state=state,
        promised=_promised(promise, value, brief),
        value=value,
        agreed=agreement is not None,
        because=agreement.because if agreement else "",
        found=_found(promise, brief, value) if kept is not None else Text(),
        reason=reason if state is State.NOT_VISIBLE else "",
        do=_to_do(promise, state, brief, value),
        next=_said(promise.next, brief, value) if state is State.NOT_MET else Text(),
        facts=facts,
        critical=promise.critical,
    )


def _is_kept(promise: Promise, value: Any, brief: Brief) -> bool | None:
    """Tell whether the promise is kept; None where a person has to try.

    Raises:
        NotVisible: a fact that it needs is not visible, or its sources disagree.
    """
    if promise.holds is not None:
        return bool(evaluate(promise.holds, brief))
    if promise.fact is None:
        return None
    fact = brief.facts[promise.fact]
    if not fact.visible:
        raise NotVisible(f"{fact.name}: {fact.why_not}")
    if fact.value == UNSURE and fact.disagrees:
        raise NotVisible(f"{fact.name}: the cluster disagrees with itself ({'; '.join(fact.disagrees)})")
    return _compares(promise.comparison, fact.value, value)


def _compares(comparison: str, found: Any, promised: Any) -> bool:
    if comparison == "at_least":
        return bool(found >= promised)
    if comparison == "at_most":
        return bool(found <= promised)
    return bool(promised in found if comparison == "contains" else found == promised)


def _state(promise: Promise, *, kept: bool | None) -> State:
    if promise.by_hand is not None:
        return State.BY_HAND
    if kept is None:
        return State.NOT_VISIBLE
    return State.MET if kept else State.NOT_MET


def _promised(promise: Promise, value: Any, brief: Brief) -> str:
    """Give the comparison in words; where an author says what was found, the label says what should have been."""
    if promise.fact is None or (promise.found is not None and promise.comparison == "equals"):
        return ""
    return _IN_WORDS[promise.comparison].format(spell(value, brief.facts[promise.fact].unit))


def _found(promise: Promise, brief: Brief, value: Any) -> Text:
    words = _said(promise.found, brief, value)
    if promise.fact is None:
        return words
    fact = brief.facts[promise.fact]
    said = words or Text((Run(spell(fact.value, fact.unit)),))
    return Text(said.runs, fact.source)


def _to_do(promise: Promise, state: State, brief: Brief, value: Any) -> Text:
    if state is State.BY_HAND:
        return _said(promise.by_hand, brief, value)
    return _said(promise.do, brief, value) if state is State.NOT_MET else Text()


def _said(words: Words | None, brief: Brief, value: Any) -> Text:
    return (render(words, brief, {"value": value}) if words is not None else None) or Text()


def told_by(fact: Fact) -> str:
    """Say what one fact tells: its value, where that is from, and the evidence; or why it is not visible."""
    if not fact.visible:
        return f"{fact.name}: not visible ({fact.why_not})"
    from_where = "" if fact.source is Source.OBSERVED else f", {FROM[fact.source]}"
    return f"{fact.name}: {spell(fact.value, fact.unit)}{from_where}" + (f" ({fact.evidence})" if fact.evidence else "")
