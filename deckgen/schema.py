"""JSON Schemas of what people and programs write, for editors to complete from and to check with.

They are made from the models that ``deckgen`` reads with, the slide kinds and the facts that there are, so that they
cannot fall behind. Source of the form: https://json-schema.org/draft/2020-12.
"""

import re
from collections.abc import Callable
from typing import Any

from deckgen.cluster import observe
from deckgen.cluster.definition import Definition
from deckgen.factname import DIAGRAM_NAME, FACT_NAME
from deckgen.values import NUMBERED

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_ATTRIBUTE = re.compile(r"^ *(\w+): (.+?)(?=^ *\w+: |\Z)", re.MULTILINE | re.DOTALL)
_LINKED = {FACT_NAME: "FactName", DIAGRAM_NAME: "DiagramName"}
_NOISE = ("title", "discriminator")
"""Titles that pydantic makes of fields' names, and a keyword that OpenAPI alone knows."""

_SLIDE = r"slide-\1"
_KIND = re.compile(r"deckgen__slides__(\w+)__Entry")


def schema(name: str) -> Schema:
    """Give the JSON Schema of ``script``, its ``section`` or ``promises``, ``customer``, ``layout`` or ``snapshot``.

    Raises:
        KeyError: there is no schema of that name.
    """
    made = _mend(_SCHEMAS[name]())
    return {"$schema": DIALECT, **made, "title": f"deckgen {name}"}


def _script() -> Schema:
    from deckgen import script

    made = script.script_model().model_json_schema()
    section = made["$defs"]["Section"]
    _admit_includes(section, made["$defs"])
    sections = made["properties"]["sections"]
    sections["items"] = _or_included(sections["items"], section["properties"], "section", closed=True)
    made["properties"]["standards"] = _values(made["properties"]["standards"]["description"])
    promises = made["properties"]["promises"]
    promises["items"] = _or_included(promises["items"], {}, "promise or promises", closed=True)
    return made


def _promises() -> Schema:
    from deckgen.promise import PromiseList

    made = PromiseList.model_json_schema()
    made["$defs"]["FactName"] = _fact_name()
    made["items"] = _or_included(made["items"], {}, "promise or promises", closed=True)
    return made


def _section() -> Schema:
    from deckgen import script

    made = script.section_model().model_json_schema()
    _admit_includes(made, made["$defs"])
    return made


def _admit_includes(section: Schema, definitions: Schema) -> None:
    """Describe the slide kinds among the ``definitions``, and let a section's slides stand in files of their own."""
    from deckgen import script

    for key, definition in definitions.items():
        if kind := _KIND.fullmatch(key):
            definition["properties"]["kind"]["description"] = script.Entry.model_fields["kind"].description
            definition["description"] = _first_line(script.kind(kind[1]).__doc__ or "")
    entry = script.Entry.model_json_schema()
    slides = section["properties"]["slides"]
    slides["items"] = _or_included(slides["items"], entry["properties"], "slide", closed=False)
    definitions |= {"FactName": _fact_name(), "DiagramName": {"enum": script.diagrams()}}


def _customer() -> Schema:
    from deckgen.customer import Customer

    made = Customer.model_json_schema()
    made["properties"]["declared"] = _values(made["properties"]["declared"]["description"])
    return made


def _layout() -> Schema:
    from deckgen.layout import Layout

    return Layout.model_json_schema()


def _snapshot() -> Schema:
    import msgspec

    from deckgen.cluster.snapshot import Snapshot

    return msgspec.json.schema(Snapshot)


_SCHEMAS: dict[str, Callable[[], Schema]] = {
    "script": _script,
    "section": _section,
    "promises": _promises,
    "customer": _customer,
    "layout": _layout,
    "snapshot": _snapshot,
}


def _or_included(items: Schema, properties: Schema, what: str, *, closed: bool) -> Schema:
    """Give the schema of an entry of a list that can also be ``include``, with keys that go before the file's."""
    include = {
        "type": "string",
        "description": f"A file, relative to this one, with the {what}; other keys go before it",
    }
    included: Schema = {
        "type": "object",
        "description": f"A {what} from a file of its own",
        "required": ["include"],
        "properties": {"include": include, **properties},
    }
    if closed:
        included["additionalProperties"] = False
    return {"oneOf": [*items.get("oneOf", [items]), included]}


def _values(description: str) -> Schema:
    values = {name: _value(definition) for name, definition in observe.definitions().items()}
    return {"type": "object", "description": description, "additionalProperties": False, "properties": values}


def _value(definition: Definition) -> Schema:
    unit = f", in {definition.unit}" if definition.unit and definition.unit not in NUMBERED else ""
    row = {
        "type": "object",
        "required": list(definition.columns),
        "properties": {column: {} for column in definition.columns},
        "additionalProperties": False,
    }
    shapes: dict[str, Schema] = {
        "number": {"type": ["number", "null"]},
        "text": {"type": ["string", "null"]},
        "flag": {"type": ["boolean", "null"]},
        "texts": {"type": ["array", "null"], "items": {"type": "string"}},
        "rows": {"type": ["array", "null"], "items": row},
    }
    return {**shapes[definition.shape], "description": f"{definition.meaning}{unit}"}


def _fact_name() -> Schema:
    known = observe.definitions().values()
    return {"anyOf": [{"const": one.name, "description": one.meaning} for one in known]}


def _mend(part: Any) -> Any:
    """Give a schema without the noise of its makers, with its names linked and its fields described."""
    if isinstance(part, list):
        return [_mend(each) for each in part]
    if not isinstance(part, dict):
        return part
    mended = {key: _mend_keyword(key, value) for key, value in part.items() if key not in _NOISE}
    if mended.get("format") in _LINKED:
        link = {"$ref": f"#/$defs/{_LINKED[mended['format']]}"}
        mended = {**{key: value for key, value in mended.items() if key not in ("format", "type")}, **link}
    return _described(mended) if "description" in mended else mended


def _mend_keyword(key: str, value: Any) -> Any:
    if key in ("properties", "$defs"):
        return {_KIND.sub(_SLIDE, name): _mend(each) for name, each in value.items()}
    if key in ("items", "additionalProperties", "anyOf", "oneOf"):
        return _mend(value)
    return _KIND.sub(_SLIDE, value) if key == "$ref" else value


def _described(part: Schema) -> Schema:
    """Move what a docstring says of each attribute to the property that it is about."""
    about, _, attributes = part["description"].replace("``", "`").partition("Attributes:")
    properties = part.get("properties", {})
    for name, text in _ATTRIBUTE.findall(attributes):
        if name in properties:
            properties[name] = {"description": " ".join(text.split()), **properties[name]}
    return {**part, "description": " ".join(about.split())}


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
