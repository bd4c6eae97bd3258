"""Values that nobody else would write, each with its class and the place where it was planted."""

import random
from typing import NamedTuple

from deckgen.fact import Holds

MARK = "qx"
"""How each made-up word begins: no text of deckgen's has it."""

LENGTH = 9


class Canary(NamedTuple):
    """``text`` is what is searched for: the part of a value that tells it, in small letters."""

    text: str
    holds: Holds
    where: str


class Planter:
    """Gives words that are used once, and remembers what they are and where they went."""

    def __init__(self):
        self.canaries = [Canary(TOKEN.lower(), Holds.TOKEN, "Setting.value, a token")]
        self._chance = random.Random(16)
        self._used = set()

    def word(self, holds, where):
        while True:
            pairs = "".join(self._chance.choice("bdfgklmnprstvz") + self._chance.choice("aeiou") for _ in range(3))
            word = f"{MARK}{pairs}{self._chance.choice('lmnrst')}"
            if word not in self._used:
                self._used.add(word)
                return self.note(word, holds, where)

    def note(self, text, holds, where):
        self.canaries.append(Canary(text.lower(), holds, where))
        return text

    def uuid(self, where):
        return self.note(
            f"c0ffee00-{self._hex(4)}-4{self._hex(3)}-a{self._hex(3)}-{self._hex(12)}", Holds.IDENTIFIER, where
        )

    def project(self, where):
        return self.note(f"c0ffee{self._hex(26)}", Holds.IDENTIFIER, where)

    def _hex(self, digits):
        return "".join(self._chance.choice("0123456789abcdef") for _ in range(digits))


TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnktdG9rZW4ifQ.c2lnbmVkLWJ5LW5vYm9keQ"

ZONE = "flimmerbach.de"
"""All domains that are planted lie in it."""
