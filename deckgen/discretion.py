"""What one run knows to be confidential, and how it is kept from each audience; reckoned once, when asked for."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from deckgen.audience import Audience
from deckgen.cluster.snapshot import Snapshot
from deckgen.confidential import Value, tells
from deckgen.customer import Customer
from deckgen.fact import Fact
from deckgen.known import networks_of, values_of, zones_of
from deckgen.ordinary import ordinary_words, own_words, public_words
from deckgen.pseudonym import Pseudonyms
from deckgen.redaction import Redaction


class Discretion:
    """What is known to be confidential in a snapshot and a profile.

    Args:
        snapshot: the cluster.
        customer: the profile.
        made_up: made-up names of earlier runs by the real ones.
    """

    def __init__(self, snapshot: Snapshot, customer: Customer, made_up: Mapping[str, str] | None = None) -> None:
        self._snapshot, self._customer, self._made_up = snapshot, customer, made_up
        self._redactions: dict[str, Redaction] = {}

    @cached_property
    def values(self) -> dict[str, Value]:
        """Every confidential value by its text."""
        return values_of(self._snapshot, self._customer)

    @cached_property
    def pseudonyms(self) -> Pseudonyms:
        """The made-up names of this run, the same for all audiences."""
        return Pseudonyms(self._made_up, self.values, zones_of(self._snapshot), networks_of(self.values))

    def redaction(self, audience: Audience) -> Redaction:
        """Give what takes out of facts and words what the audience may not see."""
        if audience.name not in self._redactions:
            self._redactions[audience.name] = self._made_for(audience)
        return self._redactions[audience.name]

    def _made_for(self, audience: Audience) -> Redaction:
        if audience.hides_tokens_alone:
            return Redaction(audience)
        return Redaction(audience, self.values, self.pseudonyms, ordinary_words())

    def hidden_from(self, audience: Audience, facts: Iterable[Fact]) -> list[Value]:
        """Give the values that the audience may not see, and whose finding in a file would tell something.

        Args:
            audience: who.
            facts: as the audience sees them; words of public ones tell nothing.
        """
        ordinary = ordinary_words() | public_words(facts) | own_words(self._customer)
        hidden = (value for value in self.values.values() if not audience.shows(value.holds))
        return [value for value in hidden if tells(value, ordinary)]
