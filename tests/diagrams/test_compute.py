from deckgen.diagrams.compute import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BARE, HOSTED, LARGE, SAMPLE, facts, integrations


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def test_nodes_are_servers_in_nova_with_their_flavors():
    drawn = boxes(draw(SAMPLE))
    assert list(drawn) == ["nodes", "controller", "nova", "apart"]
    assert (drawn["nodes"].label, drawn["nodes"].lines) == ("9 nodes", ("3 control plane", "6 workers"))
    assert drawn["nova"].lines == (
        "6 \N{MULTIPLICATION SIGN} gp.8.32.200",
        "3 \N{MULTIPLICATION SIGN} gp.4.8.100",
        "in 3 zones",
    )


def test_anti_affinity_is_drawn_as_declared_or_not_at_all():
    assert boxes(draw(SAMPLE))["apart"].source is Source.DECLARED
    assert "apart" not in boxes(draw(LARGE))


def test_many_flavors_are_counted():
    assert boxes(draw(LARGE))["nova"].lines[0] == "8 flavors"


def test_a_control_plane_elsewhere_is_not_among_the_nodes():
    hosted = integrations("nova") | {"nodes.count": 5, "nodes.workers.count": 5, "nodes.control_plane.count": 3}
    assert boxes(draw(facts(hosted)))["nodes"].lines == ("5 workers",)


def test_a_cloud_controller_out_of_sight_is_not_drawn():
    assert list(boxes(draw(HOSTED))) == ["nodes", "nova"]


def test_without_nova_nothing_is_drawn():
    assert draw(BARE) is None


def test_only_nodes_that_name_a_server_are_drawn_as_servers():
    drawn = boxes(draw(facts(integrations("nova") | {"nodes.count": 5, "compute.servers.count": 4})))
    assert (drawn["nodes"].label, drawn["nodes"].lines) == ("4 of 5 nodes", ())
