"""The command line as a person meets it: what it prints, where, and how it ends."""

import json
import re
from pathlib import Path

import pytest
import yaml

from deckgen import __version__
from tests.cluster.test_kubeconfig import kubeconfig


def test_help_names_every_command_and_a_first_step(deckgen):
    done = deckgen("--help")
    assert done.code == 0
    for word in (
        "build",
        "snapshot",
        "validate",
        "schema",
        "list",
        "manifests",
        "--version",
        "deckgen build production --sample",
    ):
        assert word in done.out


@pytest.mark.parametrize("command", ["build", "snapshot"])
def test_help_of_a_command_shows_examples(deckgen, command):
    assert f"deckgen {command}" in deckgen(command, "--help").out.split("Examples", 1)[1]


def test_version(deckgen):
    assert deckgen("--version").out == f"deckgen {__version__}\n"


def test_the_sample_deck_is_built_with_a_summary_on_standard_error(deckgen, tmp_path):
    done = deckgen("build", "production", "--sample")
    assert done.code == 0, done.err
    assert done.out == ""
    (deck,) = tmp_path.glob("*.pptx")
    assert re.fullmatch(r"example-retail-production-call-\d{4}-\d\d-\d\d\.pptx", deck.name)
    assert re.search(rf"{re.escape(deck.name)}: \d+ slides for call\. Facts: \d+ observed, \d+ declared", done.err)
    assert "not visible" in done.err


def test_a_second_run_replaces_the_deck_and_leaves_nothing_beside_it(deckgen, tmp_path):
    deckgen("build", "demo", "--sample", "-o", "deck.pptx")
    assert deckgen("build", "demo", "--sample", "-o", "deck.pptx").code == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["deck.pptx"]


def test_a_file_that_deckgen_did_not_make_stays(deckgen, tmp_path):
    (tmp_path / "mine.pptx").write_bytes(b"my slides")
    done = deckgen("build", "demo", "--sample", "-o", "mine.pptx")
    assert done.code == 2
    assert "--force" in done.err
    assert (tmp_path / "mine.pptx").read_bytes() == b"my slides"
    assert deckgen("build", "demo", "--sample", "-o", "mine.pptx", "--force").code == 0


def test_a_dry_run_prints_the_outline_and_writes_nothing(deckgen, tmp_path):
    done = deckgen("build", "production", "--sample", "--dry-run")
    assert done.code == 0
    assert "Example Retail" in done.out
    assert list(tmp_path.glob("*.pptx")) == []


def test_without_a_section_its_slides_are_gone(deckgen):
    whole = deckgen("build", "production", "--sample", "--dry-run").out
    shorter = deckgen("build", "production", "--sample", "--dry-run", "--without", "concepts").out
    assert "\n   concepts/" in whole
    assert "\n   concepts/" not in shorter


def test_an_unknown_section_lists_those_that_exist(deckgen):
    done = deckgen("build", "production", "--sample", "--dry-run", "--without", "concept")
    assert done.code == 2
    assert "did you mean 'concepts'" in done.err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("build", "prodution", "--sample"), ["prodution", "did you mean 'production'", "demo"]),
        (("build", "demo", "--sample", "--audience", "custmer"), ["custmer", "did you mean 'customer'", "presales"]),
        (("build", "demo", "--sample", "--layout", "defualt"), ["defualt", "did you mean 'default'"]),
        (("build", "no/such.yaml", "--sample"), ["no/such.yaml"]),
        (("build", "demo", "--snapshot", "no.json"), ["no.json"]),
        (("build", "demo", "--sample", "--customer", "no.yaml"), ["no.yaml"]),
        (("build", "demo", "--sample", "--context", "prod"), ["more than one source", "--snapshot", "--sample"]),
        (("build", "demo"), ["--snapshot", "--context", "--sample"]),
        (("snapshot", "-o", "out.json"), ["--context"]),
        (("snapshot", "-o", "out.yaml"), [".json"]),
        (("build", "demo", "--sample", "-o", "out.odp"), [".pptx or .pdf"]),
        (("validate", "missing.yaml"), ["missing.yaml"]),
        (("schema", "deck"), ["deck"]),
        (("manifests", "rbac", "--service-account", "deckgen"), ["'deckgen'", "tools:deckgen"]),
        (("manifests", "rbac", "-o", "rbac.json"), [".yaml"]),
    ],
)
def test_wrong_input_ends_with_2_and_says_what_there_is(deckgen, args, words):
    done = deckgen(*args)
    assert done.code == 2, done.err
    assert "Traceback" not in done.err
    flat = " ".join(done.err.replace("│", " ").split())
    for word in words:
        assert word in flat


def test_an_unreachable_cluster_ends_with_3(deckgen, tmp_path):
    token = "not-a-token-to-print"
    kubeconfig(tmp_path / "config", "gone", current="gone", server="https://127.0.0.1:9", token=token)
    done = deckgen("build", "demo", KUBECONFIG=str(tmp_path / "config"))
    assert done.code == 3, done.err
    assert "gone" in done.err
    assert "Traceback" not in done.err
    assert token not in done.err


def test_an_unknown_context_lists_those_that_exist(deckgen, tmp_path):
    kubeconfig(tmp_path / "config", "retail-prod")
    done = deckgen("build", "demo", "--kubeconfig", tmp_path / "config", "--context", "retail-prd")
    assert done.code == 2, done.err
    assert "did you mean 'retail-prod'" in done.err


def test_every_mistake_of_a_file_is_told_with_its_place(deckgen, tmp_path):
    (tmp_path / "customer.yaml").write_text("name: ''\nneds: [more]\nbrand:\n  accent: blue\n")
    done = deckgen("validate", "customer.yaml")
    assert done.code == 2
    for place in ("customer.yaml:1:7:", "customer.yaml:2:1:", "customer.yaml:4:11:"):
        assert place in done.err
    assert "did you mean 'needs'" in done.err


def test_what_is_shipped_is_valid(deckgen):
    root = Path(__file__).parent.parent
    files = [
        *sorted((root / "scripts").rglob("*.yaml")),
        root / "sample" / "customer.yaml",
        root / "sample" / "snapshot.json",
        root / "layouts" / "default",
    ]
    done = deckgen("validate", *files)
    assert done.code == 0, done.err
    assert done.out.count("no mistakes") == len(files)


def test_the_rights_are_printed_as_a_manifest(deckgen, tmp_path):
    printed = deckgen("manifests", "rbac", "--user", "jo@example.com").out
    assert [one["kind"] for one in yaml.safe_load_all(printed)] == ["ClusterRole", "ClusterRoleBinding"]
    assert "jo@example.com" in printed
    assert deckgen("manifests", "rbac", "--user", "jo@example.com", "-o", "rbac.yaml").out == ""
    assert (tmp_path / "rbac.yaml").read_text() == printed


def test_a_manifest_that_was_changed_stays(deckgen, tmp_path):
    (tmp_path / "rbac.yaml").write_text("mine")
    done = deckgen("manifests", "rbac", "-o", "rbac.yaml")
    assert (done.code, (tmp_path / "rbac.yaml").read_text()) == (2, "mine")
    assert "--force" in done.err


@pytest.mark.parametrize("kind", ["script", "section", "promises", "customer", "layout", "snapshot"])
def test_a_schema_is_json(deckgen, kind):
    assert json.loads(deckgen("schema", kind).out)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize(
    ("shelf", "some"),
    [
        ("scripts", "production"),
        ("layouts", "default"),
        ("slides", "agenda"),
        ("diagrams", "cluster-layout"),
        ("facts", "nodes.workers.count"),
        ("audiences", "presales"),
    ],
)
def test_what_there_is_can_be_listed(deckgen, shelf, some):
    assert some in deckgen("list", shelf).out
    rows = json.loads(deckgen("list", shelf, "--format", "json").out)
    assert some in [row["name"] for row in rows]
    assert all(row.keys() == rows[0].keys() for row in rows)


def test_a_list_that_is_piped_has_a_line_for_each_row(deckgen):
    rows = json.loads(deckgen("list", "facts", "--format", "json").out)
    lines = deckgen("list", "facts").out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [row["name"] for row in rows]


def test_colour_is_left_out_where_no_color_is_set(deckgen):
    done = deckgen("build", "nothing-like-it", "--sample", NO_COLOR="1", FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[3" not in done.err


def test_a_deck_from_a_snapshot_without_a_profile_says_what_to_fill_in(deckgen, tmp_path):
    root = Path(__file__).parent.parent
    done = deckgen("build", "demo", "--snapshot", root / "sample" / "snapshot.json", "-o", "deck.pptx")
    assert done.code == 0, done.err
    assert "--customer" in done.err
    outline = deckgen("build", "demo", "--snapshot", root / "sample" / "snapshot.json", "--dry-run").out
    assert "To fill in" in outline
    assert "Example Retail" not in outline


def test_the_demo_application_is_written_for_the_sample_and_taken_back_where_it_does_not_fit(deckgen, tmp_path):
    done = deckgen("manifests", "app", "--sample", "-o", "hello")
    assert (done.code, done.out) == (0, ""), done.err
    assert done.err == "hello: 8 files for namespace hello.\n"
    ingress = yaml.safe_load((tmp_path / "hello" / "50-ingress.yaml").read_text())
    assert ingress["spec"]["rules"][0]["host"] == "hello.retail.example.com"
    again = deckgen("manifests", "app", "--sample", "-o", "hello", "--namespace", "shop", "--host", "try.example.org")
    assert "Namespace shop is there already, and stays as it is." in again.err
    assert not (tmp_path / "hello" / "00-namespace.yaml").exists()
    assert "host: try.example.org" in (tmp_path / "hello" / "50-ingress.yaml").read_text()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--host", "Not A Host"), "'Not A Host' names no host"),
        (("--namespace", "Shop"), "'Shop' names no namespace"),
    ],
)
def test_a_name_that_kubernetes_would_refuse_is_refused_first(deckgen, tmp_path, more, said):
    done = deckgen("manifests", "app", "--sample", "-o", "hello", *more)
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "hello").exists()
