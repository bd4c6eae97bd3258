from deckgen.diagrams.dns import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BARE, DECLARED, LARGE, SAMPLE, WITHHELD, facts


def boxes(scene):
    return {box.id: box for group in scene.root.members for box in group.members}


def test_a_host_name_goes_through_external_dns_to_its_zone():
    drawn = boxes(draw(SAMPLE))
    assert list(drawn) == ["names", "external-dns", "designate"]
    assert drawn["external-dns"].lines == ("0.17.0",)
    assert drawn["designate"].lines == ("2 zones", "shop.example.com, example.org")


def test_the_example_is_a_host_in_a_zone_that_is_written():
    assert boxes(draw(SAMPLE))["names"].lines == ("for example shop.example.com", "9 Ingresses in the cluster")
    assert boxes(draw(LARGE))["names"].lines == ("9 Ingresses in the cluster",)


def test_a_host_that_only_ends_like_a_zone_is_no_example():
    told = {"dns.designate.present": True, "dns.zones": ["shop.org"], "ingress.hosts": ["https://myshop.org"]}
    assert boxes(draw(facts(told)))["names"].lines == ()


def test_names_of_ingresses_do_not_show_where_external_dns_watches_services_alone():
    watched = {"dns.designate.present": True, "dns.sources": ["service"], "ingress.count": 9}
    assert boxes(draw(facts(watched)))["names"].lines == ("of Services",)


def test_withheld_names_do_not_show():
    assert boxes(draw(WITHHELD))["designate"].lines == ("DNS zones",)
    assert "example" not in str(draw(WITHHELD))


def test_many_zones_are_counted():
    assert boxes(draw(LARGE))["designate"].lines[0] == "40 zones"


def test_what_only_the_profile_tells_claims_no_external_dns():
    drawn = boxes(draw(facts({"dns.designate.present": True}, DECLARED)))
    assert list(drawn) == ["names", "designate"]
    assert drawn["designate"].source is Source.DECLARED


def test_without_designate_nothing_is_drawn():
    assert draw(BARE) is None
    assert draw(facts({"dns.designate.present": False, "dns.external_dns.version": "0.17.0"})) is None
