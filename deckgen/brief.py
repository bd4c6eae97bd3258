"""The brief: all that a slide kind and a diagram may look at, for one audience.

Facts are found on the real cluster first. Here they meet what the profile declares and what the script promises, and
what the audience may not see is taken out, in this one place.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from deckgen.audience import Audience
from deckgen.customer import Brand, Customer
from deckgen.fact import Fact, Facts, Holds, Source
from deckgen.redaction import Redaction

UNNAMED = "your organisation"


class Brief(Struct, frozen=True):
    """What the deck can be made from.

    Attributes:
        customer: the profile, as the audience may see it.
        facts: every fact, resolved: observed, else declared, else documented, else not visible.
        audience: for whom.
        as_of: the time of the cluster's data, with its zone.
        sample: the data is made up.
    """

    customer: Customer
    facts: Facts
    audience: Audience
    as_of: datetime
    sample: bool = False


def make_brief(
    customer: Customer,
    observed: Facts,
    standards: Mapping[str, Any],
    audience: Audience,
    as_of: datetime,
    *,
    sample: bool = False,
    redaction: Redaction | None = None,
) -> Brief:
    """Bring together what was observed, declared and promised, and take out what the audience may not see.

    Args:
        customer: the whole profile.
        observed: every fact, as found in the snapshot.
        standards: the documented standard by fact name, from the script.
        audience: for whom.
        as_of: when the snapshot was taken.
        sample: the data is made up.
        redaction: takes out what the audience may not see; one that knows no values where there is none.
    """
    redaction = redaction or Redaction(audience)
    declared = _declared_to(audience, customer)
    kept_back = customer.declared.keys() - declared.keys()
    facts = {
        name: _fit(resolve(fact, declared.get(name), standards.get(name)), redaction, kept_back=name in kept_back)
        for name, fact in observed.items()
    }
    return Brief(_known_to(audience, customer), Facts(facts), audience, as_of, sample)


def resolve(fact: Fact, declared: Any, standard: Any) -> Fact:
    """Give ``fact`` with the surest value there is: observed, else declared, else documented, else none."""
    known = replace(fact, declared=declared, standard=standard)
    if fact.visible:
        return known
    if declared is not None:
        return replace(known, value=declared, source=Source.DECLARED, evidence="customer profile")
    if standard is not None and not fact.absent:
        return replace(known, value=standard, source=Source.DOCUMENTED, evidence="documented standard")
    return known


def _declared_to(audience: Audience, customer: Customer) -> Mapping[str, Any]:
    """Give what the profile declares, without the words of a person where the audience may not read those."""
    if audience.shows(Holds.FREE_TEXT):
        return customer.declared
    return {name: value for name, value in customer.declared.items() if isinstance(value, bool | int | float)}


def _fit(fact: Fact, redaction: Redaction, *, kept_back: bool) -> Fact:
    """Give a fact as the audience may see it; ``kept_back`` says that a person's words for it were taken out before."""
    differences = redaction.audience.differences
    if kept_back and fact.source not in {Source.OBSERVED, Source.DOCUMENTED}:
        return fact.withheld()
    if fact.differs and differences == "standard" and fact.standard is not None:
        fact = replace(fact, value=fact.standard, source=Source.DOCUMENTED)
    if fact.differs and differences != "told":
        fact = replace(fact, standard=None, declared=None)
    return redaction.fact(fact)


def _known_to(audience: Audience, customer: Customer) -> Customer:
    """Give the profile as the audience may see it; a prospect is the reader, and sees what is theirs."""
    if audience.named:
        return customer
    if customer.prospect:
        return customer.model_copy(update={"contacts": (), "support": (), "solved": (), "declared": {}, "promises": {}})
    return Customer(name=UNNAMED, language=customer.language, brand=Brand())
