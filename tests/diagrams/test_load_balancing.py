from deckgen.diagrams.load_balancing import draw
from tests.diagrams.clusters import BARE, SAMPLE, VIEW_ONLY, WITHHELD, facts, integrations


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def test_a_service_gets_its_load_balancer_from_octavia():
    drawn = boxes(draw(SAMPLE))
    assert list(drawn) == ["services", "controller", "octavia", "clients"]
    assert drawn["services"].label == "4 Services"
    assert drawn["controller"].lines == ("1.33.0",)


def test_a_load_balancer_that_waits_for_its_address_shows():
    assert boxes(draw(SAMPLE))["octavia"].lines == ("3 of 4 have an address",)


def test_clients_come_from_the_other_side():
    ways = [(arrow.start, arrow.end) for arrow in draw(SAMPLE).arrows]
    assert ways == [("services", "controller"), ("controller", "octavia"), ("clients", "octavia")]


def test_who_can_reach_them_is_told_where_the_list_may_be_shown():
    assert boxes(draw(SAMPLE))["clients"].lines == ("reach 1 from outside",)
    assert boxes(draw(WITHHELD))["clients"].lines == ()


def test_no_client_is_drawn_before_there_is_an_address():
    waiting = integrations("octavia") | {"loadbalancers.count": 1, "loadbalancers.pending.count": 1}
    assert list(boxes(draw(facts(waiting)))) == ["services", "octavia"]


def test_those_that_somebody_else_serves_are_not_octavias():
    seen = {"loadbalancers.count": 2, "loadbalancers.pending.count": 0, "loadbalancers.octavia.count": 1}
    drawn = boxes(draw(facts(integrations("octavia") | seen)))
    assert drawn["services"].label == "1 of 2 Services"
    assert drawn["octavia"].lines == ()
    assert "clients" not in drawn


def test_what_is_not_known_of_addresses_is_not_claimed():
    assert boxes(draw(VIEW_ONLY))["octavia"].lines == ()


def test_without_octavia_or_without_such_services_nothing_is_drawn():
    assert draw(BARE) is None
    assert draw(facts({"loadbalancers.count": 3})) is None
    assert draw(facts(integrations("octavia") | {"loadbalancers.count": 0})) is None


def test_alternative_text_has_the_numbers():
    assert "octavia (3 of 4 have an address)" in draw(SAMPLE).alt
