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
) -> Brief:
    """Bring together what was observed, declared and promised, and take out what the audience may not see.

    Args:
        customer: the whole profile.
        observed: every fact, as found in the snapshot.
        standards: the documented standard by fact name, from the script.
        audience: for whom.
        as_of: when the snapshot was taken.
        sample: the data is made up.
    """
    declared = _declared_to(audience, customer)
    kept_back = customer.declared.keys() - declared.keys()
    facts = {
        name: _fit(resolve(fact, declared.get(name), standards.get(name)), audience, kept_back=name in kept_back)
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
    if Holds.FREE_TEXT in audience.holds:
        return customer.declared
    return {name: value for name, value in customer.declared.items() if isinstance(value, bool | int | float)}


def _fit(fact: Fact, audience: Audience, *, kept_back: bool) -> Fact:
    """Give a fact as the audience may see it; ``kept_back`` says that a person's words for it were taken out before."""
    if fact.holds not in audience.holds or (kept_back and fact.source not in {Source.OBSERVED, Source.DOCUMENTED}):
        return fact.withheld()
    if fact.differs and not audience.differences:
        return replace(fact, standard=None, declared=None)
    return fact


def _known_to(audience: Audience, customer: Customer) -> Customer:
    if audience.named:
        return customer
    return Customer(name=UNNAMED, language=customer.language, brand=Brand())
