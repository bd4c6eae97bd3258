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
        ("output", "NAME"),
        ("output", "cart-6c9f7d5b8-2xk7q"),
        ("output", "postgres-0"),
        ("elided", "… 1 more row"),
    ]


def test_lines_of_text_stand_as_they_are(slide, brief_of):
    step = {"command": "kubectl describe pod x", "output": "kubectl.describe", "limit": 2}
    content = slide("command", brief_of({"kubectl.describe": ["Volumes:", "  data:", "Events:"]}), steps=[step])
    assert lines(content)[1:] == [("output", "Volumes:"), ("output", "  data:"), ("elided", "… 1 more line")]


def test_an_example_is_marked_as_one(slide, brief_of):
    step = GET | {"example": "NAME   READY\nweb    1/1"}
    content = slide("command", brief_of({"kubectl.pods": None}), steps=[step])
    assert lines(content)[1:] == [
        ("elided", "# an example, not read from this cluster"),
        ("output", "NAME   READY"),
        ("output", "web    1/1"),
    ]


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


@pytest.mark.parametrize("step", [{}, {"command": "ls", "file": "a: 1"}])
def test_a_step_is_a_command_or_a_file(step):
    with pytest.raises(ValidationError, match="either"):
        kind("command").Entry.model_validate({"id": "x", "kind": "command", "title": "T", "steps": [step]})


@given(st.lists(st.fixed_dictionaries({"NAME": st.text(max_size=200), "AGE": st.text(max_size=30)}), min_size=1))
def test_aligned_lines_fit_whatever_the_names(rows):
    assert all(len(line) <= WIDTH for line in align(rows))
