import json
from copy import deepcopy

import pytest
from jsonschema import Draft202012Validator

from deckgen import assets, authored, script
from deckgen.cluster import observe
from deckgen.schema import DIALECT, schema

NAMES = ["script", "section", "promises", "customer", "layout", "snapshot"]


def errors(name, value):
    return [error.message for error in Draft202012Validator(schema(name)).iter_errors(value)]


def yaml_of(path):
    return authored.read(path).value


@pytest.fixture(scope="module")
def demo():
    return yaml_of(assets.scripts()["demo"])


@pytest.fixture(scope="module")
def customer():
    return yaml_of(assets.sample() / "customer.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_one_and_is_plain_json(name):
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == DIALECT
    assert json.loads(json.dumps(made)) == made


def properties(part, path=""):
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "properties":
                yield from ((f"{path}/{name}", each) for name, each in value.items())
            yield from properties(value, f"{path}/{key}")
    elif isinstance(part, list):
        for index, each in enumerate(part):
            yield from properties(each, f"{path}/{index}")


@pytest.mark.parametrize("name", ["script", "section", "promises", "customer"])
def test_every_key_is_described(name):
    undescribed = [
        path
        for path, each in properties(schema(name))
        if "description" not in each and "/items/" not in path.removeprefix("/$defs")
    ]
    assert not undescribed


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_somewhere(name):
    made = schema(name)
    references = {part["$ref"] for part in mappings(made) if isinstance(part.get("$ref"), str)}
    assert references <= {f"#/$defs/{key}" for key in made["$defs"]}


def mappings(part):
    if isinstance(part, dict):
        yield part
        for each in part.values():
            yield from mappings(each)
    elif isinstance(part, list):
        for each in part:
            yield from mappings(each)


def test_what_is_shipped_fits_its_schema(customer):
    for path in assets.scripts().values():
        assert not errors("script", yaml_of(path))
    for path in (assets.scripts()["demo"].parent / "shared").glob("*.yaml"):
        if "slides" in yaml_of(path):
            assert not errors("section", yaml_of(path))
    assert not errors("customer", customer)
    assert not errors("layout", yaml_of(assets.layouts()["default"] / "layout.yaml"))
    assert not errors("snapshot", json.loads((assets.sample() / "snapshot.json").read_text()))


def slide_of(script_, kind):
    return next(
        slide for section in script_["sections"] for slide in section.get("slides", ()) if slide.get("kind") == kind
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.pop("sections"),
        lambda made: made.update(tilte="x"),
        lambda made: made["standards"].update({"no.such.fact": 3}),
        lambda made: made["standards"].update({"nodes.control_plane.count": "three"}),
        lambda made: slide_of(made, "title").update(kind="tilte"),
        lambda made: slide_of(made, "title").update(nonsense="x"),
        lambda made: slide_of(made, "title").pop("id"),
        lambda made: slide_of(made, "title").update(id="Not A Slug"),
        lambda made: made["sections"].append({"include": 3}),
        lambda made: made["sections"].append({"include": "shared/rbac.yaml", "minuets": 3}),
    ],
)
def test_a_wrong_script_does_not_fit(spoil, demo):
    made = deepcopy(demo)
    spoil(made)
    assert errors("script", made)


def test_a_section_or_slide_from_another_file_fits(demo):
    made = deepcopy(demo)
    made["sections"].append({"include": "shared/other.yaml", "minutes": 3})
    made["sections"][0]["slides"].append({"include": "shared/slide.yaml", "covers": ["D1"]})
    assert not errors("script", made)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.pop("name"),
        lambda made: made.update(nmae="x"),
        lambda made: made["declared"].update({"no.such.fact": "x"}),
        lambda made: made["declared"].update({"etcd.backup.place": 3}),
        lambda made: made["brand"].update(accent="#123456"),
    ],
)
def test_a_wrong_profile_does_not_fit(spoil, customer):
    made = deepcopy(customer)
    spoil(made)
    assert errors("customer", made)


def test_editors_are_offered_every_kind_fact_and_diagram():
    made = schema("script")
    kinds = {name.removeprefix("slide-") for name in made["$defs"] if name.startswith("slide-")}
    assert kinds == set(script.kinds())
    facts = {each["const"]: each["description"] for each in made["$defs"]["FactName"]["anyOf"]}
    assert facts == {name: one.meaning for name, one in observe.definitions().items()}
    assert made["$defs"]["DiagramName"]["enum"] == script.diagrams()


def test_there_is_no_other_schema():
    with pytest.raises(KeyError):
        schema("nothing")


def test_promises_and_agreements_are_known(demo, customer):
    promise = {"id": "a", "label": "A", "fact": "nodes.count", "at_least": 3}
    assert errors("promises", [promise, {"include": "more.yaml"}]) == []
    assert errors("promises", [promise | {"fact": "nodes.cuont"}])
    assert errors("promises", [promise | {"atleast": 3}])
    assert errors("script", demo | {"promises": [promise]}) == []
    assert errors("script", demo | {"promises": [promise | {"lable": "A"}]})
    assert errors("customer", customer | {"promises": {"a": {"value": 1, "because": "it is small"}}}) == []
    assert errors("customer", customer | {"promises": {"a": {"vaule": 1}}})
