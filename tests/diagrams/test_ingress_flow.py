from deckgen.diagrams.ingress_flow import draw
from deckgen.fact import Facts, Source
from deckgen.render.place import place
from tests.diagrams.clusters import BARE, HOST_NAMES, INGRESS, SAMPLE, WITHHELD, facts, integrations

EXAMPLE = INGRESS["ingress.example"][0]
WAY = ["client", "balancer", "door", "service", "pods"]


def frames(scene):
    """Give the boxes of each frame, those above and those below."""
    return {
        frame.id: [[stack.members[row] for stack in frame.members if stack.members[row].label] for row in (0, 1)]
        for frame in scene.root.members
    }


def boxes(scene):
    return {box.id: box for rows in frames(scene).values() for row in rows for box in row}


def way(scene):
    return [box.id for rows in frames(scene).values() for box in rows[1]]


def seen(**values):
    named = {name.replace("__", "."): value for name, value in values.items()}
    return draw(facts(integrations("octavia") | INGRESS | HOST_NAMES | named))


def test_a_request_passes_every_station_of_a_real_ingress():
    drawn = boxes(draw(SAMPLE))
    assert way(draw(SAMPLE)) == WAY
    assert drawn["client"].lines == ("shop.example.com",)
    assert drawn["balancer"].lines == ("203.0.113.10",)
    assert drawn["door"].lines == ("ingress-nginx 1.12.4", "2 ready")
    assert drawn["service"].lines == ("shop/storefront",)
    assert (drawn["pods"].label, drawn["pods"].lines) == ("3 pods", ("ready",))


def test_external_dns_writes_the_name_and_the_client_asks_designate_for_it():
    ways = [(arrow.start, arrow.end) for arrow in draw(SAMPLE).arrows]
    assert ("writer", "names") in ways
    assert ("client", "names") in ways
    assert boxes(draw(SAMPLE))["names"].lines == ("zone shop.example.com",)


def test_external_dns_writes_no_name_of_an_ingress_that_it_does_not_watch():
    unwatched = boxes(seen(dns__sources=["service"]))
    assert "writer" not in unwatched
    assert (unwatched["names"].label, unwatched["names"].lines) == ("DNS", ("who keeps it does not show",))
    assert "writer" in boxes(seen(dns__sources=["ingress", "service"]))


def test_the_requests_way_is_one_straight_line():
    placed = place(draw(SAMPLE), 12.03, 4.65)
    straight = [arrow for arrow in placed.arrows if arrow.end in WAY]
    assert len({point.y for arrow in straight for point in arrow.points}) == 1


def test_a_name_in_no_zone_of_designates_is_answered_elsewhere():
    scene = seen(dns__zones=["example.org"])
    assert (boxes(scene)["names"].label, boxes(scene)["names"].world) == ("DNS", "outside")
    assert "writer" not in boxes(scene)
    assert way(scene) == WAY


def test_without_designate_the_names_are_kept_elsewhere():
    names = boxes(draw(facts(INGRESS | {"dns.designate.present": False})))["names"]
    assert (names.lines, names.source) == (("not written by the cluster",), Source.NOT_VISIBLE)
    assert boxes(draw(facts(INGRESS)))["names"].lines == ("who keeps it does not show",)


def test_plain_http_is_not_called_https():
    scene = seen(ingress__example=[EXAMPLE | {"tls": False, "path": "/api"}])
    assert boxes(scene)["client"].lines == ("http://shop.example.com/api",)
    assert next(arrow.label for arrow in scene.arrows if arrow.end == "balancer") == "HTTP"


def test_a_controller_on_ports_of_the_nodes_has_no_load_balancer_in_front():
    scene = seen(ingress__way_in="node ports", ingress__address="node ports 30080, 30443")
    assert way(scene) == ["client", "node", "door", "service", "pods"]
    assert boxes(scene)["node"].lines == ("node ports 30080, 30443",)


def test_an_address_that_is_no_load_balancers_leads_straight_to_the_controller():
    assert "balancer" not in way(seen(ingress__address="198.51.100.7", ingress__way_in="external addresses"))


def test_a_load_balancer_of_another_maker_stands_outside():
    scene = seen(loadbalancers__list=[INGRESS["loadbalancers.list"][0] | {"octavia": False}])
    assert (boxes(scene)["balancer"].label, boxes(scene)["balancer"].world) == ("load balancer", "outside")


def test_where_addresses_are_withheld_the_way_is_drawn_without_them():
    scene = draw(WITHHELD)
    assert way(scene) == WAY
    assert "203.0.113" not in str(scene)
    assert "shop" not in str(scene)
    assert boxes(scene)["service"].source is Source.NOT_VISIBLE


def test_a_load_balancer_that_may_lead_elsewhere_is_not_claimed():
    untold = {name: fact.value for name, fact in WITHHELD.items() if name != "ingress.way_in"}
    scene = draw(facts(untold))
    assert boxes(scene)["balancer"].source is Source.NOT_VISIBLE
    assert "where it leads is not visible" in boxes(scene)["balancer"].lines


def test_a_service_without_a_ready_pod_says_so():
    pods = boxes(seen(ingress__example=[EXAMPLE | {"pods": 0}]))["pods"]
    assert (pods.label, pods.lines) == ("pods", ("none is ready",))


def test_without_an_ingress_controller_a_gateway_takes_requests_in():
    told = {"gateway.count": 1, "gateway.controllers": ["Cilium"], "gateway.addresses": ["203.0.113.10"]}
    told |= {"loadbalancers.count": 1, "loadbalancers.list": INGRESS["loadbalancers.list"]}
    drawn = boxes(draw(facts(told)))
    assert (drawn["door"].label, drawn["door"].lines) == ("Gateway", ("Cilium",))
    assert drawn["balancer"].lines == ("203.0.113.10",)


def test_without_ingress_controller_and_gateway_nothing_is_drawn():
    assert draw(BARE) is None


def test_alternative_text_follows_the_request():
    assert "A request for shop.example.com passes: client (shop.example.com), octavia" in draw(SAMPLE).alt
    assert draw(SAMPLE).alt.endswith("3 pods (ready).")


def test_a_service_whose_name_a_reader_may_not_see_is_there_all_the_same():
    scene = draw(Facts({**SAMPLE, "ingress.example": SAMPLE["ingress.example"].withheld()}))
    assert {boxes(scene)[name].source for name in ("service", "pods")} == {Source.OBSERVED}
    assert "storefront" not in str(scene)
