import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from deckgen.script import kind
from deckgen.slides.command import WIDTH, align

PODS = [
    {"NAME": "cart-6c9f7d5b8-2xk7q", "READY": "1/1", "STATUS": "Running"},
    {"NAME": "postgres-0", "READY": "0/1", "STATUS": "Pending"},
    {"NAME": "report", "READY": "1/1", "STATUS": "Running"},
]
OF_THE_CLUSTER = (
    "demo.namespace",
    "demo.host",
    "demo.ingress_class",
    "demo.ingress_class.annotated",
    "demo.storage_class",
    "ingress.controller",
    "namespaces.names",
    "server.minor",
)
UNKNOWN = dict.fromkeys(OF_THE_CLUSTER)
GET = {"command": "kubectl get pods", "output": "kubectl.pods"}


def lines(content):
    return [(line.role, line.text) for line in content.slots["code"].lines]


def test_a_command_is_followed_by_what_this_cluster_answers(slide, brief_of):
    content = slide("command", brief_of({"kubectl.pods": PODS}), steps=[GET])
    assert lines(content) == [
        ("command", "kubectl get pods"),
        ("output", "NAME                   READY   STATUS"),
        ("output", "cart-6c9f7d5b8-2xk7q   1/1     Running"),
        ("output", "postgres-0             0/1     Pending"),
        ("output", "report                 1/1     Running"),
    ]


def test_rows_past_the_limit_are_counted(slide, brief_of):
    content = slide("command", brief_of({"kubectl.pods": PODS}), steps=[GET | {"limit": 2, "columns": ["NAME"]}])
    assert lines(content)[1:] == [
        ("output", "NAME                   …"),
        ("output", "cart-6c9f7d5b8-2xk7q   …"),
        ("output", "postgres-0             …"),
        ("elided", "… 1 more row"),
    ]


def test_columns_that_are_left_out_show_where_they_stood(slide, brief_of):
    content = slide("command", brief_of({"kubectl.pods": PODS[:1]}), steps=[GET | {"columns": ["NAME", "STATUS"]}])
    assert [text.split() for _, text in lines(content)[1:]] == [
        ["NAME", "…", "STATUS"],
        ["cart-6c9f7d5b8-2xk7q", "…", "Running"],
    ]


def test_rows_that_are_not_in_the_table_are_counted_too(slide, brief_of):
    step = GET | {"limit": 2, "total": "kubectl.pods.count"}
    content = slide("command", brief_of({"kubectl.pods": PODS, "kubectl.pods.count": 40}), steps=[step])
    assert lines(content)[-1] == ("elided", "… 38 more rows")


def test_lines_of_text_stand_as_they_are(slide, brief_of):
    step = {"command": "kubectl describe pod x", "output": "kubectl.describe", "limit": 2}
    content = slide("command", brief_of({"kubectl.describe": ["Volumes:", "  data:", "Events:"]}), steps=[step])
    assert lines(content)[1:] == [("output", "Volumes:"), ("output", "  data:"), ("elided", "… 1 more line")]


def test_of_an_excerpt_nobody_counts_how_many_lines_are_left_out(slide, brief_of):
    step = {"command": "kubectl describe pod x", "output": "kubectl.describe", "limit": 2, "excerpt": True}
    for known in (["Volumes:", "  data:", "  tmp:"], ["Volumes:", "  data:"]):
        content = slide("command", brief_of({"kubectl.describe": known}), steps=[step])
        assert lines(content)[1:] == [
            ("elided", "# some of its lines"),
            ("output", "Volumes:"),
            ("output", "  data:"),
            ("elided", "…"),
        ]


def test_an_example_is_marked_as_one(slide, brief_of):
    step = GET | {"example": "NAME   READY\nweb    1/1"}
    content = slide("command", brief_of({"kubectl.pods": None}), steps=[step])
    assert lines(content)[1:] == [
        ("elided", "# an example, not read from this cluster"),
        ("output", "NAME   READY"),
        ("output", "web    1/1"),
    ]


def test_one_field_is_an_answer_of_one_line(slide, brief_of):
    step = {"command": "kubectl get x -o jsonpath", "output": "kubectl.example_deployment.image"}
    content = slide("command", brief_of({"kubectl.example_deployment.image": "example/cart:4"}), steps=[step])
    assert lines(content)[1:] == [("output", "example/cart:4")]


def test_an_answer_in_words_falls_away_with_its_fact(slide, brief_of):
    step = {"command": "kubectl get x -o name", "answer": "deployment.apps/{{ kubectl.example_deployment }}"}
    seen = slide("command", brief_of({"kubectl.example_deployment": "cart"}), steps=[step])
    assert lines(seen)[1:] == [("output", "deployment.apps/cart")]
    assert lines(slide("command", brief_of({"kubectl.example_deployment": None}), steps=[step]))[1:] == []


def test_what_is_not_done_yet_is_marked_as_what_one_should_see(slide, brief_of):
    step = {"command": "kubectl apply -f x", "expected": "deployment.apps/hello created"}
    assert lines(slide("command", brief_of(), steps=[step]))[1:] == [
        ("elided", "# what you should see"),
        ("output", "deployment.apps/hello created"),
    ]


def test_parts_of_a_manifest_show_what_is_left_out_around_them(slide, brief_of):
    step = {"manifest": ["deployment/security", "deployment/confined"]}
    content = slide("command", brief_of(UNKNOWN), steps=[step])
    shown = lines(content)
    assert content.slots["code"].language == "yaml"
    assert shown[:3] == [
        ("elided", "# 20-deployment.yaml"),
        ("elided", "…"),
        ("file", "# No root, no token for the API, the usual filter of system calls."),
    ]
    assert [text for role, text in shown if role == "elided"] == ["# 20-deployment.yaml", "…", "…"]
    assert shown[-1] == ("file", "      capabilities: {drop: [ALL]}")


def test_a_manifest_that_the_cluster_has_nothing_for_is_not_shown(slide, brief_of):
    steps = [{"manifest": ["volume/claim"]}]
    assert slide("command", brief_of(UNKNOWN), steps=steps) is None
    seen = slide("command", brief_of(UNKNOWN | {"demo.storage_class": "ssd"}), steps=steps)
    assert ("file", "      storageClassName: ssd") in lines(seen)


def test_an_unknown_part_of_a_manifest_is_a_mistake():
    step = {"manifest": ["deployment/prob"]}
    with pytest.raises(ValidationError, match="has no part called 'deployment/prob'"):
        kind("command").Entry.model_validate({"id": "x", "kind": "command", "title": "T", "steps": [step]})


def test_without_an_answer_the_command_stands_alone(slide, brief_of):
    assert lines(slide("command", brief_of({"kubectl.pods": None}), steps=[GET])) == [("command", "kubectl get pods")]


def test_a_long_command_goes_on_in_the_next_line(slide, brief_of):
    content = slide("command", brief_of(), steps=[{"command": "kubectl get pods \\\n  -n shop"}])
    assert lines(content) == [("command", "kubectl get pods \\"), ("continued", "  -n shop")]


def test_a_file_keeps_its_indentation(slide, brief_of):
    content = slide("command", brief_of(), steps=[{"file": "metadata:\n  name: {{ customer.name }}"}])
    assert content.slots["code"].language == "yaml"
    assert lines(content) == [("file", "metadata:"), ("file", "  name: Example Retail")]


def test_a_step_whose_command_names_what_is_not_visible_falls_away(slide, brief_of):
    steps = [{"command": "kubectl get pods -n {{ kubectl.example_namespace }}"}]
    assert slide("command", brief_of({"kubectl.example_namespace": None}), steps=steps) is None


def test_points_stand_beside_the_commands(slide, brief_of):
    content = slide("command", brief_of(), steps=[{"command": "ls"}], points=[{"term": "-A", "detail": "all"}])
    assert [(str(point.term), str(point.detail)) for point in content.slots["points"].items] == [("-A", "all")]


@pytest.mark.parametrize("step", [{}, {"command": "ls", "file": "a: 1"}, {"command": "ls", "manifest": ["page/page"]}])
def test_a_step_is_a_command_a_file_or_parts_of_a_manifest(step):
    with pytest.raises(ValidationError, match="one of 'command', 'file' and 'manifest'"):
        kind("command").Entry.model_validate({"id": "x", "kind": "command", "title": "T", "steps": [step]})


@given(st.lists(st.fixed_dictionaries({"NAME": st.text(max_size=200), "AGE": st.text(max_size=30)}), min_size=1))
def test_aligned_lines_fit_whatever_the_names(rows):
    assert all(len(line) <= WIDTH for line in align(rows))
