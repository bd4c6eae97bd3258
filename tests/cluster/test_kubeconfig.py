"""Which contexts the kubeconfig files offer, and what is said of files that offer none."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.cluster.connection import connect
from deckgen.cluster.kubeconfig import read
from deckgen.errors import DeckgenError, InputError

BROKEN = (
    "apiVersion: v1\ncontexts:\n- name: prod\n  context: {cluster: prod\nusers: [{name: x, user: {token: hidden}}]\n"
)


def kubeconfig(path, *names, current="", server="https://127.0.0.1:1", token="hidden"):
    lines = ["apiVersion: v1", "kind: Config", f"current-context: {current!r}", "clusters:"]
    lines += [f"- {{name: {name}, cluster: {{server: '{server}'}}}}" for name in names]
    lines += ["contexts:", *(f"- {{name: {name}, context: {{cluster: {name}, user: {name}}}}}" for name in names)]
    lines += ["users:", *(f"- {{name: {name}, user: {{token: {token}}}}}" for name in names)]
    path.write_text("\n".join(lines))
    return path


def refused(*arguments):
    with pytest.raises(InputError) as caught:
        connect(*arguments)
    return f"{caught.value}; {caught.value.hint}"


@pytest.fixture(autouse=True)
def _no_other_kubeconfig(monkeypatch, tmp_path):
    monkeypatch.setenv("KUBECONFIG", "")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)


def test_a_file_is_read_for_its_contexts_and_the_current_one(tmp_path):
    file = kubeconfig(tmp_path / "config", "prod", "test", current="test")
    assert read(file).contexts == ["prod", "test"]
    assert read(file).current == "test"
    assert connect(file, None).name == "test"
    assert connect(file, "prod").host == "https://127.0.0.1:1"


def test_a_context_may_name_a_namespace(tmp_path):
    file = kubeconfig(tmp_path / "config", "prod", "test", current="test")
    file.write_text(file.read_text().replace("{cluster: prod,", "{cluster: prod, namespace: shop,"))
    assert [connect(file, name).namespace for name in ("prod", "test")] == ["shop", ""]


def test_the_usual_file_is_the_one_in_the_home_folder(tmp_path):
    (tmp_path / "home" / ".kube").mkdir(parents=True)
    kubeconfig(tmp_path / "home" / ".kube" / "config", "home", current="home")
    assert connect().name == "home"


def test_several_files_are_merged_and_the_first_wins(tmp_path, monkeypatch):
    first = kubeconfig(tmp_path / "first", "prod", current="prod", server="https://127.0.0.1:1")
    second = kubeconfig(tmp_path / "second", "prod", "test", current="test", server="https://127.0.0.1:2")
    monkeypatch.setenv("KUBECONFIG", os.pathsep.join(map(str, (first, tmp_path / "missing", second))))
    assert read(None).contexts == ["prod", "test"]
    assert connect().name == "prod"
    assert connect().host == "https://127.0.0.1:1"
    assert connect(None, "test").host == "https://127.0.0.1:2"


def test_an_unknown_context_lists_those_that_exist(tmp_path):
    said = refused(kubeconfig(tmp_path / "config", "production", "test"), "prodution")
    assert "there is no context 'prodution'" in said
    assert "did you mean 'production'? contexts: production, test" in said


def test_without_any_kubeconfig_the_three_ways_are_named():
    said = refused()
    assert all(way in said for way in ("there is no kubeconfig", "--snapshot FILE", "--context NAME", "--sample"))


def test_without_a_current_context_the_contexts_are_listed(tmp_path):
    said = refused(kubeconfig(tmp_path / "config", "prod"), None)
    assert "names no current context" in said
    assert "contexts: prod" in said


def test_a_named_file_must_be_there(tmp_path):
    assert f"there is no kubeconfig {tmp_path / 'missing'}" in refused(tmp_path / "missing")


def test_broken_yaml_is_said_where_and_without_what_stands_there(tmp_path):
    file = tmp_path / "config"
    file.write_text(BROKEN)
    said = refused(file)
    assert f"{file}:5:" in said
    assert "hidden" not in said


@pytest.mark.parametrize("text", ["just words", "- a\n- list", "contexts: {}", "contexts: [{name: 3}]", "\x00"])
def test_another_file_is_no_kubeconfig(tmp_path, text):
    file = tmp_path / "config"
    file.write_text(text)
    assert str(file) in refused(file)


def test_a_context_without_its_cluster_is_said_to_lack_it(tmp_path):
    file = tmp_path / "config"
    file.write_text("contexts: [{name: prod, context: {cluster: gone, user: gone}}]\ncurrent-context: prod")
    assert "its cluster 'gone' is described nowhere" in refused(file)


@given(st.text(alphabet=st.sampled_from(" \n:-{}[]&*'\"abct#!|>"), max_size=60))
def test_no_file_is_a_crash(tmp_path_factory, text):
    file = tmp_path_factory.mktemp("any") / "config"
    file.write_text(text)
    with pytest.raises(DeckgenError):
        connect(Path(file), None)
