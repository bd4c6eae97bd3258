import pytest

from deckgen.diagrams.load_balancing import draw
from deckgen.fact import Source
from tests.diagrams.clusters import (
    BARE,
    CLOUD_CONTROLLER,
    INGRESS,
    LARGE,
    SAMPLE,
    VIEW_ONLY,
    WITHHELD,
    facts,
    integrations,
)

FEED = next(row for row in INGRESS["loadbalancers.list"] if row["name"] == "feed")


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def one(row, *services, **more):
    told = {"loadbalancers.count": 1, "loadbalancers.pending.count": 0, "loadbalancers.list": [FEED | row]}
    return draw(facts(integrations(*services) | told | more))


def test_a_request_goes_by_floating_ip_octavia_and_node_port_to_the_pods_of_a_real_service():
    drawn = boxes(draw(SAMPLE))
    assert [(box.label, box.lines) for box in drawn.values()] == [
        ("client", ()),
        ("floating IP", ("203.0.113.24",)),
        ("octavia", ("4 load balancers", "1 without an address")),
        ("node port", ("31083", "on each node")),
        ("2 pods", ("ready", "Service shop/feed")),
    ]
    assert [group.label for group in draw(SAMPLE).root.members] == ["OUTSIDE", "OPENSTACK", "KUBERNETES"]
    assert draw(SAMPLE).arrows[0].label == "port 8443"


def test_a_service_of_the_customers_is_shown_before_the_platforms_own():
    assert "shop/feed" in str(draw(SAMPLE))
    assert "31081" not in str(draw(SAMPLE))


def test_forty_load_balancers_are_counted():
    # Which of the makers owes an address does not show.
    assert boxes(draw(LARGE))["octavia"].lines == ("4 of 40 load balancers", "1 of the 40 without an address")


def test_an_internal_load_balancer_is_reached_from_inside_by_no_floating_ip():
    drawn = boxes(one({"scope": "internal", "floating": False, "address": "10.20.4.20"}, "octavia"))
    assert (drawn["address"].label, drawn["address"].lines) == ("internal address", ("10.20.4.20",))
    assert drawn["client"].lines == ("from your own network",)


def test_an_address_that_is_not_known_to_be_a_floating_ip_is_not_called_one():
    assert boxes(one({"floating": False}, "octavia"))["address"].label == "address"


def test_without_node_ports_none_is_passed():
    assert "nodes" not in boxes(one({"node_ports": ""}, "octavia"))


def test_a_service_without_a_ready_pod_says_so():
    assert boxes(one({"pods": 0}, "octavia"))["pods"].lines[0] == "none is ready"
    unread = boxes(one({"pods": None}, "octavia"))["pods"]
    assert (unread.label, unread.lines) == ("pods", ("Service shop/feed",))


def test_a_load_balancer_of_another_maker_is_no_octavia():
    maker = boxes(one({"octavia": False}))["octavia"]
    assert (maker.label, maker.world) == ("load balancer", "outside")


def test_where_octavia_serves_some_the_example_is_one_of_those():
    rows = [FEED | {"name": "other", "octavia": False}, FEED | {"namespace": "x", "name": "own"}]
    seen = {"loadbalancers.count": 2, "loadbalancers.octavia.count": 1, "loadbalancers.list": rows}
    scene = draw(facts(integrations("octavia") | seen))
    assert "x/own" in scene.alt
    assert boxes(scene)["octavia"].lines == ("1 of 2 load balancers",)


@pytest.mark.parametrize("cluster", [WITHHELD, VIEW_ONLY])
def test_where_services_may_not_be_shown_their_number_remains(cluster):
    drawn = boxes(draw(cluster))
    assert list(drawn) == ["client", "octavia", "nodes", "pods"]
    assert drawn["octavia"].lines[0] == "4 load balancers"
    assert drawn["nodes"].source is Source.DOCUMENTED
    assert "203.0.113" not in str(draw(cluster))


def test_before_there_is_an_address_it_is_shown_who_asks_for_one():
    waiting = integrations("octavia") | CLOUD_CONTROLLER
    waiting |= {"loadbalancers.count": 1, "loadbalancers.pending.count": 1}
    drawn = boxes(draw(facts(waiting)))
    assert list(drawn) == ["services", "controller", "octavia"]
    assert drawn["octavia"].lines == ("no address yet",)


def test_what_is_declared_is_drawn_as_declared():
    declared = facts({name: fact.value for name, fact in SAMPLE.items()}, Source.DECLARED)
    assert {box.source for box in boxes(draw(declared)).values() if box.id != "client"} == {Source.DECLARED}


def test_without_such_services_nothing_is_drawn():
    assert draw(BARE) is None
    assert draw(facts(integrations("octavia") | {"loadbalancers.count": 0})) is None


def test_alternative_text_has_the_numbers():
    assert "octavia (4 load balancers, 1 without an address), node port (31083, on each node)" in draw(SAMPLE).alt
