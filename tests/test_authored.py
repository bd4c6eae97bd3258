from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from deckgen import authored
from deckgen.errors import InputError
from deckgen.placed import Placed, Position
from tests.refusals import refusals_of

FILES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)


class Leaf(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    size: int = Field(1, ge=1, le=9)


class Tree(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=5)
    leaves: tuple[Leaf, ...] = ()
    words: str | tuple[str | Leaf, ...] = ()
    values: dict[str, object] = Field(default_factory=dict)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text, name="t.yaml"):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def load(text, model=Tree):
    return authored.load(write(text), model)


def mistakes(text, model=Tree):
    with pytest.raises(InputError) as caught:
        load(text, model)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("name: a\nname: b\n", "t.yaml:2:1: the key 'name' is here a second time; the first is on line 1"),
        ("name: a\n\tx: b\n", "t.yaml:2:1: a tab stands here; YAML is indented with spaces"),
        ("1: a\n", 't.yaml:1:1: a key must be a text, and 1 is none; put it in quotes: "1"'),
        ("true: a\n", 't.yaml:1:1: a key must be a text, and true is none; put it in quotes: "true"'),
        ("~: a\n", 't.yaml:1:1: a key must be a text, and ~ is none; put it in quotes: "~"'),
        ("a: {: b}\n", "t.yaml:1:5: no value can begin here; check the brackets and commas"),
        ("[a]: b\n", "t.yaml:1:1: a key must be a text, not a list or a mapping"),
        ("name: {{ x }}\n", "t.yaml:1:8: a text that begins with {{ must be in quotes"),
        ("name: !foo a\n", "t.yaml:1:7: the tag !foo is not known here; leave it out"),
        (
            "name: !!python/name:os.system a\n",
            "t.yaml:1:7: the tag !!python/name:os.system is not known here; leave it out",
        ),
        ("a: &a [*a]\n", "t.yaml:1:8: *a stands within itself"),
        ("a: *b\n", "t.yaml:1:4: there is no anchor &b above"),
        ("a: &a b\n*a : c\n", "t.yaml:2:1: a key must be a text, not an alias"),
        ("<<: 3\n", "t.yaml:1:5: << takes a mapping; an alias of one, such as *shared"),
        ("name: a\n---\nname: b\n", "t.yaml:2:1: a second document begins here; a file holds one document"),
        ("[" * 100_000, "t.yaml:1:41: is nested more than 40 deep"),
        ("name: a: b\n", "t.yaml:1:8: a colon is not expected here; put a text with ': ' in it in quotes"),
        ('name: "abc\n', "t.yaml:1:7: the text that begins here does not end; close the quote"),
        ("name: @a\n", "t.yaml:1:7: a text cannot begin with '@'; put it in quotes"),
        ("name: a\nb\nc: d\n", "t.yaml:2:1: this is no 'key: value'; put a text of several lines in quotes, or use |"),
        ("a:\n  - b\n c: d\n", "t.yaml:3:2: this does not line up with what is above it; check the indentation"),
        ('name: "a\\0b"\n', "t.yaml:1:7: the character U+0000 is not allowed in a text"),
        (b"name: a\n b\x01\n", "t.yaml:2:3: the character U+0001 is not allowed in YAML"),
        (b"# ok\nname: caf\xe9\n", "t.yaml:2:10: the byte 0xE9 is not UTF-8; save the file as UTF-8"),
        ("name: a".encode("utf-16"), "t.yaml:1:1: is written in UTF-16; save it as UTF-8"),
        ("", "t.yaml: the file is empty"),
        ("# a remark\n", "t.yaml: the file is empty"),
        ("- a\n", "t.yaml:1:1: must be a mapping, not a list"),
    ],
)
def test_a_file_that_is_no_sound_yaml_is_told_where_and_why(text, mistake, folder):
    assert mistakes(text)[0].startswith(mistake)


def test_aliases_that_explode_are_counted_before_they_are_expanded(folder):
    rows = ["a0: &a0 [1,1,1,1,1,1,1,1,1,1]"] + [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    assert mistakes("\n".join(rows)) == ["t.yaml:5:46: is more than 100000 values, aliases counted"]


def test_a_missing_file_a_folder_and_a_huge_file_are_each_one_mistake(folder):
    (folder / "sub").mkdir()
    write(b"a: b\n" * 1_200_000, "huge.yaml")
    for name, words in (
        ("no.yaml", "no such file"),
        ("sub", "is a folder"),
        ("huge.yaml", "at most 5 MiB"),
        ("/dev/zero", "too large"),
    ):
        with pytest.raises(InputError) as caught:
            authored.read(Path(name))
        assert str(caught.value).startswith(f"{name}: ")
        assert words in str(caught.value)


def test_a_byte_order_mark_and_other_line_ends_are_no_matter(folder):
    assert load(b"\xef\xbb\xbfname: a\r\nleaves: []\r\n").name == "a"


def test_only_true_and_false_are_booleans_and_dates_are_texts(folder):
    values = load(
        "name: a\nvalues: {on: yes, a: no, b: true, c: 2026-05-14, d: 12:30, e: 0123, f: +44, g: 010, h: ~}"
    ).values
    expected = {
        "on": "yes",
        "a": "no",
        "b": True,
        "c": "2026-05-14",
        "d": "12:30",
        "e": "0123",
        "f": "+44",
        "g": "010",
        "h": None,
    }
    assert values == expected


def test_numbers_are_numbers_unless_they_are_quoted_or_absurd(folder):
    values = load(f"name: a\nvalues: {{a: 3, b: -2.5, c: '3', d: 1e3, e: {'9' * 5000}, f: 1e999, g: .nan}}").values
    assert values == {"a": 3, "b": -2.5, "c": "3", "d": 1000.0, "e": "9" * 5000, "f": "1e999", "g": ".nan"}


def test_anchors_and_merges_work(folder):
    tree = load("name: a\nleaves:\n- &leaf {text: x, size: 3}\n- {<<: *leaf, text: y}\n- {<<: [*leaf], size: 4}\n")
    assert [(leaf.text, leaf.size) for leaf in tree.leaves] == [("x", 3), ("y", 3), ("x", 4)]


def test_a_text_knows_where_it_stands(folder):
    value = authored.read(write("a: b\nc:\n  - 'd'\n  - |\n    e\n    f\n  - >-\n\n    g\n    h\n  - i\n    j\n")).value
    texts = [value["a"], *value["c"]]
    assert [(one, *one.position[1:]) for one in texts] == [
        ("b", 1, 4), ("d", 3, 5), ("e\nf\n", 5, 5), ("\ng h", 8, 5), ("i j", 11, 5),
    ]  # fmt: skip
    assert all(isinstance(one, Placed) and one.position.file == "t.yaml" for one in texts)
    assert [one.raw for one in texts] == ["", "", "", "\ng\nh", "i\nj"]


def test_a_document_tells_the_positions_of_its_keys_and_values(folder):
    document = authored.read(write("a: 1\nb:\n  c: [x, y]\n"))
    assert document.keys() == ["a", "b"]
    assert document.key_position("b", "c") == Position("t.yaml", 3, 3)
    assert document.position("b", "c", 1) == Position("t.yaml", 3, 10)
    assert document.position("b", "nowhere") == Position("t.yaml", 3, 3)


def test_every_mistake_is_told_at_once_in_plain_words_with_a_suggestion(folder):
    text = """\
nme: a
leaves:
  - {text: x, siez: 3}
  - {text: 1.30, size: 12}
  - {size: many}
  - hello
words: 3
"""
    assert mistakes(text) == [
        "t.yaml:1:1: the key 'name' is missing",
        "t.yaml:1:1: there is no key 'nme' here; did you mean 'name'? keys: leaves, name, values, words",
        "t.yaml:3:15: there is no key 'siez' here; did you mean 'size'? keys: size, text",
        't.yaml:4:12: must be a text, not a number; put it in quotes: "1.30"',
        "t.yaml:4:24: 12 is out of range; at most 9",
        "t.yaml:5:5: the key 'text' is missing",
        "t.yaml:5:12: must be a whole number, not a text",
        "t.yaml:6:5: must be a mapping, not a text",
        't.yaml:7:8: must be a text or a list, not a number; put it in quotes: "3"',
    ]


def test_where_one_of_several_forms_is_meant_only_that_one_is_spoken_of(folder):
    assert mistakes("name: a\nwords: [{txt: b}]") == [
        "t.yaml:2:9: the key 'text' is missing",
        "t.yaml:2:10: there is no key 'txt' here; did you mean 'text'? keys: size, text",
    ]
    assert mistakes("name: a\nwords: [[b]]") == ["t.yaml:2:9: must be a text or a mapping, not a list"]


def test_limits_of_length_are_told_in_words(folder):
    assert mistakes("name: ''") == ["t.yaml:1:7: must not be empty"]
    assert mistakes("name: abcdef") == ["t.yaml:1:7: has 6 characters; at most 5"]


def test_an_include_gives_the_files_mapping_with_the_entrys_own_keys_before_it(folder):
    write("text: far\nsize: 2\n", "parts/leaf.yaml")
    tree = load("name: a\nleaves:\n  - {text: near}\n  - {include: parts/leaf.yaml, size: 3}\n")
    assert [(leaf.text, leaf.size) for leaf in tree.leaves] == [("near", 1), ("far", 3)]


def test_of_an_included_list_every_entry_stands_in_the_place_of_the_include(folder):
    write("- text: one\n- include: leaf.yaml\n- txt: three\n", "parts/leaves.yaml")
    write("text: two\n", "parts/leaf.yaml")
    words = "name: a\nleaves:\n  - text: first\n  - include: parts/leaves.yaml\n"
    assert mistakes(words) == [
        "parts/leaves.yaml:3:3: the key 'text' is missing",
        "parts/leaves.yaml:3:3: there is no key 'txt' here; did you mean 'text'? keys: size, text",
    ]
    write("- text: one\n- include: leaf.yaml\n", "parts/leaves.yaml")
    assert [leaf.text for leaf in load(words).leaves] == ["first", "one", "two"]


def test_beside_the_include_of_a_list_stands_no_key(folder):
    write("- text: one\n", "parts/leaves.yaml")
    assert mistakes("name: a\nleaves:\n  - include: parts/leaves.yaml\n    size: 2\n") == [
        "t.yaml:3:14: 'parts/leaves.yaml' holds a list; no key stands beside its include"
    ]


def test_an_included_file_includes_relative_to_itself(folder):
    write("words: [{include: leaf.yaml}]\nname: b\n", "parts/tree.yaml")
    write("text: far\n", "parts/leaf.yaml")

    class Forest(BaseModel):
        trees: tuple[Tree, ...]

    assert load("trees: [{include: parts/tree.yaml}]", Forest).trees[0].words[0].text == "far"


def test_mistakes_in_an_included_file_name_that_file(folder):
    write("txt: far\nsize: 2\n", "parts/leaf.yaml")
    assert mistakes("name: a\nleaves:\n  - {include: parts/leaf.yaml, size: 10}\n") == [
        "parts/leaf.yaml:1:1: the key 'text' is missing",
        "parts/leaf.yaml:1:1: there is no key 'txt' here; did you mean 'text'? keys: size, text",
        "t.yaml:3:38: 10 is out of range; at most 9",
    ]


@pytest.mark.parametrize(
    ("name", "mistake"),
    [
        ("parts/laef.yaml", "there is no file 'parts/laef.yaml'; did you mean 'leaf.yaml'?"),
        ("../t.yaml", "'../t.yaml' is outside the script's folder"),
        ("/etc/hostname", "'/etc/hostname' is outside the script's folder"),
        ("t.yaml", "'t.yaml' includes itself"),
        ("parts/word.yaml", "an included file holds a mapping or a list"),
        ("parts/broken.yaml", "a text cannot begin with '@'"),
        ("''", "include takes the name of a file"),
        ("3", "include takes the name of a file"),
    ],
)
def test_an_include_that_cannot_be_used_is_told_once_where_it_stands(name, mistake, folder):
    write("text: far\n", "parts/leaf.yaml")
    write("just words\n", "parts/word.yaml")
    write("text: @\n", "parts/broken.yaml")
    (told,) = mistakes(f"name: a\nleaves:\n  - {{include: {name}}}\n")
    assert mistake in told


def test_files_that_include_each_other_are_one_mistake(folder):
    write("name: b\ntrees: [{include: ../t.yaml}]", "parts/round.yaml")
    told = mistakes("trees: [{include: parts/round.yaml}]")
    assert "parts/round.yaml:2:19: '../t.yaml' includes itself; an include cannot lead back to its own file" in told


def test_files_that_include_others_without_end_are_stopped(folder):
    for number in range(10):
        many = ", ".join([f"{{include: {number + 1}.yaml}}"] * 5)
        write(f"name: a\nleaves: [{many}]", f"{number}.yaml")
    write("text: x", "10.yaml")
    with pytest.raises(InputError, match="more than 200 files are included"):
        authored.load(Path("0.yaml"), Tree)


def test_a_symbolic_link_leads_no_include_out_of_the_folder(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "leaf.yaml"
    outside.write_text("text: secret\n")
    (folder / "leaf.yaml").symlink_to(outside)
    assert "is outside the script's folder" in mistakes("name: a\nleaves: [{include: leaf.yaml}]")[0]


def test_a_check_beyond_the_model_is_told_with_the_other_mistakes(folder):
    def check(value):
        yield authored.Objection(("leaves", 0, "text"), "is dull", "something better")
        yield authored.Objection(("leaves", 0, "size"), "is no good name", at_key=True)

    path = write("nme: a\nleaves: [{text: x, size: 2}]")
    with pytest.raises(InputError) as caught:
        authored.load(path, Tree, check=check)
    assert "t.yaml:2:17: is dull; something better\nt.yaml:2:20: is no good name" in str(caught.value)
    assert "did you mean 'name'?" in str(caught.value)


def assert_each_mistake_has_a_place(content):
    for mistake in refusals_of(load, content):
        assert (mistake.line >= 1 and mistake.column >= 1) or mistake.message == "the file is empty"


@FILES
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_place(folder, content):
    assert_each_mistake_has_a_place(content)


@FILES
@given(st.text(alphabet="ab:-[]{},&*!|>'\"%@`#? \n\t0.~<", max_size=60))
def test_any_text_in_the_letters_of_yaml_is_read_or_refused_with_a_place(folder, text):
    assert_each_mistake_has_a_place(text)


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just("{{ x }}"))
KEYS = st.one_of(
    st.sampled_from(["name", "leaves", "words", "values", "text", "size", "include", "<<"]), st.text(max_size=4)
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=15,
)


@FILES
@given(ANYTHING)
def test_any_structure_is_loaded_or_refused_with_a_place(folder, value):
    assert_each_mistake_has_a_place(yaml.safe_dump(value, allow_unicode=True))
