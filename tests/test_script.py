import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckgen import assets, script
from deckgen.cluster import observe
from deckgen.cluster.definition import Definition
from deckgen.errors import InputError
from deckgen.fact import observed
from tests.refusals import refusals_of

SCRIPT = """\
name: short
title: A short call
occasion: short handover
standards:
  nodes.count: 3
sections:
  - id: one
    title: The one section
    short: One
    slides:
      - id: first
        kind: statement
        title: "{{ nodes.count | words }} nodes"
        points: [One thing]
"""


def definition(name, shape, **more):
    return Definition(name, f"What {name} means", shape, lambda _: observed(1, "made up"), "nothing", **more)


FACTS = [
    definition("nodes.count", "number"),
    definition("nodes.names", "texts"),
    definition("nodes.list", "rows", columns=("name", "zone")),
    definition("etcd.version", "text"),
    definition("etcd.backup.present", "flag"),
    definition("etcd.backup.interval", "number", unit="h"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(observe, "definitions", lambda: {one.name: one for one in FACTS})
    return tmp_path


def load(text, name="s.yaml"):
    Path(name).write_text(text)
    return script.load_script(Path(name))


def mistakes(*changes):
    text = SCRIPT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(InputError) as caught:
        load(text)
    return str(caught.value).splitlines()


def test_each_slide_is_read_as_its_own_kind():
    (section,) = load(SCRIPT).sections
    assert type(section.slides[0]) is script.kind("statement").Entry
    assert section.slides[0].title.place.line == 13


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        (
            "kind: statement",
            "kind: statemnt",
            "s.yaml:11:9: there is no kind 'statemnt'; did you mean 'statement'? kinds: ",
        ),
        ("kind: statement\n        ", "", "s.yaml:11:9: the key 'kind' is missing"),
        ('title: "', 'tilte: "', "s.yaml:13:9: there is no key 'tilte' here; did you mean 'title'?"),
        (
            "nodes.count | words",
            "nodes.cuont | words",
            "s.yaml:13:16: there is no fact called 'nodes.cuont'; did you mean",
        ),
        ("nodes.count | words", "nodes.count | wrds", "s.yaml:13:16: there is no filter 'wrds'; did you mean 'words'?"),
        (
            "nodes.count: 3",
            "nodes.cuont: 3",
            "s.yaml:5:3: there is no fact called 'nodes.cuont'; did you mean 'nodes.count'?",
        ),
        ("nodes.count: 3", "nodes.count: three", "s.yaml:5:16: nodes.count is a number"),
        ("nodes.count: 3", "nodes.count: true", "s.yaml:5:16: nodes.count is a number"),
        (
            "nodes.count: 3",
            "etcd.backup.interval: 8h",
            "s.yaml:5:25: etcd.backup.interval is a number; in h, without the unit",
        ),
        ("nodes.count: 3", "etcd.version: 3.50", "s.yaml:5:17: etcd.version is a text; put it in quotes"),
        ("nodes.count: 3", "etcd.backup.present: yes", "s.yaml:5:24: etcd.backup.present is true or false"),
        ("nodes.count: 3", "nodes.names: a", "s.yaml:5:16: nodes.names is a list of texts"),
        (
            "nodes.count: 3",
            "nodes.list: [{name: a}]",
            "s.yaml:5:15: nodes.list is a list of rows; each row has the keys name, zone",
        ),
        (
            "id: first",
            "id: First One",
            "s.yaml:11:13: 'First One' does not have the right form; small letters and digits",
        ),
        ("id: first", "id: first\n        covers: [P5.2, 5]", "s.yaml:12:24: must be a text, not a number"),
        (
            "id: first",
            "id: first\n        covers: [p5]",
            "s.yaml:12:18: 'p5' does not have the right form; a letter and numbers, such as P5.2",
        ),
        (
            "id: first",
            "id: first\n        audiences: [call, costumer]",
            "s.yaml:12:27: 'costumer' is not known here; did you mean 'customer'?",
        ),
        ("id: first", "id: first\n        when: nodes.count >", "s.yaml:12:15: unexpected 'end of template'"),
        (
            "id: first",
            "id: first\n        when: etcd.version == '3' and nodse.count",
            "s.yaml:12:15: there is no fact called 'nodse.count'; did you mean 'nodes.count'?",
        ),
        ("    short: One", "    short: One\n    minutes: long", "s.yaml:10:14: must be a whole number, not a text"),
    ],
)
def test_a_mistake_is_told_where_it_is_with_what_is_allowed(old, new, mistake):
    assert any(told.startswith(mistake) for told in mistakes((old, new))), mistakes((old, new))


def test_every_mistake_is_told_at_once():
    told = mistakes(("kind: statement", "kind: statemnt"), ("short: One", "shrt: One"), ("nodes.count: 3", "x.y: 3"))
    assert [one.split(":")[1] for one in told] == ["5", "7", "9", "11"]


def test_a_mistake_in_a_block_of_text_is_told_at_its_line():
    block = "title: |\n          One\n          {{ nodes.cuont }}\n"
    assert mistakes(('title: "{{ nodes.count | words }} nodes"\n', block))[0].startswith(
        "s.yaml:15:1: there is no fact"
    )
    folded = "title: >-\n          One\n          {{ nodes.cuont }}\n"
    assert mistakes(('title: "{{ nodes.count | words }} nodes"\n', folded))[0].startswith(
        "s.yaml:15:1: there is no fact"
    )


def test_an_id_that_stands_twice_is_told_at_the_second():
    again = "        points: [One thing]\n      - {id: first, kind: statement, title: Again, points: [x]}\n"
    assert mistakes(("        points: [One thing]\n", again)) == [
        "s.yaml:15:14: the id 'first' stands here a second time; each one is unique"
    ]


def test_unknown_facts_and_diagrams_in_a_slides_own_fields_are_told():
    slide = "kind: figure\n        diagram: cluster-laiout\n        numbers: [{fact: nodes.cuont, label: Nodes}]"
    told = mistakes(("kind: statement", slide), ("        points: [One thing]\n", ""))
    assert told[0].startswith(
        "s.yaml:13:18: there is no diagram called 'cluster-laiout'; did you mean 'cluster-layout'?"
    )
    assert told[1].startswith("s.yaml:14:26: there is no fact called 'nodes.cuont'; did you mean 'nodes.count'?")


def test_a_section_and_a_slide_can_stand_in_files_of_their_own():
    Path("shared").mkdir()
    Path("shared/slide.yaml").write_text("id: far\nkind: statement\ntitle: Far\npoints: [x]\n")
    Path("shared/part.yaml").write_text(
        "id: two\ntitle: Two\nshort: Two\nminutes: 5\nslides: [{include: slide.yaml}]\n"
    )
    loaded = load(SCRIPT + "  - {include: shared/part.yaml, minutes: 7}\n")
    assert [(section.id, section.minutes) for section in loaded.sections] == [("one", 0), ("two", 7)]
    assert loaded.sections[1].slides[0].title.place.file == "shared/slide.yaml"
    assert script.load_section(Path("shared/part.yaml")).minutes == 5
    assert script.load_entry(Path("shared/slide.yaml")).id == "far"


def test_a_slide_in_a_file_of_its_own_is_checked_as_its_kind():
    Path("slide.yaml").write_text("id: far\nkind: statement\ntitle: Far\npoint: [x]\n")
    with pytest.raises(InputError, match=r"slide\.yaml:4:1: there is no key 'point' here; did you mean 'points'"):
        script.load_entry(Path("slide.yaml"))


def test_kinds_and_diagrams_are_the_files_in_their_folders():
    assert {"title", "section", "facts"} <= set(script.kinds())
    assert {"cluster-layout", "openstack-integrations", "pod-network"} <= set(script.diagrams())
    assert callable(script.diagram("cluster-layout").draw)
    with pytest.raises(ModuleNotFoundError):
        script.kind("nothing")


def test_loading_needs_no_heavy_library():
    code = "import deckgen.script, sys; print({'jinja2', 'matplotlib', 'pptx', 'kubernetes'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


KEYS = [
    "id",
    "kind",
    "title",
    "short",
    "slides",
    "points",
    "when",
    "text",
    "covers",
    "notes",
    "lead",
    "include",
    "rows",
    "note",
]
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6),
    st.sampled_from([*KEYS, *script.kinds(), "{{ nodes.count }}", "{{", "{% if %}", "nodes.list"]),
)  # fmt: skip
ANYTHING = st.recursive(
    VALUES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(entry=ANYTHING, section=ANYTHING, kind=st.sampled_from(script.kinds()))
def test_any_structure_is_a_script_or_is_refused_with_a_place_for_each_mistake(entry, section, kind):
    slide = {"kind": kind, **entry} if isinstance(entry, dict) else entry
    whole = {**yaml.safe_load(SCRIPT), "sections": [section, {"id": "x", "slides": [slide]}]}
    assert all(mistake.line >= 1 and mistake.column >= 1 for mistake in refusals_of(load, yaml.safe_dump(whole)))


def test_the_shipped_scripts_have_no_mistakes(monkeypatch):
    monkeypatch.undo()
    assert {"demo", "production"} <= set(assets.scripts())
    for name, path in assets.scripts().items():
        assert script.load_script(path).name == name


@pytest.mark.parametrize(
    ("slide", "place"),
    [
        ("one/first", ("s.yaml", 11, 13)),
        ("one/first-shapes", ("s.yaml", 11, 13)),
        ("one/opener", ("s.yaml", 7, 9)),
        ("two/first", ("", 0, 0)),
    ],
)
def test_a_slide_of_the_deck_leads_to_where_its_entry_stands(slide, place):
    assert load(SCRIPT).place_of(slide) == place
