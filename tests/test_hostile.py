"""A cluster whose owners name things to do harm: it is shown harmlessly, in terminals, outlines and decks."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen import assets
from tests.bed import load
from tests.render.powerpoint.lint import lint
from tests.render.powerpoint.overflow import converted, overflowing
from tests.test_decks import words
from tests.validator import validate

DECKGEN = Path(sys.executable).with_name("deckgen")
PRODUCT = 1234 * 5678
HARM = (
    "\x1b[31mred\x1b[0m\x1b]0;owned\x07",
    "\x00\x07\x08\x0b\x7f\x9b2J",
    "{{ 1234 * 5678 }}{% include '/etc/passwd' %}{# gone #}",
    "long" * 2500,
    "\u202egnp.exe\u2066\u200f",
    "\U0001f600\U0001f3f4\u200d\u2620\ufe0f",
    "<a:t>&amp;]]></a:t>",
    "line\u2028line\r\nline",
    "[bold red]markup[/]",
)
# What the sample's customer and platform named themselves: each gets another of these.
NAMED = ("shop", "web", "batch", "cart", "storefront", "postgres", "retail", "worker", "ceph", "nova", "gp.", "jo")
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmed(tree):
    """The same tree, in which every string that holds one of those names holds harm, too."""
    if isinstance(tree, dict):
        return {key: value if key in ("api_version", "kind") else harmed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [harmed(one) for one in tree]
    if isinstance(tree, str):
        for number, name in enumerate(NAMED):
            if name in tree:
                return tree.replace(name, name + HARM[number % len(HARM)])
    return tree


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    """A snapshot as nobody but an enemy would name things in it."""
    known = json.loads((assets.sample() / "snapshot.json").read_text(encoding="utf-8"))
    changed = {key: harmed(value) if isinstance(value, list) else value for key, value in known.items()}
    changed["resources"] = known["resources"]
    file = tmp_path_factory.mktemp("hostile") / "snapshot.json"
    file.write_text(json.dumps(changed), encoding="utf-8")
    return file


def run(*arguments, folder):
    command = [str(part) for part in (DECKGEN, *arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done


def is_harmless(text):
    return not FORBIDDEN.search(text) and str(PRODUCT) not in text and "root:x:" not in text


@pytest.mark.office
@pytest.mark.parametrize("audience", ["call", "customer"])
@pytest.mark.parametrize("script", ["demo", "production"])
def test_a_deck_of_a_hostile_cluster_is_sound_and_fits(snapshot, tmp_path, script, audience, soffice, pdftotext):
    path = tmp_path / "deck.pptx"
    done = run("build", script, "--snapshot", snapshot, "--audience", audience, "-o", path, folder=tmp_path)
    assert validate(path) == []
    assert lint(path) == []
    assert is_harmless(words(path))
    assert is_harmless(done.stderr)
    deck = Presentation(path)
    outside = [
        (number, shape.name)
        for number, slide in enumerate(deck.slides, 1)
        for shape in slide.shapes
        if shape.left < 0
        or shape.top < 0
        or shape.left + shape.width > deck.slide_width
        or shape.top + shape.height > deck.slide_height
    ]
    assert outside == []
    assert overflowing(path, *converted(soffice, tmp_path, path)) == []


def test_its_names_are_there_as_they_stand(snapshot, tmp_path):
    said = run("build", "production", "--snapshot", snapshot, "--dry-run", folder=tmp_path).stdout
    assert is_harmless(said)
    assert "{{ 1234 * 5678 }}" in said


@pytest.mark.parametrize("form", ["text", "json"])
def test_its_facts_are_printed_without_commands_to_the_terminal(snapshot, tmp_path, form):
    done = run("facts", "--snapshot", snapshot, "--format", form, folder=tmp_path)
    assert is_harmless(done.stdout)
    assert is_harmless(done.stderr)
    assert "{{ 1234 * 5678 }}" in done.stdout


@pytest.mark.bed
@pytest.mark.parametrize("version", ["old", "newest"])
def test_what_a_real_server_lets_through_is_harmless(fresh_server, version, tmp_path):
    server = fresh_server(version)
    text = "".join(HARM)
    container = {"name": "web", "image": f"registry.example.com/web:1{text}", "args": [f"--keystone-url={text}"]}
    labels = {"app": "web"}
    load.load_objects(
        server,
        [
            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "web", "annotations": {"note": text}}},
            {
                "apiVersion": "storage.k8s.io/v1",
                "kind": "StorageClass",
                "metadata": {"name": "fast", "annotations": {"storageclass.kubernetes.io/is-default-class": "true"}},
                "provisioner": "cinder.csi.openstack.org",
                "parameters": {"type": text},
            },
            {
                "apiVersion": "v1",
                "kind": "Node",
                "metadata": {"name": "worker-1"},
                "status": {"nodeInfo": {"osImage": text, "kubeletVersion": f"v1.33.4{text}"}},
            },
            {
                "apiVersion": "apps/v1",
                "kind": "Deployment",
                "metadata": {"name": "web", "namespace": "web"},
                "spec": {
                    "selector": {"matchLabels": labels},
                    "template": {"metadata": {"labels": labels}, "spec": {"containers": [container]}},
                },
            },
        ],
    )
    kubeconfig = server.kubeconfig("reader")
    path = tmp_path / "deck.pptx"
    run("build", "production", "--kubeconfig", kubeconfig, "-o", path, folder=tmp_path)
    assert validate(path) == []
    assert lint(path) == []
    assert is_harmless(words(path))
    said = run("facts", "--kubeconfig", kubeconfig, folder=tmp_path)
    assert is_harmless(said.stdout + said.stderr)
