import pytest

from deckgen.diagrams.logging import draw
from deckgen.fact import Source
from tests.diagrams.clusters import BARE, DOCUMENTED, LOGS, SAMPLE, facts


def boxes(scene):
    members = [box for one in scene.root.members for box in (one.members if hasattr(one, "members") else [one])]
    return {box.id: box for box in members}


def running(product, **more):
    return boxes(draw(facts(LOGS | {"services.logging.product": product} | more)))


def test_a_line_goes_from_containers_to_kibana_and_is_deleted_by_curator():
    drawn = boxes(draw(SAMPLE))
    assert [box.label for box in drawn.values()] == [
        "containers",
        "Fluentd",
        "Elasticsearch",
        "read in Kibana",
        "deleted",
    ]
    assert drawn["store"].lines == ("7.17.28", "3 of 3 ready")
    assert drawn["reader"].lines == ("kibana.example.com",)
    assert drawn["deleted"].lines == ("after seven days", "by Curator")
    assert {box.source for box in drawn.values()} == {Source.OBSERVED}


def test_the_collector_has_its_version_and_where_it_is_ready():
    row = {"name": "Log collection", "product": "Fluentd", "version": "4.7.2", "ready": "9 of 9"}
    told = running("Elasticsearch, Fluentd and Kibana (EFK)", **{"services.list": [row]})
    assert told["collector"].lines == ("4.7.2", "9 of 9 ready")


def test_loki_deletes_by_itself_and_is_read_in_grafana():
    drawn = running("Loki and Promtail", **{"services.grafana.present": True})
    assert (drawn["collector"].label, drawn["store"].label) == ("Promtail", "Loki")
    assert drawn["reader"].label == "read in Grafana"
    assert drawn["deleted"].lines == ("after seven days", "by Loki")


def test_opensearch_is_not_taken_for_its_dashboards():
    drawn = running("OpenSearch, Fluent Bit and OpenSearch Dashboards")
    assert [drawn[one].label for one in ("collector", "store", "reader")] == [
        "Fluent Bit",
        "OpenSearch",
        "read in OpenSearch Dashboards",
    ]


def test_without_a_known_collector_none_is_claimed():
    scene = draw(facts(LOGS | {"services.logging.product": "Elasticsearch and Kibana"}))
    assert boxes(scene)["collector"].source is Source.NOT_VISIBLE
    assert "Fluentd" not in scene.alt
    dashed = {(arrow.start, arrow.end) for arrow in scene.arrows if arrow.source is Source.NOT_VISIBLE}
    assert dashed == {("containers", "collector"), ("collector", "store")}


def test_days_that_are_only_agreed_are_drawn_as_the_standard_and_curator_is_not_named():
    deleted = boxes(draw(facts(LOGS, services__logging__retention=DOCUMENTED)))["deleted"]
    assert deleted.source is Source.DOCUMENTED
    assert deleted.lines == ("after seven days",)


@pytest.mark.parametrize("missing", ["services.logging.retention", "services.logging.url"])
def test_what_does_not_show_is_said_or_left_out(missing):
    told = {name: value for name, value in LOGS.items() if name != missing}
    drawn = boxes(draw(facts(told)))
    if missing.endswith("url"):
        assert drawn["reader"].lines == ()
    else:
        assert drawn["deleted"].lines == ("when is not visible",)


def test_without_a_store_of_logs_nothing_is_drawn():
    assert draw(BARE) is None
    assert draw(facts({"services.logging.present": False})) is None
