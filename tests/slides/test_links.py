LINKS = [{"console": "Grafana", "purpose": "metrics", "url": "services.grafana.url"}]
URL = "https://grafana.example.com"


def rows(content):
    return [[str(cell) for cell in row] for row in content.slots["body"].rows]


def test_a_console_is_a_link_to_its_address(slide, brief_of):
    content = slide("links", brief_of({"services.grafana.url": URL}), links=LINKS)
    assert rows(content) == [["Grafana", "metrics", URL.removeprefix("https://")]]
    assert content.slots["body"].rows[0][2].runs[0].href == URL


def test_a_product_at_two_addresses_has_a_row_for_each(slide, brief_of):
    links = [{"console": "Prometheus", "purpose": "metrics", "url": "services.prometheus.urls"}]
    both = ["https://metrics.example.com", "https://platform.example.com"]
    content = slide("links", brief_of({"services.prometheus.urls": both}), links=links)
    assert rows(content) == [["Prometheus", "metrics", url.removeprefix("https://")] for url in both]
    assert [row[2].runs[0].href for row in content.slots["body"].rows] == both
    five = slide("links", brief_of({"services.prometheus.urls": [f"{URL}/{one}" for one in range(5)]}), links=links)
    shown = [f"{URL.removeprefix('https://')}/{one}" for one in range(3)]
    assert [row[2] for row in rows(five)] == [*shown, "and 2 more"]


def test_what_is_no_web_address_is_shown_without_a_link(slide, brief_of):
    content = slide("links", brief_of({"services.grafana.url": "javascript:alert(1)"}), links=LINKS)
    assert content.slots["body"].rows[0][2].runs[0].href == ""


def test_an_unknown_address_is_a_thing_to_fill_in_for_the_call_alone(slide, brief_of):
    facts = {"services.grafana.url": None}
    assert rows(slide("links", brief_of(facts), links=LINKS))[0][2] == "To fill in: declared.services.grafana.url"
    assert slide("links", brief_of(facts, audience="customer"), links=LINKS) is None


def test_a_console_that_the_cluster_lacks_falls_away(slide, brief_of):
    brief = brief_of({"services.grafana.url": None, "services.grafana.present": False})
    assert slide("links", brief, links=[LINKS[0] | {"when": "services.grafana.present"}]) is None


def test_an_address_that_is_not_encrypted_says_so(slide, brief_of):
    content = slide("links", brief_of({"services.grafana.url": "http://grafana.example.com"}), links=LINKS)
    assert rows(content) == [["Grafana", "metrics", "grafana.example.com (http)"]]
    assert content.slots["body"].rows[0][2].runs[0].href == "http://grafana.example.com"
