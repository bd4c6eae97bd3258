"""What a rule is, and what one finds: where it is, what is wrong, and how to mend it."""

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from deckgen.lint.deck import Deck, Slide
from deckgen.lint.shape import Shape

Level = Literal["error", "warning"]
"""An error is what a program stumbles upon or a reader cannot get at; a warning what could be better."""


class Place(Struct, frozen=True):
    """Where something is.

    Attributes:
        slide: the slide's number, counted from 1; 0 for the file as a whole.
        shape: the shape's name, or "".
        part: the part of the package, such as ``ppt/slides/slide3.xml``, or "".
    """

    slide: int = 0
    shape: str = ""
    part: str = ""


def place_of(slide: Slide, shape: Shape | None = None) -> Place:
    """Give the place of a shape on a slide, or of the slide as a whole."""
    return Place(slide.number, shape.label if shape else "", slide.part)


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
    """One place where a deck breaks a rule."""

    rule: Rule
    place: Place
    message: str
