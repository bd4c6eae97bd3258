import pytest
from pydantic import ValidationError

from deckgen.scene import Group, Scene
from deckgen.script import kind
from deckgen.slides import integration

TABLE = {"rows": "storage.classes", "columns": [{"head": "Class", "field": "name"}]}
ROWS = [{"label": "Volumes", "fact": "storage.volumes.count"}]


@pytest.fixture
def path(monkeypatch):
    class Diagram:
        @staticmethod
        def draw(_facts):
            return Scene("path", Group("root", ""), alt="From claim to volume.")

    monkeypatch.setattr(integration, "diagram", lambda _name: Diagram)


def test_the_path_stands_above_this_clusters_data(slide, brief_of, path):
    content = slide(
        "integration", brief_of({"storage.classes": [{"name": "ssd"}]}), diagram="block-storage", table=TABLE
    )
    assert content.arrangement == "figure-table"
    assert content.slots["figure"].alt == "From claim to volume."


def test_without_a_diagram_the_data_stands_alone(slide, brief_of):
    assert slide("integration", brief_of({"storage.classes": [{"name": "ssd"}]}), table=TABLE).arrangement == "table"


def test_where_a_diagram_has_nothing_to_draw_the_data_stands_alone(slide, brief_of):
    one = brief_of({"openstack.present": True, "nodes.count": 1, "nodes.zones": ["nova"], "storage.volumes.count": 3})
    assert slide("integration", one, diagram="server-placement", rows=ROWS).arrangement == "table"


def test_where_the_list_is_empty_the_rows_take_its_place(slide, brief_of):
    brief = brief_of({"storage.classes": [], "storage.volumes.count": 3})
    content = slide("integration", brief, table=TABLE, rows=ROWS)
    assert [str(cell) for cell in content.slots["body"].rows[0]] == ["Volumes", "3"]


def test_without_data_the_slide_gives_way_even_with_a_picture(slide, brief_of, path):
    brief = brief_of({"storage.classes": None, "storage.volumes.count": None}, audience="customer")
    assert slide("integration", brief, diagram="block-storage", table=TABLE, rows=ROWS) is None


def test_an_integration_without_data_is_a_mistake_of_the_script():
    with pytest.raises(ValidationError, match="this cluster's data"):
        kind("integration").Entry.model_validate({"id": "cinder", "kind": "integration", "title": "Volumes"})
