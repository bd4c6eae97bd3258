"""What a rule is, and what one finds: where it is, what is wrong, and how to mend it."""

from collections.abc import Callable, Iterator
from textwrap import shorten
from typing import Literal

from msgspec import Struct

from deckgen.lint.deck import Deck, Slide
from deckgen.lint.shape import Shape

Level = Literal["error", "warning"]
"""An error is what a program stumbles upon or a reader cannot get at; a warning what could be better."""

QUOTED = 40
"""So many letters of a text tell it from others: many shapes have the same name, or none."""


class Place(Struct, frozen=True):
    """Where something is.

    Attributes:
        slide: the slide's number, counted from 1; 0 for the file as a whole.
        shape: the shape's name, or "".
        text: how its text begins, or "".
        part: the part of the package, such as ``ppt/slides/slide3.xml``, or "".
    """

    slide: int = 0
    shape: str = ""
    text: str = ""
    part: str = ""

    @property
    def named(self) -> str:
        """What of the slide or of the file it is: the shape and how its text begins, or the part; or ""."""
        quoted = f"“{self.text}”" if self.text else ""
        return " ".join(filter(None, (self.shape, quoted))) or ("" if self.slide else self.part)


def place_of(slide: Slide, shape: Shape | None = None) -> Place:
    """Give the place of a shape on a slide, or of the slide as a whole."""
    if shape is None:
        return Place(slide.number, part=slide.part)
    return Place(slide.number, shape.label, shorten(shape.text, QUOTED, placeholder="…"), slide.part)


Fault = tuple[Place, str]
"""What a rule gives for each thing that it finds: where, and what is wrong there."""


class Rule(Struct, frozen=True):
    """One rule.

    Attributes:
        name: as it is shown and as ``--ignore`` takes it.
        level: how grave it is.
        why: the reason for the rule, in a sentence.
        mend: what to do in PowerPoint, in a sentence.
        find: gives what breaks the rule.
    """

    name: str
    level: Level
    why: str
    mend: str
    find: Callable[[Deck], Iterator[Fault]]


class Finding(Struct, frozen=True):
    """One place where a deck breaks a rule; ``slide`` is what deckgen calls the slide, or ""."""

    rule: Rule
    place: Place
    message: str
    slide: str = ""
