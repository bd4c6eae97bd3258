import pytest

from deckgen import script
from deckgen.fact import Source
from deckgen.scene import Box, Group, Scene
from deckgen.slides import figure

NUMBER = {"fact": "nodes.workers.count", "label": "workers", "detail": "in {{ nodes.zones|series }}"}
FACTS = {"nodes.workers.count": 6, "nodes.zones": ["a", "b"]}


@pytest.fixture
def drawn(monkeypatch):
    """Put a diagram in the place of the real ones, which have tests of their own; says what it was given."""
    given = []

    class Diagram:
        scene: Scene | None = Scene("map", Group("root", "", (Box("a", "Node"),)), alt="One node.")

        def draw(self, facts):
            given.append(facts)
            return self.scene

    diagram = Diagram()
    diagram.given = given
    monkeypatch.setattr(figure, "diagram", lambda _name: diagram)
    return diagram


def test_a_diagram_alone_fills_the_slide_and_brings_its_alt_text(slide, brief_of, drawn):
    content = slide("figure", brief_of(FACTS), diagram="cluster-layout")
    assert content.arrangement == "figure"
    assert content.slots["figure"].alt == "One node."


def test_numbers_stand_beside_the_diagram(slide, brief_of, drawn):
    content = slide("figure", brief_of(FACTS), diagram="cluster-layout", numbers=[NUMBER])
    (number,) = content.slots["numbers"].items
    assert content.arrangement == "numbers"
    assert (number.value, number.label, str(number.detail), number.source) == (
        "6",
        "workers",
        "in a and b",
        Source.OBSERVED,
    )


def test_a_number_that_differs_names_the_standard_on_the_call(slide, brief_of, drawn):
    def detail(audience):
        brief = brief_of(FACTS, standards={"nodes.workers.count": 8}, audience=audience)
        return str(slide("figure", brief, diagram="cluster-layout", numbers=[NUMBER]).slots["numbers"].items[0].detail)

    assert detail("call") == "in a and b · standard 8"
    assert detail("customer") == "in a and b"


def test_a_number_that_is_only_a_standard_is_shown_as_one_and_drawn_as_one(slide, brief_of, drawn):
    brief = brief_of({"etcd.members.count": None}, standards={"etcd.members.count": 5})
    content = slide(
        "figure", brief, diagram="cluster-layout", numbers=[{"fact": "etcd.members.count", "label": "etcd members"}]
    )
    assert content.slots["numbers"].items[0].source is Source.DOCUMENTED
    assert drawn.given[0]["etcd.members.count"].source is Source.DOCUMENTED


def test_without_a_diagram_the_numbers_stand_as_a_table(slide, brief_of, drawn):
    drawn.scene = None
    content = slide("figure", brief_of(FACTS), diagram="cluster-layout", numbers=[NUMBER])
    assert content.arrangement == "table"
    assert [str(cell) for cell in content.slots["body"].rows[0]] == ["6", "workers", "in a and b"]


def test_with_neither_the_slide_gives_way(slide, brief_of, drawn):
    drawn.scene = None
    brief = brief_of({"nodes.workers.count": None, "nodes.zones": None})
    assert slide("figure", brief, diagram="cluster-layout", numbers=[NUMBER]) is None


def test_the_diagrams_that_a_script_can_name_are_the_files_in_the_folder():
    assert {"cluster-layout", "openstack-integrations", "pod-network"} <= set(script.diagrams())


def test_a_diagram_is_not_given_what_it_is_not_to_tell(slide, brief_of, drawn):
    slide("figure", brief_of(FACTS), diagram="cluster-layout", without=["nodes.zones"])
    (told,) = drawn.given
    assert "nodes.zones" not in told
    assert told["nodes.workers.count"].value == 6
