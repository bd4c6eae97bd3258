"""What an audience may not see is taken out of facts here, and nowhere else.

Facts are found on the real cluster. Then each text in their values is looked through: for the values that are known to
be confidential, for what looks like an address, a URL, an id or a token, and, in a fact whose class the audience may
not see, for every word that is not one of ours.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from deckgen.audience import Audience
from deckgen.confidential import Value, tells
from deckgen.fact import WITHHELD, Fact, Holds, Source
from deckgen.pattern import LIKE_A_NUMBER, TOKENS, as_released, is_example, kind_of, words_and
from deckgen.pseudonym import Pseudonyms
from deckgen.rounded import Several, rounded

GONE = "\N{HORIZONTAL ELLIPSIS}"
"""What stands for a value that was left out of a longer text."""

COUNTED = ("", "B", "GiB", "vCPU")
"""Units of counts and sizes, which may be rounded; agreed spans of time, ports and shares tell nothing of anyone."""


NOT_COUNTED = {"retention": "h", "days": "d", "cpu_share": "%", "memory_share": "%"}
"""Columns of rows whose numbers are no counts, with their units."""

_PART_OF = re.compile(r"(?<![\w./])(\d{1,6})( of |/)(\d{1,6})(?![\w./])")
"""``23 of 26``, ``23/26``: how many of how many."""


class Redaction:
    """Takes out of facts what one audience may not see.

    Args:
        audience: who.
        values: what is known to be confidential, by its text.
        pseudonyms: the made-up names of this run.
        ordinary: words that tell nothing, in lower case: they stand in the scripts that come with deckgen.
    """

    def __init__(
        self,
        audience: Audience,
        values: Mapping[str, Value] | None = None,
        pseudonyms: Pseudonyms | None = None,
        ordinary: frozenset[str] = frozenset(),
    ) -> None:
        self.audience = audience
        self._tokens_alone, self._shows_tokens = audience.hides_tokens_alone, audience.shows(Holds.TOKEN)
        self._values = dict(values or {})
        self._pseudonyms = pseudonyms or Pseudonyms(taken=self._values)
        self._ordinary = ordinary
        phrases = _any_of(text for text, value in self._values.items() if _is_phrase(value))
        self._phrases = re.compile(phrases) if phrases else None
        self._words = words_and(phrases)

    def fact(self, fact: Fact) -> Fact:
        """Give a fact as the audience may see it; a documented standard is nobody's secret."""
        if fact.source is Source.DOCUMENTED:
            return replace(fact, declared=None, disagrees=())
        if self.audience.treats[fact.holds] == "left out":
            return replace(fact.withheld(), standard=fact.standard)
        changed = {name: self._value(getattr(fact, name), fact) for name in ("value", "declared")}
        if self.audience.named:
            return replace(fact, **changed)
        return replace(fact, **changed, evidence=_source_of(fact), reason=fact.reason and WITHHELD, disagrees=())

    def text(self, text: str, holds: Holds = Holds.PUBLIC) -> str:
        """Give a text without what the audience may not see.

        Args:
            text: any text.
            holds: what it would reveal; of a class that is not shown, each word is replaced that is not ordinary.
        """
        if self._tokens_alone:
            return text if self._shows_tokens else TOKENS.sub(GONE, text)
        if self.audience.treats[holds] == "left out":
            return ""
        if (known := self._values.get(text)) and tells(known, self._ordinary):
            return self._treated(known)
        if self.audience.numbers == "rounded":
            text = _PART_OF.sub(lambda one: f"{rounded(int(one[1]))}{one[2]}{rounded(int(one[3]))}", text)
        return self._words.sub(lambda one: self._word(one[0], holds), text)

    def hidden_in(self, text: str) -> list[Value]:
        """Give what in an author's own words the audience may not see: known values, and what looks like one.

        Links to public pages are no secret, nor are addresses and domains kept for examples.
        """
        if self._tokens_alone and not TOKENS.search(text):
            return []
        return [value for word in self._words.findall(text) for value in self._hidden(word)]

    def _hidden(self, word: str) -> list[Value]:
        found = self._values.get(word) or self._by_look(word)
        values = [found] if found else [self._values[one] for one in self._known_in(word)]
        return [value for value in values if not self.audience.shows(value.holds) and self._is_telling(value)]

    def _known_in(self, word: str) -> list[str]:
        return self._phrases.findall(word) if self._phrases else []

    def _is_telling(self, value: Value) -> bool:
        if value.text in self._values:
            return tells(value, self._ordinary)
        if value.holds is Holds.URL:
            return any(self._hidden(part) for part in re.split(r"[/:?#]+", value.text))
        return not is_example(value.text)

    def _value(self, value: Any, fact: Fact) -> Any:
        if isinstance(value, str):
            return self.text(value, fact.holds)
        if isinstance(value, list):
            seen = [self._value(each, fact) for each in value]
            return Several(seen) if self.audience.numbers == "rounded" else seen
        if isinstance(value, Mapping):
            return {key: self._cell(each, fact, str(key)) for key, each in value.items()}
        if self.audience.numbers == "rounded" and fact.unit in COUNTED:
            return rounded(value)
        return value

    def _cell(self, value: Any, fact: Fact, column: str) -> Any:
        unit = NOT_COUNTED.get(column, fact.unit)
        return self._value(value, replace(fact, holds=fact.reveals(column), unit=unit))

    def _word(self, word: str, holds: Holds) -> str:
        """Give what stands for one word, URL, address or known phrase of a text."""
        value = self._values.get(word) or self._by_look(word)
        if value:
            return self._treated(value) if tells(value, self._ordinary) else word
        if LIKE_A_NUMBER.fullmatch(word) or word.lower() in self._ordinary:
            return word
        if not self.audience.named and (released := as_released(word)) != word:
            return released
        return self._within(word) if self.audience.shows(holds) else self._treated(Value(word, holds))

    def _within(self, word: str) -> str:
        """Give a word with the known phrases replaced that are part of it, as a cluster's name is of its nodes'."""
        return self._phrases.sub(lambda one: self._treated(self._values[one[0]]), word) if self._phrases else word

    def _by_look(self, word: str) -> Value | None:
        kind = kind_of(word)
        return Value(word, kind) if kind else None

    def _treated(self, value: Value) -> str:
        treatment = self.audience.treats[value.holds]
        if treatment == "shown":
            return value.text
        return GONE if treatment == "left out" else self._pseudonyms.of(value)


def _is_phrase(value: Value) -> bool:
    """Tell whether a value has to be looked for in the middle of words, too, or has several words."""
    return value.holds in (Holds.CUSTOMER, Holds.DOMAIN) or " " in value.text


def _any_of(texts: Iterable[str]) -> str:
    """Give the pattern of any of ``texts``, the longest first, at the bounds of letters and digits."""
    known = "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))
    return rf"(?<![A-Za-z0-9])(?:{known})(?![A-Za-z0-9])" if known else ""


def _source_of(fact: Fact) -> str:
    return "" if fact.source is Source.NOT_VISIBLE else f"{fact.source.value}, not shown"
