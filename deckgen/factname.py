"""Names and values of facts where a person writes them: checked against what there is when a file is loaded.

Outside of ``load``, as in a test with facts of its own, names go unchecked: the check needs the definitions, which
``known_facts`` puts into pydantic's validation context.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, ValidationInfo, WithJsonSchema

from deckgen.authored import Objection
from deckgen.cluster import observe
from deckgen.cluster.definition import Definition
from deckgen.placed import refuse
from deckgen.suggest import nearest

FACTS = "facts"
"""The key in pydantic's validation context under which the known facts stand; without it, names go unchecked."""

MOST_LISTED = 8
"""So many names are listed where one is unknown; there are some two hundred facts."""

FACT_NAME = "fact-name"
"""Marks a fact name in a JSON Schema, as its ``format``."""

DIAGRAM_NAME = "diagram-name"
"""Marks a diagram's name likewise."""

SHAPES = {
    "number": "a number",
    "text": "a text",
    "flag": "true or false",
    "texts": "a list of texts",
    "rows": "a list of rows",
}
"""The shapes of values in words."""


def _known(name: str, info: ValidationInfo) -> str:
    facts = (info.context or {}).get(FACTS)
    if facts is not None and name not in facts:
        raise refuse(f"there is no fact called {name!r}", near(name, facts))
    return name


FactName = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "format": FACT_NAME})]
"""A fact's name; an unknown one is a mistake when a file is loaded."""


def known_facts() -> dict[str, Any]:
    """Give the validation context in which fact names are checked."""
    return {FACTS: observe.definitions()}


def near(name: str, facts: Iterable[str]) -> str:
    """Say which fact was probably meant by ``name``, and list some of the same topic."""
    known = sorted(facts)
    topic = name.partition(".")[0]
    below = [each for each in known if each.startswith(f"{name}.")]
    same = below or [each for each in known if each.partition(".")[0] == topic]
    guess = "" if below else nearest(name, known)
    listed = ", ".join(same[:MOST_LISTED]) + (", …" if len(same) > MOST_LISTED else "")
    told = f"there are {listed}" if same else "see: deckgen list facts"
    return f"did you mean {guess!r}? {told}" if guess else told


def object_to_values(values: Any, *path: str) -> Iterator[Objection]:
    """Give what is wrong with a mapping of fact names to values, written at ``path``: the names, and each value's form.

    A name without a value is left to be filled in.
    Source of the forms: ``Definition.shape``.
    """
    definitions = observe.definitions()
    for name, value in values.items() if isinstance(values, Mapping) else ():
        definition = definitions.get(name)
        if definition is None:
            yield Objection((*path, name), f"there is no fact called {name!r}", near(name, definitions), at_key=True)
        elif value is not None and not fits(definition, value):
            yield Objection((*path, name), f"{name} is {SHAPES[definition.shape]}", _form(definition))


def fits(definition: Definition, value: Any) -> bool:
    """Tell whether ``value`` has the fact's shape."""
    if definition.shape == "flag":
        return isinstance(value, bool)
    if definition.shape == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if definition.shape == "text":
        return isinstance(value, str)
    kind = str if definition.shape == "texts" else Mapping
    columns = set(definition.columns)
    return isinstance(value, list) and all(
        isinstance(each, kind) and (isinstance(each, str) or set(each) == columns) for each in value
    )


def _form(definition: Definition) -> str:
    if definition.shape == "rows":
        return f"each row has the keys {', '.join(definition.columns)}"
    if definition.shape == "text":
        return "put it in quotes"
    return f"in {definition.unit}, without the unit" if definition.unit else ""
