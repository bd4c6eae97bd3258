"""What is taken out of trees by path."""

from hypothesis import given
from hypothesis import strategies as st

from deckgen.cluster.paths import fields, settings

GATEWAY = {
    "metadata": {"annotations": {"snapshot.storage.kubernetes.io/is-default-class": "true", "secret": "x"}},
    "spec": {"listeners": [{"hostname": "a.example.com"}, {"port": 80}, {"hostname": "b.example.com"}], "empty": []},
    "status": {"conditions": [{"type": "Accepted", "status": "False"}, {"type": "Programmed", "status": "True"}]},
}
trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
)


def test_only_the_named_fields_are_kept():
    assert fields({"spec": {"cidr": "10.42.0.0/16", "secret": "x"}}, ["spec.cidr"]) == {"spec.cidr": "10.42.0.0/16"}


def test_a_missing_field_and_an_empty_list_are_left_out():
    assert fields(GATEWAY, ["spec.gone", "spec.gone.deeper", "spec.empty"]) == {}


def test_a_path_through_a_list_gives_what_each_item_has():
    path = "spec.listeners[].hostname"
    assert fields(GATEWAY, [path]) == {path: ["a.example.com", "b.example.com"]}


def test_a_condition_is_found_by_its_type():
    path = "status.conditions[Programmed].status"
    assert fields(GATEWAY, [path, "status.conditions[Ready].status"]) == {path: "True"}


def test_an_annotations_key_may_have_dots():
    path = "metadata.annotations.snapshot.storage.kubernetes.io/is-default-class"
    assert fields(GATEWAY, [path]) == {path: "true"}


def test_a_login_in_a_field_is_dropped():
    assert fields({"url": "https://a:b@example.com/x"}, ["url"]) == {"url": "https://example.com/x"}


def test_a_setting_is_called_by_the_path_where_it_stands():
    tree = {
        "storage": {"swift": {"authurl": "https://a:b@id.example.com", "password": "x"}, "cache": {"layer": "redis"}}
    }
    assert dict(settings(tree, "storage.*.authurl")) == {"storage.swift.authurl": "https://id.example.com"}


def test_lists_are_numbered_where_the_path_goes_through_and_joined_where_it_ends():
    assert dict(settings({"filters": [{"unit": "days"}, {"unit": "hours"}]}, "filters.*.unit")) == {
        "filters.0.unit": "days",
        "filters.1.unit": "hours",
    }
    assert dict(settings({"endpoints": ["a", "b"]}, "endpoints")) == {"endpoints": "a,b"}


def test_values_become_text_as_yaml_writes_them():
    assert dict(settings({"a": True, "b": 7, "c": 0.5}, "*")) == {"a": "true", "b": "7", "c": "0.5"}


def test_a_mapping_is_never_given_whole():
    assert list(settings({"storage": {"swift": {"password": "x"}}}, "storage")) == []
    assert list(settings({"storage": [{"password": "x"}]}, "storage")) == []


@given(trees, st.sampled_from(["a", "a.b", "*.b", "a[].b", "a[b].c", "*"]))
def test_no_tree_is_a_crash(tree, path):
    assert all("password" not in str(value) for value in fields(tree, [path]).values())
    assert all(isinstance(value, str) for _, value in settings(tree, path))
